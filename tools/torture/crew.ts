/** Workers side by side, one for each processor: each gets the next case when it has done one. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Result } from "./campaign.js";
import type { FromWorker } from "./worker.js";

/** Milliseconds after which a case hangs. */
const patience = 180_000;

/** Takes the next case; undefined when there is none left. */
export type Next = () => string | undefined;

export class Crew {
  private readonly workers: Worker[] = [];

  /** Starts workers and waits until each has told the story once. */
  static async start(count: number): Promise<Crew> {
    const crew = new Crew();
    crew.workers.push(...(await Promise.all(Array.from({ length: count }, () => Worker.start()))));
    return crew;
  }

  /** The names of all cases. */
  get cases(): readonly string[] {
    return this.workers[0]?.cases ?? [];
  }

  /** Tries all cases. @param most Workers that may be at work at the same time. */
  async run(next: Next, done: (result: Result) => void, most: number): Promise<void> {
    const chain = async (worker: Worker): Promise<void> => {
      for (let name = next(); name !== undefined; name = next()) done(await worker.attempt(name));
    };
    await Promise.all(this.workers.slice(0, most).map(chain));
  }

  /** Ends all, and waits until they have tidied up. */
  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.end()));
  }
}

class Worker {
  private constructor(
    private process: ChildProcess,
    readonly cases: readonly string[],
  ) {}

  static async start(): Promise<Worker> {
    const { process, cases } = await begin();
    return new Worker(process, cases);
  }

  /** Tries a case. A worker that dies of it, or hangs, is its problem, and another takes its place. */
  async attempt(name: string): Promise<Result> {
    const began = Date.now();
    const outcome = await answer(this.process, name);
    if (typeof outcome !== "string") return outcome;
    this.process.kill("SIGKILL");
    this.process = (await begin()).process;
    return { name, milliseconds: Date.now() - began, problem: outcome };
  }

  async end(): Promise<void> {
    const { process } = this;
    if (!process.connected) return;
    process.disconnect();
    await once(process, "exit");
  }
}

async function begin(): Promise<{ process: ChildProcess; cases: readonly string[] }> {
  const process = fork(join(__dirname, "worker.js"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const cases = await new Promise<readonly string[]>((resolve, reject) => {
    process.once("message", (told: FromWorker) => "ready" in told && resolve(told.ready));
    process.once("exit", () => reject(new Error("a worker could not be started; see above")));
  });
  return { process, cases };
}

/** The result of a case, or why there is none. */
function answer(process: ChildProcess, name: string): Promise<Result | string> {
  return new Promise((resolve) => {
    const end = (outcome: Result | string) => {
      clearTimeout(timer);
      process.off("message", onMessage).off("exit", onExit);
      resolve(outcome);
    };
    const onMessage = (told: FromWorker) => "result" in told && end(told.result);
    const onExit = (code: number | null, signal: string | null) => end(`the process died (${code ?? signal})`);
    const timer = setTimeout(() => end(`it did not end within ${patience / 1000} s`), patience);
    process.on("message", onMessage).once("exit", onExit);
    process.send(name);
  });
}
