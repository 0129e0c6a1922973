// The Co-sell page: what Microsoft's sellers see of an offer (API reference §3.17).
import { z } from "zod";
import { plainField, setOf } from "../../fields/forms.js";
import { type KeyedList, keyedField, without } from "../../fields/keyed-list.js";
import { objectPage } from "../../pages/object-page.js";
import type { Target } from "../../pages/page.js";
import type { CosellListing } from "../../partner-center/areas/cosell.js";
import { isObject, mapValues, type Properties, withoutEmpty } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { email, filePath, requiredText } from "../shared/formats.js";

/** What a program says of the Co-sell page. */
export const coSellInputs = z.strictObject({
  documents: z
    .record(
      requiredText("the name of the document"),
      z.strictObject({ file: filePath(), type: requiredText("the type of the document") }),
    )
    .optional(),
  offerPlatforms: z.array(z.string()).optional(),
  customerSegments: z.array(z.string()).optional(),
  offerType: z.string().optional(),
  solutionAreas: z.record(z.string(), z.array(z.string())).optional(),
  contacts: z
    .record(
      email(),
      z.strictObject({
        type: z.string().optional(),
        name: z.string().optional(),
        jobTitle: z.string().optional(),
        role: z.string().optional(),
        regions: z.array(z.string()).optional(),
        subRegions: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

const areas: KeyedList = {
  key: "area",
  fromEntry: ({ subAreas }) => subAreas ?? [],
  toEntry: (subAreas, old) => ({ ...old, subAreas }),
};

/** Solution areas with their sub-areas: order has no meaning. */
const solutionAreas = keyedField("coSell.solutionAreas", "solutionAreas", areas, {
  canonical: (value) => mapValues(value, setOf),
});

const contactKeys = ["type", "name", "jobTitle", "role", "regions", "subRegions"] as const;

const people: KeyedList = {
  key: "email",
  ignoresCase: true,
  fromEntry: (contact) => withoutEmpty(Object.fromEntries(contactKeys.map((key) => [key, contact[key]]))),
  toEntry: (contact, old) => ({ ...without(old, ...contactKeys), ...(contact as Properties) }),
};

/** Contacts by e-mail address, whose letter case has no meaning. */
const contacts = keyedField("coSell.contacts", "contacts", people, {
  canonical: (value) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([email, contact]) => {
            const { regions, subRegions, ...rest } = contact as Properties;
            const all = { ...rest, regions: setOf(regions), subRegions: setOf(subRegions) };
            return [email.toLowerCase(), withoutEmpty(all)];
          }),
        )
      : value,
});

/** Replaces the co-sell listing. @throws ConflictError */
export async function replaceListing({ context, productId }: Target, body: Properties): Promise<Properties> {
  const { drafts, cosellListings } = context.client();
  const instanceId = await drafts.awaitModuleInstanceId(productId, "Cosell");
  if (body.id === undefined)
    throw new NotPossibleError("Partner Center has no co-sell listing for it (yet). Run again, or remove `coSell`.");
  return cosellListings.update(productId, instanceId, body as CosellListing);
}

/** The Co-sell page. */
export const coSellPage = objectPage({
  key: "coSell",
  what: "Its co-sell listing",
  fields: [
    { ...plainField("coSell.offerPlatforms", "offerPlatforms"), canonical: setOf },
    { ...plainField("coSell.customerSegments", "endCustomerSegments"), canonical: setOf },
    plainField("coSell.offerType", "offerType"),
    solutionAreas,
    contacts,
  ],
  async get({ context, productId }, isWanted) {
    const { drafts, cosellListings } = context.client();
    const instanceId = isWanted
      ? await drafts.awaitModuleInstanceId(productId, "Cosell")
      : await drafts.moduleInstanceId(productId, "Cosell");
    const found = instanceId === undefined ? [] : await cosellListings.byInstance(productId, instanceId);
    return found[0] ?? {};
  },
  set: replaceListing,
});
