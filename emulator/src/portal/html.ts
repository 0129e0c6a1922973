// The frame of all pages of the portal. They have one script of ours, and tell the browser to run no other.

import { Html, html } from "#storefront/html.js";
import type { HttpReply } from "../http/message.js";
import { liveScript, liveScriptHash } from "./live-script.js";
import { styleSheet } from "./style-sheet.js";

/** A link only if it leads to a web address or a mail box; otherwise its text. */
export function link(address: string, label: string): Html {
  return /^(https?:\/\/|mailto:)/i.test(address)
    ? html`<a href="${address}" rel="noreferrer">${label}</a>`
    : html`${label} (${address})`;
}

/** A place on a page that is kept up to date while the page is open. */
export function keptCurrent(id: string, content: Html): Html {
  return html`<div data-live id="${id}">${content}</div>`;
}

/** A whole page. */
export function htmlPage(status: number, title: string, body: Html): HttpReply {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(styleSheet)}</style>
</head>
<body>
<header><a href="/" class="home">Partner Center <small>emulator</small></a>
<nav aria-label="Pages"><a href="/">Marketplace offers</a> <a href="/requests">Requests</a></nav></header>
<main>${body}</main>
<footer>Nothing here is real: this is pulumi-partnercenter-emulator on your own machine.</footer>
<script>${new Html(liveScript)}</script>
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `script-src ${liveScriptHash}`,
    "connect-src 'self'",
    "style-src 'unsafe-inline'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return { status, headers, body: page.text };
}
