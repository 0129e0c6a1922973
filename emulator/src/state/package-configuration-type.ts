// Which technical configuration belongs where (§7 #33, #34).

import type { ProductRecord, VariantRecord } from "../store/records.js";

const ofProductType: { readonly [productType: string]: string } = {
  AzureApplication: "AzureApplicationPackageConfiguration",
  SoftwareAsAService: "AzureSoftwareAsAServicePackageConfiguration",
  AzureDynamics365BusinessCentral: "Dynamics365BusinessCentralPackageConfiguration",
  AzureDynamics365ForCustomerEngagement: "Dynamics365CustomerEngagementPackageConfiguration",
  AzureDynamics365ForOperations: "Dynamics365OperationsPackageConfiguration",
};

/**
 * The one resourceType a configuration may have: by the plan's subType, or by the product's type at its own level
 * (§7 #33). Undefined where this API configures nothing, as for containers and virtual machines (§4.8).
 */
export function packageConfigurationType(
  product: ProductRecord,
  variant: VariantRecord | undefined,
): string | undefined {
  if (variant === undefined) return ofProductType[String(product.body.resourceType)];
  if (variant.id === "testdrive") return "AzureResourceManagerTestDrivePackageConfiguration";
  if (variant.body.subType === "managed-application") return "AzureManagedApplicationPackageConfiguration";
  if (variant.body.subType === "solution-template") return "AzureSolutionTemplatePackageConfiguration";
  return undefined;
}
