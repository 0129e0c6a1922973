/** The real Pulumi CLI in front of the emulator, with a proxy between them that kills. */
import { readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { createProgramFolder, credentials } from "../../tests/engine/emulated-service.js";
import { createPlace, type Place } from "../../tests/engine/stack.js";
import type { RunningProcess } from "../child-process.js";
import { KillingProxy } from "./killing-proxy.js";

export type Victim = "engine" | "provider";

/** A run that has not ended by then hangs. */
const patience = 180_000;

/** What came of a run that was struck, and of the next one. */
export interface Struck {
  /** What was wrong with the next run. */
  readonly problems: string[];
}

export class StruckEngine {
  private constructor(
    readonly emulator: Emulator,
    readonly folder: string,
    private readonly proxy: KillingProxy,
    private readonly place: Place,
  ) {}

  static async prepare(): Promise<StruckEngine> {
    const emulator = await startEmulator({ scenario: "instant" });
    const proxy = await KillingProxy.start(emulator.endpoint);
    const place = await createPlace({
      PARTNERCENTER_ENDPOINT: proxy.endpoint,
      PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
      PARTNERCENTER_TENANT_ID: credentials.tenantId,
      PARTNERCENTER_CLIENT_ID: credentials.clientId,
      PARTNERCENTER_CLIENT_SECRET: credentials.clientSecret,
      PARTNERCENTER_REQUESTS_PER_SECOND: "1000",
    });
    return new StruckEngine(emulator, await createProgramFolder(place), proxy, place);
  }

  async end(): Promise<void> {
    await this.place.dispose();
    await this.proxy.stop();
    await this.emulator.stop();
  }

  private pulumi(...args: string[]): RunningProcess {
    return this.place.run(args, { cwd: this.folder, timeout: patience });
  }

  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.pulumi(...args).finished;
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${stdout}${stderr}`);
    return stdout;
  }

  up(stack: string): Promise<string> {
    return this.succeed("up", "--yes", "--skip-preview", "--stack", stack);
  }

  /**
   * Kills once in a command, and runs it again.
   * @param correct Changes the program in between.
   * @returns Undefined when the run had ended before.
   */
  async strike(
    point: number,
    victim: Victim,
    stack: string,
    correct: () => Promise<void> = async () => {},
    command: "up" | "destroy" = "up",
  ): Promise<Struck | undefined> {
    const run = () => this.pulumi(command, "--yes", "--skip-preview", "--stack", stack);
    const first = run();
    this.proxy.arm(point, async () => {
      if (victim === "engine") first.kill("SIGKILL");
      else for (const pid of first.descendants().filter(isProvider)) process.kill(pid, "SIGKILL");
    });
    const { code, stdout, stderr } = await first.finished;
    const isStruck = this.proxy.struck !== undefined;
    this.proxy.disarm();
    if (!isStruck && code !== 0) throw new Error(`it failed before it was struck: ${stdout}${stderr}`);
    if (!isStruck) return undefined; // the path was shorter than that
    if (victim === "engine") await this.pulumi("cancel", "--yes", "--stack", stack).finished;
    await correct();
    const second = await run().finished;
    await first.end();
    return { problems: second.code === 0 ? [] : [`the next ${command} failed: ${second.stdout}${second.stderr}`] };
  }
}

/** Whether the process is one in which our handlers run. */
function isProvider(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dynamic-provider");
  } catch {
    return false;
  }
}
