// The storefront: an offer as a buyer will see it, as one HTML file that asks nobody for anything. It has no scripts:
// what is chosen (version, market, language, tab) shows and hides what is there.
import { createHash } from "node:crypto";
import { details } from "./details.js";
import { type Difference, differences } from "./differences.js";
import { headerCard, searchCard } from "./head.js";
import { Html, html, type Part } from "./html.js";
import { listingIn, type Version } from "./model.js";
import { languageName, marketName } from "./names.js";
import { overview } from "./overview.js";
import { Pictures } from "./pictures.js";
import { plans } from "./plans.js";
import { stageNames, whoSees } from "./stages.js";
import { styleSheet } from "./style-sheet.js";
import type { View } from "./view.js";
import { whatDiffers } from "./what-differs.js";

/** What is chosen when the page is opened, and what else is said. */
export interface PageOptions {
  /** The version that is shown first. Default: the first. */
  readonly stage?: Version["stage"] | undefined;
  /** Two letters. Default: the United States where a plan is sold there, or else the first market. */
  readonly market?: string | undefined;
  /** Such as `de-de`. Default: English. */
  readonly language?: string | undefined;
  /** Sentences about what the page cannot show. */
  readonly notes?: readonly string[];
  /** A link back to where the page was opened. */
  readonly back?: { readonly address: string; readonly words: string } | undefined;
}

/** By which a file is known as one of these pages. */
export const generator = "partnercenter storefront";

/** The page, and the policy that a server sends with it; the page itself says it too. */
export interface StorefrontPage {
  readonly text: string;
  readonly policy: string;
}

const tabs = {
  overview: "Overview",
  plans: "Plans + Pricing",
  details: "Details",
  differences: "What differs",
} as const;

/** The markets that can be chosen: where any plan is sold. Nothing else than two letters gets into the style sheet. */
function marketsOf(versions: readonly Version[], wanted: string | undefined): string[] {
  const sold = versions.flatMap(({ offer }) => offer.plans.flatMap(({ markets }) => markets));
  const all = [...new Set([...sold, ...(wanted === undefined ? [] : [wanted.toUpperCase()])])];
  const known = all.filter((code) => /^[A-Z]{2}$/.test(code));
  return (known.length === 0 ? ["US"] : known).sort((a, b) => (marketName(a) < marketName(b) ? -1 : 1));
}

interface Choice {
  readonly value: string;
  readonly words: string;
}

function select(id: string, label: string, choices: readonly Choice[], chosen: string): Html | undefined {
  if (choices.length < 2) return undefined;
  const options = choices.map(
    ({ value, words }) =>
      html`<option value="${value}"${value === chosen ? new Html(" selected") : undefined}>${words}</option>`,
  );
  return html`<p class="field"><label for="${id}">${label}</label> <select id="${id}">${options}</select></p>`;
}

function radios(name: string, legend: string, choices: readonly Choice[], chosen: string, classes: string): Html {
  const all = choices.map(
    ({ value, words }) =>
      html`<span><input type="radio" name="${name}" id="${name}-${value}"${value === chosen ? new Html(" checked") : undefined}><label for="${name}-${value}">${words}</label></span>`,
  );
  return html`<fieldset class="${classes}"><legend>${legend}</legend>${all}</fieldset>`;
}

/** Rules that show what is chosen. */
function choosing(versions: readonly Version[], languages: readonly string[], markets: readonly string[]): string {
  const chosen = (id: string, count: number, value: string) =>
    count < 2 ? "" : `:has(#${id} option[value="${value}"]:checked)`;
  const stageChosen = (stage: string) => (versions.length < 2 ? "" : `:has(#stage-${stage}:checked)`);
  return [
    ...versions.map(({ stage }) => `body${stageChosen(stage)} .of-${stage}{display:block}`),
    ...versions.flatMap(({ stage, offer: { listings } }) =>
      languages.map((language) => {
        const shown = languages.indexOf(listingIn(listings, language)?.language ?? "");
        return `body${stageChosen(stage)}${chosen("language", languages.length, language)} .of-${stage}-${shown}{display:block}`;
      }),
    ),
    ...markets.map(
      (market) => `body${chosen("market", markets.length, market)} [data-markets~="${market}"]{display:block}`,
    ),
    ...Object.keys(tabs).map((tab) => `body:has(#tab-${tab}:checked) .panel-${tab}{display:block}`),
  ].join("\n");
}

