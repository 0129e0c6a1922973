// The command `partnercenter-emulator`.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startEmulator } from "../emulator.js";
import type { FaultRule } from "../faults/fault-rule.js";
import { Faults } from "../faults/faults.js";
import { isLoopback } from "../http/listening.js";
import { delayValue, type EmulatorOptions, OptionError, switchValue } from "../options.js";
import type { Latency } from "../scenarios/scenario.js";
import type { Credentials } from "../sign-in/accounts.js";
import { DataFolderError } from "../store/database.js";
import { environmentLines } from "./environment-lines.js";
import { helpText } from "./help.js";
import { endWithNpx } from "./parent.js";

const options = {
  host: { type: "string" },
  port: { type: "string" },
  data: { type: "string" },
  latency: { type: "string" },
  speed: { type: "string" },
  faults: { type: "string" },
  scenario: { type: "string" },
  switch: { type: "string", multiple: true },
  delay: { type: "string", multiple: true },
  credentials: { type: "string", multiple: true },
  "print-env": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function pairs(texts: string[] | undefined, option: string, read: (name: string, value: string) => unknown): object {
  const entries = (texts ?? []).map((text) => {
    const mark = text.indexOf("=");
    if (mark < 1) throw new OptionError(`--${option} takes name=value, not "${text}"`);
    const name = text.slice(0, mark);
    return [name, read(name, text.slice(mark + 1))];
  });
  return Object.fromEntries(entries);
}

function number(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (text.trim() === "" || !Number.isFinite(Number(text)))
    throw new OptionError(`--${option} takes a number, not "${text}"`);
  return Number(text);
}

function readFaults(file: string | undefined): FaultRule[] | undefined {
  if (file === undefined) return undefined;
  try {
    const rules = JSON.parse(readFileSync(file, "utf8")) as FaultRule[];
    new Faults().set(rules);
    return rules;
  } catch (error) {
    throw new OptionError(`--faults ${file} cannot be used: ${(error as Error).message}`);
  }
}

function readCredentials(text: string): Credentials {
  const [tenantId, clientId, ...rest] = text.split(":");
  const role = rest.at(-1) === "no-role" ? "none" : "manager";
  const clientSecret = (role === "none" ? rest.slice(0, -1) : rest).join(":");
  if (!tenantId || !clientId || clientSecret === "") {
    throw new OptionError("--credentials takes TENANT:CLIENT:SECRET, or TENANT:CLIENT:SECRET:no-role");
  }
  return { tenantId, clientId, clientSecret, role };
}

/** Where the command listens unless told otherwise, so that a program's settings stay good. */
export const defaultPort = 8040;

/** What the command is to do. */
interface Arguments {
  readonly emulator: EmulatorOptions;
  readonly printEnvironment: boolean;
}

/** Reads the arguments; undefined when only help was asked for. Throws OptionError. */
function readArguments(argv: string[]): Arguments | undefined {
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];
  try {
    values = parseArgs({ args: argv, options, strict: true }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new OptionError(
      code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? `${message.split(". ")[0]}; --help lists all options` : message,
    );
  }
  if (values.help === true) return undefined;
  const port = number(values.port, "port") ?? defaultPort;
  const speed = number(values.speed, "speed");
  const faults = readFaults(values.faults);
  const emulator: EmulatorOptions = {
    port,
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(speed === undefined ? {} : { speed }),
    ...(faults === undefined ? {} : { faults }),
    ...(values.data === undefined ? {} : { dataDirectory: values.data }),
    ...(values.latency === undefined ? {} : { latency: values.latency as Latency }),
    ...(values.scenario === undefined ? {} : { scenario: values.scenario }),
    switches: pairs(values.switch, "switch", switchValue),
    delays: pairs(values.delay, "delay", delayValue),
    credentials: (values.credentials ?? []).map(readCredentials),
  };
  return { emulator, printEnvironment: values["print-env"] === true };
}

/** Runs the command until SIGINT, SIGTERM or the end of the npx that started it. Exit code 0; 2 for options that make no sense. */
export async function main(argv: string[]): Promise<void> {
  try {
    const read = readArguments(argv);
    if (read === undefined) {
      process.stdout.write(helpText());
      return;
    }
    const { emulator: chosen, printEnvironment } = read;
    const emulator = await startEmulator(chosen);
    if (chosen.host !== undefined && !isLoopback(chosen.host)) {
      const whom = (chosen.credentials ?? []).length > 0 ? "" : " and signs in whoever asks";
      const text = `Warning: on ${chosen.host} others can reach this emulator; it does not encrypt${whom}`;
      process.stderr.write(`partnercenter-emulator: ${text}\n`);
    }
    const end = () => {
      emulator.stop().then(
        () => process.exit(0),
        (error: Error) => {
          process.stderr.write(`partnercenter-emulator: ${error.message}\n`);
          process.exit(1);
        },
      );
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
    endWithNpx(end);
    const { endpoint, productIngestionEndpoint, loginEndpoint, portal, control } = emulator;
    const addresses = { endpoint, productIngestionEndpoint, loginEndpoint, portal, control };
    const ready = `${JSON.stringify({ ready: true, ...addresses })}\n`;
    process.stdout.write(printEnvironment ? ready + environmentLines(emulator, chosen.credentials) : ready);
  } catch (error) {
    if (!(error instanceof OptionError || error instanceof DataFolderError)) throw error;
    process.stderr.write(`partnercenter-emulator: ${error.message.replace(/\s*\n\s*/g, " ")}\n`);
    process.exitCode = 2;
  }
}
