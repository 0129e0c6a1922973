// The free trial of a plan (Product Ingestion API §11.9).
import type { Field } from "../../../fields/field.js";
import { asObject, isObject } from "../../../values/properties.js";
import { lockOf } from "../../shared/publication-locks.js";

/** For how many months customers try a plan for nothing. */
export const trialField: Field = {
  path: "availability.trialMonths",
  wire: ["trial"],
  read: ({ trial }) =>
    isObject(trial) ? (trial.type === "month" ? trial.value : `${trial.value} ${trial.type}`) : undefined,
  write: (body, value) => {
    body.trial = value === undefined ? null : { ...asObject(body.trial), type: "month", value };
  },
  ...lockOf("availability.trialMonths"),
};
