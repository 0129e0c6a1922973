/** What programs say of offers and plans of SaaS: whole examples. */
import type { Properties } from "../../provider/values/properties.js";
import { machineOfferProgram } from "./machine-programs.js";
import { guids } from "./programs.js";

/** An offer of which everything is set. */
export function saasOfferProgram(offerId: string): Properties {
  const { properties, listing, leads, resale } = machineOfferProgram(offerId);
  return {
    offerId,
    alias: "Contoso Ledger",
    setup: { sellThroughMicrosoft: true, microsoftManagesLicenses: false },
    properties: {
      ...(properties as Properties),
      appVersion: "2.3",
      industries: { retail: ["shops"] },
      cloudIndustries: { "financial-services": [] },
    },
    listing: {
      ...(listing as Properties),
      gettingStartedInstructions: "<p>Sign in.</p>",
      keywords: ["ledger", "accounting"],
    },
    previewAudience: { emails: ["Tester@contoso.com"] },
    technicalConfiguration: {
      landingPageUrl: "https://ledger.contoso.com/signup",
      connectionWebhook: "https://ledger.contoso.com/webhook",
      tenantId: guids.tenant.toUpperCase(),
      applicationId: guids.subscription,
    },
    meters: { invoices: { displayName: "Invoices sent", unitOfMeasure: "per invoice" } },
    leads,
    resale,
  };
}

/** A plan with a flat rate, of which everything is set that goes with it. */
export function saasPlanProgram(offer: string, planId = "team"): Properties {
  return {
    offer,
    planId,
    name: "Team",
    setup: { clouds: ["azureGlobal"], governmentCertifications: { FedRAMP: "https://contoso.com/fedramp" } },
    listing: { title: "Team plan", description: "<p>Up to 20 people.</p>" },
    availability: {
      visibility: "Private",
      hidden: true,
      markets: ["US", "de"],
      flatRate: { oneMonth: { price: 49 }, oneYear: { price: 45, paidEvery: "oneMonth" } },
      meters: {
        invoices: { pricePerUnit: 0.02, included: { oneMonth: { quantity: 500 }, oneYear: { infinite: true } } },
      },
      privateAudience: { tenants: { [guids.tenant.toUpperCase()]: "Contoso" } },
    },
  };
}

/** The same with a price for each user and market. */
export function perUserProgram(offer: string, planId = "user"): Properties {
  const prices = { US: { amount: 60 }, de: { amount: 55, currency: "EUR" } };
  return {
    offer,
    planId,
    name: "User",
    availability: {
      markets: ["US", "DE"],
      perUser: { oneYear: { prices, paidEvery: "oneMonth" } },
      userLimits: { least: 5, most: 100 },
      trialMonths: 1,
    },
  };
}
