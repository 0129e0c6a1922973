// Whole offers of each type, ready to be published, as one request makes them.

import { type IngestionClient, type Json, schema } from "./client.js";

const [tenantId, subscriptionId] = ["3c5e7a91-0b2d-4f68-8a1c-2e4f6a8b0c1d", "9a8b7c6d-5e4f-4321-8fed-cba987654321"];
const contact = { name: "Support", email: "support@contoso.example", phone: "+1 425 555 0100" };
const product = { resourceName: "product" };
const plan = { resourceName: "plan" };

/** The address of a disk. */
export const sas = (name: string) =>
  `https://contoso.blob.core.windows.net/vhds/${name}.vhd?sv=2024-11-04&sr=c&sp=rl&se=2099-12-31&sig=EXAMPLE`;

/** A version with one image of each type. */
export function imageVersion(versionNumber: string, ...types: string[]): Json {
  const vmImages = types.map((imageType) => ({
    imageType,
    source: { sourceType: "sasUri", osDisk: { uri: sas(`${versionNumber}-${imageType}`) }, dataDisks: [] },
  }));
  return { versionNumber, vmImages, lifecycleState: "generallyAvailable" };
}

/** A version whose one image is in a gallery. */
export function galleryVersion(versionNumber: string, imageType = "x64Gen2"): Json {
  const gallery = `/subscriptions/${subscriptionId}/resourceGroups/images/providers/Microsoft.Compute/galleries/contoso`;
  const resourceId = `${gallery}/images/appliance/versions/${versionNumber}`;
  const source = { sourceType: "sharedImageGallery", sharedImage: { tenantId, resourceId } };
  return { versionNumber, vmImages: [{ imageType, source }], lifecycleState: "generallyAvailable" };
}

/** The technical configuration of the plan `standard`, with one SKU. */
export function vmConfiguration(changed: Json = {}): Json {
  return {
    $schema: schema("virtual-machine-plan-technical-configuration"),
    product,
    plan,
    operatingSystem: { family: "linux", type: "debian", friendlyName: "Contoso Linux" },
    recommendedVmSizes: ["d2s-standard-v5"],
    openPorts: [],
    vmProperties: { supportsExtensions: true },
    skus: [{ imageType: "x64Gen2", skuId: "standard" }],
    vmImageVersions: [imageVersion("1.0.0", "x64Gen2")],
    ...changed,
  };
}

const containerConfiguration: Json = {
  $schema: schema("container-plan-technical-configuration", "2022-03-01-preview3"),
  product,
  plan,
  payloadType: "cnab",
  clusterExtensionType: "Contoso.Queue",
  cnabReferences: [
    {
      tenantId,
      subscriptionId,
      resourceGroupName: "registries",
      registryName: "contoso",
      repositoryName: "contoso.queue",
      tag: "1.0.0",
      digest: `sha256:${"9".repeat(64)}`,
    },
  ],
};

const saasConfiguration: Json = {
  $schema: schema("software-as-a-service-technical-configuration", "2022-03-01-preview3"),
  product,
  landingPageUrl: "https://contoso.example/signup",
  connectionWebhook: "https://contoso.example/webhook",
  azureAdTenantId: tenantId,
  azureAdAppId: subscriptionId,
};

const month = { billingTerm: { type: "month", value: 1 }, pricePerPaymentInUsd: 49 };
const kinds = {
  azureVirtualMachine: {
    kind: "azureVM",
    pricing: { licenseModel: "payAsYouGo", corePricing: { priceInputOption: "perCore", pricePerCore: 0.05 } },
    configuration: vmConfiguration(),
    tester: { type: "subscription", id: subscriptionId, label: "ours" },
  },
  azureContainer: {
    kind: "azureContainer",
    pricing: { licenseModel: "payAsYouGo", systemMeterPricing: { priceInputOption: "perNode", price: 0.1 } },
    configuration: containerConfiguration,
    tester: { type: "subscription", id: subscriptionId, label: "ours" },
  },
  softwareAsAService: {
    kind: "azureSaaS",
    pricing: { recurrentPrice: { recurrentPriceMode: "flatRate", priceInputOption: "usd", prices: [month] } },
    configuration: saasConfiguration,
    tester: { type: "email", id: "tester@contoso.example", label: "ours" },
  },
} as const;

export type OfferType = keyof typeof kinds;

/**
 * Everything that an offer of a type with its plan `standard` needs to be published.
 *
 * @param versions The images of a virtual machine. Default: 1.0.0.
 */
export function wholeOffer(externalId: string, type: OfferType = "azureVirtualMachine", versions?: Json[]): Json[] {
  const { kind, pricing, configuration: usual, tester } = kinds[type];
  const configuration = versions === undefined ? usual : { ...usual, vmImageVersions: versions };
  const texts = {
    title: "Contoso",
    searchResultSummary: "It works",
    shortDescription: "It works.",
    description: "<p>It</p>",
  };
  const contacts = { supportContact: contact, engineeringContact: contact };
  return [
    {
      $schema: schema("product", "2022-03-01-preview3"),
      resourceName: "product",
      identity: { externalId },
      type,
      alias: "Contoso",
    },
    {
      $schema: schema("property"),
      product,
      kind,
      categories: { compute: ["operating-systems"] },
      termsConditions: "standardMicrosoft",
    },
    {
      $schema: schema("listing"),
      resourceName: "listing",
      product,
      kind,
      languageId: "en-us",
      ...texts,
      privacyPolicyLink: "https://contoso.example/privacy",
      ...contacts,
    },
    {
      $schema: schema("listing-asset"),
      product,
      listing: { resourceName: "listing" },
      kind: "azure",
      languageId: "en-us",
      type: "azureLogoLarge",
      fileName: "logo.png",
      url: "https://contoso.example/logo.png",
    },
    { $schema: schema("price-and-availability-offer", "2022-03-01-preview3"), product, previewAudiences: [tester] },
    {
      $schema: schema("plan", "2022-03-01-preview2"),
      resourceName: "plan",
      product,
      identity: { externalId: "standard" },
      alias: "Standard",
    },
    {
      $schema: schema("plan-listing"),
      product,
      plan,
      kind: `${kind}-plan`,
      languageId: "en-us",
      name: "Standard",
      description: "<p>For all.</p>",
    },
    {
      $schema: schema("price-and-availability-plan", "2022-03-01-preview4"),
      product,
      plan,
      visibility: "visible",
      audience: "public",
      markets: ["us"],
      pricing,
      trial: null,
      softwareReservation: [],
      privateAudiences: [],
    },
    configuration,
  ];
}

/** Makes a whole offer; gives its durable id, and that of its plan. */
export async function makeOffer(client: IngestionClient, externalId: string, type: OfferType = "azureVirtualMachine") {
  await client.write(...wholeOffer(externalId, type));
  const productId = await client.productId(externalId);
  const [{ id: planId }] = (await client.get(`plan?product=${productId}`)).value as [{ id: string }];
  return { productId, planId };
}
