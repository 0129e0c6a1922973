/**
 * Drafts: the objects that the service creates by itself for each offer and plan, found by their branch, and changed by
 * a full replacement under the ETag.
 */
// API reference §3.3, §4.2, §8.1
import { isDeepStrictEqual } from "node:util";
import { ConflictError, DraftNotFoundError, NotFoundError } from "../errors.js";
import type { Transport } from "../http/transport.js";
import type { FeatureAvailability, ProductAvailability } from "../schemas/availability.js";
import type { PackageConfiguration } from "../schemas/package-configuration.js";
import type { NewDraft } from "../schemas/requests.js";
import type { Branch, Listing, Property } from "../schemas/resources.js";
import { Branches } from "./branches.js";
import type { DraftBody, DraftResource, DraftResources } from "./draft-resources.js";
import { inLanguage } from "./traits.js";

/** The kinds of drafts with their types. */
export interface DraftBodies {
  readonly Property: Property;
  readonly Listing: Listing;
  readonly ProductAvailability: ProductAvailability;
  readonly FeatureAvailability: FeatureAvailability;
  readonly PackageConfiguration: PackageConfiguration;
}
export type DraftKind = keyof DraftBodies;

/** Which draft. */
export interface DraftReference<K extends DraftKind = DraftKind> {
  readonly productId: string;
  readonly kind: K;
  /** The plan's id; none = the offer's own draft. */
  readonly variantId?: string | undefined;
  /** Listings only. Default: `en-us`, or the first there is. */
  readonly languageCode?: string | undefined;
}

/** A draft as the service has it. `body` is the whole resource, unknown fields included. */
export interface Draft<T> {
  readonly instanceId: string;
  readonly id: string;
  /** With its inner quotes. */
  // API reference §3.3
  readonly etag: string;
  readonly body: T;
}

/** The module of the branches that point to each kind. */
// API reference §3.7
const modules: Record<DraftKind, string> = {
  Property: "Property",
  Listing: "Listing",
  ProductAvailability: "Availability",
  FeatureAvailability: "Availability",
  PackageConfiguration: "Package",
};

/** The module of the branches, and of a submission's resources, that a kind of draft belongs to. */
export function moduleOf(kind: DraftKind): string {
  return modules[kind];
}

/**
 * Attempts of a replacement: its pictures are brought beside a listing, and no source says whether each gives it another ETag.
 */
const mostTries = 4;

export class Drafts {
  private readonly lookup: Branches;

  constructor(
    private readonly transport: Transport,
    private readonly resources: DraftResources,
  ) {
    this.lookup = new Branches(transport);
  }

  private resource(kind: DraftKind): DraftResource<DraftBody> {
    // Each resource takes the bodies that it gave itself.
    return this.resources[kind] as unknown as DraftResource<DraftBody>;
  }

  /** All branches of a module, the offer's and the plans'. One request for all callers, kept until {@link forget}. */
  branches(productId: string, module: string): Promise<Branch[]> {
    return this.lookup.list(productId, module);
  }

  /** Asks for the branches of modules ahead of time. Whoever asks later is told what went wrong. */
  lookAhead(productId: string, modules: readonly string[]): void {
    for (const module of modules) this.lookup.list(productId, module).catch(() => undefined);
  }

  /** The same for the offer's drafts of some kinds. */
  lookAheadDrafts(productId: string, kinds: readonly DraftKind[]): void {
    this.lookAhead(productId, kinds.map(moduleOf));
  }

  /** Call this when instances may have changed; submissions do so by themselves. */
  forget(productId: string): void {
    this.lookup.forget(productId);
  }

  /** The draft instance, waited for up to 30 s after an offer or a plan was created. @throws DraftNotFoundError */
  instanceId({ productId, kind, variantId }: DraftReference): Promise<string> {
    return this.lookup.instanceId(productId, moduleOf(kind), variantId);
  }

