// The draft instances that a submission names (API reference §4.9).
import type { Context } from "../../pages/context.js";
import type { DraftKind } from "../../partner-center/areas/drafts.js";
import type { TypeValuePair, Variant } from "../../partner-center/schemas/resources.js";

const productModules = ["Availability", "Property", "Package", "Listing", "ResellerConfiguration"] as const;
const variantModules = {
  Availability: "FeatureAvailability",
  Package: "PackageConfiguration",
  Listing: "Listing",
} as const satisfies Record<string, DraftKind>;

/** Of the offer and of each plan: module → id of its current draft. */
export async function draftInstances(context: Context, productId: string, plans: readonly Variant[]) {
  const { drafts } = context.client();
  const resources: TypeValuePair[] = [];
  for (const type of productModules) {
    const value = await drafts.moduleInstanceId(productId, type);
    if (value !== undefined) resources.push({ type, value });
  }
  const ofPlan = (variantId: string) =>
    Promise.all(
      Object.entries(variantModules).map(async ([type, kind]) => {
        return { type, value: await drafts.instanceId({ productId, variantId, kind }) };
      }),
    );
  const variantResources = await Promise.all(
    plans.map(async ({ id }) => ({ variantID: id, resources: await ofPlan(id) })),
  );
  return { resources, variantResources };
}
