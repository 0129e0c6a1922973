/**
 * The emulator of Partner Center as a process of its own, for the demonstration: started by its command, asked over
 * HTTP.
 */
import { lastLine, type RunningProcess, start } from "./child-process.js";

const START_TIMEOUT = 60_000;

/** The line that the emulator prints once it is ready. */
export interface EmulatorAddresses {
  readonly endpoint: string;
  readonly loginEndpoint: string;
  /** A page for people. */
  readonly portal: string;
  readonly control: string;
}

/** One call, as the emulator's log of requests has it. */
export interface LoggedRequest {
  readonly kind?: string;
  readonly method: string;
  readonly path: string;
}

/** An emulator that runs. */
export interface EmulatorProcess extends EmulatorAddresses {
  readonly process: RunningProcess;
  /** The calls of the API so far. */
  requests(): Promise<LoggedRequest[]>;
}

/**
 * Starts the emulator: `command` is the path of its script. It gets a process group of its own, so that a Ctrl-C does
 * not take it away from a program that is still talking to it. `starting` is told the process at once, so that it can
 * be ended at any time. `options` are further ones of its command line.
 */
export async function startEmulator(
  command: string,
  env: NodeJS.ProcessEnv,
  starting: (running: RunningProcess) => void,
  options: readonly string[] = [],
): Promise<EmulatorProcess> {
  let ready: (addresses: EmulatorAddresses) => void = () => undefined;
  const addresses = new Promise<EmulatorAddresses>((resolve) => {
    ready = resolve;
  });
  const running = start(process.execPath, [command, "--port", "0", ...options], {
    env,
    detached: true,
    onLine: (line, stream) => {
      const parsed = stream === "stdout" ? parseReady(line) : undefined;
      if (parsed !== undefined) ready(parsed);
    },
  });
  starting(running);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `the emulator was not ready after ${START_TIMEOUT / 1000} s`;
    timer = setTimeout(() => reject(new Error(message)), START_TIMEOUT);
  });
  const ended = running.finished.then(({ code, signal, stderr }) => {
    throw new Error(
      `the emulator ended with ${code ?? signal} before it was ready: ${lastLine(stderr) || "it wrote no message"}`,
    );
  });
  ended.catch(() => undefined);
  try {
    const found = await Promise.race([addresses, late, ended]);
    return { ...found, process: running, requests: () => requests(found.control) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Splits calls into those that do something and those that only wait: asking again, by GET, for the same submission or
 * package (or for the list of submissions).
 */
export function countRequests(requests: readonly LoggedRequest[]): { calls: number; polls: number; signIns: number } {
  const api = requests.filter(({ kind = "api" }) => kind === "api");
  const seen = new Set<string>();
  let polls = 0;
  for (const { method, path } of api) {
    const [place = ""] = path.split("?");
    if (method !== "GET" || !/\/(submissions(\/[^/]+(\/workflowdetails)?)?|packages\/[^/]+)$/.test(place)) continue;
    if (seen.has(place)) polls += 1;
    seen.add(place);
  }
  return { calls: api.length - polls, polls, signIns: requests.length - api.length };
}

async function requests(control: string): Promise<LoggedRequest[]> {
  const response = await fetch(`${control}/requests`, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`the emulator answered ${response.status} to ${control}/requests`);
  return (await response.json()) as LoggedRequest[];
}

function parseReady(line: string): EmulatorAddresses | undefined {
  try {
    const value = JSON.parse(line) as EmulatorAddresses & { ready?: boolean };
    return value.ready === true ? value : undefined;
  } catch {
    return undefined;
  }
}
