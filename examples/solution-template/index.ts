// A solution template, to its preview; and live, once that is wanted. Customers deploy it into their own subscription and
// look after it themselves: the plan has no price, no markets and nobody who manages it, only a package.
import * as pulumi from "@pulumi/pulumi";
import { ApplicationPackage, Offer, Plan, Release, Submission } from "pulumi-partnercenter";

const config = new pulumi.Config();

const offer = new Offer("archive", {
  offerId: "contoso-archive",
  alias: "Contoso Archive",
  type: "AzureApplication",
  properties: {
    categories: { "storage-azure-apps": ["backup-and-recovery"] },
    version: "1.0.0",
    standardContract: true,
  },
  listing: {
    title: "Contoso Archive",
    summary: "Keep files for years, in cheaper storage the older they get",
    shortDescription: "Storage in your subscription that moves old files to cheaper tiers and deletes them in the end.",
    description: [
      "<p>Contoso Archive sets up storage in your own subscription for what you have to keep but seldom read.</p>",
      "<ul><li>No keys and no public access</li><li>Old files move to cheaper storage</li><li>Files are deleted when their time is over</li></ul>",
    ].join("\n"),
    keywords: ["archive", "retention", "backup"],
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Contoso Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Contoso Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: "logos/large.png" },
  },
  previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
});

const files = new ApplicationPackage("files", { offer, path: "app" });

const archive = new Plan("archive", {
  offer,
  planId: "archive",
  planType: "solution-template",
  name: "Archive",
  listing: {
    summary: "The archive, in a region of your choice",
    description: "<p>One storage account with rules for old files. You pay for the storage alone.</p>",
  },
  availability: { visibility: "Public" },
  technicalConfiguration: { version: "1.0.0", package: files }, // a higher version with every change of the package
});

const preview = new Submission("preview", { offer, plans: [archive] });

// Going live cannot be undone: look at the preview first, then `pulumi config set live true`.
const live = config.getBoolean("live") ? new Release("live", { offer, submission: preview }) : undefined;

export const productId = offer.productId;
export const submissionId = preview.submissionId;
export const state = (live ?? preview).substate;
