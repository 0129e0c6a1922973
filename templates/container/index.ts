// A Kubernetes application, to its preview. What customers read below is made up: say it in your words. Microsoft has to be let
// into the registry: docs/containers.md of the package pulumi-partnercenter says how.
import * as pulumi from "@pulumi/pulumi";
import { WholeContainerOffer } from "pulumi-partnercenter";

const config = new pulumi.Config();

const app = new WholeContainerOffer("app", {
  offerId: config.require("offerId"),
  properties: { categories: { containers: ["container-apps"] } },
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
    logos: { large: { path: "logos/large.png" } },
  },
  previewAudience: { subscriptions: [config.require("previewSubscription")] },
  markets: ["US", "DE", "GB"],
  plans: {
    "per-node": {
      name: "Per node",
      listing: { summary: "The plan in one line", description: "<p>What is in this plan.</p>" },
      availability: { hourly: { perNode: config.requireNumber("pricePerNode") } },
      technicalConfiguration: {
        kubernetes: {
          extensionType: config.require("extensionType"),
          // The next bundle is another tag beside this one.
          bundles: {
            "1.0.0": {
              registry: config.require("registry"),
              repository: config.require("repository"),
              digest: config.require("digest"),
            },
          },
        },
      },
    },
  },
  // Going live cannot be undone: look at the preview first, then `pulumi config set live true`.
  goal: config.getBoolean("live") ? "live" : "preview",
});

export const productId = app.productId;
// Certification takes a day or two: nobody waits for it. `npx partnercenter status OFFER_ID` tells how it is getting on.
export const partnerCenter = app.submission?.links.offer;
