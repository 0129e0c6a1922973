/** A folder as azpc (az-partner-center-cli) is given it: what its client in the emulator's tests makes of an offer. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import { subscription } from "../emulator/client.js";
import { listing, offerTexts, planListing, property } from "../emulator/clients/azpc-bodies.js";
import { png } from "../provider/pictures.js";

export const guid = "33333333-3333-4333-8333-333333333333";

/** The configuration. */
export const azpcConfiguration = {
  offer_setup: { alias: "an-alias-that-azpc-does-not-read", testDrive: false, crm: "" },
  property_settings: { leveledCategories: property("").leveledCategories, categories: [{ category: "old" }] },
  offer_listing: {
    title: offerTexts.title,
    publisher_name: offerTexts.publisherName,
    summary: offerTexts.summary,
    short_description: offerTexts.shortDescription,
    description: offerTexts.description,
    keywords: offerTexts.keywords,
    listing_contacts: listing.listingContacts,
    listing_uris: [
      ...listing.listingUris,
      { type: "HelpUri", displayText: "Guide", uri: "https://contoso.example/guide" },
    ],
    listing_logos: {
      logo_large: "large.png",
      logo_small: "small.png",
      logo_medium: "medium.png",
      logo_wide: "wide.png",
    },
    listing_screenshots: {},
    listing_videos: { one: "film.mp4" },
  },
  preview_audience: { subscriptions: [subscription] },
  technical_configuration: { _note: "not read", tenant_id: "<tenant>" },
  plan_overview: [
    {
      plan_listing: {
        title: planListing.title,
        shortDescription: planListing.shortDescription,
        description: planListing.description,
      },
      pricing_and_availability: {
        visibility: "private",
        azure_private_subscriptions: [{ ID: subscription, description: "Ours" }],
      },
      technical_configuration: {
        version: "1.0.0",
        allowedCustomerActions: ["Microsoft.Storage/*;Microsoft.Network/*"],
        allowedDataActions: [],
        tenant_id: guid,
        authorizations: [{ id: guid, role: "Owner" }],
        policy_settings: [],
        allow_jit_access: false,
      },
    },
  ],
  "co-sell": {},
  resell: {},
};

const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A small package that Azure could deploy. */
const archive = (): Uint8Array =>
  zipSync({
    "mainTemplate.json": encoded({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { location: { type: "string" } },
      resources: [],
      outputs: { place: { type: "string", value: "[parameters('location')]" } },
    }),
    "createUiDefinition.json": encoded({
      $schema: "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#",
      handler: "Microsoft.Azure.CreateUIDef",
      version: "0.1.2-preview",
      parameters: { basics: [{}], steps: [], outputs: { location: "[location()]" } },
    }),
  });

/** Writes `app/ma_config.json` with its logos and its package, and `manifest.yml` where azpc is called. */
export async function writeAzpcFolder(folder: string, configuration: object = azpcConfiguration): Promise<void> {
  const app = join(folder, "app");
  await mkdir(app, { recursive: true });
  await writeFile(join(app, "ma_config.json"), JSON.stringify(configuration));
  await writeFile(join(app, "contoso.zip"), archive());
  const sizes = { large: [216, 216], small: [48, 48], medium: [90, 90], wide: [255, 115] } as const;
  for (const [name, [width, height]] of Object.entries(sizes)) {
    await writeFile(join(app, `${name}.png`), png(width, height));
  }
  const manifest = `# For azpc\nplan_name: "managed" # its plan\napp_path: app\napp: 'contoso.zip'\njson_listing_config: "ma_config.json"\n`;
  await writeFile(join(folder, "manifest.yml"), manifest);
}
