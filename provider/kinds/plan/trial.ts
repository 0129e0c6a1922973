// The free trial of a plan (API reference §3.13).

import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { type Findings, known } from "../../values/findings.js";
import { asObject, isObject, type Properties } from "../../values/properties.js";
import type { Inputs } from "../../values/versions.js";
import { lockOf } from "../shared/publication-locks.js";

/** What a program says of the trial. */
export const trialInputs = z.strictObject({
  type: z
    .enum(["NoTrial", "TimedAccess", "TimedUsage", "Unlimited"], {
      error: 'must be "NoTrial", "TimedAccess", "TimedUsage" or "Unlimited"',
    })
    .optional(),
  durationType: z.enum(["Minute", "Days", "Months"], { error: 'must be "Minute", "Days" or "Months"' }).optional(),
  duration: z.int({ error: "must be a whole number" }).min(1, { error: "must be at least 1" }).optional(),
});

/** One value of the trial; the others, and what we do not know of it, stay. */
function trialField(name: "type" | "durationType" | "duration", more: Partial<Field> = {}): Field {
  return {
    path: `availability.trial.${name}`,
    wire: ["trial"],
    read: (body) => (isObject(body.trial) ? body.trial[name] : undefined),
    write: (body, value, owner) => {
      const { [name]: _, ...rest } = asObject(body.trial);
      const wanted = value ?? more.initial?.(owner);
      body.trial = wanted === undefined ? rest : { ...rest, [name]: wanted };
    },
    ...more,
  };
}

/** The fields of the trial. */
export const trialFields: readonly Field[] = [
  trialField("type", {
    initial: () => "NoTrial",
    ...lockOf("availability.trial.type"),
  }),
  trialField("durationType"),
  trialField("duration"),
];

/** What of the trial contradicts itself. */
export function checkTrial(inputs: Inputs, findings: Findings): void {
  const trial = known<Properties>(inputs, "availability.trial");
  if (trial === undefined) return;
  const hasTrial = trial.type !== undefined && trial.type !== "NoTrial";
  const isTimed = trial.type === "TimedAccess" || trial.type === "TimedUsage";
  for (const key of ["durationType", "duration"]) {
    const path = `availability.trial.${key}`;
    if (isTimed && trial[key] === undefined) findings.add(path, `is required for a trial of type ${trial.type}`);
    if (trial.type !== undefined && !isTimed && trial[key] !== undefined) {
      findings.add(path, `has no meaning for a trial of type ${String(trial.type)}`);
    }
  }
  if (!hasTrial) return;
  findings.warn(
    "availability.trial",
    "is a value of the API; Partner Center's pages offer free trials for virtual machines and SaaS only, and for " +
      "no plan with meters (page plans-pricing)",
  );
}
