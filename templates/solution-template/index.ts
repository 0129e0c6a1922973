// A solution template, to its preview. What customers read below is made up: say it in your words.
import * as pulumi from "@pulumi/pulumi";
import { SolutionTemplateOffer } from "pulumi-partnercenter";

const config = new pulumi.Config();

const solution = new SolutionTemplateOffer("solution", {
  offerId: config.require("offerId"),
  version: "1.0.0", // a higher one with each change of the package
  package: "app",
  properties: { categories: { "storage-azure-apps": ["backup-and-recovery"] } },
  listing: {
    title: config.require("title"),
    summary: "One line for the search results",
    shortDescription: "A few words more about what it sets up.",
    description: "<p>What it sets up in the customer's subscription, and what that costs there.</p>",
    privacyPolicyLink: "https://contoso.example/privacy",
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
  plans: {
    standard: {
      name: "Standard",
      listing: { summary: "The plan in one line", description: "<p>What is in this plan.</p>" },
    },
  },
  // Going live cannot be undone: look at the preview first, then `pulumi config set live true`.
  goal: config.getBoolean("live") ? "live" : "preview",
});

export const productId = solution.productId;
export const partnerCenter = solution.submission?.links.offer;
