// The tab Overview: what the product is, in words and pictures.
import { type Html, html, link } from "./html.js";
import { richText } from "./rich-text.js";
import { marked, type View } from "./view.js";

function media(view: View): Html | undefined {
  const { listing, pictures } = view;
  const { screenshots, videos } = listing;
  if (screenshots.length + videos.length === 0) return undefined;
  const shots = screenshots.map(({ picture, caption }, index) => {
    const label = caption || `Screenshot ${index + 1}`;
    return html`<li><figure>${pictures.show(picture, "wide", label, "No picture")}<figcaption>${caption || html`<span class="lacking">no caption</span>`}</figcaption></figure></li>`;
  });
  const films = videos.map(
    ({ title, address, thumbnail }) =>
      html`<li><figure><span class="film">${pictures.show(thumbnail, "wide", `Video: ${title}`, "No picture")}<span class="play" aria-hidden="true"></span></span><figcaption>${link(address, title)} <span class="soft">(video)</span></figcaption></figure></li>`,
  );
  const content = html`<h2>Media</h2><ul class="gallery">${shots}${films}</ul>`;
  return marked(view, `listing.${listing.language}.media`, "section", content, "media");
}

function documents(view: View): Html | undefined {
  const { documents, language } = view.listing;
  if (documents.length === 0) return undefined;
  const rows = documents.map(
    ({ title, description }) =>
      html`<li><span class="pdf" aria-hidden="true">PDF</span> <span>${title}${description === "" ? undefined : html`<br><span class="soft">${description}</span>`}</span></li>`,
  );
  const content = html`<h2>Documents</h2><ul class="documents">${rows}</ul>`;
  return marked(view, `listing.${language}.documents`, "section", content);
}

/** The tab. */
export function overview(view: View): Html {
  const { listing } = view;
  const at = (name: string) => `listing.${listing.language}.${name}`;
  const text =
    listing.description.trim() === ""
      ? html`<p class="lacking">(no description)</p>`
      : richText(listing.description, 2);
  return html`<h2 class="unseen">Overview</h2>${listing.shortDescription === "" ? undefined : marked(view, at("shortDescription"), "p", listing.shortDescription, "lead")}
${marked(view, at("description"), "div", text, "description")}
${media(view)}
${documents(view)}`;
}
