// Which calls a fault rule means: its operation as a pattern, and whether there is any call that it can hit. A rule
// with a slip in its path would otherwise be a test that cannot fail.

import { operationTable, productIngestionCalls } from "../published-operations.js";

/** Every call that fault rules look at: those of the API, for tokens, and to upload addresses. */
const calls: readonly string[] = [
  ...operationTable.map(({ operation }) => operation),
  ...productIngestionCalls,
  "POST /{tenant}/oauth2/token",
  "POST /{tenant}/oauth2/v2.0/token",
  "GET /common/discovery/instance",
  ...["GET", "HEAD", "PUT"].map((method) => `${method} /file/{name}`),
];

/** `{…}` stands for one path segment and `*` for anything. */
export function patternOf(operation: string): RegExp {
  const source = operation
    .trim()
    .split(/(\{[^}]*\}|\*)/)
    .map((part) => {
      if (part === "*") return ".*";
      if (part.startsWith("{")) return "[^/]+";
      return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`, "i");
}

/** True if a rule for this operation could ever hit one of these calls, or any call. */
export function hitsSomething(operation: string, among: readonly string[] = calls): boolean {
  const wanted = [...tokens(operation.trim())];
  return among.some((call) => meet(wanted, [...tokens(call)]));
}

/** Letters, `{}` for a segment or a part of it, and `*` for anything. */
function* tokens(text: string): Generator<string> {
  for (const part of text.toLowerCase().split(/(\{[^}]*\}|\*)/)) {
    if (part === "*") yield part;
    else if (part.startsWith("{") && part.endsWith("}")) yield "{}";
    else yield* part;
  }
}

/** Whether some text fits a rule and a call alike. Each pair of places in them is looked at once. */
function meet(rule: readonly string[], call: readonly string[]): boolean {
  const seen = new Set<string>();
  const go = (i: number, j: number): boolean => {
    if (seen.has(`${i} ${j}`)) return false;
    seen.add(`${i} ${j}`);
    const [a, b] = [rule[i], call[j]];
    if (a === "*") return go(i + 1, j) || (b !== undefined && go(i, j + 1));
    if (a === undefined || b === undefined) return a === b;
    if (a === b && a !== "{}") return go(i + 1, j + 1);
    if (a === "/" || b === "/") return false;
    // A segment's place takes one letter or more.
    return (a === "{}" && (go(i, j + 1) || go(i + 1, j + 1))) || (b === "{}" && (go(i + 1, j) || go(i + 1, j + 1)));
  };
  return go(0, 0);
}
