/**
 * The examples as somebody has them who has copied their folders: run by the CLI itself, against an emulator for each
 * test.
 */
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
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
