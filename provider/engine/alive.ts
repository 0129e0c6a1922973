// The engine that started this process. When it is killed, the process stays behind and would go on writing; so before
// each write we look whether the engine is still there.
import { connect } from "node:net";
import { EngineError } from "./errors.js";

/** Where an engine listens. */
export interface EngineAddress {
  readonly host: string;
  readonly port: number;
}

/** The engine's address, when this process is a provider that an engine started (`node …/dynamic-provider ADDRESS`). */
export function engineAddress(argv: readonly string[]): EngineAddress | undefined {
  if (!/dynamic-provider([\\/]index(\.js)?)?$/.test(argv[1] ?? "")) return undefined;
  return addressIn(argv.slice(2));
}

/** The first address among some arguments. */
export function addressIn(args: readonly string[]): EngineAddress | undefined {
  for (const argument of args) {
    const [, host, port] = /^(\d{1,3}(?:\.\d{1,3}){3}|localhost|\[::1\]):(\d+)$/.exec(argument) ?? [];
    if (host !== undefined) return { host: host.replace(/[[\]]/g, ""), port: Number(port) };
  }
  return undefined;
}

/** Whether something listens there; what is only slow counts as there. */
export function answers(address: EngineAddress, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const end = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.setTimeout(patienceMs, () => end(true)); // slow is not gone
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/** How an engine is watched; another way than the real one is for tests. */
export interface Watch {
  /** Ends this process. */
  readonly exit?: () => void;
  /** Milliseconds from one look to the next while nobody asks. */
  readonly everyMs?: number;
  /** Milliseconds after which an engine that neither answers nor refuses counts as there, but busy. */
  readonly patienceMs?: number;
}

/**
 * Makes the check "is my engine still there"; without an engine there is nothing to check.
 * It throws when the engine is gone, and ends the process soon after: nobody is left to hear from it. The same is asked
 * every few seconds, since a process that has nothing to write would otherwise wait for ever for the next call.
 */
export function aliveCheck(address: EngineAddress | undefined, watch: Watch = {}): () => Promise<void> {
  const { exit = endProcess, everyMs = 3_000, patienceMs = 5_000 } = watch;
  if (address === undefined) return async () => {};
  const look = setInterval(async () => {
    if (await answers(address, patienceMs)) return;
    clearInterval(look);
    exit();
  }, everyMs).unref();
  return async () => {
    if (await answers(address, patienceMs)) return;
    exit();
    throw new EngineError("The Pulumi engine that asked for this work is gone; stopped before the next write.");
  };
}

/** Soon, so that an error can still be told. */
function endProcess(): void {
  setTimeout(() => process.exit(1), 100).unref();
}
