/** Provider processes kept ready, so that a kill does not have to wait for the next one to load. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Stored } from "../../tests/provider/declared.js";
import type { FromVictim, Order } from "./victim.js";

/** How a provider process has ended its step. */
export interface End {
  /** What the engine has stored of it. */
  readonly stored: Stored;
  readonly wasKilled: boolean;
  readonly error?: string | undefined;
}

/** A provider process at work. */
export interface Victim {
  readonly end: Promise<End>;
  /** `kill -9` */
  kill(): void;
}

const idle: Promise<ChildProcess>[] = [];
/** So many are kept. */
const ahead = 2;

async function begin(): Promise<ChildProcess> {
  const process = fork(join(__dirname, "victim.js"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(process, "message");
  // Nobody waits for those that are left at the end.
  process.unref();
  (process.channel as unknown as { unref(): void } | null)?.unref();
  return process;
}

/** Gives a step to a provider process. */
export async function employ(order: Order): Promise<Victim> {
  let process: ChildProcess;
  do {
    while (idle.length <= ahead) idle.push(begin());
    process = await (idle.shift() as Promise<ChildProcess>);
  } while (!process.connected);
  let stored = order.stored;
  const end = new Promise<End>((resolve) => {
    process.on("message", (told: FromVictim) => {
      if ("stored" in told) stored = told.stored;
      if (!("ended" in told)) return;
      process.removeAllListeners();
      idle.push(Promise.resolve(process));
      resolve({ stored, wasKilled: false, error: told.error });
    });
    process.once("exit", () => resolve({ stored, wasKilled: true }));
    process.send(order);
  });
  return { end, kill: () => process.kill("SIGKILL") };
}

/** Ends all that are left. */
export async function dismissAll(): Promise<void> {
  for (const process of await Promise.all(idle.splice(0))) process.kill("SIGKILL");
}
