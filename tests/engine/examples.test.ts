/** The examples that are whole projects, each as somebody who has copied its folder runs it, against an emulator. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StorefrontReport } from "../../commands/storefront/storefront.js";
import { runCommand } from "../commands/run-command.js";
import { azureAccount, placeStandIn } from "./azure-native-stand-in.js";
import { copiedExamples } from "./copied-examples.js";

describe("the example", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  const substates = async () => (await examples.service.product()).submissions.map(({ substate }) => substate);

  it("managed-application comes to its preview out of its own folder, and live when that is asked for", async () => {
    const pulumi = await examples.stackOf("managed-application");
    assert.doesNotMatch(await pulumi(["up", "--yes", "--skip-preview"]), /warning/i);
    assert.deepEqual(await substates(), ["ReadyToPublish"]);
    await pulumi(["config", "set", "live", "true"]);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /\+ 1 created\s+5 unchanged/);
    assert.deepEqual(await substates(), ["InStore"]);
    await examples.checkUnchanged(pulumi, 6);
  });

  it("solution-template goes live, and is refused to be taken down", async () => {
    const pulumi = await examples.stackOf("solution-template");
    await pulumi(["config", "set", "live", "true"]);
    assert.doesNotMatch(await pulumi(["up", "--yes", "--skip-preview"]), /warning/i);
    assert.deepEqual(await substates(), ["InStore"]);
    const { instances } = await examples.service.product();
    const types = instances.flatMap(({ resources }) => resources.map(({ resourceType }) => resourceType));
    assert.ok(types.includes("AzureSolutionTemplatePackageConfiguration"), types.join(", "));
    await examples.checkUnchanged(pulumi, 6);
    const refusal = await pulumi(["destroy", "--yes", "--skip-preview"], 255);
    assert.match(refusal, /release of offer contoso-archive: nothing was deleted, .* is live, .*Stop distribution/);
    assert.deepEqual(await substates(), ["InStore"]);
  });

  /** What `partnercenter storefront` says in the example's folder. */
  const storefront = async (name: string, ...args: string[]): Promise<StorefrontReport> => {
    const env = examples.place.environment;
    const ran = await runCommand(["storefront", ...args, "--json"], env, join(examples.place.folder, name));
    assert.equal(ran.code, 0, ran.stderr);
    return JSON.parse(ran.stdout) as StorefrontReport;
  };

  it("several-plans brings plans of both types to one preview, two of them with one package", async () => {
    const pulumi = await examples.stackOf("several-plans");
    const before = await storefront("several-plans", "--program");
    assert.deepEqual([before.offerId, before.versions], ["contoso-reports", ["program"]]);
    const page = await readFile(before.file, "utf8");
    for (const plan of ["Standard", "Partners", "Self-managed"]) assert.match(page, new RegExp(`<h3>${plan}</h3>`));
    assert.doesNotMatch(await pulumi(["up", "--yes", "--skip-preview"]), /warning/i);
    assert.deepEqual(await substates(), ["ReadyToPublish"]);
    const both = await storefront("several-plans", "contoso-reports", "--program");
    assert.deepEqual([both.versions, both.differing], [["program", "draft"], []], "a buyer sees what was declared");
    const { variants, instances } = await examples.service.product();
    const packageOf = (plan: string) => {
      const id = variants.find(({ externalID }) => externalID === plan)?.id;
      const own = instances.find(({ module, variantID }) => module === "Package" && variantID === id)?.resources[0];
      return [own?.resourceType, ...((own?.packageReferences ?? []) as { value: string }[]).map(({ value }) => value)];
    };
    const [managed, shared] = packageOf("standard");
    assert.equal(managed, "AzureManagedApplicationPackageConfiguration");
    assert.deepEqual(packageOf("partners"), [managed, shared]);
    const [template, own] = packageOf("self-managed");
    assert.equal(template, "AzureSolutionTemplatePackageConfiguration");
    assert.notEqual(own, shared);
    await examples.checkUnchanged(pulumi, 8);
    const refusal = await pulumi(["destroy", "--yes", "--skip-preview"], 255);
    assert.match(
      refusal,
      /submission of offer contoso-reports: nothing was deleted, .* is in preview, .*Stop distribution/,
    );
  });

  it("with-azure-native gives the offer what Azure makes up, also when that changes", async () => {
    const pulumi = await examples.stackOf("with-azure-native", await placeStandIn(examples.place.folder));
    /** What Azure made up, and what came of it in the offer. */
    const principals = async () => {
      const state = JSON.parse(await pulumi(["stack", "export"])) as { deployment: { resources: StateResource[] } };
      const identities = state.deployment.resources.filter(({ type }) => type.endsWith(":UserAssignedIdentity"));
      const { instances } = await examples.service.product();
      const plan = instances.find(({ module, variantID }) => module === "Package" && variantID !== undefined);
      const authorizations = plan?.resources[0]?.publicAzureAuthorizations as { principalID: string }[];
      return {
        made: identities.map(({ outputs }) => outputs.principalId),
        managing: authorizations.map(({ principalID }) => principalID),
        tenant: plan?.resources[0]?.publicAzureTenantID,
      };
    };

    const { result: first, counts } = await examples.service.counting(() => pulumi(["preview", "--diff"]));
    assert.match(first, /principalId: \[unknown\]/);
    assert.doesNotMatch(first, /warning|error/i);
    assert.deepEqual(counts.operations, ["GET /products"], "whether the offer is there");

    assert.doesNotMatch(await pulumi(["up", "--yes", "--skip-preview"]), /warning/i);
    const before = await principals();
    assert.equal(before.made.length, 1);
    assert.deepEqual(before, { made: before.managing, managing: before.made, tenant: azureAccount.tenantId });
    await examples.checkUnchanged(pulumi, 11);

    // Another region is another identity, whose id nobody knows before it is there.
    await pulumi(["config", "set", "location", "northeurope"]);
    const moved = await pulumi(["preview", "--diff"]);
    assert.match(moved, /principalId: "[-0-9a-f]{36}" => \[unknown\]/);
    assert.match(moved, /~ 2 to update\s+\+-6 to replace\s+8 changes. 3 unchanged/);
    await pulumi(["up", "--yes", "--skip-preview"]);
    const after = await principals();
    assert.deepEqual(after.managing, after.made);
    assert.notDeepEqual(after.made, before.made);
    assert.deepEqual(await substates(), ["ReadyToPublish"]);
  });
});

interface StateResource {
  type: string;
  outputs: Record<string, unknown>;
}
