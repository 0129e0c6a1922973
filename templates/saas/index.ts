// Software as a service, to its preview. What customers read below is made up: say it in your words.
import * as pulumi from "@pulumi/pulumi";
import { WholeSaasOffer } from "pulumi-partnercenter";

const config = new pulumi.Config();

const service = new WholeSaasOffer("service", {
  offerId: config.require("offerId"),
  properties: { categories: { "developer-tools-saas": ["devService"] } },
  listing: {
    title: config.require("title"),
    summary: "One line for the search results",
    shortDescription: "A few words more about what it does.",
    description: "<p>What it does, for whom, and what it needs.</p>",
    gettingStartedInstructions: "<p>How customers begin.</p>",
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: { url: config.require("logo") } }, // another picture has another address
  },
  previewAudience: { emails: [config.require("tester")] },
  technicalConfiguration: {
    landingPageUrl: config.require("landingPage"),
    connectionWebhook: config.require("webhook"),
    tenantId: config.require("tenantId"),
    applicationId: config.require("applicationId"),
  },
  markets: ["US", "DE", "GB"],
  plans: {
    standard: {
      name: "Standard",
      listing: { description: "<p>What is in this plan.</p>" },
      availability: { flatRate: { oneMonth: { price: config.requireNumber("monthlyPrice") } } },
    },
  },
  // Going live cannot be undone: look at the preview first, then `pulumi config set live true`.
  goal: config.getBoolean("live") ? "live" : "preview",
});

export const productId = service.productId;
export const partnerCenter = service.submission?.links.offer;
