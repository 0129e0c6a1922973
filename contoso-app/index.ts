// The offer contoso-app, as it was in Partner Center when `partnercenter export` wrote this program.
import { Offer, Plan } from "pulumi-partnercenter";

/**
 * Takes over what exists, as long as it is what this program says: otherwise `pulumi preview` names the differences
 * and stops. `true` would overwrite them. Has no effect once everything is in the stack; it can then be removed.
 */
const adopt = "unchanged";

const offer = new Offer("contoso-app", {
  offerId: "contoso-app",
  alias: "Contoso App",
  type: "AzureApplication",
  properties: {
    categories: { "developer-tools-azure-apps": ["developer-service"] },
    version: "1.0.0",
    standardContract: true,
  },
  listing: {
    summary: "An application in your own subscription",
    shortDescription: "An application that runs in your Azure subscription.",
    description: "<p>An application that runs in your Azure subscription.</p>",
    keywords: ["app", "contoso"],
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: {
      small: "media/en-us/small.png",
      medium: "media/en-us/medium.png",
      large: "media/en-us/large.png",
      wide: "media/en-us/wide.png",
    },
  },
  previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
  resale: { channel: "Enabled" },
  adopt,
});

const standardPlan = new Plan("standard", {
  offer,
  planId: "standard",
  planType: "managed-application",
  name: "Standard",
  listing: { summary: "The standard plan", description: "<p>The standard plan.</p>" },
  availability: { markets: ["DE", "US"], monthlyPrice: 49 },
  technicalConfiguration: {
    version: "1.0.0",
    // "app-db3d43d8679a.zip" by its id, since Partner Center does not hand out the files. For a package from files of
    // yours: `const files = new ApplicationPackage("files", { offer, path: "app" })` above, and `package: files` here.
    package: "0b9e475b-69ca-4f35-a955-0d22b925982c",
    tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
    authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
    deploymentMode: "Incremental",
  },
  adopt,
});

// To publish from this program, import Submission and Release too, and uncomment these: the first submits to preview,
// the second goes live.
// const preview = new Submission("preview", { offer, plans: [standardPlan] });
// new Release("live", { offer, submission: preview });

export const productId = offer.productId;
