// Pictures on the disk of the program are uploaded through the first API, since the Product Ingestion API takes addresses
// only. The tree shows them under the name that they got, which carries their hash (API reference §3.10, §4.4, recorded for
// offers of containers; that the tree shows them is assumed).
import { valueIn } from "../../fields/compared.js";
import { canonical } from "../../fields/field.js";
import type { Guard } from "../../fields/merge.js";
import type { Said } from "../../fields/said.js";
import { fileLimits, readProgramFile } from "../../files/program-files.js";
import type { ResourceTree } from "../../product-ingestion/index.js";
import { sha256, shortHash } from "../../values/content-hash.js";
import { isObject, objectsIn, type Properties, same } from "../../values/properties.js";
import type { Inputs } from "../../values/versions.js";
import type { Place } from "../tree-page.js";
import { type FileGroup, foundIn } from "./file-groups.js";
import { fileNamed, nameWith } from "./file-names.js";

/** A file of the program with a path, and its number among its like. */
interface Upload {
  readonly group: FileGroup;
  readonly entry: Properties;
  readonly order: number;
}

function uploadsOf(groups: readonly FileGroup[], inputs: Inputs): Upload[] {
  return groups.flatMap((group) => {
    const value = valueIn(group.field, inputs);
    const entries = Array.isArray(value) ? objectsIn(value) : isObject(value) ? [value] : [];
    const all = entries.map((entry, order) => ({ group, entry, order }));
    return all.filter(({ entry }) => typeof entry.path === "string");
  });
}

/**
 * A job takes out what is not wanted any more, before what takes its place is uploaded: that this is missing in between is
 * nobody else's work.
 */
export function knowingTakenOut(guard: Guard, groups: readonly FileGroup[], inputs: Inputs): Guard {
  if (guard.kind !== "lastSeen" || guard.body === undefined) return guard;
  const { body, isOurs } = guard;
  const fields = new Set(uploadsOf(groups, inputs).map(({ group }) => group.field));
  const isTakenOut = ([path, actual]: Said): boolean => {
    const field = [...fields].find((one) => one.path === path);
    if (field === undefined) return false;
    const there = entriesOf(actual);
    const was = entriesOf(canonical(field, field.read(body)));
    const wanted = entriesOf(canonical(field, valueIn(field, inputs)));
    return there.every((one) => has(was, one)) && was.every((one) => has(there, one) || !has(wanted, one));
  };
  return { ...guard, isOurs: (said) => isOurs(said) || isTakenOut(said) };
}

const entriesOf = (value: unknown) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const has = (all: readonly unknown[], one: unknown) => all.some((other) => same(other, one));

/** Whether the draft shows a file as the program wants it. */
function isThere(draft: ResourceTree, { group, entry, order }: Upload): boolean {
  const found = foundIn(draft, group).find((one) => group.identity(group.entryOf(one)) === group.identity(entry));
  if (found === undefined || Number(found.displayOrder ?? 0) !== order) return false;
  return (group.entryOf(found).caption ?? "") === (entry.caption ?? "");
}

/**
 * Uploads what the draft does not have, and changes captions and order of what it has.
 *
 * @returns Whether anything was written.
 */
export async function bringFiles(
  { context }: Place,
  productId: string,
  groups: readonly FileGroup[],
  { inputs, draft }: { readonly inputs: Inputs; readonly draft: ResourceTree },
): Promise<boolean> {
  const lacking = uploadsOf(groups, inputs).filter((upload) => !isThere(draft, upload));
  if (lacking.length === 0) return false;
  const { drafts, images } = context.client();
  const { id: listingId } = await drafts.read({ productId, kind: "Listing" });
  const listed = await images.list(productId, listingId);
  for (const { group, entry, order } of lacking) {
    const path = String(entry.path);
    const type = `${group.key.slice(0, 1).toUpperCase()}${group.key.slice(1)}`;
    const own = listed.filter((image) => image.type === type && fileNamed(image.fileName) === entry.file);
    const uploaded = own.find(({ state }) => state !== "PendingUpload");
    const about = { order, ...(entry.caption ? { description: String(entry.caption) } : {}) };
    if (uploaded !== undefined) {
      const { description: _, ...rest } = uploaded;
      await images.update(productId, listingId, uploaded.id, { ...rest, ...about });
      continue;
    }
    const bytes = readProgramFile(path, fileLimits.picture);
    if (shortHash(sha256(bytes)) !== entry.file) {
      throw new Error(`${path} changed while this run was going on; run it again`);
    }
    const fileName = nameWith(path, String(entry.file));
    const left = own.find((image) => image.fileName === fileName);
    await images.upload(productId, listingId, {
      ...{ type, fileName, bytes, ...about },
      ...(left === undefined ? {} : { resume: left }),
    });
  }
  return true;
}
