// The Offer listing page: what customers read of the offer, in each language (API reference §3.9). Its pictures, videos
// and documents are in media.ts.
import { z } from "zod";
import type { Field } from "../../../fields/field.js";
import { plainField, setOf } from "../../../fields/forms.js";
import { canonicalHtml } from "../../../files/html.js";
import { checkDescription } from "../../../files/html-check.js";
import { comparedFiles } from "../../../media/media-page.js";
import { draftPage } from "../../../pages/draft-page.js";
import { translationsPage } from "../../../pages/translations-page.js";
import { checkHttps, checkName, checkNoMarkdown, checkOneLine, checkPlainText } from "../../../rules/texts.js";
import { type Findings, formatPath, known } from "../../../values/findings.js";
import {
  asObject,
  getPath,
  isEmpty,
  keyFor,
  mapValues,
  objectsIn,
  type Properties,
  setOwn,
  withoutEmpty,
} from "../../../values/properties.js";
import type { Inputs } from "../../../values/versions.js";
import { email, filePath, languageMap, link, text, videoLink } from "../../shared/formats.js";
import { listingCollections } from "./collections.js";

const contact = z.strictObject({
  name: z.string().regex(/\S/, { error: "is empty" }),
  email: email(),
  phone: z.string().regex(/\S/, { error: "is empty" }),
  url: link().optional(),
});

const usefulLink = z.strictObject({
  url: link(),
  type: z.string().regex(/\S/, { error: "is empty" }).optional(),
  subtype: z.string().optional(),
});

const video = z.strictObject({
  title: z.string().regex(/\S/, { error: "is empty; customers see it under the video" }),
  address: videoLink(),
  thumbnail: filePath(),
  description: z.string().optional(),
});

const document = z.strictObject({ file: filePath(), description: z.string().optional() });

/** What a program says of the Offer listing page in one language. */
export const listingInputs = z.strictObject({
  title: text().regex(/\S/, { error: "is empty; leave it out, and it is the offer's alias" }).optional(),
  summary: text().optional(),
  shortDescription: text().optional(),
  description: text().optional(),
  keywords: z.array(z.string()).optional(),
  publisherName: z.string().optional(),
  productDisplayName: z.string().optional(),
  gettingStartedInstructions: z.string().optional(),
  accessInformation: z.string().optional(),
  compatibleProducts: z.array(z.string()).optional(),
  managedDisksOnly: z.boolean().optional(),
  privacyPolicyLink: link().optional(),
  supportLink: link().optional(),
  links: z.record(text().regex(/\S/, { error: "is empty; the key is the link's title" }), usefulLink).optional(),
  contacts: z
    .strictObject({
      support: contact.optional(),
      engineering: contact.optional(),
      channelManager: contact.optional(),
    })
    .optional(),
  logos: z
    .strictObject({
      small: filePath().optional(),
      medium: filePath().optional(),
      large: filePath().optional(),
      wide: filePath().optional(),
    })
    .optional(),
  screenshots: z.array(z.strictObject({ file: filePath(), caption: z.string().optional() })).optional(),
  videos: z.array(video).optional(),
  documents: z
    .record(z.string().regex(/\S/, { error: "is empty; the key is the document's title" }), document)
    .optional(),
});

/** The listing in further languages. */
export const translationsInputs = languageMap(listingInputs);

/** An entry of a list of typed entries (`[{type, …}]`), such as one link or one contact; other types are left alone. */
function entryField(
  path: string,
  key: string,
  type: string,
  fromEntry: (entry: Properties) => unknown,
  toEntry: (value: unknown, entry: Properties) => Properties,
): Field {
  const isIt = (entry: Properties) => String(entry.type).toLowerCase() === type.toLowerCase();
  return {
    path,
    wire: [key],
    read: (body) => {
      const entry = objectsIn(body[key]).find(isIt);
      return entry === undefined ? undefined : fromEntry(entry);
    },
    write: (body, value) => {
      const all = objectsIn(body[key]);
      const entry = all.find(isIt);
      const rest = all.filter((candidate) => candidate !== entry);
      body[key] = value === undefined ? rest : [...rest, toEntry(value, entry ?? { type })];
    },
  };
}

function linkField(path: string, type: string, displayText: string): Field {
  return entryField(
    path,
    "listingUris",
    type,
    (entry) => entry.uri,
    (value, entry) => ({ displayText, ...entry, uri: value }),
  );
}

