// An offer of virtual machines, to its preview. What customers read below is made up: say it in your words. Microsoft has to be
// let into the gallery: docs/virtual-machines.md of the package pulumi-partnercenter says how.
import * as pulumi from "@pulumi/pulumi";
import { WholeVirtualMachineOffer } from "pulumi-partnercenter";

const config = new pulumi.Config();

const appliance = new WholeVirtualMachineOffer("appliance", {
  offerId: config.require("offerId"),
  properties: { categories: { compute: ["operating-systems"] } },
  listing: {
    title: config.require("title"),
    summary: "One line for the search results",
    shortDescription: "A few words more about what it does.",
    description: "<p>What it does, for whom, and what it needs.</p>",
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: { url: config.require("logo") } }, // another picture has another address
  },
  previewAudience: { subscriptions: [config.require("previewSubscription")] },
  markets: ["US", "DE", "GB"],
  plans: {
    standard: {
      name: "Standard",
      listing: { summary: "The plan in one line", description: "<p>What is in this plan.</p>" },
      availability: { hourly: { perCore: config.requireNumber("pricePerCore") } },
      technicalConfiguration: {
        operatingSystem: { family: "linux", type: "debian", friendlyName: "Debian" },
        skus: { x64Gen2: "standard" },
        // The next image is another version beside this one.
        images: {
          "1.0.0": { x64Gen2: { galleryImage: config.require("image"), tenantId: config.require("tenantId") } },
        },
      },
    },
  },
  // Going live cannot be undone: look at the preview first, then `pulumi config set live true`.
  goal: config.getBoolean("live") ? "live" : "preview",
});

export const productId = appliance.productId;
// Certification takes a day or two: nobody waits for it. `npx partnercenter status OFFER_ID` tells how it is getting on.
export const partnerCenter = appliance.submission?.links.offer;
