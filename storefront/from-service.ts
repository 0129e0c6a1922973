// An offer as Partner Center's submission API has it: bodies of its resources, with the bytes of pictures.
import type { Action, Listing, Meter, Offer, Picture, Plan, PlanListing, Price } from "./model.js";
import { amount, type Fields, fields, isTrue, items, said, text, textLists } from "./values.js";

/** A file of a listing: its resource, and its bytes where they were read (of a video, those of its picture). */
export interface StoredFile {
  readonly body: Fields;
  readonly bytes: Uint8Array | undefined;
}

/** The listing of the offer in one language, with its files in the order in which the service lists them. */
export interface StoredListing {
  readonly body: Fields;
  readonly images: readonly StoredFile[];
  readonly videos: readonly StoredFile[];
  readonly documents: readonly StoredFile[];
}

/** A plan: the variant, its listing in each language, its availability. */
export interface StoredPlan {
  readonly variant: Fields;
  readonly listings: readonly Fields[];
  readonly availability: Fields | undefined;
}

/** An offer. */
export interface StoredOffer {
  readonly offerId: string;
  readonly setup: Fields | undefined;
  readonly property: Fields | undefined;
  /** The preview audience. */
  readonly availability: Fields | undefined;
  readonly listings: readonly StoredListing[];
  readonly plans: readonly StoredPlan[];
}

const actions: Readonly<Record<string, Action>> = { "contact-me": "Contact me", "free-trial": "Free trial" };

/** What the button says; only offers that are not sold choose it. */
export function actionOf(sellingOption: unknown, callToAction: unknown): Action {
  const chosen = text(sellingOption).toLowerCase() === "listingonly" ? text(callToAction).toLowerCase() : "";
  return actions[chosen] ?? "Get it now";
}

const isOf = (type: string) => (file: StoredFile) => text(file.body.type).toLowerCase() === type.toLowerCase();

function picture({ body, bytes }: StoredFile): Picture {
  return { bytes, name: text(body.fileName) };
}

/** The last one of a kind counts: the service keeps several, and shows one (assumed). */
function logo(images: readonly StoredFile[], type: string): Picture | undefined {
  const file = images.findLast(isOf(type));
  return file && picture(file);
}

function listing({ body, images, videos, documents }: StoredListing): Listing {
  const links = items(body.listingUris);
  const linked = (type: string) => said(links.find((one) => text(one.type).toLowerCase() === type)?.uri);
  const support = items(body.listingContacts).find(({ type }) => text(type).toLowerCase() === "customersupport");
  return {
    language: text(body.languageCode).toLowerCase() || "en-us",
    title: text(body.title),
    summary: text(body.summary),
    shortDescription: text(body.shortDescription),
    description: text(body.description),
    publisher: text(body.publisherName),
    logos: { small: logo(images, "AzureLogoSmall"), large: logo(images, "AzureLogoLarge") },
    screenshots: images
      .filter(isOf("AzureLogoScreenshot"))
      .toSorted((a, b) => (amount(a.body.order) ?? 0) - (amount(b.body.order) ?? 0))
      .map((file) => ({ picture: picture(file), caption: text(file.body.description) })),
    videos: videos.map(({ body, bytes }) => {
      const { title, fileName } = fields(body.thumbnail);
      return {
        title: said(title) ?? text(body.fileName),
        address: text(body.streamingUri),
        thumbnail: { bytes, name: text(fileName) },
      };
    }),
    documents: documents.map(({ body }) => ({
      title: said(body.friendlyName) ?? text(body.fileName),
      description: text(body.description),
    })),
    privacyPolicy: linked("privacyuri"),
    support: linked("publiccloudsupport") ?? said(support?.uri),
    links: links
      .filter(({ type }) => !["privacyuri", "publiccloudsupport"].includes(text(type).toLowerCase()))
      .map(({ displayText, uri }) => ({ title: said(displayText) ?? text(uri), address: text(uri) })),
  };
}

function holdsAlways({ dateTimeRange }: Fields): boolean {
  return Object.values(fields(dateTimeRange)).every((end) => end === undefined || end === null);
}

