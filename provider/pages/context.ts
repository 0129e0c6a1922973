// What a page, and a kind, may use while it works.
import type { BegunJobs } from "../configuration/begun-jobs.js";
import type { Account } from "../configuration/configuration.js";
import type { IsOurs, Said } from "../fields/said.js";
import type { PartnerCenterClient } from "../partner-center/client.js";
import type { Clock } from "../partner-center/clock.js";
import type { ProductIngestionClient } from "../product-ingestion/client.js";
import type { InputsOf } from "../values/versions.js";

/**
 * What runs that were interrupted have written to this object since the state that the engine has of it, as far as this
 * machine knows.
 */
export interface Unfinished {
  /** The object has this id: what was written to another one of its name is none of it. */
  knownAs(id: string): void;
  /** Notes what is about to be written; called before it is sent. Never fails. */
  note(values: readonly Said[]): Promise<void>;
  /** A job has begun that writes what was noted. Never fails. */
  noteJob(jobId: string): Promise<void>;
  /** The last job of a run that was interrupted: it may still be under way. */
  job(): Promise<string | undefined>;
  /** Whether anything was noted since the state that the engine has. */
  isBegun(): Promise<boolean>;
  /** Tells whether a value was noted by this run, or by one from whose beginning on the engine has stored nothing. */
  recall(): Promise<IsOurs>;
}

/** For work that writes nothing. */
export const nothingUnfinished: Unfinished = {
  knownAs: () => {},
  note: async () => {},
  noteJob: async () => {},
  job: async () => undefined,
  isBegun: async () => false,
  recall: async () => () => false,
};

/** What a handler may use while it works. */
export interface Context {
  /** The client of the configured account, made when first asked for. @throws ConfigurationError */
  client(): PartnerCenterClient;
  /** The client of the Product Ingestion API, likewise. @throws ConfigurationError */
  ingestion(): ProductIngestionClient;
  /** Which jobs this machine knows of. */
  begunJobs(): BegunJobs;
  /** The account that the client works on. @throws ConfigurationError */
  account(): Promise<Account>;
  /** Where people look at offers: Partner Center's pages, or the emulator's. */
  portal(): string;
  /** What the other resources of this run say. */
  readonly inputsOf: InputsOf;
  /** Whether the program declares such an object, as far as this run has come: it may not be there yet. */
  isDeclared(kind: string, ...naturalKey: readonly unknown[]): boolean;
  /** The time by which waits go. Ctrl-C ends its sleep where it is heard. */
  readonly clock: Clock;
  /** Whether a preview has said already what is foreseen now; false where that is not known. */
  readonly wasPreviewed?: boolean | undefined;
  /** Whether Ctrl-C is heard. */
  isInterruptible(): boolean;
  /**
   * Tells the person at the terminal one thing about the resource. Its first line stands on the row of the resource, all
   * of it in the summary.
   */
  say(line: string): void;
  /** The same, as a warning. */
  warn(line: string): void;
  /** Shows a line beside the resource that lasts only while it is true: the next one takes its place. */
  show(line: string): void;
  readonly unfinished: Unfinished;
  /** How long the engine was told that this work may take (`customTimeouts`), in milliseconds; dynamic resources never hear of it. */
  readonly timeoutMs?: number | undefined;
  /** Throws when the engine that started this process is gone. */
  stillWanted(): Promise<void>;
}
