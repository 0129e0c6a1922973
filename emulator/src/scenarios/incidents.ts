// What has really happened to users of the service, each as a scenario that can be repeated: the reports are named as
// repository#issue. `care` says how a client that deserves trust behaves under it.

import type { Scenario } from "./scenario.js";

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** Form a of errors, as the list answered in April 2026 (API reference §3.5). */
const productTypeFilter = `ICH50400 - Unable to complete request. ${JSON.stringify({
  faultCode: 50400,
  reasonPhrase: "Request validation failed.",
  correlationId: "00000000-0000-4000-8000-000000000000",
  operationId: "0".repeat(32),
  data: { "ProductTypeFilter[0]": ["The field ProductTypeFilter[0] is invalid."] },
})}`;

/** Form b of errors, as every call for a product answered in June 2026 (§3.5). */
const publisherId = [
  "Microsoft.Ingestion.Shared.WebApi.Client.ErrorHandler.RestClientException: Product request failed",
  "API=GetProduct",
  "HttpStatusCode=BadRequest",
  `ResponseContent=${JSON.stringify({
    errors: { "x-ms-publisherId": ["PublisherId is a required header, and must be a positive number."] },
    title: "One or more validation errors occurred.",
    status: 400,
  })}`,
].join(", ");

/** The incidents by the name of their scenario. */
export const incidents: { readonly [name: string]: Scenario & { readonly care: string } } = {
  "2021-01-unavailable-for-some": {
    meaning: "503 for some client applications, always (azure-docs#69570: agents of Azure DevOps only)",
    care: "a few retries with growing pauses, then an error that names the service's status; nothing is half done",
    faults: [{ operation: "* /products*", someClients: true, effect: { status: 503 } }],
  },
  "2023-08-dead-next-link": {
    meaning: "the last page of products has a nextLink that answers 404 (navcontainerhelper#3151)",
    care: "a 404 on any page but the first is the end of the list",
    faults: [{ operation: "GET /products", effect: { deadNextLink: true } }],
  },
  "2023-10-list-not-found": {
    meaning: "the unfiltered product list answers 404 without a body (azure-cli#27679)",
    care: "offers are found by filter or by id, never by listing all",
    faults: [{ operation: "GET /products", queryLacks: "$filter", effect: { status: 404, emptyBody: true } }],
  },
  "2025-02-logins-refused": {
    meaning: "valid tokens get 401 for ten minutes (azure-cli#30752)",
    care: "one new token, one more try, then an error that names where the credentials came from; no loop",
    faults: [{ operation: "* /products*", lastsMilliseconds: 10 * minute, effect: { tokenRefused: true } }],
  },
  "2026-02-empty-product-list": {
    meaning: "every product list is empty, while products answer by their id (navcontainerhelper#4090)",
    care: "known ids are read by id; an offer that is missing from a list is not taken for deleted, and not made twice",
    faults: [{ operation: "GET /products", effect: { status: 200, body: { value: [] } } }],
  },
  "2026-04-submission-not-found": {
    meaning: "a submission is not found once when it has come into preview (navcontainerhelper#4126, ALOps#989)",
    care: "a single 404 does not end the wait; only a 404 that stays does",
    faults: [{ operation: "POST /products/{id}/submissions", effect: { notFoundInPreview: 1 } }],
  },
  "2026-04-unfiltered-list-refused": {
    meaning: "the unfiltered product list answers 400 about ProductTypeFilter (navcontainerhelper#4146)",
    care: "lists are asked for with a filter",
    faults: [{ operation: "GET /products", queryLacks: "$filter", effect: { status: 400, body: productTypeFilter } }],
  },
  "2026-06-publisher-id-required": {
    meaning: "every call about products answers 400 about x-ms-publisherId for a week (AL-Go#2278, ALOps#984)",
    care: "the service's own text is shown at once and not retried; when the week is over the same command works",
    faults: [{ operation: "* /products*", lastsMilliseconds: week, effect: { status: 400, body: publisherId } }],
  },
  "2026-08-upload-host-moved": {
    meaning: "upload addresses are on another host, in another form of path (navcontainerhelper#4191, ALOps#1010)",
    care: "the address is used as it came: nothing is read from its host or path",
    faults: [{ operation: "* /products/*", effect: { uploadAddress: "movedHost" } }],
  },
  "2025-02-schema-host-gone": {
    meaning:
      "reads of the second API name the old host of schemas for some types; writes with it get 400 (azure-cli#30752)",
    care: "types are told by the path of a schema, and the new host is sent whatever was read",
    switches: { readHosts: "mixed" },
  },
  "2026-vm-newest-version-only": {
    meaning: "technical configurations of virtual machines can be written in the newest version of their schema only",
    care: "what was read in a newer version is written in it, and versions can be configured",
    switches: { vmWriteVersions: "newest" },
  },
  "2026-07-pascal-case-assets": {
    meaning: "types of pictures are read with a capital letter, which a write refuses",
    care: "words are compared without regard to case, and sent with a small letter",
    switches: { readEnums: "pascal" },
  },
  "stale-plan-references": {
    meaning: "plans in a tree name another product, which a write does not find",
    care: "the product is set anew in each resource that is sent",
    switches: { planReferences: "stale" },
  },
  "unavailable-although-created": {
    meaning: "the first POST of a product answers 503, but the product was made (StoreBroker#123)",
    care: "when it is unclear whether a request was carried out, look whether the object exists, and if so use it",
    faults: [{ operation: "POST /products", nth: 1, effect: { statusAfter: 503 } }],
  },
  "package-moved": {
    meaning: "the first package that is read has moved: 301 with a body that names toId (PackageUploader)",
    care:
      "the new id is used from then on; " +
      "or the error says that it has moved, and the next run finds it by its file name",
    faults: [{ operation: "GET /products/{id}/packages/{id}", nth: 1, effect: { packageMoved: true } }],
  },
  maintenance: {
    meaning: "503 with a page of HTML and Retry-After for ten minutes, as a gateway answers in maintenance",
    care: "waits as told or says so; HTML is never shown as if it were an answer",
    faults: [
      { operation: "* /products*", lastsMilliseconds: 10 * minute, effect: { maintenance: true, retryAfter: 2 } },
    ],
  },
};
