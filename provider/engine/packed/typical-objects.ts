// How an object of the service begins, and what is in many of them. None of it ever changes (`words.ts`).
import type { Properties } from "../../values/properties.js";

let count = 0;
/** Another one each time. */
function digits(length: number): string {
  count += 1;
  return count.toString(16).padStart(length, "0");
}
export const newId = () => `00000000-0000-4000-8000-${digits(12)}`;
const newTag = () => `"${digits(8)}-0000-0800-0000-000000000000"`;

export function object(resourceType: string, fields: Properties) {
  return { resourceType, "@odata.etag": newTag(), id: newId(), ...fields };
}

export function draft(resourceType: string, fields: Properties, isOwnInstance = false) {
  const body = object(resourceType, fields);
  return { instanceId: isOwnInstance ? body.id : newId(), id: body.id, etag: body["@odata.etag"], body };
}

export function file(group: string, fileName: string, texts: Properties = {}) {
  return { id: newId(), etag: newTag(), group, fileName, texts, content: digits(64) };
}

export const listing = {
  languageCode: "en-us",
  title: "",
  description: "",
  keywords: [""],
  listingUris: [
    { type: "PrivacyUri", displayText: "Privacy policy", uri: "https://" },
    { type: "PublicCloudSupport", displayText: "Support", uri: "https://" },
    { type: "HelpUri", displayText: "", uri: "" },
  ],
  listingContacts: [
    { type: "CustomerSupport", email: "support@", name: "", phone: "+1", uri: "https://" },
    { type: "Engineering", email: "", name: "", phone: "+" },
  ],
  gettingStartedInstructions: "",
};
export const emptyListing = { ...listing, keywords: [], listingUris: [], listingContacts: [] };
