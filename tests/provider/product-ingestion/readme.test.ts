/** The README says what is there, and its example is a program that compiles. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { blocks, problemsOf, repository } from "../programs-in-texts.js";

describe("the README of the Product Ingestion API's client", function () {
  this.timeout(60_000);
  const folder = join(repository, "provider", "product-ingestion");
  const readme = readFileSync(join(folder, "README.md"), "utf8");

  it("has an example that type-checks as an ES module of a user", () => {
    const [example = ""] = blocks(readme);
    assert.match(example, /from "pulumi-partnercenter\/product-ingestion"/);
    assert.deepEqual(problemsOf(example), []);
  });

  it("names each file of its rooms, and no other", () => {
    const [, table = ""] = /## What is where([\s\S]*?)\n## /.exec(readme) ?? [];
    const named = [...table.matchAll(/`([\w-]+\.ts)`/g)].map(([, file = ""]) => file);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    assert.deepEqual(named.sort(), files.map((file) => basename(file)).sort());
  });

  it("is of a subpath that can be required", () => {
    const entry = require("pulumi-partnercenter/product-ingestion") as Record<string, unknown>;
    assert.equal(typeof entry.ProductIngestionClient, "function");
  });
});
