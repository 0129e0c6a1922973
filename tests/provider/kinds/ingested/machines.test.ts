/** An offer of virtual machines and its plans, from their first `up` to their end, and what colleagues do meanwhile. */
import assert from "node:assert/strict";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { IngestionRuns, postsIn, readsIn } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

describe("an offer of virtual machines with its plans", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  /** An offer that is there, with one plan. */
  const made = async () => {
    const offerId = `machines-${++count}`;
    const offer = runs.declared(virtualMachineOffer);
    const programs = { offer: machineOfferProgram(offerId), plan: machinePlanProgram(offerId) };
    await offer.up(programs.offer);
    const plan = runs.declared(virtualMachinePlan);
    await plan.up(programs.plan);
    return { offerId, offer, plan, programs, colleague: await OtherTool.of(bench.emulator, offerId) };
  };

  it("is made by one post, its plans by another one, and then nothing is to do", async () => {
    const offerId = `machines-${++count}`;
    const offer = runs.declared(virtualMachineOffer);
    const program = machineOfferProgram(offerId);
    const ofOffer = await bench.calls(async () => assert.equal(await offer.up(program), "created"));
    assert.deepEqual([postsIn(ofOffer), readsIn(ofOffer)], [1, 4]);
    assert.equal(offer.id, offerId);

    const run = runs.run();
    const programs = ["standard", "large", "small"].map((planId) => machinePlanProgram(offerId, planId));
    const plans = programs.map(() => runs.declared(virtualMachinePlan, run));
    const ofPlans = await bench.calls(() => Promise.all(plans.map((plan, at) => plan.up(programs[at] as Properties))));
    assert.deepEqual([postsIn(ofPlans), readsIn(ofPlans)], [1, 4]);
    assert.deepEqual(
      plans.map(({ id }) => id),
      [`${offerId}/standard`, `${offerId}/large`, `${offerId}/small`],
    );

    await runs.unchanged(offer, program);
    const again = runs.run();
    for (const declared of [offer, ...plans]) declared.process = () => again;
    const ofRefresh = await bench.calls(() => Promise.all([offer, ...plans].map((declared) => declared.refresh())));
    assert.deepEqual(ofRefresh, ["GET /resource-tree/product/{productId}"]);
    assert.deepEqual(runs.lines, []);
    await runs.unchanged(offer, program);
    for (const [at, plan] of plans.entries()) await runs.unchanged(plan, programs[at] as Properties);
  });

  it("is titled after its alias where the program gives no title, and its plan after its name", async () => {
    const offerId = `machines-${++count}`;
    const untitled = (program: Properties) => {
      const { title: _, ...listing } = program.listing as Properties;
      return { ...program, listing };
    };
    const offer = untitled(machineOfferProgram(offerId));
    await runs.declared(virtualMachineOffer).up(offer);
    const plan: Properties = untitled(machinePlanProgram(offerId));
    await runs.declared(virtualMachinePlan).up(plan);
    const colleague = await OtherTool.of(bench.emulator, offerId);
    assert.equal((await colleague.resource("listing")).title, "Contoso Appliance");
    assert.equal((await colleague.resource("plan-listing")).name, plan.name);
  });

  it("gets an edit of one text by two reads and a post of one resource", async () => {
    const { offer, programs, offerId, colleague } = await made();
    const edited = machineOfferProgram(offerId);
    (edited.listing as Properties).summary = "In other words";
    const calls = await bench.calls(async () => assert.equal(await offer.up(edited), "updated"));
    assert.deepEqual([postsIn(calls), readsIn(calls)], [1, 2]);
    const sent = bench.emulator.requests().findLast(({ method, path }) => method === "POST" && /configure/.test(path));
    assert.equal(sent?.resources, 1);
    const listing = await colleague.resource("listing");
    assert.equal(listing.searchResultSummary, "In other words");
    assert.equal(listing.title, (programs.offer.listing as Properties).title);
  });

  it("leaves alone what a colleague has added elsewhere, and says so at a refresh", async () => {
    const { offer, offerId, colleague } = await made();
    const bare = machineOfferProgram(offerId);
    delete (bare.listing as Properties).shortDescription;
    await offer.up(bare);
    await colleague.edit("listing", { shortDescription: "Theirs" });
    const edited = structuredClone(bare);
    (edited.listing as Properties).summary = "Ours";
    await offer.up(edited);
    const listing = await colleague.resource("listing");
    assert.deepEqual([listing.shortDescription, listing.searchResultSummary], ["Theirs", "Ours"]);
    await colleague.edit("listing", { shortDescription: "Theirs again" });
    await offer.refresh();
    assert.match(runs.lines.join("\n"), /listing\.shortDescription, which this program does not set, went from/);
    await runs.unchanged(offer, edited);
  });

  it("does not overwrite what a colleague has changed before a refresh has shown it", async () => {
    const { offer, offerId, colleague } = await made();
    await colleague.edit("listing", { searchResultSummary: "Theirs" });
    const edited = machineOfferProgram(offerId);
    (edited.listing as Properties).summary = "Ours";
    const { message } = await failure(offer.up(edited));
    assert.match(message, /listing\.summary is "Theirs" in Partner Center, wanted is "Ours"/);
    assert.equal((await colleague.resource("listing")).searchResultSummary, "Theirs");
    await offer.refresh();
    assert.equal((offer.outputs.listing as Properties).summary, "Theirs");
    assert.equal(await offer.up(edited), "updated");
    assert.equal((await colleague.resource("listing")).searchResultSummary, "Ours");
  });

  it("gives a value back to the service when the program no longer sets it", async () => {
    const { offer, plan, offerId, programs, colleague } = await made();
    await offer.up({ offerId, alias: programs.offer.alias });
    await plan.up({ offer: offerId, planId: "standard", name: "Standard" });
    const types = ["listing", "customer-leads", "price-and-availability-offer", "price-and-availability-plan"];
    const [listing, leads, audience, price] = await Promise.all(types.map((type) => colleague.resource(type)));
    assert.equal(listing?.title, "Contoso Appliance");
    assert.deepEqual([listing?.supportContact, listing?.generalLinks], [undefined, []]);
    assert.equal(leads?.leadDestination, "none");
    assert.equal(leads?.httpsEndpointLeadConfiguration, undefined);
    assert.deepEqual(audience?.previewAudiences, []);
    assert.deepEqual([price?.audience, price?.visibility, price?.trial], ["public", "visible", null]);
    const { openPorts, recommendedVmSizes, skus } = await colleague.configuration();
    assert.deepEqual([openPorts, recommendedVmSizes], [[], []]);
    assert.deepEqual((skus as Properties[]).length, 2, "no plan can be without");
    assert.deepEqual(await colleague.versions(), ["1.0.0"]);
    assert.match(runs.lines.join("\n"), /version 1\.0\.0 stays: it has the only active image for x64Gen2, x64Gen1/);
  });

  it("is taken over where that is wanted, with two reads at the preview", async () => {
    const { offer, offerId, programs } = await made();
    await runs.unchanged(offer, programs.offer);
    const other = runs.declared(virtualMachineOffer);
    const { message } = await failure(other.up({ ...programs.offer, alias: "Another" }));
    assert.match(message, /The offer exists already and somebody has worked on it/);
    assert.equal(other.id, undefined);
    const wanted = { ...programs.offer, adopt: true, alias: "Another" };
    const calls = await bench.calls(() => other.preview(wanted));
    assert.deepEqual(calls, ["GET /product", "GET /resource-tree/product/{productId}"]);
    assert.match(runs.lines.join("\n"), /taken over; this would be overwritten: alias \("Contoso Appliance" becomes/);
    assert.equal(await other.up(wanted), "created");
    const plan = runs.declared(virtualMachinePlan);
    assert.equal(await plan.up({ ...machinePlanProgram(offerId), adopt: "unchanged" }), "created");
  });

  it("is deleted as long as nothing was published", async () => {
    const { offer, plan, offerId, colleague } = await made();
    await plan.takeOut();
    assert.equal((await colleague.resources()).filter(({ $schema }) => /\/plan\//.test(String($schema))).length, 0);
    await offer.destroy();
    const { value } = await colleague.get(`product?externalId=${offerId}`);
    assert.deepEqual(value, []);
    assert.equal(await offer.refresh(), false);
  });

  it("of another type, or none, is no offer for a plan", async () => {
    const plan = runs.declared(virtualMachinePlan);
    const { message } = await failure(plan.up(machinePlanProgram("nowhere-to-be-found")));
    assert.match(message, /there is no offer "nowhere-to-be-found" in the account of tenant contoso/);
    const container = await OtherTool.makeProduct(bench.emulator, "boxes", "azureContainer");
    const { message: other } = await failure(plan.up(machinePlanProgram(container.offerId)));
    assert.match(other, /boxes is no offer of virtual machines or core virtual machines: its type is azureContainer/);
  });

  it("keeps its ids when a part of it is refused, and goes on from there", async () => {
    const { offerId } = await made();
    const plan = runs.declared(virtualMachinePlan);
    bench.emulator.setFaults([{ operation: "POST /configure", times: 1, effect: { jobFailed: "afterWriting" } }]);
    await failure(plan.up(machinePlanProgram(offerId, "large")));
    assert.equal(plan.id, `${offerId}/large`);
    assert.match(String(plan.outputs.variantId), /^[0-9a-f-]{36}$/);
    assert.equal(plan.outputs.refused, true);
    assert.equal(await plan.up(machinePlanProgram(offerId, "large")), "updated");
    assert.equal(plan.outputs.refused, undefined);
    await runs.unchanged(plan, machinePlanProgram(offerId, "large"));
  });

  it("shows no credential", async () => {
    const offer = runs.declared(virtualMachineOffer);
    const program = machineOfferProgram(`machines-${++count}`);
    const wrong = { ...program, leads: { ...(program.leads as Properties), azureTable: { connectionString: "k3y!" } } };
    const { message } = await failure(offer.check(wrong));
    assert.match(message, /leads has 2 destinations/);
    assert.doesNotMatch(message, /k3y!|wMlJq3/);
    assert.equal(guids.tenant in program, false);
  });
});
