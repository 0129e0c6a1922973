/** The README's example is a program that compiles, against the public subpath as a user has it. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const repository = join(__dirname, "..", "..", "..");

describe("the client's README", () => {
  it("has an example that type-checks as an ES module of a user", function () {
    this.timeout(60_000);
    const readme = readFileSync(join(repository, "provider", "partner-center", "README.md"), "utf8");
    const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
    assert.match(example ?? "", /from "pulumi-partnercenter\/partner-center"/);
    const folder = mkdtempSync(join(repository, "dist", "readme-"));
    try {
      const file = join(folder, "example.mts");
      writeFileSync(file, example ?? "");
      const program = ts.createProgram([file], {
        module: ts.ModuleKind.NodeNext,
        target: ts.ScriptTarget.ES2023,
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ["node"],
        typeRoots: [join(repository, "node_modules", "@types")],
      });
      const problems = ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
      assert.deepEqual(problems, []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("names a subpath that can be required", () => {
    const entry = require("pulumi-partnercenter/partner-center") as { operations: unknown[] };
    assert.equal(entry.operations.length, 78);
  });
});
