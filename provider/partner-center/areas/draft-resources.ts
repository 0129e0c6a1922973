/**
 * The resources that hold an offer's drafts, addressed by their own id or by their draft instance. `drafts.ts` finds
 * the right one and merges; here is each single call.
 */
// API reference §2.1 rows 8–20, 36–40, 51–53
import type { z } from "zod";
import { path, type Query, segment } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { FeatureAvailability, ProductAvailability } from "../schemas/availability.js";
import { PackageConfiguration } from "../schemas/package-configuration.js";
import { checkedBody, NewDraft } from "../schemas/requests.js";
import { Listing, Property } from "../schemas/resources.js";
import { replaced } from "./replacing.js";

/** What all of them have. */
export interface DraftBody {
  readonly id: string;
  readonly "@odata.etag": string;
  readonly [field: string]: unknown;
}

/** Where a kind lives. The service itself spells the paths in two ways. */
// API reference §2.2
interface ResourcePaths {
  readonly byInstance: string;
  readonly byId: string;
}

/** One kind of draft resource. */
export class DraftResource<T extends DraftBody> {
  constructor(
    protected readonly transport: Transport,
    private readonly paths: ResourcePaths,
    private readonly schema: z.ZodType<T>,
    /** Needed for a whole resource. */
    private readonly query?: Query,
  ) {}

  /** All resources of a draft instance: one, or a listing in each language. @throws NotFoundError if it is gone. */
  async byInstance(productId: string, instanceId: string): Promise<T[]> {
    const where = this.ofInstance(productId, instanceId);
    const found = await this.transport.list(where, this.schema, this.query);
    this.transport.justSeen.keep(where, found);
    return found;
  }

  /** The same as this client has just read or written it; undefined when that is not known. */
  justSeen(productId: string, instanceId: string): T[] | undefined {
    return this.transport.justSeen.get<T[]>(this.ofInstance(productId, instanceId));
  }

  private ofInstance(productId: string, instanceId: string): string {
    return `${this.instances(productId)}${path`getByInstanceID(instanceID=${instanceId})`}`;
  }

  /** For writes that add or remove one. */
  protected forget(productId: string): void {
    this.transport.justSeen.forget(this.instances(productId));
  }

  private instances(productId: string): string {
    return `${path`/products/${productId}`}/${this.paths.byInstance}/`;
  }

  /** What a write has left. The service answers a PUT with what a later GET gives (seen). */
  // API reference §3.9
  private async written(productId: string, id: string, writing: Promise<T>): Promise<T> {
    const { justSeen } = this.transport;
    try {
      const body = await writing;
      const start = this.instances(productId);
      justSeen.change<T[]>(start, (bodies) => bodies.map((one) => (one.id === id ? body : one)));
      return body;
    } catch (error) {
      this.forget(productId);
      throw error;
    }
  }

  /** @throws NotFoundError */
  get(productId: string, id: string): Promise<T> {
    return this.transport.get(this.one(productId, id), this.schema, this.query);
  }

  /**
   * Replaces the whole resource: fields that are left out are lost, so send what was read, with your changes.
   *
   * @param etag Default: the one in the body. `*` overwrites whatever is there.
   * @throws ConflictError if somebody changed it since; ValidationError.
   */
  // API reference §3.9
  async update(productId: string, id: string, body: T, etag: string = body["@odata.etag"]): Promise<T> {
    const options = { ifMatch: etag, query: this.query };
    const sending = replaced(this.transport, this.one(productId, id), this.checked(body), this.schema, options);
    return this.written(productId, id, sending);
  }

  /** The same for a caller who looks after a conflict himself. @throws ConflictError, also after a lost reply. */
  async put(productId: string, id: string, body: T, etag: string): Promise<T> {
    const options = { ifMatch: etag, query: this.query };
    const sending = this.transport.put(this.one(productId, id), this.checked(body), this.schema, options);
    return this.written(productId, id, sending);
  }

  private checked(body: T): T {
    return checkedBody(this.schema, body, `a resource of ${this.paths.byId}`);
  }

  protected all(productId: string): string {
    return `${path`/products/${productId}`}/${this.paths.byId}`;
  }

