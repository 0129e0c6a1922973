// The Customer leads page: where customers' interest is sent to (API reference §3.17).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { plainField, setOf } from "../../fields/forms.js";
import { objectPage } from "../../pages/object-page.js";
import type { NewLeadConfiguration } from "../../partner-center/areas/leads.js";
import { ifThere } from "../../partner-center/errors.js";
import { isEmpty, type Properties } from "../../values/properties.js";
import { email, guid, link, requiredText } from "../shared/formats.js";
import { hasOneDestination, httpsDestination } from "../shared/lead-destinations.js";

interface LeadField {
  readonly property: string;
  readonly key: string;
  readonly isCredential?: boolean;
  /** Of a credential: the key whose value goes with it. Default: it goes with the destination. */
  readonly belongsTo?: string;
}

/** The six kinds of lead destinations by their property, with their type and fields in the service. */
const leadDestinations: Readonly<Record<string, { type: string; fields: readonly LeadField[] }>> = {
  azureTable: {
    type: "AzureTableLeadConfiguration",
    fields: [{ property: "connectionString", key: "connectionString", isCredential: true }],
  },
  azureBlob: {
    type: "AzureBlobLeadConfiguration",
    fields: [
      { property: "connectionString", key: "connectionString", isCredential: true },
      { property: "containerName", key: "containerName" },
    ],
  },
  dynamics365: {
    type: "DynamicsCustomerRelationshipManagementLeadConfiguration",
    fields: [
      { property: "url", key: "uri" },
      { property: "authentication", key: "authentication" },
      { property: "userName", key: "userName" },
      { property: "password", key: "password", isCredential: true, belongsTo: "userName" },
      { property: "applicationId", key: "applicationID" },
      { property: "applicationKey", key: "applicationKey", isCredential: true, belongsTo: "applicationID" },
      { property: "tenantId", key: "directoryID" },
    ],
  },
  httpsEndpoint: {
    type: "HttpsEndpointLeadConfiguration",
    fields: [{ property: "url", key: "httpsEndpointUri", isCredential: true }],
  },
  marketo: {
    type: "MarketoLeadConfiguration",
    fields: [
      { property: "serverId", key: "serverID" },
      { property: "munchkinAccountId", key: "munchkinAccountID" },
      { property: "formId", key: "formID" },
    ],
  },
  salesforce: {
    type: "SalesForceLeadConfiguration",
    fields: [{ property: "objectIdentifier", key: "objectIdentifier" }],
  },
};

/** The properties under `leads` that name a destination; at most one can be set. */
const leadDestinationNames: readonly string[] = Object.keys(leadDestinations);

const destinationKeys = Object.values(leadDestinations).flatMap(({ fields }) => fields.map(({ key }) => key));

/**
 * A value of one destination; setting it makes the configuration one of that kind, without what the other kinds have.
 */
function destinationField(destination: string, lead: LeadField): Field {
  const { property, key, isCredential = false, belongsTo } = lead;
  const { type, fields } = leadDestinations[destination] as { type: string; fields: readonly LeadField[] };
  const isOfType = (body: Properties) => String(body.resourceType).toLowerCase() === type.toLowerCase();
  return {
    path: `leads.${destination}.${property}`,
    wire: [key, "resourceType"],
    concealed: isCredential,
    belongs: isOfType,
    isKept: (body) => isOfType(body) && (belongsTo === undefined || !isEmpty(body[belongsTo])),
    read: (body) => (isOfType(body) ? body[key] : undefined),
    write: (body, value) => {
      if (value === undefined) {
        if (isOfType(body)) delete body[key];
        return;
      }
      if (!isOfType(body)) {
        const own = new Set(fields.map((field) => field.key));
        for (const other of destinationKeys.filter((candidate) => !own.has(candidate))) delete body[other];
        body.resourceType = type;
      }
      body[key] = value;
    },
  };
}

/** What a program says of the Customer leads page. */
export const leadsInputs = z
  .strictObject({
    azureTable: z
      .strictObject({ connectionString: requiredText("the storage account's connection string") })
      .optional(),
    azureBlob: z
      .strictObject({
        connectionString: requiredText("the storage account's connection string"),
        containerName: requiredText("the name of the blob container"),
      })
      .optional(),
    dynamics365: z
      .strictObject({
        url: link(),
        authentication: z.string().optional(),
        userName: z.string().optional(),
        password: z.string().optional(),
        applicationId: guid("the application that may write leads").optional(),
        applicationKey: z.string().optional(),
        tenantId: guid("the tenant of the application").optional(),
      })
      .optional(),
    httpsEndpoint: httpsDestination.optional(),
    marketo: z
      .strictObject({
        serverId: requiredText("the Marketo server id"),
        munchkinAccountId: requiredText("the Munchkin account id"),
        formId: requiredText("the form id"),
      })
      .optional(),
    salesforce: z.strictObject({ objectIdentifier: requiredText("the organization's object identifier") }).optional(),
    contactEmail: email().optional(),
    dailyDigestEmails: z.array(email()).optional(),
  })
  .superRefine(hasOneDestination(leadDestinationNames));

/** The Customer leads page. */
export const leadsPage = objectPage({
  key: "leads",
  what: "Its lead destination",
  stays:
    "its lead destination stays as it is: the API has no way to remove one; a person can, on the offer's " +
    "set-up page",
  fields: [
    ...Object.entries(leadDestinations).flatMap(([destination, { fields }]) =>
      fields.map((field) => destinationField(destination, field)),
    ),
    plainField("leads.contactEmail", "contactEmail"),
    { ...plainField("leads.dailyDigestEmails", "dailyDigestEmailContacts"), canonical: setOf },
  ],
  isUnguarded: true,
  // Not there when nobody has ever set one.
  get: async ({ context, productId }) => (await ifThere(context.client().leads.get(productId))) ?? {},
  set: ({ context, productId }, body, { again }) =>
    context
      .client()
      .leads.set(productId, body as NewLeadConfiguration, async () => (await again()).body as NewLeadConfiguration),
});
