/** The READMEs' examples are programs that compile, against the package as a user has it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { operations } from "../../../provider/partner-center/operations.js";
import { blocks, problemsOf, repository } from "../programs-in-texts.js";

describe("the READMEs", function () {
  this.timeout(60_000);

  it("of the client has an example that type-checks as an ES module of a user", () => {
    const [example = ""] = blocks(readFileSync(join(repository, "provider", "partner-center", "README.md"), "utf8"));
    assert.match(example, /from "pulumi-partnercenter\/partner-center"/);
    assert.deepEqual(problemsOf(example), []);
  });

  it("of the client names each file of its rooms", () => {
    const folder = join(repository, "provider", "partner-center");
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const [, table = ""] = /## What is where([\s\S]*?)\n## /.exec(readme) ?? [];
    const named = [...table.matchAll(/`([\w-]+\.ts)`/g)].map(([, file]) => file);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const names = files.map((file) => basename(file));
    assert.deepEqual(
      named.filter((file = "") => !names.includes(file)),
      [],
    );
    // An area of the API has a file of its own name, as `operations` has.
    const areas = new Set(operations.map(({ call }) => call.split(".")[0]?.toLowerCase()));
    const isArea = (file: string) => areas.has(basename(file, ".ts").replaceAll("-", "")) || file === "areas/cosell.ts";
    const others = files.filter((file) => !(file.startsWith("areas/") && isArea(file)));
    assert.deepEqual(
      others.map((file) => basename(file)).filter((file) => !named.includes(file)),
      [],
    );
  });

  it("of the package begins with a program that type-checks", () => {
    const [example = "", release = ""] = blocks(readFileSync(join(repository, "README.md"), "utf8"));
    assert.match(example, /new Submission\(/);
    assert.deepEqual(problemsOf(example), []);
    assert.match(release, /new Release\(/);
    assert.deepEqual(problemsOf(`${example}\n${release}`), []);
  });

  it("of the package begins with a program that goes no further than to preview, and with the emulator", () => {
    const text = readFileSync(join(repository, "README.md"), "utf8");
    const [example = ""] = blocks(text);
    assert.doesNotMatch(example, /new Release|import [^;]*Release/);
    assert.ok(text.indexOf("npx pulumi-partnercenter-emulator") < text.indexOf("PARTNERCENTER_CLIENT_SECRET=…"));
  });

  it("and the page about publishing have programs whose arguments exist", () => {
    const text = readFileSync(join(repository, "docs", "publishing.md"), "utf8");
    const examples = blocks(text);
    assert.ok(examples.length >= 3);
    const around =
      'import { type Offer, type Plan, Release, Submission } from "pulumi-partnercenter";\n' +
      'import * as pulumi from "@pulumi/pulumi";\n' +
      "declare const offer: Offer, plan: Plan, productId: string;\n";
    for (const example of examples) assert.deepEqual(problemsOf(around + example), [], example);
  });

  it("of the package has an example of queries that type-checks", () => {
    const example = blocks(readFileSync(join(repository, "README.md"), "utf8")).find((code) =>
      code.includes("getOffer"),
    );
    assert.ok(example);
    assert.deepEqual(problemsOf(`declare const offer: import("pulumi-partnercenter").Offer;\n${example}`), []);
  });

  it("name a subpath that can be required", () => {
    const entry = require("pulumi-partnercenter/partner-center") as { operations: unknown[] };
    assert.equal(entry.operations.length, 78);
  });
});