  protected one(productId: string, id: string): string {
    return `${this.all(productId)}/${segment(id)}`;
  }

  protected listAll(productId: string): Promise<T[]> {
    return this.transport.list(this.all(productId), this.schema, this.query);
  }

  /** No known client does this: the service creates these resources itself. Never repeated. */
  // API reference §2.2
  protected async createAt(path: string, body: NewDraft, resourceType: string): Promise<T> {
    checkedBody(NewDraft, body, `a new resource of ${this.paths.byId}`);
    return this.transport.post(path, { resourceType, ...body }, this.schema);
  }
}

/** The properties page of an offer. */
// API reference §3.8
export class Properties extends DraftResource<Property> {
  constructor(transport: Transport) {
    super(transport, { byInstance: "properties", byId: "properties" }, Property);
  }

  /** One per offer, as a rule. */
  list(productId: string): Promise<Property[]> {
    return this.listAll(productId);
  }

  /**
   * Only where the service created none. It is not repeated after a failure that leaves it open whether it took effect.
   */
  create(productId: string, body: NewDraft): Promise<Property> {
    return this.createAt(this.all(productId), body, "AzureProperty");
  }
}

/** The preview audience of an offer. */
// API reference §3.12
export class ProductAvailabilities extends DraftResource<ProductAvailability> {
  constructor(transport: Transport) {
    super(transport, { byInstance: "productAvailabilities", byId: "productavailabilities" }, ProductAvailability);
  }

  /** One per offer, as a rule. */
  list(productId: string): Promise<ProductAvailability[]> {
    return this.listAll(productId);
  }

  /**
   * Only where the service created none. It is not repeated after a failure that leaves it open whether it took effect.
   */
  create(productId: string, body: NewDraft): Promise<ProductAvailability> {
    return this.createAt(this.all(productId), body, "ProductAvailability");
  }
}

/** Listings of offers and plans, one per language. */
// API reference §3.9
export class Listings extends DraftResource<Listing> {
  constructor(transport: Transport) {
    super(transport, { byInstance: "listings", byId: "listings" }, Listing);
  }

  /**
   * A further language of a draft instance (a guess: no known client does it). After a failure that leaves it open
   * whether it exists, it is looked for first.
   *
   * @param body With `languageCode`, such as `de-de`.
   */
  // API reference §2.1 row 37
  async create(productId: string, instanceId: string, body: NewDraft): Promise<Listing> {
    checkedBody(NewDraft, body, "a new listing");
    const language = body.languageCode?.toLowerCase();
    const made = this.transport.post(
      `${this.all(productId)}/${path`createWithInstanceID(instanceID=${instanceId})`}`,
      { resourceType: "AzureListing", ...body },
      Listing,
      language === undefined
        ? {}
        : {
            recover: async () =>
              (await this.byInstance(productId, instanceId)).find(
                ({ languageCode }) => languageCode?.toLowerCase() === language,
              ),
          },
    );
    return made.finally(() => this.forget(productId));
  }

  /** Takes a language away from the draft. @throws NotFoundError */
  async delete(productId: string, id: string): Promise<void> {
    await this.transport.delete(this.one(productId, id)).finally(() => this.forget(productId));
  }
}

/** Visibility, markets, prices, meters and private audience of a plan. Always read whole. */
// API reference §2.3, §3.13
export class FeatureAvailabilities extends DraftResource<FeatureAvailability> {
  constructor(transport: Transport) {
    super(transport, { byInstance: "featureAvailabilities", byId: "featureavailabilities" }, FeatureAvailability, {
      $expand: "MarketStates,Trial,PriceSchedules",
    });
  }
}

/** Technical configurations of plans, and the one of an offer. */
// API reference §3.15
export class PackageConfigurations extends DraftResource<PackageConfiguration> {
  constructor(transport: Transport) {
    super(transport, { byInstance: "packageConfigurations", byId: "packageconfigurations" }, PackageConfiguration);
  }
}

/** All of them, by the kind of draft that they hold. */
export interface DraftResources {
  readonly Property: Properties;
  readonly Listing: Listings;
  readonly ProductAvailability: ProductAvailabilities;
  readonly FeatureAvailability: FeatureAvailabilities;
  readonly PackageConfiguration: PackageConfigurations;
}
