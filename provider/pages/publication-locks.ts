// What publication locks: some values can no longer change, and nothing that is published (nor an offer in preview) can
// be replaced by something else, since the service cannot take it down. Both are refused at preview, and the service is
// asked only when such a value changes, or is set for the first time. What it has already is never refused.

import { type Compared, valueIn } from "../fields/compared.js";
import { canonical, type Field } from "../fields/field.js";
import { ifThere } from "../partner-center/errors.js";
import type { Difference } from "../values/difference.js";
import type { Finding } from "../values/findings.js";
import { areRelated, type Properties, same, sorted } from "../values/properties.js";
import { NotPossibleError } from "../values/refusals.js";
import { show } from "../values/show.js";
import { hasUnknown } from "../values/unknown.js";
import type { Inputs, LastSeen } from "../values/versions.js";
import type { Context } from "./context.js";
import type { Publication } from "./publication.js";

/** What locks look at: a kind of resource, and the inputs whose change makes another object. */
export interface Lockable {
  readonly kind: {
    readonly compared: readonly Compared[];
    readonly naturalKey: readonly string[];
    title(version: Properties): string;
    named?(context: Context, name: string): Promise<string | undefined>;
    publication?(context: Context, id: string): Promise<Publication | undefined>;
    held?(context: Context, id: string, before: LastSeen, fields: readonly Field[]): Promise<LastSeen | undefined>;
    seen?(field: Field, before: LastSeen): unknown;
  };
  readonly replacing: readonly string[];
  keepsKey(before: Properties, inputs: Properties): boolean;
}

type OfKind = Pick<Lockable, "kind">;

/** A change that publication forbids: refused, or said where only an old page forbids it, or the program tolerates it. */
interface LockedChange {
  readonly property: string;
  readonly reason: string;
  readonly isRefused: boolean;
  readonly isFromPreview: boolean;
}

/**
 * What a field had the last time: as the program set it, or as it was seen in the service, or as a fresh object has it.
 */
function earlier({ kind }: OfKind, field: Field, last: LastSeen): unknown {
  return valueIn(field, last) ?? kind.seen?.(field, last) ?? field.initial?.({ name: "" });
}

/** The fields with locks that a program sets, or did until now. */
function fieldsWithLocks(kind: Lockable["kind"], olds: LastSeen, news: Inputs): Field[] {
  return (kind.compared as readonly Field[]).filter((field) => {
    const set = valueIn(field, news);
    return field.locks !== undefined && !hasUnknown(set) && (set !== undefined || valueIn(field, olds) !== undefined);
  });
}

/** Those that the program sets for the first time and nobody has seen: what they were is not known. */
function unseenFields(of: Lockable, olds: LastSeen, news: Inputs): Field[] {
  if (of.kind.held === undefined) return [];
  return fieldsWithLocks(of.kind, olds, news).filter(
    (field) => (valueIn(field, olds) ?? of.kind.seen?.(field, olds)) === undefined,
  );
}

/** @param last What the values were. */
function lockedFields(of: OfKind, olds: LastSeen, news: Inputs, last = olds): LockedChange[] {
  const tolerated = Array.isArray(news.toleratedLocks) ? news.toleratedLocks : [];
  return fieldsWithLocks(of.kind, olds, news).flatMap((field) => {
    const { path: property, locks } = field;
    const was = canonical(field, earlier(of, field, last));
    const wanted = canonical(field, valueIn(field, news) ?? field.initial?.({ name: "" }));
    if (locks === undefined || same(was, wanted)) return [];
    const about = { property, isFromPreview: locks.isFromPreview === true };
    const refused = locks.refuses(was, wanted, last);
    const doubtful = locks.warns?.of(was, wanted);
    return [
      ...(refused === undefined ? [] : [{ ...about, reason: refused, isRefused: !tolerated.includes(property) }]),
      ...(doubtful === undefined ? [] : [{ ...about, reason: doubtful, isRefused: false }]),
    ];
  });
}

/** The inputs that make another object. A flag that is not set is false. */
export function replacedKeys(keys: readonly string[], olds: LastSeen, news: Inputs): string[] {
  const value = (of: Properties, key: string) => (of[key] === false ? undefined : sorted(of[key]));
  return keys.filter((key) => !same(value(olds, key), value(news, key)));
}

/** Why something that stays in Partner Center cannot be replaced: also by something of the same id, which is taken. */
function whyNotReplaced(
  lockable: Lockable,
  property: string,
  olds: LastSeen,
  news: Inputs,
  { isPreview }: Publication,
): string {
  const { kind } = lockable;
  const [was, wanted, title] = [show(olds[property]), show(news[property]), kind.title(olds)];
  const id = kind.naturalKey.at(-1);
  if (lockable.keepsKey(olds, news)) {
    return (
      `cannot change from ${was} to ${wanted}: ${title} keeps its ${id}, and the API can neither change this of ` +
      `it nor delete it. Set ${property} back to ${was}, or change ${id} too`
    );
  }
  const takenOut =
    isPreview && kind.naturalKey.includes("planId")
      ? " Or take it out first: run `pulumi up` once without it, without the Submission and without a Release of it."
      : "";
  return (
    `cannot change from ${was} to ${wanted}: that would replace ${title} by another one, and the API cannot take it ` +
    "down. Declare the other one as a resource of its own, or set `replacePublished: true`, which makes the other " +
    `one and leaves this one in Partner Center, out of this stack.${takenOut}`
  );
}

