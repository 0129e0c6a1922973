/** A complete managed application on the emulator, made by the client: one plan, ready to be submitted. */
import { strToU8, zipSync } from "fflate";
import type { Emulator } from "pulumi-partnercenter-emulator";
import { type DraftKind, type DraftReference, moduleOf } from "../../../provider/partner-center/areas/drafts.js";
import { PartnerCenterClient } from "../../../provider/partner-center/client.js";
import type { ClientOptions } from "../../../provider/partner-center/http/options.js";
import { clientSecretTokenSource } from "../../../provider/partner-center/sign-in/token-sources.js";
import { pngOf } from "../../emulator/picture.js";

/** A large logo of 216 pixels. */
export const png = pngOf(216);

export function clientOf(
  emulator: Emulator,
  trace?: (line: string) => void,
  options: Partial<ClientOptions> = {},
): PartnerCenterClient {
  return new PartnerCenterClient({
    endpoint: emulator.endpoint,
    requestsPerSecond: 1000,
    tokenSource: clientSecretTokenSource({
      tenantId: "11111111-1111-4111-8111-111111111111",
      clientId: "22222222-2222-4222-8222-222222222222",
      clientSecret: "not-a-secret",
      loginEndpoint: emulator.loginEndpoint,
      origin: "the test",
    }),
    trace,
    ...options,
  });
}

const uuid = "33333333-3333-4333-8333-333333333333";

/** A complete managed application with one plan; returns the ids and the draft instances to submit. */
export async function offerWithPlan(client: PartnerCenterClient, offerId: string) {
  const product = await client.products.create({ resourceType: "AzureApplication", name: `${offerId} alias`, offerId });
  const productId = product.id;
  const plan = await client.variants.create(productId, {
    externalID: "standard",
    friendlyName: "Standard",
    subType: "managed-application",
  });
  const variantId = plan.id;
  const { drafts } = client;
  const [, listing] = await Promise.all([
    drafts.write({ productId, kind: "Property" }, (current) => ({
      ...current,
      appVersion: "1.0.0",
      useEnterpriseContract: true,
      leveledCategories: { "developer-tools-azure-apps": ["scripts"] },
    })),
    drafts.write({ productId, kind: "Listing" }, (current) => ({
      ...current,
      title: "Offer",
      summary: "Summary",
      shortDescription: "Short",
      description: "<p>Long</p>",
      listingUris: [
        { type: "PrivacyUri", displayText: "Privacy", uri: "https://example.com/privacy" },
        { type: "PublicCloudSupport", displayText: "Support", uri: "https://example.com/support" },
      ],
      listingContacts: ["CustomerSupport", "Engineering"].map((type) => ({
        type,
        name: "N",
        email: "n@example.com",
        phone: "1",
      })),
    })),
    drafts.write({ productId, kind: "ProductAvailability" }, (current) => ({
      ...current,
      audiences: [{ type: "PreviewMarketplaceGroup", values: [uuid] }],
    })),
    drafts.write({ productId, kind: "Listing", variantId }, (current) => ({
      ...current,
      title: "Standard",
      shortDescription: "Plan",
      description: "<p>Plan</p>",
    })),
    drafts.write({ productId, kind: "FeatureAvailability", variantId }, (current) => ({
      ...current,
      marketStates: current.marketStates?.map((market) =>
        market.marketCode === "US" ? { ...market, state: "Enabled" } : market,
      ),
      priceSchedules: [
        {
          isBaseSchedule: false,
          marketCodes: ["US"],
          friendlyName: "free",
          schedules: [
            {
              retailPrice: { openPrice: 0, currencyCode: "USD" },
              priceCadence: { type: "Month", value: 1 },
              pricingModel: "Recurring",
            },
          ],
        },
      ],
    })),
  ]);
  await client.images.upload(productId, listing.id, { type: "AzureLogoLarge", fileName: "large.png", bytes: png });
  const sent = await client.packages.upload(productId, {
    fileName: "app.zip",
    bytes: zipSync({
      "mainTemplate.json": strToU8(JSON.stringify({ $schema: "s", contentVersion: "1.0.0.0", resources: [] })),
      "createUiDefinition.json": strToU8(
        JSON.stringify({ handler: "Microsoft.Azure.CreateUIDef", version: "0.1.2-preview", parameters: {} }),
      ),
    }),
  });
  const asset = await client.packages.waitProcessed(productId, sent.id);
  await drafts.write({ productId, kind: "PackageConfiguration", variantId }, (current) => ({
    ...current,
    version: "1.0.0",
    publicAzureTenantID: uuid,
    publicAzureAuthorizations: [{ principalID: uuid, roleDefinitionID: "Owner" }],
    packageReferences: [{ type: "AzureApplicationPackage", value: asset.id }],
  }));
  await client.reseller.set(productId, { resellerChannelState: "Enabled" });
  const resource = async (kind: DraftKind, ofPlan?: string) => ({
    type: moduleOf(kind),
    value: await drafts.instanceId({ productId, kind, variantId: ofPlan } satisfies DraftReference),
  });
  const reseller = await drafts.moduleInstanceId(productId, "ResellerConfiguration");
  const resources = [
    await resource("Property"),
    await resource("Listing"),
    await resource("ProductAvailability"),
    await resource("PackageConfiguration"),
    ...(reseller === undefined ? [] : [{ type: "ResellerConfiguration", value: reseller }]),
  ];
  const ofPlan = [
    await resource("Listing", variantId),
    await resource("FeatureAvailability", variantId),
    await resource("PackageConfiguration", variantId),
  ];
  return {
    productId,
    variantId,
    listing,
    asset,
    request: { resources, variantResources: [{ variantID: variantId, resources: ofPlan }] },
  };
}
