// The handler `check`: what is wrong with inputs, what is derived from them, and what is worth saying before anything
// is done.
import { changedPaths } from "../fields/field.js";
import type { Context } from "../pages/context.js";
import { lockedAtTakeOver } from "../pages/publication-locks.js";
import { NotFoundError } from "../partner-center/errors.js";
import { inWords } from "../values/difference.js";
import { checkSchema, type Finding, Findings } from "../values/findings.js";
import { areRelated, isWithin, ownValue, type Properties, toState } from "../values/properties.js";
import { ExistsError, NotPossibleError } from "../values/refusals.js";
import { isSecret, secretPathsKey } from "../values/secrets.js";
import { nameIn, previewKey, stackKey, urnKey, urnOf } from "../values/stack.js";
import { hasUnknown } from "../values/unknown.js";
import type { Inputs } from "../values/versions.js";
import { type ActiveKind, bare, hasClass, pick } from "./active-kind.js";
import { checkBesideOthers } from "./beside-others.js";
import type { Kind } from "./kind.js";
import { withoutMarked } from "./marked.js";
import { checkOfferReference, noSuchOffer } from "./offer-reference.js";

/** What the engine is told of inputs. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: Finding[];
  /** The warnings of `derive`, which a program shows itself where its class has called it too. */
  readonly warnings: Finding[];
}

/** Checks the inputs of a resource; `olds` are the inputs of the last time, empty for a new one. */
export async function checkInputs(active: ActiveKind, olds: Properties, news: Properties): Promise<Checked> {
  const { kind } = active;
  const run = active.run();
  run.stirred();
  const before = bare(olds);
  const findings = new Findings();
  const given = bare(news, kind.derived);
  const inputs = kind.gather?.(given, before, run.inputs.find, findings) ?? given;
  checkSchema(kind.schema, inputs, findings);
  const checked = { ...inputs, ...(await kind.derive(inputs, findings, before)) };
  const isFirst = Object.keys(before).length === 0;
  // A class says by itself what is wrong with such resources together.
  if (!hasClass(news)) await checkBesideOthers(active, news, { inputs, isNew: isFirst }, findings);
  const warnings = concealed(kind, inputs, findings.warnings());
  run.program.want(active.identity(checked));
  run.program.declare(active.object(checked));
  if (typeof inputs.offer === "string" && !hasUnknown(inputs.offer)) run.program.haveOffer(inputs.offer);
  const isKnown = !hasUnknown([...kind.naturalKey, ...active.replacing].map((key) => checked[key]));
  if (isKnown && !hasClass(news)) refuseSecond(active, checked, urnOf(news), findings);
  const hasService = isKnown && run.account() !== undefined;
  const unasked = run.whyUnasked();
  if (unasked?.kind === "warning") active.contextFor(news).warn(unasked.text);
  else if (unasked !== undefined) active.contextFor(news).say(unasked.text);
  await refuseUnlessHeld(active, active.contextFor(news), { inputs: checked, before }, hasService, findings);
  if (kind.takesOfferId !== true && before.offer !== inputs.offer && findings.list().length === 0) {
    await checkOfferReference(active.contextFor(news), inputs.offer, hasService, findings);
  }
  const isPreview = news[previewKey] === true;
  if (isPreview) active.looksOnce(checked);
  const mayAsk = () => findings.list().length === 0 && hasService;
  // The engine checks a replacement as it does a new resource, after its diff.
  const isNew = isFirst && !run.program.expectsReplacement(active.identity(checked));
  if (isNew && mayAsk()) {
    if (inputs.adopt) await surveyForAdoption(kind, active.contextFor(news), checked, findings);
    // In an update, the creation that follows asks by itself.
    else if (isPreview) await findExisting(kind, active.contextFor(news), checked, findings);
  }
  if (mayAsk()) {
    const isSpared = isSparedBy(kind, checked) && !isPreview;
    const context = isFirst ? active.contextFor(news) : active.contextForCheck(news, before);
    if (!isSpared) await foresee(kind, context, { inputs: checked, before }, findings);
  } else if (findings.list().length === 0) {
    const unseen = kind.unasked?.(checked, before);
    if (unseen !== undefined) active.contextFor(news).say(unseen);
  }
  return {
    inputs: toState({ ...checked, ...pick(news, [secretPathsKey, stackKey, urnKey]) }),
    failures: concealed(kind, inputs, findings.list()),
    warnings,
  };
}

