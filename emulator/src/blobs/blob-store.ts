// The blob store behind upload addresses: who uses Azurite, which addresses are given out, which bytes have come.

import { createHmac } from "node:crypto";
import type { Clock } from "../clock.js";
import type { FaultEffect } from "../faults/fault-rule.js";
import type { Faults } from "../faults/faults.js";
import type { HangListener } from "../faults/hanging.js";
import { type Azurite, account, container, developmentKey, startAzurite } from "./azurite.js";
import { startUploadRelay, type UploadRelay } from "./upload-relay.js";

const signatureVersion = "2018-03-28";
const writeLife = (24 * 60 + 15) * 60_000;
const readLife = 8 * 60 * 60_000;

let running: Promise<Azurite> | undefined;
let users = 0;

/**
 * Upload and read addresses, and the bytes behind them. All emulators of a process share one Azurite; each has a
 * relay of its own before it, with its own clock and fault rules.
 */
export class BlobStore {
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #host: string;
  readonly #onHang: HangListener | undefined;
  #used = false;
  #relay: Promise<UploadRelay> | undefined;

  constructor(clock: Clock, faults: Faults, host: string, onHang?: HangListener) {
    this.#host = host;
    this.#onHang = onHang;
    this.#clock = clock;
    this.#faults = faults;
  }

  async #address(name: string, effect: FaultEffect, sign: (life: number) => string, life: number): Promise<string> {
    this.#relay ??= this.#azurite().then(({ origin }) =>
      startUploadRelay(origin, this.#clock, this.#faults, this.#host, this.#onHang),
    );
    const place = (await this.#relay).address(name, effect.uploadAddress);
    return `${place}?${sign(effect.uploadAddress === "expired" ? -60_000 : life)}`;
  }

  #azurite(): Promise<Azurite> {
    if (!this.#used) {
      this.#used = true;
      users += 1;
    }
    running ??= startAzurite().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  }

  /** An address for uploading one blob: rights `rwl`, 24 h 15 min (§4.4). */
  async writeAddress(name: string, effect: FaultEffect = {}): Promise<string> {
    const now = this.#clock.now();
    return this.#address(name, effect, (life) => signature(name, "rwl", now + life), writeLife);
  }

  /**
   * An address for reading one blob: rights `rl`, 8 h, a time stamp in front of the query (§4.4). `bytes` are what
   * the store has; they are put back if Azurite has lost them in a restart.
   */
  async readAddress(name: string, bytes: Uint8Array | undefined, effect: FaultEffect = {}): Promise<string> {
    const blob = (await this.#azurite()).blob(name);
    if (bytes !== undefined && !(await blob.exists())) await blob.uploadData(bytes);
    const now = this.#clock.now();
    const stamp = new Date(now)
      .toISOString()
      .replace(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+).*$/, "$2%2f$3%2f$1+$4%3a$5%3a$6");
    return this.#address(name, effect, (life) => `${stamp}&${signature(name, "rl", now + life)}`, readLife);
  }

  /** The bytes that were uploaded, or undefined if none were (also when the emulator was restarted in between). */
  async read(name: string): Promise<Uint8Array | undefined> {
    const blob = (await this.#azurite()).blob(name);
    if (!(await blob.exists())) return undefined;
    const { contentLength = 0 } = await blob.getProperties();
    return contentLength === 0 ? new Uint8Array() : blob.downloadToBuffer();
  }

  /** Ends the use; the last user stops Azurite. */
  async stop(): Promise<void> {
    if (!this.#used) return;
    this.#used = false;
    const relay = this.#relay;
    this.#relay = undefined;
    await (await relay)?.stop();
    users -= 1;
    if (users > 0 || running === undefined) return;
    const ending = running;
    running = undefined;
    await (await ending).stop();
  }
}

/**
 * The query of a shared access signature for one blob, in the version and order that were recorded (§4.4). Made by
 * hand because the storage library refuses the right `l` on a blob, which Partner Center gives.
 */
function signature(name: string, rights: string, end: number): string {
  const expiry = new Date(end).toISOString().replace(/\.\d+Z$/, "Z");
  const resource = `/blob/${account}/${container}/${name}`;
  const signed = [rights, "", expiry, resource, "", "", "", signatureVersion, "", "", "", "", ""].join("\n");
  const mark = createHmac("sha256", Buffer.from(developmentKey, "base64")).update(signed, "utf8").digest("base64");
  const [sig, se] = [encodeURIComponent(mark), encodeURIComponent(expiry)];
  return `sv=${signatureVersion}&sr=b&sig=${sig}&se=${se}&sp=${rights}`;
}
