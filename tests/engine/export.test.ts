/**
 * The offer of each example, exported: the program that comes out takes it over in a new stack, and changes nothing.
 */
import assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../commands/run-command.js";
import { guids } from "../provider/programs.js";
import { azureAccount, placeStandIn } from "./azure-native-stand-in.js";
import { copiedExamples } from "./copied-examples.js";
import { writes } from "./emulated-service.js";
import { write } from "./offer-program.js";
import { pulumiYaml } from "./project.js";

/** An offer that an example makes. */
interface ExampleOffer {
  readonly example: string;
  readonly offerId: string;
  readonly plans: number;
  /** The stack's configuration, of those that cannot do without; they also need azure-native. */
  readonly configuration?: readonly (readonly string[])[];
  /** What is not exported. */
  readonly left?: readonly string[];
}

describe("the program that `partnercenter export` writes", function () {
  this.timeout(300_000);
  const examples = copiedExamples();

  /** What the example declares, brought up and exported into a folder beside it. */
  const exported = async ({ example, offerId, configuration, left = [] }: ExampleOffer) => {
    const { service, place } = examples;
    const folder = await examples.copy(example);
    if (configuration === undefined) await write(folder, "Pulumi.yaml", pulumiYaml(example));
    else await appendFile(join(folder, "Pulumi.yaml"), await placeStandIn(place.folder));
    const pulumi = examples.pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
    for (const one of configuration ?? []) await pulumi(["config", "set", ...one]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    const out = join(place.folder, "exported");
    const { result, counts } = await service.counting(() =>
      runCommand(["export", offerId, "--out", out], service.environment(), place.folder),
    );
    assert.equal(result.code, 0, result.stderr);
    const warnings = [...result.stderr.matchAll(/warning: .*: not exported: (\S+)/g)].map(([, property]) => property);
    assert.deepEqual(warnings, left, result.stderr);
    assert.deepEqual(writes(counts.operations), []);
    return examples.pulumiIn(out);
  };

  const source = `/subscriptions/${azureAccount.subscriptionId}/resourceGroups/factory/providers/Microsoft.Compute/images/appliance`;
  const offers: ExampleOffer[] = [
    { example: "managed-application", offerId: "contoso-status-page", plans: 1 },
    { example: "solution-template", offerId: "contoso-archive", plans: 1 },
    { example: "several-plans", offerId: "contoso-reports", plans: 3 },
    {
      example: "virtual-machine",
      offerId: "contoso-appliance",
      plans: 1,
      configuration: [
        ["source", source],
        ["--path", "readers[0]", azureAccount.tenantId],
      ],
      left: ["listing.logos.large"],
    },
    {
      example: "container",
      offerId: "contoso-queue",
      plans: 1,
      configuration: [
        ["puller", guids.principal],
        ["digest", `sha256:${"5e".repeat(32)}`],
      ],
      left: ["listing.logos.large"],
    },
    {
      example: "saas",
      offerId: "contoso-ledger",
      plans: 1,
      configuration: [
        ["applicationId", guids.principal],
        ["tester", "tester@contoso.example"],
      ],
      left: ["listing.logos.large"],
    },
  ];
  for (const offer of offers) {
    it(`takes over the offer of ${offer.example} without a write`, async () => {
      const pulumi = await exported(offer);
      const { service } = examples;
      await pulumi(["stack", "init", "copy"]);
      const submissions = async () => (await service.products()).flatMap((product) => product.submissions).length;
      const before = await submissions();
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
      assert.equal(await submissions(), before);
      assert.match(result.again, new RegExp(`\\b${offer.plans + 2} unchanged`));
      const taken =
        /^ {2}pulumi-nodejs:\S+ \(\S+\):\n {4}exists already and is as this program wants it; it is taken over$/gm;
      assert.equal(result.preview.match(taken)?.length, offer.plans + 1, result.preview);
    });
  }
});
