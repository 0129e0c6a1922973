// The outputs of a resource before anything is done: what is known of them, so that what depends on them is previewed too.
import { type Properties, toState } from "../values/properties.js";
import { unknownMarker } from "../values/unknown.js";
import { type ActiveKind, bare } from "./active-kind.js";

/** @param olds Undefined for a creation. */
export async function preview(active: ActiveKind, olds: Properties | undefined, news: Properties): Promise<Properties> {
  const { stable, fresh } = active.kind.outputs;
  const run = active.run();
  const account = olds?.account ?? (run.account() === undefined ? unknownMarker : await run.lastingAccount());
  return toState({
    ...active.inputsOf(bare(news)),
    ...Object.fromEntries(stable.map((key) => [key, olds?.[key] ?? unknownMarker])),
    ...Object.fromEntries(fresh.map((key) => [key, unknownMarker])),
    account,
  });
}
