/** The real Pulumi CLI on its way from a draft to the live offer, through a proxy that kills. */
import { readFileSync } from "node:fs";
import { startEmulator } from "pulumi-partnercenter-emulator";
import { createProgramFolder, credentials } from "../../tests/engine/emulated-service.js";
import { write } from "../../tests/engine/offer-program.js";
import { writeProject } from "../../tests/engine/project.js";
import { createPlace, type Place } from "../../tests/engine/stack.js";
import type { RunningProcess } from "../child-process.js";
import type { Verdict } from "./campaign.js";
import { KillingProxy } from "./killing-proxy.js";

type Emulator = Awaited<ReturnType<typeof startEmulator>>;
export type Victim = "engine" | "provider";

/** A run that has not ended by then hangs. */
const patience = 180_000;
const post = "POST /products/{productId}/submissions";
const promote = "POST /products/{productId}/submissions/{submissionId}/promote";

/** The way from a draft to the live offer, with the real engine. Each walk has a content of its own. */
export class Path {
  private content = 0;
  private productId = "";

  private constructor(
    private readonly emulator: Emulator,
    private readonly proxy: KillingProxy,
    private readonly place: Place,
    private readonly folder: string,
  ) {}

  static async prepare(): Promise<Path> {
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
    const path = new Path(emulator, proxy, place, await createProgramFolder(place));
    await path.makeDraft();
    await path.publish();
    return path;
  }

  async end(): Promise<void> {
    await this.place.dispose();
    await this.proxy.stop();
    await this.emulator.stop();
  }

  private pulumi(...args: string[]): RunningProcess {
    return this.place.run(args, { cwd: this.folder, timeout: patience });
  }

  private async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.pulumi(...args).finished;
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${stdout}${stderr}`);
    return stdout;
  }

  private async makeDraft(): Promise<void> {
    const drafts = JSON.stringify(require.resolve("../../tests/engine/offer-program.js"));
    await writeProject(this.folder, "torture", `module.exports = require(${drafts}).program();\n`);
    await this.succeed("stack", "init", "draft");
    await this.succeed("up", "--yes", "--skip-preview", "--stack", "draft");
    this.productId = (await this.succeed("stack", "output", "productId", "--stack", "draft")).trim();
  }

  /** The program of the publishing path, with a content of its own: a note for certification counts as content. */
  private async declare(): Promise<void> {
    this.content += 1;
    const offer = JSON.stringify(this.productId);
    await write(
      this.folder,
      "index.js",
      `const { Release, Submission } = require("pulumi-partnercenter");
const submission = new Submission("preview", { offer: ${offer}, certificationNotes: "content ${this.content}" });
new Release("live", { offer: ${offer}, submission });
`,
    );
  }

  /** A stack that is live already, for updates. */
  private async publish(): Promise<void> {
    await this.succeed("stack", "init", "published");
    await this.declare();
    await this.succeed("up", "--yes", "--skip-preview", "--stack", "published");
  }

  /** Kills once, lets it go on, and looks at what came of it. */
  async killAt(point: number, victim: Victim, stack: string): Promise<Verdict> {
    await this.declare();
    const before = this.emulator.requests().length;
    const first = this.pulumi("up", "--yes", "--skip-preview", "--stack", stack);
    this.proxy.arm(point, async () => {
      if (victim === "engine") first.kill("SIGKILL");
      else for (const pid of first.descendants().filter(isProvider)) process.kill(pid, "SIGKILL");
    });
    await first.finished;
    const isStruck = this.proxy.struck !== undefined;
    this.proxy.disarm();
    if (!isStruck) return { outcome: "ended before" }; // the path was shorter than that
    if (victim === "engine") await this.pulumi("cancel", "--yes", "--stack", stack).finished;
    const second = await this.pulumi("up", "--yes", "--skip-preview", "--stack", stack).finished;
    await first.end();
    const made = this.emulator.requests().slice(before);
    const count = (operation: string) =>
      made.filter((entry) => `${entry.operation}` === operation && entry.status >= 200 && entry.status < 300).length;
    const [submissions, promotions] = [count(post), count(promote)];
    const problems = [
      second.code === 0 ? [] : [`the next up failed: ${second.stdout}${second.stderr}`],
      submissions === 1 ? [] : [`${submissions} submissions`],
      promotions === 1 ? [] : [`${promotions} promotions`],
      second.code === 0 ? await this.differences(stack) : [],
    ].flat();
    return { outcome: "killed", problem: problems.length === 0 ? undefined : problems.join("; ") };
  }

  /** What is not as it should be at the end, in the service and in the stack. */
  private async differences(stack: string): Promise<string[]> {
    const state = (await (await fetch(`${this.emulator.control}/state`)).json()) as {
      products: { submissions: { id: string; substate: string }[] }[];
    };
    const found = state.products.flatMap(({ submissions }) => submissions);
    const live = found.map(({ substate }) => substate).join();
    const { deployment } = JSON.parse(await this.succeed("stack", "export", "--stack", stack)) as {
      deployment: { resources: { urn: string; outputs?: { submissionId?: string; substate?: string } }[] };
    };
    const kept = deployment.resources.flatMap(({ outputs }) => (outputs?.submissionId === undefined ? [] : [outputs]));
    return [
      live === "InStore" ? [] : [`the service has ${live || "no submission"}`],
      kept.length === 2 ? [] : [`the stack has ${kept.length} of its two resources`],
      kept.filter(({ submissionId }) => submissionId !== found[0]?.id).map(() => "the stack has another submission"),
      // The submission was last looked at when its preview was ready, or later; the release when it was live.
      kept.some(({ substate }) => substate === "InStore") ? [] : ["the stack does not know that it is live"],
    ].flat();
  }

  async newStack(name: string): Promise<string> {
    await this.succeed("stack", "init", name);
    return name;
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
