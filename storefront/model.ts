// What a buyer can see of an offer, wherever it is read from: a program, Partner Center's drafts, what was submitted.

/** A picture with its bytes; undefined bytes where there is a picture that could not be read, or was not asked for. */
export interface Picture {
  readonly bytes: Uint8Array | undefined;
  /** From where Partner Center fetches it: a page asks nobody for it. */
  readonly address?: string | undefined;
  /** What people know it by. */
  readonly name: string;
}

/** A picture that the service fetches from an address; it is known by its name, since the service gives it another one. */
export function fetchedPicture(address: string, name: string): Picture {
  return { bytes: undefined, address, name };
}

/** A picture of the product. */
export interface Screenshot {
  readonly picture: Picture;
  readonly caption: string;
}

/** A video elsewhere, with the picture that stands for it. */
export interface Video {
  readonly title: string;
  readonly address: string;
  readonly thumbnail?: Picture | undefined;
}

/** A document for buyers. */
export interface Document {
  readonly title: string;
  readonly description: string;
}

/** A link with its words. */
export interface Link {
  readonly title: string;
  readonly address: string;
}

/** What buyers read, in one language. Texts that are missing are empty. */
export interface Listing {
  /** In lower case, such as `en-us`. */
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  readonly shortDescription: string;
  /** HTML as somebody wrote it: never shown unsanitised. */
  readonly description: string;
  readonly publisher: string;
  readonly logos: { readonly small?: Picture | undefined; readonly large?: Picture | undefined };
  readonly screenshots: readonly Screenshot[];
  readonly videos: readonly Video[];
  readonly documents: readonly Document[];
  readonly privacyPolicy?: string | undefined;
  readonly support?: string | undefined;
  readonly links: readonly Link[];
}

/** An amount in the currency of a market. */
export interface MarketAmount {
  readonly market: string;
  readonly amount: number;
  readonly currency: string;
}

/** How often a price is paid. */
export type Term = "hour" | "month" | "year" | "2 years" | "3 years";

/** A price; without a market it holds for all that have none of their own. */
export interface Price {
  readonly term: Term;
  /** What costs so much each, such as `core` or `user`; undefined for a flat price. */
  readonly unit?: string | undefined;
  /** For how long a buyer is bound, where that is longer than the term, such as `3 years`. */
  readonly bound?: Term | undefined;
  readonly market?: string | undefined;
  readonly amount: number;
  readonly currency: string;
}

/** Something that is paid by use. */
export interface Meter {
  readonly name: string;
  readonly unit: string;
  /** In US dollars. */
  readonly price: number;
  /** What it costs in single markets instead. */
  readonly prices?: readonly MarketAmount[] | undefined;
  /** What the flat price includes, such as `100 a month`. */
  readonly included: readonly string[];
}

/** The texts of a plan, in one language. */
export interface PlanListing {
  readonly language: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
}

/** A plan as buyers choose it. */
export interface Plan {
  readonly planId: string;
  /** `managed-application`, `solution-template`, `virtual-machine`, `container` or `saas`; others are kept. */
  readonly type: string;
  readonly listings: readonly PlanListing[];
  /** `hidden` plans are deployed by other templates only. */
  readonly visibility: "public" | "private" | "hidden";
  /** How many subscriptions and tenants may see a private plan. */
  readonly audience: number;
  /** Two-letter codes, sorted. */
  readonly markets: readonly string[];
  readonly prices: readonly Price[];
  readonly meters: readonly Meter[];
  /** What is said in place of a price where there can be none, such as `Bring your own license`. */
  readonly unpriced?: string | undefined;
  /** Such as `1 month`; undefined where there is none. */
  readonly trial?: string | undefined;
}

/** How buyers get it: what the button says. */
export type Action = "Get it now" | "Contact me" | "Free trial";

/** An offer, as one version of it says. */
export interface Offer {
  readonly offerId: string;
  readonly action: Action;
  /** At least one; the first is what others fall back to. */
  readonly listings: readonly Listing[];
  /** Categories with their subcategories, by their ids. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
  readonly version: string;
  readonly standardContract: boolean;
  /** Amendments for all buyers. */
  readonly amendment: string;
  readonly termsOfUse: string;
  readonly plans: readonly Plan[];
  /** How many subscriptions may see the preview. */
  readonly previewAudience: number;
  /** What they are counted by, where it is not by subscriptions. */
  readonly previewMembers?: "mail address" | undefined;
}

/** Where a version of the offer stands. */
export type Stage = "program" | "draft" | "preview" | "live";

/** A version of the offer. */
export interface Version {
  readonly stage: Stage;
  readonly offer: Offer;
}

/** The listing in a language, or the one that is shown instead. */
export function listingIn<L extends { readonly language: string }>(
  listings: readonly L[],
  language: string,
): L | undefined {
  const of = (wanted: string) => listings.find((listing) => listing.language === wanted);
  return of(language) ?? of("en-us") ?? listings[0];
}
