// The small parts of an offer that have neither id nor entity tag: set-up, reseller channel, leads (§3.7, §3.17).

import type { ProductRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { invalidField, notFound } from "../wire/service-errors.js";
import {
  fieldValue,
  flag,
  inOrder,
  listOf,
  oneOf,
  readBody,
  type Shape,
  text,
  texts,
  typeValuePair,
} from "../wire/shape.js";
import type { Call, Reply } from "./call.js";
import { checkResourceType, productOf } from "./products.js";
import type { Routes } from "./router.js";

const setupShape: Shape = {
  resourceType: oneOf("AzureProductSetup"),
  sellingOption: oneOf("ListingOnly", "ListAndSell"),
  callToAction: oneOf("free", "free-trial", "contact-me"),
  trialUri: text,
  enableTestDrive: flag,
  testDriveType: text,
  channelStates: listOf(typeValuePair),
};

const resellerShape: Shape = {
  resourceType: oneOf("ResellerConfiguration"),
  resellerChannelState: oneOf("Disabled", "PartialOptIn", "OptOut", "Enabled"),
  tenantIds: texts,
};

const everyLead: Shape = { dailyDigestEmailContacts: texts, contactEmail: text };
const leadShapes: { readonly [resourceType: string]: Shape } = {
  AzureTableLeadConfiguration: { connectionString: text },
  AzureBlobLeadConfiguration: { connectionString: text, containerName: text },
  DynamicsCustomerRelationshipManagementLeadConfiguration: {
    uri: text,
    authentication: text,
    userName: text,
    password: text,
    applicationID: text,
    applicationKey: text,
    directoryID: text,
  },
  HttpsEndpointLeadConfiguration: { httpsEndpointUri: text },
  MarketoLeadConfiguration: { serverID: text, munchkinAccountID: text, formID: text },
  SalesForceLeadConfiguration: { objectIdentifier: text },
};

type Channel = { type: string; value: string };

function withChannel(setup: Wire, value: string): Wire {
  const others = ((setup.channelStates ?? []) as Channel[]).filter((channel) => channel.type !== "Reseller");
  return { ...setup, channelStates: [...others, { type: "Reseller", value }] };
}

function saveSetup(call: Call): Reply {
  const { store, switches } = call.service;
  const product = productOf(call);
  checkResourceType(call, "AzureProductSetup");
  const read = readBody(setupShape, call.body);
  // Recorded in April 2025; in January 2024, in the days of the testdrive variant, it had passed (§3.7).
  const isMachine = product.body.resourceType === "AzureThirdPartyVirtualMachine";
  if (read.enableTestDrive === true && isMachine && !switches.testDriveVariant) {
    throw invalidField("FeatureName");
  }
  const setup: Wire = { resourceType: "AzureProductSetup", ...read };
  const channel = ((setup.channelStates ?? []) as Channel[]).find((entry) => entry.type === "Reseller")?.value;
  const linked = switches.resellerLinkedToSetup && (channel === "Enabled" || channel === "Disabled");
  const reseller = linked ? { ...product.reseller, resellerChannelState: channel } : product.reseller;
  store.put("product", { ...product, setup, reseller });
  return { status: 200, body: setup };
}

function saveReseller(call: Call): Reply {
  const { store, switches } = call.service;
  const product = productOf(call);
  checkResourceType(call, "ResellerConfiguration");
  const read = readBody(resellerShape, call.body);
  if (read.resellerChannelState === undefined) {
    throw invalidField("resellerChannelState", "The resellerChannelState field is required.");
  }
  const reseller: Wire = { resourceType: "ResellerConfiguration", tenantIds: [], ...read };
  const ordered = inOrder(resellerShape, reseller);
  const state = String(ordered.resellerChannelState);
  const linked = switches.resellerLinkedToSetup && (state === "Enabled" || state === "Disabled");
  store.put("product", {
    ...product,
    reseller: ordered,
    setup: linked ? withChannel(product.setup, state) : product.setup,
  });
  return { status: 200, body: ordered };
}

function leadOf(product: ProductRecord): Reply {
  if (product.lead === undefined) throw notFound("The lead configuration");
  return { status: 200, body: product.lead };
}

function saveLead(call: Call): Reply {
  const product = productOf(call);
  const given = String(fieldValue(call.body, "resourceType") ?? "").toLowerCase();
  const resourceType = Object.keys(leadShapes).find((name) => name.toLowerCase() === given);
  if (resourceType === undefined) throw invalidField("resourceType");
  const shape: Shape = { resourceType: oneOf(resourceType), ...everyLead, ...leadShapes[resourceType] };
  const lead = readBody(shape, call.body);
  call.service.store.put("product", { ...product, lead });
  return { status: 200, body: lead };
}

/** Operations 5, 6, 62, 63, 77 and 78 of §2.1. POST answers 200 here, as recorded for the set-up (§2.2). */
export const offerSettingRoutes: Routes = {
  "GET /products/{productId}/setup": (call) => ({ status: 200, body: productOf(call).setup }),
  "POST /products/{productId}/setup": saveSetup,
  "GET /products/{productId}/resellerConfiguration": (call) => ({ status: 200, body: productOf(call).reseller }),
  "POST /products/{productId}/resellerConfiguration": saveReseller,
  "GET /products/{productId}/leadconfiguration": (call) => leadOf(productOf(call)),
  "POST /products/{productId}/leadconfiguration": saveLead,
};
