/** The technical configuration of a plan of virtual machines: its SKUs and image versions, and what others do to them. */
import assert from "node:assert/strict";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { galleryImage, signedVhd } from "../../machine-images.js";
import { imageVersion, OtherTool } from "../../machine-offer.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

const gallery = (version: string) => ({ x64Gen2: { galleryImage: galleryImage(version), tenantId: guids.tenant } });

describe("the technical configuration of a plan of virtual machines", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  const program = (offerId: string, images: Properties = { "1.0.0": gallery("1.0.0") }): Properties => {
    const { setup: _, availability: __, ...more } = machinePlanProgram(offerId);
    const operatingSystem = { family: "linux", type: "debian" };
    const properties = { supportsBackup: true };
    return { ...more, technicalConfiguration: { operatingSystem, skus: { x64Gen2: "standard" }, images, properties } };
  };
  const made = async () => {
    const offerId = `images-${++count}`;
    await runs.declared(virtualMachineOffer).up(machineOfferProgram(offerId));
    const plan = runs.declared(virtualMachinePlan);
    await plan.up(program(offerId));
    return { offerId, plan, colleague: await OtherTool.of(bench.emulator, offerId) };
  };
  const images = (plan: Declared) => Object.keys(getPath(plan.outputs, "technicalConfiguration.images") as Properties);

  it("gets another version beside the first one by two reads and one post", async () => {
    const { offerId, plan, colleague } = await made();
    const both = program(offerId, { "1.0.0": gallery("1.0.0"), "1.1.0": gallery("1.1.0") });
    const calls = await bench.calls(async () => assert.equal(await plan.up(both), "updated"));
    assert.equal(calls.filter((call) => call.startsWith("GET /resource-tree")).length, 2);
    assert.equal(calls.filter((call) => call === "POST /configure").length, 1);
    assert.deepEqual(await colleague.versions(), ["1.0.0", "1.1.0"]);
    assert.deepEqual(await bench.calls(async () => assert.equal(await plan.up(both), "unchanged")), []);
  });

  it("takes a version out that was never live, and leaves those of others", async () => {
    const { offerId, plan, colleague } = await made();
    await colleague.replaceVersions(
      ...((await colleague.configuration()).vmImageVersions as []),
      imageVersion("9.0.0"),
    );
    await plan.refresh();
    assert.match(runs.lines.join("\n"), /image version 9\.0\.0, which this program does not set, is new/);
    assert.deepEqual(images(plan), ["1.0.0"]);
    assert.deepEqual(await bench.calls(async () => assert.equal(await plan.up(program(offerId)), "unchanged")), []);
    await plan.up(program(offerId, { "2.0.0": gallery("2.0.0") }));
    assert.deepEqual(await colleague.versions(), ["9.0.0", "2.0.0"]);
  });

  it("leaves a version that is live, and says so, or deprecates it", async () => {
    const { offerId, plan, colleague } = await made();
    await colleague.edit("price-and-availability-plan", {
      markets: ["us"],
      pricing: { licenseModel: "payAsYouGo", corePricing: { priceInputOption: "free" } },
    });
    await colleague.addLogo();
    await colleague.publish();
    const next = program(offerId, { "2.0.0": gallery("2.0.0") });
    await plan.up(next);
    assert.match(runs.lines.join("\n"), /version 1\.0\.0 is live and stays as it is; `onRemovedImage: "deprecate"`/);
    assert.deepEqual(await colleague.versions(), ["1.0.0", "2.0.0"]);
    await plan.up({ ...program(offerId, { "3.0.0": gallery("3.0.0") }), onRemovedImage: "deprecate" });
    assert.deepEqual(await colleague.versions(), ["1.0.0", "3.0.0"]);

    const other = program(offerId, { "3.0.0": gallery("3.0.0"), "1.0.0": gallery("1.0.1") });
    const { message } = await failure(plan.up(other));
    assert.match(message, /technicalConfiguration\.images 1\.0\.0 is there already in plan standard with/);
  });

  it("stops with names after a careless colleague, and restores everything after a refresh", async () => {
    const { offerId, plan, colleague } = await made();
    const { $schema, product, plan: owner } = await colleague.configuration();
    const vmImageVersions = [imageVersion("0.1.0")];
    const skus = [{ imageType: "x64Gen2", skuId: "standard" }];
    const operatingSystem = { family: "linux", type: "ubuntu" };
    await colleague.write({ $schema, product, plan: owner, operatingSystem, skus, vmImageVersions });
    const next = program(offerId, { "1.0.0": gallery("1.0.0"), "1.1.0": gallery("1.1.0") });
    const { message } = await failure(plan.up(next));
    assert.match(
      message,
      /technicalConfiguration\.operatingSystem is .*ubuntu.* in Partner Center, wanted is .*debian/,
    );
    assert.match(message, /technicalConfiguration\.properties\.supportsBackup is false in Partner Center/);
    await plan.refresh();
    assert.equal(await plan.up(next), "updated");
    const after = await colleague.configuration();
    assert.deepEqual(after.operatingSystem, { family: "linux", type: "debian" });
    assert.equal((after.vmProperties as Properties).supportsBackup, true);
    assert.deepEqual(await colleague.versions(), ["0.1.0", "1.0.0", "1.1.0"]);
  });

  it("deprecates what the program says, and takes that back", async () => {
    const { offerId, plan, colleague } = await made();
    const two = { "1.0.0": gallery("1.0.0"), "1.1.0": gallery("1.1.0") };
    const state = async () => {
      const { vmImageVersions } = await colleague.configuration();
      return (vmImageVersions as Properties[]).map(({ lifecycleState }) => lifecycleState);
    };
    const deprecating = program(offerId, two);
    setPath(deprecating, "technicalConfiguration.deprecatedVersions", ["1.0.0"]);
    await plan.up(deprecating);
    assert.deepEqual(await state(), ["deprecated", "generallyAvailable"]);
    setPath(deprecating, "technicalConfiguration.deprecatedVersions", []);
    await plan.up(deprecating);
    assert.deepEqual(await state(), ["generallyAvailable", "generallyAvailable"]);
    assert.deepEqual(await bench.calls(async () => assert.equal(await plan.up(deprecating), "unchanged")), []);
  });

  it("is not changed by a new signature, which stands in no state", async () => {
    const { offerId, plan } = await made();
    const signed = (signature: string) =>
      program(offerId, { "1.0.0": gallery("1.0.0"), "1.1.0": { x64Gen2: { osDisk: signedVhd("os", { signature }) } } });
    await plan.up(signed("first-signature"));
    assert.doesNotMatch(JSON.stringify(plan.outputs), /first-signature/);
    assert.match(JSON.stringify(plan.outputs), /vhds\/os\.vhd"/);
    assert.deepEqual(await bench.calls(async () => assert.equal(await plan.up(signed("second")), "unchanged")), []);
    await plan.refresh();
    assert.deepEqual(await bench.calls(async () => assert.equal(await plan.up(signed("third")), "unchanged")), []);
  });

  it("uses that of another plan, and is detached again", async () => {
    const { offerId, colleague } = await made();
    const shared = runs.declared(virtualMachinePlan);
    const bare = { offer: offerId, planId: "shared", name: "Shared" };
    await shared.up({ ...bare, setup: { technicalConfigurationOf: `${offerId}/standard` } });
    const ofShared = async () =>
      (await colleague.resources()).find(
        ({ $schema, basePlan }) => /technical-configuration/.test(String($schema)) && basePlan !== undefined,
      );
    const found = await ofShared();
    assert.match(String(found?.basePlan), /^plan\//);
    assert.equal(found?.reuseTechnicalConfigurationState, "enable");
    assert.equal(await shared.refresh(), true);
    assert.equal(getPath(shared.outputs, "setup.technicalConfigurationOf"), `${offerId}/standard`);
    const { message } = await failure(shared.up({ ...bare, setup: { technicalConfigurationOf: "nowhere" } }));
    assert.match(message, /setup\.technicalConfigurationOf is nowhere, and offer images-\d+ has no such plan yet/);
  });

  it("keeps a state below 64 KB, although others have made a hundred versions", async () => {
    const { plan, colleague } = await made();
    const theirs = Array.from({ length: 99 }, (_, index) => imageVersion(`7.${index}.0`));
    await colleague.replaceVersions(...((await colleague.configuration()).vmImageVersions as []), ...theirs);
    await plan.refresh();
    const size = JSON.stringify(plan.outputs).length + JSON.stringify(plan.inputs).length;
    assert.ok(size < 64 * 1024, `${size} bytes`);
  });

  const wrong: [what: string, path: string, value: unknown, finding: RegExp][] = [
    ["SKUs without the plan id", "skus", { x64Gen2: "other" }, /skus has no SKU whose id is the plan id, "standard"/],
    ["a SKU id twice", "skus", { x64Gen2: "standard", x64Gen1: "standard" }, /skus has the SKU id "standard" twice/],
    ["a SKU without an image", "skus", { x64Gen2: "standard", x64Gen1: "gen1" }, /skus\.x64Gen1 has no image/],
    [
      "an image without a SKU",
      "images",
      { "1.0.0": { ...gallery("1.0.0"), arm64Gen2: { galleryImage: galleryImage("1.0.0") } } },
      /arm64Gen2 has no SKU/,
    ],
    ["a SAS without rights", "images", { "1.0.0": { x64Gen2: { osDisk: "https://x.example/os.vhd" } } }, /whole SAS/],
    ["a label of a port", "openPorts", { "!": { range: "443", protocol: "tcp" } }, /no label of a port/],
    ["a version of two numbers", "images", { "1.0": gallery("1.0.0") }, /not a version of the form/],
    [
      "a security type of no SKU",
      "securityTypes",
      { x64Gen1: ["trusted"] },
      /securityTypes\.x64Gen1 is of an image type/,
    ],
    ["seven sizes", "recommendedSizes", ["1", "2", "3", "4", "5", "6", "7"], /has 7 sizes/],
    ["a deprecated version that it does not name", "deprecatedVersions", ["3.0.0"], /3\.0\.0 is not among/],
  ];
  for (const [what, path, value, finding] of wrong) {
    it(`refuses ${what} without a request`, async () => {
      const plan = runs.declared(virtualMachinePlan);
      const inputs = program("nowhere");
      setPath(inputs, `technicalConfiguration.${path}`, value);
      const calls = await bench.calls(async () => assert.match((await failure(plan.check(inputs))).message, finding));
      assert.deepEqual(calls, []);
    });
  }

  it("refuses a SKU id of another plan at the preview", async () => {
    const { offerId } = await made();
    const plan = runs.declared(virtualMachinePlan);
    const taken = { ...program(offerId), planId: "large" };
    setPath(taken, "technicalConfiguration.skus", { x64Gen2: "large", x64Gen1: "standard" });
    setPath(taken, "technicalConfiguration.images", {
      "1.0.0": { ...gallery("1.0.0"), x64Gen1: { osDisk: signedVhd("os") } },
    });
    const { message } = await failure(plan.preview({ ...taken, __preview: true }));
    assert.match(message, /skus\.x64Gen1 is "standard", which is a SKU of plan standard already/);
  });

  describe("SKU ids that two plans of an offer exchange", () => {
    const both = (version: string) => ({ ...gallery(version), x64Gen1: gallery(version).x64Gen2 });
    const planOf = (offerId: string, planId: string, x64Gen1?: string) => {
      const plan: Properties = { ...program(offerId, { "1.0.0": both("1.0.0") }), planId };
      setPath(plan, "technicalConfiguration.skus", { x64Gen2: planId, ...(x64Gen1 ? { x64Gen1 } : {}) });
      if (!x64Gen1) setPath(plan, "technicalConfiguration.images", { "1.0.0": gallery("1.0.0") });
      return plan;
    };
    const ids = ["standard", "large"];

    /** Plans of one offer, and what brings all of them up in one `pulumi up`. */
    async function twoPlans(first: readonly (string | undefined)[]) {
      const offerId = `exchanged-${++count}`;
      await runs.declared(virtualMachineOffer).up({ ...machineOfferProgram(offerId) });
      let run = runs.run();
      const plans = ids.map(() => {
        const plan = runs.declared(virtualMachinePlan);
        plan.process = () => run;
        return plan;
      });
      const up = (gen1: readonly (string | undefined)[]) => {
        run = runs.run();
        return Promise.allSettled(plans.map((plan, at) => plan.up(planOf(offerId, String(ids[at]), gen1[at]))));
      };
      assert.deepEqual(
        (await up(first)).map(({ status }) => status),
        ["fulfilled", "fulfilled"],
      );
      return { offerId, plans, up };
    }

    const taken = (id: string, plan: string) =>
      new RegExp(`skus\\.x64Gen1 is "${id}", which is a SKU of plan ${plan} already; .*give plan ${plan} another one`);
    const swapped = [taken("two", "large"), taken("one", "standard")];

    it("are refused at the preview, with the way", async () => {
      const { offerId, plans } = await twoPlans(["one", "two"]);
      for (const [at, id] of ["two", "one"].entries()) {
        const wanted = { ...planOf(offerId, String(ids[at]), id), __preview: true };
        assert.match((await failure((plans[at] as Declared).preview(wanted))).message, swapped[at] as RegExp);
      }
    });

    it("are refused in an update without one before anything is written, and go round in three", async () => {
      const { up } = await twoPlans(["one", "two"]);
      const writes = await bench.writes(async () => {
        for (const [at, end] of (await up(["two", "one"])).entries()) {
          assert.match(end.status === "rejected" ? end.reason.message : end.value, swapped[at] as RegExp);
        }
      });
      assert.deepEqual(writes, []);
      for (const next of [
        ["one", "three"],
        ["two", "three"],
        ["two", "one"],
      ]) {
        assert.deepEqual(
          (await up(next)).map(({ status }) => status),
          ["fulfilled", "fulfilled"],
          next.join(),
        );
      }
    });
  });
});
