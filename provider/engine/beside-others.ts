// What is wrong with a resource beside others that its run has checked before it. A program's class in TypeScript knows
// them, and says so by itself; elsewhere nobody else has them together.
import type { Findings } from "../values/findings.js";
import { urnOf } from "../values/stack.js";
import { hasUnknown } from "../values/unknown.js";
import type { Inputs } from "../values/versions.js";
import type { ActiveKind } from "./active-kind.js";

/**
 * Adds what is found: an error where one of them is new, a warning where all exist, since Partner Center has taken them.
 * @param news With what the engine says of the resource.
 */
export async function checkBesideOthers(
  active: ActiveKind,
  news: Inputs,
  { inputs, isNew }: { readonly inputs: Inputs; readonly isNew: boolean },
  findings: Findings,
): Promise<void> {
  const { kind } = active;
  const [urn, { offer, adopt = false }] = [urnOf(news), inputs];
  if (kind.beside === undefined || urn === undefined || typeof offer !== "string" || hasUnknown(offer)) return;
  const { program, inputs: byId } = active.run();
  const others = program.join(JSON.stringify([kind.name, offer]), urn, { inputs, mayExist: !isNew || adopt !== false });
  const said = (some: typeof others) => some.map((other) => other.inputs);
  const found = await kind.beside(inputs, said(others), byId.find);
  for (const { property, reason } of found.list()) findings.add(property, reason);
  for (const { property, reason } of found.warnings()) findings.warn(property, reason);
  const doubtful = found.unlessHeld();
  if (isNew) for (const { property, reason } of doubtful) findings.addUnlessHeld(property, reason);
  if (isNew || doubtful.length === 0) return;
  const held = await kind.beside(inputs, said(others.filter(({ mayExist }) => mayExist)), byId.find);
  const isHeld = (property: string) => held.unlessHeld().some((one) => one.property === property);
  for (const { property, reason } of doubtful) {
    if (isHeld(property)) findings.warn(property, reason);
    else findings.add(property, reason);
  }
}
