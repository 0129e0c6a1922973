/** A program in Python, run by the real engine with the plugin and the library made of its schema. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { ensurePythonHost } from "../../tools/pulumi-hosts.js";
import { ensurePythonLibrary, installPythonLibrary } from "../../tools/python-library.js";
import { generateSdks } from "../../tools/sdks.js";
import { copiedExamples } from "./copied-examples.js";
import { writes } from "./emulated-service.js";
import { installPlugin } from "./native-plugin.js";

describe("a program in Python", function () {
  this.timeout(600_000); // what it needs may have to be built
  const examples = copiedExamples();

  /** Variables by which the engine runs Python; undefined, with a line that says why, where something lacks. */
  async function python(): Promise<NodeJS.ProcessEnv | undefined> {
    const { folder, environment } = examples.place;
    try {
      const folders = [await ensurePythonLibrary(), await ensurePythonHost()];
      await generateSdks(join(folder, "sdks"), ["python"]);
      const library = join(folder, "library");
      await installPythonLibrary(join(folder, "sdks", "python"), library);
      return { PATH: [...folders, environment.PATH ?? ""].join(delimiter), PYTHONPATH: library };
    } catch (error) {
      console.log(`      Not tried: no programs in Python can be run here (${(error as Error).message})`);
      return undefined;
    }
  }

  it("goes to its preview and live, shows the one field that changes, and is let go of", async function () {
    const variables = await python();
    if (variables === undefined) this.skip();
    Object.assign(examples.place.environment, variables);
    await examples.copy("managed-application");
    const folder = await examples.copy("managed-application-python");
    await installPlugin(folder);
    const pulumi = examples.pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
    assert.match(await pulumi(["preview"]), /\+ 5 to create/);
    await pulumi(["config", "set", "live", "true"]);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /state +: "InStore"/);
    const unchanged = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(unchanged.result, /6 unchanged/);
    assert.deepEqual(unchanged.counts.operations, []);

    const file = join(folder, "__main__.py");
    const program = await readFile(file, "utf8");
    await writeFile(file, program.replace("Tell your customers how", "Tell your users how"));
    const diff = await pulumi(["preview", "--diff"]);
    const changed = diff.split("\n").flatMap((line) => /^ +[~+-] (\w+): /.exec(line)?.[1] ?? []);
    assert.deepEqual(changed, ["listing", "summary", "contentHash", "submission"], diff);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /~ 3 updated\n +3 unchanged/);
    assert.match(await pulumi(["refresh", "--yes", "--expect-no-changes"]), /6 unchanged/);
    examples.place.environment.PARTNERCENTER_LEAVE_PUBLISHED = "true";
    const { result, counts } = await examples.service.counting(() => pulumi(["destroy", "--yes", "--skip-preview"]));
    assert.match(result, /- 6 deleted/);
    assert.ok(writes(counts.operations).every((operation) => operation.startsWith("DELETE ")));
  });
});
