// The one reconciler: it turns a kind into the handlers that the engine calls. Observe, ensure, sync
// stand behind create and update alike; the state is a hint, the service is the truth.
import type { Account } from "../configuration/configuration.js";
import { changedPaths } from "../fields/field.js";
import type { Context } from "../pages/context.js";
import { refuseLockedChanges } from "../pages/publication-locks.js";
import { checkSchema, type Finding, Findings } from "../values/findings.js";
import { isObject, type Properties, same, sorted, toState } from "../values/properties.js";
import { ExistsError, NotPossibleError } from "../values/refusals.js";
import { isSecret, secretPathsKey, withoutMarked, withSecretsOf } from "../values/secrets.js";
import { hasUnknown } from "../values/unknown.js";
import { EngineError, PartialFailure } from "./errors.js";
import type { Kind } from "./kind.js";
import type { Run } from "./run.js";

/** The shape of what is stored, for a later version that has to tell it from its own. */
export const stateVersion = 1;

/** The handlers of one kind, as the engine's dynamic provider calls them. */
export interface Handlers {
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: Finding[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, properties: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

/** Tenants and hosts have no letter case. */
function isSameAccount(stored: Properties, { tenantId, endpoint }: Account): boolean {
  const lower = (texts: unknown[]) => texts.map((text) => String(text).toLowerCase());
  return same(lower([stored.tenantId, stored.endpoint]), lower([tenantId, endpoint]));
}

function marked(kind: Kind, mark: "replaces" | "directive"): string[] {
  return Object.entries(kind.schema.shape)
    .filter(([, schema]) => (schema as { meta(): Record<string, unknown> | undefined }).meta()?.[mark] === true)
    .map(([key]) => key);
}

/** Makes the handlers of a kind; `run` is asked for when a handler is called, never before. */
export function handlersOf(kind: Kind, run: () => Run): Handlers {
  const replacing = [...marked(kind, "replaces"), ...(kind.replacedByDerived ?? [])];
  const directives = marked(kind, "directive");
  const inputKeys = [...Object.keys(kind.schema.shape), ...kind.derived];

  const pick = (properties: Properties, keys: readonly string[]): Properties =>
    Object.fromEntries(keys.filter((key) => properties[key] !== undefined).map((key) => [key, properties[key]]));
  const identity = (properties: Properties): string =>
    JSON.stringify([
      kind.name,
      ...[...new Set([...kind.naturalKey, ...replacing])].map((key) => properties[key] ?? null),
    ]);
  const wantedId = (id: string): string => `${kind.name} ${id}`;
  const contextFor = (properties: Properties): Context => {
    const context = run().context(() => kind.title(properties));
    return { ...context, say: (line) => context.say(withoutMarked(line)) };
  };

  /** Runs a handler's work; whatever goes wrong reaches the engine as one line that names the resource. */
  async function guarded<T>(properties: Properties, work: () => Promise<T>): Promise<T> {
    return withSecretsOf(properties, async () => {
      try {
        return await work();
      } catch (error) {
        const title = kind.title(properties);
        throw error instanceof EngineError ? error : new EngineError(withoutMarked(describe(title, error)), title);
      }
    });
  }

  /** Another account's resources are not touched: not compared, not read, not deleted. */
  function refuseOtherAccount(properties: Properties): void {
    const stored = properties.account;
    const current = run().account();
    if (!isObject(stored) || current === undefined || isSameAccount(stored, current)) return;
    throw new EngineError(
      `${kind.title(properties)} belongs to tenant ${stored.tenantId} at ${stored.endpoint}, but the provider is ` +
        `configured for tenant ${current.tenantId} at ${current.endpoint}. Nothing was done. Go back to the first ` +
        "account; or, to move this stack to the other one, take the resource out of the state (`pulumi state delete`) " +
        "and create it anew there.",
      kind.title(properties),
    );
  }

  /** Sync, with whatever was reached kept when it fails half way. */
  async function reconcile(
    id: string,
    inputs: Properties,
    before: Properties | undefined,
    state: Properties,
    provider: unknown,
  ): Promise<Properties> {
    const context = contextFor(inputs);
    Object.assign(state, pick(inputs, replacing), { account: context.account(), stateVersion });
    try {
      await kind.sync(context, id, inputs, before, state);
    } catch (error) {
      const message = error instanceof EngineError ? error.message : describe(kind.title(inputs), error);
      const details = (error as { reasons?: string[] }).reasons?.map(withoutMarked);
      throw new PartialFailure(withoutMarked(message), id, toState({ ...state, __provider: provider }), details);
    }
    for (const key of directives) delete state[key];
    Object.assign(state, pick(inputs, directives));
    for (const key of kind.derived) state[key] ??= inputs[key];
    return toState(state);
  }

  /** Checks the inputs; what is wrong with them, and what is worth saying of them. */
  async function checkInputs(olds: Properties, news: Properties): ReturnType<Handlers["check"]> {
    const inputs = bare(news, kind.derived);
    const findings = new Findings();
    checkSchema(kind.schema, inputs, findings);
    const before = bare(olds, []);
    const derived = await kind.derive(inputs, findings, before);
    const checked = { ...inputs, ...derived };
    run().want(identity(checked));
    // The engine checks a replacement as it does a new resource, after its diff.
    const isNew = Object.keys(before).length === 0 && !run().isReplacement(identity(checked));
    const isKnown = !hasUnknown([...kind.naturalKey, ...replacing].map((key) => checked[key]));
    if (isNew && inputs.adopt && findings.list().length === 0 && isKnown && run().account()) {
      await survey(kind, contextFor(inputs), checked, findings);
    }
    if (kind.foresee && findings.list().length === 0 && isKnown && run().account()) {
      const context = contextFor(inputs);
      const shown = findings.warnings().length; // by the program
      await kind.foresee(context, checked, before, findings).catch((error: Error) => {
        context.say(`could not be looked up: ${error.message}`);
      });
      for (const { property, reason } of findings.warnings().slice(shown)) {
        context.say(`warning: ${property} ${reason}`);
      }
    }
    const secrets = pick(news, [secretPathsKey]);
    return { inputs: toState({ ...checked, ...secrets }), failures: concealed(kind, inputs, findings.list()) };
  }

  return {
    check: (olds, news) => withSecretsOf(news, () => checkInputs(olds, news)),

    async diff(id, olds, news) {
      return guarded(news, async () => {
        refuseOtherAccount(olds);
        const hasAccount = run().account() !== undefined;
        if (await refuseLockedChanges(kind, replacing, contextFor(olds), hasAccount, id, olds, news)) {
          run().leavePublished(identity(olds));
        }
        const replaces = replacing.filter((key) => !same(sorted(olds[key]), sorted(news[key])));
        const isChanged = kind.isChanged?.(olds, news) ?? changedPaths(kind.compared, olds, news).length > 0;
        const keepsKey = kind.naturalKey.every((key) => same(olds[key], news[key]));
        if (replaces.length > 0 && keepsKey) run().expectReplacement(identity(news));
        return {
          changes: replaces.length > 0 || isChanged,
          replaces,
          deleteBeforeReplace: replaces.length > 0 && keepsKey,
        };
      });
    },

    async create(news) {
      return guarded(news, async () => {
        const inputs = bare(news, []);
        const ensured = await kind.ensure(contextFor(inputs), inputs);
        run().want(wantedId(ensured.id));
        const outs = await reconcile(ensured.id, inputs, undefined, ensured.state, news.__provider);
        return { id: ensured.id, outs };
      });
    },

    async update(id, olds, news) {
      return guarded(news, async () => {
        refuseOtherAccount(olds);
        const before = bare(olds, []);
        return { outs: await reconcile(id, bare(news, []), before, structuredClone(before), news.__provider) };
      });
    },

    async read(id, properties) {
      return guarded(properties, async () => {
        refuseOtherAccount(properties);
        const before = bare(properties, []);
        const context = contextFor(before);
        const observed = await context.client().looking(() => kind.observe(context, id, before));
        if (observed === undefined) return {};
        const state = toState({ ...observed, account: context.account(), stateVersion });
        return { id, props: state, inputs: pick(state, inputKeys) };
      });
    },

    async delete(id, properties) {
      return guarded(properties, async () => {
        refuseOtherAccount(properties);
        const before = bare(properties, []);
        const context = contextFor(before);
        if (run().isWanted(wantedId(id)) || run().isWanted(identity(before))) {
          context.say("not deleted, since another resource of this program has taken it over");
          return;
        }
        try {
          await kind.remove(context, id, before);
        } catch (error) {
          if (!(error instanceof NotPossibleError) || !run().mayStay(identity(before))) throw error;
          context.say("left in Partner Center, since this API cannot delete it; this stack no longer manages it");
        }
      });
    },
  };
}

function bare(properties: Properties, derived: readonly string[]): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => {
      return (
        !["__provider", secretPathsKey].includes(key) && value !== undefined && value !== null && !derived.includes(key)
      );
    }),
  );
}

