// An offer of virtual machines, containers or SaaS as a program declares it: the inputs of its resource and its plans.
import { marketsIn, type Surroundings } from "./from-program.js";
import { actionOfListing } from "./from-resources.js";
import {
  includedText,
  meterOf,
  noLicense,
  notSold,
  ofTerm,
  priced,
  sizeNamed,
  termNamed,
  unitNamed,
} from "./marketplace-prices.js";
import {
  fetchedPicture,
  type Listing,
  type MarketAmount,
  type Meter,
  type Offer,
  type Plan,
  type Price,
} from "./model.js";
import { amount, type Fields, fields, isTrue, items, said, text, textLists, texts } from "./values.js";

function listing(inputs: Fields, alias: string, { fileNameOf }: Surroundings): Listing {
  const logo = (file: unknown) => {
    const url = said(fields(file).url);
    return url === undefined ? undefined : fetchedPicture(url, fileNameOf(url));
  };
  const { logos, documents, links, contacts } = inputs;
  return {
    language: "en-us",
    title: said(inputs.title) ?? alias,
    summary: text(inputs.summary),
    shortDescription: text(inputs.shortDescription),
    description: text(inputs.description),
    publisher: "",
    logos: { small: logo(fields(logos).small), large: logo(fields(logos).large) },
    screenshots: items(inputs.screenshots).map((one) => ({
      picture: fetchedPicture(text(one.url), fileNameOf(text(one.url))),
      caption: text(one.caption),
    })),
    videos: items(inputs.videos).map(({ title, address, thumbnail }) => ({
      title: text(title),
      address: text(address),
      thumbnail: fetchedPicture(text(fields(thumbnail).url), text(title)),
    })),
    documents: Object.keys(fields(documents)).map((title) => ({ title, description: "" })),
    privacyPolicy: said(inputs.privacyPolicyLink),
    support: said(inputs.supportLink) ?? said(fields(fields(contacts).support).url),
    links: Object.entries(fields(links)).map(([title, address]) => ({ title, address: text(address) })),
  };
}

function byMarket(prices: unknown, around: Surroundings, key = "amount"): MarketAmount[] {
  return Object.entries(fields(prices)).flatMap(([code, entry]) => {
    const market = code.toUpperCase();
    const value = amount(fields(entry)[key]);
    if (value === undefined) return [];
    return [{ market, amount: value, currency: said(fields(entry).currency) ?? around.currencyOf(market) }];
  });
}

/** Prices an hour: of virtual machines by core or size, of containers by what is counted. */
function hourlyPrices({ hourly, hourlyPrices }: Fields, around: Surroundings): Price[] {
  const { free, flat, perCoreSize, perMarket, ...counted } = fields(hourly);
  const hour = (unit?: string) => ({ term: "hour" as const, unit });
  const sizes = new Set(Object.values(fields(perMarket)).flatMap((entry) => Object.keys(fields(fields(entry).prices))));
  return [
    ...priced(hour(), isTrue(free) ? 0 : amount(flat), []),
    ...Object.entries(counted).flatMap(([unit, price]) => priced(hour(unitNamed(unit)), amount(price), [])),
    ...Object.entries(fields(perCoreSize)).flatMap(([size, price]) => priced(hour(sizeNamed(size)), amount(price), [])),
    ...[...sizes].flatMap((size) => {
      const ofSize = Object.entries(fields(perMarket)).map(([market, entry]) => {
        return [market, { ...fields(entry), amount: fields(fields(entry).prices)[size] }];
      });
      return priced(hour(sizeNamed(size)), undefined, byMarket(Object.fromEntries(ofSize), around));
    }),
    ...Object.entries(fields(hourlyPrices)).flatMap(([unit, prices]) =>
      priced(hour(unitNamed(unit)), undefined, byMarket(prices, around)),
    ),
  ];
}

/** Prices by the term for which something is bought. */
function termPrices(terms: unknown, unit: string | undefined, around: Surroundings): Price[] {
  return Object.entries(fields(terms)).flatMap(([name, value]) => {
    const term = termNamed(name);
    if (term === undefined) return [];
    const { price, prices, paidEvery } = fields(value);
    return priced(ofTerm(term, termNamed(paidEvery), unit), amount(price), byMarket(prices, around));
  });
}

function metersOf(meters: unknown, words: Fields, around: Surroundings): Meter[] {
  return Object.entries(fields(meters)).map(([id, value]) => {
    const { pricePerUnit, pricesPerUnit, included } = fields(value);
    const { displayName, unitOfMeasure } = fields(words[id]);
    const quantities = Object.entries(fields(included)).flatMap(([name, one]) => {
      const term = termNamed(name);
      const { quantity, infinite } = fields(one);
      return term === undefined ? [] : includedText(term, amount(quantity), isTrue(infinite));
    });
    const named = { name: said(displayName) ?? id, unit: text(unitOfMeasure) };
    return meterOf(named, amount(pricePerUnit), byMarket(pricesPerUnit, around), quantities);
  });
}

function plan(inputs: Fields, type: string, offer: Fields, around: Surroundings): Plan {
  const availability = fields(inputs.availability);
  const own = fields(inputs.listing);
  const { subscriptions, tenants } = fields(availability.privateAudience);
  const months = amount(availability.trialMonths);
  const isSold = fields(offer.setup).sellThroughMicrosoft !== false;
  const unpriced = !isSold ? notSold : isTrue(availability.bringYourOwnLicense) ? noLicense : undefined;
  const isPrivate = text(availability.visibility).toLowerCase() === "private";
  return {
    planId: text(inputs.planId),
    type,
    listings: [
      {
        language: "en-us",
        name: said(own.title) ?? text(inputs.name),
        summary: text(own.summary),
        description: text(own.description),
      },
    ],
    visibility: isPrivate ? "private" : isTrue(availability.hidden) ? "hidden" : "public",
    audience: Object.keys({ ...fields(subscriptions), ...fields(tenants) }).length,
    markets: marketsIn(availability, around),
    prices: [
      ...hourlyPrices(availability, around),
      ...termPrices(availability.flatRate, undefined, around),
      ...termPrices(availability.perUser, "user", around),
    ],
    meters: metersOf(availability.meters, fields(offer.meters), around),
    ...(unpriced === undefined ? {} : { unpriced }),
    trial: months === undefined ? undefined : `${months} month${months === 1 ? "" : "s"}`,
  };
}

/** The offer as buyers will see it. @param type Of its plans, such as `virtual-machine`. */
export function offerOfMarketplaceProgram(
  type: string,
  offer: Fields,
  plans: readonly Fields[],
  around: Surroundings,
): Offer {
  const { categories, appVersion, standardContract, universalAmendment, termsOfUse, termsOfUseLink } = fields(
    offer.properties,
  );
  const { sellThroughMicrosoft, callToAction } = fields(offer.setup);
  const { subscriptions, emails } = fields(offer.previewAudience);
  return {
    offerId: text(offer.offerId),
    action: sellThroughMicrosoft === false ? actionOfListing(callToAction) : "Get it now",
    listings: [listing(fields(offer.listing), text(offer.alias), around)],
    categories: textLists(categories),
    version: text(appVersion),
    standardContract: standardContract === undefined || isTrue(standardContract),
    amendment: text(universalAmendment),
    termsOfUse: said(termsOfUse) ?? text(termsOfUseLink),
    plans: plans.map((inputs) => plan(inputs, type, offer, around)),
    previewAudience: texts(subscriptions).length + texts(emails).length,
    ...(type === "saas" ? { previewMembers: "mail address" } : {}),
  };
}
