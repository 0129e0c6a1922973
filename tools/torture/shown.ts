/** What others get to see of a run: its lines, its errors, what it hands to the engine in clear, and the service's log. */
import type { Kind } from "../../provider/engine/kind.js";
import { getPath, type Properties, same, setPath } from "../../provider/values/properties.js";
import { isSealed } from "../../tests/provider/declared.js";
import type { World } from "./world.js";

/** All texts of an error, with what it hands back for the state; what the engine encrypts is left out. */
export function shownBy(error: unknown, kind: Kind, program: Properties): string[] {
  const {
    message,
    stack,
    reasons = [],
    properties,
  } = error as Error & Partial<{ reasons: string[]; properties: Properties }>;
  const texts = [message, String(error), String(stack), ...reasons];
  if (properties === undefined) return texts;
  const { observed: _, ...kept } = structuredClone(properties);
  // As inputs they are secrets already, by the resource's class.
  for (const { path, concealed } of kind.compared) {
    if (concealed === true && same(getPath(kept, path), getPath(program, path))) setPath(kept, path, undefined);
  }
  return [...texts, JSON.stringify(kept, (_key, value) => (isSealed(value) ? "(sealed)" : value))];
}

/** Everything that was shown since the step began. */
export async function shown(world: World): Promise<string[]> {
  const { emulator } = world.bench;
  const { products } = (await (await fetch(`${emulator.control}/state`)).json()) as { products: { id: string }[] };
  const origin = new URL(emulator.endpoint).origin;
  const offers = products.map(({ id }) => `/en-us/dashboard/commercial-marketplace/offers/${id}/overview`);
  const pages = await Promise.all(["/", ...offers].map(async (path) => (await fetch(`${origin}${path}`)).text()));
  return [...world.lines, ...world.heard, JSON.stringify(emulator.requests()), ...pages];
}
