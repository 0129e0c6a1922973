// The files of an offer's listing in all its languages: logos, screenshots, videos, documents.

import { addMedia } from "../../../media/describe.js";
import { unseenFiles } from "../../../media/foreign.js";
import type { MediaPlace } from "../../../media/media.js";
import { comparedFiles, type MediaBlock, MediaPage } from "../../../media/media-page.js";

import { type DraftPlace, lastSeenDraft, readDraft, rememberDraft } from "../../../pages/draft-page.js";
import { languageCodes } from "../../../pages/language-codes.js";
import { readListings } from "../../../pages/listing-drafts.js";
import type { Target } from "../../../pages/page.js";
import { respelled } from "../../../pages/translations.js";
import { DraftNotFoundError } from "../../../partner-center/errors.js";
import { getPath, type Properties, setPath } from "../../../values/properties.js";
import { ChangedElsewhereError } from "../../../values/refusals.js";
import { unknownMarker } from "../../../values/unknown.js";
import type { Change, Outputs } from "../../../values/versions.js";
import { listingCollections } from "./collections.js";
import { offerListingPage, offerTranslationsPage } from "./listing.js";

/** The listing in one language. */
interface ListingBlock extends MediaBlock, DraftPlace {
  readonly kind: "Listing";
}

/** English, and the further languages that a version of the offer sets. */
function listingBlocks(version: Properties | undefined): ListingBlock[] {
  const further = languageCodes(version).map((code): ListingBlock => {
    return { kind: "Listing", language: code.toLowerCase(), at: `translations.${code}` };
  });
  return [{ kind: "Listing", at: "listing" }, ...further];
}

function placeIn({ context, productId }: Target, listingId: string): MediaPlace {
  return { client: context.client(), productId, listingId };
}

/** The listing that is the draft now; asks the service only which draft that is. */
async function currentListing(target: Target, block: ListingBlock, state: Outputs): Promise<MediaPlace> {
  const known = lastSeenDraft(state, block);
  const instance = await target.context.client().drafts.instanceId({ productId: target.productId, kind: "Listing" });
  if (known?.instanceId === instance) return placeIn(target, known.id);
  const draft = await readDraft(target, block);
  rememberDraft(state, block, draft);
  return placeIn(target, draft.id);
}

/**
 * Refuses to remove a language when somebody has worked on its files since they were last seen.
 * @throws ChangedElsewhereError
 */
async function refuseLosses(target: Target, { inputs, before, guard }: Change): Promise<void> {
  if (guard !== "lastSeen" || before === undefined) return;
  const kept = listingBlocks(inputs).map(({ language }) => language);
  const lost = listingBlocks(before).filter(({ language }) => !kept.includes(language));
  if (lost.length === 0) return;
  const listings = await readListings(target);
  const isOurs = await target.context.unfinished.recall();
  const found = await Promise.all(
    lost.flatMap(({ at, language }) => {
      const listing = listings.get(language);
      if (listing === undefined) return [];
      const place = placeIn(target, listing.id);
      return listingCollections.map((collection) => unseenFiles({ at, collection }, place, before, isOurs));
    }),
  );
  if (found.flat().length === 0) return;
  throw new ChangedElsewhereError(
    "This program removes a language to which files were added in Partner Center since this stack last saw it: " +
      `${found.flat().join("; ")}. \`pulumi refresh\` shows such changes, and the next \`pulumi up\` then removes ` +
      "it; or set `force: true`.",
  );
}

/** The pages that make the listings. */
const listingPages = [offerListingPage, offerTranslationsPage];

/** The files of the Offer listing page. */
export const listingMediaPage = new MediaPage<ListingBlock>({
  key: "listing",
  noun: "files",
  after: listingPages,

  /** Of a new offer the service has the English listing from the start, and files need no more of it than its id. */
  writtenAfter({ before, inputs, state }) {
    const isListed = before === undefined && listingBlocks(inputs).every((block) => lastSeenDraft(state, block));
    return isListed ? [] : listingPages;
  },

  collections: listingCollections,
  compared: comparedFiles({ at: "listing" }, listingCollections),
  blocks: listingBlocks,
  isOpen: ({ translations }) => translations === unknownMarker,

  async existing(target, blocks) {
    const listings = await readListings(target);
    return blocks.map(({ language }) => {
      const listing = listings.get(language);
      return listing && placeIn(target, listing.id);
    });
  },

  begin: refuseLosses,
  writable: currentListing,

  readable(target, block, state) {
    const listing = lastSeenDraft(state, block);
    return listing && { place: placeIn(target, listing.id) };
  },

  /** Somebody took the language away, and this run has added it again. */
  isAnew(block, before, state) {
    const [was, is] = [lastSeenDraft(before, block), lastSeenDraft(state, block)];
    return was !== undefined && is !== undefined && was.instanceId === is.instanceId && was.id !== is.id;
  },

  spelled: respelled,

  /** A language of which nothing is set is there nevertheless. */
  finish({ at, language }, state) {
    if (language !== undefined && getPath(state, at) === undefined) setPath(state, at, {});
  },

  async describe(target, description) {
    try {
      const listings = await readListings(target);
      await Promise.all(
        [...listings].map(([further, draft]) => {
          const at = further === undefined ? "listing" : `translations.${further}`;
          const language = further ?? String(draft.body.languageCode ?? "en-us").toLowerCase();
          return addMedia(listingCollections, placeIn(target, draft.id), at, language, description);
        }),
      );
    } catch (error) {
      if (!(error instanceof DraftNotFoundError)) throw error; // the listing page has said so
    }
  },
});
