/**
 * Child processes that are watched and never left behind: output is captured (and passed on if wanted), and a process
 * can be ended together with everything that it started, even after its own death (the Pulumi engine puts its plugins
 * into process groups of their own, so ending the group is not enough).
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What a finished process left. `code` is null when a signal ended it. */
export interface ProcessResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a process is started. */
export interface ProcessOptions {
  /** Its working folder; ours by default. */
  readonly cwd?: string;
  /** Its whole environment: nothing is added; ours by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** `inherit` gives it our terminal: nothing is captured then. Default: captured. */
  readonly output?: "capture" | "inherit";
  /** Called with each whole line of its output, both streams. */
  readonly onLine?: (line: string, stream: "stdout" | "stderr") => void;
  /** Ends the process with everything it started after so many milliseconds. Default: never. */
  readonly timeout?: number;
  /** In a process group of its own, so that Ctrl-C in the terminal does not reach it. Default: no. */
  readonly detached?: boolean;
}

/** A process id together with its start time where the system tells it, so that a reused id is not taken for it. */
interface ProcessIdentity {
  readonly pid: number;
  readonly started: string;
}

/** A process that runs. */
export interface RunningProcess {
  readonly pid: number;
  /** Resolves when it has ended and its output is complete; rejects only when it could not be started. */
  readonly finished: Promise<ProcessResult>;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Sends a signal to this process alone; what it had started until then is remembered for `descendants` and `end`. */
  kill(signal?: NodeJS.Signals): void;
  /** Processes started by it, directly or not, that are still alive: also after it has been killed. */
  descendants(): number[];
  /** Kills it and everything it started, and waits until it is gone. Safe to call again, and after it has ended. */
  end(): Promise<void>;
}

/** Starts a process. Its standard input is empty. */
export function start(command: string, args: readonly string[], options: ProcessOptions = {}): RunningProcess {
  const stream = options.output === "inherit" ? "inherit" : "pipe";
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: options.detached ?? false,
    stdio: ["ignore", stream, stream],
  });
  const text = { stdout: collect(child, "stdout", options.onLine), stderr: collect(child, "stderr", options.onLine) };
  let known: ProcessIdentity[] = [];
  let ended = false;
  const remember = () => {
    if (ended || child.pid === undefined) return;
    const seen = new Set(known.map((one) => one.pid));
    known = [...known, ...startedBy(child.pid).filter((one) => !seen.has(one.pid))];
  };
  const descendants = () => {
    remember();
    return known.filter(isAlive).map((one) => one.pid);
  };
  const finished = new Promise<ProcessResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => {
      ended = true;
    });
    child.once("close", (code, signal) => resolve({ code, signal, stdout: text.stdout(), stderr: text.stderr() }));
  });
  const end = async () => {
    // A killed process needs a moment to go, and one that was just starting another may need a second round.
    for (let round = 0; round < 250 && (!ended || descendants().length > 0); round += 1) {
      for (const pid of descendants()) signalQuietly(pid, "SIGKILL");
      if (!ended) child.kill("SIGKILL");
      if (child.pid === undefined) break;
      await sleep(20);
    }
    await finished.catch(() => undefined);
  };
  if (options.timeout !== undefined) {
    const timer = setTimeout(() => void end(), options.timeout);
    finished.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    );
  }
  return {
    pid: child.pid ?? 0,
    finished,
    stdout: text.stdout,
    stderr: text.stderr,
    kill: (signal = "SIGTERM") => {
      remember();
      if (!ended) child.kill(signal);
    },
    descendants,
    end,
  };
}

/** Runs a process to its end. */
export async function run(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return await start(command, args, options).finished;
}

/** The last line of what a process wrote: of a failure usually the reason. */
export function lastLine(text: string): string {
  return text.trim().split("\n").pop() ?? "";
}

function collect(child: ChildProcess, stream: "stdout" | "stderr", onLine: ProcessOptions["onLine"]): () => string {
  let all = "";
  let line = "";
  const source = child[stream];
  source?.setEncoding("utf8");
  source?.on("data", (chunk: string) => {
    all += chunk;
    if (onLine === undefined) return;
    const lines = (line + chunk).split("\n");
    line = lines.pop() ?? "";
    for (const one of lines) onLine(one.replace(/\r$/, ""), stream);
  });
  source?.on("end", () => {
    if (line !== "") onLine?.(line, stream);
  });
  return () => all;
}

function startedBy(root: number): ProcessIdentity[] {
  const children = new Map<number, ProcessIdentity[]>();
  for (const { parent, ...identity } of allProcesses()) {
    children.set(parent, [...(children.get(parent) ?? []), identity]);
  }
  const found: ProcessIdentity[] = [];
  const visit = (pid: number) => {
    for (const child of children.get(pid) ?? []) {
      found.push(child);
      visit(child.pid);
    }
  };
  visit(root);
  return found;
}

function allProcesses(): (ProcessIdentity & { parent: number })[] {
  if (process.platform === "win32") return [];
  if (process.platform !== "linux") {
    const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,lstart="], { encoding: "utf8" });
    return table.split("\n").flatMap((row) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row);
      return match ? [{ pid: Number(match[1]), parent: Number(match[2]), started: match[3] ?? "" }] : [];
    });
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const status = linuxStatus(Number(name));
      return status === undefined ? [] : [{ pid: Number(name), parent: status.parent, started: status.started }];
    });
}

/** Parent and start time from `/proc/<pid>/stat`; undefined for a process that is gone or only waits to be reaped. */
function linuxStatus(pid: number): { parent: number; started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name stands in parentheses and may hold anything; the fields after it are separated by blanks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return undefined;
    return { parent: Number(fields[1]), started: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}

function isAlive({ pid, started }: ProcessIdentity): boolean {
  if (process.platform === "linux") return linuxStatus(pid)?.started === started;
  return allProcesses().some((one) => one.pid === pid && one.started === started);
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}
