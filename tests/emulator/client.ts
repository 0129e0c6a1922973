// A client as small as can be, for the tests of the emulator: plain fetch, and the steps every offer takes.

import { strict as assert } from "node:assert";
import { strToU8, zipSync } from "fflate";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-partnercenter-emulator";
import { pngOf } from "./picture.js";

/** A body read from a reply: the fields that tests look into by name, and any other. */
export interface Body {
  [field: string]: unknown;
  id: string;
  "@odata.etag": string;
  value: Body[];
  nextLink?: string;
  type: string;
  state: string;
  substate: string;
  currentDraftInstanceID: string;
  variantID?: string;
  fileSasUri: string;
  externalIDs: { type: string; value: string }[];
  resources: { type: string; value: string }[];
  variantResources: { variantID: string; resources: { type: string; value: string }[] }[];
  workflowSteps: { name: string; state: string }[];
  publishOption: { [field: string]: unknown };
  validationItems: { errorCode: string }[];
  releaseNumber: number;
  publishedTimeInUtc: string;
  marketStates: unknown[];
}

/** A body to be sent. */
export type Sent = { [field: string]: unknown };

/** The object inside an error of the usual form (§3.5). */
export interface Fault {
  faultCode: number;
  reasonPhrase: string;
  data: { [field: string]: string[] };
}

/** A reply, its body parsed where it is JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

export const noDelays = {
  branchLag: 0,
  packageProcessing: 0,
  validation: 0,
  previewCreation: 0,
  certification: 0,
  publish: 0,
};

export const subscription = "5b4a2c1d-0000-4000-8000-0123456789ab";
export const goodPackage = zipSync({ "mainTemplate.json": strToU8("{}"), "createUiDefinition.json": strToU8("{}") });

export async function fetchToken(loginEndpoint: string, tenant = "contoso", form: Record<string, string> = {}) {
  return fetch(`${loginEndpoint}/${tenant}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: "c0ffee00-0000-4000-8000-000000000001",
      client_secret: "a secret",
      resource: "https://api.partner.microsoft.com",
      ...form,
    }),
  });
}

/** An account at an emulator, signed in. */
export class Client {
  constructor(
    readonly endpoint: string,
    readonly token: string,
  ) {}

