/**
 * The offer of each example, exported: the program that comes out takes it over in a new stack, and changes nothing.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../commands/command-line.js";
import { copiedExamples } from "./copied-examples.js";
import { writes } from "./emulated-service.js";
import { write } from "./offer-program.js";
import { pulumiYaml } from "./project.js";

describe("the program that `partnercenter export` writes", function () {
  this.timeout(300_000);
  const examples = copiedExamples();

  /** What the example declares, brought up and exported into a folder beside it. */
  const exported = async (example: string, offerId: string) => {
    const { service, place } = examples;
    const folder = await examples.copy(example);
    await write(folder, "Pulumi.yaml", pulumiYaml(example));
    const pulumi = examples.pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    const out = join(place.folder, "exported");
    let told = "";
    const stream = {
      write: (text: string) => {
        told += text;
      },
    };
    const surroundings = { env: service.environment(), cwd: () => place.folder, stdout: stream, stderr: stream };
    const { result: code, counts } = await service.counting(() =>
      main(["export", offerId, "--out", out], surroundings),
    );
    assert.equal(code, 0, told);
    assert.doesNotMatch(told, /warning/);
    assert.deepEqual(writes(counts.operations), []);
    return examples.pulumiIn(out);
  };

  const offers: [example: string, offerId: string, plans: string[]][] = [
    ["managed-application", "contoso-status-page", ["standard"]],
    ["solution-template", "contoso-archive", ["archive"]],
    ["several-plans", "contoso-reports", ["standard", "partners", "self-managed"]],
  ];
  for (const [example, offerId, plans] of offers) {
    it(`takes over the offer of ${example} without a write`, async () => {
      const pulumi = await exported(example, offerId);
      const { service } = examples;
      await pulumi(["stack", "init", "copy"]);
      const before = (await service.product()).submissions.length;
      const { result, counts } = await service.counting(async () => {
        const preview = await pulumi(["preview"]);
        await pulumi(["up", "--yes", "--skip-preview"]);
        const again = await pulumi(["preview", "--expect-no-changes"]);
        await pulumi(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
        return { preview, again };
      });
      const quiet = await service.counting(() => pulumi(["preview", "--expect-no-changes"]));
      assert.deepEqual(quiet.counts.operations, []);
      assert.deepEqual(writes(counts.operations), []);
      assert.equal((await service.product()).submissions.length, before);
      assert.match(result.again, new RegExp(`\\b${plans.length + 2} unchanged`));
      const taken =
        /^ {2}pulumi-nodejs:\S+ \(\S+\):\n {4}exists already and is as this program wants it; it is taken over$/gm;
      assert.equal(result.preview.match(taken)?.length, plans.length + 1, result.preview);
    });
  }
});
