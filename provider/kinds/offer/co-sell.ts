// Co-selling with Microsoft: what Microsoft's sellers see of an offer (API reference §3.17).

import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import type { Setting } from "../../pages/object-page.js";
import type { CosellListing } from "../../partner-center/areas/cosell.js";
import { asObject, isObject, mapValues, objectsIn, type Properties, withoutEmpty } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";

/** Solution areas with their sub-areas: order has no meaning. */
const solutionAreas: Field = {
  path: "coSell.solutionAreas",
  wire: ["solutionAreas"],
  canonical: (value) => mapValues(value, setOf),
  read: (body) =>
    Object.fromEntries(objectsIn(body.solutionAreas).map(({ area, subAreas }) => [String(area), subAreas ?? []])),
  write: (body, value) => {
    const old = new Map(objectsIn(body.solutionAreas).map((entry) => [entry.area, entry]));
    body.solutionAreas = Object.entries(asObject(value)).map(([area, subAreas]) => ({
      ...old.get(area),
      area,
      subAreas,
    }));
  },
};

const contactKeys = ["type", "name", "jobTitle", "role", "regions", "subRegions"] as const;

/** Contacts by e-mail address, whose letter case has no meaning. */
const contacts: Field = {
  path: "coSell.contacts",
  wire: ["contacts"],
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
  read: (body) =>
    Object.fromEntries(
      objectsIn(body.contacts).map((contact) => [
        String(contact.email),
        withoutEmpty(Object.fromEntries(contactKeys.map((key) => [key, contact[key]]))),
      ]),
    ),
  write: (body, value) => {
    const old = new Map(objectsIn(body.contacts).map((contact) => [String(contact.email).toLowerCase(), contact]));
    body.contacts = Object.entries(asObject(value)).map(([email, contact]) => {
      const kept = Object.entries(old.get(email.toLowerCase()) ?? {}).filter(
        ([key]) => !(contactKeys as readonly string[]).includes(key),
      );
      return { ...Object.fromEntries(kept), ...(contact as Properties), email };
    });
  },
};

/** The Co-sell page. */
export const coSell: Setting = {
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
  async set({ context, productId }, body) {
    const { drafts, cosellListings } = context.client();
    const instanceId = await drafts.awaitModuleInstanceId(productId, "Cosell");
    if (body.id === undefined)
      throw new NotPossibleError("Partner Center has no co-sell listing for it (yet). Run again, or remove `coSell`.");
    return cosellListings.update(productId, instanceId, body as CosellListing);
  },
};
