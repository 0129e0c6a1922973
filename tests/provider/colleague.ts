/** A colleague who works on the same offers in Partner Center's own pages: plain HTTP calls, beside our client. */
import assert from "node:assert/strict";
import type { Properties } from "../../provider/values/properties.js";

/** Where a draft is: module of its branches, and its collection. */
const places = {
  Property: ["Property", "properties"],
  Listing: ["Listing", "listings"],
  ProductAvailability: ["Availability", "productAvailabilities"],
  FeatureAvailability: ["Availability", "featureAvailabilities"],
  PackageConfiguration: ["Package", "packageConfigurations"],
} as const;
export type Place = keyof typeof places;

/** The collections of a listing's files. */
export type MediaKind = "images" | "videos" | "assets";

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

  /** All pages of a collection. */
  async list(path: string): Promise<Properties[]> {
    const { value, nextLink } = await this.call("GET", path);
    const items = value as Properties[];
    if (typeof nextLink !== "string") return items;
    return [...items, ...(await this.list(nextLink.replace(/^v1\.0\/ingestion/, "")))];
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

  images(productId: string): Promise<Properties[]> {
    return this.media(productId, "images");
  }

  /** The listing of an offer in a language. */
  async listing(productId: string, language = "en-us"): Promise<Properties> {
    const branches = await this.list(`/products/${productId}/branches/getByModule(module=Listing)`);
    const branch = branches.find(({ variantID }) => variantID === undefined);
    const all = await this.list(
      `/products/${productId}/listings/getByInstanceID(instanceID=${branch?.currentDraftInstanceID})`,
    );
    const found = all.find(({ languageCode }) => languageCode === language);
    assert.ok(found, `no listing in ${language}`);
    return found;
  }

  /** Where the files of a kind are. */
  async mediaPath(productId: string, kind: MediaKind, language?: string): Promise<string> {
    const { id } = await this.listing(productId, language);
    return `/products/${productId}/listings/${id}/${kind}`;
  }

  async media(productId: string, kind: MediaKind, language?: string): Promise<Properties[]> {
    return this.list(`${await this.mediaPath(productId, kind, language)}?$expand=FileSasUri`);
  }

  /** Adds a file as another tool does; the bytes go to the address that the service gives. */
  async addMedia(productId: string, kind: MediaKind, body: Properties, bytes: Uint8Array, language?: string) {
    const path = await this.mediaPath(productId, kind, language);
    const made = await this.call("POST", path, body);
    const thumbnail = made.thumbnail as Properties | undefined;
    await this.send(String((thumbnail ?? made).fileSasUri), bytes);
    const done = thumbnail === undefined ? {} : { thumbnail: { ...thumbnail, state: "Uploaded" } };
    return this.call("PUT", `${path}/${made.id}`, { ...made, ...done, state: "Uploaded" }, { "if-match": "*" });
  }

  /** Changes a file's texts. */
  async editMedia(productId: string, kind: MediaKind, id: unknown, change: Properties, language?: string) {
    const path = `${await this.mediaPath(productId, kind, language)}/${id}`;
    return this.call("PUT", path, { ...(await this.call("GET", path)), ...change }, { "if-match": "*" });
  }

  async deleteMedia(productId: string, kind: MediaKind, id: unknown, language?: string): Promise<void> {
    await this.call("DELETE", `${await this.mediaPath(productId, kind, language)}/${id}`);
  }

  /** The bytes behind an address that was listed. */
  async bytes(fileSasUri: unknown): Promise<Buffer> {
    const reply = await fetch(String(fileSasUri));
    assert.equal(reply.status, 200);
    return Buffer.from(await reply.arrayBuffer());
  }

  private async send(address: string, bytes: Uint8Array): Promise<void> {
    const headers = { "x-ms-blob-type": "BlockBlob" };
    const put = await fetch(address, { method: "PUT", headers, body: Buffer.from(bytes) });
    assert.equal(put.status, 201);
  }

  /** Puts another picture in the place of all of its type. */
  async replaceImage(productId: string, type: string, fileName: string, bytes: Uint8Array): Promise<void> {
    for (const image of await this.images(productId)) {
      if (image.type === type) await this.deleteMedia(productId, "images", image.id);
    }
    await this.addMedia(productId, "images", { resourceType: "ListingImage", fileName, type, order: 0 }, bytes);
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
