// What a plan of Kubernetes applications costs: prices an hour, by what is counted, or meters (Product Ingestion API
// §11.9; page azure-container-plan-availability).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { cited, sources } from "../../rules/sources.js";
import { type Findings, known } from "../../values/findings.js";
import { asObject, getPath, isEmpty, isObject, mapValues, type Properties } from "../../values/properties.js";
import type { Inputs } from "../../values/versions.js";
import { licenseField } from "../ingested/prices/license.js";
import { amount, checkMarketPrices } from "../ingested/prices/market-prices.js";
import { checkPlanMeters, planMetersField, singlePrices, usageMeters } from "../ingested/prices/plan-meters.js";
import { lockOf } from "../shared/publication-locks.js";

/** What is counted, as programs and the API call it. */
const units = ["perCore", "perEveryCoreInCluster", "perNode", "perEveryNodeInCluster", "perPod", "perCluster"] as const;

function byUnit<Value extends z.ZodType>(value: Value) {
  const optional = value.optional();
  return z.strictObject({
    perCore: optional,
    perEveryCoreInCluster: optional,
    perNode: optional,
    perEveryNodeInCluster: optional,
    perPod: optional,
    perCluster: optional,
  });
}

/** What a program says of the prices. */
export const priceInputs = {
  bringYourOwnLicense: z.boolean().optional(),
  hourly: byUnit(amount).optional(),
  hourlyPrices: byUnit(singlePrices.inputs({ amount })).optional(),
  meters: usageMeters.optional(),
};

const systemOf = (body: Properties) => asObject(asObject(body.pricing).systemMeterPricing);

/** One price for all markets, or one for each. */
function priceField(property: "hourly" | "hourlyPrices", key: "price" | "prices"): Field {
  const isByMarket = key === "prices";
  return {
    path: `availability.${property}`,
    wire: ["pricing"],
    ...(isByMarket
      ? { canonical: (value) => mapValues(value, (prices) => singlePrices.canonical(asObject(prices))) }
      : {}),
    read: (body) => {
      const { priceInputOption, [key]: price } = systemOf(body);
      if (isEmpty(price)) return undefined;
      return { [String(priceInputOption)]: isByMarket ? singlePrices.read(price) : price };
    },
    write: (body, value) => {
      const { systemMeterPricing, licenseModel, ...others } = asObject(body.pricing);
      const { price: _, prices: __, ...old } = asObject(systemMeterPricing);
      const [unit, price] = Object.entries(asObject(value))[0] ?? [];
      if (unit === undefined) {
        if (isEmpty(systemOf(body)[key])) return;
        body.pricing = others;
        return;
      }
      const written = isByMarket ? singlePrices.write(asObject(price), systemOf(body).prices) : price;
      const priced = { ...old, priceInputOption: unit, [key]: written };
      body.pricing = { ...others, licenseModel: "payAsYouGo", systemMeterPricing: priced };
    },
    ...lockOf(`availability.${property}`),
  };
}

/** All that is to be paid. */
export const priceFields: readonly Field[] = [
  licenseField,
  priceField("hourly", "price"),
  priceField("hourlyPrices", "prices"),
  planMetersField,
];

/** Nobody has seen what the service does with a price of what is only listed. */
// Product Ingestion API §12.4
function warnOfListed(inputs: Inputs, ways: readonly string[], findings: Findings): void {
  if (!isObject(getPath(inputs, "technicalConfiguration.images"))) return;
  for (const way of ways) {
    findings.warn(
      `availability.${way}`,
      `is a price, and a plan of images is only listed: Microsoft bills nothing for it (${cited(sources.typeSheet)})`,
    );
  }
}

/** What of the prices contradicts itself. */
export function checkPrices(inputs: Inputs, findings: Findings): void {
  const availability = asObject(inputs.availability);
  const isOwnLicense = known(inputs, "availability.bringYourOwnLicense") === true;
  const ways = ["hourly", "hourlyPrices", "meters"].filter((key) => !isEmpty(availability[key]));
  warnOfListed(inputs, ways, findings);
  if (isOwnLicense) {
    for (const way of ways) {
      findings.add(
        `availability.${way}`,
        "is a price, and with bringYourOwnLicense there is none. Choose one of the two",
      );
    }
  } else if (ways.length > 1) {
    findings.add(`availability.${ways[1]}`, `is another way to be priced than ${ways[0]}. Choose one of them`);
  }
  for (const key of ["hourly", "hourlyPrices"]) {
    const prices = known<Properties>(inputs, `availability.${key}`);
    if (!isObject(prices)) continue;
    const chosen = Object.keys(prices);
    if (chosen.length !== 1) {
      const many = `has ${chosen.length} (${chosen.join(", ")}); a plan counts one thing. Choose one of them`;
      findings.add(`availability.${key}`, chosen.length === 0 ? `says no price; set one of ${units.join(", ")}` : many);
    }
    if (key === "hourly") continue;
    for (const [unit, byMarket] of Object.entries(prices)) {
      checkMarketPrices(inputs, ["availability", key, unit], byMarket, findings);
    }
  }
  checkPlanMeters(inputs, findings);
}
