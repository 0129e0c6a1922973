// What an offer keeps without drafts: set-up, leads, resale through CSPs, co-sell (API reference §3.7, §3.17).
import type { Field } from "../../fields/field.js";
import { flagField, guidSet, plainField, setOf } from "../../fields/forms.js";
import type { Setting } from "../../pages/object-page.js";
import type { NewLeadConfiguration } from "../../partner-center/areas/leads.js";
import { ifThere } from "../../partner-center/errors.js";
import { isEmpty, objectsIn, type Properties } from "../../values/properties.js";
import { coSell } from "./co-sell.js";
import { offerConfigurations } from "./package-configuration.js";

const resale: Setting = {
  key: "reseller",
  what: "Its resale through CSPs",
  fields: [
    plainField("resale.channel", "resellerChannelState", { initial: () => "Disabled" }),
    { ...plainField("resale.tenantIds", "tenantIds"), canonical: guidSet },
  ],
  get: ({ context, productId }) => context.client().reseller.get(productId),
  set: ({ context, productId }, body) =>
    context.client().reseller.set(productId, { ...body, resourceType: "ResellerConfiguration" }),
};

/** Whether the reseller entry of a set-up says what the resale's channel is; without an entry it says nothing else. */
function isChannel(channelStates: unknown, channel: string | undefined): boolean {
  const entry = objectsIn(channelStates).find(({ type }) => type === "Reseller");
  return entry === undefined || entry.value === channel;
}

/** The Offer setup page. The reseller entry of its `channelStates` is the resale's, and is sent back as it was. */
const setup: Setting = {
  key: "setup",
  what: "Its set-up",
  fields: [
    plainField("setup.sellingOption", "sellingOption", { initial: () => "ListAndSell" }),
    plainField("setup.callToAction", "callToAction"),
    plainField("setup.trialLink", "trialUri"),
    flagField("setup.testDrive", "enableTestDrive"),
    plainField("setup.testDriveType", "testDriveType"),
  ],
  get: ({ context, productId }) => context.client().setup.get(productId),
  async set({ context, productId }, body) {
    const client = context.client();
    const channel = await client.reseller.get(productId);
    const written = await client.setup.set(productId, body);
    if (!isChannel(body.channelStates, channel.resellerChannelState)) {
      // The service may have taken the resale's channel from the entry, which is behind or cannot say it.
      const now = await client.reseller.get(productId);
      if (now.resellerChannelState !== channel.resellerChannelState) await client.reseller.set(productId, channel);
    }
    return written;
  },
};

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
export const leadDestinationNames: readonly string[] = Object.keys(leadDestinations);

const destinationKeys = Object.values(leadDestinations).flatMap(({ fields }) => fields.map(({ key }) => key));

/** A value of one destination; setting it makes the configuration one of that kind, without what the other kinds have. */
function destinationField(destination: string, lead: LeadField): Field {
  const { property, key, isCredential = false, belongsTo } = lead;
  const { type, fields } = leadDestinations[destination] as { type: string; fields: readonly LeadField[] };
  const isOfType = (body: Properties) => String(body.resourceType).toLowerCase() === type.toLowerCase();
  return {
    path: `leads.${destination}.${property}`,
    wire: [key, "resourceType"],
    concealed: isCredential,
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

/** The Customer leads page. */
const leads: Setting = {
  key: "leads",
  what: "Its lead destination",
  stays:
    "its lead destination stays as it is: the API has no way to take one away; a person can, on the offer's set-up page",
  fields: [
    ...Object.entries(leadDestinations).flatMap(([destination, { fields }]) =>
      fields.map((field) => destinationField(destination, field)),
    ),
    plainField("leads.contactEmail", "contactEmail"),
    { ...plainField("leads.dailyDigestEmails", "dailyDigestEmailContacts"), canonical: setOf },
  ],
  // Not there when nobody has ever set one.
  get: async ({ context, productId }) => (await ifThere(context.client().leads.get(productId))) ?? {},
  set: ({ context, productId }, body) => context.client().leads.set(productId, body as NewLeadConfiguration),
};

/** In the order in which they are written: the set-up mirrors the resale's channel (API reference §7 #25), so it comes first. */
export const offerSettings: readonly Setting[] = [setup, leads, resale, coSell, ...offerConfigurations];
