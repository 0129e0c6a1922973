/** `partnercenter status`, `list` and `cancel` for offers of virtual machines, containers and SaaS. */
import assert from "node:assert/strict";
import { containerOffer } from "../../provider/kinds/container/offer.js";
import { containerPlan } from "../../provider/kinds/container/plan.js";
import { Queries } from "../../provider/queries.js";
import { containerPlanProgram } from "../provider/container-programs.js";
import { IngestionRuns } from "../provider/ingestion-runs.js";
import { imageVersion, OtherTool } from "../provider/machine-offer.js";
import { machinePlanProgram } from "../provider/machine-programs.js";
import { WholeMachines } from "../provider/whole-machines.js";
import { workbench } from "../provider/workbench.js";
import { runCommand } from "./run-command.js";

const hour = 3_600_000;

describe("the command partnercenter, of an offer of the second API", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0, delays: { certification: hour } });
  let runs: IngestionRuns;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  const run = (...args: string[]) => runCommand(args, bench.environment(), bench.folder);

  it("status shows its resources, and how far each image version has come", async () => {
    const offerId = "status-machines";
    const machines = WholeMachines.of(runs, offerId, ["standard"]);
    await machines.up();
    const early = await run("status", offerId);
    assert.match(early.stdout, /Never submitted/);
    assert.match(early.stdout, /^ {2}image versions: 1\.0\.0 \(draft\), 0\.9\.0 \(draft, deprecated\)$/m);
    await machines.submission.up(machines.submitted({ waitFor: "preview" }));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    await colleague.configure({ vmImageVersions: [...(await colleague.imageVersions()), imageVersion("1.1.0")] });

    const { code, stdout, stderr } = await run("status", offerId);
    assert.deepEqual([code, stderr], [0, ""]);
    for (const pattern of [
      /^status-machines: Contoso Appliance \(AzureThirdPartyVirtualMachine, product \S+\)$/m,
      /^Drafts: .*\bcustomer-leads, .*\blisting, .*\bproperty, /m,
      /^Plan standard: Standard \(.*\); drafts: plan-listing, price-and-availability-plan, virtual-machine-plan-technical-/m,
      /^ {2}image versions: 1\.0\.0 \(preview\), 0\.9\.0 \(preview, deprecated\), 1\.1\.0 \(draft\)$/m,
      /^ {2}submission 1 {2}\S+ {2}in preview, waits to be promoted/m,
    ]) {
      assert.match(stdout, pattern);
    }
    const [plan] = JSON.parse((await run("status", offerId, "--json")).stdout).plans;
    assert.deepEqual(plan.versions[2], { version: "1.1.0", deprecated: false, stage: "draft" });
    assert.match((await run("list")).stdout, /^status-machines +AzureThirdPartyVirtualMachine +preview/m);
  });

  it("status shows bundles by their tags", async () => {
    const offerId = "status-boxes";
    await runs.declared(containerOffer).up({ offerId, alias: "Boxes" });
    await runs.declared(containerPlan).up(containerPlanProgram(offerId));
    assert.match((await run("status", offerId)).stdout, /^ {2}bundles: 1\.4\.0 \(draft\)$/m);
  });

  it("status and list do without what the first API does not tell", async () => {
    const offerId = "status-terse";
    const machines = WholeMachines.of(runs, offerId, ["standard"]);
    await machines.up();
    await machines.submission.up(machines.submitted({ waitFor: "accepted" }));
    for (const operation of [
      "GET /products/{id}/submissions",
      "GET /products/{id}/submissions/{id}",
      "GET /products/{id}/submissions/{id}/workflowdetails",
    ]) {
      bench.emulator.setFaults([{ operation, effect: { status: 404 } }]);
      const { code, stdout, stderr } = await run("status", offerId);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^ {2}submission \S+ {2}\d+ {2}in progress/m, operation);
      assert.match((await run("list", "--json")).stdout, /"phase": "inProgress"/);
    }
    bench.emulator.setFaults([]);
  });

  it("cancel takes its submission back by its job", async () => {
    const offerId = "cancel-machines";
    const machines = WholeMachines.of(runs, offerId, ["standard"]);
    await machines.up();
    await machines.submission.up(machines.submitted({ waitFor: "accepted" }));
    const calls = await bench.calls(async () => {
      assert.match((await run("cancel", offerId)).stdout, /^submission .* is canceled$/m);
    });
    assert.deepEqual(
      calls.filter((call) => !call.startsWith("GET ")),
      ["POST /configure/{jobId}/cancel"],
    );
    assert.match((await run("status", offerId)).stdout, /canceled|Never submitted/);
  });

  it("queries give a plan the id that its resource has", async () => {
    const offerId = "query-machines";
    const machines = WholeMachines.of(runs, offerId, ["standard"]);
    await machines.up();
    const queries = new Queries({ get: () => undefined }, bench.environment());
    const { plans, type } = await queries.offer({ offerId });
    const [declared] = machines.plans;
    assert.equal(type, "AzureThirdPartyVirtualMachine");
    assert.deepEqual(
      plans.map(({ id, variantId, name }) => [id, variantId, name]),
      [[declared?.id, declared?.outputs.variantId, machinePlanProgram(offerId).name]],
    );
  });
});
