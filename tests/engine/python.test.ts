/** A program in Python, run by the real engine with the plugin and the library made of its schema. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copiedExamples } from "./copied-examples.js";
import { writes } from "./emulated-service.js";
import { nativeExample, needPython } from "./native-plugin.js";

describe("a program in Python", function () {
  this.timeout(600_000); // what it needs may have to be built
  const examples = copiedExamples();

  it("goes to its preview and live, shows the one field that changes, and is let go of", async function () {
    await needPython(this, examples.place);
    const { folder, pulumi } = await nativeExample(examples, "managed-application-python");
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
