// What publication locks, for offers of all types (Product Ingestion API §14; additions §2: the portal's pages; that this
// API enforces them is assumed).

import { type BusinessRule, listIn, objectIn, type Part, sameIn } from "./rule.js";

const priced = ["price-and-availability-plan"] as const;

function lock(types: readonly string[], wanted: string, source: string, broken: BusinessRule["broken"]): BusinessRule {
  return { types, wanted, source, broken: (part) => (sameIn(part.live, part) === undefined ? [] : broken(part)) };
}

const locked = (property: string) => [`The property '${property}' is locked by a previous submission`];
const live = (part: Part) => sameIn(part.live, part);
const pricesOf = (resource: object | undefined) => {
  const { customMeters, ...pricing } = objectIn(resource, "pricing");
  return JSON.stringify(pricing);
};

/** The locks. */
export const locks: readonly BusinessRule[] = [
  {
    types: ["product", "plan"],
    wanted: "external ids and the type of an offer never change",
    source: "§5.2",
    broken: ({ before, after }) =>
      before === undefined
        ? []
        : [
            ...(objectIn(before, "identity").externalId === objectIn(after, "identity").externalId
              ? []
              : locked("ExternalId")),
            ...(before.type === after.type ? [] : locked("Type")),
          ],
  },
  lock(["plan"], "clouds of a live plan stay", "§11.2", (part) => {
    const now = listIn<string>(part.after, "azureRegions");
    const regions = part.after.azureRegions === undefined ? ["azureGlobal"] : now;
    return listIn<string>(live(part), "azureRegions").every((region) => regions.includes(region))
      ? []
      : locked("AzureRegions");
  }),
  lock(["property"], "the standard contract of a live offer stays", "§14", (part) =>
    live(part)?.termsConditions === "standardMicrosoft" && part.after.termsConditions !== "standardMicrosoft"
      ? locked("TermsConditions")
      : [],
  ),
  lock(["commercial-marketplace-setup"], "what Microsoft sells stays so", "§11.11, PIA+ §2.1", (part) =>
    live(part)?.sellThroughMicrosoft === true && part.after.sellThroughMicrosoft === false
      ? locked("SellThroughMicrosoft")
      : [],
  ),
  lock(priced, "a public plan that is live stays public", "§14", (part) =>
    live(part)?.audience === "public" && part.after.audience === "private" ? locked("Audience") : [],
  ),
  lock(priced, "the free trial of a live plan stays", "§14", (part) =>
    objectIn(live(part), "trial").type !== undefined && objectIn(part.after, "trial").type === undefined
      ? locked("Trial")
      : [],
  ),
  lock(priced, "prices of a live plan cannot be changed through this API", "PIA+ §1", (part) =>
    pricesOf(live(part)) === pricesOf(part.after) ? [] : locked("Pricing"),
  ),
];
