// Where each property of an offer lives in the service's objects (API reference §3.8, §3.9, §3.12, §3.17).
import type { DraftPart } from "../drafts.js";
import { type Field, flagField, guidSet, plainField, setOf } from "../fields.js";
import { canonicalHtml } from "../html.js";
import { isObject, type Properties } from "../properties.js";

function list(value: unknown): Properties[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

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
      const entry = list(body[key]).find(isIt);
      return entry === undefined ? undefined : fromEntry(entry);
    },
    write: (body, value) => {
      const entries = list(body[key]);
      const entry = entries.find(isIt);
      const rest = entries.filter((candidate) => candidate !== entry);
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
    ({ name, email, phone, uri }) =>
      Object.fromEntries(
        Object.entries({ name, email, phone, url: uri }).filter(([, value]) => value !== undefined && value !== ""),
      ),
    (value, entry) => {
      const { name, email, phone, url } = value as Record<string, string | undefined>;
      const { uri: _, ...rest } = entry;
      return { ...rest, name, email, phone, ...(url === undefined ? {} : { uri: url }) };
    },
  );
}

/** The properties page. */
export const propertyPart: DraftPart = {
  kind: "Property",
  fields: [
    {
      ...plainField("properties.categories", "leveledCategories"),
      canonical: (value) =>
        isObject(value)
          ? Object.fromEntries(
              Object.entries(value).map(([category, subcategories]) => [category, setOf(subcategories)]),
            )
          : value,
    },
    plainField("properties.version", "appVersion"),
    flagField("properties.standardContract", "useEnterpriseContract"),
    plainField("properties.termsOfUse", "termsOfUse"),
  ],
};

/** The offer listing page, pictures aside. */
export const listingPart: DraftPart = {
  kind: "Listing",
  fields: [
    plainField("listing.title", "title", { initial: (owner) => owner.name }),
    plainField("listing.summary", "summary"),
    plainField("listing.shortDescription", "shortDescription"),
    plainField("listing.description", "description", { canonical: canonicalHtml }),
    { ...plainField("listing.keywords", "keywords"), canonical: setOf },
    linkField("listing.privacyPolicyLink", "PrivacyUri", "Privacy policy"),
    linkField("listing.supportLink", "PublicCloudSupport", "Support"),
    contactField("listing.contacts.support", "CustomerSupport"),
    contactField("listing.contacts.engineering", "Engineering"),
    contactField("listing.contacts.channelManager", "ChannelManager"),
  ],
};

const previewGroup = "PreviewMarketplaceGroup";

/** The preview audience page. */
export const previewAudiencePart: DraftPart = {
  kind: "ProductAvailability",
  fields: [
    {
      path: "previewAudience.subscriptions",
      wire: ["audiences"],
      canonical: guidSet,
      read: (body) => list(body.audiences).find(({ type }) => type === previewGroup)?.values,
      write: (body, value) => {
        const audiences = list(body.audiences);
        const group = audiences.find(({ type }) => type === previewGroup);
        const rest = audiences.filter((audience) => audience !== group);
        body.audiences = value === undefined ? rest : [...rest, { ...group, type: previewGroup, values: value }];
      },
    },
  ],
};

/** All parts of an offer that are drafts. */
export const offerParts: readonly DraftPart[] = [propertyPart, listingPart, previewAudiencePart];

/** Resale through CSPs: no draft and no ETag (API reference §3.17). */
export const resaleFields: readonly Field[] = [
  { ...plainField("resale.channel", "resellerChannelState"), initial: () => "Disabled" },
  { ...plainField("resale.tenantIds", "tenantIds"), canonical: guidSet },
];
