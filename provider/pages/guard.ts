// How a page takes a difference that we did not make.
import type { Guard } from "../fields/merge.js";
import type { Properties } from "../values/properties.js";
import type { Change } from "../values/versions.js";
import type { Target } from "./page.js";

/**
 * The guard of a write.
 * @param what The page as the subject of a sentence.
 * @param body What it was before, as far as it was seen. An object that was just made and not looked at yet is nobody's
 *   work.
 */
export async function guardOf(
  { context }: Pick<Target, "context">,
  { guard, before }: Change,
  what: string,
  body: Properties | undefined,
): Promise<Guard> {
  const isNew = before === undefined;
  if (guard === "overwrite" || (isNew && body === undefined)) return { kind: "overwrite" };
  return { kind: guard, what, body, isNew, isOurs: await context.unfinished.recall() };
}
