// How long the real service took to answer, by kind of call (§3.1: 190 timed exchanges).

import { setTimeout as wait } from "node:timers/promises";

/** Milliseconds the recorded service needed for such a call: about 2 s to make or delete a product, else below 1 s. */
export function recordedLatency(operation: string | undefined): number {
  if (operation === "POST /products" || operation === "DELETE /products/{productId}") return 2_000;
  return operation?.startsWith("GET ") === true ? 250 : 600;
}

/** Waits in real time; does nothing for 0. */
export async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await wait(milliseconds);
}
