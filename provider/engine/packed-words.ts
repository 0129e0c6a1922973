// What objects of the service look like, as far as they are alike: what is stored of them is packed by these words, and
// unpacked by the very same ones. They never change; others would be another form (`packing.ts`).

const markets =
  "ADAEAFALAMAOARATAUAZBABBBDBEBGBHBMBNBOBRBWBYBZCACHCICLCMCOCRCVCWCYCZDEDKDODZECEEEGESETFIFJFOFRGBGEGHGRGTHKHNHRHUIDIEILINIQISITJMJOJPKEKGKNKRKWKYKZLBLILKLTLULVLYMAMCMDMEMKMNMOMTMUMXMYNANGNINLNONPNZOMPAPEPHPKPLPRPSPTPYQARORSRURWSASESGSISKSNSVTHTJTMTNTRTTTWTZUAUGUSUYUZVAVEVIVNYEZAZMZW";

const enabled = '{"marketCode":"US","state":"Enabled"},{"marketCode":"CA","state":"Enabled"},';

const disabled = (markets.match(/../g) ?? [])
  .map((marketCode) => JSON.stringify({ marketCode, state: "Disabled" }))
  .join(",");

/** An identified draft, without its ids. @param fields Of its body. */
const draft = (kind: string, resourceType: string, fields: string) =>
  `"${kind}":{"instanceId":"","id":"","etag":"\\"0000-0800-0000-6a\\"","body":{"resourceType":"${resourceType}",` +
  `"@odata.etag":"\\"-0000-0800-0000-6a\\"","id":"",${fields}}},`;

const price =
  '"retailPrice":{"openPrice":1,"currencyCode":"USD"},"pricingModel":"Recurring","priceCadence":{"type":"Year","value":1}},' +
  '{"retailPrice":{"openPrice":0,"currencyCode":"USD"},"pricingModel":"Recurring","priceCadence":{"type":"Month","value":1}}';

