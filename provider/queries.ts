// What a program's queries do: they ask Partner Center, and say what it has in a plain form. Loaded with the first
// query.
import { Configuration, type ConfigurationValues } from "./configuration/configuration.js";
import { connect } from "./configuration/connection.js";
import { ingestedTypes } from "./kinds/shared/offer-kinds.js";
import { publishedAt } from "./pages/publication.js";
import { isTestDrive, offerIdOf } from "./partner-center/areas/traits.js";
import type { PartnerCenterClient } from "./partner-center/client.js";
import { ConfigurationError, NotFoundError } from "./partner-center/errors.js";
import { type SubmissionPhase, submissionPhase } from "./partner-center/publishing/submission-phase.js";
import type { Product, Submission, Variant } from "./partner-center/schemas/resources.js";
import { defined } from "./values/properties.js";

/** An offer, by one of its ids. */
export interface OfferReference {
  readonly offerId?: string | undefined;
  readonly productId?: string | undefined;
}

export interface FoundOffer {
  readonly productId: string;
  readonly offerId?: string;
  readonly type: string;
  readonly alias?: string;
}

export interface FoundPlan {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string;
  readonly planId: string;
  readonly planType?: string;
  readonly name?: string;
  readonly state?: string;
}

export interface FoundSubmission {
  readonly submissionId: string;
  readonly releaseNumber?: number;
  readonly phase: SubmissionPhase;
  readonly state?: string;
  readonly substate?: string;
  readonly publishedAt?: string;
}

/** Clients of this process, so that all queries of one account share a token and a limiter. */
const clients = new Map<string, PartnerCenterClient>();

/** The queries, for one account. */
export class Queries {
  private readonly client: PartnerCenterClient;
  private readonly account: string;

  /** @throws ConfigurationError without credentials, or for a setting that makes no sense. */
  constructor(values: ConfigurationValues, environment: NodeJS.ProcessEnv = process.env) {
    const configuration = new Configuration(values, environment);
    const { tenantId } = configuration.credentials();
    this.account = `tenant ${tenantId} at ${configuration.host()}`;
    const key = JSON.stringify([configuration.credentials(), configuration.settings()]);
    const client = clients.get(key) ?? connect(configuration, environment);
    clients.set(key, client);
    this.client = client;
  }

  /** @throws NotFoundError */
  async offer(reference: OfferReference): Promise<FoundOffer & { readonly plans: FoundPlan[] }> {
    const product = await this.product(reference);
    return { ...offerOf(product), plans: (await this.plansOf(product.id)).map((plan) => planOf(product, plan)) };
  }

  /** In the order of the service. */
  async offers({ type, offerId }: { readonly type?: string | undefined; readonly offerId?: string | undefined }) {
    const isWanted = (product: Product) => type === undefined || product.resourceType === type;
    if (offerId !== undefined) {
      const found = await this.client.products.find(offerId);
      return found === undefined || !isWanted(found) ? [] : [offerOf(found)];
    }
    const products = await this.client.products.list(type === undefined ? {} : { type });
    return products.filter(isWanted).map(offerOf);
  }

  /** @throws NotFoundError */
  async plan({ planId, ...reference }: OfferReference & { readonly planId: string }): Promise<FoundPlan> {
    const product = await this.product(reference);
    const found = (await this.plansOf(product.id)).find(({ externalID }) => externalID === planId);
    if (found === undefined) {
      throw new NotFoundError(
        `The offer ${nameOf(reference)} has no plan with the plan id "${planId}" (${this.account}).`,
      );
    }
    return planOf(product, found);
  }

  /** Oldest first. @throws NotFoundError for an offer that is not there */
  async submissions(reference: OfferReference): Promise<FoundSubmission[]> {
    const productId = reference.productId ?? (await this.product(reference)).id;
    return (await this.client.submissions.list(productId)).map(submissionOf);
  }

  private async product(reference: OfferReference): Promise<Product> {
    const { offerId, productId } = reference;
    if ((offerId === undefined) === (productId === undefined)) {
      throw new ConfigurationError("Name the offer by either its offerId or its productId.");
    }
    if (productId !== undefined) return this.client.products.get(productId);
    const found = offerId === undefined ? undefined : await this.client.products.find(offerId);
    if (found === undefined) {
      throw new NotFoundError(`There is no offer with the offer id "${offerId}" (${this.account}).`);
    }
    return found;
  }

  private async plansOf(productId: string): Promise<Variant[]> {
    return (await this.client.variants.list(productId)).filter(isPlan);
  }
}

/** Whether it is a plan that people have given an id. */
export function isPlan(variant: Variant): boolean {
  return variant.externalID !== undefined && !isTestDrive(variant);
}

const nameOf = ({ offerId, productId }: OfferReference): string =>
  offerId === undefined ? `${productId}` : `"${offerId}"`;

/** An offer in a plain form, for queries and commands alike. */
export function offerOf(product: Product): FoundOffer {
  return defined({
    productId: product.id,
    offerId: offerIdOf(product),
    type: product.resourceType,
    alias: product.name,
  });
}

function planOf(product: Product, variant: Variant): FoundPlan {
  const { id: productId, resourceType } = product;
  const planId = variant.externalID ?? "";
  const isIngested = ingestedTypes.includes(resourceType);
  return defined({
    id: isIngested ? `${offerIdOf(product)}/${planId}` : `${productId}/${variant.id}`,
    productId,
    variantId: variant.id,
    planId,
    planType: variant.subType,
    name: variant.friendlyName,
    state: variant.state,
  });
}

/** A submission in a plain form, for queries and commands alike. */
export function submissionOf(submission: Submission): FoundSubmission {
  return defined({
    submissionId: submission.id,
    releaseNumber: submission.releaseNumber,
    phase: submissionPhase(submission),
    state: submission.state,
    substate: submission.substate,
    publishedAt: publishedAt(submission),
  });
}