function contactField(path: string, type: string): Field {
  return entryField(
    path,
    "listingContacts",
    type,
    ({ name, email, phone, uri }) => withoutEmpty({ name, email, phone, url: uri }),
    (value, entry) => {
      const { name, email, phone, url } = value as Record<string, string | undefined>;
      const { uri: _, ...rest } = entry;
      return { ...rest, name, email, phone, ...(url === undefined ? {} : { uri: url }) };
    },
  );
}

/** The links that have a property of their own. */
const ownLinks = ["PrivacyUri", "PublicCloudSupport"];

function isUseful({ type }: Properties): boolean {
  return !ownLinks.some((own) => own.toLowerCase() === String(type).toLowerCase());
}

/** Links other than those of {@link ownLinks}, by their titles. */
function usefulLinksField(path: string): Field {
  return {
    path,
    wire: ["listingUris"],
    canonical: (value) => mapValues(value, (link) => withoutEmpty({ type: "HelpUri", ...(link as Properties) })),
    read: (body) => {
      const links: Properties = {};
      for (const { type, subtype, displayText, uri } of objectsIn(body.listingUris).filter(isUseful)) {
        let title = keyFor(String(displayText ?? "") || String(uri));
        while (Object.hasOwn(links, title)) title += " (another)";
        setOwn(links, title, {
          url: uri,
          ...(String(type) === "HelpUri" ? {} : { type }),
          ...(isEmpty(subtype) ? {} : { subtype }),
        });
      }
      return links;
    },
    write: (body, value) => {
      const all = objectsIn(body.listingUris);
      const old = new Map(all.filter(isUseful).map((entry) => [entry.displayText, entry]));
      const links = Object.entries(asObject(value)).map(([title, link]) => {
        const { url, type = "HelpUri", subtype } = link as Properties;
        const { subtype: _, ...rest } = old.get(title) ?? {};
        return { ...rest, type, displayText: title, uri: url, ...(subtype === undefined ? {} : { subtype }) };
      });
      body.listingUris = [...all.filter((entry) => !isUseful(entry)), ...links];
    },
  };
}

/** The offer listing page in one language, pictures, videos and documents aside; `at` is where the program has it. */
export function listingFields(at: string): readonly Field[] {
  return [
    plainField(`${at}.title`, "title", { initial: (owner) => owner.name }),
    plainField(`${at}.summary`, "summary"),
    plainField(`${at}.shortDescription`, "shortDescription"),
    plainField(`${at}.description`, "description", { canonical: canonicalHtml }),
    { ...plainField(`${at}.keywords`, "keywords"), canonical: setOf },
    plainField(`${at}.publisherName`, "publisherName"),
    plainField(`${at}.productDisplayName`, "productDisplayName"),
    plainField(`${at}.gettingStartedInstructions`, "gettingStartedInstructions"),
    plainField(`${at}.accessInformation`, "accessInformation"),
    { ...plainField(`${at}.compatibleProducts`, "compatibleProducts"), canonical: setOf },
    plainField(`${at}.managedDisksOnly`, "allowOnlyManagedDiskDeployments"),
    linkField(`${at}.privacyPolicyLink`, "PrivacyUri", "Privacy policy"),
    linkField(`${at}.supportLink`, "PublicCloudSupport", "Support"),
    usefulLinksField(`${at}.links`),
    contactField(`${at}.contacts.support`, "CustomerSupport"),
    contactField(`${at}.contacts.engineering`, "Engineering"),
    contactField(`${at}.contacts.channelManager`, "ChannelManager"),
  ];
}

function checkAt(inputs: Inputs, at: string, findings: Findings): void {
  checkDescription(inputs, `${at}.description`, findings);
  checkNoMarkdown(inputs, `${at}.description`, findings);
  checkName(inputs, `${at}.title`, findings);
  for (const key of ["title", "summary", "shortDescription"]) checkPlainText(inputs, `${at}.${key}`, findings);
  checkOneLine(inputs, `${at}.summary`, findings);
  checkHttps(`${at}.privacyPolicyLink`, known(inputs, `${at}.privacyPolicyLink`), findings);
  for (const [title, link] of Object.entries(asObject(getPath(inputs, `${at}.links`)))) {
    checkHttps(formatPath([...at.split("."), "links", title, "url"]), asObject(link).url, findings);
  }
}

/** The Offer listing page in English. */
export const offerListingPage = draftPage({
  kind: "Listing",
  what: "Its listing",
  fields: listingFields("listing"),
  check: (inputs, findings) => checkAt(inputs, "listing", findings),
});

/** The Offer listing page in further languages. */
export const offerTranslationsPage = translationsPage({
  fieldsAt: listingFields,
  listing: offerListingPage,
  checkAt,
  besides: (at) => comparedFiles({ at }, listingCollections),
});
