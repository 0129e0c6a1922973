// One offer with several plans, up to its preview: a managed application at a price, the same one free for partners, and a
// solution template for customers who look after it themselves.
import { ApplicationPackage, Offer, Plan, Submission } from "pulumi-partnercenter";

const offer = new Offer("reports", {
  offerId: "contoso-reports",
  alias: "Contoso Reports",
  type: "AzureApplication",
  properties: {
    categories: { "analytics-azure-apps": ["data-insights"] },
    version: "1.0.0",
    standardContract: true,
  },
  listing: {
    title: "Contoso Reports",
    summary: "A report of your day, every night, in your own subscription",
    shortDescription: "Reports that are made every night in your own subscription, by Contoso or by yourself.",
    description: [
      "<p>Contoso Reports makes a report of your day every night, and sends it to whom it concerns.</p>",
      "<ul><li><b>Standard</b>: Contoso runs it</li><li><b>Self-managed</b>: you run it, and choose its size and schedule</li></ul>",
    ].join("\n"),
    keywords: ["report", "schedule"],
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Contoso Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Contoso Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: "logos/large.png" },
  },
  previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
  resale: { channel: "Enabled" },
});

// Packages belong to the offer: any number of its plans can use one.
const managed = new ApplicationPackage("managed", { offer, path: "managed" });
const selfManaged = new ApplicationPackage("self-managed", { offer, path: "self-managed" });

/** What the two managed plans have in common: the package, and who looks after it. */
const managedByContoso = {
  version: "1.0.0",
  package: managed,
  tenantId: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
  authorizations: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
};

const standard = new Plan("standard", {
  offer,
  planId: "standard",
  planType: "managed-application",
  name: "Standard",
  listing: {
    summary: "Contoso runs your reports",
    description: "<p>One report a night, run and watched by Contoso.</p>",
  },
  availability: {
    visibility: "Public",
    marketGroups: ["taxRemitted"], // wherever Microsoft remits sales tax
    monthlyPrice: 29, // in US dollars, wherever there is no other price
    monthlyPrices: { DE: { amount: 27, currency: "EUR" } },
  },
  technicalConfiguration: managedByContoso,
});

const partners = new Plan("partners", {
  offer,
  planId: "partners",
  planType: "managed-application",
  name: "Partners",
  listing: {
    summary: "The standard plan, free for partners of Contoso",
    description: "<p>As the standard plan. Only partners of Contoso see it.</p>",
  },
  availability: {
    visibility: "Private", // a public plan cannot become private once it is published
    privateAudience: { csv: "partners.csv" }, // in the form in which Partner Center exports an audience
    markets: ["US", "CA", "DE", "GB"],
    monthlyPrice: 0,
  },
  technicalConfiguration: managedByContoso,
});

const ownHands = new Plan("self-managed", {
  offer,
  planId: "self-managed",
  planType: "solution-template", // no price and no markets: customers pay for what it uses of Azure
  name: "Self-managed",
  listing: {
    summary: "You run your reports yourself",
    description: "<p>The same reports. You choose size and schedule, and look after them yourself.</p>",
  },
  technicalConfiguration: { version: "1.0.0", package: selfManaged },
});

const preview = new Submission("preview", { offer, plans: [standard, partners, ownHands] });

export const productId = offer.productId;
export const submissionId = preview.submissionId;
export const state = preview.substate;
