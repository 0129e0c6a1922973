// What was renamed or moved in a program without Pulumi's `aliases`: for the engine one resource goes and another one
// comes, though both stand for the same object. The stack's last state tells, without credentials.
import * as pulumi from "@pulumi/pulumi";
import type { Properties } from "../provider/values/properties.js";
import { isKnown } from "./known-values.js";

/** What the last state of the stack has, by URN. */
export type LastState = Readonly<Record<string, { readonly type: string; readonly outputs: Properties }>>;

/** By what an object is known, and its resource in the last state. */
interface Sought {
  /** Such as `offer contoso-app`. */
  readonly title: string;
  isSame(outputs: Properties, state: LastState): boolean;
}

/** Warns, at a preview, of a new resource for what the stack has under another name; not of one with `adopt`. */
export function warnIfRenamed(
  resource: pulumi.CustomResource,
  adopt: pulumi.Input<unknown>,
  sought: pulumi.Output<Sought>,
): void {
  if (!pulumi.runtime.isDryRun()) return;
  pulumi.all([resource.urn, adopt, sought]).apply(async ([urn, isAdopted, { title, isSame }]) => {
    if (isAdopted || (await isKnown(resource.id))) return;
    const state = await lastState();
    const others = Object.keys(state).filter((other) => other !== urn && typeOf(other) === typeOf(urn));
    const old = others.find((other) => isSame(state[other]?.outputs ?? {}, state));
    if (old === undefined) return;
    await pulumi.log.warn(
      `${title} is in this stack already, as "${nameOf(old)}". Renamed or moved? Add the option ` +
        `\`aliases: [${aliasOf(old, urn)}]\`, and nothing happens to it. Otherwise \`adopt: true\` takes it over; without ` +
        "either, `pulumi up` refuses it once it was submitted (docs/getting-started.md, Renaming)",
      resource,
    );
  });
}

/** URNs are `urn:pulumi:STACK::PROJECT::PARENT-TYPES$TYPE::NAME`; only Pulumi's mocks have the stack among the types. */
const typesOf = (urn: string) =>
  (urn.split("::")[2] ?? "").split("$").filter((type) => type !== pulumi.runtime.rootPulumiStackTypeName);
const typeOf = (urn: string) => typesOf(urn).at(-1);
const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** The alias that leads from the old name to the new one, as short as it can be. */
function aliasOf(old: string, now: string): string {
  const name = nameOf(old) === nameOf(now) ? [] : [`name: "${nameOf(old)}"`];
  if (typesOf(old).join("$") === typesOf(now).join("$")) return `{ ${name.join("")} }`;
  if (typesOf(old).length === 1) return `{ ${[...name, "parent: pulumi.rootStackResource"].join(", ")} }`;
  return `"${old}"`;
}

const states = new WeakMap<object, Promise<LastState>>();

/** Asked for once in a program, and only when something is new. Where it cannot be had, nothing is said. */
function lastState(): Promise<LastState> {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return Promise.resolve({});
  const found = states.get(stack) ?? readState().catch(() => ({}));
  states.set(stack, found);
  return found;
}

async function readState(): Promise<LastState> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  // A function that the engine has built in, as it has that of `pulumi.StackReference`.
  const answer = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
  return (answer as { outputs?: LastState }).outputs ?? {};
}
