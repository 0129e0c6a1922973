// The requests of azpc (az-partner-center-cli 0.2.5), in its order and with its bodies (API reference §4.3 to §4.9,
// §5.2), so that a client that others wrote is held to the emulator without Python. What azpc reads from replies is
// read here too, and nothing else: a first branch is `value[0]`, a filter's match is told by the name.

import { strict as assert } from "node:assert";
import type { Emulator } from "pulumi-partnercenter-emulator";
import { type Answer, type Body, Client, goodPackage } from "../client.js";
import * as bodies from "./azpc-bodies.js";

const expand = "?%24expand=MarketStates%2CTrial%2CPriceSchedules";

/** azpc for one offer, named alike by its id and its alias (§5.5). */
export class Azpc {
  /** How many API calls and uploads there were since it was last set to 0. */
  requests = 0;
  #productId = "";

  constructor(
    readonly client: Client,
    readonly emulator: Emulator,
    readonly name: string,
    readonly version = "1.0.0",
  ) {}

  static async signIn(emulator: Emulator, name: string, version?: string): Promise<Azpc> {
    return new Azpc(await Client.signIn(emulator), emulator, name, version);
  }

  async #call(method: string, path: string, body?: object, ifMatch?: string): Promise<Answer> {
    this.requests += 1;
    return this.client.call(method, path, body, {
      accept: "application/json",
      "user-agent": "Swagger-Codegen/1.0.0/python",
      ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
    });
  }

  async #ask(method: string, path: string, body?: object, ifMatch?: string): Promise<Body> {
    const answer = await this.#call(method, path, body, ifMatch);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  /** It waits before each look at a plan's branch. */
  #sleep(): void {
    this.emulator.advance(3_000);
  }

  /** The uploader adds a query parameter of its own to the address (§4.4). */
  async #upload(address: string, file: string, bytes: Uint8Array, type: string): Promise<void> {
    this.requests += 1;
    const reply = await fetch(`${address}&file=app%2F${file}`, {
      method: "PUT",
      headers: { "content-type": type, "x-ms-blob-type": "BlockBlob" },
      body: Buffer.from(bytes),
    });
    assert.equal(reply.status, 201);
  }

  async #find(by: (product: Body) => boolean): Promise<string> {
    const filter = `ExternalIDs/Any(i:i/Type eq 'AzureOfferId' and i/Value eq '${this.name}')`;
    const query = new URLSearchParams({ $filter: filter });
    const { value } = await this.#ask("GET", `/products?${query}`);
    const found = value.find(by);
    assert.ok(found, `no offer ${this.name}`);
    return found.id;
  }

  #findByName(): Promise<string> {
    return this.#find((product) => product.name === this.name);
  }

  async #draftInstance(module: string): Promise<string> {
    const { value } = await this.#ask("GET", `/products/${this.#productId}/branches/getByModule(module=${module})`);
    return value[0]?.currentDraftInstanceID ?? "";
  }

  async #planInstance(module: string, planId: string): Promise<string> {
    this.#sleep();
    const { value } = await this.#ask("GET", `/products/${this.#productId}/branches/getByModule(module=${module})`);
    return value.find((branch) => branch.variantID === planId)?.currentDraftInstanceID ?? "";
  }

  async #settings(collection: string, instance: string, query = ""): Promise<Body> {
    const path = `/products/${this.#productId}/${collection}/getByInstanceID(instanceID=${instance})${query}`;
    const [settings] = (await this.#ask("GET", path)).value;
    assert.ok(settings, `${path} is empty`);
    return settings;
  }

  async #listing(): Promise<Body> {
    return this.#settings("listings", await this.#draftInstance("Listing"));
  }

  /** `list`: the ids of what it shows. */
  async list(type = "AzureApplication"): Promise<string[]> {
    const query = new URLSearchParams({ $filter: `ResourceType eq '${type}'` });
    const { value } = await this.#ask("GET", `/products?${query}`);
    return value.map(({ externalIDs }) => externalIDs[0]?.value ?? "");
  }

  /** `show`. */
  async show(): Promise<string> {
    this.#productId = await this.#find(({ externalIDs }) => externalIDs[0]?.value === this.name);
    return this.#productId;
  }

  /** `create`: an error of the POST means that the offer exists, and makes it an update (§5.5). */
  async create(): Promise<string> {
    const externalIDs = [{ type: "AzureOfferId", value: this.name }];
    const body = { resourceType: "AzureApplication", name: this.name, externalIDs, isModularPublishing: true };
    const answer = await this.#call("POST", "/products", body);
    this.#productId = answer.status < 300 ? answer.body.id : "";
    return this.update();
  }

  /** `update`. */
  async update(): Promise<string> {
    if (this.#productId === "") await this.show();
    const product = `/products/${this.#productId}`;
    const property = await this.#settings("properties", await this.#draftInstance("Property"));
    const properties = { ...bodies.property(this.version), "@odata.etag": property["@odata.etag"] };
    await this.#ask("PUT", `${product}/properties/${property.id}`, properties, property["@odata.etag"]);

    const listing = await this.#listing();
    const { id, "@odata.etag": etag } = listing;
    const listed = { ...bodies.listing, "@odata.etag": etag, id };
    await this.#ask("PUT", `${product}/listings/${id}`, listed, etag);
    for (const [fileName, type, picture] of bodies.logos) await this.#image(fileName, type, picture);

    const audience = await this.#settings("productAvailabilities", await this.#draftInstance("Availability"));
    const kept = { "@odata.etag": audience["@odata.etag"], id: audience.id };
    const available = { ...bodies.productAvailability, ...kept };
    await this.#ask("PUT", `${product}/productavailabilities/${audience.id}`, available, audience["@odata.etag"]);

    await this.#ask("POST", `${product}/resellerConfiguration`, bodies.reseller);
    return this.#productId;
  }

  async #image(fileName: string, type: string, picture: Uint8Array): Promise<void> {
    const path = async () => `/products/${this.#productId}/listings/${(await this.#listing()).id}/images`;
    const { value } = await this.#ask("GET", await path());
    for (const image of value) {
      if (image.fileName === fileName) await this.#ask("DELETE", `${await path()}/${image.id}`);
    }
    const image = { resourceType: "ListingImage", fileName, type, state: "PendingUpload", order: 0 };
    const created = await this.#ask("POST", await path(), { ...image, id: crypto.randomUUID() });
    await this.#upload(created.fileSasUri, fileName, picture, "image/png");
    const { id, fileSasUri, "@odata.etag": etag } = created;
    const done = { ...image, fileSasUri, state: "Uploaded", "@odata.etag": etag, id };
    await this.#ask("PUT", `${await path()}/${id}`, done, etag);
  }

  /** `plan create`. */
  async createPlan(plan: string, subType: bodies.PlanType): Promise<string> {
    this.#productId = await this.#findByName();
    const variants = `/products/${this.#productId}/variants`;
    const { id } = await this.#ask("POST", variants, bodies.variant(plan, subType));
    await this.#planListing(id);
    await this.#planAvailability(id, subType);
    const packageId = await this.#package();
    await this.#planConfiguration(id, subType, packageId);
    return id;
  }

  async #planListing(plan: string): Promise<void> {
    const { id, "@odata.etag": etag } = await this.#settings("listings", await this.#planInstance("Listing", plan));
    const body = { ...bodies.planListing, "@odata.etag": etag, id };
    await this.#ask("PUT", `/products/${this.#productId}/listings/${id}`, body, etag);
  }

  async #planAvailability(plan: string, subType: bodies.PlanType): Promise<void> {
    const instance = await this.#planInstance("Availability", plan);
    const { id, "@odata.etag": etag } = await this.#settings("featureAvailabilities", instance, expand);
    const body = { ...bodies.featureAvailability(subType), "@odata.etag": etag, id };
    await this.#ask("PUT", `/products/${this.#productId}/featureavailabilities/${id}${expand}`, body, etag);
  }

  /** Polls without a pause until the package is processed. */
  async #package(): Promise<string> {
    const path = `/products/${this.#productId}/packages`;
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const { id, fileSasUri, "@odata.etag": etag } = await this.#ask("POST", path, body);
    await this.#upload(fileSasUri, "app.zip", goodPackage, "application/zip");
    await this.#ask("PUT", `${path}/${id}`, { ...body, fileSasUri, State: "Uploaded", "@odata.etag": etag });
    for (let state = ""; state !== "Processed"; this.emulator.advance(200)) {
      state = (await this.#ask("GET", `${path}/${id}`)).state;
      assert.notEqual(state, "ProcessFailed");
    }
    return id;
  }

  async #planConfiguration(plan: string, subType: bodies.PlanType, packageId: string): Promise<void> {
    const instance = await this.#planInstance("Package", plan);
    const { id, "@odata.etag": etag } = await this.#settings("packageConfigurations", instance);
    const body = { ...bodies.packageConfiguration(subType, this.version, packageId), ID: id };
    await this.#ask("PUT", `/products/${this.#productId}/packageconfigurations/${id}`, body, etag);
  }

  /** `publish`: the id of the submission. */
  async publish(): Promise<string> {
    const product = await this.show();
    const resources = [];
    for (const type of ["Availability", "Property", "Package", "Listing"]) {
      resources.push({ type, value: await this.#draftInstance(type) });
    }
    resources.push({ type: "ResellerConfiguration", value: `${product}-ResellerInstance` });
    const variantResources = [];
    for (const { id } of (await this.#ask("GET", `/products/${product}/variants`)).value) {
      if (id === "testdrive") continue;
      const own = [];
      for (const type of ["Availability", "Package", "Listing"]) {
        own.push({ type, value: await this.#planInstance(type, id) });
      }
      variantResources.push({ variantID: id, resources: own });
    }
    const targets = [{ type: "Scope", value: "preview" }];
    const body = { resourceType: "SubmissionCreationRequest", targets, resources, variantResources };
    const { id } = await this.#ask("POST", `/products/${product}/submissions`, body);
    return (await this.#ask("GET", `/products/${product}/submissions/${id}`)).id;
  }

  /** `release`: the status of the promotion of the first submission in the list. */
  async release(): Promise<number> {
    const submissions = `/products/${await this.#findByName()}/submissions`;
    const { value } = await this.#ask("GET", submissions);
    return (await this.#call("POST", `${submissions}/${value[0]?.id}/promote`)).status;
  }

  /** `plan delete`. */
  async deletePlan(plan: string): Promise<number> {
    const variants = `/products/${await this.#findByName()}/variants`;
    const { value } = await this.#ask("GET", variants);
    const found = value.find(({ externalID }) => externalID === plan);
    return (await this.#call("DELETE", `${variants}/${found?.id}`)).status;
  }

  /** `delete`. */
  async delete(): Promise<number> {
    return (await this.#call("DELETE", `/products/${await this.show()}`)).status;
  }
}
