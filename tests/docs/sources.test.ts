/** What users read names sources that they can look up: no sections of a collection that is not published. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../provider/programs-in-texts.js";

/** Sections of what everybody can read, such as `RFC 8259 §8.1, §8.2`. */
const published = /\b(?:RFC \d+|(?:HTML|DOM) Standard|CSS Text \d+) §[\d.]+(?:, §[\d.]+)*/g;

/** What a text cites that nobody but us can look up. */
function privateSources(text: string): string[] {
  return text.replaceAll(published, "").match(/API reference|§\d[\d.]*/g) ?? [];
}

describe("the sources that users read of", () => {
  const pages = [
    "README.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "plugin/schema.json",
    "provider/partner-center/README.md",
    "provider/product-ingestion/README.md",
    ...["docs", "examples", "templates", "actions"].flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
        .map((name) => join(folder, name)),
    ),
  ];

  it("are public, or are said to be observed or assumed", () => {
    assert.ok(pages.length > 60, String(pages.length));
    const found = pages.flatMap((page) =>
      privateSources(readFileSync(join(repository, page), "utf8")).map((source) => `${page}: ${source}`),
    );
    assert.deepEqual(found, []);
  });

  it("would be seen if they were not", () => {
    assert.deepEqual(privateSources("so it is (API reference §3.1), by RFC 8259 §8.1"), ["API reference", "§3.1"]);
  });
});