/** Where a publication is, in words. */
function stageOf({ since, isPreview }: Publication): string {
  if (isPreview) return "it is in preview";
  return since === undefined ? "it is being published" : `published since ${since}`;
}

/** What is refused; of what is not, a person is warned. */
function forbiddenBy(publication: Publication, context: Context, locked: readonly LockedChange[]): LockedChange[] {
  const forbidden = locked.filter(({ isFromPreview }) => isFromPreview || !publication.isPreview);
  for (const { property, reason, isRefused } of forbidden) {
    if (!isRefused) context.warn(`${property} ${reason}, as far as is known (${stageOf(publication)})`);
  }
  return forbidden.filter(({ isRefused }) => isRefused);
}

/** @param tolerable The properties, in quotes. */
function wayToTolerate(tolerable: readonly string[]): string {
  if (tolerable.length === 0) return "";
  return `. Where Microsoft has changed this, \`toleratedLocks: [${tolerable.join(", ")}]\` makes a warning of it`;
}

/**
 * What publication forbids of taking over what exists. Nobody is asked unless it differs in something that locks.
 *
 * @param differences In what it differs from the program.
 */
export async function lockedAtTakeOver(
  of: OfKind,
  context: Context,
  inputs: Inputs,
  differences: readonly Difference[],
): Promise<Finding[]> {
  const { kind } = of;
  if (kind.publication === undefined || kind.held === undefined) return [];
  const isSuspected = fieldsWithLocks(kind, {}, inputs).some((field) =>
    differences.some(({ path }) => areRelated(path, field.path)),
  );
  if (!isSuspected) return [];
  const id = await kind.named?.(context, kind.naturalKey.map((key) => inputs[key]).join("/"));
  const publication = id === undefined ? undefined : await ifThere(kind.publication(context, id));
  if (id === undefined || publication === undefined) return [];
  const lockable = (kind.compared as readonly Field[]).filter(({ locks }) => locks !== undefined);
  const asKnown: Properties = inputs;
  const held = await kind.held(context, id, asKnown, lockable);
  const locked = held === undefined ? [] : lockedFields(of, {}, inputs, held);
  return forbiddenBy(publication, context, locked).map(({ property, reason }) => ({
    property,
    reason: `${reason}${wayToTolerate([JSON.stringify(property)])} (${stageOf(publication)})`,
  }));
}

/**
 * Refuses what publication forbids of a change. Without a change that it could forbid, nobody is asked.
 *
 * @returns Whether what is published or in preview is about to be left behind, as the program has allowed.
 * @throws NotPossibleError naming each property, with the reason and since when it is locked.
 */
export async function refuseLockedChanges(
  lockable: Lockable,
  context: Context,
  hasCredentials: boolean,
  id: string,
  olds: LastSeen,
  news: Inputs,
): Promise<boolean> {
  const { kind, replacing } = lockable;
  if (kind.publication === undefined) return false;
  const suspected = lockedFields(lockable, olds, news);
  const unseen = unseenFields(lockable, olds, news);
  const replaced = replacedKeys(replacing, olds, news).filter((key) => !hasUnknown(news[key]));
  const names = [...new Set([...suspected.map(({ property }) => property), ...unseen.map(({ path }) => path)])];
  const asked = fieldsWithLocks(kind, olds, news).filter(({ path }) => names.includes(path));
  const all = [...names, ...replaced].join(", ");
  if (all === "") return false;
  if (!hasCredentials) {
    context.say(`whether ${all} may still change depends on its being published, which takes credentials to find out`);
    return false;
  }
  let publication: Publication | undefined;
  let locked = suspected;
  try {
    publication = await ifThere(kind.publication(context, id)); // what is gone locks nothing
    const held =
      publication === undefined || asked.length === 0 ? undefined : await kind.held?.(context, id, olds, asked);
    if (held !== undefined) locked = lockedFields(lockable, olds, news, held);
  } catch (error) {
    context.say(`whether ${all} may still change could not be found out: ${(error as Error).message}`);
    return false;
  }
  if (publication === undefined) return false;
  const isAllowed = news.replacePublished === true && !lockable.keepsKey(olds, news);
  const refused = [
    ...forbiddenBy(publication, context, locked),
    ...(isAllowed ? [] : replaced).map((property) => {
      return { property, reason: whyNotReplaced(lockable, property, olds, news, publication) };
    }),
  ];
  if (refused.length > 0) {
    const reasons = refused.map(({ property, reason }) => `${property} ${reason}`).join("; ");
    const tolerable = refused.filter((change) => "isRefused" in change).map(({ property }) => JSON.stringify(property));
    throw new NotPossibleError(`${reasons}${wayToTolerate(tolerable)} (${stageOf(publication)})`);
  }
  return replaced.length > 0;
}
