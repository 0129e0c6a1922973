// The blob store behind upload addresses: which addresses are given out, which bytes have come.

import type { Clock } from "../clock.js";
import type { FaultEffect } from "../faults/fault-rule.js";
import type { Faults } from "../faults/faults.js";
import type { HangListener } from "../faults/hanging.js";
import { BlobShelf } from "./blob-shelf.js";
import { signature } from "./signature.js";
import { startUploadRelay, type UploadRelay } from "./upload-relay.js";

const writeLife = (24 * 60 + 15) * 60_000;
const readLife = 8 * 60 * 60_000;

/** Upload and read addresses, and the bytes behind them, with the emulator's clock and fault rules. */
export class BlobStore {
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #host: string;
  readonly #onHang: HangListener | undefined;
  readonly #shelf = new BlobShelf();
  #relay: Promise<UploadRelay> | undefined;

  constructor(clock: Clock, faults: Faults, host: string, onHang?: HangListener) {
    this.#host = host;
    this.#onHang = onHang;
    this.#clock = clock;
    this.#faults = faults;
  }

  async #address(name: string, effect: FaultEffect, sign: (life: number) => string, life: number): Promise<string> {
    this.#relay ??= startUploadRelay(this.#shelf, this.#clock, this.#faults, this.#host, this.#onHang);
    const place = (await this.#relay).address(name, effect.uploadAddress);
    return `${place}?${sign(effect.uploadAddress === "expired" ? -60_000 : life)}`;
  }

  /** An address for uploading one blob: rights `rwl`, 24 h 15 min (§4.4). */
  async writeAddress(name: string, effect: FaultEffect = {}): Promise<string> {
    const now = this.#clock.now();
    return this.#address(name, effect, (life) => signature(name, "rwl", now + life), writeLife);
  }

  /**
   * An address for reading one blob: rights `rl`, 8 h, a time stamp in front of the query (§4.4). `bytes` are what
   * the store has; they are put back if they were lost in a restart.
   */
  async readAddress(name: string, bytes: Uint8Array | undefined, effect: FaultEffect = {}): Promise<string> {
    if (bytes !== undefined && this.#shelf.read(name) === undefined) this.#shelf.put(name, Buffer.from(bytes));
    const now = this.#clock.now();
    const stamp = new Date(now)
      .toISOString()
      .replace(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+).*$/, "$2%2f$3%2f$1+$4%3a$5%3a$6");
    return this.#address(name, effect, (life) => `${stamp}&${signature(name, "rl", now + life)}`, readLife);
  }

  /** The bytes that were uploaded, or undefined if none were (also when the emulator was restarted in between). */
  read(name: string): Uint8Array | undefined {
    return this.#shelf.read(name);
  }

  /** Ends the use. */
  async stop(): Promise<void> {
    const relay = this.#relay;
    this.#relay = undefined;
    await (await relay)?.stop();
  }
}
