/** Programs that are not for Node.js, run by the real engine with the plugin: the whole life of an offer in YAML. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CopiedExamples, copiedExamples } from "./copied-examples.js";
import { EmulatedService } from "./emulated-service.js";
import { nativeExample, needYaml, withRelease } from "./native-plugin.js";
import { createPlace } from "./stack.js";

/** What `pulumi up` asks of the service for the same program in TypeScript, as a dynamic resource. */
async function askedByTypeScript(examples: CopiedExamples): Promise<string[]> {
  const service = await EmulatedService.start({ scenario: "instant" });
  const place = await createPlace(service.environment());
  try {
    const run = async (...args: string[]) => {
      const { code, stdout, stderr } = await place.run(args, {
        cwd: join(examples.place.folder, "managed-application"),
      }).finished;
      assert.equal(code, 0, stdout + stderr);
    };
    await run("stack", "init", "test");
    await run("config", "set", "live", "true");
    const { counts } = await service.counting(() => run("up", "--yes", "--skip-preview"));
    return counts.operations.sort();
  } finally {
    await place.dispose();
    await service.stop();
  }
}

describe("a program in YAML", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  /** The example in a folder of its own, with a stack. */
  async function project(test: Mocha.Context) {
    await needYaml(test, examples.place);
    const { pulumi, file } = await nativeExample(examples, "managed-application-yaml");
    const edit = async (from: string, to: string) => {
      const text = await readFile(file, "utf8");
      assert.ok(text.includes(from), from);
      await writeFile(file, text.replace(from, to));
    };
    return { pulumi, edit, file };
  }

  it("goes from nothing to live, shows the one field that changes, and is let go of", async function () {
    const { pulumi, edit, file } = await project(this);
    assert.match(await pulumi(["preview"]), /\+ 5 to create/);
    await writeFile(file, withRelease(await readFile(file, "utf8")));
    const preview = await pulumi(["preview"]);
    assert.match(preview, /\+ 6 to create/);
    assert.match(preview, /Release \(live\):\n +this takes the offer live, which cannot be taken back/, "on its row");

    const { result: up, counts } = await examples.service.counting(() => pulumi(["up", "--yes", "--skip-preview"]));
    assert.match(up, /Submission \(preview\):\n +preview ready, not live/);
    assert.match(up, /state +: "InStore"/);
    assert.deepEqual(counts.operations.sort(), await askedByTypeScript(examples), "as the other door asks");

    const unchanged = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(unchanged.result, /6 unchanged/);
    assert.deepEqual(unchanged.counts.operations, []);

    const offer = "$" + "{offer.productId}";
    const again = `{ offer: "${offer}", planId: again, planType: managed-application, name: standard }`;
    await edit("  preview:\n", `  again:\n    type: partnercenter:Plan\n    properties: ${again}\n  preview:\n`);
    const beside = await pulumi(["preview"], 255);
    assert.match(
      beside,
      /partnercenter:index:Plan \((again|standard)\):\n +error: .*name .*is the name of plan (again|standard) too/,
    );
    await edit(`  again:\n    type: partnercenter:Plan\n    properties: ${again}\n`, "");

    await edit("Tell your customers how", "Tell your users how");
    const diff = await pulumi(["preview", "--diff"]);
    const changed = diff.split("\n").flatMap((line) => /^ +[~+-] (\w+): /.exec(line)?.[1] ?? []);
    assert.deepEqual(changed, ["listing", "summary", "contentHash", "submission"], diff);
    assert.match(diff, /~ submission: "\d+" => \[unknown\]/);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /~ 3 updated\n +3 unchanged/);
    assert.match(await pulumi(["refresh", "--yes", "--expect-no-changes"]), /6 unchanged/);

    const state = await pulumi(["stack", "export"]);
    const { resources } = JSON.parse(state.slice(state.indexOf("{"))).deployment as {
      resources: { type: string; outputs: Record<string, unknown> }[];
    };
    const stored = resources.find(({ type }) => type === "partnercenter:index:Offer")?.outputs ?? {};
    assert.ok(JSON.stringify(stored.observed).includes("ciphertext"), "what was last seen is encrypted");
    assert.match(String(stored.__provider), /pulumi-partnercenter\/handlers/);

    const refusal = await pulumi(["destroy", "--yes", "--skip-preview"], 255);
    assert.match(refusal, /release of offer contoso-status-page: nothing was deleted, .* is live/);
    examples.place.environment.PARTNERCENTER_LEAVE_PUBLISHED = "true";
    assert.match(await pulumi(["destroy", "--yes", "--skip-preview"]), /- 6 deleted/);
  });

  it("is told what is wrong on the row of the resource, with the property", async function () {
    const { pulumi, edit } = await project(this);
    await edit("offerId: contoso-status-page", "offerId: Contoso Status Page");
    const refusal = await pulumi(["preview"], 255);
    assert.match(refusal, /partnercenter:index:Offer \(offer\):\n +error: .*offerId/);
    await edit("offerId: Contoso Status Page", "offerId: contoso-status-page");
    await pulumi(["config", "set", "partnercenter:tenentId", "contoso"]);
    const unknown = await pulumi(["preview"], 255);
    assert.match(unknown, /tenentId is not a setting of partnercenter; did you mean tenantId\?/);
    await pulumi(["config", "rm", "partnercenter:tenentId"]);
    const again = "{ offerId: contoso-status-page, alias: Another, type: AzureApplication }";
    await edit("  files:\n", `  second:\n    type: partnercenter:Offer\n    properties: ${again}\n  files:\n`);
    const twins = await pulumi(["preview"], 255);
    assert.match(twins, /offer contoso-status-page is declared by two resources of this program/);
  });
});