  /**
   * The offer-level instance of any module, e.g. `ResellerConfiguration`; undefined, without a wait, if there is none.
   */
  moduleInstanceId(productId: string, module: string): Promise<string | undefined> {
    return this.lookup.moduleInstanceId(productId, module);
  }

  /** The same, waited for up to 30 s after the offer was created. @throws DraftNotFoundError */
  awaitModuleInstanceId(productId: string, module: string): Promise<string> {
    return this.lookup.instanceId(productId, module);
  }

  /** @throws DraftNotFoundError if there is none even after looking its instance up once more. */
  read<K extends DraftKind>(reference: DraftReference<K>): Promise<Draft<DraftBodies[K]>>;
  /** The same for callers that treat all kinds alike and name the body's type themselves. */
  read<T extends object>(reference: DraftReference): Promise<Draft<T>>;
  read(reference: DraftReference): Promise<Draft<DraftBody>> {
    return this.find(reference);
  }

  /** The same as this client has just read or written it, or else {@link read}. */
  async justSeen<T extends object>(reference: DraftReference): Promise<Draft<T>> {
    const instanceId = await this.instanceId(reference);
    const seen = this.resource(reference.kind).justSeen(reference.productId, instanceId);
    const body = seen && bodyIn(seen, reference);
    return body === undefined ? this.read<T>(reference) : (draftOf(instanceId, body) as unknown as Draft<T>);
  }

  /**
   * The listing of an offer or a plan in all its languages, with one request.
   * @param mayBeSeen As this client has just read or written it.
   * @throws DraftNotFoundError if there is none even after looking its instance up once more.
   */
  readLanguages(
    { productId, variantId }: { productId: string; variantId?: string | undefined },
    { mayBeSeen = false } = {},
  ) {
    const reference: DraftReference<"Listing"> = { productId, variantId, kind: "Listing" };
    return this.found(reference, async (instanceId) => {
      const seen = mayBeSeen ? this.resources.Listing.justSeen(productId, instanceId) : undefined;
      const bodies = seen ?? (await this.fetchAll(reference, instanceId));
      return bodies?.length ? bodies.map((body) => draftOf(instanceId, body) as Draft<Listing>) : undefined;
    });
  }

  /**
   * Adds a language to the listing of an offer or a plan; `body` is what it says (a guess).
   * @throws ConflictError if there is one in this language.
   */
  // API reference §2.1 row 37
  async addLanguage(reference: DraftReference<"Listing">, body: NewDraft): Promise<Draft<Listing>> {
    const instanceId = await this.instanceId(reference);
    const { languageCode } = reference;
    return draftOf(
      instanceId,
      await this.resources.Listing.create(reference.productId, instanceId, { ...body, languageCode }),
    ) as Draft<Listing>;
  }

  private find(reference: DraftReference): Promise<Draft<DraftBody>> {
    return this.found(reference, (instanceId) => this.fetch(reference, instanceId));
  }

  private async found<Found>(
    reference: DraftReference,
    fetch: (instanceId: string) => Promise<Found | undefined>,
  ): Promise<Found> {
    const { productId, kind } = reference;
    const found = await fetch(await this.instanceId(reference));
    if (found !== undefined) return found;
    // The instance has changed, or it is so new that nothing is behind it yet.
    this.lookup.forget(productId, moduleOf(kind));
    await this.transport.clock.sleep(1000);
    const instanceId = await this.instanceId(reference);
    const again = await fetch(instanceId);
    if (again !== undefined) return again;
    throw new DraftNotFoundError(
      `Partner Center has no ${kind} draft behind the instance ${instanceId} of offer ${productId}` +
        `${reference.languageCode === undefined ? "" : ` in the language ${reference.languageCode}`}. ` +
        "Check that the offer is complete in Partner Center, then run again.",
    );
  }

