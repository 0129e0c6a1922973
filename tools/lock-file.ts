/**
 * A lock between processes: a file that its holder creates, touches while it works, and removes. Others wait. A lock is
 * stale, and taken over, when its holder on this machine is dead or when it has not been touched for a minute.
 */
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./progress.js";
import { duration } from "./progress.js";

const TOUCH_EVERY = 5_000;
const STALE_AFTER = 60_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** How a lock is waited for. Times in milliseconds. */
export interface LockOptions {
  readonly log: Log;
  /** What the holder does, for the message: `building the Pulumi CLI`. */
  readonly purpose: string;
  /** How often to look again. Default: 500. */
  readonly poll?: number;
  /** How often to say that we wait. Default: 15,000. */
  readonly remind?: number;
}

/**
 * Does `work` while holding the lock `file` (its folder must exist). Two waiters that find the same stale lock at the
 * same instant may both get it: what is done under the lock must be harmless to do twice, as a rename into place is.
 */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const { log, purpose, poll = 500, remind = 15_000 } = options;
  const began = Date.now();
  let said = Number.NEGATIVE_INFINITY;
  while (!(await take(file))) {
    const stale = await staleness(file);
    if (stale !== undefined) {
      log(`Taking over the lock ${file}: ${stale}.`);
      await rm(file, { force: true });
      continue;
    }
    if (Date.now() - said >= remind) {
      const waited = said === Number.NEGATIVE_INFINITY ? "" : ` (${duration(Date.now() - began)})`;
      log(`Waiting for another process that is ${purpose}${await nameOf(file)}${waited}.`);
      said = Date.now();
    }
    await sleep(poll);
  }
  const touch = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, TOUCH_EVERY);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    if ((await holderOf(file))?.pid === process.pid) await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname() };
  try {
    await writeFile(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Why the lock may be taken over; undefined while it may not. */
async function staleness(file: string): Promise<string | undefined> {
  const touched = await stat(file).then(
    (status) => status.mtimeMs,
    () => undefined,
  );
  if (touched === undefined) return undefined;
  const holder = await holderOf(file);
  if (holder !== undefined && holder.host === hostname() && !isRunning(holder.pid)) {
    return `process ${holder.pid}, which made it, is gone`;
  }
  return Date.now() - touched > STALE_AFTER ? "its holder has not touched it for a minute" : undefined;
}

async function holderOf(file: string): Promise<Holder | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
    const { pid, host } = parsed as Partial<Holder>;
    return typeof pid === "number" && typeof host === "string" ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

async function nameOf(file: string): Promise<string> {
  const holder = await holderOf(file);
  return holder === undefined ? "" : ` (process ${holder.pid})`;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
