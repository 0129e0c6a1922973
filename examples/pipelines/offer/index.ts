// First stage: the offer and its plan, and their preview. Runs at each merge; nothing goes live here.
import { ApplicationPackage, Offer, Plan, Submission } from "pulumi-partnercenter";

const offer = new Offer("status-page", {
  offerId: "contoso-status-page-pipeline",
  alias: "Contoso Status Page (pipeline)",
  type: "AzureApplication",
  properties: {
    categories: { "developer-tools-azure-apps": ["developer-service"] },
    version: "1.0.0",
    standardContract: true,
  },
  listing: {
    title: "Contoso Status Page",
    summary: "Tell your customers how your service is doing",
    shortDescription: "A status page that runs in your own subscription.",
    description: "<p>A status page that runs in your own subscription.</p>",
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: "logos/large.png" },
  },
  previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
});

const files = new ApplicationPackage("files", { offer, path: "app" });

const standard = new Plan("standard", {
  offer,
  planId: "standard",
  planType: "managed-application",
  name: "Standard",
  listing: { summary: "One status page", description: "<p>One status page.</p>" },
  availability: { markets: ["US", "DE"], monthlyPrice: 49 },
  technicalConfiguration: {
    version: "1.0.0",
    package: files,
    tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
    authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
  },
});

const preview = new Submission("preview", {
  offer,
  plans: [standard],
  onConflict: "wait", // a release of the last merge may still be going live
  timeouts: { create: "2h30m", update: "2h30m" }, // less than the job has
});

export const productId = offer.productId;
/** What is approved: exactly this preview. */
export const submissionId = preview.submissionId;
export const page = preview.links.offer;
