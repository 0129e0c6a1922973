// Where the Plan setup page lives in the service: the plan (variant) itself (API reference §3.11).
import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import { asObject, objectsIn } from "../../values/properties.js";
import { extendedPropertiesField } from "../shared/extended-properties.js";
import { lastId } from "../shared/formats.js";

/** The cloud that a new plan is available in: Azure Global. */
export const globalCloud = "public-azure";

function listOfTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

const cloudsField: Field = {
  ...plainField("setup.clouds", "cloudAvailabilities", { initial: () => [globalCloud] }),
  canonical: (value) => setOf(Array.isArray(value) ? value.map((cloud) => String(cloud).toLowerCase()) : value),
  locks: (before, wanted) => {
    const left = listOfTexts(before).filter((cloud) => !listOfTexts(wanted).includes(cloud));
    // Page azure-app-plans.
    return left.length === 0 ? undefined : `cannot lose ${left.join(", ")} once the plan is published there`;
  },
};

const certificationsKey = "certificationsAzureGovernment";
/** The name in the published schema; the service was recorded with the other one. */
const certificationsSchemaKey = "azureGovernmentCertifications";

const certificationsField: Field = {
  path: "setup.governmentCertifications",
  wire: [certificationsKey, certificationsSchemaKey],
  read: (body) =>
    Object.fromEntries(
      objectsIn(body[certificationsKey] ?? body[certificationsSchemaKey]).map(({ title, uri }) => [String(title), uri]),
    ),
  write: (body, value) => {
    const key =
      body[certificationsKey] === undefined && certificationsSchemaKey in body
        ? certificationsSchemaKey
        : certificationsKey;
    const old = new Map(objectsIn(body[key]).map((entry) => [entry.title, entry]));
    body[key] = Object.entries(asObject(value)).map(([title, uri]) => ({ ...old.get(title), title, uri }));
  },
};

const reuseField: Field = {
  ...plainField("setup.technicalConfigurationOf", "referenceVariantID"),
  canonical: (value) => lastId(String(value)).toLowerCase(),
  write: (body, value) => {
    if (value === undefined) delete body.referenceVariantID;
    else body.referenceVariantID = lastId(String(value));
  },
  // Pages azure-app-managed and azure-app-solution.
  locks: () => "cannot change once the plan is published",
};

/** The plan itself. */
export const variantFields: readonly Field[] = [
  plainField("name", "friendlyName"),
  cloudsField,
  certificationsField,
  reuseField,
  plainField("setup.state", "state", { initial: () => "Active" }),
  plainField("setup.leadGenId", "leadGenID"),
  extendedPropertiesField("setup.extendedProperties"),
];
