// Metered dimensions of a managed application ("Marketplace Metering Service dimensions" on the page Pricing and
// availability) and their place in the service (API reference §3.13).

import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { cited, sources } from "../../rules/sources.js";
import { type Findings, known } from "../../values/findings.js";
import { asObject, isEmpty, isObject, objectsIn, type Properties } from "../../values/properties.js";
import type { Inputs } from "../../values/versions.js";
import { availabilityPath as at } from "../shared/availability-path.js";
import { requiredText } from "../shared/formats.js";
import { lockOf } from "../shared/publication-locks.js";
import { amount } from "./prices.js";

const includedQuantity = z.strictObject({
  quantity: z
    .int({ error: "must be a whole number" })
    .min(0, { error: (issue) => `is ${String(issue.input)}; a quantity cannot be below zero` })
    .optional(),
  infinite: z.boolean().optional(),
});

const meter = z.strictObject({
  displayName: requiredText('what is metered, such as "reports"'),
  unitOfMeasure: requiredText('the unit that is paid, such as "per report"'),
  pricePerUnit: amount,
  included: z.strictObject({ monthly: includedQuantity.optional(), annual: includedQuantity.optional() }).optional(),
  enabled: z.boolean().optional(),
});

/** The meters, by their id. */
export const meters = z.record(requiredText("the id of the meter"), meter);

/** The terms of which a quantity can be included, as a program names them and as the service does. */
const recurringUnits: Readonly<Record<string, string>> = { monthly: "Monthly", annual: "Annual" };

function isEnabled(value: unknown): boolean {
  return value !== false && value !== "false";
}

function canonicalQuantity(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  if (value.infinite === true || value.infinite === "true") return { infinite: true };
  return value.quantity === undefined || Number(value.quantity) === 0 ? undefined : { quantity: value.quantity };
}

/**
 * What a meter says, without what goes without saying; undefined for one that is not enabled, which customers do not
 * see.
 */
function canonicalMeter(value: unknown): unknown {
  if (!isObject(value) || !isEnabled(value.enabled)) return undefined;
  const included = Object.entries(asObject(value.included))
    .map(([term, quantity]) => [term, canonicalQuantity(quantity)])
    .filter(([, quantity]) => quantity !== undefined);
  const { displayName, unitOfMeasure, pricePerUnit } = value;
  return { displayName, unitOfMeasure, pricePerUnit, included: Object.fromEntries(included) };
}

function canonicalMeters(value: unknown): unknown {
  if (!isObject(value)) return value;
  const meters = Object.entries(value).map(([id, meter]) => [id, canonicalMeter(meter)]);
  return Object.fromEntries(meters.filter(([, meter]) => meter !== undefined));
}

function readIncluded(value: unknown): Properties {
  const included: Properties = {};
  for (const { recurringUnit, isInfinite, quantity } of objectsIn(value)) {
    const term = String(recurringUnit).toLowerCase();
    if (!Object.hasOwn(recurringUnits, term)) continue;
    if (isInfinite === true) included[term] = { infinite: true };
    else if (!isEmpty(quantity)) included[term] = { quantity };
  }
  return included;
}

/** Quantities of terms that we do not know stay; so does what we do not know of a quantity. */
function writeIncluded(old: unknown, value: unknown): Properties[] {
  const wanted = asObject(value);
  const unitOf = (entry: Properties) => String(entry.recurringUnit).toLowerCase();
  const foreign = objectsIn(old).filter((entry) => !Object.hasOwn(recurringUnits, unitOf(entry)));
  const ours = Object.entries(recurringUnits)
    .filter(([term]) => isObject(wanted[term]))
    .map(([term, recurringUnit]) => {
      const { infinite, quantity } = wanted[term] as Properties;
      const { quantity: _, ...rest } = objectsIn(old).find((entry) => unitOf(entry) === term) ?? {};
      const isInfinite = infinite === true;
      return { ...rest, recurringUnit, isInfinite, ...(isInfinite ? {} : { quantity: quantity ?? 0 }) };
    });
  return [...foreign, ...ours];
}

/**
 * The meters by their id. The service keeps the meters of all plans of an offer together: one that is not enabled here
 * may be another plan's, so it is left alone (page azure-app-metered-billing).
 */
export const metersField: Field = {
  path: "availability.meters",
  wire: ["customMeters"],
  writesNothing: true,
  canonical: canonicalMeters,
  read: (body) =>
    Object.fromEntries(
      objectsIn(body.customMeters).map((meter) => {
        const included = readIncluded(meter.includedBaseQuantities);
        const { displayName, unitOfMeasure, priceInUsd: pricePerUnit } = meter;
        return [
          String(meter.ID),
          {
            ...(isEmpty(displayName) ? {} : { displayName }),
            ...(isEmpty(unitOfMeasure) ? {} : { unitOfMeasure }),
            ...(isEmpty(pricePerUnit) ? {} : { pricePerUnit }),
            ...(isEmpty(included) ? {} : { included }),
            ...(isEnabled(meter.isEnabled) ? {} : { enabled: false }),
          },
        ];
      }),
    ),
  write: (body, value) => {
    const wanted = asObject(value);
    const old = objectsIn(body.customMeters);
    const others = old.filter((meter) => !isEnabled(meter.isEnabled) && !Object.hasOwn(wanted, String(meter.ID)));
    const ours = Object.entries(wanted).map(([id, meter]) => {
      const { displayName, unitOfMeasure, pricePerUnit, included, enabled } = meter as Properties;
      const before = old.find((candidate) => String(candidate.ID) === id) ?? {};
      return {
        ...before,
        isEnabled: isEnabled(enabled),
        ID: id,
        displayName,
        unitOfMeasure,
        priceInUsd: pricePerUnit,
        includedBaseQuantities: writeIncluded(before.includedBaseQuantities, included),
      };
    });
    body.customMeters = [...others, ...ours];
  },
  ...lockOf("availability.meters"),
};

/** The meters. */
export function checkMeters(inputs: Inputs, findings: Findings): void {
  const meters = known<Properties>(inputs, "availability.meters");
  const clouds = known<unknown>(inputs, "setup.clouds");
  if (!isEmpty(meters) && Array.isArray(clouds) && clouds.some((cloud) => /government/i.test(String(cloud)))) {
    findings.warn(
      at("meters"),
      `are not supported in Azure Government (${cited(sources.metering)}): customers there are not charged by them`,
    );
  }
  for (const [id, meter] of Object.entries(asObject(meters))) {
    if (!/^[\w.-]{1,50}$/.test(id)) {
      findings.warn(
        at("meters", id),
        "is an unusual id for a meter; letters, digits, - _ and ., at most 50, are assumed to be safe. It cannot " +
          "change once it is published",
      );
    }
    const included = asObject(asObject(meter).included);
    for (const [term, quantity] of Object.entries(included)) {
      if (isObject(quantity) && quantity.infinite === true && quantity.quantity !== undefined) {
        findings.add(at("meters", id, "included", term), "has a quantity, and is infinite. Choose one of the two");
      }
    }
  }
}
