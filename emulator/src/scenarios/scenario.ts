// What a scenario is; the scenarios themselves are in scenarios.ts and incidents.ts.

import type { FaultRule } from "../faults/fault-rule.js";
import type { Delays, Switches } from "./switches.js";

/** How long answers take: not at all, or as recorded (API reference §3.1). */
export type Latency = "none" | "recorded";

/** A situation; options given beside it win. */
export interface Scenario {
  readonly meaning: string;
  readonly latency?: Latency;
  readonly switches?: Partial<Switches>;
  readonly delays?: Partial<Delays>;
  readonly faults?: readonly FaultRule[];
}
