// The one reconciler: it turns a kind into the handlers that the engine calls. Observe, ensure, sync stand behind
// create and update alike; the state is a hint, the service is the truth.
import { changedPaths } from "../fields/field.js";
import { nothingUnfinished } from "../pages/context.js";
import { refuseLockedChanges, replacedKeys } from "../pages/publication-locks.js";
import { type Properties, toState } from "../values/properties.js";
import { NotPossibleError, TakenError } from "../values/refusals.js";
import { secretPathsKey, secretPathsOf, withSecretsOf } from "../values/secrets.js";
import { urnKey, urnOf } from "../values/stack.js";
import { type LastSeen, type Outputs, outputsFrom } from "../values/versions.js";
import { ActiveKind, bare, describeError, pick } from "./active-kind.js";
import { checkInputs, refuseForeseen } from "./checking.js";
import { EngineError, PartialFailure, reasonLines } from "./errors.js";
import type { Diff, Handlers, Read, WorkOptions } from "./handlers.js";
import { importedKey, importObject, managedOf } from "./importing.js";
import { noteOffer, withKeptOffer } from "./kept-offer.js";
import type { Kind, Known } from "./kind.js";
import { offerOf, whyLeft } from "./leaving.js";
import { withoutMarked } from "./marked.js";
import { packing } from "./packing.js";
import { preview } from "./previewing.js";
import type { Run } from "./run.js";
import { sealedAgain, sealedFailure } from "./sealing.js";
import { stateVersion } from "./state-version.js";

/** Makes the handlers of a kind; `run` is asked for when a handler is called, never before. */
export function handlersOf(kind: Kind, run: () => Run): Handlers {
  return packing(openHandlersOf(kind, run));
}

function openHandlersOf(kind: Kind, run: () => Run): Handlers {
  const active = new ActiveKind(kind, run);
  return {
    check: (olds, news) =>
      told(
        news,
        withSecretsOf([news, olds], async () => {
          const { inputs, ...found } = await checkInputs(active, active.shown(olds), active.shown(news));
          return { inputs: active.concealed(inputs), ...found };
        }),
      ),
    diff: (id, olds, news) =>
      told(
        news,
        active.guarded(news, () => diff(active, id, ...versions(olds, news)), olds),
      ),
    changed: (olds, news) => changed(active, ...versions(olds, news)),
    preview: (olds, news) =>
      told(
        news,
        active.guarded(news, async () => {
          await refuseForeseen(active, olds, active.shown(news));
          return preview(active, olds, active.shown(news));
        }),
      ),
    create: (news, options) =>
      told(
        news,
        active.guarded(news, () => create(active, active.shown(news), options)),
      ),
    read: (id, properties) =>
      told(
        properties,
        active.guarded(properties, () => read(active, id, properties)),
      ),
    import: (name, given) =>
      told(
        given,
        active.guarded(given, async () => {
          const found = await importObject(active, name, given);
          if (found === undefined) return {};
          run().inputs.note(kind.name, found.id, found.props); // a program may only look it up, and submit it
          return { ...found, inputs: active.inputsOf(found.props) };
        }),
      ),
    update: (id, olds, news, options) =>
      told(
        news,
        active.guarded(news, () => update(active, id, versions(olds, news), options), olds),
      ),
    delete: (id, properties) =>
      told(
        properties,
        active.guarded(properties, () => remove(active, id, properties)),
      ),
  };

  /** What the engine has and what it wants, as the kind knows them. */
  function versions(olds: Properties, news: Properties): [Properties, Properties] {
    const wanted = active.shown(news);
    return [managedOf(active, olds, wanted), wanted];
  }

  /** Lines come before the end of their work: after it the engine may not show them. */
  function told<T>(properties: Properties, work: Promise<T>): Promise<T> {
    return work.finally(() => active.run().lines.told(urnOf(properties)));
  }
}

async function diff(active: ActiveKind, id: string, olds: Properties, given: Properties): Promise<Diff> {
  const run = active.run();
  const news = withKeptOffer(run.program, olds, given);
  run.stirred();
  await active.refuseForeignState(olds);
  run.program.haveOffer(offerOf(id));
  if (typeof olds.productId === "string") run.program.haveOffer(olds.productId); // by which a submission knows it
  run.inputs.note(active.kind.name, id, bare(news));
  // What belongs to an offer that may be replaced may be replaced as well.
  const wanted = run.program.leavesOffer(offerOf(id)) ? { ...news, replacePublished: true } : news;
  if (await refuseLockedChanges(active, active.contextFor(olds), run.account() !== undefined, id, olds, wanted)) {
    run.program.leavePublished(active.identity(olds));
    if (offerOf(id) === id) run.program.leaveOffer(id);
  }
  const replaces = replacedKeys(active.replacing, olds, news);
  noteOffer(run.program, id, olds, replaces.length > 0);
  const isOther = changedBy(active, olds, news).length > 0;
  const context = active.contextFor(news, olds);
  // A replacement has no state: what a killed run has made of it is not known to the engine.
  if (replaces.length === 0) await context.unfinished.isStored();
  const isResumed = !isOther && (await context.unfinished.isBegun());
  if (isResumed) context.say("its last update was interrupted; `pulumi up` makes it as this program says");
  const deleteBeforeReplace = replaces.length > 0 && active.keepsKey(olds, news);
  if (replaces.length > 0) active.beginReplacement(olds, news);
  else run.program.keep(urnOf(news) ?? "");
  if (deleteBeforeReplace) run.program.expectReplacement(active.identity(news));
  return { changes: replaces.length > 0 || isOther || isResumed, replaces, deleteBeforeReplace };
}

