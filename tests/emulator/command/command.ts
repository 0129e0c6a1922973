// Runs the command as a person does, in a process of its own, which tells its answers to the check of every answer.

import { strict as assert } from "node:assert";
import { type ChildProcess, fork, spawn } from "node:child_process";
import { channel } from "node:diagnostics_channel";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { exchangeChannelName } from "pulumi-partnercenter-emulator";

/** The folder of the emulator's package. */
export const emulatorFolder = dirname(require.resolve("pulumi-partnercenter-emulator/package.json"));
/** The script that the command is. */
export const command = join(emulatorFolder, "bin", "partnercenter-emulator.js");

const forwarder = join(__dirname, "..", "..", "contract", "forward-answers.js");

/** What the command prints once it is ready. */
interface Ready {
  ready: boolean;
  endpoint: string;
  loginEndpoint: string;
  portal: string;
  control: string;
}

/** A command that runs. */
export interface Run {
  readonly child: ChildProcess;
  readonly ready: Ready;
  /** Lines of standard output after the first. */
  readonly output: string[];
  /** All of standard error so far. */
  errors(): string;
  /** Ends it with a signal, and gives the exit code. */
  finish(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the command, on any free port, and waits until it is ready. */
export async function runCommand(...options: string[]): Promise<Run> {
  const child = fork(command, ["--port", "0", ...options], {
    execArgv: ["--require", forwarder],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  assert.ok(child.stdout !== null && child.stderr !== null);
  child.on("message", (exchange) => channel(exchangeChannelName).publish(exchange));
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  const lines = createInterface({ input: child.stdout });
  const output: string[] = []; // from the start: several lines may come at once
  lines.on("line", (line) => output.push(line));
  await Promise.race([once(lines, "line"), once(child, "exit")]);
  const first = output.shift();
  assert.ok(first !== undefined, `the command ended: ${errors}`);
  const finish = async (signal: NodeJS.Signals) => {
    const ended = once(child, "close"); // and all that it wrote has come
    child.kill(signal);
    return (await ended)[0] as number | null;
  };
  return { child, ready: JSON.parse(first) as Ready, output, errors: () => errors, finish };
}

/** Runs the command to its end, which is expected soon. */
export async function commandFails(...options: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [command, ...options], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  child.stderr.on("data", (piece) => {
    text += piece;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, text };
}