/** The page of these versions of one offer. */
export function storefrontPage(versions: readonly Version[], options: PageOptions = {}): StorefrontPage {
  const [first] = versions;
  if (first === undefined) throw new Error("a storefront shows at least one version");
  const stage = (versions.find((version) => version.stage === options.stage) ?? first).stage;
  const markets = marketsOf(versions, options.market);
  const [anyMarket = "US"] = markets;
  const market = [options.market?.toUpperCase(), "US"].find((code) => markets.includes(code ?? "")) ?? anyMarket;
  const languages = [...new Set(versions.flatMap(({ offer }) => offer.listings.map(({ language }) => language)))];
  const language = listingIn(
    languages.map((code) => ({ language: code })),
    options.language?.toLowerCase() ?? "",
  )?.language;
  const found: Difference[] = versions.length < 2 ? [] : differences(versions);
  const differing = new Set(found.map(({ key }) => key));
  const pictures = new Pictures();

  /** A part of the page in each version and language. */
  const each = (draw: (view: View) => Part): Html =>
    html`${versions.flatMap(({ stage, offer }) =>
      offer.listings.map((listing) => {
        const view: View = { stage, offer, listing, pictures, markets, differing };
        const classes = `variant of-${stage}-${languages.indexOf(listing.language)}`;
        return html`<div class="${classes}" lang="${listing.language}">${draw(view)}</div>`;
      }),
    )}`;
  const panel = (tab: keyof typeof tabs, content: Part) => html`<div class="panel panel-${tab}">${content}</div>`;

  const shownTabs = (Object.keys(tabs) as (keyof typeof tabs)[]).filter(
    (tab) => tab !== "differences" || versions.length > 1,
  );
  const main = html`<main>
<div class="notices">${versions.map((version) => html`<p class="variant of-${version.stage} notice notice-${version.stage}"><strong>${stageNames[version.stage]}.</strong> ${whoSees(version)}</p>`)}
${(options.notes ?? []).map((note) => html`<p class="notice">${note}</p>`)}</div>
<section aria-label="In search results"><p class="eyebrow">In search results</p>${each(searchCard)}</section>
<section aria-label="Product page"><p class="eyebrow">Product page</p>
<div class="product">
${each(headerCard)}
${radios(
  "tab",
  "Part of the page",
  shownTabs.map((value) => ({
    value,
    words: value === "differences" ? `${tabs[value]} (${found.length})` : tabs[value],
  })),
  "overview",
  "tabs",
)}
<div class="panels">
${panel("overview", each(overview))}
${panel("plans", each(plans))}
${panel("details", each(details))}
${versions.length < 2 ? undefined : panel("differences", whatDiffers(versions, found, pictures))}
</div></div></section>
</main>`;
  const { back } = options;
  const controls = html`<header class="tool"><div>
<p class="tool-title">${back === undefined ? undefined : html`<a href="${back.address}">${back.words}</a> `}<strong>Storefront</strong> <code>${first.offer.offerId}</code></p>
${
  versions.length < 2
    ? undefined
    : radios(
        "stage",
        "Version",
        versions.map(({ stage }) => ({ value: stage, words: stageNames[stage] })),
        stage,
        "switch",
      )
}
${select(
  "market",
  "Market",
  markets.map((value) => ({ value, words: marketName(value) })),
  market,
)}
${select(
  "language",
  "Language",
  languages.map((value) => ({ value, words: languageName(value) })),
  language ?? "",
)}
${versions.length < 2 ? undefined : html`<p class="field"><input type="checkbox" id="marks" checked><label for="marks">Mark what differs</label></p>`}
</div></header>`;
  const styles = [styleSheet, choosing(versions, languages, markets), pictures.styles].join("\n");
  const hash = createHash("sha256").update(styles).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const title = first.offer.listings[0]?.title || first.offer.offerId;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="generator" content="${generator}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Storefront</title>
<style>${new Html(styles)}</style>
</head>
<body>
${controls}
${main}
<footer><p>A likeness of the marketplace’s page, made from the offer’s own texts and pictures. Microsoft’s page may place and word things differently, and adds what only it knows, such as reviews and taxes.</p></footer>
</body>
</html>
`;
  return { text: page.text, policy };
}
