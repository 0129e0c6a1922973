/** `partnercenter export` of offers of virtual machines, containers and SaaS: taking over what it writes changes nothing. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ExportReport } from "../../commands/export-report.js";
import type { Kind } from "../../provider/engine/kind.js";
import { containerOffer } from "../../provider/kinds/container/offer.js";
import { containerPlan } from "../../provider/kinds/container/plan.js";
import { saasOffer } from "../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../provider/kinds/virtual-machine/plan.js";
import { getPath, type Properties } from "../../provider/values/properties.js";
import {
  bundle,
  containerOfferProgram,
  containerPlanProgram,
  imagePlanProgram,
} from "../provider/container-programs.js";
import { IngestionRuns } from "../provider/ingestion-runs.js";
import { signedVhd } from "../provider/machine-images.js";
import { OtherTool } from "../provider/machine-offer.js";
import { machineOfferProgram, machinePlanProgram } from "../provider/machine-programs.js";
import { perUserProgram, saasOfferProgram, saasPlanProgram } from "../provider/saas-programs.js";
import { workbench } from "../provider/workbench.js";
import { assertCompiles, runProgram, takeOver } from "./exported-program.js";
import { runCommand } from "./run-command.js";

type Programs = readonly (readonly [kind: Kind, program: Properties])[];

/** The files of a listing, which only Partner Center has. */
const files = ["logos.large", "logos.wide", "screenshots", "videos", "documents"].map((key) => `listing.${key}`);

