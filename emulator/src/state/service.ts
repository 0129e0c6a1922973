// The running parts of an emulator that its state depends on, gathered in one place.

import type { BlobStore } from "../blobs/blob-store.js";
import type { Clock } from "../clock.js";
import type { Delays, Switches } from "../scenarios/switches.js";
import type { Store } from "../store/store.js";

/** The running parts of one emulator. */
export interface Service {
  readonly store: Store;
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly switches: Switches;
  readonly delays: Delays;
  /** Lengths of the first pages of each list, when a test follows a recorded list; otherwise empty. */
  readonly pageLengths: readonly number[];
  /** `http://127.0.0.1:PORT/v1.0/ingestion`, for Location headers. */
  endpoint: string;
}
