// The frame of all pages of the portal. They have no scripts, and say so to the browser.

import { Html, html } from "#storefront/html.js";
import type { HttpReply } from "../http/message.js";
import { styleSheet } from "./style-sheet.js";

/** A link only if it leads to a web address or a mail box; otherwise its text. */
export function link(address: string, label: string): Html {
  return /^(https?:\/\/|mailto:)/i.test(address)
    ? html`<a href="${address}" rel="noreferrer">${label}</a>`
    : html`${label} (${address})`;
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
<header><a href="/">Partner Center <small>emulator</small></a></header>
<main>${body}</main>
<footer>Nothing here is real: this is pulumi-partnercenter-emulator on your own machine.</footer>
</body>
</html>
`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'";
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return { status, headers, body: page.text };
}
