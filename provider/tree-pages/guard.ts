// How a page of a tree takes a difference that we did not make.
import type { Guard } from "../fields/merge.js";
import { guardOf } from "../pages/guard.js";
import type { Properties } from "../values/properties.js";
import type { Change } from "../values/versions.js";
import type { Place } from "./tree-page.js";

/**
 * The guard of a merge, to be asked for each time that it is made.
 *
 * @param what The page as the subject of a sentence. @param body What it was before, as far as it was seen.
 */
export async function guardsOf(
  { context }: Place,
  change: Change,
  what: string,
  body: Properties | undefined,
): Promise<() => Guard> {
  const guard = await guardOf({ context }, change, what, body);
  if (change.guard === "overwrite" || guard.kind !== "overwrite") return () => guard;
  // Nothing was there when it was looked for: until a job of ours has begun, what is there now is somebody else's.
  const taken: Guard = { kind: "unfinished", what, isOurs: await context.unfinished.recall() };
  return () => (change.state.jobId === undefined ? taken : guard);
}