/** Flat prices; one that holds for a time only counts where there is no other. */
function prices(availability: Fields): Price[] {
  return items(availability.priceSchedules).flatMap(({ isBaseSchedule, marketCodes, schedules }) => {
    const markets = isTrue(isBaseSchedule) ? [undefined] : (Array.isArray(marketCodes) ? marketCodes : []).map(text);
    const flat = items(schedules).filter(({ pricingModel }) => text(pricingModel).toLowerCase() !== "usage");
    return (["month", "year"] as const).flatMap((term) => {
      const own = flat.filter(
        ({ priceCadence }) => (text(fields(priceCadence).type).toLowerCase() || "month") === term,
      );
      const { openPrice, currencyCode } = fields((own.find(holdsAlways) ?? own[0])?.retailPrice);
      const value = amount(openPrice);
      if (value === undefined) return [];
      return markets.map((market) => ({ term, market, amount: value, currency: said(currencyCode) ?? "USD" }));
    });
  });
}

function meters(availability: Fields): Meter[] {
  return items(availability.customMeters)
    .filter(({ isEnabled }) => isEnabled !== false && isEnabled !== "false")
    .map((meter) => ({
      name: said(meter.displayName) ?? text(meter.ID ?? meter.id),
      unit: text(meter.unitOfMeasure),
      price: amount(meter.priceInUsd) ?? 0,
      included: items(meter.includedBaseQuantities).flatMap(({ recurringUnit, isInfinite, quantity }) => {
        const term = text(recurringUnit).toLowerCase() === "annual" ? "a year" : "a month";
        if (isTrue(isInfinite)) return [`any quantity ${term}`];
        return (amount(quantity) ?? 0) > 0 ? [`${amount(quantity)} ${term}`] : [];
      }),
    }));
}

/** `1 month`; undefined where there is none. */
export function trialText(type: unknown, duration: unknown, durationType: unknown): string | undefined {
  if (["", "notrial"].includes(text(type).toLowerCase())) return undefined;
  const count = amount(duration);
  if (count === undefined) return "without end";
  const unit = text(durationType).toLowerCase().replace(/s$/, "");
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function visibility({ visibility, isHidden }: Fields): Plan["visibility"] {
  if (text(visibility).toLowerCase() === "private") return "private";
  return isTrue(isHidden) ? "hidden" : "public";
}

function plan({ variant, listings, availability = {} }: StoredPlan): Plan {
  const { type, duration, durationType } = fields(availability.trial);
  const members = [...items(availability.subscriptionAudiences), ...items(availability.tenantAudiences)];
  const own = listings.map((body): PlanListing => {
    return {
      language: text(body.languageCode).toLowerCase() || "en-us",
      name: said(body.title) ?? text(variant.friendlyName),
      summary: said(body.shortDescription) ?? text(body.summary),
      description: text(body.description),
    };
  });
  const unnamed = { language: "en-us", name: text(variant.friendlyName), summary: "", description: "" };
  return {
    planId: text(variant.externalID) || text(variant.id),
    type: text(variant.subType) || "solution-template",
    listings: own.length === 0 ? [unnamed] : own,
    visibility: visibility(availability),
    audience: members.length,
    markets: items(availability.marketStates)
      .filter(({ state }) => text(state).toLowerCase() === "enabled")
      .map(({ marketCode }) => text(marketCode))
      .sort(),
    prices: prices(availability),
    meters: meters(availability),
    trial: trialText(type, duration, durationType),
  };
}

/** The offer as buyers see it. */
export function offerOfService(stored: StoredOffer): Offer {
  const { offerId, setup = {}, property = {}, availability = {}, listings, plans } = stored;
  const audiences = items(availability.audiences).flatMap(({ values }) => (Array.isArray(values) ? values : []));
  const members = [...audiences, ...items(availability.subscriptionAudiences)];
  const all = listings.map(listing).sort((a, b) => Number(b.language === "en-us") - Number(a.language === "en-us"));
  const none: StoredListing = { body: {}, images: [], videos: [], documents: [] };
  return {
    offerId,
    action: actionOf(setup.sellingOption, setup.callToAction),
    listings: all.length === 0 ? [listing(none)] : all,
    categories: textLists(property.leveledCategories),
    version: text(property.appVersion),
    standardContract: isTrue(property.useEnterpriseContract),
    amendment: text(property.globalAmendmentTerms),
    termsOfUse: text(property.termsOfUse),
    plans: plans.filter(({ variant }) => variant.id !== "testdrive").map(plan),
    previewAudience: members.length,
  };
}
