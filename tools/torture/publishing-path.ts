/** The way from a draft to the live offer, with the real engine. */
import { write } from "../../tests/engine/offer-program.js";
import { writeProject } from "../../tests/engine/project.js";
import type { Verdict } from "./campaign.js";
import { StruckEngine, type Victim } from "./struck-engine.js";

const post = "POST /products/{productId}/submissions";
const promote = "POST /products/{productId}/submissions/{submissionId}/promote";

/** Each walk has a content of its own. */
export class PublishingPath {
  private content = 0;
  private stacks = 0;
  private productId = "";

  private constructor(private readonly engine: StruckEngine) {}

  static async prepare(): Promise<PublishingPath> {
    const path = new PublishingPath(await StruckEngine.prepare());
    await path.makeDraft();
    await path.publish();
    return path;
  }

  end(): Promise<void> {
    return this.engine.end();
  }

  private async makeDraft(): Promise<void> {
    const drafts = JSON.stringify(require.resolve("../../tests/engine/offer-program.js"));
    await writeProject(this.engine.folder, "torture", `module.exports = require(${drafts}).program();\n`);
    await this.engine.succeed("stack", "init", "draft");
    await this.engine.up("draft");
    this.productId = (await this.engine.succeed("stack", "output", "productId", "--stack", "draft")).trim();
  }

  /** The program of the publishing path, with a content of its own: a note for certification counts as content. */
  private async declare(): Promise<void> {
    this.content += 1;
    const offer = JSON.stringify(this.productId);
    await write(
      this.engine.folder,
      "index.js",
      `const { Release, Submission } = require("pulumi-partnercenter");
const submission = new Submission("preview", { offer: ${offer}, certificationNotes: "content ${this.content}" });
new Release("live", { offer: ${offer}, submission });
`,
    );
  }

  /** A stack that is live already, for updates. */
  private async publish(): Promise<void> {
    await this.engine.succeed("stack", "init", "published");
    await this.declare();
    await this.engine.up("published");
  }

  /** Kills once, lets it go on, and looks at what came of it. */
  async killAt(point: number, victim: Victim, isUpdate: boolean): Promise<Verdict> {
    const { emulator } = this.engine;
    const stack = isUpdate ? "published" : await this.newStack();
    await this.declare();
    const before = emulator.requests().length;
    const struck = await this.engine.strike(point, victim, stack);
    if (struck === undefined) return { outcome: "ended before" };
    const made = emulator.requests().slice(before);
    const count = (operation: string) =>
      made.filter((entry) => `${entry.operation}` === operation && entry.status >= 200 && entry.status < 300).length;
    const [submissions, promotions] = [count(post), count(promote)];
    const problems = [
      struck.problems,
      submissions === 1 ? [] : [`${submissions} submissions`],
      promotions === 1 ? [] : [`${promotions} promotions`],
      struck.problems.length === 0 ? await this.differences(stack) : [],
    ].flat();
    return { outcome: "killed", problem: problems.length === 0 ? undefined : problems.join("; ") };
  }

  /** What is not as it should be at the end, in the service and in the stack. */
  private async differences(stack: string): Promise<string[]> {
    const state = (await (await fetch(`${this.engine.emulator.control}/state`)).json()) as {
      products: { submissions: { id: string; substate: string }[] }[];
    };
    const found = state.products.flatMap(({ submissions }) => submissions);
    const live = found.map(({ substate }) => substate).join();
    const { deployment } = JSON.parse(await this.engine.succeed("stack", "export", "--stack", stack)) as {
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

  private async newStack(): Promise<string> {
    this.stacks += 1;
    const name = `stack-${process.pid}-${this.stacks}`;
    await this.engine.succeed("stack", "init", name);
    return name;
  }
}
