/** What programs say: whole examples of each kind's inputs. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Properties } from "../../provider/values/properties.js";
import { png } from "./pictures.js";
import type { Workbench } from "./workbench.js";

export const guids = {
  subscription: "5b4a2c1d-0000-4000-8000-0123456789ab",
  otherSubscription: "6c5b3d2e-0000-4000-8000-0123456789ac",
  tenant: "0d0a0b0c-1111-4222-8333-444455556666",
  principal: "1e1b1c1d-2222-4333-8444-555566667777",
  role: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
};

/** The bytes of a document; another text is another content. */
export function pdf(text: string): Uint8Array {
  return Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);
}

/** A big logo that is enough to publish. */
export function largeLogo(bench: Workbench, shade = 128): Promise<string> {
  return bench.file(`large-${shade}.png`, png(216, 216, shade));
}

/** An offer of which everything is set. */
export async function wholeOffer(bench: Workbench, offerId: string): Promise<Properties> {
  const contact = (name: string) => ({ name, email: `${name}@contoso.com`, phone: "+1 425 555 0100" });
  return {
    offerId,
    alias: `${offerId} alias`,
    type: "AzureApplication",
    properties: {
      categories: { "developer-tools-azure-apps": ["scripts", "developer-service"], web: ["web-apps"] },
      version: "1.0.0",
      standardContract: false,
      termsOfUse: "Use it well.",
      additionalCategories: ["analytics"],
      hideKeys: ["hidden"],
      productTags: ["tag", "other"],
      submissionVersion: "b2f1",
      extendedProperties: { Name: "value" },
    },
    listing: {
      title: "Contoso application",
      summary: "In short",
      shortDescription: "A little longer",
      description: "<p>At length</p>",
      keywords: ["one", "two", "three"],
      publisherName: "Contoso",
      productDisplayName: "Contoso app",
      gettingStartedInstructions: "Sign in.",
      accessInformation: "Ask us.",
      compatibleProducts: ["One", "Two"],
      managedDisksOnly: true,
      links: {
        "User guide, v1.2": { url: "https://contoso.com/guide" },
        Blog: { url: "https://contoso.com/blog", type: "LearnMore", subtype: "Blog" },
      },
      privacyPolicyLink: "https://contoso.com/privacy",
      supportLink: "https://contoso.com/support",
      contacts: {
        support: { ...contact("support"), url: "https://contoso.com/help" },
        engineering: contact("engineering"),
        channelManager: contact("channel"),
      },
      logos: {
        small: await bench.file("small.png", png(48, 48)),
        medium: await bench.file("medium.png", png(90, 90)),
        large: await largeLogo(bench),
        wide: await bench.file("wide.png", png(255, 115)),
      },
      screenshots: [
        { file: await bench.file("first.png", png(1280, 720, 10)), caption: "The first" },
        { file: await bench.file("second.png", png(1280, 720, 20)), caption: "The second" },
      ],
      videos: [
        {
          title: "The tour",
          address: "https://www.youtube.com/watch?v=tour",
          thumbnail: await bench.file("tour.png", png(1280, 720, 30)),
          description: "The start page",
        },
        {
          title: "The details",
          address: "https://vimeo.com/1234",
          thumbnail: await bench.file("details.png", png(1280, 720, 31)),
        },
      ],
      documents: {
        "User guide, v1.2": { file: await bench.file("guide.pdf", pdf("The guide")), description: "How to use it" },
        "Fact sheet": { file: await bench.file("facts.pdf", pdf("The facts")) },
      },
    },
    translations: {
      "de-de": {
        title: "Contoso-Anwendung",
        summary: "In Kürze",
        contacts: { support: { ...contact("hilfe"), url: "https://contoso.com/hilfe" } },
        links: { Handbuch: { url: "https://contoso.com/handbuch" } },
        logos: { large: await bench.file("gross.png", png(220, 220, 40)) },
        screenshots: [{ file: await bench.file("bild.png", png(1280, 720, 41)), caption: "Das Bild" }],
        videos: [
          {
            title: "Der Rundgang",
            address: "https://youtu.be/rundgang",
            thumbnail: await bench.file("rundgang.png", png(1280, 720, 42)),
          },
        ],
        documents: { Handbuch: { file: await bench.file("handbuch.pdf", pdf("Das Handbuch")) } },
      },
    },
    previewAudience: {
      subscriptions: [guids.subscription],
      emails: { "reviewer@contoso.com": "our reviewer" },
      hideKey: "hidden",
    },
    resale: { channel: "Enabled", tenantIds: [guids.tenant] },
    coSell: {
      documents: { "Sales deck.pdf": { file: await bench.file("deck.pdf", pdf("The deck")), type: "Presentation" } },
    },
  };
}

