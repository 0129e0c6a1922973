/** `partnercenter convert azpc`: the program that stands for a configuration. `tests/engine/convert.test.ts` runs it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, truncate, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConversionReport } from "../../commands/convert/convert.js";
import { problemsOf } from "../provider/programs-in-texts.js";
import { azpcConfiguration, guid, writeAzpcFolder } from "./azpc-configuration.js";
import { runCommand } from "./run-command.js";

describe("partnercenter convert azpc", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "partnercenter-convert-")));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = (...args: string[]) => runCommand(["convert", "azpc", ...args], {}, folder);
  const converted = async (...args: string[]) => {
    const { code, stdout, stderr } = await run("app/ma_config.json", ...args, "--json");
    assert.equal(code, 0, stderr);
    const report = JSON.parse(stdout) as ConversionReport;
    return { report, stderr, index: await readFile(join(report.folder, "index.ts"), "utf8") };
  };
  const withPlans = (plans: unknown) => ({ ...azpcConfiguration, plan_overview: plans });
  const [onlyPlan] = azpcConfiguration.plan_overview;

  it("writes a program that compiles, with the files that the configuration names", async () => {
    await writeAzpcFolder(folder);
    const { report, index, stderr } = await converted("--name", "contoso-backup");
    assert.equal(stderr, "");
    assert.deepEqual(report.toBeCorrected, []);
    assert.deepEqual(report.files, [
      ".gitignore",
      "Pulumi.yaml",
      "contoso.zip",
      "index.ts",
      "logos/large.png",
      "logos/medium.png",
      "logos/small.png",
      "logos/wide.png",
      "package.json",
    ]);
    assert.deepEqual(problemsOf(index), []);
    const logo = await readFile(join(report.folder, "logos/large.png"));
    assert.deepEqual(logo, await readFile(join(folder, "app/large.png")));
  });

  it("declares what azpc makes of it, also what is fixed in azpc", async () => {
    await writeAzpcFolder(folder);
    const { index } = await converted("--name", "contoso-backup");
    for (const line of [
      'offerId: "contoso-backup"',
      'alias: "contoso-backup"', // as azpc has it, whatever offer_setup.alias says
      "standardContract: true",
      'resale: { channel: "Enabled" }',
      'supportLink: "https://contoso.example/support"',
      'links: { Guide: { url: "https://contoso.example/guide" } }',
      'planId: "managed"', // of the manifest
      'visibility: "Private"',
      'markets: ["CA", "US"]',
      'allowedCustomerActions: ["Microsoft.Storage/*", "Microsoft.Network/*"]',
      "customizeAllowedActions: true",
      `authorizations: [{ principalId: "${guid}", role: "Owner" }]`,
      "package: files",
      'path: "contoso.zip"',
    ]) {
      assert.ok(index.includes(line), `no ${line} in\n${index}`);
    }
  });

  it("says what azpc does otherwise, and what it never read", async () => {
    await writeAzpcFolder(folder);
    const { report, index } = await converted();
    for (const remark of [
      /^offerId: azpc has it from its --name/,
      /^property_settings\.categories is left out/,
      /^offer_listing\.listing_videos is left out: .*`listing\.videos`$/,
      /^technical_configuration of the offer is left out/,
      /^Markets and prices are not in the configuration/,
      /^azpc sends the private audience only where visibility is spelled "Private"/,
    ]) {
      assert.ok(
        report.remarks.some((text) => remark.test(text)),
        `${remark} in ${report.remarks.join("\n")}`,
      );
    }
    assert.equal(report.remarks.length, 6);
    assert.match(index, /^\/\/ property_settings\.categories is left out: azpc reads leveledCategories only\.$/m);
  });

  it("knows plans by their names, and reads the first of a list only, as azpc does", async () => {
    await writeAzpcFolder(folder, withPlans({ gold: onlyPlan, "silver-plan": onlyPlan }));
    const both = await converted("--name", "several", "--type", "st");
    assert.match(both.index, /const goldPlan = .*[\s\S]*const silverPlan = /);
    assert.match(both.index, /planType: "solution-template"/);
    assert.doesNotMatch(both.index, /monthlyPrices|tenantId|markets/);
    const one = await converted("--name", "one", "--plan", "gold");
    assert.doesNotMatch(one.index, /silver/);
    await writeAzpcFolder(folder, withPlans([onlyPlan, onlyPlan]));
    const first = await converted("--name", "first", "--plan", "chosen");
    assert.match(first.index, /planId: "chosen"/);
    assert.ok(first.report.remarks.some((text) => text.includes("the first of the 2 plans in a list only")));
  });

  it("names what has to be corrected, in the program too, and writes it all the same", async () => {
    const technical = { ...onlyPlan?.technical_configuration, tenant_id: "<AAD Tenant Id>" };
    await writeAzpcFolder(folder, withPlans([{ ...onlyPlan, technical_configuration: technical }]));
    await unlink(join(folder, "app/wide.png"));
    await unlink(join(folder, "manifest.yml"));
    const { report, index, stderr } = await converted("--name", "wrong");
    const found = report.toBeCorrected.map(({ property }) => property);
    assert.deepEqual(found.slice(0, 2), ["listing.logos.wide", "path of the package"]);
    assert.ok(found.includes("plan standard: technicalConfiguration.tenantId"), found.join(", "));
    assert.match(stderr, /^warning: to be corrected: listing\.logos\.wide names wide\.png, which is nowhere beside/m);
    assert.match(index, /^\/\/ to be corrected: plan standard: technicalConfiguration\.tenantId /m);
    assert.ok(!index.includes(folder), "no path of this machine");
  });

  it("copies no file that is something else than the configuration says", async () => {
    await writeAzpcFolder(folder, withPlans([onlyPlan]));
    await writeFile(join(folder, "app/wide.png"), "-----BEGIN PRIVATE KEY-----");
    const { report, stderr } = await converted("--name", "hostile");
    assert.deepEqual([...new Set(report.toBeCorrected.map(({ property }) => property))], ["listing.logos.wide"]);
    assert.match(stderr, /listing\.logos\.wide names wide\.png, which is no picture: it was not copied/);
    assert.ok(!report.files.includes("logos/wide.png"), report.files.join());
  });

  it("refuses what is no configuration, and a folder with files", async () => {
    assert.match((await run("nowhere.json")).stderr, /the configuration, .*nowhere\.json, cannot be read: ENOENT/);
    await writeFile(join(folder, "text.json"), "no JSON");
    assert.match((await run("text.json")).stderr, /the configuration, .*text\.json, is no JSON: /);
    await writeFile(join(folder, "list.json"), "[]");
    assert.match((await run("list.json")).stderr, /list\.json, is no JSON object/);
    await writeAzpcFolder(folder);
    await writeFile(join(folder, "odd.yml"), "app:\n  - nested\n");
    const odd = await run("app/ma_config.json", "--manifest", "odd.yml");
    assert.match(odd.stderr, /odd\.yml, line 2: a manifest has lines such as app: "app\.zip"/);
    await mkdir(join(folder, "full"));
    await writeFile(join(folder, "full", "mine.txt"), "");
    const full = await run("app/ma_config.json", "--out", "full");
    assert.deepEqual([full.code, await readdir(join(folder, "full"))], [1, ["mine.txt"]]);
    assert.match(full.stderr, /full is not empty/);
  });

  it("refuses what nobody could read to its end: a pipe, a huge file, JSON of thousands of levels", async function () {
    if (process.platform === "win32") this.skip();
    execFileSync("mkfifo", [join(folder, "pipe")]);
    assert.match((await run("pipe")).stderr, /the configuration, .*pipe, is not a file/);
    await writeFile(join(folder, "huge.json"), "");
    await truncate(join(folder, "huge.json"), 5 * 1024 * 1024);
    assert.match((await run("huge.json")).stderr, /huge\.json, has 5 MB; a configuration may have at most 4 MB/);
    const levels = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    await writeFile(join(folder, "deep.json"), `{"property_settings":{"leveledCategories":${levels}}}`);
    assert.match((await run("deep.json")).stderr, /deep\.json, is no JSON: JSON with more than 100 levels/);
    await writeAzpcFolder(folder);
    assert.match((await run("app/ma_config.json", "--manifest", "pipe")).stderr, /the manifest, .*pipe, is not a file/);
  });

  it("reads a manifest with a line of many blanks", async () => {
    await writeAzpcFolder(folder);
    await writeFile(
      join(folder, "wide.yml"),
      `plan_name: "one" # first\napp: a${" ".repeat(1_000_000)}b # and so on\n`,
    );
    const { stderr } = await run("app/ma_config.json", "--manifest", "wide.yml", "--name", "wide");
    assert.match(stderr, /path of the package names a b, which is nowhere/);
  });

  it("takes no name of what every object has for a contact", async () => {
    const listing = {
      listing_contacts: [{ type: "constructor", name: "n" }],
      listing_uris: [{ displayText: "__proto__" }],
    };
    await writeAzpcFolder(folder, { plan_overview: {}, offer_listing: listing });
    const { report } = await converted("--name", "odd");
    assert.ok(report.remarks.includes("a contact of the type constructor is left out: programs have no such contact"));
    assert.ok(report.toBeCorrected.some(({ property }) => property.includes("__proto__")));
  });

  it("reads nothing but what it is given: no config.yml with its secret", async () => {
    await writeAzpcFolder(folder);
    await writeFile(join(folder, "config.yml"), "aad_secret: very-secret-of-azpc\n");
    const { report, index } = await converted("--name", "quiet");
    assert.ok(!`${JSON.stringify(report)}${index}`.includes("very-secret-of-azpc"));
  });

  it("is asked for in one way", async () => {
    const wrong = async (...args: string[]) => (await runCommand(["convert", ...args], {}, folder)).stderr;
    assert.match(await wrong(), /convert needs the name of a tool; azpc is the only one/);
    assert.match(await wrong("azpc"), /needs the path of a configuration/);
    assert.match(await wrong("azpc", "a.json", "b"), /"b" is one argument too many/);
    assert.match(await wrong("azpc", "a.json", "--type", "vm"), /--type is ma or st/);
    assert.match(await wrong("azpc", "a.json", "--watch"), /not for convert/);
  });
});
