/** The examples that are whole projects, each as somebody who has copied its folder runs it, against an emulator. */
import assert from "node:assert/strict";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StorefrontReport } from "../../commands/storefront/storefront.js";
import { runCommand } from "../commands/run-command.js";
import { OtherTool } from "../provider/machine-offer.js";
import { guids } from "../provider/programs.js";
import { azureAccount, placeStandIn } from "./azure-native-stand-in.js";
import { copiedExamples, type Pulumi } from "./copied-examples.js";
import { credentials } from "./emulated-service.js";

describe("the example", function () {
  this.timeout(240_000);
  const examples = copiedExamples();

  /**
   * Copies the example's folder and makes a stack; what it returns runs `pulumi` there. `addition`: to its
   * `Pulumi.yaml`.
   */
  const copy = async (name: string, addition = "") => {
    const folder = await examples.copy(name);
    await appendFile(join(folder, "Pulumi.yaml"), addition);
    const pulumi = examples.pulumiIn(folder);
    await pulumi(["stack", "init", "test"]);
    return pulumi;
  };

  /** A second preview shows nothing, and sends nothing. */
  const checkUnchanged = async (pulumi: Pulumi, resources: number) => {
    const { result, counts } = await examples.service.counting(() => pulumi(["preview", "--expect-no-changes"]));
    assert.match(result, new RegExp(`\\b${resources} unchanged`));
    assert.deepEqual(counts.operations, []);
  };

  const substates = async () => (await examples.service.product()).submissions.map(({ substate }) => substate);

  it("managed-application comes to its preview out of its own folder, and live when that is asked for", async () => {
    const pulumi = await copy("managed-application");
    assert.doesNotMatch(await pulumi(["up", "--yes", "--skip-preview"]), /warning/i);
    assert.deepEqual(await substates(), ["ReadyToPublish"]);
    await pulumi(["config", "set", "live", "true"]);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /\+ 1 created\s+5 unchanged/);
    assert.deepEqual(await substates(), ["InStore"]);
    await checkUnchanged(pulumi, 6);
  });

  it("solution-template goes live, and is refused to be taken down", async () => {
    const pulumi = await copy("solution-template");
    await pulumi(["config", "set", "live", "true"]);
    assert.doesNotMatch(await pulumi(["up", "--yes", "--skip-preview"]), /warning/i);
    assert.deepEqual(await substates(), ["InStore"]);
    const { instances } = await examples.service.product();
    const types = instances.flatMap(({ resources }) => resources.map(({ resourceType }) => resourceType));
    assert.ok(types.includes("AzureSolutionTemplatePackageConfiguration"), types.join(", "));
    await checkUnchanged(pulumi, 6);
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
    const pulumi = await copy("several-plans");
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
    await checkUnchanged(pulumi, 8);
    const refusal = await pulumi(["destroy", "--yes", "--skip-preview"], 255);
    assert.match(
      refusal,
      /submission of offer contoso-reports: nothing was deleted, .* is in preview, .*Stop distribution/,
    );
  });

  it("with-azure-native gives the offer what Azure makes up, also when that changes", async () => {
    const pulumi = await copy("with-azure-native", await placeStandIn(examples.place.folder));
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
    await checkUnchanged(pulumi, 11);

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

  it("virtual-machine brings a whole offer to preview by three jobs, and live when that is asked for", async () => {
    const pulumi = await copy("virtual-machine", await placeStandIn(examples.place.folder));
    const built = `/subscriptions/${azureAccount.subscriptionId}/resourceGroups/factory/providers/Microsoft.Compute/images/appliance`;
    await pulumi(["config", "set", "source", built]);
    for (const [index, reader] of [guids.principal, "2e1b1c1d-2222-4333-8444-555566667778"].entries()) {
      await pulumi(["config", "set", "--path", `readers[${index}]`, reader]);
    }
    const first = await pulumi(["preview", "--diff"]);
    assert.match(first, /galleryImage: \[unknown\]/);
    assert.doesNotMatch(first, /warning|error/i);

    const { result, counts } = await examples.service.counting(() => pulumi(["up", "--yes", "--skip-preview"]));
    assert.doesNotMatch(result, /warning/i);
    assert.equal(counts.operations.filter((name) => name === "POST /configure").length, 3);
    await checkUnchanged(pulumi, 13);
    const owner = await OtherTool.of(examples.service.emulator, "contoso-appliance", credentials.tenantId);
    assert.deepEqual(await owner.versions("preview"), ["1.0.0"]);
    const { fileName } = await owner.resource("listing-asset", "preview");
    assert.match(String(fileName), /^large-[0-9a-f]{12}-[0-9a-f]{12}\.png$/);

    // The factory's next version, in a day or two.
    await pulumi(["config", "set", "version", "1.1.0"]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    assert.deepEqual(await owner.versions("preview"), ["1.1.0"]);
    examples.service.emulator.advance(3_600_000);
    await pulumi(["config", "set", "live", "true"]);
    assert.match(await pulumi(["up", "--yes", "--skip-preview"]), /\+ 1 created\s+13 unchanged/);
    assert.deepEqual(await owner.versions("live"), ["1.1.0"]);
    const refusal = await pulumi(["destroy", "--yes", "--skip-preview"], 255);
    assert.match(refusal, /nothing was deleted, .* is live, .*Stop distribution/);
  });

  it("virtual-machine-image brings what an image factory has made to preview, version after version", async () => {
    const owner = await OtherTool.makeOffer(examples.service.emulator, "contoso-appliance", credentials.tenantId);
    const pulumi = await copy("virtual-machine-image", await placeStandIn(examples.place.folder));
    const built = `/subscriptions/${azureAccount.subscriptionId}/resourceGroups/factory/providers/Microsoft.Compute/images/appliance`;
    await pulumi(["config", "set", "source", built]);
    await pulumi(["config", "set", "version", "1.0.0"]);
    const first = await pulumi(["preview", "--diff"]);
    assert.match(first, /galleryImage: \[unknown\]/);
    assert.doesNotMatch(first, /warning|error/i);

    const { result, counts } = await examples.service.counting(() => pulumi(["up", "--yes", "--skip-preview"]));
    assert.doesNotMatch(result, /warning/i);
    const jobs = counts.operations.filter((name) => name === "POST /configure");
    assert.equal(jobs.length, 2);
    assert.deepEqual(await owner.versions("preview"), ["0.9.0", "1.0.0"]);
    const [image] = ((await owner.configuration()).vmImageVersions as { vmImages: unknown[] }[]).slice(-1);
    const gallery = "/providers/Microsoft.Compute/galleries/contoso/images/appliance-gen2/versions/1.0.0";
    assert.match(JSON.stringify(image), new RegExp(gallery));
    assert.match(JSON.stringify(image), new RegExp(azureAccount.tenantId));
    await checkUnchanged(pulumi, 7);

    // The factory's next version.
    await pulumi(["config", "set", "version", "1.1.0"]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    assert.deepEqual(await owner.versions("preview"), ["0.9.0", "1.1.0"]);
    await checkUnchanged(pulumi, 7);
  });
});

interface StateResource {
  type: string;
  outputs: Record<string, unknown>;
}