/**
 * The engine prints the value of a property that it names. So a credential is named in the reason alone; and an argument that
 * the program's class takes, but no input carries, such as `plans`, of which the engine would print `<nil>`.
 */
function concealed(kind: Kind, inputs: Properties, findings: Finding[]): Finding[] {
  const secrets = kind.compared.filter((field) => field.concealed === true).map(({ path }) => path);
  const isInput = (property: string) =>
    [kind.schema.shape, inputs].some((known) => Object.hasOwn(known, property.split(/[.[]/)[0] ?? ""));
  return findings.map(({ property, reason }) =>
    !isInput(property) ||
    isSecret(property) ||
    secrets.some((path) => property === path || path.startsWith(`${property}.`))
      ? { property: "", reason: withoutMarked(`${property} ${reason}`) }
      : { property, reason: withoutMarked(reason) },
  );
}

async function survey(kind: Kind, context: Context, inputs: Properties, findings: Findings): Promise<void> {
  try {
    const lines = await kind.survey?.(context, inputs);
    if (lines === undefined) return;
    if (lines.length === 0) {
      context.say("exists already and is as this program wants it; it is taken over");
    } else if (inputs.adopt === "unchanged") {
      findings.add("adopt", `is "unchanged", but what exists differs: ${lines.join("; ")}`);
    } else {
      context.say(`exists already and is taken over; this would be overwritten: ${lines.join("; ")}`);
    }
  } catch (error) {
    if (error instanceof ExistsError) findings.add("adopt", `is not possible: ${error.message}`);
    else context.say(`could not be looked up for adoption: ${(error as Error).message}`);
  }
}

/** One line that names the resource; an error that is not ours is a defect and says so. */
function describe(title: string, error: unknown): string {
  if (!(error instanceof Error)) return `${title}: ${String(error)}`;
  if (typeof (error as { code?: unknown }).code === "string") return `${title}: ${error.message}`;
  const where = error.stack?.split("\n")[1]?.trim() ?? "";
  return `${title}: unexpected ${error.name}: ${error.message} (${where}). This is a defect of pulumi-partnercenter; please report it.`;
}