/** Whether a kind asks what only the service can tell in previews alone. */
function isSparedBy({ foreseesInPreviews: spares }: Kind, inputs: Inputs): boolean {
  return (typeof spares === "function" ? spares(inputs) : spares) === true;
}

/**
 * What the check of a preview finds with the service, where the engine has not said then that it was one: a program in
 * another language does not tell. @param olds Undefined for a creation. @throws NotPossibleError
 */
export async function refuseForeseen(
  active: ActiveKind,
  olds: Properties | undefined,
  news: Properties,
): Promise<void> {
  const { kind } = active;
  const run = active.run();
  const inputs = bare(news);
  const isKnown = !hasUnknown([...kind.naturalKey, ...active.replacing].map((key) => inputs[key]));
  if (!isKnown || run.account() === undefined || !active.looksOnce(inputs)) return;
  const findings = new Findings();
  const isNew = olds === undefined && !run.program.expectsReplacement(active.identity(inputs));
  if (isNew && !inputs.adopt) await findExisting(kind, active.contextFor(news), inputs, findings);
  if (findings.list().length === 0 && isSparedBy(kind, inputs)) {
    const before = olds === undefined ? {} : active.inputsOf(bare(olds));
    const context = olds === undefined ? active.contextFor(news) : active.contextForCheck(news, before);
    await foresee(kind, context, { inputs, before }, findings);
  }
  const [first, ...more] = findings.list().map(({ property, reason }) => `${property} ${reason}`);
  if (first !== undefined && isNew && run.program.keeps(urnOf(news) ?? "")) {
    throw new NotPossibleError(
      "the option `replaceOnChanges` wants another one in its place, and Partner Center has one of this id at a time. " +
        "Take the option out: what changes here is an update",
    );
  }
  if (first !== undefined) throw new NotPossibleError([first, ...more].join("; "));
}

/** Two resources for one object would take turns in overwriting each other. */
function refuseSecond(active: ActiveKind, inputs: Inputs, urn: string | undefined, findings: Findings) {
  const { kind } = active;
  if (urn === undefined || kind.isShared === true) return;
  const first = active.run().program.claim(active.object(inputs), urn);
  if (first === undefined) return;
  findings.add(
    "",
    `the ${kind.title(inputs)} is declared by two resources of this program, "${first}" and "${nameIn(urn)}". They ` +
      "would take turns in overwriting each other: remove one of them",
  );
}

/**
 * Makes errors of what is wrong unless Partner Center holds the same already. What has not changed since the last time
 * is held; otherwise the service is asked, where that is possible. Of what will be taken over nobody can tell without
 * it: then it is a line.
 */
async function refuseUnlessHeld(
  { kind }: ActiveKind,
  context: Context,
  { inputs, before }: { readonly inputs: Inputs; readonly before: Properties },
  hasService: boolean,
  findings: Findings,
): Promise<void> {
  const isNew = Object.keys(before).length === 0;
  const changed = isNew ? undefined : changedPaths(kind.compared, before, inputs);
  const doubtful = findings.unlessHeld().filter(({ property }) => isAbout(property, changed));
  if (doubtful.length === 0 || (inputs.adopt && findings.list().length > 0)) return;
  const differing = hasService ? await differingPaths(kind, context, inputs) : undefined;
  for (const { property, reason } of doubtful.filter((one) => isAbout(one.property, differing))) {
    if (isNew && inputs.adopt && !hasService) context.warn(`${property} ${reason}`);
    else findings.add(property, reason);
  }
}

