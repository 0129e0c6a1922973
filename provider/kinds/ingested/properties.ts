// The Properties page of an offer: categories, contract and terms (Product Ingestion API §11.3).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import { type KeyedList, readKeyed, writeKeyed } from "../../fields/keyed-list.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { type Findings, known } from "../../values/findings.js";
import { asObject, isEmpty, mapValues, objectsIn, withoutEmpty } from "../../values/properties.js";
import type { Inputs } from "../../values/versions.js";
import { lowerCaseIds } from "../shared/audience-members.js";
import { caselessRecord, guid, link, text } from "../shared/formats.js";
import { lockOf } from "../shared/publication-locks.js";
import { wordsOf } from "./offer-types.js";

/** What a program says of the Properties page. */
export const propertiesInputs = z.strictObject({
  categories: z.record(z.string(), z.array(z.string())).optional(),
  standardContract: z.boolean().optional(),
  universalAmendment: text().optional(),
  customAmendments: z
    .array(
      z.strictObject({
        terms: text().regex(/\S/, { error: "is empty" }),
        tenants: caselessRecord(guid("a customer's tenant id"), z.string()).optional(),
      }),
    )
    .optional(),
  termsOfUse: text().optional(),
  termsOfUseLink: link().optional(),
});

/** The tenants of an amendment: id → description. */
const amendedTenants: KeyedList = {
  key: "id",
  ignoresCase: true,
  fromEntry: ({ description }) => description ?? "",
  toEntry: (description, old) => ({ ...old, description }),
};

const tenantsIn = (tenants: unknown) => readKeyed(amendedTenants, asObject(tenants).manualEntries);

const amendments: Field = {
  path: "properties.customAmendments",
  wire: ["customAmendments"],
  canonical: (value) =>
    objectsIn(value).map(({ terms, tenants }) => {
      return withoutEmpty({ terms, tenants: lowerCaseIds(tenants) });
    }),
  read: (body) =>
    objectsIn(body.customAmendments).map(({ terms, tenants }) => withoutEmpty({ terms, tenants: tenantsIn(tenants) })),
  write: (body, value) => {
    const there = objectsIn(body.customAmendments);
    body.customAmendments = objectsIn(value).map(({ terms, tenants }) => {
      const { tenants: old, ...others } = there.find((one) => one.terms === terms) ?? {};
      const manualEntries = writeKeyed(amendedTenants, asObject(old).manualEntries, lowerCaseIds(tenants));
      return {
        ...others,
        terms,
        ...(manualEntries.length === 0 ? {} : { tenants: { ...asObject(old), manualEntries } }),
      };
    });
  },
};

const fields: readonly Field[] = [
  {
    path: "properties.categories",
    wire: ["categories"],
    canonical: (value) => mapValues(value, setOf),
    read: (body) => body.categories,
    write: (body, value) => {
      body.categories = value ?? {};
    },
  },
  {
    path: "properties.standardContract",
    wire: ["termsConditions"],
    initial: () => true,
    read: ({ termsConditions }) => termsConditions === undefined || termsConditions === "standardMicrosoft",
    write: (body, value) => {
      body.termsConditions = value === false ? "custom" : "standardMicrosoft";
    },
    ...lockOf("properties.standardContract"),
  },
  plainField("properties.universalAmendment", "standardContractAmendment"),
  amendments,
  plainField("properties.termsOfUse", "termsOfUse"),
  plainField("properties.termsOfUseLink", "termsOfUseUrl"),
];

/** What of the contract and its amendments excludes each other. */
function checkContract(inputs: Inputs, findings: Findings): void {
  const isStandard = known(inputs, "properties.standardContract") ?? true;
  for (const path of ["properties.termsOfUse", "properties.termsOfUseLink"]) {
    if (isStandard === true && !isEmpty(known(inputs, path))) {
      findings.add(path, "goes with standardContract: false only; the standard contract has terms of its own");
    }
  }
  for (const path of ["properties.universalAmendment", "properties.customAmendments"]) {
    if (isStandard === false && !isEmpty(known(inputs, path))) {
      findings.add(
        path,
        "amends the standard contract, which standardContract: false turns off. Choose one of the two",
      );
    }
  }
}

/** The Properties page. */
export const propertiesPage = resourcePage({
  key: "property",
  what: "Its properties page",
  type: "property",
  fields,
  fresh: ({ offerType }) => ({
    kind: wordsOf(offerType).kind,
    categories: {},
    termsConditions: "standardMicrosoft",
  }),
  check: checkContract,
});
