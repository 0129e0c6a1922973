// The plan itself: its name and where it is available (Product Ingestion API §11.2).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import { keyedField } from "../../fields/keyed-list.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { link, requiredText } from "../shared/formats.js";
import { lockOf } from "../shared/publication-locks.js";

const clouds = ["azureGlobal", "azureGovernment", "azureGermany", "azureChina"] as const;

/** What a program says of the Plan setup page. */
export const planSetupInputs = {
  clouds: z
    .array(z.enum(clouds, { error: `must be one of ${clouds.join(", ")}` }))
    .min(1, { error: "is empty; a plan is available in at least one cloud, such as azureGlobal" })
    .optional(),
  governmentCertifications: z.record(requiredText("the name of the certification"), link()).optional(),
};

const cloudsField: Field = {
  ...plainField("setup.clouds", "azureRegions", { initial: () => ["azureGlobal"] }),
  canonical: setOf,
  // Each once: the service refuses a list that has one twice.
  write: (body, value) => {
    body.azureRegions = Array.isArray(value) ? [...new Set(value)] : ["azureGlobal"];
  },
  ...lockOf("setup.clouds"),
};

const certificationsField = keyedField("setup.governmentCertifications", "azureGovernmentCertifications", {
  key: "name",
  fromEntry: ({ link }) => link,
  toEntry: (link, old) => ({ ...old, link }),
});

/** The fields of the plan itself. */
export const planFields: readonly Field[] = [plainField("name", "alias"), cloudsField, certificationsField];

/** The plan itself; `more`: fields that only plans of some types have. */
export function planPage(more: readonly Field[] = []) {
  return resourcePage({
    key: "plan",
    what: "The plan",
    type: "plan",
    isItself: true,
    fields: [...planFields, ...more],
    fresh: ({ planId, owner }) => ({
      identity: { externalId: planId },
      alias: owner.name,
      azureRegions: ["azureGlobal"],
    }),
  });
}
