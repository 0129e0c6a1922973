// The program of one run, as far as the engine has told of it: which objects it has, which it takes over from each other,
// and which may stay in Partner Center without it.
import { nameIn } from "../values/stack.js";
import type { Inputs } from "../values/versions.js";

/** One of several resources that have to go together. */
interface Member {
  readonly inputs: Inputs;
  /** It exists already, or may exist. */
  readonly mayExist: boolean;
}

/** Objects are known by texts: `ActiveKind.object`, `identity` and `wantedId`. */
export class Program {
  private readonly wanted = new Set<string>();
  private readonly declared = new Set<string>();
  private readonly claims = new Map<string, string>();
  private readonly groups = new Map<string, Map<string, Member>>();
  private readonly replacements = new Set<string>();
  private readonly kept = new Set<string>();
  private readonly left = new Set<string>();
  private readonly offers = new Set<string>();
  private readonly leftOffers = new Set<string>();
  private readonly keptOffers = new Set<string>();

  /**
   * Takes an object for a resource.
   * @returns The name of another resource that has taken it before; undefined when none has.
   */
  claim(object: string, urn: string): string | undefined {
    const first = this.claims.get(object) ?? urn;
    this.claims.set(object, first);
    return first === urn ? undefined : nameIn(first);
  }

  /**
   * Notes a resource as one of a group, such as the plans of an offer.
   * @returns Those of the group that were noted before it.
   */
  join(group: string, urn: string, member: Member): Member[] {
    const members = this.groups.get(group) ?? new Map<string, Member>();
    this.groups.set(group, members.set(urn, member));
    return [...members.values()].slice(0, [...members.keys()].indexOf(urn));
  }

  /** @param object See `ActiveKind.object`. */
  declare(object: string): void {
    this.declared.add(object);
  }

  declares(object: string): boolean {
    return this.declared.has(object);
  }

  /** A resource has this object, by its identity or by its id: a delete of another one must not remove it. */
  want(key: string): void {
    this.wanted.add(key);
  }

  wants(key: string): boolean {
    return this.wanted.has(key);
  }

  /** The object of this identity will be deleted and created again: what is there until then is ours. */
  expectReplacement(identity: string): void {
    this.replacements.add(identity);
  }

  expectsReplacement(identity: string): boolean {
    return this.replacements.has(identity);
  }

  /** This resource goes on with its object, as far as its properties say. */
  keep(urn: string): void {
    this.kept.add(urn);
  }

  keeps(urn: string): boolean {
    return this.kept.has(urn);
  }

  /** This object, which is published or in preview, may be replaced by another and stay in Partner Center. */
  leavePublished(identity: string): void {
    this.left.add(identity);
  }

  leavesPublished(identity: string): boolean {
    return this.left.has(identity);
  }

  /** Something of the program belongs to this offer. */
  haveOffer(productId: string): void {
    this.offers.add(productId);
  }

  /** False for an offer that leaves the program as a whole, and for all of them in a `pulumi destroy`. */
  hasOffer(productId: string): boolean {
    return this.offers.has(productId);
  }

  /** Whether the offer of this product goes on as it is or is updated, and is not replaced. */
  keepOffer(productId: string, isKept: boolean): void {
    if (isKept) this.keptOffers.add(productId);
    else this.keptOffers.delete(productId);
  }

  keepsOffer(productId: string): boolean {
    return this.keptOffers.has(productId);
  }

  /** This offer stays in Partner Center while the program goes on with another one. */
  leaveOffer(productId: string): void {
    this.leftOffers.add(productId);
  }

  leavesOffer(productId: string): boolean {
    return this.leftOffers.has(productId);
  }
}
