// Puts the parts together and starts them.

import { ingestionApi, productIngestionApi } from "./api/apis.js";
import { RequestLog, type RequestLogEntry } from "./api/request-log.js";
import { BlobStore } from "./blobs/blob-store.js";
import { startClock } from "./clock.js";
import { controlPrefix } from "./control/control-calls.js";
import type { FaultRule } from "./faults/fault-rule.js";
import { Faults } from "./faults/faults.js";
import { Throttle } from "./faults/throttle.js";
import { answerRequest, type Parts } from "./front-door.js";
import { close, hostInAddresses, listen, listeningProblem } from "./http/listening.js";
import { answeringServer } from "./http/server.js";
import { type EmulatorOptions, OptionError, type Settings, settingsFrom } from "./options.js";
import { Accounts } from "./sign-in/accounts.js";
import type { Service } from "./state/service.js";
import { type SavedState, Store } from "./store/store.js";
import { guid } from "./wire/identifiers.js";

/** A running emulator. */
export interface Emulator {
  /** Base address of the ingestion API: `http://127.0.0.1:PORT/v1.0/ingestion`. */
  readonly endpoint: string;
  /** Base address of the Product Ingestion API: `http://127.0.0.1:PORT/rp/product-ingestion`. */
  readonly productIngestionEndpoint: string;
  /** Base address of the token endpoint: `http://127.0.0.1:PORT`. */
  readonly loginEndpoint: string;
  /** The page for people: `http://127.0.0.1:PORT/`. */
  readonly portal: string;
  /** Base address of the control calls: `http://127.0.0.1:PORT/_emulator`. */
  readonly control: string;
  /** The API and token calls so far. */
  requests(): RequestLogEntry[];
  /** Forgets all offers, files and log entries, and puts the faults of the options back. Time and tokens stay. */
  reset(): void;
  /** A copy of all offers and files, for `restore`. Time, tokens, faults and the log are not in it. */
  save(): SavedState;
  /** Puts offers and files back as they were when saved, also those that were deleted since. */
  restore(saved: SavedState): void;
  /** Moves the emulator's clock forward. */
  advance(milliseconds: number): void;
  /** Replaces all fault rules. Throws TypeError if one makes no sense. */
  setFaults(rules: readonly FaultRule[]): void;
  /** Ends it; with a data folder, everything is kept there. Can be called twice. */
  stop(): Promise<void>;
}

/** Until it listens. */
const noAddresses = { endpoint: "", productIngestionEndpoint: "" };

/** The parts of one emulator, put together but not yet listening. Throws OptionError or DataFolderError. */
function assemble(settings: Settings): Parts {
  const { host, switches, delays, pageLengths, latency, speed, onExchange, onHang } = settings;
  const faults = new Faults();
  try {
    faults.set(settings.faults);
  } catch (error) {
    throw new OptionError((error as Error).message);
  }
  const store = new Store(settings.dataDirectory);
  const clock = startClock(speed, Number(store.getSetting("clock") ?? 0));
  const blobs = new BlobStore(clock, faults, host, onHang);
  const service: Service = { store, clock, blobs, switches, delays, pageLengths, ...noAddresses };
  const accounts = new Accounts(store, clock, settings.credentials);
  const log = new RequestLog();
  const identity = store.getSetting("identity") ?? guid();
  store.putSetting("identity", identity);
  const reset = () => {
    store.clear();
    log.clear();
    faults.set(settings.faults);
  };
  const advance = (milliseconds: number) => {
    clock.advance(milliseconds);
    store.putSetting("clock", String(clock.now()));
  };
  const chosen = { latency, speed, onExchange, onHang, host };
  return { service, accounts, faults, log, identity, ...chosen, throttle: new Throttle(), reset, advance };
}

/** Starts an emulator, on 127.0.0.1 unless told otherwise. Throws OptionError or DataFolderError. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = settingsFrom(options);
  const parts = assemble(settings);
  const { service, faults, log, host, reset, advance } = parts;
  const { store, clock, blobs } = service;
  const server = answeringServer((request) => answerRequest(parts, request));
  let port: number;
  try {
    port = await listen(server, host, settings.port);
  } catch (error) {
    store.close();
    throw new OptionError(listeningProblem(error, host, settings.port));
  }
  const base = `http://${hostInAddresses(host)}:${port}`;
  service.endpoint = `${base}${ingestionApi.prefix}`;
  service.productIngestionEndpoint = `${base}${productIngestionApi.prefix}`;
  const stop = async () => {
    await close(server);
    await blobs.stop();
    store.putSetting("clock", String(clock.now()));
    store.close();
  };
  let stopping: Promise<void> | undefined;
  return {
    endpoint: service.endpoint,
    productIngestionEndpoint: service.productIngestionEndpoint,
    loginEndpoint: base,
    portal: `${base}/`,
    control: `${base}${controlPrefix}`,
    requests: () => log.all(),
    reset,
    save: () => store.save(),
    restore: (saved) => store.restore(saved),
    advance,
    setFaults: (rules) => faults.set(rules),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