/** An offer with what it takes to be published, and no more. */
export async function smallOffer(bench: Workbench, offerId: string): Promise<Properties> {
  return {
    offerId,
    alias: `${offerId} alias`,
    type: "AzureApplication",
    properties: { categories: { web: ["web-apps"] } },
    listing: {
      title: "Contoso application",
      summary: "In short",
      description: "<p>At length</p>",
      logos: { large: await largeLogo(bench) },
    },
    previewAudience: { subscriptions: [guids.subscription] },
  };
}

/** A managed-application plan of which everything is set. */
export function wholePlan(offer: string, planId: string, packageId: string): Properties {
  return {
    offer,
    planId,
    planType: "managed-application",
    name: `${planId} plan`,
    setup: {
      clouds: ["public-azure", "azure-government"],
      governmentCertifications: { "FedRAMP High": "https://contoso.com/fedramp", CJIS: "https://contoso.com/cjis" },
      state: "Active",
      leadGenId: `contoso.${planId}`,
      extendedProperties: { Name: "value", Other: "another" },
    },
    listing: { title: "The plan", summary: "Plan in short", description: "Plan at length" },
    translations: { "de-de": { title: "Der Plan", summary: "Plan in Kürze" } },
    availability: {
      visibility: "Private",
      hidden: true,
      markets: ["US", "DE"],
      stopSelling: ["GB"],
      monthlyPrice: 10,
      monthlyPrices: { DE: { amount: 9.5, currency: "EUR" } },
      annualPrice: 100,
      annualPrices: { DE: { amount: 95, currency: "EUR" } },
      meters: {
        reports: {
          displayName: "Reports",
          unitOfMeasure: "per report",
          pricePerUnit: 0.125,
          included: { monthly: { quantity: 30 }, annual: { quantity: 400 } },
        },
        pages: {
          displayName: "Pages",
          unitOfMeasure: "per page",
          pricePerUnit: 1,
          included: { monthly: { infinite: true } },
          enabled: true,
        },
      },
      trial: { type: "TimedAccess", durationType: "Months", duration: 1 },
      privateAudience: {
        subscriptions: { [guids.subscription]: "our own" },
        tenants: { [guids.tenant]: "our tenant" },
      },
    },
    technicalConfiguration: {
      version: "1.0.0",
      package: packageId,
      tenantId: guids.tenant,
      authorizations: [{ principalId: guids.principal, role: "Owner" }],
      governmentTenantId: guids.tenant,
      governmentAuthorizations: [{ principalId: guids.principal, role: guids.role }],
      justInTimeAccess: true,
      deploymentMode: "Incremental",
      customizeAllowedActions: true,
      allowedCustomerActions: ["Microsoft.Storage/*", "Microsoft.Network/*"],
      allowedDataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
      policies: {
        audit: {
          definitionId: "/providers/Microsoft.Authorization/policyDefinitions/x",
          parameters: "{}",
          sku: "Free",
        },
      },
      managementMode: "Managed",
      customerAccess: "Enabled",
    },
  };
}

/** A managed-application plan with what it takes to be published, and no more. */
export function smallPlan(offer: string, planId: string, packageId: string): Properties {
  return {
    offer,
    planId,
    planType: "managed-application",
    name: `${planId} plan`,
    listing: { title: "The plan", summary: "Plan in short", description: "Plan at length" },
    availability: { markets: ["US"], monthlyPrice: 10 },
    technicalConfiguration: {
      version: "1.0.0",
      package: packageId,
      tenantId: guids.tenant,
      authorizations: [{ principalId: guids.principal, role: "Owner" }],
    },
  };
}

/** A main template that deploys nothing; `content` makes it another one. */
export function mainTemplate(content: string): string {
  return JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    metadata: { content },
    parameters: { location: { type: "string", defaultValue: "[resourceGroup().location]" } },
    resources: [],
    outputs: { location: { type: "string", value: "[parameters('location')]" } },
  });
}

/** A definition of the portal's pages that asks for nothing but the region. */
export const createUiDefinition = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#",
  handler: "Microsoft.Azure.CreateUIDef",
  version: "0.1.2-preview",
  parameters: { basics: [], steps: [], outputs: { location: "[location()]" } },
});

/** A folder that is a package; `content` makes it another one. */
export async function packageFolder(bench: Workbench, name: string, content = "1"): Promise<string> {
  const folder = join(bench.folder, name);
  await mkdir(join(folder, "nested"), { recursive: true });
  await writeFile(join(folder, "mainTemplate.json"), mainTemplate(content));
  await writeFile(join(folder, "createUiDefinition.json"), createUiDefinition);
  await writeFile(join(folder, "nested", "äpp.json"), "{}");
  return folder;
}
