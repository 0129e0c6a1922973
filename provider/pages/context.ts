// What a page, and a kind, may use while it works.
import type { Account } from "../configuration/configuration.js";
import type { PartnerCenterClient } from "../partner-center/client.js";
import type { Clock } from "../partner-center/clock.js";

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
  /** Throws when the engine that started this process is gone. */
  stillWanted(): Promise<void>;
}
