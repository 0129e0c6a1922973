/** The offer of each example, exported: the program that comes out takes it over in a new stack, and changes nothing. */
import assert from "node:assert/strict";
import { cp, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { main } from "../../commands/command-line.js";
import { EmulatedService, writes } from "./emulated-service.js";
import { createPlace, type Place, repositoryRoot } from "./stack.js";

describe("the program that `partnercenter export` writes", function () {
  this.timeout(300_000);
  let service: EmulatedService;
  let place: Place;

  beforeEach(async () => {
    service = await EmulatedService.start({ switches: { portalRequirements: true } });
    place = await createPlace(service.environment());
    await symlink(join(repositoryRoot, "node_modules"), join(place.folder, "node_modules"));
  });
  afterEach(async () => {
    await place.dispose();
    await service.stop();
  });

  const pulumiIn = (cwd: string) => async (args: string[]) => {
    const result = await place.run(args, { cwd }).finished;
    const output = result.stdout + result.stderr;
    assert.equal(result.code, 0, output);
    return output;
  };

  /** What the example declares, brought up and exported into a folder beside it. */
  const exported = async (example: string, offerId: string) => {
    const folder = join(place.folder, example);
    await cp(join(repositoryRoot, "examples", example), folder, { recursive: true });
    await writeFile(
      join(folder, "Pulumi.yaml"),
      `name: ${example}\nruntime: { name: nodejs, options: { typescript: false } }\n`,
    );
    const pulumi = pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    const out = join(place.folder, "exported");
    let told = "";
    const stream = {
      write: (text: string) => {
        told += text;
      },
    };
    const surroundings = { env: service.environment(), stdout: stream, stderr: stream };
    const { result: code, counts } = await service.counting(() =>
      main(["export", offerId, "--out", out], surroundings),
    );
    assert.equal(code, 0, told);
    assert.doesNotMatch(told, /warning/);
    assert.deepEqual(writes(counts.operations), []);
    return pulumiIn(out);
  };

  const examples: [example: string, offerId: string, plans: string[]][] = [
    ["managed-application", "contoso-status-page", ["standard"]],
    ["solution-template", "contoso-archive", ["archive"]],
    ["several-plans", "contoso-reports", ["standard", "partners", "self-managed"]],
  ];
  for (const [example, offerId, plans] of examples) {
    it(`takes over the offer of ${example} without a write`, async () => {
      const pulumi = await exported(example, offerId);
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
      for (const title of [`offer ${offerId}`, ...plans.map((plan) => `plan ${plan}`)]) {
        const line = `${title}: exists already and is as this program wants it; it is taken over`;
        assert.ok(result.preview.includes(line), `${line}\nis not in\n${result.preview}`);
      }
    });
  }
});
