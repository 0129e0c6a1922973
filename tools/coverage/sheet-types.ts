/** What is known of the resources of the Product Ingestion API, for the table of coverage. */
import type { OfferName, PlanName } from "../../provider/kinds/shared/offer-kinds.js";

/** A class of offers or plans. */
export type Owner = Exclude<OfferName | PlanName, "Offer" | "Plan">;

/** What is known of a type of resources. */
export interface Sheet {
  readonly type: string;
  /** Sections of what is known of the API. */
  readonly source: string;
  /** The page that sets it, by its key in the state. */
  readonly page: string;
  /** The classes that have that page. */
  readonly owners: readonly Owner[];
  readonly fields: readonly string[];
  /** Set by what is in no table of fields. */
  readonly setBy?: Readonly<Record<string, string>>;
  /** Why no property sets a field. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Set by the client by itself. */
  readonly made?: Readonly<Record<string, string>>;
}

export const removal =
  "deleting is done by the first API; deprecating an offer or plan is left to Partner Center's pages";
export const kind = "by the type of the offer";
export const english = "`en-us`, the only language that was seen";
