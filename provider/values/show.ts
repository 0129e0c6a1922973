// Values in one line, as a person reads them.
import { differing } from "./differing.js";
import { sorted } from "./properties.js";

/** A value as a person reads it in one line. */
export function show(value: unknown, concealed = false): string {
  if (value === undefined) return "(not set)";
  if (concealed) return "(a secret)";
  const text = typeof value === "string" ? JSON.stringify(value) : JSON.stringify(sorted(value));
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
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
