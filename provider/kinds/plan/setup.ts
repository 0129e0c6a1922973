// The Plan setup page: the plan (variant) itself (API reference §3.11).

import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import { type KeyedList, readKeyed, writeKeyed } from "../../fields/keyed-list.js";
import { objectPage } from "../../pages/object-page.js";
import type { Variant } from "../../partner-center/schemas/resources.js";
import { type Findings, isCertainlySet, known } from "../../values/findings.js";
import { guidForm } from "../../values/guid.js";
import { getPath, isEmpty } from "../../values/properties.js";
import { quoted } from "../../values/show.js";
import type { Inputs } from "../../values/versions.js";
import { extendedProperties, extendedPropertiesField } from "../shared/extended-properties.js";
import { lastId, link, requiredText } from "../shared/formats.js";
import { lockOf } from "../shared/publication-locks.js";

/** What a program says of the Plan setup page. */
export const setupInputs = z.strictObject({
  clouds: z
    .array(requiredText("a cloud, such as public-azure"))
    .min(1, { error: "is empty; a plan is available in at least one cloud, such as public-azure" })
    .optional(),
  governmentCertifications: z.record(requiredText("the name of the certification"), link()).optional(),
  technicalConfigurationOf: z
    .string()
    .regex(new RegExp(`^([^/]+/)?${guidForm}$`, "i"), {
      error: (issue) =>
        `${quoted(issue.input)} is not the id of a plan in Partner Center; give the Plan itself, or that id (a ` +
        `GUID, its output variantId)`,
    })
    .optional(),
  state: z.enum(["Active", "Inactive"], { error: 'must be "Active" or "Inactive"' }).optional(),
  leadGenId: z.string().optional(),
  extendedProperties: extendedProperties().optional(),
});

/** The cloud that a new plan is available in: Azure Global. */
export const globalCloud = "public-azure";

const cloudsField: Field = {
  ...plainField("setup.clouds", "cloudAvailabilities", { initial: () => [globalCloud] }),
  canonical: (value) => setOf(Array.isArray(value) ? value.map((cloud) => String(cloud).toLowerCase()) : value),
  ...lockOf("setup.clouds"),
};

const certificationsKey = "certificationsAzureGovernment";
/** The name in the published schema; the service was recorded with the other one. */
const certificationsSchemaKey = "azureGovernmentCertifications";

const certifications: KeyedList = {
  key: "title",
  fromEntry: ({ uri }) => uri,
  toEntry: (uri, old) => ({ ...old, uri }),
};

const certificationsField: Field = {
  path: "setup.governmentCertifications",
  wire: [certificationsKey, certificationsSchemaKey],
  read: (body) => readKeyed(certifications, body[certificationsKey] ?? body[certificationsSchemaKey]),
  write: (body, value) => {
    const isPublishedName = body[certificationsKey] === undefined && certificationsSchemaKey in body;
    const key = isPublishedName ? certificationsSchemaKey : certificationsKey;
    body[key] = writeKeyed(certifications, body[key], value);
  },
};

const reuseField: Field = {
  ...plainField("setup.technicalConfigurationOf", "referenceVariantID"),
  canonical: (value) => lastId(String(value)).toLowerCase(),
  write: (body, value) => {
    if (value === undefined) delete body.referenceVariantID;
    else body.referenceVariantID = lastId(String(value));
  },
  ...lockOf("setup.technicalConfigurationOf"),
};

function checkSetup(inputs: Inputs, findings: Findings): void {
  // A plan of this program is not known yet here; whoever names one means to share.
  if (!isEmpty(getPath(inputs, "setup.technicalConfigurationOf"))) {
    findings.warn(
      "setup.technicalConfigurationOf",
      "is being deprecated by Microsoft, which asks to give each plan a technical configuration of its own and to " +
        "publish again (page azure-app-solution, undated copy): set `technicalConfiguration` instead; both plans may use " +
        "one ApplicationPackage",
    );
  }
  const base = known<string>(inputs, "setup.technicalConfigurationOf");
  if (typeof base === "string" && base !== "") {
    if (isCertainlySet(inputs, "technicalConfiguration")) {
      findings.add(
        "technicalConfiguration",
        "is that of another plan (setup.technicalConfigurationOf), so it cannot be set here. Choose one of the two",
      );
    }
    const offer = known(inputs, "offer");
    const [product, variant] = base.split("/");
    if (variant !== undefined && typeof offer === "string" && product?.toLowerCase() !== offer.toLowerCase()) {
      findings.add("setup.technicalConfigurationOf", "is a plan of another offer; only plans of one offer share it");
    }
  }
  if (known(inputs, "setup.state") === "Inactive") {
    findings.warn("setup.state", "is a value of the API of which no page says what it does to a plan");
  }
}

/** The Plan setup page. A plan has an ETag, which guards its writes. */
export const planSetupPage = objectPage({
  key: "variant",
  what: "The plan",
  fields: [
    plainField("name", "friendlyName"),
    cloudsField,
    certificationsField,
    reuseField,
    plainField("setup.state", "state", { initial: () => "Active" }),
    plainField("setup.leadGenId", "leadGenID"),
    extendedPropertiesField("setup.extendedProperties"),
  ],
  get: async ({ context, productId, variantId = "", object }) =>
    object ?? context.client().variants.get(productId, variantId),
  set({ context, productId, variantId = "" }, body) {
    const etag = String(body["@odata.etag"] ?? "") || undefined;
    return context.client().variants.update(productId, variantId, body as Variant, etag);
  },
  check: checkSetup,
});
