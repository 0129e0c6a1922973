// What the drafts of an offer or plan add to its description, listings in all languages included.

import type { Draft } from "../partner-center/areas/drafts.js";
import { DraftNotFoundError } from "../partner-center/errors.js";
import { getPath, type Properties } from "../values/properties.js";
import type { Description } from "./description.js";
import { type DraftPart, type DraftTarget, readDraft } from "./draft-page.js";
import { type ListingFields, readListings } from "./listing-pages.js";

/** A listing in one language. */
export interface DescribedListing {
  readonly draft: Draft<Properties>;
  /** Lower case. */
  readonly language: string;
  /** Where the program has it: `listing`, or `translations.de-de`. */
  readonly at: string;
}

/** An object that lacks one of its drafts is described without it. */
async function orLeftOut<T>(part: DraftPart, description: Description, reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DraftNotFoundError)) throw error;
    const [page = part.kind] = (part.fields[0]?.path ?? "").split(".");
    description.leaveOut([], page, "is not there: Partner Center has no draft of it");
    return undefined;
  }
}

/** Adds all drafts but the listings. */
export async function addDrafts(
  target: DraftTarget,
  parts: readonly DraftPart[],
  description: Description,
): Promise<void> {
  const others = parts.filter(({ kind }) => kind !== "Listing");
  const drafts = await Promise.all(others.map((part) => orLeftOut(part, description, readDraft(target, part))));
  others.forEach(({ fields }, index) => {
    const draft = drafts[index];
    if (draft !== undefined) description.addFields(fields, draft.body, target.owner);
  });
}

/** Adds the listing in all its languages, and gives them back for what else they have. */
export async function addListings(
  target: DraftTarget,
  listing: DraftPart,
  fieldsAt: ListingFields,
  description: Description,
): Promise<DescribedListing[]> {
  const found = await orLeftOut(listing, description, readListings(target));
  return [...(found ?? [])].map(([further, draft]) => {
    const at = further === undefined ? "listing" : `translations.${further}`;
    description.addFields(further === undefined ? listing.fields : fieldsAt(at), draft.body, target.owner);
    return { draft, language: further ?? String(draft.body.languageCode ?? "en-us").toLowerCase(), at };
  });
}

/** A language in which nothing is set is declared all the same, after everything else was added. */
export function addEmptyLanguages(listings: readonly DescribedListing[], description: Description): void {
  for (const { at } of listings) {
    if (at !== "listing" && getPath(description.inputs, at) === undefined) description.set(at, {});
  }
}
