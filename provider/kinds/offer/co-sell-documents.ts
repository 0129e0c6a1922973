// Documents for Microsoft's sellers: files of the offer, to which its co-sell listing refers (API reference §3.17). The
// service gives no addresses for them, so that only our own uploads can be told by their content.

import type { Compared } from "../../fields/field.js";
import { setOf } from "../../fields/forms.js";
import { digitsOf, withDigits, withoutDigits } from "../../media/content.js";
import type { FoundFile, MediaCollection, MediaGroup, MediaPlace } from "../../media/media.js";
import { observeMedia } from "../../media/observe.js";
import { surveyMedia } from "../../media/survey.js";
import { type MediaChange, syncMedia } from "../../media/sync.js";
import { comparedOf, lastSeenFiles, type MediaUnit } from "../../media/unit.js";
import type { Refuse } from "../../pages/adoption.js";
import type { DraftTarget } from "../../pages/draft-page.js";
import type { CosellAsset } from "../../partner-center/areas/cosell.js";
import { getPath, objectsIn, type Properties, same, setPath } from "../../values/properties.js";
import { isGuid } from "../shared/formats.js";
import { coSell } from "./co-sell.js";

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

/** The documents, as a program sets them. */
export const coSellUnit: MediaUnit = { at: "coSell", collection };

/** What counts of the documents beside their content. */
export const coSellDocumentFields: readonly Compared[] = comparedOf(coSellUnit);

function placeOf({ context, productId }: DraftTarget): MediaPlace {
  return { client: context.client(), productId, listingId: "" };
}

/** Makes the documents, and the listing's references to them, as the program wants them; unchanged ones cost nothing. */
export async function syncCoSellDocuments(target: DraftTarget, change: MediaChange): Promise<void> {
  const { state } = change;
  const seen = lastSeenFiles(coSellUnit, state) ?? [];
  await syncMedia(
    coSellUnit,
    async () => placeOf(target),
    change,
    async (kept, unwanted) => {
      const listing = await coSell.get(target, true);
      const ours = new Set([...seen, ...kept, ...unwanted].map(({ id }) => id));
      const isForeign = (value: string) => !ours.has(value) && !isGuid(value); // any other id is of a file that is gone
      const references = objectsIn(listing.assetReferences);
      const wanted = [
        ...references.filter(({ value }) => isForeign(String(value))),
        // That a reference is the document's type and id is assumed.
        ...kept.map(({ id, texts }) => ({ type: texts.type, value: id })),
      ];
      if (same(setOf(references), setOf(wanted))) return;
      setPath(state, "observed.coSell", await coSell.set(target, { ...listing, assetReferences: wanted }));
    },
  );
}

/**
 * Reads the documents into the state, after the co-sell listing. Those of ours to which the listing no longer refers are
 * not there for sellers, so they count as gone.
 */
export async function observeCoSellDocuments(
  target: DraftTarget,
  before: Properties,
  state: Properties,
): Promise<void> {
  const references = objectsIn(getPath(state, "observed.coSell.assetReferences")).map(({ value }) => value);
  if (references.length === 0 && getPath(before, "coSell.documents") === undefined) return;
  const isReferenced = ({ id, fileName }: FoundFile) =>
    digitsOf(fileName) === undefined || references.includes(id) || references.includes(fileName);
  const list = async (place: MediaPlace) => (await collection.list(place)).filter(isReferenced);
  const unit: MediaUnit = { ...coSellUnit, collection: { ...collection, list } };
  await observeMedia(unit, placeOf(target), before, state, (line) => target.context.say(line));
}

/** What of the documents would be overwritten or made when an offer is taken over, a line each. */
export async function surveyCoSellDocuments(target: DraftTarget, inputs: Properties): Promise<string[]> {
  if (getPath(inputs, "coSell.documents") === undefined) return [];
  return (await surveyMedia(coSellUnit, placeOf(target), inputs)).map(({ line }) => line);
}

/** Refuses an offer that has documents which are not as this program wants them. */
export async function refuseTouchedDocuments(target: DraftTarget, inputs: Properties, refuse: Refuse): Promise<void> {
  const there = (await surveyMedia(coSellUnit, placeOf(target), inputs)).filter(({ isThere }) => isThere);
  if (there.length > 0) refuse(`somebody has added documents: ${there.map(({ line }) => line).join("; ")}`);
}
