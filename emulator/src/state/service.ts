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
  /** `http://127.0.0.1:PORT/rp/product-ingestion`, for links to further pages. */
  productIngestionEndpoint: string;
}

/** After a hard end the clock must not be behind anything that a client was told; it begins at real time at least. */
export function keepClock({ clock, store }: Service): void {
  const now = clock.now();
  if (now > Date.now()) store.putSetting("clock", String(now));
}
