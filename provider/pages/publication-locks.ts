// What publication locks: some values can no longer change, and nothing that is published (nor an offer in preview) can be
// replaced by something else, since the service cannot take it down. Both are refused at preview, and the service is asked
// only when such a value changes.

import type { Kind } from "../engine/kind.js";
import { canonical, type Field, show } from "../fields/field.js";
import { valueIn } from "../fields/spread.js";
import { type Properties, same } from "../values/properties.js";
import { NotPossibleError } from "../values/refusals.js";
import { hasUnknown } from "../values/unknown.js";
import type { Context } from "./context.js";
import type { Publication } from "./publication.js";

/** A change that is refused if the object is published. */
interface LockedChange {
  readonly property: string;
  readonly reason: string;
}

/** What a field had the last time: as the program set it, or as it was seen in the service, or as a fresh object has it. */
function earlier(kind: Kind, field: Field, olds: Properties): unknown {
  return valueIn(field, olds) ?? kind.seen?.(field, olds) ?? field.initial?.({ name: "" });
}

function lockedFields(kind: Kind, olds: Properties, news: Properties): LockedChange[] {
  return (kind.compared as readonly Field[]).flatMap((field) => {
    const set = valueIn(field, news);
    if (field.locks === undefined || hasUnknown(set)) return [];
    if (set === undefined && valueIn(field, olds) === undefined) return []; // not managed
    const was = canonical(field, earlier(kind, field, olds));
    const wanted = canonical(field, set ?? field.initial?.({ name: "" }));
    const reason = same(was, wanted) ? undefined : field.locks(was, wanted);
    return reason === undefined ? [] : [{ property: field.path, reason }];
  });
}

function replacedKeys(keys: readonly string[], olds: Properties, news: Properties): string[] {
  return keys
    .filter((key) => ![olds[key], news[key]].some((value) => value === undefined || hasUnknown(value)))
    .filter((key) => !same(olds[key], news[key]));
}

/** Why something that stays in Partner Center cannot be replaced; `keepsKey`: by something of the same id, which is taken. */
function whyNotReplaced(kind: Kind, property: string, keepsKey: boolean, olds: Properties, news: Properties): string {
  const [was, wanted, title] = [show(olds[property]), show(news[property]), kind.title(olds)];
  const id = kind.naturalKey.at(-1);
  if (keepsKey) {
    return (
      `cannot change from ${was} to ${wanted}: ${title} keeps its ${id}, and the API can neither change this of it nor ` +
      `delete it. Set ${property} back to ${was}, or change ${id} too`
    );
  }
  return (
    `cannot change from ${was} to ${wanted}: that would replace ${title} by another one, and the API cannot take it ` +
    "down. Declare the other one as a resource of its own, or set `replacePublished: true`, which makes the other one " +
    "and leaves this one in Partner Center, out of this stack"
  );
}

/** Where a publication is, in words. */
function stageOf({ since, isPreview }: Publication): string {
  if (isPreview) return "it is in preview";
  return since === undefined ? "it is being published" : `published since ${since}`;
}

/**
 * Refuses what publication forbids of a change. Without a change that it could forbid, nobody is asked.
 *
 * @param replacing The inputs whose change makes another object.
 * @returns Whether what is published or in preview is about to be left behind, as the program has allowed.
 * @throws NotPossibleError naming each property, with the reason and since when it is locked.
 */
export async function refuseLockedChanges(
  kind: Kind,
  replacing: readonly string[],
  context: Context,
  hasCredentials: boolean,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<boolean> {
  if (kind.publication === undefined) return false;
  const locked = lockedFields(kind, olds, news);
  const replaced = replacedKeys(replacing, olds, news);
  const names = [...locked.map(({ property }) => property), ...replaced].join(", ");
  if (names === "") return false;
  if (!hasCredentials) {
    context.say(
      `whether ${names} may still change depends on its being published, which takes credentials to find out`,
    );
    return false;
  }
  let publication: Publication | undefined;
  try {
    publication = await kind.publication(context, id);
  } catch (error) {
    context.say(`whether ${names} may still change could not be found out: ${(error as Error).message}`);
    return false;
  }
  if (publication === undefined) return false;
  const keepsKey = kind.naturalKey.every((key) => same(olds[key], news[key]));
  const isAllowed = news.replacePublished === true && !keepsKey;
  const refused = [
    ...(publication.isPreview ? [] : locked),
    ...(isAllowed ? [] : replaced).map((property) => {
      return { property, reason: whyNotReplaced(kind, property, keepsKey, olds, news) };
    }),
  ];
  if (refused.length > 0) {
    const reasons = refused.map(({ property, reason }) => `${property} ${reason}`).join("; ");
    throw new NotPossibleError(`${reasons} (${stageOf(publication)})`);
  }
  return replaced.length > 0;
}
