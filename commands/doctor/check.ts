// One thing that the doctor has looked at.
import { inOneLine, redact } from "../../provider/partner-center/redact.js";

/** `unknown`: it could not be looked at; what keeps it from being is a check of its own. */
export type Outcome = "good" | "warning" | "wrong" | "unknown";

/** An item of what `partnercenter doctor --json` prints. */
export interface Check {
  readonly subject: string;
  readonly outcome: Outcome;
  /** What was found; never a secret. */
  readonly found: string;
  /** What to do; undefined where there is nothing to do. */
  readonly advice?: string;
}

export const good = (subject: string, found: string): Check => ({ subject, outcome: "good", found });

export const unknown = (subject: string, found: string, advice?: string): Check => {
  return { subject, outcome: "unknown", found, ...(advice === undefined ? {} : { advice }) };
};

export const warning = (subject: string, found: string, advice: string): Check => {
  return { subject, outcome: "warning", found, advice };
};

export const wrong = (subject: string, found: string, advice: string): Check => {
  return { subject, outcome: "wrong", found, advice };
};

/** Where a message begins to say what to do, up to what names the request. */
const doing = /^(.*?)\s+((?:Check|Set|Keep|Correct|Give|Install|Sign in)\b.*?)(?:\s+(\([^()]*request id[^()]*\)))?$/s;

/** What a failure says, and what its message says to do, or what is better than that. */
export const failed = (subject: string, error: unknown, advice?: string): Check => {
  const text = redact(error instanceof Error ? error.message : String(error));
  const [, what, toDo, request] = doing.exec(text) ?? [];
  const found = what === undefined ? text : [what, ...(request === undefined ? [] : [request])].join(" ");
  const told = advice ?? (toDo === undefined ? undefined : `${toDo.charAt(0).toLowerCase()}${toDo.slice(1)}`);
  return { subject, outcome: "wrong", found, ...(told === undefined ? {} : { advice: told }) };
};

const marks: Readonly<Record<Outcome, string>> = { good: "ok", warning: "warning", wrong: "WRONG", unknown: "-" };

/** The lines of a check for people. */
export function checkLines({ subject, outcome, found, advice }: Check): string[] {
  const start = `${marks[outcome].padEnd(8)} ${`${subject}:`.padEnd(18)}`;
  const next = advice === undefined ? [] : [`${" ".repeat(start.length)}→ ${inOneLine(advice)}`];
  return [`${start}${inOneLine(found)}`, ...next];
}
