// What a plan of virtual machines costs: prices an hour, discounts for reservations, and the free trial (Product
// Ingestion API §11.9).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { without } from "../../fields/keyed-list.js";
import { type Findings, known } from "../../values/findings.js";
import { asObject, isEmpty, isObject, objectsIn, type Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import type { Inputs } from "../../values/versions.js";
import { licenseField } from "../ingested/prices/license.js";
import { amount, checkMarketPrices, MarketPrices } from "../ingested/prices/market-prices.js";
import { trialField } from "../ingested/prices/trial.js";
import { lockOf } from "../shared/publication-locks.js";

/** Names of sizes are open: which the API has is not known. */
// API reference additions §4
const bySize = z
  .record(z.string().regex(/\S/, { error: "is empty; the key is the name of a core size" }), amount)
  .refine((prices) => Object.keys(prices).length > 0, { error: "is empty; give the price of each core size" });

/** Each market has its prices by core size. */
const marketPrices = new MarketPrices({ program: "prices", wire: "prices" });

/** What a program says of the prices. */
export const priceInputs = {
  bringYourOwnLicense: z.boolean().optional(),
  hourly: z
    .strictObject({
      free: z
        .boolean({ error: "must be true" })
        .refine((free) => free, { error: "must be true; leave it out where there is a price" })
        .optional(),
      flat: amount.optional(),
      perCore: amount.optional(),
      perCoreSize: bySize.optional(),
      perMarket: marketPrices.inputs({ prices: bySize }).optional(),
    })
    .optional(),
  reservations: z.strictObject({ oneYear: percentage().optional(), threeYears: percentage().optional() }).optional(),
  trialMonths: z
    .int({ error: "must be a whole number" })
    .refine((months) => [1, 3, 6].includes(months), { error: "must be 1, 3 or 6: the months of a free trial" })
    .optional(),
};

function percentage() {
  return z
    .number({ error: "must be a number" })
    .gt(0, { error: "must be more than 0: the percentage that is saved" })
    .lte(100, { error: "must be at most 100: the percentage that is saved" });
}

/** The choices, each with the key that the API has for it. */
const choices: Readonly<Record<string, { option: string; key?: string }>> = {
  free: { option: "free" },
  flat: { option: "flat", key: "price" },
  perCore: { option: "perCore", key: "pricePerCore" },
  perCoreSize: { option: "perCoreSize", key: "pricePerCoreSize" },
  perMarket: { option: "perMarketAndCoreSize", key: "prices" },
};

/** One of them goes with each choice, and with another choice it goes. */
const priceKeys = Object.values(choices).flatMap(({ key }) => key ?? []);

function pricingOf(body: Properties): Properties {
  return asObject(body.pricing);
}

const hourlyField: Field = {
  path: "availability.hourly",
  wire: ["pricing"],
  canonical: (value) => {
    const { perMarket, ...others } = asObject(value);
    return isObject(perMarket) ? { ...others, perMarket: marketPrices.canonical(perMarket) } : value;
  },
  read: (body) => {
    const { corePricing } = pricingOf(body);
    if (!isObject(corePricing)) return undefined;
    const choice = Object.entries(choices).find(([, { option }]) => option === corePricing.priceInputOption);
    if (choice === undefined) return { [String(corePricing.priceInputOption)]: corePricing };
    const [name, { key }] = choice;
    if (key === undefined) return { [name]: true };
    return { [name]: name === "perMarket" ? marketPrices.read(corePricing[key]) : corePricing[key] };
  },
  write: (body, value) => {
    const { corePricing, ...others } = pricingOf(body);
    const [name = "", price] = Object.entries(asObject(value))[0] ?? [];
    const choice = choices[name];
    if (choice === undefined) {
      body.pricing = others;
      return;
    }
    const { option, key } = choice;
    const written = name === "perMarket" ? marketPrices.write(asObject(price), asObject(corePricing).prices) : price;
    const old = without(asObject(corePricing), ...priceKeys);
    const priced = { ...old, priceInputOption: option, ...(key === undefined ? {} : { [key]: written }) };
    body.pricing = { ...others, licenseModel: "payAsYouGo", corePricing: priced };
  },
  ...lockOf("availability.hourly"),
};

const terms = { oneYear: 1, threeYears: 3 } as const;

const reservationFields = Object.entries(terms).map(([name, term]): Field => {
  const isOne = (one: Properties) => one.type === "year" && one.term === term;
  return {
    path: `availability.reservations.${name}`,
    wire: ["softwareReservation"],
    read: (body) => objectsIn(body.softwareReservation).find(isOne)?.percentageSave,
    write: (body, value) => {
      const all = objectsIn(body.softwareReservation);
      const others = all.filter((one) => !isOne(one));
      const own = value === undefined ? [] : [{ ...all.find(isOne), type: "year", term, percentageSave: value }];
      body.softwareReservation = [...others, ...own];
    },
  };
});

/** All that is to be paid. */
export const priceFields: readonly Field[] = [licenseField, hourlyField, ...reservationFields, trialField];

/** What of the prices contradicts itself. */
export function checkPrices(inputs: Inputs, findings: Findings): void {
  const hourly = known<Properties>(inputs, "availability.hourly");
  const isOwnLicense = known(inputs, "availability.bringYourOwnLicense") === true;
  const chosen = Object.keys(asObject(hourly));
  if (isObject(hourly) && chosen.length !== 1) {
    const list = Object.keys(choices).join(", ");
    const many = `has ${chosen.length} (${chosen.join(", ")}); a plan has one way to be priced. Choose one of them`;
    findings.add("availability.hourly", chosen.length === 0 ? `says no price; set one of ${list}` : many);
  }
  if (isOwnLicense && hourly !== undefined) {
    findings.add(
      "availability.hourly",
      "is a price, and with bringYourOwnLicense there is none. Choose one of the two",
    );
  }
  checkReservations(inputs, isOwnLicense ? ["bringYourOwnLicense"] : chosen, findings);
  if (known(inputs, "availability.trialMonths") !== undefined) {
    const what = isOwnLicense ? "bringYourOwnLicense" : chosen.includes("free") ? "a plan that is free" : undefined;
    if (what !== undefined) findings.add("availability.trialMonths", `tries out what costs something, and not ${what}`);
  }
  checkMarketPrices(inputs, ["availability", "hourly", "perMarket"], asObject(hourly).perMarket, findings);
}

/** Reservations save a part of some prices only. */
// API reference additions §2.2
function checkReservations(inputs: Inputs, chosen: readonly string[], findings: Findings): void {
  if (isEmpty(asObject(inputs.availability).reservations) || hasUnknown(asObject(inputs.availability).hourly)) return;
  const saved = ["flat", "perCore", "perCoreSize"];
  if (chosen.some((name) => saved.includes(name))) return;
  const what = chosen[0] ?? "no hourly price";
  findings.add(
    "availability.reservations",
    `saves a part of a price that is ${saved.slice(0, 2).join(", ")} or ${saved[2]}, and this plan has ${what}`,
  );
}