/** The rarest first: what is at the end is found by the shortest numbers. */
export const packedWords = [
  '"testDrive":{"resourceType":"AzureTestDriveSetup"},"leads":{"resourceType":"AzureBlobLeadConfiguration","contactEmail":"",',
  '"meteredBilling":{"resourceType":"AzureApplicationPackageConfiguration","@odata.etag":"","id":""},',
  '"coSell":{"resourceType":"CosellListing","@odata.etag":"","id":"","offerPlatforms":[],"endCustomerSegments":[],"solutionAreas":[],',
  '"contacts":[],"assetReferences":[{"type":"Presentation","value":""}]},"listingStatus":"Draft",',
  '"policies":[{"policyName":"","policyDefinitionID":"/providers/Microsoft.Authorization/policyDefinitions/","policyParameters":"{}","policySku":"Standard"}],',
  '"allowedDataActions":["Microsoft.KeyVault/vaults/secrets/*"],"azureGovernmentTenantID":"","deploymentMode":"Incremental",',
  '"customMeters":[{"isEnabled":true,"ID":"","displayName":"","unitOfMeasure":"","priceInUsd":0.1,"includedBaseQuantities":[',
  '{"recurringUnit":"Monthly","isInfinite":false,"quantity":10},{"recurringUnit":"Annual","isInfinite":true}]},',
  '"isBaseSchedule":false,"marketCodes":["DE"],"friendlyName":"priceOverrideSchedule_DE","currencyCode":"EUR",',
  '"trial":{"type":"TimedAccess","durationType":"Months","duration":1},"isHidden":true,"visibility":"Private",',
  '"tenantAudiences":[{"ID":"","description":""}],"subscriptionAudiences":[{"ID":"","description":""}],"emailAudiences":[{"ID":"@","description":""}],',
  '"videos":[{"id":"","etag":"\\"\\"","group":"videos","fileName":".png","texts":{"title":"","address":"https://www.youtube.com/watch?v=",',
  '"documents":[{"id":"","etag":"\\"\\"","group":"documents","fileName":".pdf","texts":{"description":""},"key":"","content":""}],',
  '"translations":{"de-de":{"languageCode":"de-de","fr-fr","es-es","ja-jp","accessInformation":"","compatibleProducts":[""],"productDisplayName":"","allowOnlyManagedDiskDeployments":true,',
  '"texts":{"caption":""},"order":0},"group":"screenshots","fileName":"screenshot-.png","submissionVersion":"","termsOfUse":"","hideKeyAudience":"","leadGenID":"",',
  '"certificationsAzureGovernment":[{"title":"","uri":"https://"}],"azure-government","extendedProperties":[{"type":"","value":""}],',
  '"reseller":{"resourceType":"ResellerConfiguration","resellerChannelState":"Enabled","tenantIds":[""]},',
  '"setup":{"resourceType":"AzureProductSetup","sellingOption":"ListAndSell","trialUri":"","enableTestDrive":false,"channelStates":[{"type":"Reseller","value":"Enabled"}]},',
  draft(
    "Property",
    "AzureProperty",
    '"industries":[],"categories":[],"additionalCategories":[],"hideKeys":[],"leveledCategories":{"web":["web-apps"],"developer-tools-azure-apps":["scripts","developer-service"]},"productTags":[],"appVersion":"1.0.0","useEnterpriseContract":false,"marketingOnlyChange":false,"customAmendments":[]',
  ),
  draft(
    "ProductAvailability",
    "ProductAvailability",
    '"visibility":"Public","enterpriseLicensing":"Online","audiences":[{"type":"PreviewMarketplaceGroup","values":[""]}],"emailAudiences":[],"subscriptionAudiences":[]',
  ),
  draft(
    "Listing",
    "AzureListing",
    '"languageCode":"en-us","title":"","summary":"","shortDescription":"","description":"<p></p>","publisherName":"","keywords":[""],"listingUris":[{"type":"PrivacyUri","displayText":"Privacy policy","uri":"https://"},{"type":"PublicCloudSupport","displayText":"Support","uri":"https://"},{"type":"HelpUri","displayText":"","uri":""}],"listingContacts":[{"type":"CustomerSupport","email":"support@","name":"","phone":"+1","uri":"https://"},{"type":"Engineering","email":"","name":"","phone":"+"}],"gettingStartedInstructions":""',
  ),
  '"media":{"listing":{"images":[{"id":"","etag":"\\"0000-0800-0000-6a\\"","group":"logos.small","fileName":"small-.png","texts":{},"content":""},{"id":"","etag":"\\"-0000-0800-0000-6a\\"","group":"logos.medium","fileName":"medium-.png","texts":{},"content":""},"group":"logos.wide","fileName":"wide-.png","texts":{},"content":"","group":"logos.large","fileName":"large-.png","texts":{},"content":""}]}}}',
  '{"variant":{"resourceType":"AzureSkuVariant","@odata.etag":"\\"-0000-0800-0000-6a\\"","id":"","state":"Active","friendlyName":"","externalID":"","subType":"solution-template","conversionPaths":"*","cloudAvailabilities":["public-azure"],"subType":"managed-application","certificationsAzureGovernment":[],"extendedProperties":[]},"drafts":{',
  draft(
    "Listing",
    "AzureListing",
    '"languageCode":"en-us","title":"","shortDescription":"","description":"","keywords":[],"listingUris":[],"listingContacts":[],"gettingStartedInstructions":""',
  ),
  draft(
    "PackageConfiguration",
    "AzureManagedApplicationPackageConfiguration",
    '"version":"1.0.0","packageReferences":[{"type":"AzureApplicationPackage","value":""}],"allowJitAccess":false,"canEnableCustomerActions":false,"allowedCustomerActions":[],"publicAzureTenantID":"","publicAzureAuthorizations":[{"principalID":"","roleDefinitionID":"Owner"}],"azureGovernmentAuthorizations":[],"policies":[],"publisherManagementMode":"Managed","customerAccessEnableState":"Disabled"',
  ),
  '{"fileName":"-.zip","state":"Processed","resourceType":"","drafts":{',
  enabled,
  draft(
    "FeatureAvailability",
    "FeatureAvailability",
    `"visibility":"Public","marketStates":[${disabled}],"properties":[],"trial":{"type":"NoTrial"},"tenantAudiences":[],"subscriptionAudiences":[],"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"Default","schedules":[{${price}}]}],"customMeters":[]`,
  ),
].join("");
