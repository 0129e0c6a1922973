/** A colleague who works on the same offers in Partner Center's own pages: plain HTTP calls, beside our client. */
import assert from "node:assert/strict";
import type { Properties } from "../../provider/properties.js";

/** Where a draft is: module of its branches, and its collection. */
const places = {
  Property: ["Property", "properties"],
  Listing: ["Listing", "listings"],
  ProductAvailability: ["Availability", "productAvailabilities"],
  FeatureAvailability: ["Availability", "featureAvailabilities"],
  PackageConfiguration: ["Package", "packageConfigurations"],
} as const;
export type Place = keyof typeof places;

const expand = "?$expand=MarketStates,Trial,PriceSchedules";

export class Colleague {
  private token = "";

  private constructor(
    private readonly endpoint: string,
    private readonly loginEndpoint: string,
    private readonly tenant: string,
  ) {}

  static async signIn(emulator: { endpoint: string; loginEndpoint: string }, tenant = "contoso"): Promise<Colleague> {
    const colleague = new Colleague(emulator.endpoint, emulator.loginEndpoint, tenant);
    await colleague.renew();
    return colleague;
  }

  private async renew(): Promise<void> {
    const reply = await fetch(`${this.loginEndpoint}/${this.tenant}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "c0ffee00-0000-4000-8000-00000000cafe",
        client_secret: "of the colleague",
        resource: "https://api.partner.microsoft.com",
      }),
    });
    assert.equal(reply.status, 200);
    this.token = ((await reply.json()) as { access_token: string }).access_token;
  }

  /** The parsed body of a reply with a good status. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Properties> {
    const reply = await fetch(`${this.endpoint}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (reply.status === 401) {
      await this.renew(); // the test has moved the clock
      return this.call(method, path, body, headers);
    }
    const text = await reply.text();
    assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Properties);
  }

  async list(path: string): Promise<Properties[]> {
    return (await this.call("GET", path)).value as Properties[];
  }

  async draft(productId: string, place: Place, variantId?: string): Promise<Properties> {
    const [module, collection] = places[place];
    const branches = await this.list(`/products/${productId}/branches/getByModule(module=${module})`);
    const branch = branches.find((candidate) => candidate.variantID === variantId);
    assert.ok(branch, `no branch ${module}`);
    const path = `/products/${productId}/${collection}/getByInstanceID(instanceID=${branch.currentDraftInstanceID})${expand}`;
    const [draft] = await this.list(path);
    assert.ok(draft, `${path} is empty`);
    return draft;
  }

  /** Edits a draft as a person in the portal does. */
  async edit(productId: string, place: Place, change: Properties, variantId?: string): Promise<Properties> {
    const draft = await this.draft(productId, place, variantId);
    const path = `/products/${productId}/${places[place][1]}/${draft.id}${expand}`;
    return this.call("PUT", path, { ...draft, ...change }, { "if-match": String(draft["@odata.etag"]) });
  }

  createProduct(offerId: string, alias: string): Promise<Properties> {
    const externalIDs = [{ type: "AzureOfferId", value: offerId }];
    return this.call("POST", "/products", { resourceType: "AzureApplication", name: alias, externalIDs });
  }

  /** The products with this offer id. */
  async products(offerId: string): Promise<Properties[]> {
    const all = await this.list(`/products?$filter=${encodeURIComponent("ResourceType eq 'AzureApplication'")}`);
    return all.filter(({ externalIDs }) => (externalIDs as { value: string }[]).some(({ value }) => value === offerId));
  }

  async images(productId: string): Promise<Properties[]> {
    const { id } = await this.draft(productId, "Listing");
    return this.list(`/products/${productId}/listings/${id}/images`);
  }

  /** Puts another picture in the place of all of its type. */
  async replaceImage(productId: string, type: string, fileName: string, bytes: Uint8Array): Promise<void> {
    const { id } = await this.draft(productId, "Listing");
    const images = `/products/${productId}/listings/${id}/images`;
    for (const image of await this.list(images)) {
      if (image.type === type) await this.call("DELETE", `${images}/${image.id}`);
    }
    const made = await this.call("POST", images, { resourceType: "ListingImage", fileName, type, order: 0 });
    const headers = { "x-ms-blob-type": "BlockBlob" };
    const put = await fetch(String(made.fileSasUri), { method: "PUT", headers, body: Buffer.from(bytes) });
    assert.equal(put.status, 201);
    await this.call("PUT", `${images}/${made.id}`, { ...made, state: "Uploaded" }, { "if-match": "*" });
  }

  /** Submits an offer with all its plans, as somebody with another tool. */
  async submit(productId: string): Promise<Properties> {
    const instances = async (module: string) =>
      this.list(`/products/${productId}/branches/getByModule(module=${module})`);
    const modules = ["Availability", "Property", "Package", "Listing", "ResellerConfiguration"];
    const found = await Promise.all(modules.map(async (module) => ({ module, branches: await instances(module) })));
    const of = (variantId?: string) =>
      found.flatMap(({ module, branches }) =>
        branches
          .filter(({ variantID }) => variantID === variantId)
          .map(({ currentDraftInstanceID }) => ({ type: module, value: currentDraftInstanceID })),
      );
    const variants = await this.list(`/products/${productId}/variants`);
    return this.call("POST", `/products/${productId}/submissions`, {
      resourceType: "SubmissionCreationRequest",
      targets: [{ type: "Scope", value: "preview" }],
      resources: of(),
      variantResources: variants.map(({ id }) => ({ variantID: id, resources: of(String(id)) })),
    });
  }
}
