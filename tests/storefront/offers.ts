/** Offers to show. */

import { offerOfProgram, type Surroundings } from "../../storefront/from-program.js";
import type { Offer } from "../../storefront/model.js";
import type { Fields } from "../../storefront/values.js";
import { pngOf } from "../emulator/picture.js";

/** Pictures that differ where the letters of their names do. */
const pictureNamed = (path: string) => pngOf([...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0));

/** Files that are there: those whose names end with `.png`. */
export const around: Surroundings = {
  readFile: (path) => (path.endsWith(".png") ? pictureNamed(path) : undefined),
  fileNameOf: (address) => address,
  currencyOf: (market) => (market === "DE" ? "EUR" : "USD"),
  marketsOf: (group) => (group === "all" ? ["US", "DE", "GB"] : []),
};

/** The inputs of an offer with everything that a buyer can see. */
export const wholeOffer: Fields = {
  offerId: "contoso-app",
  alias: "Contoso App",
  setup: { sellingOption: "ListAndSell" },
  properties: {
    categories: { "developer-tools-azure-apps": ["developer-service"], devops: ["other"] },
    version: "1.2.3",
    standardContract: true,
    universalAmendment: "Contoso answers within a day.",
  },
  listing: {
    title: "Contoso App for teams",
    publisherName: "Contoso Ltd",
    summary: "What it does, in a line",
    shortDescription: "What it does, in some more words",
    description: "<h1>Why</h1><p>Because it is <b>good</b>.</p><h4>How</h4><ul><li>One</li><li>Two</li></ul>",
    keywords: ["never shown"],
    privacyPolicyLink: "https://contoso.example/privacy",
    supportLink: "https://contoso.example/support",
    links: { "User guide": { url: "https://contoso.example/guide" } },
    contacts: {
      support: { name: "Sue Support", email: "sue@contoso.example", phone: "+1 425 555 0100" },
      engineering: { name: "Eve Engineer", email: "eve@contoso.example", phone: "+1 425 555 0101" },
    },
    logos: { small: "small.png", large: "large.png" },
    screenshots: [{ file: "one.png", caption: "The first screen" }, { file: "second.png" }],
    videos: [{ title: "In two minutes", address: "https://www.youtube.com/watch?v=abc", thumbnail: "film.png" }],
    documents: { "White paper": { file: "paper.pdf", description: "About security" } },
  },
  translations: { "de-DE": { title: "Contoso-Anwendung", summary: "In einer Zeile", description: "<p>Warum.</p>" } },
  previewAudience: { subscriptions: ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"] },
};

/** Of its plans: sold, private, and one to look after oneself. */
export const wholePlans: readonly Fields[] = [
  {
    planId: "standard",
    planType: "managed-application",
    name: "Standard",
    listing: { summary: "For most", description: "<h2>All</h2><p>All of it.</p>" },
    translations: { "de-de": { title: "Normal", summary: "Für die meisten" } },
    availability: {
      markets: ["us", "DE"],
      monthlyPrice: 49,
      monthlyPrices: { DE: { amount: 45, currency: "EUR" } },
      meters: {
        reports: {
          displayName: "Reports",
          unitOfMeasure: "per report",
          pricePerUnit: 0.0015,
          included: { monthly: { quantity: 100 }, annual: { infinite: true } },
        },
        off: { displayName: "Off", unitOfMeasure: "each", pricePerUnit: 1, enabled: false },
      },
    },
  },
  {
    planId: "partners",
    planType: "managed-application",
    name: "Partners",
    listing: { summary: "For partners" },
    availability: {
      visibility: "Private",
      marketGroups: ["all"],
      excludedMarkets: ["GB"],
      monthlyPrice: 1,
      privateAudience: { subscriptions: { one: "a", two: "b" }, csv: "members.csv" },
    },
    csvAudience: { subscriptions: { two: "b", three: "c" } },
  },
];

/** What comes out of them. */
export const whole = (): Offer => offerOfProgram(wholeOffer, wholePlans, around);
