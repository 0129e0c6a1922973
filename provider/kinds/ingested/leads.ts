// The Customer leads page: where customers' interest is sent to (Product Ingestion API §11.13).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { setOf } from "../../fields/forms.js";
import { isMasked } from "../../product-ingestion/index.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { asObject, isEmpty, type Properties } from "../../values/properties.js";
import { email, guid, link, requiredText } from "../shared/formats.js";
import { hasOneDestination, httpsDestination } from "../shared/lead-destinations.js";

interface LeadField {
  readonly property: string;
  readonly key: string;
  readonly isCredential?: boolean;
}

/** The kinds of destinations by their property, with their name in the API and their fields. */
const destinations: Readonly<Record<string, { name: string; fields: readonly LeadField[] }>> = {
  azureTable: {
    name: "table",
    fields: [{ property: "connectionString", key: "storageAccountConnectionString", isCredential: true }],
  },
  azureBlob: {
    name: "blob",
    fields: [
      { property: "connectionString", key: "storageAccountConnectionString", isCredential: true },
      { property: "containerName", key: "containerName" },
    ],
  },
  dynamics365: {
    name: "dynamics",
    fields: [
      { property: "url", key: "instanceUrl" },
      { property: "authentication", key: "authentication" },
      { property: "userName", key: "username" },
      { property: "password", key: "password", isCredential: true },
      { property: "applicationId", key: "applicationId" },
      { property: "applicationKey", key: "applicationKey", isCredential: true },
      { property: "tenantId", key: "directoryId" },
    ],
  },
  httpsEndpoint: {
    name: "httpsEndpoint",
    fields: [{ property: "url", key: "httpsEndpointUrl", isCredential: true }],
  },
  marketo: {
    name: "marketo",
    fields: [
      { property: "clientId", key: "clientId" },
      { property: "clientSecret", key: "clientSecret", isCredential: true },
      { property: "munchkinAccountId", key: "munchkinId" },
      { property: "formId", key: "formId" },
    ],
  },
  salesforce: { name: "salesforce", fields: [{ property: "objectIdentifier", key: "objectIdentifier" }] },
  email: { name: "email", fields: [{ property: "addresses", key: "contactEmail" }] },
};

const destinationNames = Object.keys(destinations);
const blockOf = (name: unknown) => `${name}LeadConfiguration`;
const none = "none";

function blockIn(body: Properties): Properties {
  return asObject(body[blockOf(body.leadDestination)]);
}

/** Exactly the block of the destination goes with it. */
// Product Ingestion API §11.13
function useBlock(body: Properties, name: string, block: Properties): void {
  for (const key of Object.keys(body)) if (key.endsWith("LeadConfiguration")) delete body[key];
  const isNone = isEmpty(block);
  body.leadDestination = isNone ? none : name;
  if (!isNone) body[blockOf(name)] = block;
}

/** A value of one destination; setting it makes the leads go there. */
function destinationField(destination: string, { property, key, isCredential = false }: LeadField): Field {
  const { name } = destinations[destination] as { name: string };
  const isUsed = (body: Properties) => body.leadDestination === name;
  return {
    path: `leads.${destination}.${property}`,
    wire: ["leadDestination", blockOf(name)],
    concealed: isCredential,
    ...(property === "addresses" ? { canonical: setOf } : {}),
    belongs: isUsed,
    isKept: isUsed,
    read: (body) => {
      const value = isUsed(body) ? blockIn(body)[key] : undefined;
      return isMasked(value) ? undefined : value;
    },
    write: (body, value) => {
      if (value === undefined && !isUsed(body)) return;
      const { [key]: _, ...others } = isUsed(body) ? blockIn(body) : {};
      useBlock(body, name, value === undefined ? others : { ...others, [key]: value });
    },
  };
}

