// What publication locks: some values can no longer change, and nothing that is published can be replaced by something
// else, since the service cannot take it down. Both are refused at preview, and the service is asked only when such a
// value changes.
import { NotPossibleError } from "./errors.js";
import { valueIn } from "./field-values.js";
import { canonical, type Field, show } from "./fields.js";
import type { Context, Kind } from "./kind.js";
import { type Properties, same } from "./properties.js";
import type { Publication } from "./publication.js";
import { hasUnknown } from "./unknown.js";

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

function replacedKeys(kind: Kind, keys: readonly string[], olds: Properties, news: Properties): LockedChange[] {
  return keys
    .filter((key) => ![olds[key], news[key]].some((value) => value === undefined || hasUnknown(value)))
    .filter((key) => !same(olds[key], news[key]))
    .map((property) => ({
      property,
      reason:
        `cannot change from ${show(olds[property])} to ${show(news[property])}: that would replace ` +
        `${kind.title(olds)} by another one, and the API cannot take down what is published. Declare the other one ` +
        "as a resource of its own, or set `replacePublished: true`, which makes the other one and leaves the published " +
        "one in Partner Center, out of this stack",
    }));
}

/**
 * Refuses what publication forbids of a change. Without a change that it could forbid, nobody is asked.
 *
 * @param replacing The inputs whose change makes another object.
 * @returns Whether what is published is about to be left behind, as the program has allowed.
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
  const replaced = replacedKeys(kind, replacing, olds, news);
  const all = [...locked, ...replaced];
  if (all.length === 0) return false;
  const names = all.map(({ property }) => property).join(", ");
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
  const refused = news.replacePublished === true ? locked : all;
  if (refused.length > 0) {
    const since = publication.since === undefined ? "it is being published" : `published since ${publication.since}`;
    throw new NotPossibleError(refused.map(({ property, reason }) => `${property} ${reason} (${since})`).join("; "));
  }
  return true;
}
