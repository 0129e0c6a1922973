// Queries: what Partner Center has, for a program that does not manage it. They ask at preview too, as Pulumi's own
// functions do, with the same credentials and settings as resources. Nothing of HTTP is loaded before the first one.
import * as pulumi from "@pulumi/pulumi";
import type { Queries } from "../provider/queries.js";
import { providerPackage } from "./native.js";
import { configurationOf, type Provider } from "./provider.js";

/** Which account a query asks. Default: the one that the environment or the stack's configuration names. */
export interface QueryOptions {
  /** An explicit provider. */
  provider?: Provider | undefined;
  /** A resource, such as a component, whose provider is used. */
  parent?: pulumi.Resource | undefined;
}

/** An offer, by exactly one of its ids. */
export interface OfferReference {
  /** The offer id, as people know it. */
  offerId?: string | undefined;
  /** The id that Partner Center gave it, as the output `productId` of an `Offer`. */
  productId?: string | undefined;
}

/** Arguments of {@link getOffer}. */
export interface GetOfferArgs extends OfferReference {}

/** Arguments of {@link listOffers}. */
export interface ListOffersArgs {
  /** `AzureApplication`, `AzureContainer`, `AzureThirdPartyVirtualMachine`, … Default: all types. */
  type?: string | undefined;
  /** At most one offer has it. */
  offerId?: string | undefined;
}

/** Arguments of {@link getPlan}. */
export interface GetPlanArgs extends OfferReference {
  /** The plan id, as people know it. */
  planId: string;
}

/** Arguments of {@link listSubmissions}. */
export interface ListSubmissionsArgs extends OfferReference {}

/** The same arguments, each of them perhaps an output. */
export type OutputArgs<Args> = { [Key in keyof Args]: pulumi.Input<Args[Key]> };

/** An offer of the account. */
export interface ListedOffer {
  /** Id of the product in Partner Center. */
  productId: string;
  /** None for offers of other stores of Microsoft. */
  offerId?: string;
  /** Such as `AzureApplication`. */
  type: string;
  /** The name in Partner Center; customers never see it. */
  alias?: string;
}

/** A plan of an offer. */
export interface GetPlanResult {
  /**
   * The id that the plan's resource has: of an Azure application product id / variant id; of virtual machines, containers
   * and SaaS offer id / plan id.
   */
  id: string;
  /** Id of the offer's product in Partner Center. */
  productId: string;
  /** Id of the plan in Partner Center. */
  variantId: string;
  /** The id that people know. */
  planId: string;
  /** `managed-application` or `solution-template`; only for Azure applications. */
  planType?: string;
  /** The plan's name in Partner Center. */
  name?: string;
  /** `Active` or `Inactive`. */
  state?: string;
}

/** An offer with its plans. */
export interface GetOfferResult extends ListedOffer {
  /** In the order of the service, without the pseudo-plan for test drives. */
  plans: GetPlanResult[];
}

/** A submission of an offer. */
export interface ListedSubmission {
  /** Nineteen digits, as a text. */
  submissionId: string;
  /** 1, 2, … per offer. */
  releaseNumber?: number;
  /** Where it is on its way, from the service's `state` and `substate`. */
  phase: "inProgress" | "failed" | "preview" | "publishing" | "live" | "canceled" | "unknown";
  /** As the service has it. */
  state?: string;
  /** As the service has it. */
  substate?: string;
  /** UTC; only once it was published. */
  publishedAt?: string;
}

/**
 * A query failed. One line; `code` tells why, such as `ERR_PARTNER_CENTER_NOT_FOUND` or
 * `ERR_PARTNER_CENTER_CONFIGURATION`.
 */
