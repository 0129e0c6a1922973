// An offer: product, properties page, listing with its pictures, preview audience, resale through CSPs.
import { z } from "zod";
import {
  type Refuse,
  refuseDifferences,
  refuseTouchedFields,
  refuseTouchedParts,
  surveyFields,
  surveyParts,
} from "../adoption.js";
import { contentHash } from "../content-hash.js";
import { type DraftTarget, observeDraft, syncDraft } from "../drafts.js";
import { ExistsError, NotPossibleError } from "../errors.js";
import {
  type Compared,
  changedPaths,
  content,
  differences,
  type Guard,
  isManaged,
  merge,
  show,
  takeManaged,
  unmanagedChanges,
} from "../fields.js";
import { known } from "../findings.js";
import { checkDescription } from "../html-check.js";
import type { Context, Kind } from "../kind.js";
import { ConflictError, NotFoundError } from "../partner-center/errors.js";
import type { Product } from "../partner-center/schemas.js";
import { getPath, isObject, type Properties, setPath } from "../properties.js";
import { adoption, chosenId, guid, limitedText } from "./formats.js";
import { offerParts, resaleFields } from "./offer-fields.js";
import { offerListing } from "./offer-listing.js";
import { observePictures, surveyPictures, syncPictures } from "./offer-media.js";
import { captions, hashPictures } from "./pictures.js";

/** The inputs of an offer, as they cross the border to the engine. */
export const offerInputs = z.strictObject({
  offerId: chosenId("offer id").meta({ replaces: true }),
  alias: z
    .string()
    .min(1, { error: "is empty; give the name by which Partner Center lists the offer" })
    .meta({ replaces: true }),
  type: z
    .literal("AzureApplication", { error: 'must be "AzureApplication", the only type so far' })
    .meta({ replaces: true }),
  properties: z
    .strictObject({
      categories: z
        .record(
          z.string(),
          z.array(z.string()).max(2, { error: "has more than two subcategories (Partner Center's limit)" }),
        )
        .refine((categories) => Object.keys(categories).length <= 2, {
          error: "has more than two categories (Partner Center's limit)",
        })
        .optional(),
      version: z.string().optional(),
      standardContract: z.boolean().optional(),
      termsOfUse: limitedText(10_000).optional(),
    })
    .optional(),
  listing: offerListing.optional(),
  previewAudience: z
    .strictObject({
      subscriptions: z
        .array(guid("an Azure subscription id"))
        .max(100, { error: "has more than 100 subscriptions (Partner Center's limit)" })
        .optional(),
    })
    .optional(),
  resale: z
    .strictObject({
      channel: z
        .enum(["Disabled", "PartialOptIn", "Enabled"], { error: 'must be "Enabled", "PartialOptIn" or "Disabled"' })
        .optional(),
      tenantIds: z.array(guid("a CSP partner's tenant id")).optional(),
    })
    .optional(),
  adopt: adoption().optional().meta({ directive: true }),
  force: z.boolean().optional().meta({ directive: true }),
});

const compared: readonly Compared[] = [
  ...offerParts.flatMap((part) => part.fields),
  ...resaleFields,
  { path: "listing.screenshots", canonical: captions },
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
  const lines = await surveyParts(at, offerParts, inputs);
  if (resaleFields.some((field) => isManaged(field, inputs))) {
    const reseller = await context.client().reseller.get(product.id);
    lines.push(...surveyFields(resaleFields, reseller, inputs, at.owner));
  }
  if (!isObject(inputs.files) || Object.keys(inputs.files).length === 0) return lines;
  for (const { what, found } of (await surveyPictures(at, inputs)).filter(({ isManaged }) => isManaged)) {
    lines.push(found === undefined ? `${what} (not there yet)` : `${what} (the picture ${found} is replaced)`);
  }
  return lines;
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
  const { submissions, reseller } = context.client();
  if ((await submissions.list(product.id)).length > 0) refuse("was submitted before");
  const at = target(context, product.id, inputs);
  await refuseTouchedParts(at, offerParts, inputs, "The offer", refuse);
  refuseTouchedFields(resaleFields, await reseller.get(product.id), inputs, at.owner, "The offer", refuse);
  const images = (await surveyPictures(at, inputs)).filter(({ found }) => found !== undefined);
  if (images.length > 0) refuse(images.map(({ what, found }) => `${what} is the picture ${found}`).join("; "));
}

async function syncResale(
  context: Context,
  productId: string,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
): Promise<void> {
  if (![inputs, before].some((properties) => resaleFields.some((field) => isManaged(field, properties)))) return;
  if (before !== undefined && changedPaths(resaleFields, before, inputs).length === 0) return;
  const { reseller } = context.client();
  const owner = { name: String(inputs.alias) };
  const guard = {
    kind: before === undefined || inputs.force === true ? "overwrite" : "lastSeen",
    what: "Its resale through CSPs",
    body: getPath(before ?? {}, "observed.reseller"),
  } as Guard;
  const current: Properties = await reseller.get(productId);
  const wanted = merge(resaleFields, current, inputs, before, owner, guard);
  const written =
    differences(resaleFields, current, inputs, before, owner).length > 0
      ? await reseller.set(productId, { ...wanted, resourceType: "ResellerConfiguration" })
      : current;
  delete state.resale;
  takeManaged(resaleFields, written, inputs, state, owner);
  setPath(state, "observed.reseller", written);
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
    const files = await hashPictures(inputs, findings);
    checkDescription(inputs, "listing.description", findings);
    if (known(inputs, "properties.standardContract") === true && known(inputs, "properties.termsOfUse")) {
      findings.add(
        "properties.termsOfUse",
        "cannot be set together with standardContract: true; Partner Center would blank it. Choose one of the two",
      );
    }
    const hashed = { ...content(compared, { ...inputs, files }), alias: inputs.alias };
    return { files, contentHash: contentHash(hashed) };
  },

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
    const guard = before === undefined || inputs.force === true ? "overwrite" : "lastSeen";
    for (const part of offerParts) await syncDraft(at, part, inputs, before, state, guard);
    await syncPictures(at, inputs, before, state);
    await syncResale(context, id, inputs, before, state);
    state.contentHash = inputs.contentHash;
    state.productId = id;
  },

  async observe(context, id, before) {
    const client = context.client();
    let product: Product;
    try {
      product = await client.products.get(id);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
    const state = structuredClone(before);
    state.productId = id;
    if (product.name !== before.alias) {
      // Not drift: a replacement could never be what is meant.
      context.say(
        `its alias in Partner Center is ${show(product.name)}; this program still says ${show(before.alias)}`,
      );
    }
    const at = target(context, id, before);
    for (const part of offerParts) await observeDraft(at, part, before, state);
    await observePictures(at, before, state);
    const reseller: Properties = await client.reseller.get(id);
    const seen = getPath(before, "observed.reseller") as Properties | undefined;
    for (const line of unmanagedChanges(resaleFields, seen, reseller, before)) context.say(line);
    delete state.resale;
    takeManaged(resaleFields, reseller, before, state, at.owner);
    setPath(state, "observed.reseller", reseller);
    return state;
  },

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
