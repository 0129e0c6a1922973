// Texts, contacts and pictures of a listing, for the overview and for the live page.

import { type Html, html } from "#storefront/html.js";
import { richText } from "#storefront/rich-text.js";
import type { MediaRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { link } from "./html.js";

type Contact = { type?: string; name?: string; email?: string; phone?: string; uri?: string };
type Uri = { type?: string; displayText?: string; uri?: string };

/** A field of a body as text; empty if it is missing. */
export function textOf(body: Wire | undefined, field: string): string {
  const value = body?.[field];
  return value === undefined ? "" : String(value);
}

/** A row of a description list; left out when there is nothing to say. */
export function row(term: string, value: Html | string | number | undefined): Html | undefined {
  if (value === undefined || value === "") return undefined;
  return html`<dt>${term}</dt><dd>${value}</dd>`;
}

/** A description, made safe; its headings are below the `level` of the one above it. */
export function description(markup: string, level: number): Html {
  return html`<div class="description">${richText(markup, level)}</div>`;
}

/** Where the portal serves the bytes of a picture. */
export function imagePath(file: MediaRecord): string {
  return `/_portal/files/${file.blob}`;
}

/** The picture of a kind that counts: the last one uploaded (§4.4, assumed). */
export function imageOf(media: MediaRecord[], type: string): MediaRecord | undefined {
  return media.findLast((file) => file.committed && textOf(file.body, "type") === type);
}

/** All pictures with their kinds. */
export function gallery(media: MediaRecord[]): Html | undefined {
  const images = media.filter((file) => file.kind === "images");
  if (images.length === 0) return undefined;
  const figures = images.map((file) => {
    const name = textOf(file.body, "fileName");
    const picture = file.committed ? html`<img src="${imagePath(file)}" alt="${name}">` : html`<p>not uploaded</p>`;
    return html`<figure>${picture}<figcaption>${textOf(file.body, "type")} · ${name}</figcaption></figure>`;
  });
  return html`<div class="images">${figures}</div>`;
}

/** Contacts and links as lists. */
export function contactsAndLinks(listing: Wire): Html {
  const contacts = ((listing.listingContacts ?? []) as Contact[]).map((contact) => {
    const mail = contact.email === undefined ? undefined : link(`mailto:${contact.email}`, contact.email);
    return html`<li>${contact.type}: ${contact.name} ${mail} ${contact.phone}</li>`;
  });
  const uris = ((listing.listingUris ?? []) as Uri[]).map(
    ({ type, displayText, uri = "" }) => html`<li>${type}: ${link(uri, displayText ?? uri)}</li>`,
  );
  return html`<ul>${contacts}${uris}</ul>`;
}
