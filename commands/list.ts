// `partnercenter list`: the offers of the account, and how far each has come.
import { offerIdOf } from "../provider/partner-center/areas/traits.js";
import { systemClock } from "../provider/partner-center/clock.js";
import { NotFoundError, ServiceError, ValidationError } from "../provider/partner-center/errors.js";
import { inOneLine } from "../provider/partner-center/redact.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { type FoundOffer, type FoundSubmission, offerOf, submissionOf } from "../provider/queries.js";
import { accountOffers } from "./account-offers.js";
import { Progress } from "./progress.js";
import { servicesOf } from "./services.js";
import { phaseWords } from "./status-text.js";
import type { AccountWork, Services } from "./work.js";

/** An item of what `partnercenter list --json` prints. */
export interface ListedOffer extends FoundOffer {
  /** How far it has come; `unknown` where the service does not say. */
  readonly state: "draft" | "preview" | "live" | "unknown";
  /** The newest. */
  readonly submission?: FoundSubmission;
}

/** How far an offer with these submissions has come, whatever else is under way. */
function stateOf(submissions: readonly FoundSubmission[]): ListedOffer["state"] {
  const phases = submissions.map(({ phase }) => phase);
  if (phases.includes("live")) return "live";
  return phases.includes("preview") || phases.includes("publishing") ? "preview" : "draft";
}

/** One request. What is wrong with one offer does not keep the others from being listed. */
async function listed(services: Services, product: Product, say: (line: string) => void): Promise<ListedOffer> {
  const offer = offerOf(product);
  try {
    const submissions = (await services.submissionsOf(product).list(product.id)).map(submissionOf);
    const newest = submissions.at(-1);
    return { ...offer, state: stateOf(submissions), ...(newest === undefined ? {} : { submission: newest }) };
  } catch (error) {
    const isOfOffer = [NotFoundError, ValidationError, ServiceError].some((kind) => error instanceof kind);
    if (!isOfOffer) throw error;
    say(`warning: the state of ${nameOf(product)} is not known: ${(error as Error).message}`);
    return { ...offer, state: "unknown" };
  }
}

const nameOf = (product: Product): string => offerIdOf(product) ?? product.id;

/** The state, and what is under way besides, such as `live; submission 3 in preview, waits to be promoted`. */
function stateText({ state, submission }: ListedOffer): string {
  if (submission === undefined || submission.phase === state || submission.phase === "canceled") return state;
  return `${state}; submission ${submission.releaseNumber ?? "?"} ${phaseWords[submission.phase]}`;
}

/** Columns, each as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Lists all offers, sorted by their ids. */
export const listOffers: AccountWork = async (client, configuration, { json }, { env, stdout, stderr }) => {
  const say = (line: string) => void stderr.write(`${line}\n`);
  const products = (await accountOffers(client, say)).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const services = servicesOf(client, configuration, { env, stderr });
  const progress = new Progress(systemClock, products.length, "offers", say);
  const offers = await Promise.all(
    products.map(async (product) => {
      const offer = await listed(services, product, say);
      progress.step();
      return offer;
    }),
  );
  if (json) {
    stdout.write(`${JSON.stringify(offers, null, 2)}\n`);
  } else if (offers.length === 0) {
    stdout.write(`There is no offer in this account (at ${configuration.host()})\n`);
  } else {
    const rows = offers.map((offer) => [
      offer.offerId ?? offer.productId,
      offer.type,
      stateText(offer),
      inOneLine(offer.alias ?? ""),
    ]);
    stdout.write(`${table([["OFFER ID", "TYPE", "STATE", "ALIAS"], ...rows]).join("\n")}\n`);
  }
  return 0;
};