  static async signIn(emulator: { endpoint: string; loginEndpoint: string }, tenant = "contoso"): Promise<Client> {
    const reply = (await (await fetchToken(emulator.loginEndpoint, tenant)).json()) as { access_token: string };
    return new Client(emulator.endpoint, reply.access_token);
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    const reply = await fetch(`${this.endpoint}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...type, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      body: text === "" ? ({} as Body) : (JSON.parse(text) as Body),
    };
  }

  /** Calls and insists on a status. */
  async expect(status: number, method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const answer = await this.call(method, path, body, headers);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    return answer.body;
  }

  get(path: string) {
    return this.expect(200, "GET", path);
  }

  put(path: string, body: Sent, ifMatch = "*") {
    return this.expect(200, "PUT", path, body, { "if-match": ifMatch });
  }

  createProduct(offerId: string, resourceType = "AzureApplication") {
    const externalIDs = [{ type: "AzureOfferId", value: offerId }];
    return this.expect(201, "POST", "/products", { resourceType, name: `${offerId} alias`, externalIDs });
  }

  createVariant(productId: string, planId: string, subType = "managed-application") {
    const body = { resourceType: "AzureSkuVariant", friendlyName: `${planId} name`, externalID: planId, subType };
    return this.expect(201, "POST", `/products/${productId}/variants`, body);
  }

  async instance(productId: string, module: string, variantId?: string): Promise<string> {
    const { value } = await this.get(`/products/${productId}/branches/getByModule(module=${module})`);
    const branch = value.find((entry) => entry.variantID === variantId);
    assert.ok(branch, `no ${module} branch of ${variantId ?? "the product"}`);
    return branch.currentDraftInstanceID;
  }

  /** The first draft of a module, with everything expanded. */
  async draft(productId: string, collection: string, module: string, variantId?: string): Promise<Body> {
    const instance = await this.instance(productId, module, variantId);
    const query = "?$expand=MarketStates,Trial,PriceSchedules";
    const path = `/products/${productId}/${collection}/getByInstanceID(instanceID=${instance})${query}`;
    const { value } = await this.get(path);
    const [draft] = value;
    assert.ok(draft !== undefined && value.length === 1, `${path} has ${value.length} entries`);
    return draft;
  }

  async change(productId: string, collection: string, module: string, change: Sent, variantId?: string): Promise<Body> {
    const draft = await this.draft(productId, collection, module, variantId);
    return this.put(`/products/${productId}/${collection}/${draft.id}`, { ...draft, ...change }, draft["@odata.etag"]);
  }

  async upload(fileSasUri: string, bytes: Uint8Array): Promise<void> {
    const headers = { "x-ms-blob-type": "BlockBlob" };
    const reply = await fetch(fileSasUri, { method: "PUT", headers, body: Buffer.from(bytes) });
    assert.equal(reply.status, 201, await reply.text());
  }

  async uploadPackage(productId: string, bytes: Uint8Array | null = goodPackage): Promise<Body> {
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const created = await this.expect(201, "POST", `/products/${productId}/packages`, body);
    if (bytes !== null) await this.upload(created.fileSasUri, bytes);
    return this.expect(200, "PUT", `/products/${productId}/packages/${created.id}`, { ...created, state: "Uploaded" });
  }

  async uploadLogo(productId: string, bytes: Uint8Array, type = "AzureLogoLarge"): Promise<Body> {
    const listing = await this.draft(productId, "listings", "Listing");
    const path = `/products/${productId}/listings/${listing.id}/images`;
    const body = { resourceType: "ListingImage", fileName: "logo.png", type, state: "PendingUpload", order: 0 };
    const created = await this.expect(201, "POST", path, body);
    await this.upload(created.fileSasUri, bytes);
    return this.put(`${path}/${created.id}`, { ...created, state: "Uploaded" }, created["@odata.etag"]);
  }

  /** An offer with one managed-application plan, ready to be submitted. */
  async completeOffer(offerId: string): Promise<{ productId: string; variantId: string; packageId: string }> {
    const { id: productId } = await this.createProduct(offerId);
    const legal = { useEnterpriseContract: true, leveledCategories: { web: ["web-apps"] } };
    await this.change(productId, "properties", "Property", legal);
    const texts = { summary: "In short", shortDescription: "Less short", description: "<p>At length</p>" };
    const listingUris = [{ type: "PrivacyUri", displayText: "Privacy", uri: "https://contoso.example/privacy" }];
    const contact = { name: "Someone", email: "someone@contoso.example", phone: "+1 425 555 0100" };
    const uri = "https://contoso.example/support";
    const listingContacts = ["CustomerSupport", "Engineering"].map((type) => ({ type, ...contact, uri }));
    const offer = { title: "An offer", ...texts, listingUris, listingContacts };
    await this.change(productId, "listings", "Listing", offer);
    await this.uploadLogo(productId, pngOf(216));
    const audiences = [{ type: "PreviewMarketplaceGroup", values: [subscription] }];
    await this.change(productId, "productAvailabilities", "Availability", { audiences });
    const { id: variantId } = await this.createVariant(productId, "basic");
    await this.change(productId, "listings", "Listing", { ...texts, title: "A plan" }, variantId);
    const price = { retailPrice: { openPrice: 0, currencyCode: "USD" }, pricingModel: "Recurring" };
    const schedule = { ...price, priceCadence: { type: "Month", value: 1 } };
    const sales = {
      marketStates: [{ marketCode: "US", state: "Enabled" }],
      priceSchedules: [{ isBaseSchedule: true, friendlyName: "Default", schedules: [schedule] }],
    };
    await this.change(productId, "featureAvailabilities", "Availability", sales, variantId);
    const { id: packageId } = await this.uploadPackage(productId);
    await this.configure(productId, variantId, packageId, "1.0.0");
    await this.authorize(productId, variantId);
    return { productId, variantId, packageId };
  }

  configure(productId: string, variantId: string, packageId: string, version: string) {
    const packageReferences = [{ type: "AzureApplicationPackage", value: packageId }];
    const change = { version, packageReferences };
    return this.change(productId, "packageConfigurations", "Package", change, variantId);
  }

  /** Says who manages what customers deploy. */
  authorize(productId: string, variantId: string) {
    const publicAzureAuthorizations = [{ principalID: subscription, roleDefinitionID: "Owner" }];
    const change = { publicAzureTenantID: subscription, publicAzureAuthorizations };
    return this.change(productId, "packageConfigurations", "Package", change, variantId);
  }

  /** The request that names every instance. */
  async submissionRequest(productId: string, extra: Sent = {}): Promise<Sent> {
    const resources: Sent[] = [];
    for (const type of ["Availability", "Property", "Package", "Listing", "ResellerConfiguration"]) {
      resources.push({ type, value: await this.instance(productId, type) });
    }
    const { value: variants } = await this.get(`/products/${productId}/variants`);
    const variantResources: Sent[] = [];
    for (const variant of variants) {
      const own: Sent[] = [];
      for (const type of ["Availability", "Package", "Listing"]) {
        own.push({ type, value: await this.instance(productId, type, variant.id) });
      }
      variantResources.push({ variantID: variant.id, resources: own });
    }
    const targets = [{ type: "Scope", value: "preview" }];
    return { resourceType: "SubmissionCreationRequest", targets, resources, variantResources, ...extra };
  }

  async submit(productId: string, extra: Sent = {}): Promise<Body> {
    const request = await this.submissionRequest(productId, extra);
    return this.expect(201, "POST", `/products/${productId}/submissions`, request);
  }
}

/** Starts an emulator before the tests of a suite and stops it after them. */
export function withEmulator(options: EmulatorOptions = {}): { emulator: Emulator; client: Client } {
  const parts = {} as { emulator: Emulator; client: Client };
  before(async () => {
    parts.emulator = await startEmulator({ delays: noDelays, ...options });
    parts.client = await Client.signIn(parts.emulator);
  });
  after(() => parts.emulator.stop());
  return parts;
}

/** The parsed inner part of an error in the service's usual form. */
export function faultOf(answer: Answer): Fault {
  const text = answer.body as unknown as string;
  const match = /^ICH(\d{5}) - (.*?)\. (\{.*\})$/.exec(text);
  assert.ok(match, `not an error of the usual form: ${answer.text}`);
  return JSON.parse(match[3] ?? "") as Fault;
}
