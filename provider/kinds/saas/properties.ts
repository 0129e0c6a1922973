// The Properties page of SaaS, which has more than that of other types (Product Ingestion API §11.3).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import { withFields } from "../../tree-pages/resource-page.js";
import { mapValues } from "../../values/properties.js";
import { propertiesInputs as sharedInputs, propertiesPage as sharedPage } from "../ingested/properties.js";
import { text } from "../shared/formats.js";

const groups = () => z.record(z.string(), z.array(z.string())).optional();

/** What a program says of the Properties page. */
export const propertiesInputs = sharedInputs.extend({
  appVersion: text().optional(),
  industries: groups(),
  cloudIndustries: groups(),
});

/** A map of ids to ids below them; a fresh object may have it empty or not at all. */
function groupsField(key: string): Field {
  return plainField(`properties.${key}`, key, { canonical: (value) => mapValues(value, setOf) });
}

/** The Properties page. */
export const propertiesPage = withFields(sharedPage, [
  plainField("properties.appVersion", "appVersion"),
  groupsField("industries"),
  groupsField("cloudIndustries"),
]);
