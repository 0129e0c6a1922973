// An offer: product, set-up, leads, properties page, listing with its files, preview audience, resale, co-sell.

import type { Kind } from "../../engine/kind.js";
import { type Compared, content, show } from "../../fields/field.js";
import { guardOfSync } from "../../fields/merge.js";
import { checkDescription } from "../../files/html-check.js";
import { hashMedia } from "../../media/checks.js";
import { type Refuse, refuseDifferences, refuseTouchedParts, surveyParts } from "../../pages/adoption.js";
import type { Context } from "../../pages/context.js";
import { type DraftTarget, observeDraft, seenInDrafts, syncDraft } from "../../pages/draft-page.js";
import {
  checkLanguageCodes,
  comparedTranslations,
  languageParts,
  observeListings,
  refuseTouchedLanguages,
  surveyLanguages,
  syncLanguages,
} from "../../pages/listing-pages.js";
import {
  observeSetting,
  refuseTouchedSettings,
  seenInSettings,
  surveySettings,
  syncSetting,
} from "../../pages/object-page.js";
import { hasPreview, publicationOf } from "../../pages/publication.js";
import { ConflictError, ifThere, NotFoundError } from "../../partner-center/errors.js";
import type { Product } from "../../partner-center/schemas/resources.js";
import { contentHash } from "../../values/content-hash.js";
import { known } from "../../values/findings.js";
import type { Properties } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import { coSell } from "./co-sell.js";
import {
  coSellDocumentFields,
  coSellUnit,
  observeCoSellDocuments,
  refuseTouchedDocuments,
  surveyCoSellDocuments,
  syncCoSellDocuments,
} from "./co-sell-documents.js";
import { describeOffer } from "./description.js";
import { offerInputs } from "./inputs.js";
import { offerSettings } from "./leads.js";
import {
  beginMedia,
  endMedia,
  listingMediaFields,
  listingUnits,
  observeListingMedia,
  refuseLosses,
  refuseTouchedMedia,
  surveyListingMedia,
  syncListingMedia,
} from "./listing-media.js";
import { listingFields, listingPart, offerParts } from "./preview-audience.js";

const compared: readonly Compared[] = [
  ...offerParts.flatMap((part) => part.fields),
  ...offerSettings.flatMap((setting) => setting.fields),
  ...listingMediaFields("listing"),
  comparedTranslations(listingFields, listingMediaFields),
  ...coSellDocumentFields,
  { path: "files" },
];

function target(context: Context, productId: string, properties: Properties): DraftTarget {
  return { context, productId, owner: { name: String(properties.alias) } };
}

function isAsDeclared(product: Product, inputs: Properties): boolean {
  return product.name === inputs.alias && product.resourceType === inputs.type;
}

/** Everything in which an existing offer is not as wanted, a line each; also what a fresh offer would have otherwise. */
async function surveyOffer(context: Context, product: Product, inputs: Properties): Promise<string[]> {
  const at = target(context, product.id, inputs);
  const lines = await Promise.all([
    surveyParts(at, offerParts, inputs),
    surveyLanguages(at, listingFields, inputs),
    surveySettings(at, offerSettings, inputs),
    hasUnknown(inputs.files) ? [] : surveyListingMedia(at, inputs),
    hasUnknown(inputs.files) ? [] : surveyCoSellDocuments(at, inputs),
  ]);
  return lines.flat();
}

function refuseOtherName(product: Product, inputs: Properties): void {
  if (isAsDeclared(product, inputs)) return;
  throw new ExistsError(
    `an offer with this id exists already with alias ${show(product.name)} and type ${product.resourceType}, not ` +
      `${show(inputs.alias)} and ${inputs.type}. The API cannot change these: set them to what exists` +
      `${inputs.adopt ? "" : " and `adopt: true`"}, or choose another offerId.`,
  );
}

/** Our own unfinished work may be continued: never submitted, and each managed field untouched or as wanted. */
async function refuseForeignWork(context: Context, product: Product, inputs: Properties): Promise<void> {
  const refuse: Refuse = (why) => {
    throw new ExistsError(
      `an offer with this id exists already and ${why}. Set \`adopt: true\` to take it over (\`pulumi preview\` then ` +
        "shows what would be overwritten), or choose another offerId.",
    );
  };
  const { submissions } = context.client();
  if ((await submissions.list(product.id)).length > 0) refuse("was submitted before");
  const at = target(context, product.id, inputs);
  await refuseTouchedParts(at, offerParts, inputs, "The offer", refuse);
  await refuseTouchedLanguages(at, listingFields, inputs, "The offer", refuse);
  await refuseTouchedSettings(at, offerSettings, inputs, "The offer", refuse);
  await refuseTouchedMedia(at, inputs, refuse);
  await refuseTouchedDocuments(at, inputs, refuse);
}

