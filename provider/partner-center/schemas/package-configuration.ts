/** The technical configuration of a plan or an offer. */
// API reference §3.15
import { z } from "zod";
import { TypeValuePair } from "./resources.js";
import { entity, flag, resource, text, texts } from "./wire-forms.js";

/** A principal and the role it gets in the customer's resource group. */
// API reference §3.15
export const Authorization = z.looseObject({ principalID: text, roleDefinitionID: text });
export type Authorization = z.infer<typeof Authorization>;

/** The service's own examples write numbers as texts. */
const count = z.union([z.number(), z.string()]).optional();

/** A technical configuration: one loose type, told apart by `resourceType`. */
export const PackageConfiguration = resource(
  {
    ...entity,
    /** `int.int.int`; must grow with each publication. */
    version: text,
    packageReferences: z.array(TypeValuePair).optional(),
    allowJitAccess: flag,
    /** Some clients send it as text; a text comes back as what it was. */
    canEnableCustomerActions: z.union([z.boolean(), z.string()]).optional(),
    allowedCustomerActions: texts,
    allowedDataActions: texts,
    publicAzureTenantID: text,
    publicAzureAuthorizations: z.array(Authorization).optional(),
    azureGovernmentTenantID: text,
    azureGovernmentAuthorizations: z.array(Authorization).optional(),
    policies: z
      .array(
        z.looseObject({
          policyName: text,
          policyDefinitionID: text,
          policyParameters: z.unknown().optional(),
          policySku: z.unknown().optional(),
        }),
      )
      .optional(),
    /** `Incremental` or `Complete`. */
    deploymentMode: text,
    /** `Managed`. */
    publisherManagementMode: text,
    /** `Disabled`, `Enabled`. */
    customerAccessEnableState: text,
    azureActiveDirectoryTenantID: text,
    azureActiveDirectoryApplicationID: text,

    // Test drives.
    /** A secret. */
    azureActiveDirectoryApplicationKey: text,
    azureActiveDirectoryTenantName: text,
    azureSubscriptionID: text,
    /** Hours. */
    testDriveDuration: count,
    maxConcurrentTestDrives: count,
    regions: texts,
    hotInstances: count,
    warmInstances: count,
    coldInstances: count,
    instanceUri: text,
    instanceWebApiUri: text,
    roleName: text,
    trialLegalEntity: text,

    // Dynamics 365.
    /** Business Central: `AddOn` or `Connect`. */
    packageType: text,
    applicationInstallationUri: text,
    /** Customer Engagement: `Resource` or `User`. */
    baseLicenseModel: text,
    requireS2SOutboundAndCrmSecureStoreAccess: flag,
    applicationConfigurationUri: text,
    packageLocationUri: text,
    packageRegionAvailabilities: z
      .array(z.looseObject({ region: text, isAvailable: flag, applicationConfigurationUri: text }))
      .optional(),
    multiplePackagesInPackageFile: flag,
    /** Finance and Operations. */
    releaseVersion: text,
    solutionIdentifier: text,
  },
  { DeploymentMode: "deploymentMode", baseLicenceModel: "baseLicenseModel" },
);
export type PackageConfiguration = z.infer<typeof PackageConfiguration>;
