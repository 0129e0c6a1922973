// An offer as a program declares it: the inputs of the resources `Offer` and `Plan`.
import { actionOf, trialText } from "./from-service.js";
import type { Listing, Meter, Offer, Picture, Plan, PlanListing, Price } from "./model.js";
import { amount, type Fields, fields, isTrue, items, said, text, textLists, texts } from "./values.js";

/** What is not in the inputs themselves. */
export interface Surroundings {
  /** The bytes of a file that the program names; undefined where they cannot be read. */
  readFile(path: string): Uint8Array | undefined;
  /** The markets of a group, such as `all`. */
  marketsOf(group: string): readonly string[];
  /** The name under which the service keeps what it fetches from an address. */
  fileNameOf(address: string): string;
  /** The currency of a market by itself. */
  currencyOf(market: string): string;
}

function pictureOf(value: unknown, { readFile }: Surroundings): Picture | undefined {
  const path = said(value);
  return path === undefined ? undefined : { bytes: readFile(path), name: path };
}

function listing(language: string, inputs: Fields, alias: string, around: Surroundings): Listing {
  const { logos, contacts, documents, links } = inputs;
  return {
    language,
    title: said(inputs.title) ?? alias,
    summary: text(inputs.summary),
    shortDescription: text(inputs.shortDescription),
    description: text(inputs.description),
    publisher: text(inputs.publisherName),
    logos: { small: pictureOf(fields(logos).small, around), large: pictureOf(fields(logos).large, around) },
    screenshots: items(inputs.screenshots).flatMap(({ file, caption }) => {
      const picture = pictureOf(file, around);
      return picture === undefined ? [] : [{ picture, caption: text(caption) }];
    }),
    videos: items(inputs.videos).map(({ title, address, thumbnail }) => ({
      title: text(title),
      address: text(address),
      thumbnail: pictureOf(thumbnail, around),
    })),
    documents: Object.entries(fields(documents)).map(([title, document]) => {
      return { title, description: text(fields(document).description) };
    }),
    privacyPolicy: said(inputs.privacyPolicyLink),
    support: said(inputs.supportLink) ?? said(fields(fields(contacts).support).url),
    links: Object.entries(fields(links)).map(([title, link]) => ({ title, address: text(fields(link).url) })),
  };
}

function prices(availability: Fields, { currencyOf }: Surroundings): Price[] {
  return (
    [
      ["month", availability.monthlyPrice, availability.monthlyPrices],
      ["year", availability.annualPrice, availability.annualPrices],
    ] as const
  ).flatMap(([term, one, single]): Price[] => {
    const base = amount(one);
    const own = Object.entries(fields(single)).flatMap(([market, price]) => {
      const value = amount(fields(price).amount);
      if (value === undefined) return [];
      return [
        {
          term,
          market: market.toUpperCase(),
          amount: value,
          currency: said(fields(price).currency) ?? currencyOf(market),
        },
      ];
    });
    return [...(base === undefined ? [] : [{ term, amount: base, currency: "USD" }]), ...own];
  });
}

function includedIn(value: unknown): string[] {
  return Object.entries(fields(value)).flatMap(([term, entry]) => {
    const { infinite, quantity } = fields(entry);
    const every = term === "annual" ? "a year" : "a month";
    if (isTrue(infinite)) return [`any quantity ${every}`];
    return (amount(quantity) ?? 0) > 0 ? [`${amount(quantity)} ${every}`] : [];
  });
}

function meters(availability: Fields): Meter[] {
  return Object.values(fields(availability.meters))
    .map(fields)
    .filter(({ enabled }) => enabled !== false)
    .map(({ displayName, unitOfMeasure, pricePerUnit, included }) => ({
      name: text(displayName),
      unit: text(unitOfMeasure),
      price: amount(pricePerUnit) ?? 0,
      included: includedIn(included),
    }));
}

/** The markets that a plan selects: upper-case codes, in order. */
export function marketsIn(availability: Fields, { marketsOf }: Surroundings): string[] {
  const without = new Set(texts(availability.excludedMarkets).map((code) => code.toUpperCase()));
  const all = [...texts(availability.markets), ...texts(availability.marketGroups).flatMap(marketsOf)];
  return [...new Set(all.map((code) => code.toUpperCase()))].filter((code) => !without.has(code)).sort();
}

function plan(inputs: Fields, around: Surroundings): Plan {
  const availability = fields(inputs.availability);
  const { type, duration, durationType } = fields(availability.trial);
  const [fromFile, own] = [fields(inputs.csvAudience), fields(availability.privateAudience)];
  const members = ["subscriptions", "tenants"].flatMap((kind) =>
    Object.keys({ ...fields(fromFile[kind]), ...fields(own[kind]) }),
  );
  const inLanguage = (language: string, own: Fields): PlanListing => ({
    language,
    name: said(own.title) ?? text(inputs.name),
    summary: text(own.summary),
    description: text(own.description),
  });
  const isPrivate = text(availability.visibility).toLowerCase() === "private";
  return {
    planId: text(inputs.planId),
    type: text(inputs.planType),
    listings: [
      inLanguage("en-us", fields(inputs.listing)),
      ...Object.entries(fields(inputs.translations)).map(([code, own]) => inLanguage(code.toLowerCase(), fields(own))),
    ],
    visibility: isPrivate ? "private" : isTrue(availability.hidden) ? "hidden" : "public",
    audience: members.length,
    markets: marketsIn(availability, around),
    prices: prices(availability, around),
    meters: meters(availability),
    trial: trialText(type, duration, durationType),
  };
}

/** The offer as buyers will see it. */
export function offerOfProgram(offer: Fields, plans: readonly Fields[], around: Surroundings): Offer {
  const { properties, setup, previewAudience, alias } = offer;
  const { categories, version, standardContract, universalAmendment, termsOfUse } = fields(properties);
  return {
    offerId: text(offer.offerId),
    action: actionOf(fields(setup).sellingOption, fields(setup).callToAction),
    listings: [
      listing("en-us", fields(offer.listing), text(alias), around),
      ...Object.entries(fields(offer.translations)).map(([code, own]) =>
        listing(code.toLowerCase(), fields(own), text(alias), around),
      ),
    ],
    categories: textLists(categories),
    version: text(version),
    standardContract: isTrue(standardContract),
    amendment: text(universalAmendment),
    termsOfUse: text(termsOfUse),
    plans: plans.map((inputs) => plan(inputs, around)),
    previewAudience: texts(fields(previewAudience).subscriptions).length,
  };
}
