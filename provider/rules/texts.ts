// What people write into texts by mistake: markup where the text is shown as it is, Markdown where HTML is taken.
import { type Findings, known } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import { quoted } from "../values/show.js";
import { cited, sources } from "./sources.js";

/** Trademark and copyright signs are emojis to Unicode, and Partner Center takes them. */
const allowedSigns = /[©®™]/gu;
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const tag = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&(amp|lt|gt|nbsp|#\d+);/i;

/** The forms of Markdown that mean nothing in HTML, nor in a plain text. */
const markdown: readonly RegExp[] = [
  /\*\*[^*\n]+\*\*/,
  /^#{1,6} \S.*/m,
  /\[[^\]\n]+\]\([^()\s]+\)/,
  /^(```|~~~).*/m,
  /^[ \t]*[-*+] \S.*\n[ \t]*[-*+] \S.*/m,
];

/** A name that customers see. */
export function checkName(inputs: Properties, path: string, findings: Findings): void {
  const text = known<string>(inputs, path);
  if (typeof text !== "string") return;
  const found = emoji.exec(text.replace(allowedSigns, ""));
  if (found === null) return;
  const reason = `has ${found[0]}; a name cannot have emojis (${cited(sources.planOffer)}). Take it out`;
  findings.addUnlessHeld(path, reason);
}

/** A text in which nothing is markup. */
export function checkPlainText(inputs: Properties, path: string, findings: Findings): void {
  const text = known<string>(inputs, path);
  if (typeof text !== "string") return;
  const found = tag.exec(text) ?? markdown[0]?.exec(text) ?? markdown[2]?.exec(text);
  if (found === null || found === undefined) return;
  findings.warn(path, `has ${quoted(found[0], 40)}: this is plain text, so customers see it as it stands. Take it out`);
}

/** A line of a text in one line. */
export function checkOneLine(inputs: Properties, path: string, findings: Findings): void {
  const text = known<string>(inputs, path);
  if (typeof text !== "string" || !/[\r\n]/.test(text.trim())) return;
  findings.warn(path, `has several lines; it is one sentence without line breaks (${cited(sources.planOffer)})`);
}

/** A text in HTML. */
export function checkNoMarkdown(inputs: Properties, path: string, findings: Findings): void {
  const text = known<string>(inputs, path);
  if (typeof text !== "string") return;
  const found = markdown.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  if (found === undefined) return;
  findings.warn(
    path,
    `has ${quoted(found[0], 40)}, which is Markdown: Partner Center takes HTML here, so customers see it as it stands`,
  );
}

/** A link that Partner Center's page takes as https only. */
export function checkHttps(path: string, address: unknown, findings: Findings): void {
  if (typeof address !== "string" || !/^http:/i.test(address)) return;
  findings.addUnlessHeld(path, `${quoted(address)} has to start with https:// (${cited(sources.listing)})`);
}
