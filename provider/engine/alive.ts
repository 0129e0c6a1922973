// The engine that started this process. When it is killed, the process stays behind and would go on
// writing; so before each write it is asked whether it is still there.
import { connect } from "node:net";
import { EngineError } from "./errors.js";

/** The engine's address, when this process is a provider that an engine started (`node …/dynamic-provider ADDRESS`). */
export function engineAddress(argv: readonly string[]): { host: string; port: number } | undefined {
  if (!/dynamic-provider([\\/]index(\.js)?)?$/.test(argv[1] ?? "")) return undefined;
  for (const argument of argv.slice(2)) {
    const match = /^(\d{1,3}(?:\.\d{1,3}){3}|localhost|\[::1\]):(\d+)$/.exec(argument);
    if (match) return { host: (match[1] as string).replace(/[[\]]/g, ""), port: Number(match[2]) };
  }
  return undefined;
}

function answers(address: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const end = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.setTimeout(5_000, () => end(true)); // slow is not gone
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/**
 * Makes the check "is my engine still there" for a process with these arguments.
 * It throws when the engine is gone, and ends the process soon after: nobody is left to hear from it. The same is asked
 * every few seconds, since a process that has nothing to write would otherwise wait for ever for the next call.
 */
export function engineCheck(
  argv: readonly string[],
  exit: () => void = () => setTimeout(() => process.exit(1), 100).unref(),
  everyMilliseconds = 3_000,
): () => Promise<void> {
  const address = engineAddress(argv);
  if (address === undefined) return async () => {};
  const look = setInterval(async () => {
    if (await answers(address)) return;
    clearInterval(look);
    exit();
  }, everyMilliseconds).unref();
  return async () => {
    if (await answers(address)) return;
    exit();
    throw new EngineError("The Pulumi engine that asked for this work is gone; stopped before the next write.");
  };
}
