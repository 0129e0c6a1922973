// The files of an offer's listing in all its languages.

import type { Compared } from "../../fields/field.js";
import type { Guard } from "../../fields/merge.js";
import type { MediaPlace } from "../../media/media.js";
import { observeMedia } from "../../media/observe.js";
import { type MediaDifference, surveyMedia } from "../../media/survey.js";
import { type MediaChange, syncMedia, unseenFiles } from "../../media/sync.js";
import { comparedOf, type MediaUnit, rememberFiles, setHashes } from "../../media/unit.js";
import type { Refuse } from "../../pages/adoption.js";
import { type DraftTarget, lastSeen, type Place, readDraft, remember } from "../../pages/draft-page.js";
import { languageParts, readListings, respelled } from "../../pages/listing-pages.js";
import { getPath, type Properties, setPath } from "../../values/properties.js";
import { ChangedElsewhereError } from "../../values/refusals.js";
import { listingCollections } from "./listing-files.js";

/** The listing in one language, and where the program has it. */
interface ListingPlace extends Place {
  readonly kind: "Listing";
  readonly at: string;
}

const english: ListingPlace = { kind: "Listing", at: "listing" };

function unitsAt(at: string): MediaUnit[] {
  return listingCollections.map((collection) => ({ at, collection }));
}

/** English, and the further languages that a version of the offer sets. */
function listingPlaces(properties: Properties | undefined): ListingPlace[] {
  const further = languageParts(() => [], properties);
  return [english, ...further.map(({ language, path }): ListingPlace => ({ kind: "Listing", language, at: path }))];
}

/** All files of listings that a version of the offer can set. */
export function listingUnits(properties: Properties): MediaUnit[] {
  return listingPlaces(properties).flatMap(({ at }) => unitsAt(at));
}

/** What counts of the files of a listing beside their content; `at` is where the program has the listing. */
export function listingMediaFields(at: string): Compared[] {
  return unitsAt(at).flatMap(comparedOf);
}

function mediaPlace({ context, productId }: DraftTarget, listingId: string): MediaPlace {
  return { client: context.client(), productId, listingId };
}

/** The listing that is the draft now; asks the service only which draft that is. */
async function currentListing(target: DraftTarget, place: Place, state: Properties): Promise<MediaPlace> {
  const known = lastSeen(state, place);
  const instance = await target.context.client().drafts.instanceId({ productId: target.productId, kind: "Listing" });
  if (known?.instanceId === instance) return mediaPlace(target, known.id);
  const draft = await readDraft(target, place);
  remember(state, place, draft);
  return mediaPlace(target, draft.id);
}

/** Whether somebody took the language away, and this run has added it again: without its files. */
function isNew(place: Place, before: Properties, state: Properties): boolean {
  const [was, is] = [lastSeen(before, place), lastSeen(state, place)];
  return was !== undefined && is !== undefined && was.instanceId === is.instanceId && was.id !== is.id;
}

/** In the state until all files of a new offer are there: what they would overwrite was shown when it was taken over. */
const unfinished = "observed.mediaUnfinished";

/** Begins to bring the files; tells whether what somebody else has changed is overwritten. */
export function beginMedia(before: Properties | undefined, state: Properties, guard: Guard["kind"]): boolean {
  const isFirst = before === undefined || getPath(before, unfinished) === true || !hasMemory(before);
  if (isFirst) setPath(state, unfinished, true);
  return guard === "overwrite" || isFirst;
}

/** All files are there. */
export function endMedia(state: Properties): void {
  setPath(state, unfinished, undefined);
  if (!hasMemory(state)) setPath(state, "observed.media", {});
}

/** Whether all files were brought once, by this release or by an earlier one. */
function hasMemory(properties: Properties): boolean {
  return ["observed.media", "observed.images"].some((path) => getPath(properties, path) !== undefined);
}

