// Errors on their way to the engine: one line for people, no stack (the engine would print it).

import { inLine } from "../values/show.js";

/** Characters of a message, at most: it may quote what somebody else has written. */
const longestMessage = 10_000;

/**
 * An error as the engine shows it: its message, on the resource. The provider process also prints "name: stack" of
 * what `diff`, `read` and `delete` throw, under the stack; so that this is one short line, both are made for it.
 */
export class EngineError extends Error {
  constructor(
    message: string,
    private readonly title = "pulumi-partnercenter",
  ) {
    const lines = message.split("\n").map((line) => line.trim());
    super(inLine(lines.filter((line) => line !== "").join(" "), longestMessage));
    this.stack = "see the error of this resource";
  }

  override toString(): string {
    return this.title;
  }
}

/**
 * Something failed after the object exists: the engine keeps the id and these properties, and calls
 * update on the next `pulumi up`, even when nothing in the program has changed.
 */
export class PartialFailure extends EngineError {
  /** What the engine shows, a line each. */
  readonly reasons: readonly string[];

  /** `lines`: what to show in the place of the message, such as each reason. */
  constructor(
    message: string,
    readonly id: string,
    readonly properties: Record<string, unknown>,
    lines?: readonly string[],
  ) {
    super(message);
    this.reasons = lines ?? [this.message];
  }
}

/**
 * The lines for an error that has a headline and reasons, such as a submission that failed: the engine counts them, so
 * these are the reasons alone, where there are any. Undefined for others.
 */
export function reasonLines(title: string, error: unknown): string[] | undefined {
  const { headline, reasons = [] } = error as { headline?: string; reasons?: readonly string[] };
  if (headline === undefined) return undefined;
  return reasons.length > 0 ? [...reasons] : [`${title}: ${headline}`];
}