describe("partnercenter export of an offer of the second API", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  /** Folders of programs of each type. */
  const written: string[] = [];
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  const make = async (programs: Programs) => {
    for (const [kind, program] of programs) await runs.declared(kind).up(program);
  };

  const exported = async (offerId: string) => {
    const out = join(bench.folder, `ingested-${++count}`);
    const ran = await runCommand(["export", offerId, "--out", out, "--json"], bench.environment(), bench.folder);
    assert.equal(ran.code, 0, ran.stderr);
    const report = JSON.parse(ran.stdout) as ExportReport;
    return { ...ran, out, report, program: await readFile(join(out, "index.ts"), "utf8") };
  };

  /** Exports an offer and takes it over in a fresh stack. */
  const roundTrip = async (offerId: string, secrets: Record<string, string> = {}) => {
    const made = await exported(offerId);
    const resources = await runProgram(made.out, secrets);
    const { writes } = await takeOver(bench, made.out, resources, (kind) => runs.declared(kind));
    return { ...made, resources, writes };
  };

  const leftIn = ({ resources }: ExportReport) => {
    return resources.map(({ notExported }) => notExported.map(({ property }) => property));
  };

  it("takes over machines without a write, with the images that came from a gallery", async () => {
    const offerId = "export-machines";
    const { leads: _, ...offer } = machineOfferProgram(offerId);
    const { technicalConfiguration: __, ...reusing } = machinePlanProgram(offerId, "again");
    const setup = { ...(reusing.setup as Properties), technicalConfigurationOf: "standard" };
    await make([
      [virtualMachineOffer, offer],
      [virtualMachinePlan, machinePlanProgram(offerId)],
      [virtualMachinePlan, { ...reusing, setup }],
    ]);
    const { writes, report, resources, program, out } = await roundTrip(offerId);
    assert.deepEqual(writes, []);
    assert.deepEqual(
      resources.map(({ kind, name }) => [kind, name]),
      [
        ["VirtualMachineOffer", offerId],
        ["VirtualMachinePlan", "standard"],
        ["VirtualMachinePlan", "again"],
      ],
    );
    for (const { inputs } of resources) assert.equal(inputs.adopt, "unchanged");
    assert.deepEqual(leftIn(report), [files, ['technicalConfiguration.images["1.0.0"]'], []]);
    assert.match(program, /images\["1\.0\.0"\] is left as it is: it has VHDs/);
    assert.match(program, /deprecatedVersions: \["0\.9\.0"\]/);
    assert.match(program, /technicalConfigurationOf: standardPlan,/);
    assert.match(
      program,
      /^\/\/ const preview = new Submission\("preview", \{ offer, plans: \[standardPlan, againPlan\]/m,
    );
    written.push(out);
  });

  it("takes over core machines, and a plan all of whose images are VHDs", async () => {
    const offerId = "export-core";
    const { offer: _, ...plan } = machinePlanProgram(offerId);
    const images = { "1.0.0": { x64Gen2: { osDisk: signedVhd("os") }, x64Gen1: { osDisk: signedVhd("old") } } };
    const { deprecatedVersions: __, ...configuration } = plan.technicalConfiguration as Properties;
    await make([
      [virtualMachineOffer, { offerId, alias: "Core", core: true }],
      [virtualMachinePlan, { ...plan, offer: offerId, technicalConfiguration: { ...configuration, images } }],
    ]);
    const { writes, program, resources, stdout, stderr } = await roundTrip(offerId);
    assert.deepEqual(writes, []);
    assert.match(program, /core: true/);
    assert.deepEqual(getPath(resources[1]?.inputs ?? {}, "technicalConfiguration.skus"), configuration.skus);
    assert.doesNotMatch(program + stdout + stderr, /sig=/);
  });

  it("takes over containers without a write", async () => {
    const offerId = "export-boxes";
    const { leads: _, ...offer } = containerOfferProgram(offerId);
    await make([
      [containerOffer, offer],
      [containerPlan, containerPlanProgram(offerId)],
    ]);
    const { writes, report, resources, out } = await roundTrip(offerId);
    assert.deepEqual(writes, []);
    assert.deepEqual(leftIn(report), [files, []]);
    assert.deepEqual(getPath(resources[1]?.inputs ?? {}, "technicalConfiguration.kubernetes.bundles"), {
      "1.4.0": bundle(1),
    });
    written.push(out);
  });

  it("takes over bundles that another client has given digests without their kind", async () => {
    const offerId = "export-bare-digests";
    const { leads: _, ...offer } = containerOfferProgram(offerId);
    await make([
      [containerOffer, offer],
      [containerPlan, containerPlanProgram(offerId)],
    ]);
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const technical = "container-plan-technical-configuration";
    const references = (await colleague.resource(technical)).cnabReferences as Properties[];
    const cnabReferences = references.map((one) => ({ ...one, digest: String(one.digest).replace("sha256:", "") }));
    await colleague.edit(technical, { cnabReferences });
    const { writes, report, resources } = await roundTrip(offerId);
    assert.deepEqual(writes, []);
    assert.deepEqual(leftIn(report), [files, []]);
    assert.deepEqual(getPath(resources[1]?.inputs ?? {}, "technicalConfiguration.kubernetes.bundles"), {
      "1.4.0": bundle(1),
    });
  });

  it("takes over SaaS without a write", async () => {
    const offerId = "export-saas";
    const { leads: _, ...offer } = saasOfferProgram(offerId);
    const { offer: __, ...user } = perUserProgram(offerId);
    await make([
      [saasOffer, offer],
      [saasPlan, saasPlanProgram(offerId)],
    ]);
    await make([
      [saasOffer, { offerId: `${offerId}-users`, alias: "Users" }],
      [saasPlan, { ...user, offer: `${offerId}-users` }],
    ]);
    const { writes, report, out } = await roundTrip(offerId);
    assert.deepEqual(writes, []);
    assert.deepEqual(leftIn(report), [files, []]);
    written.push(out);
    const users = await roundTrip(`${offerId}-users`);
    assert.deepEqual(users.writes, []);
    assert.deepEqual(getPath(users.resources[1]?.inputs ?? {}, "availability.perUser"), {
      oneYear: {
        prices: { US: { amount: 60, currency: "USD" }, DE: { amount: 55, currency: "EUR" } },
        paidEvery: "oneMonth",
      },
    });
  });

  it("gives programs whose types are right", async () => {
    assert.equal(written.length, 3);
    await assertCompiles(bench.folder, written);
  });

  it("asks for credentials, each under a key of its own, and writes those that nobody can see once", async () => {
    const offerId = "export-secrets";
    const { leads } = containerOfferProgram(offerId);
    await make([
      [containerOffer, { offerId, alias: "Secrets", leads, setup: { sellThroughMicrosoft: false } }],
      [containerPlan, imagePlanProgram(offerId, "image-1")],
    ]);
    const secrets = {
      leadsHttpsEndpointUrl: String(getPath({ leads }, "leads.httpsEndpoint.url")),
      image1TechnicalConfigurationImagesPassword: "p4ss",
    };
    const { report, program, stdout, stderr, writes } = await roundTrip(offerId, secrets);
    assert.deepEqual(report.secrets, Object.keys(secrets));
    for (const secret of Object.values(secrets)) assert.ok(!(program + stdout + stderr).includes(secret));
    assert.match(program, /password: config\.requireSecret\("image1TechnicalConfigurationImagesPassword"\)/);
    assert.deepEqual([...new Set(writes)], ["POST /configure"]);
    assert.ok(writes.length <= 2, writes.join());
  });

  it("takes three requests, however many plans there are", async () => {
    const offerId = "export-many";
    await runs.declared(saasOffer).up({ offerId, alias: "Many", meters: saasOfferProgram(offerId).meters });
    const run = runs.run();
    const planIds = Array.from({ length: 20 }, (_, index) => `plan-${index}`);
    await Promise.all(planIds.map((planId) => runs.declared(saasPlan, run).up(saasPlanProgram(offerId, planId))));
    const calls = await bench.calls(async () => {
      assert.equal((await exported(offerId)).report.resources.length, 21);
    });
    assert.deepEqual(calls.sort(), ["GET /product", "GET /products", "GET /resource-tree/product/{productId}"]);
  });

  it("writes a file for `pulumi import` as well", async () => {
    const offerId = "export-file";
    const { offer: _, ...plan } = machinePlanProgram(offerId, offerId);
    await make([
      [virtualMachineOffer, { offerId, alias: "File" }],
      [virtualMachinePlan, { ...plan, offer: offerId }],
      [virtualMachinePlan, machinePlanProgram(offerId, "other")],
    ]);
    const out = join(bench.folder, "file.json");
    const ran = await runCommand(["export", offerId, "--import-file", "--out", out], bench.environment(), bench.folder);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(JSON.parse(await readFile(out, "utf8")), {
      resources: [
        { type: "partnercenter:index:VirtualMachineOffer", name: offerId, id: offerId },
        {
          type: "partnercenter:index:VirtualMachinePlan",
          name: `${offerId}-plan`,
          logicalName: offerId,
          id: `${offerId}/${offerId}`,
        },
        { type: "partnercenter:index:VirtualMachinePlan", name: "other", id: `${offerId}/other` },
      ],
    });
  });
});
