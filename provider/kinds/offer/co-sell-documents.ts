// Documents for Microsoft's sellers: files of the offer, to which its co-sell listing refers (API reference §3.17). The
// service gives no addresses for them, so that only our own uploads can be told by their content.
import { setOf } from "../../fields/forms.js";
import { digitsOf, withDigits, withoutDigits } from "../../media/content.js";
import { addMedia } from "../../media/describe.js";
import { foundIfThere } from "../../media/listed.js";
import type { FoundFile, MediaCollection, MediaGroup, MediaPlace } from "../../media/media.js";
import { comparedFiles, type MediaBlock, MediaPage } from "../../media/media-page.js";
import type { FilesBeforeRemoval } from "../../media/sync.js";
import { lastSeenFiles } from "../../media/unit.js";
import type { Target } from "../../pages/page.js";
import type { CosellAsset } from "../../partner-center/areas/cosell.js";
import { ConflictError, ifThere } from "../../partner-center/errors.js";
import { isGuid } from "../../values/guid.js";
import { getPath, objectsIn, type Properties, same, setPath } from "../../values/properties.js";
import type { Change } from "../../values/versions.js";
import { coSellPage, replaceListing } from "./co-sell.js";

const documents: MediaGroup = {
  name: "documents",
  noun: "document",
  holds: "map",
  leaf: "file",
  texts: ["type"],
  hasFixedKey: true, // the file's name, which is given when it is announced
};

function found(asset: CosellAsset): FoundFile {
  const fileName = asset.fileName ?? "";
  return {
    group: documents,
    id: asset.id,
    etag: asset["@odata.etag"],
    fileName,
    state: asset.state,
    order: 0,
    texts: asset.type ? { type: asset.type } : {},
    key: withoutDigits(fileName) || asset.id,
    stored: asset,
    raw: asset,
  };
}

const collection: MediaCollection = {
  name: "assets",
  groups: [documents],
  list: async ({ client, productId }) => (await client.cosellAssets.list(productId)).map(found),
  get: async ({ client, productId }, id) => foundIfThere(client.cosellAssets.get(productId, id), found),
  fileName: ({ key = "" }, digits) => withDigits(key, digits),
  async upload({ client, productId }, { wanted, fileName, bytes, resume }) {
    const left = resume === undefined ? {} : { resume: resume.raw as CosellAsset };
    const upload = { fileName, type: String(wanted.texts.type), bytes, ...left };
    return found(await client.cosellAssets.upload(productId, upload));
  },
  async change({ client, productId }, { raw, id }, { texts }) {
    const body = { ...(raw as CosellAsset), type: String(texts.type) };
    return found(await client.cosellAssets.update(productId, id, body));
  },
  delete: ({ client, productId }, id) => client.cosellAssets.delete(productId, id),
};

const block: MediaBlock = { at: "coSell" };

function placeIn({ context, productId }: Target): MediaPlace {
  return { client: context.client(), productId, listingId: "" };
}

/**
 * Makes the listing's references those to the documents that stay. Any that is neither ours nor of a file stays too.
 */
async function refer(target: Target, change: Change, files: FilesBeforeRemoval): Promise<void> {
  try {
    await referOnce(target, change, files);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    await referOnce(target, change, files); // somebody has changed it between reading and writing
  }
}

/** @throws ConflictError */
async function referOnce(
  target: Target,
  { before, state }: Change,
  { kept, unwanted }: FilesBeforeRemoval,
): Promise<void> {
  const seen = lastSeenFiles({ ...block, collection }, before) ?? [];
  const listing = await coSellPage.get(target, true);
  const ours = new Set([...seen, ...kept, ...unwanted].map(({ id }) => id));
  const isForeign = (value: string) => !ours.has(value) && !isGuid(value); // any other id is of a file that is gone
  const references = objectsIn(listing.assetReferences);
  const wanted = [
    ...references.filter(({ value }) => isForeign(String(value))),
    // That a reference is the document's type and id is assumed.
    ...kept.map(({ id, texts }) => ({ type: texts.type, value: id })),
  ];
  if (same(setOf(references), setOf(wanted))) return;
  setPath(state, "observed.coSell", await replaceListing(target, { ...listing, assetReferences: wanted }));
}

/** Documents of ours to which the listing no longer refers are not there for sellers, so they count as gone. */
function referenced(references: readonly unknown[]): MediaCollection {
  const isReferenced = ({ id, fileName }: FoundFile) =>
    digitsOf(fileName) === undefined || references.includes(id) || references.includes(fileName);
  return {
    ...collection,
    list: async (place) => (await collection.list(place)).filter(isReferenced),
    async get(place, id) {
      const file = await collection.get(place, id);
      return file && isReferenced(file) ? file : undefined;
    },
  };
}

function referencesIn(version: Properties): unknown[] {
  return objectsIn(getPath(version, "observed.coSell.assetReferences")).map(({ value }) => value);
}

/** The documents of the Co-sell page. */
export const coSellDocumentsPage = new MediaPage({
  key: "coSell",
  noun: "documents",
  after: [coSellPage],
  collections: [collection],
  compared: comparedFiles(block, [collection]),
  blocks: () => [block],
  existing: async (target) => [placeIn(target)],
  writable: async (target) => placeIn(target),
  beforeRemoval: refer,

  readable(target, _block, state) {
    const references = referencesIn(state);
    const isSeen = lastSeenFiles({ ...block, collection }, state) !== undefined;
    const isNothing = !isSeen && references.length === 0 && getPath(state, "coSell.documents") === undefined;
    return { place: placeIn(target), collections: isNothing ? [] : [referenced(references)] };
  },

  async describe(target, description) {
    await ifThere(addMedia([collection], placeIn(target), block.at, "co-sell", description));
  },
});
