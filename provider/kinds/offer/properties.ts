// The Properties page of an offer: categories, contract and terms (API reference §3.8).

import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { flagField, plainField, setOf } from "../../fields/forms.js";
import { type KeyedList, keyedField } from "../../fields/keyed-list.js";
import { draftPage } from "../../pages/draft-page.js";
import { type Findings, known } from "../../values/findings.js";
import { mapValues, type Properties } from "../../values/properties.js";
import type { Inputs } from "../../values/versions.js";
import { lowerCaseIds, membersIn, withMembers } from "../shared/audience-members.js";
import { extendedProperties, extendedPropertiesField } from "../shared/extended-properties.js";
import { caselessRecord, guid, requiredText, text } from "../shared/formats.js";
import { lockOf } from "../shared/publication-locks.js";
import { checkCategories } from "./categories.js";

/** What a program says of the Properties page. */
export const propertiesInputs = z.strictObject({
  categories: z.record(z.string(), z.array(z.string())).optional(),
  additionalCategories: z.array(requiredText("a category")).optional(),
  industries: z.record(z.string(), z.array(z.string())).optional(),
  version: z.string().optional(),
  standardContract: z.boolean().optional(),
  universalAmendment: text().optional(),
  customAmendments: z
    .record(
      requiredText("the name of the amendment"),
      z.strictObject({
        terms: text().regex(/\S/, { error: "is empty" }),
        tenants: caselessRecord(guid("a customer's tenant id"), z.string()).optional(),
      }),
    )
    .optional(),
  termsOfUse: text().optional(),
  marketingOnlyChange: z.boolean().optional(),
  hideKeys: z.array(requiredText("a hide key")).optional(),
  productTags: z.array(requiredText("a tag")).optional(),
  submissionVersion: z.string().optional(),
  extendedProperties: extendedProperties().optional(),
});

/** Names with the names below each; the order of either has no meaning. */
function levelsField(path: string, key: string): Field {
  return {
    ...plainField(path, key),
    canonical: (value) => mapValues(value, setOf),
  };
}

const amendments: KeyedList = {
  key: "name",
  fromEntry: ({ terms, tenants }) => ({ terms, tenants: membersIn(tenants) }),
  toEntry: (amendment, old) => {
    const { terms, tenants } = amendment as Properties;
    return { ...old, terms, tenants: withMembers(old.tenants, tenants) };
  },
};

/** Amendments for single customers, by name; a tenant's letter case has no meaning. */
const customAmendments = keyedField("properties.customAmendments", "customAmendments", amendments, {
  canonical: (value) =>
    mapValues(value, (amendment) => {
      const { terms, tenants } = amendment as Properties;
      return { terms, tenants: lowerCaseIds(tenants) };
    }),
});

/** What of the contract and its amendments excludes each other. */
function checkContract(inputs: Inputs, findings: Findings): void {
  const standardContract = known(inputs, "properties.standardContract");
  if (standardContract === true && known(inputs, "properties.termsOfUse")) {
    findings.add(
      "properties.termsOfUse",
      "cannot be set together with standardContract: true; Partner Center would blank it. Choose one of the two",
    );
  }
  for (const path of ["properties.universalAmendment", "properties.customAmendments"]) {
    if (standardContract === false && known(inputs, path)) {
      findings.add(
        path,
        "amends the standard contract, which standardContract: false turns off. Choose one of the two",
      );
    }
  }
}

/** The Properties page. */
export const propertiesPage = draftPage({
  kind: "Property",
  what: "Its properties page",
  fields: [
    levelsField("properties.categories", "leveledCategories"),
    plainField("properties.version", "appVersion"),
    {
      ...flagField("properties.standardContract", "useEnterpriseContract"),
      ...lockOf("properties.standardContract"),
    },
    plainField("properties.termsOfUse", "termsOfUse"),
    { ...plainField("properties.additionalCategories", "additionalCategories"), canonical: setOf },
    levelsField("properties.industries", "leveledIndustries"),
    flagField("properties.marketingOnlyChange", "marketingOnlyChange"),
    plainField("properties.universalAmendment", "globalAmendmentTerms"),
    customAmendments,
    { ...plainField("properties.hideKeys", "hideKeys"), canonical: setOf },
    { ...plainField("properties.productTags", "productTags"), canonical: setOf },
    plainField("properties.submissionVersion", "submissionVersion"),
    extendedPropertiesField("properties.extendedProperties"),
  ],
  check(inputs, findings) {
    checkContract(inputs, findings);
    checkCategories(inputs, findings);
  },
});
