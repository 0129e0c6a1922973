// Where each property of an offer lives in the service's objects (API reference §3.8, §3.9, §3.12, §3.17).

import type { Field } from "../../fields/field.js";
import { flagField, guidSet, plainField, setOf } from "../../fields/forms.js";
import { canonicalHtml } from "../../files/html.js";
import type { DraftPart } from "../../pages/draft-page.js";
import {
  asObject,
  isEmpty,
  isObject,
  mapValues,
  objectsIn,
  type Properties,
  withoutEmpty,
} from "../../values/properties.js";
import { lowerCaseIds, membersIn, withMembers } from "../shared/audience-members.js";
import { extendedPropertiesField } from "../shared/extended-properties.js";

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

/** Names with the names below each; the order of either has no meaning. */
function levelsField(path: string, key: string): Field {
  return {
    ...plainField(path, key),
    canonical: (value) => mapValues(value, setOf),
  };
}

/** Amendments for single customers, by name; a tenant's letter case has no meaning. */
const customAmendments: Field = {
  path: "properties.customAmendments",
  wire: ["customAmendments"],
  canonical: (value) =>
    mapValues(value, (amendment) => {
      const { terms, tenants } = amendment as Properties;
      return { terms, tenants: lowerCaseIds(tenants) };
    }),
  read: (body) =>
    Object.fromEntries(
      objectsIn(body.customAmendments).map(({ name, terms, tenants }) => [
        String(name),
        { terms, tenants: membersIn(tenants) },
      ]),
    ),
  write: (body, value) => {
    const old = new Map(objectsIn(body.customAmendments).map((amendment) => [amendment.name, amendment]));
    body.customAmendments = Object.entries(asObject(value)).map(([name, amendment]) => {
      const { terms, tenants } = amendment as Properties;
      return { ...old.get(name), name, terms, tenants: withMembers(old.get(name)?.tenants, tenants) };
    });
  },
};

/** The properties page. */
export const propertyPart: DraftPart = {
  kind: "Property",
  fields: [
    levelsField("properties.categories", "leveledCategories"),
    plainField("properties.version", "appVersion"),
    {
      ...flagField("properties.standardContract", "useEnterpriseContract"),
      locks: (before) => (before === true ? "cannot be turned off once the offer is published" : undefined),
    },
    plainField("properties.termsOfUse", "termsOfUse"),
    { ...plainField("properties.additionalCategories", "additionalCategories"), canonical: setOf },
    levelsField("properties.industries", "leveledIndustries"),
    flagField("properties.marketingOnlyChange", "marketingOnlyChange"),
    plainField("properties.universalAmendment", "globalAmendmentTerms"),
    customAmendments,
    { ...plainField("properties.hideKeys", "hideKeys"), canonical: setOf },
    { ...plainField("properties.productTags", "productTags"), canonical: setOf },
    plainField("properties.submissionVersion", "submissionVersion"),
    extendedPropertiesField("properties.extendedProperties"),
  ],
};

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
        let title = String(displayText ?? "") || String(uri);
        while (Object.hasOwn(links, title)) title += " (another)";
        links[title] = {
          url: uri,
          ...(String(type) === "HelpUri" ? {} : { type }),
          ...(isEmpty(subtype) ? {} : { subtype }),
        };
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

/** The offer listing page in English. */
export const listingPart: DraftPart = { kind: "Listing", fields: listingFields("listing") };

const previewGroup = "PreviewMarketplaceGroup";

/** The preview audience page. */
const previewAudiencePart: DraftPart = {
  kind: "ProductAvailability",
  fields: [
    {
      path: "previewAudience.subscriptions",
      wire: ["audiences"],
      canonical: guidSet,
      read: (body) => objectsIn(body.audiences).find(({ type }) => type === previewGroup)?.values,
      write: (body, value) => {
        const audiences = objectsIn(body.audiences);
        const group = audiences.find(({ type }) => type === previewGroup);
        const rest = audiences.filter((audience) => audience !== group);
        body.audiences = value === undefined ? rest : [...rest, { ...group, type: previewGroup, values: value }];
      },
    },
    {
      path: "previewAudience.emails",
      wire: ["emailAudiences"],
      canonical: (value) => (isObject(value) ? lowerCaseIds(value) : value),
      read: (body) => membersIn(body.emailAudiences),
      write: (body, value) => {
        body.emailAudiences = withMembers(body.emailAudiences, value);
      },
    },
    plainField("previewAudience.hideKey", "hideKeyAudience"),
  ],
};

/** All parts of an offer that are drafts. */
export const offerParts: readonly DraftPart[] = [propertyPart, listingPart, previewAudiencePart];
