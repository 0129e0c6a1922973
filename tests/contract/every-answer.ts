// Holds every answer that emulators give during a run of tests to the published OpenAPI document, whatever is being
// tested. What differs is declared one by one, with its reason, in schema-deviations.ts; anything else fails the run.
// Emulators in processes of their own count if they were started with forward-answers.ts.

import { strict as assert } from "node:assert";
import { subscribe } from "node:diagnostics_channel";
import { type Exchange, exchangeChannelName } from "pulumi-partnercenter-emulator";
import { comparable, DeclaredAnswers } from "./openapi-answers.js";
import { hasReferenceMaterial } from "./reference-material.js";
import { isDeclared, schemaDeviations } from "./schema-deviations.js";

/** What was seen in this run. */
class AnswerCheck {
  readonly declared = hasReferenceMaterial ? new DeclaredAnswers() : undefined;
  /** Each difference from the document, with the first call that showed it. */
  readonly found = new Map<string, string>();
  /** Operations that were answered with success, in comparable form. */
  readonly answered = new Set<string>();
  #checked = 0;

  take(exchange: Exchange): void {
    if (exchange.injected || exchange.operation === undefined) return;
    this.#checked += 1;
    if (exchange.status < 300) this.answered.add(comparable(exchange.operation));
    for (const difference of this.declared?.differences(exchange) ?? []) {
      if (!this.found.has(difference)) this.found.set(difference, `${exchange.method} ${exchange.path}`);
    }
  }

  /** Differences that nobody declared. */
  undeclared(): string[] {
    return [...this.found].filter(([at]) => !isDeclared(at)).map(([at, call]) => `${at} (${call})`);
  }

  summary(): string {
    const undeclared = this.undeclared().length;
    const counts = `${undeclared} undeclared deviations, ${schemaDeviations.length} declared ones`;
    return `\n  ${this.#checked} answers checked against the OpenAPI document: ${counts}\n`;
  }
}

let check: AnswerCheck | undefined;

/**
 * Checks all answers from now on, and at the end of the run of Mocha fails it if there are undeclared differences. To
 * be called while a file of tests is loaded; outside of Mocha it does nothing but listen.
 */
export function checkEveryAnswer(): AnswerCheck {
  if (check !== undefined) return check;
  const started = new AnswerCheck();
  check = started;
  subscribe(exchangeChannelName, (message) => started.take(message as Exchange));
  if (typeof after !== "function") return started;
  after("all answers of all tests are as published, or declared", function () {
    if (!hasReferenceMaterial) return;
    process.stdout.write(started.summary());
    this.timeout(10_000);
    assert.deepEqual(started.undeclared(), []);
  });
  return started;
}
