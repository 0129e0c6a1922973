// What can be chosen when an emulator is started, and how a choice is checked.

import type { ExchangeListener } from "./api/exchanges.js";
import type { FaultRule } from "./faults/fault-rule.js";
import type { HangListener } from "./faults/hanging.js";
import { defaultHost } from "./http/listening.js";
import type { Latency, Scenario } from "./scenarios/scenario.js";
import { scenarios } from "./scenarios/scenarios.js";
import { type Delays, delaysWith, delayTable, type Switches, switchesWith, switchTable } from "./scenarios/switches.js";
import type { Credentials } from "./sign-in/accounts.js";

/** Options of `startEmulator`. */
export interface EmulatorOptions {
  /**
   * The address to listen on; 127.0.0.1 by default. Anything but loopback opens the emulator to others: it signs in
   * whoever asks unless `credentials` are given, and does not encrypt.
   */
  host?: string;
  /** The TCP port; 0, the default, takes any free one. */
  port?: number;
  /** A folder that keeps everything over restarts; without it the emulator forgets. One emulator at a time. */
  dataDirectory?: string;
  /** `none` (default) answers at once, `recorded` as slowly as the real service. */
  latency?: Latency;
  /** How many times faster than real time the clock runs. Default 1; 0 stands still until advanced. */
  speed?: number;
  /** Rules for failures from the start on. */
  faults?: readonly FaultRule[];
  /** A named set of switches, delays and faults; what is given beside it wins. */
  scenario?: string;
  switches?: Partial<Switches>;
  /** In milliseconds of the emulator's clock. */
  delays?: Partial<Delays>;
  /** Lengths of the first pages of each list, for tests that follow a recorded list; then `pageSize` applies. */
  pageLengths?: readonly number[];
  /** Called with every answer of the API as it goes out, bodies and upload addresses included; for contract tests. */
  onExchange?: ExchangeListener;
  /** Told of each call that the effect `hang` holds, uploads included; `goOn` lets it go on. */
  onHang?: HangListener;
  /** If given, only these applications may sign in; otherwise any tenant, client and secret will do. */
  credentials?: readonly Credentials[];
}

/** An option makes no sense. `message` is fit to be shown to a person. */
export class OptionError extends Error {
  readonly code = "BAD_OPTION";
}

/** The options with everything filled in. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string | undefined;
  readonly latency: Latency;
  readonly speed: number;
  readonly faults: readonly FaultRule[];
  readonly switches: Switches;
  readonly delays: Delays;
  readonly credentials: readonly Credentials[];
  readonly pageLengths: readonly number[];
  readonly onExchange: ExchangeListener | undefined;
  readonly onHang: HangListener | undefined;
}

function scenarioNamed(name = "default"): Scenario {
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (scenario !== undefined) return scenario;
  throw new OptionError(`There is no scenario "${name}"; there are ${Object.keys(scenarios).join(", ")}`);
}

/** Reads the value of a switch; text is understood as well. Throws OptionError for an unknown name or value. */
export function switchValue(name: string, value: unknown): Switches[keyof Switches] {
  const row = Object.hasOwn(switchTable, name) ? switchTable[name as keyof Switches] : undefined;
  if (row === undefined) throw new OptionError(`There is no switch "${name}"; --help lists them`);
  if ("least" in row.values) {
    const number = Number(value);
    if (Number.isInteger(number) && number >= row.values.least && String(value).trim() !== "") return number;
    throw new OptionError(`The switch ${name} takes a whole number from ${row.values.least}, not "${value}"`);
  }
  const found = row.values.find((allowed) => String(allowed) === String(value));
  if (found !== undefined) return found as Switches[keyof Switches];
  throw new OptionError(`The switch ${name} takes ${row.values.join(" or ")}, not "${value}"`);
}

/** Reads a delay in milliseconds. Throws OptionError for an unknown name or a value that is not one. */
export function delayValue(name: string, value: unknown): number {
  if (!Object.hasOwn(delayTable, name)) throw new OptionError(`There is no delay "${name}"; --help lists them`);
  const number = Number(value);
  if (Number.isFinite(number) && number >= 0 && String(value).trim() !== "") return number;
  throw new OptionError(`The delay ${name} takes milliseconds, not "${value}"`);
}

function checked<Values>(values: Partial<Values>, read: (name: string, value: unknown) => unknown): Partial<Values> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, read(name, value)])) as Partial<Values>;
}

/** Checks options and fills in the rest. Throws OptionError. */
export function settingsFrom(options: EmulatorOptions): Settings {
  const scenario = scenarioNamed(options.scenario);
  const { port = 0, speed = 1, latency = scenario.latency ?? "none", faults = [], credentials = [] } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new OptionError(`The port ${port} is not possible`);
  if (!Number.isFinite(speed) || speed < 0) throw new OptionError(`The speed ${speed} is not possible`);
  if (latency !== "none" && latency !== "recorded")
    throw new OptionError(`The latency is none or recorded, not "${latency}"`);
  if (options.dataDirectory === "") throw new OptionError("The data folder has no name");
  const host = options.host ?? defaultHost;
  if (!/^[\w.:[\]-]+$/.test(host)) throw new OptionError(`The host "${host}" is neither a name nor an address`);
  return {
    host,
    port,
    speed,
    latency,
    dataDirectory: options.dataDirectory,
    faults: [...faults, ...(scenario.faults ?? [])],
    switches: switchesWith(checked<Switches>({ ...scenario.switches, ...options.switches }, switchValue)),
    delays: delaysWith(checked<Delays>({ ...scenario.delays, ...options.delays }, delayValue)),
    credentials,
    pageLengths: options.pageLengths ?? [],
    onExchange: options.onExchange,
    onHang: options.onHang,
  };
}