/** The kind `Offer`; its id is the product id. */
export const offer: Kind = {
  name: "Offer",
  schema: offerInputs,
  compared,
  naturalKey: ["offerId"],
  derived: ["files", "contentHash"],

  title: (properties) => `offer ${typeof properties.offerId === "string" ? properties.offerId : "(id not known yet)"}`,

  async derive(inputs, findings) {
    checkLanguageCodes(inputs, findings);
    const isOpen = inputs.translations === unknownMarker;
    const hashes = await hashMedia([...listingUnits(inputs), coSellUnit], inputs, findings);
    const files = isOpen ? unknownMarker : hashes;
    for (const path of ["listing", ...languageParts(listingFields, inputs).map((part) => part.path)]) {
      checkDescription(inputs, `${path}.description`, findings);
    }
    if (known(inputs, "properties.standardContract") === true && known(inputs, "properties.termsOfUse")) {
      findings.add(
        "properties.termsOfUse",
        "cannot be set together with standardContract: true; Partner Center would blank it. Choose one of the two",
      );
    }
    for (const path of ["properties.universalAmendment", "properties.customAmendments"]) {
      if (known(inputs, "properties.standardContract") === false && known(inputs, path)) {
        findings.add(
          path,
          "amends the standard contract, which standardContract: false turns off. Choose one of the two",
        );
      }
    }
    const hashed = { ...content(compared, { ...inputs, files }), alias: inputs.alias };
    return { files, contentHash: contentHash(hashed) };
  },

  async publication(context, id) {
    const submissions = await context.client().submissions.list(id);
    return publicationOf(submissions) ?? (hasPreview(submissions) ? { since: undefined, isPreview: true } : undefined);
  },

  seen: (field, olds) => seenInDrafts(offerParts, field, olds) ?? seenInSettings(offerSettings, field, olds),

  async survey(context, inputs) {
    const product = await context.client().products.find(String(inputs.offerId));
    if (product === undefined) return undefined;
    refuseOtherName(product, inputs);
    return surveyOffer(context, product, inputs);
  },

  async ensure(context, inputs) {
    const { products } = context.client();
    const offerId = String(inputs.offerId);
    let product = await products.find(offerId);
    if (product === undefined) {
      product = await products.create({
        resourceType: String(inputs.type),
        name: String(inputs.alias),
        offerId,
      });
    } else {
      refuseOtherName(product, inputs);
      if (inputs.adopt === "unchanged") {
        refuseDifferences(await surveyOffer(context, product, inputs));
      } else if (inputs.adopt !== true) {
        await refuseForeignWork(context, product, inputs);
      }
    }
    return { id: product.id, state: { productId: product.id } };
  },

  async sync(context, id, inputs, before, state) {
    const at = target(context, id, inputs);
    const guard = guardOfSync(inputs, before);
    for (const part of offerParts) await syncDraft(at, part, inputs, before, state, guard);
    if (guard === "lastSeen") await refuseLosses(at, inputs, before);
    await syncLanguages(at, listingFields, inputs, before, state, guard);
    const files = { inputs, before, state, overwrites: beginMedia(before, state, guard) };
    await syncListingMedia(at, files);
    for (const setting of offerSettings) await syncSetting(at, setting, inputs, before, state, guard);
    await syncCoSellDocuments(at, files);
    endMedia(state);
    state.contentHash = inputs.contentHash;
    state.productId = id;
  },

  async observe(context, id, before) {
    const client = context.client();
    client.drafts.lookAhead(id, ["Listing", "Property", "Availability", "Package", "Cosell"]);
    const product = await ifThere(client.products.get(id));
    if (product === undefined) return undefined;
    const state = structuredClone(before);
    state.productId = id;
    if (product.name !== before.alias) {
      // Not drift: a replacement could never be what is meant.
      context.say(
        `its alias in Partner Center is ${show(product.name)}; this program still says ${show(before.alias)}`,
      );
    }
    const at = target(context, id, before);
    const listings = async () => {
      await observeListings(at, listingPart, listingFields, before, state);
      await observeListingMedia(at, before, state);
    };
    await Promise.all([
      listings(),
      ...offerParts.filter(({ kind }) => kind !== "Listing").map((part) => observeDraft(at, part, before, state)),
      ...offerSettings.map(async (setting) => {
        await observeSetting(at, setting, before, state);
        if (setting === coSell) await observeCoSellDocuments(at, before, state);
      }),
    ]);
    return state;
  },

  describe: describeOffer,

  async remove(context, id) {
    try {
      await context.client().products.delete(id);
    } catch (error) {
      if (error instanceof NotFoundError) return;
      if (!(error instanceof ConflictError)) throw error;
      throw new NotPossibleError(
        "it was submitted or published, and this API deletes only drafts. To take it down, a person stops its " +
          "distribution in Partner Center (Offer overview → Stop distribution). To only take it out of this stack, set " +
          "`retainOnDelete: true` among its resource options and `adopt: true` on its plans (a destroy that failed has " +
          "forgotten them), then run `pulumi up` and `pulumi destroy`. " +
          `(Product id ${id}; the service answered ${error.status}, request id ${error.requestId})`,
      );
    }
  },
};
