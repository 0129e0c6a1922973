// What a plan of SaaS costs: a flat rate or a price for each user, by the term for which it is bought, and the free trial
// (Product Ingestion API §11.9; page create-new-saas-offer-plans).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { type Findings, formatPath, known } from "../../values/findings.js";
import { asObject, isEmpty, isObject, mapValues, objectsIn, type Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { amount, checkMarketPrices } from "../ingested/prices/market-prices.js";
import { checkPlanMeters, planMeters, planMetersField, singlePrices } from "../ingested/prices/plan-meters.js";
import { isLonger, spanOf, type Term, termInputs, termNames, termOf } from "../ingested/prices/terms.js";
import { trialField } from "../ingested/prices/trial.js";
import { lockOf } from "../shared/publication-locks.js";

const termName = z.enum(termNames as [Term, ...Term[]], { error: `must be one of ${termNames.join(", ")}` });

const termPrices = z.strictObject(
  termInputs(
    z.strictObject({
      price: amount.optional(),
      prices: singlePrices.inputs({ amount }).optional(),
      paidEvery: termName.optional(),
    }),
  ),
);

const users = () => z.int({ error: "must be a whole number" }).min(1, { error: "is less than 1" }).optional();

/** What a program says of the prices. */
export const priceInputs = {
  flatRate: termPrices.optional(),
  perUser: termPrices.optional(),
  userLimits: z.strictObject({ least: users(), most: users() }).optional(),
  meters: planMeters.optional(),
  trialMonths: z
    .int({ error: "must be a whole number" })
    .refine((months) => months === 1, { error: "must be 1: a free trial of SaaS takes a month" })
    .optional(),
};

export type Mode = "flatRate" | "perUser";

const recurrent = (body: Properties) => asObject(asObject(body.pricing).recurrentPrice);
const modeOf = (body: Properties) => String(recurrent(body).recurrentPriceMode ?? "flatRate");

/** How a plan is priced; undefined where it has no prices. */
export function modeIn(body: Properties): string | undefined {
  return isEmpty(recurrent(body).prices) ? undefined : modeOf(body);
}

function readTerm({ billingTerm, paymentOption, pricePerPaymentInUsd, prices }: Properties): [string, Properties] {
  const price = isEmpty(prices) ? { price: pricePerPaymentInUsd } : { prices: singlePrices.read(prices) };
  return [termOf(billingTerm), { ...price, ...(isEmpty(paymentOption) ? {} : { paidEvery: termOf(paymentOption) }) }];
}

/** What else the service keeps of a price stays with it. */
function writeTerm(term: string, value: unknown, old: readonly Properties[]): Properties {
  const { price, prices, paidEvery } = asObject(value);
  const found = old.find(({ billingTerm }) => termOf(billingTerm) === term) ?? { billingTerm: spanOf(term as Term) };
  const { pricePerPaymentInUsd: _, prices: earlier, paymentOption, ...others } = found;
  return {
    ...others,
    ...(paidEvery === undefined ? {} : { paymentOption: { ...asObject(paymentOption), ...spanOf(paidEvery as Term) } }),
    ...(isObject(prices) ? { prices: singlePrices.write(prices, earlier) } : { pricePerPaymentInUsd: price }),
  };
}

/** Paid once for the term, unless said otherwise. */
function canonicalTerm(value: unknown, term: string): unknown {
  const { paidEvery, prices, ...price } = asObject(value);
  return {
    ...price,
    ...(isObject(prices) ? { prices: singlePrices.canonical(prices) } : {}),
    ...(paidEvery === undefined || paidEvery === term ? {} : { paidEvery }),
  };
}

function pricesField(mode: Mode): Field {
  return {
    path: `availability.${mode}`,
    wire: ["pricing"],
    canonical: (value) => mapValues(value, canonicalTerm),
    read: (body) => {
      const { prices } = recurrent(body);
      return modeOf(body) === mode ? Object.fromEntries(objectsIn(prices).map(readTerm)) : undefined;
    },
    write: (body, value) => {
      const { recurrentPrice: old, ...others } = asObject(body.pricing);
      const isOurs = old === undefined || modeOf(body) === mode;
      if (value === undefined) {
        if (isOurs) body.pricing = others;
        return;
      }
      const terms = Object.entries(asObject(value));
      const isByMarket = terms.some(([, one]) => isObject(asObject(one).prices));
      const earlier = objectsIn(asObject(old).prices);
      body.pricing = {
        ...others,
        recurrentPrice: {
          ...(isOurs ? asObject(old) : {}),
          recurrentPriceMode: mode,
          priceInputOption: isByMarket ? "perMarket" : "usd",
          prices: terms.map(([term, one]) => writeTerm(term, one, earlier)),
        },
      };
    },
    ...lockOf(`availability.${mode}`),
  };
}

/** How many users there may be: of a price for each user only. */
const limitsField: Field = {
  path: "availability.userLimits",
  wire: ["pricing"],
  read: (body) => {
    const { min: least, max: most } = asObject(recurrent(body).userLimits);
    return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
  },
  write: (body, value) => {
    if (modeOf(body) !== "perUser") return;
    const { userLimits: old, ...price } = recurrent(body);
    const { min: _, max: __, ...others } = asObject(old);
    const { least, most } = asObject(value);
    const limits = {
      ...others,
      ...(least === undefined ? {} : { min: least }),
      ...(most === undefined ? {} : { max: most }),
    };
    const recurrentPrice = isEmpty(limits) ? price : { ...price, userLimits: limits };
    body.pricing = { ...asObject(body.pricing), recurrentPrice };
  },
  ...lockOf("availability.userLimits"),
};

/** All that is to be paid. */
export const priceFields: readonly Field[] = [
  pricesField("flatRate"),
  pricesField("perUser"),
  limitsField,
  planMetersField,
  trialField,
];

function checkTerms(inputs: Inputs, mode: Mode, findings: Findings): void {
  const terms = known<Properties>(inputs, `availability.${mode}`);
  if (!isObject(terms)) return;
  if (Object.keys(terms).length === 0) {
    findings.add(`availability.${mode}`, `has no term; set one of ${termNames.join(", ")}`);
  }
  const ways = new Set<string>();
  for (const [term, value] of Object.entries(terms).filter((entry) => isObject(entry[1]) && !hasUnknown(entry[1]))) {
    const path = ["availability", mode, term];
    const { price, prices, paidEvery } = value as Properties;
    if ((price === undefined) === (prices === undefined)) {
      const many = "has a price in US dollars and prices by market. Choose one of the two";
      findings.add(formatPath(path), price === undefined ? "has no price; set price, or prices" : many);
    }
    ways.add(price === undefined ? "prices" : "price");
    if (termNames.includes(paidEvery as Term) && isLonger(paidEvery as Term, term as Term)) {
      findings.add(formatPath([...path, "paidEvery"]), `is ${paidEvery}, which is longer than the term`);
    }
    checkMarketPrices(inputs, [...path, "prices"], prices, findings);
  }
  if (ways.size > 1) {
    const why = "has a price in US dollars for one term and prices by market for another; give all terms the same";
    findings.add(`availability.${mode}`, why);
  }
}

/** What of the prices contradicts itself. */
export function checkPrices(inputs: Inputs, findings: Findings): void {
  const at = (key: string) => known<Properties>(inputs, `availability.${key}`);
  const [flatRate, perUser, userLimits, meters] = ["flatRate", "perUser", "userLimits", "meters"].map(at);
  if (flatRate !== undefined && perUser !== undefined) {
    findings.add("availability.perUser", "is another way to be priced than flatRate. Choose one of the two");
  }
  for (const mode of ["flatRate", "perUser"] as const) checkTerms(inputs, mode, findings);
  const { least, most } = asObject(userLimits);
  if (!isEmpty(userLimits) && asObject(inputs.availability).perUser === undefined) {
    findings.add("availability.userLimits", "limits the users of a plan that is paid by the user: set perUser");
  } else if (typeof least === "number" && typeof most === "number" && least > most) {
    findings.add("availability.userLimits.least", `is ${least}, and at most ${most} users are allowed`);
  }
  if (isEmpty(meters)) return;
  if (perUser !== undefined) {
    findings.add("availability.meters", "goes with a flat rate only, and this plan is paid by the user");
  }
  if (known(inputs, "availability.trialMonths") !== undefined) {
    findings.add("availability.trialMonths", "cannot be had for a plan with meters. Choose one of the two");
  }
  checkPlanMeters(inputs, findings);
  checkIncluded(flatRate, asObject(meters), findings);
}

/** What is included is included in the price of a term. */
function checkIncluded(flatRate: Properties | undefined, meters: Properties, findings: Findings): void {
  if (!isObject(flatRate)) return;
  for (const [id, meter] of Object.entries(meters)) {
    const terms = Object.keys(asObject(asObject(meter).included));
    for (const term of terms.filter((one) => !Object.hasOwn(flatRate, one))) {
      const path = formatPath(["availability", "meters", id, "included", term]);
      findings.add(path, "is of a term for which flatRate has no price; add one, or take this out");
    }
  }
}