/** In what the object differs from what the program wants; undefined when nobody can tell, or nothing is there. */
async function differingPaths(kind: Kind, context: Context, inputs: Inputs): Promise<string[] | undefined> {
  try {
    return (await kind.survey?.(context, inputs))?.map(({ path }) => path);
  } catch {
    return undefined;
  }
}

/** Whether a finding is about one of some properties, something in it or around it; undefined are all properties. */
function isAbout(property: string, paths: readonly string[] | undefined): boolean {
  return paths === undefined || paths.some((path) => areRelated(property, path));
}

/** What would be overwritten by taking over what exists: a line, or findings where that is not allowed or is locked. */
async function surveyForAdoption(kind: Kind, context: Context, inputs: Inputs, findings: Findings): Promise<void> {
  try {
    const differences = await kind.survey?.(context, inputs);
    if (differences === undefined) return;
    const lines = differences.map(inWords).join("; ");
    if (differences.length === 0) {
      context.say("exists already and is as this program wants it; it is taken over");
    } else if (inputs.adopt === "unchanged") {
      findings.add("adopt", `is "unchanged", but what exists differs: ${lines}`);
    } else {
      const locked = await lockedAtTakeOver({ kind }, context, inputs, differences);
      for (const { property, reason } of locked) findings.add(property, reason);
      if (locked.length > 0) return;
      context.say(`exists already and is taken over; this would be overwritten: ${lines}`);
    }
  } catch (error) {
    if (error instanceof ExistsError) findings.add("adopt", `is not possible: ${error.message}`);
    else context.warn(`could not be looked up for adoption: ${(error as Error).message}`);
  }
}

/** What exists already, and would be refused by the creation. */
async function findExisting(kind: Kind, context: Context, inputs: Inputs, findings: Findings): Promise<void> {
  try {
    await context.client().looking(async () => kind.refuseExisting?.(context, inputs));
  } catch (error) {
    if (error instanceof ExistsError) findings.add(kind.naturalKey.at(-1) ?? "", `is taken: ${error.message}`);
    else if (error instanceof NotFoundError && inputs.offer !== undefined)
      findings.add("offer", noSuchOffer(inputs.offer));
    else if (error instanceof NotPossibleError && inputs.offer !== undefined) findings.add("offer", error.message);
    else context.warn(`could not be looked up: ${(error as Error).message}`);
  }
}

/** What only the service can tell; its warnings become lines. */
async function foresee(
  kind: Kind,
  context: Context,
  { inputs, before }: { readonly inputs: Inputs; readonly before: Properties },
  findings: Findings,
): Promise<void> {
  if (kind.foresee === undefined) return;
  const shown = findings.warnings().length; // by the program
  const asking = () => kind.foresee?.(context, inputs, before, findings) ?? Promise.resolve();
  // What it finds serves the resources of the same offer, and the work that follows at once.
  await context
    .client()
    .looking(asking)
    .catch((error: Error) => {
      context.warn(`could not be looked up: ${error.message}`);
    });
  for (const { property, reason } of findings.warnings().slice(shown)) {
    context.warn(`${property} ${reason}`);
  }
}

/**
 * The engine prints the value of a property that it names, which it looks up by the property's whole path: of anything
 * but a plain value at the top it prints `{<nil>}` or all that is in it. So such a property is named in the reason, and
 * so is a credential.
 */
function concealed(kind: Kind, inputs: Inputs, findings: readonly Finding[]): Finding[] {
  const secrets = kind.compared.filter((field) => field.concealed === true).map(({ path }) => path);
  return findings.map(({ property, reason }) =>
    ["string", "number", "boolean"].includes(typeof ownValue(inputs, property)) &&
    !isSecret(property) &&
    !secrets.some((path) => isWithin(path, property))
      ? { property, reason: withoutMarked(reason) }
      : { property: "", reason: withoutMarked(`${property} ${reason}`.trimStart()) },
  );
}
