/** The policy pack of the examples, run by the real engine beside a program that breaks its rules one after the other. */
import assert from "node:assert/strict";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { copiedExamples, type Pulumi } from "./copied-examples.js";

const everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/**
 * The language host of an official CLI runs policy packs; one that is built from its Go module does not. So a command in
 * its place runs them, as the engine calls it for a runtime that has no host.
 */
async function placeRunner(folder: string, pack: string): Promise<string> {
  const bin = join(folder, "runner");
  await mkdir(bin);
  const script = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const runner = join(bin, "pulumi-analyzer-policy-runner");
  await writeFile(runner, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`);
  await chmod(runner, 0o755);
  const project = join(pack, "PulumiPolicy.yaml");
  await writeFile(project, (await readFile(project, "utf8")).replace("name: nodejs", "name: runner"));
  return bin;
}

describe("the policy pack of the examples", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  let pulumi: Pulumi;
  let pack: string;
  let configuration: string;
  beforeEach(async () => {
    pack = await examples.copy("policy-pack");
    const folder = await examples.copy("managed-application");
    const { environment } = examples.place;
    environment.PATH = [await placeRunner(examples.place.folder, pack), environment.PATH].join(delimiter);
    configuration = join(examples.place.folder, "policies.json");
    pulumi = examples.pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
  });

  const preview = async (rules: object, code = 0) => {
    await writeFile(configuration, JSON.stringify(rules));
    const policies = ["--policy-pack", pack, "--policy-pack-config", configuration];
    return pulumi(["preview", ...policies], code);
  };
  const approved = { "approved-prices": { approved: { standard: { monthlyPrice: 49 } } } };

  it("refuses prices that nobody has approved, and a language in which a plan is not described", async () => {
    const program = join(examples.place.folder, "managed-application", "index.ts");
    const text = await readFile(program, "utf8");
    const german = `{ title: "Statusseite", summary: "Kurz", shortDescription: "Etwas mehr", description: "<p>Eine Seite.</p>",
      privacyPolicyLink: "https://contoso.example/privacy", supportLink: "https://contoso.example/support",
      contacts: { support: person, engineering: person }, logos: { large: "logos/large.png" } }`;
    const person = 'const person = { name: "Contoso", email: "c@contoso.example", phone: "+1 425 555 0100" };\n';
    const translations = `  translations: { "de-de": ${german} },\n  previewAudience:`;
    const translated = text
      .replace("const offer =", `${person}const offer =`)
      .replace("  previewAudience:", translations);
    await writeFile(program, translated);
    const told = await preview({}, 255);
    assert.match(told, /plan standard: the prices \{"monthlyPrice":49\} are not approved; approved are \{\}/);
    assert.match(told, /standard has no description in de-de, in which the offer is sold/);
    assert.doesNotMatch(told, /status-page has no description/);
    await writeFile(program, text);
    assert.doesNotMatch(await preview(approved), /not approved|no description/);
  });

  it("refuses to go live on the days that it is told, before anything was done", async () => {
    await pulumi(["config", "set", "live", "true"]);
    const onNoDay = { ...approved, "no-release-on-fridays": { days: everyDay } };
    assert.match(await preview(onNoDay, 255), /nothing goes live on a \w+day/);
    await pulumi(["up", "--yes", "--skip-preview"]);
    assert.doesNotMatch(await preview(onNoDay), /nothing goes live/, "what is live already may stay");
  });
});