/** Refuses to take a language away when somebody has worked on its files since they were last seen. @throws ChangedElsewhereError */
export async function refuseLosses(
  target: DraftTarget,
  inputs: Properties,
  before: Properties | undefined,
): Promise<void> {
  if (before === undefined) return;
  const kept = listingPlaces(inputs).map(({ language }) => language);
  const lost = listingPlaces(before).filter(({ language }) => !kept.includes(language));
  if (lost.length === 0) return;
  const listings = await readListings(target);
  const found = await Promise.all(
    lost.flatMap(({ at, language }) => {
      const listing = listings.get(language);
      if (listing === undefined) return [];
      return unitsAt(at).map((unit) => unseenFiles(unit, mediaPlace(target, listing.id), before));
    }),
  );
  if (found.flat().length === 0) return;
  throw new ChangedElsewhereError(
    "This program takes a language away to which files were added in Partner Center since this stack last saw it: " +
      `${found.flat().join("; ")}. \`pulumi refresh\` shows such changes, and the next \`pulumi up\` then takes it away; or ` +
      "set `force: true`.",
  );
}

/** Makes the files of all listings as the program wants them; unchanged ones cost nothing. */
export async function syncListingMedia(target: DraftTarget, change: MediaChange): Promise<void> {
  const { inputs, state } = change;
  const before = respelled(change.before, inputs);
  const places = listingPlaces(inputs);
  for (const { at } of listingPlaces(before).filter((place) => !places.some(({ at: kept }) => kept === place.at))) {
    forget(at, state);
  }
  for (const place of places) {
    const isAnew = before !== undefined && isNew(place, before, state);
    for (const unit of unitsAt(place.at)) {
      if (isAnew) rememberFiles(unit, state, undefined);
      await syncMedia(unit, () => currentListing(target, place, state), {
        ...change,
        before: isAnew ? undefined : before,
      });
    }
    keepLanguage(place, state);
  }
}

/** A language of which nothing is set is there nevertheless. */
function keepLanguage({ at, language }: ListingPlace, state: Properties): void {
  if (language !== undefined && getPath(state, at) === undefined) setPath(state, at, {});
}

function forget(at: string, state: Properties): void {
  for (const unit of unitsAt(at)) {
    rememberFiles(unit, state, undefined);
    setHashes(unit, state, {});
  }
}

/** Reads the files of English and of the managed languages into the state. The listings have been read into it already. */
export async function observeListingMedia(target: DraftTarget, before: Properties, state: Properties): Promise<void> {
  setPath(state, unfinished, undefined);
  setPath(state, "observed.images", undefined); // of earlier releases
  const say = (line: string) => target.context.say(line);
  await Promise.all(
    listingPlaces(before).map(async (place) => {
      const listing = lastSeen(state, place);
      if (listing === undefined) return forget(place.at, state);
      const at = mediaPlace(target, listing.id);
      await Promise.all(unitsAt(place.at).map((unit) => observeMedia(unit, at, before, state, say)));
      keepLanguage(place, state);
    }),
  );
}

/** How the files of an existing offer's listings differ from what the program wants. `all`: also those that it does not set. */
async function surveyAll(target: DraftTarget, inputs: Properties, all: boolean): Promise<MediaDifference[]> {
  const listings = await readListings(target);
  const found = await Promise.all(
    listingPlaces(inputs).flatMap(({ at, language }) => {
      const listing = listings.get(language);
      if (listing === undefined) return []; // the language is missing as a whole
      const place = mediaPlace(target, listing.id);
      const units = unitsAt(at).filter(({ collection }) => all || isSet(collection.groups, inputs, at));
      return units.map((unit) => surveyMedia(unit, place, inputs));
    }),
  );
  return found.flat();
}

function isSet(groups: readonly { name: string }[], inputs: Properties, at: string): boolean {
  return groups.some(({ name }) => getPath(inputs, `${at}.${name}`) !== undefined);
}

/** What of the files would be overwritten or made when an offer is taken over, a line each. */
export async function surveyListingMedia(target: DraftTarget, inputs: Properties): Promise<string[]> {
  if (
    !listingPlaces(inputs).some(({ at }) => unitsAt(at).some(({ collection }) => isSet(collection.groups, inputs, at)))
  ) {
    return [];
  }
  const found = await surveyAll(target, inputs, false);
  return found.filter(({ isManaged }) => isManaged).map(({ line }) => line);
}

/** Refuses an offer that has files which are not as this program wants them. */
export async function refuseTouchedMedia(target: DraftTarget, inputs: Properties, refuse: Refuse): Promise<void> {
  const there = (await surveyAll(target, inputs, true)).filter(({ isThere }) => isThere);
  if (there.length > 0) refuse(`somebody has added files: ${there.map(({ line }) => line).join("; ")}`);
}