/** Who is told of each lead, beside the destination. */
const contactEmails: Field = {
  path: "leads.contactEmails",
  wire: Object.values(destinations).map(({ name }) => blockOf(name)),
  canonical: setOf,
  read: (body) => (body.leadDestination === "email" ? undefined : blockIn(body).contactEmail),
  write: (body, value) => {
    const destination = String(body.leadDestination ?? none);
    if (destination === none || destination === "email") return;
    const { contactEmail: _, ...others } = blockIn(body);
    useBlock(body, destination, value === undefined ? others : { ...others, contactEmail: value });
  },
};

/** In the form that the service takes. What was given is not shown: it has a key. */
// Product Ingestion API §11.13
function connectionString() {
  return z.string().regex(/^DefaultEndpointsProtocol=https;AccountName=[a-z0-9]{3,24};AccountKey=./, {
    error:
      "is no connection string of a storage account: it begins with DefaultEndpointsProtocol=https;AccountName=…;AccountKey=",
  });
}

/** What each way to sign in to Dynamics 365 needs; what goes with the other one is refused. */
// Product Ingestion API §11.13
const ofAuthentication: Readonly<Record<string, readonly string[]>> = {
  azureAD: ["applicationId", "applicationKey", "tenantId"],
  office365: ["userName", "password"],
};

function goesWithAuthentication(given: { readonly authentication: string }, issues: z.RefinementCtx): void {
  for (const [way, keys] of Object.entries(ofAuthentication)) {
    const isChosen = way === given.authentication;
    for (const key of keys.filter((one) => Object.hasOwn(given, one) !== isChosen)) {
      const message = isChosen ? `is needed with authentication "${way}"` : `goes with authentication "${way}" only`;
      issues.addIssue({ code: "custom", message, path: [key] });
    }
  }
}

/** What a program says of the Customer leads page. */
export const leadsInputs = z
  .strictObject({
    azureTable: z.strictObject({ connectionString: connectionString() }).optional(),
    azureBlob: z
      .strictObject({
        connectionString: connectionString(),
        containerName: requiredText("the name of the blob container"),
      })
      .optional(),
    dynamics365: z
      .strictObject({
        url: link(),
        authentication: z.enum(["azureAD", "office365"], { error: 'must be "azureAD" or "office365"' }),
        userName: z.string().optional(),
        password: z.string().optional(),
        applicationId: guid("the application that may write leads").optional(),
        applicationKey: z.string().optional(),
        tenantId: guid("the tenant of the application").optional(),
      })
      .superRefine(goesWithAuthentication)
      .optional(),
    httpsEndpoint: httpsDestination.optional(),
    marketo: z
      .strictObject({
        clientId: requiredText("the client id"),
        clientSecret: requiredText("the client secret"),
        munchkinAccountId: z.string().regex(/^\w{3}-\w{3}-\w{3}$/, { error: "must be of the form 123-ABC-456" }),
        formId: z.string().regex(/^\d{1,8}$/, { error: "must be 1 to 8 digits" }),
      })
      .optional(),
    salesforce: z
      .strictObject({
        objectIdentifier: z.string().regex(/^[a-zA-Z0-9]{15}$/, { error: "must be 15 letters and digits" }),
      })
      .optional(),
    email: z.strictObject({ addresses: z.array(email()).min(1, { error: "is empty; give an address" }) }).optional(),
    contactEmails: z.array(email()).optional(),
  })
  .superRefine(hasOneDestination(destinationNames))
  .superRefine(({ email, marketo, contactEmails }, issues) => {
    if (contactEmails === undefined || (email === undefined && marketo === undefined)) return;
    const message =
      email === undefined
        ? "go with any other destination than marketo; take them out"
        : "are told beside another destination: with email, name all of them in email.addresses";
    issues.addIssue({ code: "custom", message, path: ["contactEmails"] });
  });

/** The Customer leads page. */
export const leadsPage = resourcePage({
  key: "leads",
  what: "Its lead destination",
  type: "customer-leads",
  fields: [
    ...Object.entries(destinations).flatMap(([destination, { fields }]) =>
      fields.map((field) => destinationField(destination, field)),
    ),
    contactEmails,
  ],
  fresh: () => ({ leadDestination: none }),
});
