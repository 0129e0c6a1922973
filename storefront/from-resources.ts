// An offer as the Product Ingestion API has it: the resources of its draft, its preview or what is live.
import { pricingOf } from "./from-resource-prices.js";
import { fetchedPicture, type Listing, type Offer, type Picture, type Plan } from "./model.js";
import { amount, type Fields, fields, items, said, text, textLists, texts } from "./values.js";

/** What is not in the resources themselves. */
export interface ResourceSurroundings {
  /** The bytes of a picture, where they were read. */
  bytesOf?(asset: Fields): Uint8Array | undefined;
  /** The markets of a group: `all` or `taxRemitted`. */
  marketsOf(group: string): readonly string[];
}

const typeOf = ({ $schema }: Fields): string => /\/schema\/([^/]+)\//.exec(text($schema))?.[1] ?? "";

const isThere = ({ lifecycleState }: Fields): boolean => text(lifecycleState) !== "deleted";

const actions: Readonly<Record<string, Offer["action"]>> = { contactme: "Contact me", freetrial: "Free trial" };

/** What the button of an offer says that Microsoft does not sell. */
export function actionOfListing(callToAction: unknown): Offer["action"] {
  return actions[text(callToAction).toLowerCase().replaceAll("-", "")] ?? "Get it now";
}

function listing(own: Fields, resources: readonly Fields[], around: ResourceSurroundings): Listing {
  const language = text(own.languageId).toLowerCase() || "en-us";
  const isOwn = (one: Fields) => (text(one.languageId).toLowerCase() || "en-us") === language;
  const assets = resources.filter((one) => typeOf(one) === "listing-asset" && isOwn(one));
  const inOrder = assets.toSorted((a, b) => (amount(a.displayOrder) ?? 0) - (amount(b.displayOrder) ?? 0));
  const ofType = (type: string) => inOrder.filter((one) => text(one.type).toLowerCase() === type);
  const picture = (one: Fields): Picture => ({
    ...fetchedPicture(text(one.url), text(one.fileName)),
    bytes: around.bytesOf?.(one),
  });
  const logo = (type: string) => ofType(type).map(picture).at(-1);
  const support = fields(own.supportContact);
  return {
    language,
    title: text(own.title),
    summary: text(own.searchResultSummary),
    shortDescription: text(own.shortDescription),
    description: text(own.description),
    publisher: "",
    logos: { small: logo("azurelogosmall"), large: logo("azurelogolarge") },
    screenshots: ofType("azurelogoscreenshot").map((one) => ({
      picture: picture(one),
      caption: text(one.description),
    })),
    videos: resources.filter((one) => typeOf(one) === "listing-trailer").map((one) => video(one, language)),
    documents: ofType("pdfdocument").map((one) => ({
      title: said(one.friendlyName) ?? text(one.fileName),
      description: text(one.description),
    })),
    privacyPolicy: said(own.privacyPolicyLink),
    support: said(own.globalSupportWebsite) ?? said(support.url),
    links: items(own.generalLinks).map(({ displayText, link }) => ({ title: text(displayText), address: text(link) })),
  };
}

function video({ streamingUrl, assets }: Fields, language: string): Listing["videos"][number] {
  const byLanguage = fields(assets);
  const { title, imageList } = fields(byLanguage[language] ?? Object.values(byLanguage)[0]);
  const [image] = items(imageList);
  return {
    title: text(title),
    address: text(streamingUrl),
    thumbnail: image && fetchedPicture(text(image.url), text(title)),
  };
}

const planTypes: Readonly<Record<string, string>> = {
  azurevirtualmachine: "virtual-machine",
  corevirtualmachine: "virtual-machine",
  azurecontainer: "container",
  softwareasaservice: "saas",
};

const groups: Readonly<Record<string, string>> = { allMarkets: "all", allTaxRemittedMarkets: "taxRemitted" };

function markets({ customerMarkets, markets }: Fields, around: ResourceSurroundings): string[] {
  const group = groups[text(customerMarkets)];
  const codes = group === undefined ? texts(markets) : around.marketsOf(group);
  return codes.map((code) => code.toUpperCase()).sort();
}

/** What all plans of an offer have in common. */
interface OfOffer {
  readonly type: string;
  readonly isSold: boolean;
  readonly meters: Fields;
}

function plan(own: Fields, resources: readonly Fields[], offer: OfOffer, around: ResourceSurroundings): Plan {
  const parts = resources.filter((one) => one.plan === own.id);
  const availability = parts.find((one) => typeOf(one) === "price-and-availability-plan") ?? {};
  const listings = parts.filter((one) => typeOf(one) === "plan-listing");
  const { type, value } = fields(availability.trial);
  const isPrivate = text(availability.audience).toLowerCase() === "private";
  const unnamed = { language: "en-us", name: text(own.alias), summary: "", description: "" };
  return {
    planId: text(fields(own.identity).externalId),
    type: offer.type,
    listings:
      listings.length === 0
        ? [unnamed]
        : listings.map(({ languageId, name, summary, description }) => ({
            language: text(languageId).toLowerCase() || "en-us",
            name: said(name) ?? unnamed.name,
            summary: text(summary),
            description: text(description),
          })),
    visibility: isPrivate ? "private" : text(availability.visibility).toLowerCase() === "hidden" ? "hidden" : "public",
    audience: items(availability.privateAudiences).length,
    markets: markets(availability, around),
    ...pricingOf(fields(availability.pricing), offer),
    trial: amount(value) === undefined ? undefined : `${value} ${text(type)}${value === 1 ? "" : "s"}`,
  };
}

/** The offer as buyers see it. @param resources All of one target, such as the draft. */
export function offerOfResources(resources: readonly Fields[], around: ResourceSurroundings): Offer {
  const own = resources.filter(isThere);
  const one = (type: string): Fields => own.find((resource) => typeOf(resource) === type) ?? {};
  const [product, property, setup] = [one("product"), one("property"), one("commercial-marketplace-setup")];
  const isSold = setup.sellThroughMicrosoft !== false;
  const offer = {
    type: planTypes[text(product.type).toLowerCase()] ?? text(product.type),
    isSold,
    meters: fields(one("price-and-availability-custom-meter").customMeters),
  };
  const listings = own.filter((resource) => typeOf(resource) === "listing");
  const members = items(one("price-and-availability-offer").previewAudiences);
  return {
    offerId: text(fields(product.identity).externalId),
    action: isSold ? "Get it now" : actionOfListing(setup.callToAction),
    listings: (listings.length === 0 ? [{}] : listings).map((body) => listing(body, own, around)),
    categories: textLists(property.categories),
    version: text(property.appVersion),
    standardContract: text(property.termsConditions) !== "custom",
    amendment: text(property.standardContractAmendment),
    termsOfUse: said(property.termsOfUse) ?? text(property.termsOfUseUrl),
    plans: own.filter((resource) => typeOf(resource) === "plan").map((resource) => plan(resource, own, offer, around)),
    previewAudience: members.length,
    ...(members.some(({ type }) => type === "email") ? { previewMembers: "mail address" } : {}),
  };
}
