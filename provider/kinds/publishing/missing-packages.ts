// Plans without a package, which certification would refuse: found at preview, and refused before submitting.
import type { Context } from "../../pages/context.js";
import type { Variant } from "../../partner-center/schemas/resources.js";
import { type Findings, known } from "../../values/findings.js";
import { isObject, type Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";

/** Whether a technical configuration refers to no package. */
export function lacksPackage(configuration: Properties): boolean {
  const references = configuration.packageReferences;
  return !Array.isArray(references) || !references.some((reference) => isObject(reference) && reference.value);
}

/** Plan ids in the sentence about their missing packages. */
export function withoutPackageText(planIds: readonly string[]): string {
  const whose = planIds.length === 1 ? "it" : "each";
  return `without a package: ${planIds.join(", ")}; set \`technicalConfiguration.package\` of ${whose}`;
}

/** A new offer, whose id is not known yet, has no plan to which somebody else has given a package. */
export function checkPackagesOfNewOffer(inputs: Inputs, findings: Findings): void {
  const planIds = known<string[]>(inputs, "plansWithoutPackage") ?? [];
  if (planIds.length > 0 && hasUnknown(inputs.offer)) findings.add("plans", withoutPackageText(planIds));
}

/** Asks the service about plans to which the program gives no package: somebody may have done so in the portal. */
export async function foreseeMissingPackages(
  context: Context,
  inputs: Inputs,
  plans: () => Promise<readonly Variant[]>,
  findings: Findings,
): Promise<void> {
  const { drafts } = context.client();
  const productId = String(inputs.offer);
  const lacking: string[] = [];
  for (const planId of known<string[]>(inputs, "plansWithoutPackage") ?? []) {
    const plan = (await plans()).find(({ externalID }) => externalID === planId);
    if (plan?.referenceVariantID) continue; // it reuses the technical configuration of another plan
    const reference = { kind: "PackageConfiguration", productId, variantId: plan?.id ?? "" } as const;
    if (plan === undefined || lacksPackage((await drafts.read<Properties>(reference)).body)) lacking.push(planId);
  }
  if (lacking.length > 0) findings.add("plans", withoutPackageText(lacking));
}
