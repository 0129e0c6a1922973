// Where the emulator's answers differ from the published OpenAPI document, each place with its reason. The document was
// never exact about the real service (API reference §0, §2.2); where recordings or clients disagree with it, they win.

/** One place and why it differs. `at` is what openapi-answers.ts calls it; `*` in it stands for any text. */
export interface SchemaDeviation {
  readonly at: string;
  readonly reason: string;
}

/** All that is known; a test fails for any other, and for one that is not seen any more. */
export const schemaDeviations: readonly SchemaDeviation[] = [
  {
    at: "post /products/{}/setup: status 200",
    reason: "The document says 201; all 26 recordings say 200 (§2.2).",
  },
  {
    at: "post /products/{}/leadconfiguration: status 4*",
    reason: "The document lists no errors for this operation; they are given as for all others (§2.1).",
  },
  {
    at: "put /products/{}/variants/{}: status 4*",
    reason: "The document lists no errors for this operation; they are given as for all others (§2.1).",
  },
  {
    at: "get /products: 404 without a body",
    reason: "Only with the fault rule deadNextLink: the dead link of August 2023 was answered so (§3.5, form g).",
  },
  {
    at: "get /products/{}/variants: 404 without a body",
    reason: "Only with the fault rule deadNextLink, as for products.",
  },
  {
    at: "get /products/{}/packages/{}: status 301",
    reason: "Only with the fault rule packageMoved: a client handles a moved package so (§4.5).",
  },
  {
    at: "Paged.nextLink: not declared",
    reason: "The document calls it @odata.nextLink; on the wire it is nextLink (§3.4, recorded).",
  },
  {
    at: 'AzureProduct.resourceType: value "SoftwareAsAService"',
    reason: "Not in the document, but in the recorded product list (§3.7).",
  },
  {
    at: 'AzureProduct.resourceType: value "AzureCoreVirtualMachine"',
    reason: "Not in the document. Assumed: the second API has such offers, and the same objects are in both.",
  },
  {
    at: 'Branch.module: value "ResellerConfiguration"',
    reason: "A client's code finds this module, and says that the document lacks it (§2.2).",
  },
  {
    at: "AzureSkuVariant.certificationsAzureGovernment: not declared",
    reason: "The document calls it azureGovernmentCertifications; recorded under this name (§3.11).",
  },
  { at: "AzureSkuVariant.subType: not declared", reason: "Missing in the document, recorded (§3.11)." },
  {
    at: "ProductAvailability.audiences[]: not of type array",
    reason: "The document has lists of texts; clients write and read {type, values} (§3.12).",
  },
  {
    at: "AzureProperty.leveledIndustries: not declared",
    reason: "Known from the wire only: two clients read and send it (§3.8).",
  },
  {
    at: "AzureProperty.applicableProducts: not declared",
    reason: "Known from the wire only: two clients read and send it (§3.8).",
  },
  {
    at: "AzureProperty.extendedProperties: not declared",
    reason: "Known from the wire only: two clients read and send it (§3.8).",
  },
  {
    at: "AzureProperty.leveledCategories.*: not declared",
    reason: "The document lists categories, but clients use others too; the list is not closed (§3.8).",
  },
  {
    at: "AzureProperty.leveledCategories.*[]: value *",
    reason: "The document lists subcategories, but clients use others too; the list is not closed (§3.8).",
  },
  {
    at: "AzureManagedApplicationPackageConfiguration.publisherManagementMode: not declared",
    reason: "A client reads it from the first reply and sends it back (§3.15).",
  },
  {
    at: "AzureManagedApplicationPackageConfiguration.customerAccessEnableState: not declared",
    reason: "A client reads it from the first reply and sends it back (§3.15).",
  },
  {
    at: "AzureManagedApplicationPackageConfiguration.deploymentMode: not declared",
    reason: "Two clients send it and one reads it back (§3.15).",
  },
  {
    at: "AzureManagedApplicationPackageConfiguration.allowedDataActions: not declared",
    reason: "A client sends it and is understood (§3.15).",
  },
  {
    at: "FeatureAvailability.customMeters[].id: not declared",
    reason: "The document says ID; a client reads id and tells cases apart (custom-meters-accelerator).",
  },
  {
    at: "FeatureAvailability.tenantAudiences[].id: not declared",
    reason: "The document says ID; a vendor's copies of the objects have id (§3.13).",
  },
  {
    at: "FeatureAvailability.subscriptionAudiences[].id: not declared",
    reason: "The document says ID; a client reads id and tells cases apart (custom-meters-accelerator).",
  },
  {
    at: "ProductAvailability.emailAudiences[].id: not declared",
    reason: "The document says ID; they are the same objects as in plans, where clients read id.",
  },
  {
    at: "FeatureAvailability.markets: not declared",
    reason: "Known from a vendor's copies of the objects only (§3.13).",
  },
  {
    at: "WorkflowDetail.startDateTimeInUtc: not a date-time",
    reason: "Pasted replies have no zone at the end, so it is no date-time of RFC 3339 (§3.16).",
  },
  {
    at: "WorkflowDetail.completeDateTimeInUtc: not a date-time",
    reason: "Pasted replies have no zone at the end, so it is no date-time of RFC 3339 (§3.16).",
  },
  {
    at: "WorkflowDetail.workflowSteps[].startDateTimeInUtc: not a date-time",
    reason: "Pasted replies have no zone at the end, so it is no date-time of RFC 3339 (§3.16).",
  },
  {
    at: "WorkflowDetail.workflowSteps[].completeDateTimeInUtc: not a date-time",
    reason: "Pasted replies have no zone at the end, so it is no date-time of RFC 3339 (§3.16).",
  },
];

/** True if a place is declared. */
export function isDeclared(at: string): boolean {
  return schemaDeviations.some((deviation) => matches(deviation, at));
}

/** The declared places of which none was seen. */
export function neverSeen(seen: Iterable<string>): string[] {
  const all = [...seen];
  return schemaDeviations.filter((known) => !all.some((at) => matches(known, at))).map(({ at }) => at);
}

function matches(deviation: SchemaDeviation, at: string): boolean {
  const parts = deviation.at.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(at);
}
