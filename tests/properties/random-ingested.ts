// Random offers and plans of containers and SaaS: what a schema accepts, less what `check` refuses for reasons of its own.
import fc from "fast-check";
import { containerOfferInputs } from "../../provider/kinds/container/offer.js";
import { containerPlanInputs } from "../../provider/kinds/container/plan.js";
import { saasOfferInputs } from "../../provider/kinds/saas/offer.js";
import { saasPlanInputs } from "../../provider/kinds/saas/plan.js";
import type { Properties } from "../../provider/values/properties.js";
import { bundle } from "../provider/container-programs.js";
import { offerFormats } from "./random-machines.js";
import { descriptions, steering } from "./random-programs.js";
import { type Overrides, validInputs } from "./valid-inputs.js";

const ofOffers: Overrides = [
  [/^offerId$/, fc.constant("random-offer")],
  [/^alias$/, fc.constant("Random offer")],
  ...offerFormats,
];
const ofPlans: Overrides = [
  [/^offer$/, fc.constant("random-offer")],
  [/^planId$/, fc.constant("random-plan")],
];

/** Inputs of an offer of containers, of which any part may be there. */
export function randomContainerOffer(): fc.Arbitrary<Properties> {
  const all = [...steering, ...ofOffers, ...descriptions];
  return validInputs(containerOfferInputs, all) as fc.Arbitrary<Properties>;
}

/** Inputs of an offer of SaaS. Which parts of its setup go together is not random. */
export function randomSaasOffer(): fc.Arbitrary<Properties> {
  const setup = fc.constantFrom(
    { sellThroughMicrosoft: true, microsoftManagesLicenses: true },
    { sellThroughMicrosoft: false, callToAction: "contact-me" },
    { sellThroughMicrosoft: false, callToAction: "free", accessLink: "https://one.example/free" },
    { microsoftManagesLicenses: false },
  );
  const known: Overrides = [
    [/^setup$/, setup],
    [/landingPageUrl$/, fc.constantFrom("https://one.example/signup", "https://two.example/signup?a=b")],
  ];
  const all = [...steering, ...known, ...ofOffers, ...descriptions];
  return validInputs(saasOfferInputs, all) as fc.Arbitrary<Properties>;
}

const amount = fc.nat(500).map((cents) => cents / 100);
const byMarket = fc
  .tuple(amount, amount)
  .map(([one, two]) => ({ US: { amount: one }, DE: { amount: two, currency: "EUR" } }));
const unit = fc.constantFrom(
  "perCore",
  "perEveryCoreInCluster",
  "perNode",
  "perEveryNodeInCluster",
  "perPod",
  "perCluster",
);

const bundles = fc
  .subarray(["1.0.0", "1.1.0", "2.0.0"], { minLength: 1 })
  .chain((tags) => fc.tuple(fc.constant(tags), fc.nat(9), fc.boolean()))
  .map(([tags, number, isNamed]) => {
    const { tenantId, ...plain } = bundle(number);
    return Object.fromEntries(tags.map((tag) => [tag, isNamed ? { ...plain, tenantId } : plain]));
  });

/** Ways in which a plan of containers is priced, with what goes with each. */
const containerPrices = fc.oneof(
  fc.tuple(unit, amount).map(([name, price]) => ({ hourly: { [name]: price } })),
  fc.tuple(unit, byMarket).map(([name, prices]) => ({ markets: ["us", "DE"], hourlyPrices: { [name]: prices } })),
  amount.map((pricePerUnit) => ({ meters: { shards: { pricePerUnit } } })),
  fc.boolean().map((bringYourOwnLicense) => ({ bringYourOwnLicense })),
);

/** Inputs of a plan of containers, of which any part may be there; the tenant of the credentials is a GUID. */
export function randomContainerPlan(): fc.Arbitrary<Properties> {
  const known: Overrides = [
    [/^setup\.clouds$/, fc.constant(["azureGlobal"])],
    [/^availability\.(hourly|hourlyPrices|meters|bringYourOwnLicense)$/, "leftOut"],
    [/^technicalConfiguration\.images$/, "leftOut"],
    [/extensionType$/, fc.constantFrom("Contoso.Queue", "Contoso.Other-Queue")],
    [/kubernetes\.bundles$/, bundles],
    [/^onRemovedBundle$/, "leftOut"],
  ];
  const all = [...steering, ...known, ...ofPlans, ...descriptions];
  return withPrices(validInputs(containerPlanInputs, all) as fc.Arbitrary<Properties>, containerPrices);
}

const terms = fc.subarray(["oneMonth", "oneYear", "twoYears", "threeYears"], { minLength: 1 });
const usd = fc.tuple(terms, amount, fc.boolean()).map(([names, price, isMonthly]) => {
  return Object.fromEntries(names.map((name) => [name, { price, ...(isMonthly ? { paidEvery: "oneMonth" } : {}) }]));
});
const inMarkets = fc
  .tuple(terms, byMarket)
  .map(([names, prices]) => Object.fromEntries(names.map((name) => [name, { prices }])));

/** Ways in which a plan of SaaS is priced, with what goes with each. */
const saasPrices = fc.oneof(
  fc.tuple(usd, fc.constantFrom({}, { trialMonths: 1 })).map(([flatRate, trial]) => ({ flatRate, ...trial })),
  fc.tuple(usd, amount, fc.nat(3)).map(([flatRate, pricePerUnit, quantity]) => {
    const term = Object.keys(flatRate)[0] as string;
    const included = quantity === 3 ? { infinite: true } : { quantity };
    return { flatRate, meters: { calls: { pricePerUnit, included: { [term]: included } } } };
  }),
  inMarkets.map((flatRate) => ({ markets: ["US", "de"], flatRate })),
  fc.tuple(usd, fc.constantFrom({}, { least: 5 }, { most: 9 }, { least: 5, most: 9 })).map(([perUser, userLimits]) => {
    return { perUser, userLimits };
  }),
);

/** Inputs of a plan of SaaS, of which any part may be there. */
export function randomSaasPlan(): fc.Arbitrary<Properties> {
  const known: Overrides = [[/^availability\.(flatRate|perUser|userLimits|meters|trialMonths)$/, "leftOut"]];
  const all = [...steering, ...known, ...ofPlans, ...descriptions];
  return withPrices(validInputs(saasPlanInputs, all) as fc.Arbitrary<Properties>, saasPrices);
}

/** Programs with prices, or without. Markets that have prices are all in which the plan is sold. */
function withPrices(programs: fc.Arbitrary<Properties>, prices: fc.Arbitrary<Properties>): fc.Arbitrary<Properties> {
  return fc.tuple(programs, fc.option(prices)).map(([program, priced]) => {
    if (priced === null) return program;
    const { marketGroups, excludedMarkets, ...rest } = (program.availability ?? {}) as Properties;
    const sold = priced.markets === undefined ? { marketGroups, excludedMarkets } : {};
    const defined = Object.fromEntries(Object.entries(sold).filter(([, value]) => value !== undefined));
    return { ...program, availability: { ...rest, ...defined, ...priced } };
  });
}
