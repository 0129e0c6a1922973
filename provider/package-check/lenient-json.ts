// What readers in Azure take that JSON does not know: comments, commas at the end, and line breaks and tabs in texts.
// Such a text is made JSON here, with everything at its old place, so that a line can be named.
import { stripComments } from "jsonc-parser";

/** Offsets of the first comment, comma too many, and line break or tab in a text, where there is one. */
export interface Leniency {
  readonly comment: number | undefined;
  readonly trailingComma: number | undefined;
  readonly multiLineText: number | undefined;
}

/** A text that may be JSON but for comments. */
export interface Strict extends Leniency {
  /** Without commas at the end, and with blanks for line breaks and tabs in texts: each character at its old place. */
  readonly shape: string;
  /** The same value as JSON. */
  readonly json: string;
}

const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** As it is, but for comments: texts end with their line. */
export function asWritten(text: string): Strict {
  const comment = firstComment(text);
  const json = comment === undefined ? text : stripComments(text);
  return { shape: text, json, comment, trailingComma: undefined, multiLineText: undefined };
}

/** With all that is taken beyond JSON. */
export function asMeant(text: string): Strict {
  const commas: number[] = [];
  let comment: number | undefined;
  let multiLineText: number | undefined;
  let comma: number | undefined; // the last one after a value, as long as nothing follows it
  let isAfterValue = false;
  const shape = [...pieces(text)].map(({ kind, at, piece }) => {
    if (kind === "text") {
      comma = undefined;
      isAfterValue = true;
      const place = /[\n\r\t]/.exec(piece)?.index;
      if (place !== undefined) multiLineText ??= at + place;
      return piece.replaceAll(/[\n\r\t]/g, " ");
    }
    if (kind === "comment") comment ??= at;
    else if (piece === ",") {
      comma = isAfterValue ? at : undefined;
      isAfterValue = false;
    } else if (/\S/.test(piece)) {
      if (comma !== undefined && /[}\]]/.test(piece)) commas.push(comma);
      comma = undefined;
      isAfterValue = !/[[{:]\s*$/.test(piece);
    }
    return piece;
  });
  return {
    shape: without(shape.join(""), commas),
    json: stripComments(withEscapes(without(text, commas))),
    comment,
    trailingComma: commas[0],
    multiLineText,
  };
}

function without(text: string, commas: readonly number[]): string {
  let done = "";
  let from = 0;
  for (const at of commas) {
    done += `${text.slice(from, at)} `;
    from = at + 1;
  }
  return done + text.slice(from);
}

function withEscapes(text: string): string {
  return [...pieces(text)]
    .map(({ kind, piece }) =>
      kind === "text" ? piece.replaceAll(/[\n\r\t]/g, (sign) => escapes[sign] as string) : piece,
    )
    .join("");
}

interface Piece {
  readonly kind: "text" | "comment" | "sign";
  readonly at: number;
  readonly piece: string;
}

/** Texts in quotation marks, comments, and what is between them: a comma or a run of other characters. */
function* pieces(text: string): Generator<Piece> {
  const form = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|,|[}\]]|[^"/,}\]]+|\//gy;
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    const [piece] = found;
    const kind = piece.startsWith('"') ? "text" : /^\/[/*]/.test(piece) ? "comment" : "sign";
    yield { kind, at: found.index, piece };
  }
}

/** Calls back for each bracket, brace and slash outside of texts, which end with their line; `visit` returns where to go on. */
function outsideOfTexts(text: string, visit: (character: string, at: number) => number | undefined): void {
  const sign = /["{}[\]/]/g;
  const inText = /[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*/y;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const [character] = found;
    if (character === '"') {
      inText.lastIndex = sign.lastIndex;
      inText.exec(text);
      sign.lastIndex = inText.lastIndex + 1;
    } else {
      sign.lastIndex = (visit(character, found.index) ?? found.index) + 1;
    }
  }
}

/** How deep objects and arrays lie inside each other. */
export function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  outsideOfTexts(text, (character, at) => {
    if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
    else if (character === "/") return endOfComment(text, at);
    return undefined;
  });
  return deepest;
}

function firstComment(text: string): number | undefined {
  let found: number | undefined;
  outsideOfTexts(text, (character, at) => {
    if (character !== "/") return undefined;
    found = at;
    return text.length;
  });
  return found;
}

function endOfComment(text: string, at: number): number | undefined {
  if (text[at + 1] === "/") return orEnd(text, text.indexOf("\n", at));
  if (text[at + 1] === "*") return orEnd(text, text.indexOf("*/", at + 2) + 1 || -1);
  return undefined;
}

function orEnd(text: string, at: number): number {
  return at < 0 ? text.length : at;
}
