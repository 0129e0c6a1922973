// Taking what exists into a stack as it is: `pulumi import`, and the option `import`. A state that was made so says
// everything that a program can say of the object; what the program itself does not say stays as it is.
import { forget, valueIn } from "../fields/compared.js";
import { describedForImport } from "../pages/declarable.js";
import { Findings } from "../values/findings.js";
import { type Properties, toState } from "../values/properties.js";
import { NotPossibleError } from "../values/refusals.js";
import { type ActiveKind, describeError } from "./active-kind.js";
import { EngineError } from "./errors.js";
import type { Kind } from "./kind.js";
import { withoutMarked } from "./marked.js";
import { stateVersion } from "./state-version.js";

/** The output that marks a state that nobody has updated since its import. */
export const importedKey = "imported";

/**
 * What a program manages of a state: of an imported one, what it sets itself. Otherwise a program that declares a part
 * of what was imported would take the rest away.
 */
export function managedOf({ kind }: ActiveKind, olds: Properties, news: Properties): Properties {
  if (olds[importedKey] !== true) return olds;
  const managed = structuredClone(olds);
  for (const field of kind.compared) if (valueIn(field, news) === undefined) forget(field, managed);
  return managed;
}

/** The id and the state of an object that exists; undefined when there is none. @param name Its id, or what people call it. */
export async function importObject(
  active: ActiveKind,
  name: string,
  given: Properties,
): Promise<{ id: string; props: Properties } | undefined> {
  const { kind } = active;
  const { describe, named } = kind;
  if (describe === undefined || named === undefined) {
    throw refusal(kind, name, kind.whyNoImport ?? "nothing tells what it was made of");
  }
  const context = active.contextFor(given);
  try {
    const id = await named(context, name);
    if (id === undefined) return undefined;
    const description = await describedForImport({ ...kind, describe }, context, id);
    const { inputs, outputs } = description;
    const other = description.refused.find(({ property }) => active.replacing.includes(property));
    if (other !== undefined) throw new NotPossibleError(`${other.property} ${other.reason}`);
    for (const { property, reason } of description.leftOut) context.warn(`${property} ${reason}`);
    for (const { property, reason } of description.refused) context.warn(`has to be corrected: ${property} ${reason}`);

    const before = toState({ ...outputs, ...inputs, ...(await kind.derive(inputs, new Findings(), inputs)) });
    const silent = { ...context, say: () => {}, warn: () => {} }; // against nothing, everything has changed
    const observed = await context.client().looking(() => kind.observe(silent, id, before));
    if (observed === undefined) return undefined;
    return { id, props: toState({ ...observed, account: await context.account(), stateVersion, [importedKey]: true }) };
  } catch (error) {
    if (error instanceof NotPossibleError) throw refusal(kind, name, error.message);
    throw new EngineError(withoutMarked(describeError(`${kind.name} ${name}`, error))); // of which nothing else is known
  }
}

/** In one line, with what the person has typed. */
function refusal({ name: kind }: Kind, name: string, why: string): EngineError {
  return new EngineError(`${kind} ${name} cannot be imported: ${why}`);
}
