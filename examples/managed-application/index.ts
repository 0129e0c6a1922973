// An Azure managed application: offer, package, plan, preview; and live, once that is wanted.
import * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage, Offer, Plan, Release, Submission } from "pulumi-partnercenter";

const config = new pulumi.Config();
/** The folder or .zip with mainTemplate.json and createUiDefinition.json. */
const app = config.get("app") ?? "app";

const offer = new Offer("status-page", {
  offerId: "contoso-status-page",
  alias: "Contoso Status Page",
  type: "AzureApplication",
  properties: {
    categories: { "developer-tools-azure-apps": ["developer-service"] },
    version: "1.0.0",
    standardContract: true,
  },
  listing: {
    title: "Contoso Status Page",
    summary: "Tell your customers how your service is doing, from your own subscription",
    shortDescription: "A status page that runs in your Azure subscription and is looked after by Contoso.",
    description: [
      "<p>Contoso Status Page shows your customers whether your service is up, and what you are doing when it is not.</p>",
      "<ul><li>Runs in your own subscription</li><li>Managed and updated by Contoso</li><li>Nothing to install</li></ul>",
    ].join("\n"),
    keywords: ["status page", "incident", "uptime"],
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: {
        name: "Contoso Support",
        email: "support@contoso.example",
        phone: "+1 425 555 0100",
        url: "https://contoso.example/support",
      },
      engineering: { name: "Contoso Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: {
      small: "logos/small.png",
      medium: "logos/medium.png",
      large: "logos/large.png",
      wide: "logos/wide.png",
    },
    screenshots: [{ file: "screenshots/overview.png", caption: "The page that your customers see" }],
  },
  previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
  resale: { channel: "Enabled" },
});

const files = new ApplicationPackage("files", { offer, path: app });

const standard = new Plan("standard", {
  offer,
  planId: "standard",
  planType: "managed-application",
  name: "Standard",
  listing: {
    summary: "One status page with unlimited incidents",
    description: "<p>One status page, unlimited incidents and subscribers.</p>",
  },
  availability: { visibility: "Public", markets: ["US", "CA", "DE", "GB"], monthlyPrice: 49 },
  technicalConfiguration: {
    version: "1.0.0",
    package: files,
    tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
    authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
    deploymentMode: "Incremental",
  },
});

const preview = new Submission("preview", { offer, plans: [standard] });

// Going live cannot be undone: look at the preview first, then `pulumi config set live true`.
const live = config.getBoolean("live") ? new Release("live", { offer, submission: preview }) : undefined;

export const productId = offer.productId;
export const submissionId = preview.submissionId;
export const state = (live ?? preview).substate;
export const partnerCenter = (live ?? preview).links.offer;
