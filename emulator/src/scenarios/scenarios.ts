// Named situations: sets of switches, delays and faults that belong together, for `--scenario`.

import { incidents } from "./incidents.js";
import type { Scenario } from "./scenario.js";

const minute = 60_000;

/** The scenarios by name. */
export const scenarios: { readonly [name: string]: Scenario } = {
  default: { meaning: "no faults, a submission takes seconds" },
  instant: {
    meaning: "nothing takes time",
    delays: {
      branchLag: 0,
      packageProcessing: 0,
      validation: 0,
      previewCreation: 0,
      certification: 0,
      publish: 0,
      draftJob: 0,
    },
  },
  "real-life": {
    meaning: "latency, lags, durations and irregular pages as recorded; use it with --speed",
    latency: "recorded",
    switches: { irregularPages: true },
    delays: {
      branchLag: 1_500,
      packageProcessing: 30_000,
      validation: 4 * minute,
      previewCreation: 10 * minute,
      certification: 150 * minute,
      publish: 30 * minute,
      draftJob: 65_000,
    },
  },
  "january-2024": {
    meaning: "Azure applications have a testdrive variant, branches come late",
    switches: { testDriveVariant: true },
    delays: { branchLag: 1_500 },
  },
  strict: {
    meaning:
      "ids change at each publish, 412 for stale entity tags, published fields are locked, " +
      "all that the portal asks for is needed",
    switches: {
      instanceIdsChangeAtPublish: true,
      staleEntityTagStatus: 412,
      lockPublishedFields: true,
      portalRequirements: true,
    },
  },
  unreliable: {
    meaning: "one call in ten is throttled, fails with 503 or loses its connection (always the same ones)",
    faults: [
      { operation: "*", probability: 0.04, seed: 1, effect: { status: 429, retryAfter: 1 } },
      { operation: "GET *", probability: 0.04, seed: 2, effect: { status: 503 } },
      { operation: "PUT /products*", probability: 0.02, seed: 3, effect: { reset: "after" } },
    ],
  },
  ...incidents,
};
