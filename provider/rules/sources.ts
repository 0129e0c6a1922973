// Where the rules of Partner Center are told, and of when that is: rules change, and pages contradict each other.

/** A page of Microsoft's documentation, or another source, as it was at a time. */
export interface Source {
  /** As a sentence names it: `page azure-app-plans`. */
  readonly name: string;
  /** Of the source, as it says itself: year and month. */
  readonly date: string;
}

function page(name: string, date: string): Source {
  return { name: `page ${name}`, date };
}

/** By the last part of the address of a page. */
export const sources = {
  listing: page("azure-app-offer-listing", "2022-03"),
  managed: page("azure-app-managed", "2022-08"),
  metering: page("azure-app-metered-billing", "2021-10"),
  planManaged: page("plan-azure-app-managed-app", "2020-11"),
  planOffer: page("plan-azure-application-offer", "2022-08"),
  plans: page("azure-app-plans", "2021-06"),
  plansBulgarian: page("azure-app-plans in Bulgarian", "read in 2026-11"),
  plansPricing: page("plans-pricing", "2020-08"),
  preview: page("azure-app-preview", "2022-03"),
  properties: page("azure-app-properties", "2021-06"),
  solution: page("azure-app-solution", "2022-08"),
  /** What a working client of Microsoft's sends, with what the portal asks for. */
  machineFlow: { name: "observed: what a client of Microsoft's sends", date: "2026-11" },
  /** As much as is known of it: no client of others was seen to publish such an offer. */
  containers: { name: "assumed from the schemas and the portal's pages", date: "2026-11" },
  saas: { name: "assumed from the schemas and the portal's pages", date: "2026-11" },
  /** What the schemas of the API and the portal's pages say of each type of offer. */
  typeSheet: { name: "Microsoft's schemas and pages of this type of offer", date: "2026-11" },
  /** Nobody says a number here: it is that of other texts, lists or types of offers. */
  likeOthers: { name: "an assumption from like values", date: "2026-11" },
  summary: { name: "a public summary of the documentation", date: "2025-10" },
} as const satisfies Record<string, Source>;

/** In brackets behind a sentence: `page azure-app-plans, 2021-06`. */
export function cited({ name, date }: Source): string {
  return `${name}, ${date}`;
}
