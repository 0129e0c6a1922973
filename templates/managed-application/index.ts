// A managed application, to its preview. What customers read below is made up: say it in your words.
import * as pulumi from "@pulumi/pulumi";
import { ManagedApplicationOffer } from "pulumi-partnercenter";

const config = new pulumi.Config();

const app = new ManagedApplicationOffer("app", {
  offerId: config.require("offerId"),
  version: "1.0.0", // a higher one with each change of the package
  package: "app",
  properties: { categories: { "developer-tools-azure-apps": ["developer-service"] } },
  listing: {
    title: config.require("title"),
    summary: "One line for the search results",
    shortDescription: "A few words more about what it does.",
    description: "<p>What it does, for whom, and what it needs.</p>",
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: {
        name: "Support",
        email: "support@contoso.example",
        phone: "+1 425 555 0100",
        url: "https://contoso.example/support",
      },
      engineering: { name: "Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: "logos/large.png" },
  },
  previewAudience: { subscriptions: [config.require("previewSubscription")] },
  managedBy: {
    tenantId: config.require("tenantId"),
    authorizations: [{ principalId: config.require("principalId"), role: "Owner" }],
  },
  plans: {
    standard: {
      name: "Standard",
      listing: { summary: "The plan in one line", description: "<p>What is in this plan.</p>" },
      availability: { markets: ["US", "DE", "GB"], monthlyPrice: config.requireNumber("monthlyPrice") },
    },
  },
  // Going live cannot be undone: look at the preview first, then `pulumi config set live true`.
  goal: config.getBoolean("live") ? "live" : "preview",
});

export const productId = app.productId;
export const partnerCenter = app.submission?.links.offer;
