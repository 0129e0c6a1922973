/** `docs/reference` says what the doc comments, schemas and tables say, for all that a program can import. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "../../sdk/index.js";
import { pageFile } from "../../tools/reference/comments.js";
import { referenceFolder, referencePages } from "../../tools/reference/main.js";
import { blocks, problemsOf } from "../provider/programs-in-texts.js";

/** Without what the formatter of Markdown changes. */
function plain(page: string): string {
  return page
    .replaceAll(/-{3,}/g, "---")
    .replaceAll(/[*_\\]/g, "")
    .replaceAll(/\s+/g, " ");
}

describe("the reference pages", function () {
  this.timeout(60_000);
  let pages: Map<string, string>;
  before(async () => {
    pages = await referencePages();
  });

  it("are up to date (`npm run reference` makes them)", () => {
    assert.deepEqual(readdirSync(referenceFolder).sort(), [...pages.keys()].sort());
    for (const [name, text] of pages) {
      assert.equal(plain(readFileSync(join(referenceFolder, name), "utf8")), plain(text), name);
    }
  });

  it("are of each class and query that a program can import", () => {
    const exported = Object.keys(sdk).filter((name) => !/Output$|Error$/.test(name));
    assert.deepEqual(
      exported.map(pageFile).filter((name) => !pages.has(name)),
      [],
    );
  });

  it("have an example, inputs, outputs and errors", () => {
    for (const [name, text] of pages) {
      if (name === "README.md") continue;
      for (const heading of ["Example", "Inputs", "Outputs", "Errors"]) {
        assert.match(text, new RegExp(`^## ${heading}$`, "m"), name);
      }
      if (!/^(get|list|provider)/.test(name))
        assert.match(text, /^## Taking over what exists\n[^#]+\n## Time-outs$/m, name);
    }
  });

  it("tell limits, locks, what replaces, and secrets", () => {
    const offer = pages.get("offer.md") ?? "";
    assert.match(offer, /\*\*`offerId`\*\* \(text; required; a change replaces it\)/);
    assert.match(offer, /\*\*`listing\.videos`\*\* \(.*at most 5 videos, more than 4 are a warning\)/);
    assert.match(offer, /\*\*`leads\.azureTable\.connectionString`\*\* \(text; required; a secret\)/);
    assert.match(
      pages.get("plan.md") ?? "",
      /\*\*`availability\.visibility`\*\* \(.*once published, locked: a public plan/,
    );
  });

  it("have examples that compile", () => {
    const given = [
      'const offer = new sdk.Offer("o", { offerId: "contoso-app", alias: "Contoso", type: "AzureApplication" });',
      'const files = new sdk.ApplicationPackage("f", { offer, path: "app" });',
      'const plan = new sdk.Plan("p", { offer, planId: "p", planType: "solution-template", name: "P" });',
      'const preview = new sdk.Submission("s", { offer, plans: [plan] });',
      "declare const registryId: string, bundleDigest: string;",
      "declare const galleryVersionId: string, tenantId: string, clientId: string, clientSecret: string;",
    ];
    const examples = [...pages.values()].flatMap(blocks);
    assert.equal(examples.length, pages.size - 1);
    const bodies = examples.map(
      (code) => `{\n${code.replaceAll(/^import .*$/gm, "").replaceAll(/^export /gm, "")}\n}`, // names of its own
    );
    const names = [...new Set(examples.flatMap((code) => /^import \{ (.*) \}/m.exec(code)?.[1]?.split(", ") ?? []))];
    const imports = `import * as sdk from "pulumi-partnercenter";\nimport { ${names.join(", ")} } from "pulumi-partnercenter";\n`;
    assert.deepEqual(problemsOf(`${imports}${[...given, ...bodies].join("\n")}`), []);
  });
});
