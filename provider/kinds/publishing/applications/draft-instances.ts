// The draft instances that a submission names (API reference §4.9).
import type { Context } from "../../../pages/context.js";
import type { DraftKind } from "../../../partner-center/areas/drafts.js";
import type { TypeValuePair, Variant } from "../../../partner-center/schemas/resources.js";

/** The modules of an offer that a submission names. */
export const productModules = ["Availability", "Property", "Package", "Listing", "ResellerConfiguration"] as const;
const variantModules = {
  Availability: "FeatureAvailability",
  Package: "PackageConfiguration",
  Listing: "Listing",
} as const satisfies Record<string, DraftKind>;

/** Of the offer and of each plan: module → id of its current draft. */
export async function draftInstances(context: Context, productId: string, plans: readonly Variant[]) {
  const { drafts } = context.client();
  const ofOffer = Promise.all(
    productModules.map(async (type): Promise<TypeValuePair[]> => {
      const value = await drafts.moduleInstanceId(productId, type);
      return value === undefined ? [] : [{ type, value }];
    }),
  );
  const ofPlan = (variantId: string) =>
    Promise.all(
      Object.entries(variantModules).map(async ([type, kind]) => {
        return { type, value: await drafts.instanceId({ productId, variantId, kind }) };
      }),
    );
  const ofPlans = Promise.all(plans.map(async ({ id }) => ({ variantID: id, resources: await ofPlan(id) })));
  const [resources, variantResources] = await Promise.all([ofOffer, ofPlans]);
  return { resources: resources.flat(), variantResources };
}
