// Values in one line, as a person reads them.
import { differing } from "./differing.js";
import { sorted } from "./properties.js";

/** What would break a line, or change how the rest of it is shown: controls, directions of writing, half characters. */
const unseen = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text in one line, of at most `longest` characters; what cannot be seen in it is written as `\u{202e}`. */
export function inLine(text: string, longest: number): string {
  const part = text.length > longest ? text.slice(0, longest) : text;
  const line = part.replace(unseen, (character) =>
    character === "\n" ? "\\n" : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return part === text ? line : `${line}…`;
}

/** A text that somebody gave, as messages quote it: in one line, at most 100 characters of it. */
export function quoted(text: unknown, longest = 100): string {
  return `"${inLine(String(text), longest)}"`;
}

/** A path in a message: as {@link quoted}, but up to 200 characters. */
export function quotedPath(path: string): string {
  return quoted(path, 200);
}

/** A value as a person reads it in one line. */
export function show(value: unknown, concealed = false): string {
  if (value === undefined) return "(not set)";
  if (concealed) return "(a secret)";
  const text = typeof value === "string" ? JSON.stringify(value) : JSON.stringify(sorted(value));
  return inLine(text.length > 100 ? `${text.slice(0, 97)}…` : text, 100);
}

/**
 * Two values of one field, each as a person reads it in one line; of long lists and maps only what they do not share.
 */
export function showBoth(one: unknown, other: unknown, concealed = false): [string, string] {
  const whole: [string, string] = [show(one, concealed), show(other, concealed)];
  const parts = whole.some((text) => text.endsWith("…")) ? differing(one, other) : undefined;
  if (parts === undefined) return whole;
  return [`${show(parts.one)} beside ${parts.shared} that agree`, show(parts.other)];
}
