// What a submission is made of: the draft instances of the offer and its plans, and a hash of everything they say.
import { contentHash } from "../content-hash.js";
import type { Context } from "../kind.js";
import type { DraftKind } from "../partner-center/drafts.js";
import type { TypeValuePair, Variant } from "../partner-center/schemas.js";
import { isObject, type Properties } from "../properties.js";

const productModules = ["Availability", "Property", "Package", "Listing"] as const;
const variantModules = ["Availability", "Package", "Listing"] as const;
const productDrafts: readonly DraftKind[] = ["Property", "Listing", "ProductAvailability"];
const variantDrafts: readonly DraftKind[] = ["Listing", "FeatureAvailability", "PackageConfiguration"];

/** What the drafts of an offer hold at a moment. */
export interface DraftContent {
  /** Without the pseudo-plan for test drives. */
  readonly plans: readonly Variant[];
  /** Of everything that the drafts say; it changes when somebody edits one, in a program or in the portal. */
  readonly hash: string;
  /** The plan ids of plans that need a package and have none. */
  readonly withoutPackage: readonly string[];
}

/** Reads all drafts of an offer and its plans. */
export async function readDrafts(context: Context, productId: string): Promise<DraftContent> {
  const { drafts, images, reseller, variants } = context.client();
  const plans = (await variants.list(productId)).filter(
    ({ id, resourceType }) => id !== "testdrive" && resourceType !== "AzureTestDriveVariant",
  );
  const wanted = [
    ...productDrafts.map((kind) => ({ kind, productId, variantId: undefined })),
    ...plans.flatMap(({ id }) => variantDrafts.map((kind) => ({ kind, productId, variantId: id }))),
  ];
  const found = await Promise.all(
    wanted.map(({ variantId, ...rest }) =>
      drafts.read<Properties>(variantId === undefined ? rest : { ...rest, variantId }),
    ),
  );
  const planId = (variantId: string | undefined) => plans.find(({ id }) => id === variantId)?.externalID ?? "";
  const bodies = found.map(({ body: { id: _, "@odata.etag": __, ...body } }, index) => [
    wanted[index]?.kind,
    planId(wanted[index]?.variantId),
    body,
  ]);
  const listing = found[1];
  const pictures = listing === undefined ? [] : await images.list(productId, listing.id);
  const names = pictures.map(({ type, fileName, order }) => `${type} ${order} ${fileName}`).sort();
  return {
    plans,
    hash: contentHash([bodies, names, await reseller.get(productId)]),
    withoutPackage: plans
      .filter(({ id, subType }) => {
        const index = wanted.findIndex(({ kind, variantId }) => kind === "PackageConfiguration" && variantId === id);
        return subType !== undefined && lacksPackage(found[index]?.body ?? {});
      })
      .map(({ id, externalID }) => externalID ?? id),
  };
}

/** Whether a technical configuration refers to no package. */
export function lacksPackage(configuration: Properties): boolean {
  const references = configuration.packageReferences;
  return !Array.isArray(references) || !references.some((reference) => isObject(reference) && reference.value);
}

/** The draft instances that a submission names (API reference §4.9). */
export async function draftInstances(context: Context, productId: string, plans: readonly Variant[]) {
  const { drafts } = context.client();
  const resources: TypeValuePair[] = [];
  for (const module of [...productModules, "ResellerConfiguration"]) {
    const value = await drafts.moduleInstanceId(productId, module);
    if (value !== undefined) resources.push({ type: module, value });
  }
  const kinds: Record<(typeof variantModules)[number], DraftKind> = {
    Availability: "FeatureAvailability",
    Package: "PackageConfiguration",
    Listing: "Listing",
  };
  const variantResources = await Promise.all(
    plans.map(async ({ id }) => ({
      variantID: id,
      resources: await Promise.all(
        variantModules.map(async (module) => ({
          type: module,
          value: await drafts.instanceId({ productId, variantId: id, kind: kinds[module] }),
        })),
      ),
    })),
  );
  return { resources, variantResources };
}
