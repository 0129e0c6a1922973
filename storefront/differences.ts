// What differs between versions of an offer, in the words of its pages.
import { listingIn, type Offer, type Picture, type Plan, type Version } from "./model.js";
import { categoryName, languageName, marketName, planTypeName } from "./names.js";
import { fingerprint } from "./pictures.js";
import { meterText, priceText } from "./prices.js";
import { plainLines } from "./rich-text.js";

/** A line as people would read it, with a picture where it is about one. */
export interface Line {
  readonly text: string;
  readonly picture?: Picture;
}

/** What one version says of something. */
export interface Fact {
  /** By which parts of the page find out whether they differ. */
  readonly key: string;
  readonly label: string;
  readonly lines: readonly Line[];
}

/** Something of which not all versions say the same. */
export interface Difference {
  readonly key: string;
  readonly label: string;
  /** In the order of the versions; undefined where a version has nothing to say, such as of a plan that it lacks. */
  readonly lines: readonly (readonly Line[] | undefined)[];
}

const line = (text: string | undefined): string[] => (text === undefined || text === "" ? [] : [text]);

const pictured = (text: string, picture: Picture | undefined): Line => ({
  text,
  ...(picture === undefined ? {} : { picture }),
});

/** What tells lines apart. */
export const identityOf = ({ text, picture }: Line): string =>
  picture === undefined ? text : `${text} [${fingerprint(picture)}]`;

const plain = (texts: readonly (string | Line)[]): Line[] =>
  texts.map((one) => (typeof one === "string" ? { text: one } : one));

/** @param isNamed Whether the language is said: there are several. */
function listingFacts(offer: Offer, language: string, isNamed: boolean): Fact[] {
  const listing = offer.listings.find((one) => one.language === language);
  if (listing === undefined) return [];
  const in_ = isNamed ? `, ${languageName(language)}` : "";
  const fact = (name: string, label: string, lines: readonly (string | Line)[]): Fact => {
    return { lines: plain(lines), key: `listing.${language}.${name}`, label: `${label}${in_}` };
  };
  const { logos, screenshots, videos, documents, links } = listing;
  return [
    fact("title", "Title", line(listing.title)),
    fact("publisher", "Publisher", line(listing.publisher)),
    fact("summary", "Search summary", line(listing.summary)),
    fact("shortDescription", "Short description", line(listing.shortDescription)),
    fact("description", "Description", plainLines(listing.description)),
    fact("logos", "Logos", [
      ...(logos.small === undefined ? [] : [pictured("small", logos.small)]),
      ...(logos.large === undefined ? [] : [pictured("large", logos.large)]),
    ]),
    fact("media", "Screenshots and videos", [
      ...screenshots.map(({ picture, caption }) => pictured(caption, picture)),
      ...videos.map(({ title, address, thumbnail }) => pictured(`Video: ${title}, ${address}`, thumbnail)),
    ]),
    fact(
      "documents",
      "Documents",
      documents.map(({ title, description }) => `${title} ${description}`.trim()),
    ),
    fact("privacyPolicy", "Privacy policy", line(listing.privacyPolicy)),
    fact("support", "Support", line(listing.support)),
    fact("links", "Useful links", links.map(({ title, address }) => `${title}: ${address}`).sort()),
  ];
}

function planFacts(plan: Plan): Fact[] {
  const listing = listingIn(plan.listings, "en-us");
  const fact = (name: string, label: string, lines: readonly string[]): Fact => {
    return { key: `plan.${plan.planId}.${name}`, label: `Plan ${plan.planId}: ${label}`, lines: plain(lines) };
  };
  const prices = plan.prices.map((price) => {
    return `${priceText(price)}${price.market === undefined ? "" : ` in ${marketName(price.market)}`}`;
  });
  const texts = plan.listings.filter(({ language }) => language !== "en-us");
  return [
    fact("name", "name", line(listing?.name)),
    fact("summary", "summary", line(listing?.summary)),
    fact("description", "description", plainLines(listing?.description ?? "")),
    fact(
      "languages",
      "other languages",
      texts.flatMap(({ language, name, summary, description }) => [
        languageName(language),
        ...line(name),
        ...line(summary),
        ...plainLines(description),
      ]),
    ),
    fact("type", "type", [planTypeName(plan.type)]),
    fact("visibility", "who sees it", [
      plan.visibility === "private" ? `private, for ${plan.audience}` : plan.visibility,
    ]),
    fact("markets", "markets", plan.markets.map(marketName)),
    fact("prices", "prices", [
      ...prices.sort(),
      ...line(plan.unpriced),
      ...plan.meters.map(meterText),
      ...line(plan.trial && `Trial: ${plan.trial}`),
    ]),
  ];
}

/** All that a version says. */
function factsOf(offer: Offer, isNamed: boolean): Fact[] {
  const categories = Object.entries(offer.categories).map(
    ([category, inner]) => `${categoryName(category)}: ${inner.map(categoryName).sort().join(", ")}`,
  );
  const terms = offer.standardContract
    ? ["Microsoft's standard contract", ...plainLines(offer.amendment)]
    : plainLines(offer.termsOfUse);
  return [
    ...offer.listings.flatMap(({ language }) => listingFacts(offer, language, isNamed)),
    { key: "action", label: "Button", lines: plain([offer.action]) },
    { key: "categories", label: "Categories", lines: plain(categories.sort()) },
    { key: "version", label: "Version", lines: plain(line(offer.version)) },
    { key: "terms", label: "Terms", lines: plain(terms) },
    ...offer.plans.flatMap(planFacts),
  ];
}

const identities = (lines: readonly Line[] | undefined): string => JSON.stringify((lines ?? []).map(identityOf));

/** A plan that not all versions have is one difference, whatever it says. */
function lonePlans(versions: readonly Version[]): Difference[] {
  const ids = new Set(versions.flatMap(({ offer }) => offer.plans.map(({ planId }) => planId)));
  return [...ids].flatMap((planId) => {
    const own = versions.map(({ offer }) => offer.plans.find((plan) => plan.planId === planId));
    if (!own.includes(undefined)) return [];
    const lines = own.map((plan) => plan && plain([listingIn(plan.listings, "en-us")?.name || planId]));
    return [{ key: `plan.${planId}`, label: `Plan ${planId}`, lines }];
  });
}

/** Where the versions differ, in the order of the pages. */
export function differences(versions: readonly Version[]): Difference[] {
  const isNamed = versions.some(({ offer }) => offer.listings.length > 1);
  const facts = versions.map(({ offer }) => new Map(factsOf(offer, isNamed).map((fact) => [fact.key, fact])));
  const labels = new Map(facts.flatMap((own) => [...own.values()].map(({ key, label }) => [key, label] as const)));
  const lone = lonePlans(versions);
  const isLone = (key: string) => lone.some((plan) => key.startsWith(`${plan.key}.`));
  const found = [...labels].flatMap(([key, label]) => {
    const lines = facts.map((own) => own.get(key)?.lines);
    const isSame = lines.every((own) => identities(own) === identities(lines[0]));
    return isSame || isLone(key) ? [] : [{ key, label, lines }];
  });
  return [...found, ...lone];
}
