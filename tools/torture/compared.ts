/** Whether two runs have left the same: what the service has, without what is different each time. */
import { isObject, type Properties } from "../../provider/values/properties.js";

const identifier = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d{15,20}\b/gi;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** Made by the service for each object, or each version of one. */
const own = new Set(["id", "@odata.etag", "etag", "blob", "releaseNumber"]);
/** The service's name for a submission: one that follows a failed one has another number. */
const numbered = /\bSubmission \d+\b/g;
/** The end of a note by which the provider knows its own submissions. */
const mark = /\(pulumi-partnercenter content \w+\)/g;

/**
 * The state with ids as names, without entity tags and times, and with lists in one order: two states of the same
 * content are equal. The number of things in a list stays.
 *
 * @param products What the emulator describes. @param given Identifiers that the programs themselves name.
 */
export function normalised(products: unknown, given: ReadonlySet<string>): unknown {
  const names = new Map<string, string>();
  for (const product of objects(products)) {
    const [offerId] = objects(product.externalIDs).map(({ value }) => value);
    names.set(String(product.id), `offer ${offerId}`);
    for (const { id, externalID } of objects(product.variants)) names.set(String(id), `plan ${externalID}`);
    for (const { id, fileName } of objects(product.packages)) names.set(String(id), `package ${fileName}`);
    for (const { currentDraftInstanceID, module, variantID } of objects(product.instances)) {
      names.set(String(currentDraftInstanceID), `${module} of ${names.get(String(variantID)) ?? "the offer"}`);
    }
  }
  const named = (text: string) =>
    text
      .replaceAll(mark, "(mark)")
      .replaceAll(numbered, "Submission")
      .replaceAll(identifier, (found) => (given.has(found) ? found : (names.get(found) ?? "(id)")));
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return moment.test(value) ? "(time)" : named(value);
    if (Array.isArray(value)) {
      const items = value.map(walk);
      return items.some(isObject) ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
    }
    if (!isObject(value)) return value;
    const kept = Object.entries(value).filter(([key, inner]) => !own.has(key) && !isNothing(inner));
    return Object.fromEntries(kept.map(([key, inner]): [string, unknown] => [key, walk(inner)]).sort(byKey));
  };
  return walk(objects(products).map(withoutOtherView));
}

/**
 * What the first API alone writes is in its submissions a second time, as the other API shows it: setup and names as they
 * were when it was sent, a colleague's among them. That they count for nothing there is no difference.
 */
function withoutOtherView(product: Properties): Properties {
  if (product.productIngestionResources !== undefined) return product;
  const submissions = objects(product.submissions).map(({ productIngestionResources: _, ...submission }) => submission);
  return { ...product, submissions };
}

/** What a field has that was never set, or was emptied: the API makes no difference. */
function isNothing(value: unknown): boolean {
  return value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

function objects(value: unknown): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** All identifiers in some text. */
export function identifiersIn(value: unknown): Set<string> {
  return new Set(JSON.stringify(value).match(identifier) ?? []);
}

/** Where two values differ, a line each, at most `most`. */
export function differences(wanted: unknown, found: unknown, most = 4): string[] {
  const lines: string[] = [];
  const walk = (a: unknown, b: unknown, path: string) => {
    if (lines.length >= most || JSON.stringify(a) === JSON.stringify(b)) return;
    const lists = Array.isArray(a) && Array.isArray(b);
    if (lists && a.length !== b.length) {
      lines.push(
        `${path} has ${b.length}, not ${a.length}: ${shown(surplus(b, a))} more, ${shown(surplus(a, b))} less`,
      );
    } else if (lists || (isObject(a) && isObject(b))) {
      const [left, right] = [Object(a) as Properties, Object(b) as Properties];
      const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
      for (const key of keys) walk(left[key], right[key], `${path}.${key}`);
    } else lines.push(`${path} is ${shown(b)}, not ${shown(a)}`);
  };
  walk(wanted, found, "service");
  return lines;
}

/** What one list has and the other has not. */
function surplus(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const left = other.map((item) => JSON.stringify(item));
  return list.filter((item) => {
    const place = left.indexOf(JSON.stringify(item));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}

/** The end of what is said of such an upload. */
export const neverUploaded = "is announced and was never uploaded";

/** Uploads that were begun and not finished, wherever they are. */
export function leftovers(products: unknown): string[] {
  const found: string[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isObject(value)) {
      if (value.state === "PendingUpload") found.push(String(value.fileName ?? value.id));
      Object.values(value).forEach(walk);
    }
  };
  walk(products);
  return found;
}
