// The rules about an offer's own content: listing, pictures, preview audience, properties.

import type { Wire } from "../wire/entities.js";
import { type ContentPart, listIn } from "./content-part.js";
import {
  about,
  type ContentRule,
  listing,
  longTexts,
  missingTexts,
  most,
  notForDynamics,
  property,
} from "./content-rule.js";
import { logoSizes, pictureFits } from "./picture-sizes.js";

function mostMedia(errorCode: string, limit: number, what: string, source: string, is: (file: Wire) => boolean) {
  const find = (part: ContentPart) =>
    part.media.filter((file) => is({ ...file.body, kind: file.kind })).length > limit
      ? [part.finding(errorCode, "Listing", `has more than ${limit} ${what}`)]
      : [];
  return { errorCode, concerns: "offer" as const, meaning: `at most ${limit} ${what}`, source, find };
}

/** The rules, in the order of findings. */
export const offerRules: readonly ContentRule[] = [
  about(
    "offer",
    listing,
    "ListingFieldMissing",
    "§6.4, portal",
    "title, summary and description",
    missingTexts("title", "summary", "description"),
  ),
  about(
    "offer",
    listing,
    "ListingFieldTooLong",
    "§6.4",
    "title 200, summary 100, shortDescription 256, description 5,000 characters, HTML included",
    longTexts({ title: 200, summary: 100, shortDescription: 256, description: 5_000 }),
  ),
  about("offer", listing, "TooManyKeywords", "§6.4", "at most 3 keywords", most("keywords", 3, "keywords")),
  about("offer", listing, "LinkTitleTooLong", "§6.4", "titles of links: 255 characters", (body) =>
    listIn(body, "listingUris").map(
      ({ displayText }) =>
        String(displayText ?? "").length > 255 && "has a link with a title of more than 255 characters",
    ),
  ),
  {
    errorCode: "LogoMissing",
    concerns: "offer",
    meaning: "a large logo that was uploaded",
    source: "§3.10",
    find: (part) => {
      const isLogo = ({ kind, body, committed }: ContentPart["media"][number]) =>
        kind === "images" && body.type === "AzureLogoLarge" && committed;
      return part.media.some(isLogo) ? [] : [part.finding("LogoMissing", "ListingImage", "has no large logo")];
    },
  },
  {
    errorCode: "PictureSizeInvalid",
    concerns: "offer",
    meaning: `uploaded pictures are PNG: ${logoSizes}`,
    source: "§3.10, page azure-app-offer-listing",
    find: (part) =>
      part.media
        .filter(({ kind, body, picture }) => kind === "images" && !pictureFits(body.type, picture))
        .map(({ body: { fileName, type }, picture }) => {
          const is = typeof picture === "object" ? `${picture.width} × ${picture.height} pixels` : "not a PNG picture";
          return part.finding("PictureSizeInvalid", "ListingImage", `has ${type} ${fileName}, which is ${is}`);
        }),
  },
  mostMedia("TooManyScreenshots", 5, "screenshots", "§6.4", ({ type }) => type === "AzureLogoScreenshot"),
  mostMedia("TooManyVideos", 5, "videos", "§6.4 (pages differ: 4 or 5)", ({ kind }) => kind === "videos"),
  notForDynamics(
    about(
      "offer",
      ["ProductAvailability", "productAvailability"],
      "PreviewAudienceMissing",
      "§3.12",
      "somebody in the preview audience",
      (body) => {
        const groups = listIn<{ values?: string[] }>(body, "audiences");
        const members = [...listIn(body, "emailAudiences"), ...listIn(body, "subscriptionAudiences")];
        const isThere = members.length > 0 || groups.some(({ values = [] }) => values.length > 0);
        return !isThere && "has no preview audience";
      },
    ),
  ),
  about(
    "offer",
    ["ProductAvailability", "productAvailability"],
    "PreviewAudienceTooLarge",
    "§6.4",
    "at most 100 subscriptions in the preview audience",
    (body) => {
      const values = listIn<{ values?: string[] }>(body, "audiences").flatMap((group) => group.values ?? []);
      return values.length > 100 && "has more than 100 subscriptions in its preview audience";
    },
  ),
  about("offer", property, "CategoryMissing", "§3.8, page azure-app-properties", "at least 1 category", (body) => {
    const named = [...listIn(body, "categories"), ...Object.keys((body.leveledCategories ?? {}) as Wire)];
    return named.length === 0 && "has no category";
  }),
  about("offer", property, "TooManyCategories", "§6.4", "at most 2 categories, each with 2 subcategories", (body) => {
    const categories = Object.entries((body.leveledCategories ?? {}) as { [name: string]: string[] });
    const deep = categories.filter(([, below]) => below.length > 2);
    return [
      categories.length > 2 && "has more than 2 categories",
      ...deep.map(([name]) => `has more than 2 subcategories of ${name}`),
    ];
  }),
  about("offer", property, "TermsTooLong", "§6.4", "terms of use: 10,000 characters", (body) => {
    return String(body.termsOfUse ?? "").length > 10_000 && "has terms of use of more than 10,000 characters";
  }),
  about("offer", property, "TooManyAmendments", "§6.4", "at most 10 custom amendments, each for 20 tenants", (body) => {
    const crowded = listIn(body, "customAmendments").some((amendment) => listIn(amendment, "tenants").length > 20);
    return [
      most("customAmendments", 10, "custom amendments")(body),
      crowded && "has a custom amendment for more than 20 tenants",
    ];
  }),
  notForDynamics({
    errorCode: "PlanMissing",
    concerns: "offer",
    meaning: "a plan that is not Inactive",
    source: "§4.9, §7 #49",
    find: (part) =>
      part.content.variants.length > 0 ? [] : [part.finding("PlanMissing", "Variant", "has no active plan")],
  }),
];
