/** Where customers' interest is sent to. No ETag: compare just before writing. */
// API reference §2.1 rows 62–63, §3.17
import { z } from "zod";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody } from "../schemas/requests.js";
import { text, texts } from "../schemas/wire-forms.js";

const contacts = { dailyDigestEmailContacts: texts, contactEmail: text };

const table = z.looseObject({
  resourceType: z.literal("AzureTableLeadConfiguration"),
  ...contacts,
  /** A secret. */
  connectionString: z.string(),
});
const blob = z.looseObject({
  resourceType: z.literal("AzureBlobLeadConfiguration"),
  ...contacts,
  /** A secret. */
  connectionString: z.string(),
  containerName: z.string(),
});
const dynamics = z.looseObject({
  resourceType: z.literal("DynamicsCustomerRelationshipManagementLeadConfiguration"),
  ...contacts,
  uri: z.string(),
  /** By user and password, or by application and key; its values are not documented. */
  authentication: text,
  userName: text,
  /** A secret. */
  password: text,
  applicationID: text,
  /** A secret. */
  applicationKey: text,
  directoryID: text,
});
const https = z.looseObject({
  resourceType: z.literal("HttpsEndpointLeadConfiguration"),
  ...contacts,
  /** A secret: such addresses usually hold a key. */
  httpsEndpointUri: z.string(),
});
const marketo = z.looseObject({
  resourceType: z.literal("MarketoLeadConfiguration"),
  ...contacts,
  serverID: z.string(),
  munchkinAccountID: z.string(),
  formID: z.string(),
});
const salesforce = z.looseObject({
  resourceType: z.literal("SalesForceLeadConfiguration"),
  ...contacts,
  objectIdentifier: z.string(),
});

/** Leads to a table, a blob, Dynamics 365, an HTTPS address, Marketo or Salesforce, by `resourceType`. */
// API reference §3.17
export const NewLeadConfiguration = z.discriminatedUnion("resourceType", [
  table,
  blob,
  dynamics,
  https,
  marketo,
  salesforce,
]);
export type NewLeadConfiguration = z.input<typeof NewLeadConfiguration>;

/**
 * What the service has: one loose type, so that a kind we do not know can be read. The fields marked above are secrets.
 */
export const LeadConfiguration = z
  .looseObject({
    ...blob.shape,
    ...dynamics.shape,
    ...https.shape,
    ...marketo.shape,
    ...salesforce.shape,
    resourceType: z.string(),
  })
  .partial();
export type LeadConfiguration = z.infer<typeof LeadConfiguration>;

const secretFields = ["connectionString", "password", "applicationKey", "httpsEndpointUri"];

/** What must not be shown of a configuration: the secret fields, and the keys inside of them. */
function secretsOf(body: Readonly<Record<string, unknown>>): string[] {
  const isSecret = (field: string) => secretFields.some((name) => name.toLowerCase() === field.toLowerCase());
  return Object.entries(body).flatMap(([field, value]) => {
    if (!isSecret(field) || typeof value !== "string" || value === "") return [];
    const inside = [...value.matchAll(/\b(?:AccountKey|SharedAccessSignature|sig|code|key)=([^;&]{6,})/gi)];
    return [value, ...inside.map(([, key]) => key ?? "")];
  });
}

const where = (productId: string) => path`/products/${productId}/leadconfiguration`;

export class Leads {
  constructor(private readonly transport: Transport) {}

  /** Holds secrets in clear where the service gives them. @throws NotFoundError where nothing was ever set. */
  get(productId: string): Promise<LeadConfiguration> {
    return this.transport.get(where(productId), LeadConfiguration, undefined, []);
  }

  /**
   * Replaces the whole configuration (an upsert, so it is repeated after a failure). Errors and traces never show the
   * secrets in it, also where the service repeats them.
   *
   * @param again What a repetition sends, made directly before it: somebody may have changed the object in the pause.
   *   Default: the same.
   * @throws ValidationError
   */
  async set(productId: string, body: NewLeadConfiguration, again = async () => body): Promise<LeadConfiguration> {
    const content = (sent: NewLeadConfiguration) => ({
      body: checkedBody(NewLeadConfiguration, sent, "a lead configuration"),
      secrets: secretsOf(sent),
    });
    return this.transport.post(where(productId), body, LeadConfiguration, {
      ...content(body),
      again: async () => content(await again()),
    });
  }
}
