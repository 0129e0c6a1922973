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

export const unknown = (subject: string, found: string): Check => ({ subject, outcome: "unknown", found });

export const warning = (subject: string, found: string, advice: string): Check => {
  return { subject, outcome: "warning", found, advice };
};

export const wrong = (subject: string, found: string, advice: string): Check => {
  return { subject, outcome: "wrong", found, advice };
};

/** What a failure says; our own say what to do in the same sentence. */
export const failed = (subject: string, error: unknown): Check => {
  const text = redact(error instanceof Error ? error.message : String(error));
  return { subject, outcome: "wrong", found: text };
};

const marks: Readonly<Record<Outcome, string>> = { good: "ok", warning: "warning", wrong: "WRONG", unknown: "-" };

/** The lines of a check for people. */
export function checkLines({ subject, outcome, found, advice }: Check): string[] {
  const start = `${marks[outcome].padEnd(8)} ${`${subject}:`.padEnd(18)}`;
  const next = advice === undefined ? [] : [`${" ".repeat(start.length)}→ ${inOneLine(advice)}`];
  return [`${start}${inOneLine(found)}`, ...next];
}
