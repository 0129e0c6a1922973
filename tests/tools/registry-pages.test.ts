/** The pages of Pulumi's registry say what the plugin's schema says. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { configurationKeys } from "../../provider/configuration/keys.js";
import { kindLoaders } from "../../provider/kinds/index.js";
import { registryPages } from "../../tools/registry-pages.js";

describe("the pages of the registry", () => {
  const pages = registryPages();
  const [index = "", installation = ""] = [...pages.keys()].map((file) => readFileSync(file, "utf8"));

  it("are up to date (`npm run registry` makes them)", () => {
    for (const [file, text] of pages) assert.equal(readFileSync(file, "utf8"), text, file);
  });

  it("have the head that the registry reads, all resources and all settings", () => {
    for (const page of [index, installation]) {
      const [, head = ""] = page.split(/^---$/m);
      assert.deepEqual(Object.keys(parse(head) as object), ["title", "meta_desc", "layout"]);
    }
    for (const kind of Object.keys(kindLoaders)) assert.ok(index.includes(`partnercenter:${kind}`), kind);
    for (const key of configurationKeys) assert.ok(installation.includes(`partnercenter:${key}`), key);
  });
});
