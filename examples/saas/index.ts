// Two offers of one application, since all plans of an offer are priced in the same way: at a flat rate, with what is used
// beyond it; and by the user, for accounting firms.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as storage from "@pulumi/azure-native/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { SaasOffer, type SaasOfferArgs, SaasPlan, Submission } from "pulumi-partnercenter";

const config = new pulumi.Config();
const location = config.require("location");
const tester = config.require("tester");

/** Whoever is signed in to Azure. */
const { tenantId } = authorization.getClientConfigOutput();

const group = new resources.ResourceGroup("ledger", { location });

/** What is shown to everybody: Microsoft fetches the logo from here. */
const account = new storage.StorageAccount("listing", {
  resourceGroupName: group.name,
  location,
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  allowBlobPublicAccess: true,
  minimumTlsVersion: "TLS1_2",
});

const files = new storage.BlobContainer("listing", {
  resourceGroupName: group.name,
  accountName: account.name,
  publicAccess: "Blob",
});

// A file is known by its address: with a hash in its name, another picture has another one.
const hash = createHash("sha256").update(readFileSync("logos/large.png")).digest("hex").slice(0, 12);
const logo = new storage.Blob("logo", {
  resourceGroupName: group.name,
  accountName: account.name,
  containerName: files.name,
  blobName: `large-${hash}.png`,
  contentType: "image/png",
  source: new pulumi.asset.FileAsset("logos/large.png"),
});

/** What both offers say. */
const shared = {
  properties: { categories: { "developer-tools-saas": ["devService"] }, standardContract: true, appVersion: "2.3" },
  previewAudience: { emails: [tester] },
  technicalConfiguration: {
    landingPageUrl: "https://ledger.contoso.example/signup",
    connectionWebhook: "https://ledger.contoso.example/webhook",
    tenantId,
    applicationId: config.require("applicationId"),
  },
  resale: { channel: "None" },
} satisfies Partial<SaasOfferArgs>;

/** The listing of either; only its words differ. */
function listing(title: string, summary: string) {
  return {
    title,
    summary,
    shortDescription: `${summary}: sign in, and begin.`,
    description: `<p>${title} keeps the books of a company: ${summary.toLowerCase()}.</p>`,
    gettingStartedInstructions: "<p>Sign in with your account at work. Your first book is there already.</p>",
    keywords: ["ledger", "accounting"],
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    contacts: {
      support: { name: "Contoso Support", email: "support@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Contoso Engineering", email: "engineering@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { large: { url: logo.url } },
  };
}

const ledger = new SaasOffer("ledger", {
  ...shared,
  offerId: "contoso-ledger",
  alias: "Contoso Ledger",
  listing: listing("Contoso Ledger", "Books that balance, for the whole company"),
  meters: { invoices: { displayName: "Invoices sent", unitOfMeasure: "per invoice" } },
});

const team = new SaasPlan("team", {
  offer: ledger,
  planId: "team",
  name: "Team",
  listing: { title: "Team", description: "<p>Any number of people, and 500 invoices a month.</p>" },
  availability: {
    visibility: "Public",
    markets: ["US", "DE"],
    // A year is cheaper, and paid by the month.
    flatRate: { oneMonth: { price: 49 }, oneYear: { price: 45, paidEvery: "oneMonth" } },
    meters: {
      invoices: { pricePerUnit: 0.02, included: { oneMonth: { quantity: 500 }, oneYear: { infinite: true } } },
    },
  },
});

const firms = new SaasOffer("firms", {
  ...shared,
  offerId: "contoso-ledger-firms",
  alias: "Contoso Ledger for firms",
  listing: listing("Contoso Ledger for firms", "Books of many clients, by the accountant"),
});

const seat = new SaasPlan("seat", {
  offer: firms,
  planId: "seat",
  name: "Seat",
  listing: { title: "Seat", description: "<p>Books of any number of clients, for each accountant.</p>" },
  availability: {
    visibility: "Public",
    markets: ["US", "DE"],
    // The first month is free; in euros, the price is a round one.
    perUser: {
      oneMonth: { prices: { US: { amount: 30 }, DE: { amount: 29, currency: "EUR" } } },
      oneYear: { prices: { US: { amount: 300 }, DE: { amount: 290, currency: "EUR" } } },
    },
    userLimits: { least: 2, most: 200 },
    trialMonths: 1,
  },
});

// Each offer is submitted by itself; `up` waits for both previews. To take one live: `new Release("live", { offer, submission })`.
const previews = [
  new Submission("ledger", { offer: ledger, plans: [team] }),
  new Submission("firms", { offer: firms, plans: [seat] }),
];

export const productIds = [ledger.productId, firms.productId];
export const links = previews.map((preview) => preview.links);
