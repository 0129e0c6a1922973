// The package's entry: start an emulator inside a program or a test.

export type { Credentials } from "./accounts.js";
export { DataFolderError } from "./database.js";
export { type Emulator, startEmulator } from "./emulator.js";
export { type Exchange, type ExchangeListener, exchangeChannelName } from "./exchanges.js";
export type { FaultEffect, FaultRule } from "./faults.js";
export { type EmulatorOptions, OptionError } from "./options.js";
export type { RequestLogEntry } from "./request-log.js";
export type { Latency } from "./scenario.js";
export type { Delays, Switches } from "./switches.js";
