/** The templates as `pulumi new` makes projects of them, each taken to its preview on an emulator. */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { OtherTool } from "../provider/machine-offer.js";
import { copiedExamples } from "./copied-examples.js";
import { credentials } from "./emulated-service.js";
import { repositoryRoot } from "./stack.js";

const templates = join(repositoryRoot, "templates");

describe("a project of the template", function () {
  this.timeout(240_000);
  const projects = copiedExamples();

  /** Makes a project with the settings that the template proposes, and takes it as far as it goes by itself. @returns Its offer id. */
  async function upOf(template: string, resources: number): Promise<string> {
    const folder = join(projects.place.folder, "my-offer");
    await mkdir(folder);
    const pulumi = projects.pulumiIn(folder);
    const source = join(templates, template);
    // The packages are those of this repository: none is installed.
    const given = ["--name", "my-offer", "--description", "Ours", "--generate-only", "--yes"];
    await pulumi(["new", source, ...given]);
    await pulumi(["stack", "init", "test"]);
    const yaml = await readFile(join(folder, "Pulumi.yaml"), "utf8");
    assert.match(yaml, /^name: my-offer\ndescription: Ours$/m);
    assert.doesNotMatch(yaml, /^template:|\$\{/m);
    const settings = [
      ...(await readFile(join(source, "Pulumi.yaml"), "utf8")).matchAll(/^ {4}(\w+):\n.*\n {6}default: "?(.*?)"?$/gm),
    ];
    assert.ok(settings.length >= 3);
    const values = settings.flatMap(([, key, value]) => ["--plaintext", `${key}=${value}`]);
    await pulumi(["config", "set-all", ...values]);
    assert.doesNotMatch(await pulumi(["up", "--yes", "--skip-preview"]), /warning/i);
    assert.match(await pulumi(["preview", "--expect-no-changes"]), new RegExp(`\\b${resources} unchanged`));
    return settings[0]?.[2] ?? "none";
  }

  for (const template of ["managed-application", "solution-template"]) {
    it(`${template} asks for its settings, and comes to its preview`, async () => {
      const offerId = await upOf(template, 6);
      const { submissions, externalIDs } = await projects.service.product();
      assert.deepEqual(
        submissions.map(({ substate }) => substate),
        ["ReadyToPublish"],
      );
      assert.match(JSON.stringify(externalIDs), new RegExp(offerId));
    });
  }

  for (const template of ["virtual-machine", "container", "saas"]) {
    it(`${template} asks for its settings, and comes to its preview`, async () => {
      const offerId = await upOf(template, 5);
      const owner = await OtherTool.of(projects.service.emulator, offerId, credentials.tenantId);
      assert.equal((await owner.resource("plan-listing", "preview")).description, "<p>What is in this plan.</p>");
    });
  }

  it("is told in the README, whichever it is", async () => {
    const names = await readdir(templates);
    assert.equal(names.length, 5);
    const readme = await readFile(join(repositoryRoot, "README.md"), "utf8");
    for (const name of names) assert.match(readme, new RegExp(`^.*\\*\\*From a template.*\\n?.*\`${name}\``, "m"));
  });
});
