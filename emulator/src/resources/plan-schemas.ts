// The schemas of what a plan has, but for its technical configuration. Product Ingestion API §11.2, §11.7, §11.9,
// additions §2.2. They are Microsoft's for preview2; prices of preview4 are those that clients send.

import { all, amount, anything, type Form, list, map, object, orNull, rule, text, whole, word } from "./forms.js";
import { audience, deprecationSchedule, lifecycle, reference } from "./offer-schemas.js";

const url = text({ least: 0, most: 1000 });

/** §11.2. */
export const planSchema = object({
  required: {
    product: reference,
    identity: object({ required: { externalId: text({ pattern: /^[a-z0-9-_]{1,50}$/ }) }, closed: true }),
    alias: text({ least: 1, most: 125 }),
  },
  optional: {
    azureRegions: list(word("azureGlobal", "azureGovernment", "azureGermany", "azureChina"), { unique: true }),
    azureGovernmentCertifications: list(
      object({ required: { name: text({ least: 1, most: 255 }), link: url }, closed: true }),
      { most: 100 },
    ),
    displayRank: anything,
    subtype: word("managedApplication", "solutionTemplate"),
    lifecycleState: lifecycle,
    deprecationSchedule,
  },
});

/** §11.7. */
export const planListingSchema = object({
  required: {
    kind: word("azureVM-plan", "azureCoreVM-plan", "azureContainer-plan", "azureSaaS-plan"),
    product: reference,
    plan: reference,
    languageId: text({ least: 2, most: 20 }),
  },
  optional: {
    name: text(),
    summary: text(),
    description: text(),
    lifecycleState: word("generallyAvailable", "deleted"),
  },
  closed: true,
});

const span = object({ required: { type: word("day", "week", "month", "year"), value: whole(1) } });
const corePrices: { readonly [option: string]: string | undefined } = {
  free: undefined,
  flat: "price",
  perCore: "pricePerCore",
  perCoreSize: "pricePerCoreSize",
  perMarketAndCoreSize: "prices",
};

const marketPrices = list(
  object({
    required: {
      currency: text({ pattern: /^[a-z]{3}$/ }),
      markets: list(text({ pattern: /^[a-z]{2,3}$/ })),
      prices: map(amount),
    },
    closed: true,
  }),
);

/** The option decides which other key there may be. */
const corePricing = all(
  object({
    required: { priceInputOption: word(...Object.keys(corePrices)) },
    optional: { price: amount, pricePerCore: amount, pricePerCoreSize: map(amount), prices: marketPrices },
    closed: true,
  }),
  rule(({ priceInputOption, ...others }) => {
    const wanted = corePrices[String(priceInputOption)];
    const given = Object.keys(others).filter((key) => Object.values(corePrices).includes(key));
    return given.join() === (wanted ?? "") ? undefined : `with ${priceInputOption} goes ${wanted ?? "nothing else"}`;
  }),
);

const systemMeterPricing = object({
  required: {
    priceInputOption: word(
      "perCore",
      "perEveryCoreInCluster",
      "perNode",
      "perEveryNodeInCluster",
      "perPod",
      "perCluster",
    ),
  },
  optional: { price: amount, prices: list(anything) },
});

const recurrentPrice = all(
  object({
    optional: {
      recurrentPriceMode: word("flatRate", "perUser"),
      priceInputOption: word("usd", "perMarket"),
      userLimits: object({ optional: { min: whole(0), max: whole(1) } }),
      prices: list(
        object({
          required: { billingTerm: span },
          optional: { paymentOption: span, pricePerPaymentInUsd: amount, prices: list(anything) },
        }),
      ),
    },
  }),
  rule(({ recurrentPriceMode, userLimits }) =>
    userLimits !== undefined && recurrentPriceMode !== "perUser" ? "userLimits go with perUser only" : undefined,
  ),
);

const customMeters = object({
  optional: {
    priceInputOption: word("usd", "perMarket"),
    meters: map(
      object({
        optional: {
          pricePerPaymentInUsd: amount,
          prices: list(anything),
          includedQuantities: list(object({ required: { billingTerm: span } })),
        },
      }),
    ),
  },
});

/** §11.9: preview2 knows virtual machines only, and closes `pricing`. */
export function planAvailabilitySchema(version: string): Form {
  const isOld = version.endsWith("preview2");
  const others = isOld ? {} : { systemMeterPricing, recurrentPrice, customMeters };
  return all(
    object({
      required: {
        product: reference,
        plan: reference,
        visibility: word("visible", "hidden"),
        audience: word("public", "private"),
      },
      optional: {
        markets: list(text({ pattern: /^[a-z]{2,3}$/ })),
        customerMarkets: word("customMarkets", "allMarkets", "allTaxRemittedMarkets"),
        pricing: object({
          optional: { licenseModel: word("byol", "payAsYouGo"), corePricing, ...others },
          closed: isOld,
        }),
        trial: orNull(span),
        softwareReservation: orNull(
          list(
            object({
              required: { type: word("month", "year"), term: whole(1), percentageSave: amount },
              closed: true,
            }),
          ),
        ),
        privateAudiences: orNull(list(audience("none", "subscription", "ea", "msdn", "tenant"))),
        billingTag: text(),
        meterDefine: reference,
      },
    }),
    rule(({ markets, customerMarkets }) =>
      markets !== undefined && ["allMarkets", "allTaxRemittedMarkets"].includes(String(customerMarkets))
        ? `markets cannot be given with ${customerMarkets}`
        : undefined,
    ),
    rule(({ pricing }) => {
      const { licenseModel, corePricing: price } = (pricing ?? {}) as { licenseModel?: unknown; corePricing?: unknown };
      return licenseModel === "byol" && price !== undefined ? "byol has no prices" : undefined;
    }),
  );
}

const audienceChange = list(audience("subscription", "ea", "msdn", "tenant"));

/** §9.6: what changes in draft, preview and live at once. */
export const audienceUpdateSchema = object({
  required: {
    product: reference,
    plan: reference,
    privateAudiences: object({ optional: { add: audienceChange, remove: audienceChange }, closed: true }),
  },
});