/** The paths that make a difference. */
function changed(active: ActiveKind, olds: Properties, news: Properties): string[] {
  return [...new Set([...replacedKeys(active.replacing, olds, news), ...changedBy(active, olds, news)])];
}

/** The paths that make an update. */
function changedBy({ kind }: ActiveKind, olds: Properties, news: Properties): string[] {
  return kind.changed?.(olds, news) ?? changedPaths(kind.compared, olds, news);
}

async function create(
  active: ActiveKind,
  news: Properties,
  options: WorkOptions = {},
): Promise<{ id: string; outs: Properties }> {
  const inputs = bare(news) as Known<Kind["schema"]>;
  const context = active.contextFor(news, undefined, options.timeoutMs);
  const { id, state } = await active.kind.ensure(context, inputs);
  active.run().program.want(active.wantedId(id));
  active.run().program.haveOffer(offerOf(id));
  active.run().inputs.note(active.kind.name, id, inputs);
  const outs = await reconcile(active, id, { news, before: undefined, state, options });
  active.haveMade(news);
  return { id, outs };
}

async function update(
  active: ActiveKind,
  id: string,
  [olds, news]: readonly [Properties, Properties],
  options: WorkOptions = {},
) {
  await active.refuseForeignState(olds);
  const before: LastSeen = bare(olds);
  const secretsBefore = secretPathsOf(olds);
  return { outs: await reconcile(active, id, { news, before, state: outputsFrom(before), options, secretsBefore }) };
}

/** What is to be made of what. */
interface Work {
  readonly news: Properties;
  readonly before: LastSeen | undefined;
  readonly state: Outputs;
  readonly options: WorkOptions;
  /** The paths of what was secret before. */
  readonly secretsBefore?: readonly string[];
}

/** Sync, with whatever was reached kept when it fails half way. */
async function reconcile(
  active: ActiveKind,
  id: string,
  { news, before, state, options, secretsBefore = [] }: Work,
): Promise<Properties> {
  const { kind, replacing, directives } = active;
  const inputs = bare(news) as Known<Kind["schema"]>;
  const handedOn = pick(news, [secretPathsKey, urnKey]); // for the next run, which is given nothing else of these inputs
  const context = active.contextOf(id, news, before, options.timeoutMs);
  Object.assign(state, pick(inputs, replacing), { account: await context.account(), stateVersion });
  // What somebody else has changed since we looked is overwritten with `force` only. A taking over has asked before.
  const isResumed = before !== undefined && (await context.unfinished.isBegun());
  const mayOverwrite = inputs.force === true || (before === undefined && Boolean(inputs.adopt));
  const guard = mayOverwrite ? "overwrite" : "lastSeen";
  try {
    await kind.sync(context, id, { inputs, before, state, guard, isResumed });
  } catch (error) {
    if (error instanceof TakenError) throw error; // nothing is ours that a state could have
    const title = kind.title(inputs);
    const message = error instanceof EngineError ? error.message : describeError(title, error);
    const reached = sealedFailure(toState(state), toState(inputs), active.inputKeys, secretsBefore);
    const lines = reasonLines(title, error)?.map((line) => withoutMarked(line));
    const properties = { ...reached, ...handedOn, __provider: news.__provider };
    throw new PartialFailure(withoutMarked(message), id, properties, lines);
  }
  for (const key of [...directives, importedKey]) delete state[key];
  Object.assign(state, pick(inputs, directives));
  for (const key of kind.derived) state[key] ??= inputs[key];
  const outputs = toState({ ...state, ...handedOn });
  await context.unfinished.end(bare(outputs));
  return outputs;
}

async function read(active: ActiveKind, id: string, properties: Properties): Promise<Read> {
  active.run().stirred();
  await active.refuseForeignState(properties);
  const before: LastSeen = bare(properties);
  const context = active.contextOf(id, properties, properties);
  const observed = await context.client().looking(() => active.kind.observe(context, id, before));
  if (observed === undefined) return {};
  const found = toState({ ...observed, account: await context.account(), stateVersion });
  const props = { ...sealedAgain(found, properties), ...pick(properties, [urnKey]) };
  return { id, props, inputs: active.concealed(active.inputsOf(props)) };
}

async function remove(active: ActiveKind, id: string, properties: Properties): Promise<void> {
  await active.refuseForeignState(properties);
  const run = active.run();
  const before: LastSeen = bare(properties);
  const context = active.contextOf(id, properties, properties);
  if (run.program.wants(active.wantedId(id)) || run.program.wants(active.identity(before))) {
    context.say("not deleted, since another resource of this program has taken it over");
    return;
  }
  const left = active.kind.goesAlone ? undefined : await whyLeft(run, context, id, before);
  if (left !== undefined) {
    if (left !== "") context.say(left);
    return;
  }
  // What was noted since is what has replaced it.
  const unfinished = active.isReplaced(properties) ? nothingUnfinished : context.unfinished;
  try {
    await active.kind.remove({ ...context, unfinished }, id, before);
    await context.unfinished.isRemoved();
  } catch (error) {
    if (!(error instanceof NotPossibleError) || !run.mayStay(active.identity(before))) throw error;
    context.say("left in Partner Center, since this API cannot delete it; this stack no longer manages it");
  }
}