  /**
   * Changes a draft to what `merge` makes of it; two requests with a good `known` (look-up, PUT), three without.
   *
   * @param merge Gets a copy of the whole current resource and returns the wanted one; called again with a fresh one
   *   if somebody else was faster. What it throws is thrown. A result equal to what it got is not sent.
   * @param known The draft as last seen: a hint that saves a GET, used if its instance is still the right one. The ETag
   *   guards it.
   * @returns The draft as the service then has it.
   * @throws ConflictError if it was changed by somebody else each of four times in a row; ValidationError.
   */
  write<K extends DraftKind>(
    reference: DraftReference<K>,
    merge: (current: DraftBodies[K]) => DraftBodies[K],
    known?: Draft<DraftBodies[K]>,
  ): Promise<Draft<DraftBodies[K]>>;
  /** The same for callers that treat all kinds alike and name the body's type themselves. */
  write<T extends object>(reference: DraftReference, merge: (current: T) => T, known?: Draft<T>): Promise<Draft<T>>;
  async write(
    reference: DraftReference,
    merge: (current: DraftBody) => DraftBody,
    known?: Draft<DraftBody>,
  ): Promise<Draft<DraftBody>> {
    const instanceId = await this.instanceId(reference);
    const usable = known !== undefined && known.instanceId === instanceId && isComplete(reference.kind, known.body);
    const current = usable ? known : await this.find(reference);
    return this.replaceOrAgain(reference, current, merge, mostTries);
  }

  private async replaceOrAgain(
    reference: DraftReference,
    current: Draft<DraftBody>,
    merge: (current: DraftBody) => DraftBody,
    tries: number,
  ): Promise<Draft<DraftBody>> {
    try {
      return await this.replace(reference, current, merge);
    } catch (error) {
      if (tries === 1) throw error;
      if (error instanceof NotFoundError) this.lookup.forget(reference.productId, moduleOf(reference.kind));
      else if (!(error instanceof ConflictError)) throw error;
    }
    return this.replaceOrAgain(reference, await this.find(reference), merge, tries - 1);
  }

  private async replace(
    reference: DraftReference,
    current: Draft<DraftBody>,
    merge: (current: DraftBody) => DraftBody,
  ): Promise<Draft<DraftBody>> {
    const wanted = plain(merge(structuredClone(current.body)));
    if (isDeepStrictEqual(wanted, plain(current.body))) return current;
    const sent = { ...wanted, id: current.id, "@odata.etag": current.etag };
    const body = await this.resource(reference.kind).put(reference.productId, current.id, sent, current.etag);
    // A reply without the expanded parts would make a later replacement lose them.
    if (!isComplete(reference.kind, body) && isComplete(reference.kind, sent)) return this.find(reference);
    return draftOf(current.instanceId, body);
  }

  /** Undefined for an instance that is gone, or that has no such resource. */
  private async fetch(reference: DraftReference, instanceId: string): Promise<Draft<DraftBody> | undefined> {
    const bodies = await this.fetchAll(reference, instanceId);
    if (bodies === undefined) return undefined;
    const body = bodyIn(bodies, reference);
    return body === undefined ? undefined : draftOf(instanceId, body);
  }

  /** Undefined for an instance that is gone. */
  private async fetchAll(reference: DraftReference, instanceId: string): Promise<DraftBody[] | undefined> {
    try {
      return await this.resource(reference.kind).byInstance(reference.productId, instanceId);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }
}

const draftOf = (instanceId: string, body: DraftBody): Draft<DraftBody> => ({
  instanceId,
  id: body.id,
  etag: body["@odata.etag"],
  body,
});

/** Of the resources of an instance the one that is meant. */
function bodyIn(bodies: readonly DraftBody[], { kind, languageCode }: DraftReference): DraftBody | undefined {
  return kind === "Listing" ? inLanguage(bodies, languageCode) : bodies[0];
}

/** As it would travel: without undefined values. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Whether a body has the parts that only come with `$expand`. */
// API reference §2.3
function isComplete(kind: DraftKind, body: object): boolean {
  return kind !== "FeatureAvailability" || ("marketStates" in body && "priceSchedules" in body);
}