export class QueryError extends pulumi.RunError {
  /** Why, for programs. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.name = "QueryError";
    this.code = code;
  }
}

/**
 * An offer with its plans.
 *
 * @example
 * ```ts
 * const { productId, plans } = await getOffer({ offerId: "contoso-app" });
 * ```
 *
 * @throws QueryError when there is no such offer, or no credentials.
 */
export function getOffer(args: GetOfferArgs, options?: QueryOptions): Promise<GetOfferResult> {
  return ask("getOffer", options, (queries) => queries.offer(args));
}

/** {@link getOffer} for arguments that are outputs. */
export function getOfferOutput(args: OutputArgs<GetOfferArgs>, options?: QueryOptions): pulumi.Output<GetOfferResult> {
  return askWithOutputs("getOffer", args, options, (queries, known) => queries.offer(known));
}

/**
 * The offers of the account. Give a type where you can: the service has refused the unfiltered list before.
 *
 * @example
 * ```ts
 * const applications = await listOffers({ type: "AzureApplication" });
 * ```
 *
 * @returns None is an empty list, not an error.
 * @throws QueryError when there are no credentials.
 */
export function listOffers(args: ListOffersArgs = {}, options?: QueryOptions): Promise<ListedOffer[]> {
  return ask("listOffers", options, (queries) => queries.offers(args));
}

/** {@link listOffers} for arguments that are outputs. */
export function listOffersOutput(
  args: OutputArgs<ListOffersArgs> = {},
  options?: QueryOptions,
): pulumi.Output<ListedOffer[]> {
  return askWithOutputs("listOffers", args, options, (queries, known) => queries.offers(known));
}

/**
 * A plan of an offer.
 *
 * @example
 * ```ts
 * const { variantId } = await getPlan({ offerId: "contoso-app", planId: "standard" });
 * ```
 *
 * @throws QueryError when there is no such offer or plan, or no credentials.
 */
export function getPlan(args: GetPlanArgs, options?: QueryOptions): Promise<GetPlanResult> {
  return ask("getPlan", options, (queries) => queries.plan(args));
}

/** {@link getPlan} for arguments that are outputs. */
export function getPlanOutput(args: OutputArgs<GetPlanArgs>, options?: QueryOptions): pulumi.Output<GetPlanResult> {
  return askWithOutputs("getPlan", args, options, (queries, known) => queries.plan(known));
}

/**
 * The submissions that the service keeps of an offer (usually the live one and the newest), oldest first.
 *
 * @example
 * ```ts
 * const submissions = await listSubmissions({ offerId: "contoso-app" });
 * const live = submissions.find(({ phase }) => phase === "live");
 * ```
 *
 * @throws QueryError when there is no such offer, or no credentials.
 */
export function listSubmissions(args: ListSubmissionsArgs, options?: QueryOptions): Promise<ListedSubmission[]> {
  return ask("listSubmissions", options, (queries) => queries.submissions(args));
}

/** {@link listSubmissions} for arguments that are outputs. */
export function listSubmissionsOutput(
  args: OutputArgs<ListSubmissionsArgs>,
  options?: QueryOptions,
): pulumi.Output<ListedSubmission[]> {
  return askWithOutputs("listSubmissions", args, options, (queries, known) => queries.submissions(known));
}

type Values = Record<string, string>;

/** The explicit provider's configuration; undefined: the stack's own. */
function configurationFor({ provider, parent }: QueryOptions = {}): pulumi.Output<Values> | undefined {
  const found = provider ?? parent?.getProvider(`${providerPackage()}::`);
  return found === undefined ? undefined : configurationOf(found);
}

async function ask<T>(
  name: string,
  options: QueryOptions | undefined,
  query: (queries: Queries) => Promise<T>,
): Promise<T> {
  const configuration = configurationFor(options);
  if (configuration === undefined) return run(name, undefined, query);
  // Its callback is never called for what is not known, so that has to be checked first.
  const { isKnown } = configuration as unknown as { readonly isKnown: Promise<boolean> };
  if (!(await isKnown)) {
    throw new QueryError(
      `${name}: the arguments of the provider are not known yet, as they come from resources of this program. ` +
        `Use ${name}Output, which waits for them.`,
      "ERR_PARTNER_CENTER_CONFIGURATION",
    );
  }
  const values = await new Promise<Values>((resolve) => configuration.apply(resolve));
  return run(name, values, query);
}

/** The answer is secret where an argument is, and unknown where an argument, or the provider's configuration, is. */
function askWithOutputs<Args extends object, T>(
  name: string,
  args: OutputArgs<Args>,
  options: QueryOptions | undefined,
  query: (queries: Queries, args: Args) => Promise<T>,
): pulumi.Output<T> {
  const known = pulumi.output(args) as unknown as pulumi.Output<Args>;
  const configuration = configurationFor(options);
  const answer =
    configuration === undefined
      ? known.apply((all) => run(name, undefined, (queries) => query(queries, all)))
      : pulumi
          .all([known, configuration])
          .apply(([all, values]) => run(name, values as Values, (queries) => query(queries, all as Args)));
  return answer as unknown as pulumi.Output<T>;
}

async function run<T>(name: string, values: Values | undefined, query: (queries: Queries) => Promise<T>): Promise<T> {
  const { Queries } = await import("../provider/queries.js");
  const prefix = "partnercenter:";
  const stack = new pulumi.Config("partnercenter");
  const get = (key: string) => (values === undefined ? stack.get(key.slice(prefix.length)) : values[key]);
  try {
    return await query(new Queries({ get }));
  } catch (error) {
    const { message, code } = error as Error & { code?: unknown };
    if (typeof code !== "string") throw error;
    const why = code === "ERR_PARTNER_CENTER_CONFIGURATION" ? " Queries ask Partner Center also at preview." : "";
    throw new QueryError(`${name}: ${message}${why}`, code);
  }
}
