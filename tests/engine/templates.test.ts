/** The templates as `pulumi new` makes projects of them, each taken to its preview on an emulator. */
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { copiedExamples } from "./copied-examples.js";
import { repositoryRoot } from "./stack.js";

describe("a project of the template", function () {
  this.timeout(240_000);
  const projects = copiedExamples();

  for (const [template, resources] of [
    ["managed-application", 6],
    ["solution-template", 6],
  ] as const) {
    it(`${template} asks for its settings, and comes to its preview`, async () => {
      const folder = join(projects.place.folder, "my-offer");
      await mkdir(folder);
      const pulumi = projects.pulumiIn(folder);
      const source = join(repositoryRoot, "templates", template);
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
      const { submissions, externalIDs } = await projects.service.product();
      assert.deepEqual(
        submissions.map(({ substate }) => substate),
        ["ReadyToPublish"],
      );
      assert.match(JSON.stringify(externalIDs), new RegExp(settings[0]?.[2] ?? "none"));
      assert.match(await pulumi(["preview", "--expect-no-changes"]), new RegExp(`\\b${resources} unchanged`));
    });
  }
});
