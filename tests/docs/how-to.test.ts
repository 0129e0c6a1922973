/** The pages of `docs/how-to`: their programs compile as a user's, run, and say nothing that a preview would refuse. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { blocks, problemsOf, repository } from "../provider/programs-in-texts.js";
import { record } from "../sdk/recorded.js";
import { previewFindings } from "./preview-findings.js";

const folder = join(repository, "docs/how-to");

/** What a page takes for granted: those of the first program that it does not declare itself. */
function around(source: string): string {
  const parts: [name: string, code: string][] = [
    [
      "offer",
      'const offer = new sdk.Offer("app", { offerId: "contoso-app", alias: "Contoso", type: "AzureApplication" });',
    ],
    ["files", 'const files = new sdk.ApplicationPackage("files", { offer, path: "app" });'],
    [
      "plan",
      'const plan = new sdk.Plan("first", { offer, planId: "first", planType: "solution-template", name: "First" });',
    ],
  ];
  const needed = parts.filter(([name]) => new RegExp(`(?<![\\w."-])${name}(?![\\w":-])`).test(source));
  const all = needed.length > 0 && needed[0]?.[0] !== "offer" ? [parts[0] as [string, string], ...needed] : needed;
  return all.length === 0
    ? source
    : `import * as sdk from "pulumi-partnercenter";\n${all.map(([, code]) => code).join("\n")}\n${source}`;
}

describe("the how-to pages", function () {
  this.timeout(120_000);
  let place: string;

  before(async () => {
    // Below the repository, so that the programs find the package.
    place = await mkdtemp(join(repository, "dist", "how-to-"));
    for (const name of ["app", "logos"]) {
      await cp(join(repository, "examples/managed-application", name), join(place, name), { recursive: true });
    }
    await cp(join(repository, "examples/several-plans/partners.csv"), join(place, "partners.csv"));
    await symlink(join(repository, "node_modules"), join(place, "node_modules"), "junction");
  });
  after(() => rm(place, { recursive: true, force: true }));

  const pages = async () => (await readdir(folder)).filter((name) => name.endsWith(".md"));

  it("have programs that compile", async () => {
    const sources = (await Promise.all((await pages()).map((name) => readFile(join(folder, name), "utf8")))).flatMap(
      blocks,
    );
    assert.ok(sources.length >= 10, String(sources.length));
    // In one go: a program each would take the compiler a second each.
    const scopes = sources.map((source) => {
      const imports = source.match(/^import .*$/gm) ?? [];
      return { imports, body: around(source).replace(/^import .*$/gm, "") };
    });
    const imports = 'import * as pulumi from "@pulumi/pulumi";\nimport * as sdk from "pulumi-partnercenter";\n';
    const names = "const { ApplicationPackage, Offer, Plan, Release, Submission } = sdk;\n";
    const used = scopes.map(({ body }) => `{\n${body}\n}\n`).join("");
    assert.deepEqual(problemsOf(`${imports}void pulumi;\n${names}${used}`), []);
  });

  it("have programs that run, and declare what a preview accepts", async () => {
    const from = process.cwd();
    process.chdir(place);
    try {
      for (const name of await pages()) {
        for (const [index, source] of blocks(await readFile(join(folder, name), "utf8")).entries()) {
          const file = join(place, `${name.replace(".md", "")}-${index}.mts`);
          await writeFile(file, around(source));
          const { resources } = await record(async () => {
            pulumi.runtime.setAllConfig({ "project:leadsUrl": "https://contoso.example/leads" }, ["project:leadsUrl"]);
            await import(pathToFileURL(file).href);
          });
          const findings = await previewFindings(resources);
          assert.ok(findings.length > 0, `${name}: nothing is declared`);
          for (const { kind, failures } of findings) assert.deepEqual(failures, [], `${name}: ${kind}`);
        }
      }
    } finally {
      process.chdir(from);
    }
  });
});
