// The package's entry: start an emulator inside a program or a test.

export { type Exchange, type ExchangeListener, exchangeChannelName } from "./api/exchanges.js";
export type { RequestLogEntry } from "./api/request-log.js";
export { type Emulator, startEmulator } from "./emulator.js";
export type { FaultEffect, FaultRule } from "./faults/fault-rule.js";
export type { HangListener, HeldCall } from "./faults/hanging.js";
export { type EmulatorOptions, OptionError } from "./options.js";
export type { Latency } from "./scenarios/scenario.js";
export type { Delays, Switches } from "./scenarios/switches.js";
export type { Credentials } from "./sign-in/accounts.js";
export { DataFolderError } from "./store/database.js";
export type { SavedState } from "./store/store.js";
