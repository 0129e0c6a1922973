/** The programs in READMEs and pages compile, and their data can be read. Those of `docs/how-to` also run: see there. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseJson } from "jsonc-parser";
import { parseAllDocuments } from "yaml";
import { blocks, problemsOf, repository } from "../provider/programs-in-texts.js";

/** What pages take for granted: the parts of the README's first program, and of a test. */
const given = `
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import * as pulumi from "@pulumi/pulumi";
import * as sdk from "pulumi-partnercenter";
import { startEmulator } from "pulumi-partnercenter-emulator";
const { ApplicationPackage, ManagedApplicationOffer, Offer, Plan, Release, Submission, VirtualMachineImage } = sdk;
const { ContainerBundle, ContainerOffer, ContainerPlan, SaasOffer, SaasPlan, VirtualMachineOffer, VirtualMachinePlan } = sdk;
const { getOffer, listOffers, listSubmissionsOutput } = sdk;
const offer = new Offer("o", { offerId: "contoso-app", alias: "Contoso", type: "AzureApplication" });
const files = new ApplicationPackage("f", { offer, path: "app" });
const plan = new Plan("p", { offer, planId: "p", planType: "solution-template", name: "P" });
const preview = new Submission("s", { offer, plans: [plan] });
void [assert, pathToFileURL, LocalWorkspace, pulumi, startEmulator, ManagedApplicationOffer, Release, VirtualMachineImage, files, preview];
declare const args: sdk.OfferArgs & sdk.PlanArgs; // whatever the program has
declare const productId: string, imageVersion: { id: pulumi.Output<string> }, tenantId: string, applicationId: string;
declare const registry: { id: pulumi.Output<string> }, digest: string, subscriptionId: string;
declare const folderOfTheProgram: string, temporaryFolder: string, logo: { url: pulumi.Output<string> };
void [ContainerBundle, ContainerOffer, ContainerPlan, SaasOffer, SaasPlan, VirtualMachineOffer, VirtualMachinePlan, getOffer, listOffers, listSubmissionsOutput];
`;

/** Pages whose programs other tests compile, each in its own surroundings. */
const elsewhere = /^docs\/(how-to|reference)\/|^provider\//;

const pages = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], {
  cwd: repository,
  encoding: "utf8",
})
  .trim()
  .split("\n")
  .filter((name) => existsSync(join(repository, name)))
  .map((name) => ({ name, text: readFileSync(join(repository, name), "utf8") }));

/** The blocks of a language, without the indentation of a list. */
function blocksIn(text: string, language: string): string[] {
  const found = [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, "gm"))];
  return found.map(([, indent = "", code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

describe("blocks of code in READMEs and pages", function () {
  this.timeout(60_000);

  it("in TypeScript compile", () => {
    const programs = pages.filter(({ name }) => !elsewhere.test(name)).flatMap(({ text }) => blocks(text));
    assert.ok(programs.length >= 10, String(programs.length));
    const bodies = programs.map(
      (code) => `{\n${code.replaceAll(/^ *import .*$/gm, "").replaceAll(/^( *)export /gm, "$1")}\n}`,
    );
    assert.deepEqual(problemsOf(`${given}${bodies.join("\n")}`), []);
  });

  it("in YAML and JSON can be read", () => {
    const yaml = pages.flatMap(({ name, text }) => blocksIn(text, "ya?ml").map((code) => [name, code] as const));
    const json = pages.flatMap(({ name, text }) => blocksIn(text, "jsonc?").map((code) => [name, code] as const));
    assert.ok(yaml.length >= 5 && json.length >= 1, `${yaml.length} ${json.length}`);
    for (const [name, code] of yaml) {
      for (const { errors } of parseAllDocuments(code)) assert.deepEqual(errors, [], name);
    }
    for (const [name, code] of json) {
      const errors: object[] = [];
      parseJson(code, errors as never[], { allowTrailingComma: true });
      assert.deepEqual(errors, [], name);
    }
  });

  it("are in a README of each example", () => {
    const examples = execFileSync("git", ["ls-files", "examples"], { cwd: repository, encoding: "utf8" });
    const folders = new Set(
      [...examples.matchAll(/^examples\/([^/\n]+)\//gm)].map(([, name]) => `examples/${name}/README.md`),
    );
    assert.ok(folders.size >= 9);
    assert.deepEqual(
      [...folders].filter((file) => !pages.some(({ name }) => name === file)),
      [],
    );
  });
});
