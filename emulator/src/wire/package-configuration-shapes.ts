// The technical configurations, one shape for each resourceType (§3.15).

import { flag, guidOr, listOf, objectOf, oneOf, type Shape, text, texts, typeValuePair, whole } from "./shape.js";

const authorizations = listOf(objectOf({ principalID: guidOr(), roleDefinitionID: guidOr("Owner", "Contributor") }));
const applicationIdentity: Shape = {
  azureActiveDirectoryTenantID: guidOr(),
  azureActiveDirectoryApplicationID: guidOr(),
};

/** Shapes by resourceType. Anything but a GUID, where one is wanted, is refused with `Enter a valid GUID` (§3.5). */
export const packageConfigurationShapes: { readonly [resourceType: string]: Shape } = {
  AzureManagedApplicationPackageConfiguration: {
    version: text,
    allowJitAccess: flag,
    deploymentMode: oneOf("Incremental", "Complete"),
    canEnableCustomerActions: flag,
    allowedCustomerActions: texts,
    allowedDataActions: texts,
    publicAzureTenantID: guidOr(),
    publicAzureAuthorizations: authorizations,
    // azpc sends the word "string" here, and it is accepted (§3.15).
    azureGovernmentTenantID: guidOr("string"),
    azureGovernmentAuthorizations: authorizations,
    policies: listOf(objectOf({ policyName: text, policyDefinitionID: text, policyParameters: text, policySku: text })),
    publisherManagementMode: text,
    customerAccessEnableState: text,
    packageReferences: listOf(typeValuePair),
  },
  AzureSolutionTemplatePackageConfiguration: { version: text, packageReferences: listOf(typeValuePair) },
  AzureApplicationPackageConfiguration: applicationIdentity,
  AzureResourceManagerTestDrivePackageConfiguration: {
    ...applicationIdentity,
    azureActiveDirectoryApplicationKey: text,
    testDriveDuration: whole,
    regions: texts,
    hotInstances: whole,
    warmInstances: whole,
    coldInstances: whole,
    azureSubscriptionID: guidOr(),
  },
  AzureSoftwareAsAServicePackageConfiguration: {
    landingPageUri: text,
    connectionWebhook: text,
    ...applicationIdentity,
  },
  Dynamics365BusinessCentralPackageConfiguration: {
    packageType: oneOf("AddOn", "Connect"),
    applicationInstallationUri: text,
    packageReferences: listOf(typeValuePair),
  },
  Dynamics365CustomerEngagementPackageConfiguration: {
    baseLicenseModel: oneOf("Resource", "User"),
    requireS2SOutboundAndCrmSecureStoreAccess: flag,
    applicationConfigurationUri: text,
    packageLocationUri: text,
    packageRegionAvailabilities: listOf(
      objectOf({ region: text, isAvailable: flag, applicationConfigurationUri: text }),
    ),
    multiplePackagesInPackageFile: flag,
  },
  Dynamics365OperationsPackageConfiguration: { releaseVersion: text, solutionIdentifier: text },
};
