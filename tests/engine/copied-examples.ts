/**
 * The examples as somebody has them who has copied their folders: run by the CLI itself, against an emulator for each
 * test.
 */
import assert from "node:assert/strict";
import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmulatorOptions } from "pulumi-partnercenter-emulator";
import { EmulatedService } from "./emulated-service.js";
import { linkPackages } from "./project.js";
import { createPlace, type Place, repositoryRoot } from "./stack.js";

/** Runs `pulumi` in one folder; fails unless the exit code is as expected. Gives both streams. */
export type Pulumi = (args: readonly string[], code?: number) => Promise<string>;

/** What a test of examples needs; filled in before each test of a suite. */
export class CopiedExamples {
  service!: EmulatedService;
  place!: Place;

  /** Copies the folder of an example; its path. */
  async copy(example: string): Promise<string> {
    const folder = join(this.place.folder, example);
    await cp(join(repositoryRoot, "examples", example), folder, { recursive: true });
    return folder;
  }

  /**
   * Copies the example's folder and makes a stack; what it returns runs `pulumi` there. `addition`: to its
   * `Pulumi.yaml`.
   */
  async stackOf(example: string, addition = ""): Promise<Pulumi> {
    const folder = await this.copy(example);
    await appendFile(join(folder, "Pulumi.yaml"), addition);
    const pulumi = this.pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
    return pulumi;
  }

  /** Changes a text of a copied example's program. */
  async edit(example: string, text: string, other: string): Promise<void> {
    const file = join(this.place.folder, example, "index.ts");
    const program = await readFile(file, "utf8");
    assert.ok(program.includes(text), `${example} does not say ${text}`);
    await writeFile(file, program.replace(text, other));
  }

  /** A second preview shows nothing, and sends nothing. */
  async checkUnchanged(pulumi: Pulumi, resources: number): Promise<void> {
    const { result, counts } = await this.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(result, new RegExp(`\\b${resources} unchanged`));
    assert.deepEqual(counts.operations, []);
  }

  pulumiIn(cwd: string): Pulumi {
    return async (args, code = 0) => {
      const result = await this.place.run(args, { cwd }).finished;
      const output = result.stdout + result.stderr;
      assert.equal(result.code, code, output);
      return output;
    };
  }
}

/**
 * Starts an emulator that asks for what Partner Center's pages ask for before each test of a suite, and ends it after
 * it.
 */
export function copiedExamples(emulator: EmulatorOptions = {}): CopiedExamples {
  const examples = new CopiedExamples();
  beforeEach(async () => {
    examples.service = await EmulatedService.start({ switches: { portalRequirements: true }, ...emulator });
    examples.place = await createPlace(examples.service.environment());
    await linkPackages(examples.place.folder);
  });
  afterEach(async () => {
    await examples.place.dispose();
    await examples.service.stop();
  });
  return examples;
}
