// What a page, and a kind, may use while it works.
import type { Account } from "../configuration/configuration.js";
import type { PartnerCenterClient } from "../partner-center/client.js";
import type { Clock } from "../partner-center/clock.js";

/** A value of the program, in canonical form, and where it is: `["listing.summary", "In short"]`. */
export type Said = readonly [path: string, value: unknown];

/** What creations of this object that were interrupted have written, as far as this machine knows. */
export interface Unfinished {
  /** Notes what is about to be written; called before it is sent. No credentials. Never fails. */
  note(values: readonly Said[]): Promise<void>;
  /** Tells whether a value was noted by this creation, or by one that has not come to its end. */
  recall(): Promise<(value: Said) => boolean>;
}

/** For work that creates nothing. */
export const nothingUnfinished: Unfinished = { note: async () => {}, recall: async () => () => false };

/** What a handler may use while it works. */
export interface Context {
  /** The client of the configured account, made when first asked for. @throws ConfigurationError */
  client(): PartnerCenterClient;
  /** The account that the client works on. @throws ConfigurationError */
  account(): Account;
  /** Where people look at offers: Partner Center's pages, or the emulator's. */
  portal(): string;
  /** The time by which waits go. */
  readonly clock: Clock;
  /** Prints one line for the person at the terminal. Keep them few: the engine shows each twice. */
  say(line: string): void;
  readonly unfinished: Unfinished;
  /** Throws when the engine that started this process is gone. */
  stillWanted(): Promise<void>;
}
