// How long the real service took to answer, by kind of call: 190 timed exchanges of April 2025, to the second, so the
// spans are as exact as that (API reference §3.1). Lists were read in 0.2 to 0.35 s, products made in about 2 s and
// deleted in 2 to 3 s; other writes took up to a second.

import { setTimeout as wait } from "node:timers/promises";

/** From and to, in milliseconds. */
type Span = readonly [least: number, most: number];

const reading: Span = [200, 350];
const writing: Span = [500, 1_000];
const spans: { readonly [operation: string]: Span } = {
  "POST /products": [1_800, 2_200],
  "DELETE /products/{productId}": [2_000, 3_000],
};

/** The time for one call, in milliseconds, evenly spread over what was seen for its kind. */
export function recordedLatency(operation: string | undefined): number {
  const usual = operation?.startsWith("GET ") === true ? reading : writing;
  const [least, most] = spans[operation ?? ""] ?? usual;
  return least + Math.random() * (most - least);
}

/** Waits in real time; does nothing for 0. */
export async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await wait(milliseconds);
}
