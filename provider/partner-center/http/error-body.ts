/** Reads the many forms of an error reply. Pure; never throws. */
// API reference §3.5, forms a–g

import { clipped } from "../redact.js";
import { parseJson } from "./json.js";

/** What an error reply says. */
export interface ErrorBody {
  /** As received. */
  readonly serviceText: string;
  /** The sentence for people: without embedded JSON and stack traces, at most 500 characters; "" if there is none. */
  readonly message: string;
  /** 50000 + HTTP status, where the service gives one (form a). */
  readonly faultCode?: number | undefined;
  readonly reasonPhrase?: string | undefined;
  readonly correlationId?: string | undefined;
  /** The new id of an object that was moved. */
  // API reference §4.5
  readonly toId?: string | undefined;
  /** Field → complaints. */
  readonly data?: Record<string, string[]> | undefined;
}

type Json = Record<string, unknown>;

/**
 * @param text The reply's body; may be empty (form g).
 * @param contentType The reply's header. Only a hint: the service sends plain text as JSON and the other way round.
 */
export function parseErrorBody(text: string, contentType?: string): ErrorBody {
  const raw = { serviceText: text };
  const value = decoded(text.trim());
  if (isObject(value)) return { ...raw, ...fromObject(value) };
  if (typeof value !== "string") return { ...raw, message: short(text) };
  const faultCode = /^ICH(\d{5}) - /.exec(value)?.[1];
  if (faultCode !== undefined) {
    const begin = value.endsWith("}") ? value.indexOf("{") : -1;
    const sentence = value.slice("ICH00000 - ".length, begin < 0 ? undefined : begin).trimEnd();
    const embedded = begin < 0 ? undefined : decoded(value.slice(begin));
    const details = isObject(embedded) ? fromObject(embedded) : { message: "" };
    const message = joined(sentence.replace(/\.$/, ""), details.message);
    return { ...raw, ...details, message, faultCode: Number(faultCode) };
  }
  const mark = "ResponseContent=";
  const [begin, end] = [value.indexOf(`${mark}{`), value.lastIndexOf("}")];
  if (begin >= 0 && end > begin) {
    const embedded = decoded(value.slice(begin + mark.length, end + 1));
    const details = isObject(embedded) ? fromObject(embedded) : { message: "" };
    const sentence = value.slice(0, begin).trimEnd().replace(/,$/, "");
    return { ...raw, ...details, message: joined(withoutClass(sentence), details.message) };
  }
  return { ...raw, message: short(withoutClass(isMarkup(value, contentType) ? withoutMarkup(value) : value)) };
}

/** JSON that may be wrapped in JSON strings; text that is no JSON stays text. */
function decoded(text: string): unknown {
  let value: unknown = text;
  for (let depth = 0; depth < 3 && typeof value === "string"; depth++) {
    try {
      value = parseJson(value.trim());
    } catch {
      return value;
    }
  }
  return typeof value === "object" || typeof value === "string" ? value : text;
}

/** Form a's inner object, forms d and e, and ASP.NET's problem details (inside form b). */
function fromObject(value: Json): Omit<ErrorBody, "serviceText"> {
  const inner = isObject(value.error) ? value.error : value;
  const data = complaints(inner.data) ?? complaints(inner.errors);
  const reasonPhrase = string(inner.reasonPhrase);
  const sentence =
    string(inner.message) ??
    string(inner.error_description) ??
    string(inner.title) ??
    reasonPhrase ??
    string(inner.error) ??
    "";
  const details = sentencesOf(inner.details);
  const fields = Object.entries(data ?? {})
    .map(([field, texts]) => [field, texts.join(" ")])
    .filter(([, text]) => text !== sentence)
    .map(([field, text]) => `${field}: ${text}`);
  return {
    message: joined(sentence, ...details, ...fields),
    toId: string(inner.toId),
    faultCode: typeof inner.faultCode === "number" ? inner.faultCode : undefined,
    reasonPhrase,
    correlationId: string(inner.correlationId) ?? string(inner.activityId) ?? string(inner.traceId),
    data,
  };
}

/** Of details that may have details of their own, as those of the Product Ingestion API. */
// Product Ingestion API §8.1
function sentencesOf(details: unknown): string[] {
  if (!Array.isArray(details)) return [];
  return details.flatMap((item) =>
    isObject(item) ? [string(item.message) ?? "", ...sentencesOf(item.details)] : [string(item) ?? ""],
  );
}

function complaints(value: unknown): Record<string, string[]> | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).map(([field, texts]): [string, string[]] => [
    field,
    (Array.isArray(texts) ? texts : [texts]).map((item) => (typeof item === "string" ? item : JSON.stringify(item))),
  ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const string = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
const isMarkup = (text: string, contentType = "") =>
  /\bhtml\b/i.test(contentType) || /^\s*<(!doctype|html)/i.test(text);
/** Its beginning is enough, and no page can take long. */
const withoutMarkup = (text: string) => {
  const start = text.slice(0, 10_000);
  return /<title>(.*?)<\/title>/is.exec(start)?.[1] ?? start.replace(/<[^>]*>/g, " ");
};
/** "Microsoft.Some.Exception: what happened" says what happened. */
const withoutClass = (text: string) => text.replace(/^(?:[\w`]+\.){2,}\w*Exception:\s*/, "");

function joined(...parts: string[]): string {
  const sentences = parts.map((part) => part.trim()).filter((part) => part !== "");
  return short(
    [...new Set(sentences)].map((part, i, all) => (i < all.length - 1 ? part.replace(/[.:]?$/, ":") : part)).join(" "),
  );
}

function short(text: string): string {
  return clipped(text.replace(/\s+/g, " ").trim(), 500);
}
