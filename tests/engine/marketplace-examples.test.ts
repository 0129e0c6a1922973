/** The examples of virtual machines, containers and SaaS, as those of Azure applications are run. */
import assert from "node:assert/strict";
import { OtherTool } from "../provider/machine-offer.js";
import { guids } from "../provider/programs.js";
import { azureAccount, placeStandIn } from "./azure-native-stand-in.js";
import { copiedExamples, type Pulumi } from "./copied-examples.js";
import { credentials } from "./emulated-service.js";

describe("the example", function () {
  this.timeout(240_000);
  const examples = copiedExamples();
  const jobs = (operations: readonly string[]) => operations.filter((name) => name === "POST /configure").length;

  /** Runs `up`, which warns of nothing. @returns How many jobs it has made. */
  const jobsOfUp = async (pulumi: Pulumi) => {
    const { result, counts } = await examples.service.counting(() => pulumi(["up", "--yes", "--skip-preview"]));
    assert.doesNotMatch(result, /warning/i);
    return jobs(counts.operations);
  };

  /** Takes everything out of the stack, and leaves in Partner Center what is in preview. */
  const destroy = async (pulumi: Pulumi) => {
    examples.place.environment.PARTNERCENTER_LEAVE_PUBLISHED = "true";
    assert.doesNotMatch(await pulumi(["destroy", "--yes", "--skip-preview"]), /error/i);
    assert.equal((await pulumi(["stack", "ls", "--json"])).match(/"resourceCount": (\d+)/)?.[1] ?? "0", "0");
  };

  it("virtual-machine brings a whole offer to preview by three jobs, and live when that is asked for", async () => {
    const pulumi = await examples.stackOf("virtual-machine", await placeStandIn(examples.place.folder));
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
    await examples.checkUnchanged(pulumi, 13);
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
    const pulumi = await examples.stackOf("virtual-machine-image", await placeStandIn(examples.place.folder));
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
    await examples.checkUnchanged(pulumi, 7);

    // The factory's next version.
    await pulumi(["config", "set", "version", "1.1.0"]);
    await pulumi(["up", "--yes", "--skip-preview"]);
    assert.deepEqual(await owner.versions("preview"), ["0.9.0", "1.1.0"]);
    await examples.checkUnchanged(pulumi, 7);
  });

  it("container makes its registry and drafts, and then brings the bundle that was pushed to preview", async () => {
    const pulumi = await examples.stackOf("container", await placeStandIn(examples.place.folder));
    await pulumi(["config", "set", "puller", guids.principal]);
    assert.equal(await jobsOfUp(pulumi), 2, "the offer, and its plan");
    assert.equal((await pulumi(["stack", "output", "loginServer"])).trim(), "contosoqueue.azurecr.io");

    await pulumi(["config", "set", "digest", `sha256:${"5e".repeat(32)}`]);
    assert.doesNotMatch(await pulumi(["preview", "--diff"]), /warning|error/i);
    assert.equal(await jobsOfUp(pulumi), 2, "the bundle, and the submission");
    await examples.checkUnchanged(pulumi, 8);
    const owner = await OtherTool.of(examples.service.emulator, "contoso-queue", credentials.tenantId);
    const { cnabReferences } = await owner.resource("container-plan-technical-configuration", "preview");
    const [bundle] = cnabReferences as Record<string, unknown>[];
    assert.deepEqual(
      [bundle?.tag, bundle?.registryName, bundle?.tenantId],
      ["1.0.0", "contosoqueue", credentials.tenantId],
    );

    await examples.edit("container", "By the node", "For each node");
    assert.equal(await jobsOfUp(pulumi), 2, "the listing of the plan, and the submission");
    assert.equal((await owner.resource("plan-listing", "preview")).summary, "For each node");
    await destroy(pulumi);
  });

  it("saas brings an offer at a flat rate and one that is paid by the user to their previews", async () => {
    const pulumi = await examples.stackOf("saas", await placeStandIn(examples.place.folder));
    await pulumi(["config", "set", "applicationId", guids.principal]);
    await pulumi(["config", "set", "tester", "tester@contoso.example"]);
    assert.doesNotMatch(await pulumi(["preview", "--diff"]), /warning|error/i);
    assert.equal(await jobsOfUp(pulumi), 6, "three for each offer");
    await examples.checkUnchanged(pulumi, 11);
    const previewed = async (offerId: string) => {
      const owner = await OtherTool.of(examples.service.emulator, offerId, credentials.tenantId);
      const { pricing } = await owner.resource("price-and-availability-plan", "preview");
      return {
        owner,
        mode: (pricing as { recurrentPrice: { recurrentPriceMode: string } }).recurrentPrice.recurrentPriceMode,
      };
    };
    const [flat, perUser] = [await previewed("contoso-ledger"), await previewed("contoso-ledger-firms")];
    assert.deepEqual([flat.mode, perUser.mode], ["flatRate", "perUser"]);

    await examples.edit("saas", "Any number of people, and", "Everybody, and");
    assert.equal(await jobsOfUp(pulumi), 2, "the listing of one plan, and the submission of its offer");
    assert.match(String((await flat.owner.resource("plan-listing", "preview")).description), /Everybody/);
    await destroy(pulumi);
  });
});
