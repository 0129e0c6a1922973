// What every command is given, and how it says that it cannot be done.
import type { Configuration } from "../provider/configuration/configuration.js";
import type { Submissions } from "../provider/partner-center/areas/submissions.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import type { ProductIngestionClient } from "../provider/product-ingestion/client.js";
import type { Order } from "./usage.js";

/** Where the command runs; the real one is `process`. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  cwd(): string;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

/** The two APIs, for one account. */
export interface Services {
  readonly client: PartnerCenterClient;
  /** The client of the Product Ingestion API, made when first asked for. */
  ingestion(): ProductIngestionClient;
  /** The submissions of an offer: of some types, not all that is told of them is known by the first API. */
  submissionsOf(product: Product): Pick<Submissions, "list" | "get" | "workflowDetails" | "validations" | "reports">;
  /** Takes a submission back. @throws ConflictError when it is too late */
  cancel(product: Product, submissionId: string): Promise<void>;
}

/** A command for an offer that exists. @returns The exit code. */
export type Work = (services: Services, product: Product, order: Order, surroundings: Surroundings) => Promise<number>;

/** A command for the whole account. @returns The exit code. */
export type AccountWork = (
  client: PartnerCenterClient,
  configuration: Configuration,
  order: Order,
  surroundings: Surroundings,
) => Promise<number>;

/** What was asked for cannot be done; says why. */
export class RefusedError extends Error {}

/** There is no such offer. */
export function notThere({ offerId }: Pick<Order, "offerId">, configuration: Configuration): RefusedError {
  return new RefusedError(
    `there is no offer ${offerId} in this account (at ${configuration.host()}); ` +
      "`partnercenter list` shows those that there are",
  );
}
