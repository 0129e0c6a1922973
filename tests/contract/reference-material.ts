// Where the contract tests find what they hold the emulator to: the published schema of the API, its table of
// operations and recorded exchanges. This is reference material beside the checkout, optional and not part of the
// repository; without it the tests that need it say so and are skipped.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

function repositoryRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "emulator", "package.json"))) folder = dirname(folder);
  return folder;
}

const folder = join(repositoryRoot(), "..", "shared", "api");

/** Packages of managed applications that others have written, a folder each. */
export const samplePackages = join(folder, "..", "samples", "managed-apps");

/** True if the reference material is there. */
export const hasReferenceMaterial = existsSync(join(folder, "openapi.json"));

/** Skips the running test, or all tests of a suite, if the reference material is absent. */
export function needReferenceMaterial(context: Mocha.Context): void {
  if (hasReferenceMaterial) return;
  process.stdout.write(`    (skipped: there is no reference material beside the checkout, in ${folder})\n`);
  context.skip();
}

/** The text of one file of it. */
export function readReference(...path: string[]): string {
  return readFileSync(join(folder, ...path), "utf8");
}

/** One recorded exchange with the real service, or with its blob store. */
export interface Recorded {
  readonly request: {
    readonly service: "ingestion" | "blob";
    readonly method: string;
    readonly path: string;
    /** Decoded. */
    readonly query: string;
    readonly headers: { readonly [name: string]: string };
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: { readonly [name: string]: string };
    readonly body: unknown;
  };
}

/** The recordings by file name, each in order. */
export function readRecordings(): Map<string, Recorded[]> {
  const names = readdirSync(join(folder, "recordings")).filter((name) => name.endsWith(".jsonl"));
  return new Map(
    names.sort().map((name) => {
      const lines = readReference("recordings", name).split("\n");
      return [name, lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Recorded)];
    }),
  );
}

/** Example bodies of the Product Ingestion API by file name. */
export function readIngestionExamples(): Map<string, Record<string, unknown>> {
  const names = readdirSync(join(folder, "product-ingestion-examples"));
  const read = (name: string) =>
    JSON.parse(readReference("product-ingestion-examples", name)) as Record<string, unknown>;
  return new Map(names.sort().map((name) => [name, read(name)]));
}
