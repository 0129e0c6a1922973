/**
 * Nothing that a colleague has changed in Partner Center is lost, and nothing is overwritten that a preview has not
 * shown.
 */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import { type Declared, failure } from "../declared.js";
import { guids, smallOffer, smallPlan } from "../programs.js";
import { workbench } from "../workbench.js";

for (const staleEntityTagStatus of [409, 412] as const) {
  describe(`a colleague's edit, with ${staleEntityTagStatus} for a stale entity tag`, () => {
    const bench = workbench({ switches: { staleEntityTagStatus } });
    let count = 0;

    async function make(): Promise<{ declared: Declared; program: Properties; productId: string }> {
      const program = await smallOffer(bench, `three-way-${staleEntityTagStatus}-${++count}`);
      const declared = bench.declared(offer);
      await declared.up(program);
      return { declared, program, productId: declared.id as string };
    }

    it("of fields that the program does not set survives our write, fields that we do not know included", async () => {
      const { declared, program, productId } = await make();
      const theirs = { shortDescription: "theirs", publisherName: "Contoso", gettingStartedInstructions: "read on" };
      await bench.colleague.edit(productId, "Listing", theirs);
      setPath(program, "listing.summary", "ours");
      const calls = await bench.calls(() => declared.up(program));
      const put = "PUT /products/{productId}/listings/{id}";
      assert.deepEqual(
        calls.filter((call) => call.startsWith("PUT")),
        [put, put],
        "the first PUT had a stale entity tag",
      );
      const listing = await bench.colleague.draft(productId, "Listing");
      assert.deepEqual(
        [listing.summary, listing.shortDescription, listing.publisherName, listing.gettingStartedInstructions],
        ["ours", "theirs", "Contoso", "read on"],
      );
    });

    it("of a field that we change too is an error with the field and both values, and nothing is written", async () => {
      const { declared, program, productId } = await make();
      await bench.colleague.edit(productId, "Listing", { summary: "theirs" });
      setPath(program, "listing.summary", "ours");
      setPath(program, "listing.title", "Ours as well");
      const error = await failure(declared.up(program));
      assert.match(error.message, /listing\.summary is "theirs" in Partner Center, wanted is "ours"/);
      assert.match(error.message, /pulumi refresh/);
      assert.match(error.message, /force: true/);
      assert.doesNotMatch(error.message, /listing\.title/);
      const listing = await bench.colleague.draft(productId, "Listing");
      assert.deepEqual([listing.summary, listing.title], ["theirs", "Contoso application"]);
      assert.equal(error.id, productId);

      await declared.refresh();
      assert.equal(getPath(declared.inputs, "listing.summary"), "theirs");
      assert.equal((await declared.diff(program)).changes, true);
      await declared.up(program);
      assert.equal((await bench.colleague.draft(productId, "Listing")).summary, "ours");
    });

    it("of a field that we set, but do not change now, is found when we change its neighbour", async () => {
      const { declared, program, productId } = await make();
      await bench.colleague.edit(productId, "Listing", { description: "<p>theirs</p>" });
      setPath(program, "listing.summary", "ours");
      const error = await failure(declared.up(program));
      assert.match(error.message, /listing\.description is "<p>theirs<\/p>"/);
      assert.equal((await bench.colleague.draft(productId, "Listing")).summary, "In short");
    });

    it("that is the same as ours is no conflict, and nothing is written twice", async () => {
      const { declared, program, productId } = await make();
      await bench.colleague.edit(productId, "Listing", { summary: "the same" });
      setPath(program, "listing.summary", "the same");
      const calls = await bench.calls(() => declared.up(program));
      assert.equal(calls.filter((call) => call.startsWith("PUT")).length, 1, "only the one with the stale tag");
      assert.equal(await declared.up(program), "unchanged");
    });

    it("is overwritten by `force`, which changes nothing by itself", async () => {
      const { declared, program, productId } = await make();
      await bench.colleague.edit(productId, "Listing", { summary: "theirs" });
      setPath(program, "listing.summary", "ours");
      program.force = true;
      await declared.up(program);
      assert.equal((await bench.colleague.draft(productId, "Listing")).summary, "ours");
      delete program.force;
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    });

    it("of a field that is taken out of the program is an error too", async () => {
      const { declared, program, productId } = await make();
      await bench.colleague.edit(productId, "Listing", { summary: "theirs" });
      setPath(program, "listing.summary", undefined);
      assert.match((await failure(declared.up(program))).message, /wanted is \(not set\)/);
      await declared.refresh();
      await declared.up(program);
      assert.ok(!(await bench.colleague.draft(productId, "Listing")).summary);
    });

    it("that empties a field shows after a refresh, and is put right", async () => {
      const { declared, program, productId } = await make();
      await bench.colleague.edit(productId, "Listing", { summary: "" });
      await declared.refresh();
      assert.equal(getPath(declared.inputs, "listing.summary"), undefined);
      assert.equal(await declared.up(program), "updated");
      assert.equal((await bench.colleague.draft(productId, "Listing")).summary, "In short");
    });

    it("of what the program does not set is told by read, in one line, once", async () => {
      const { declared, program, productId } = await make();
      await bench.colleague.edit(productId, "Listing", { shortDescription: "theirs" });
      const told = await bench.printed(() => declared.refresh());
      assert.equal(told.length, 1);
      assert.match(told[0] as string, /listing\.shortDescription, which this program does not set, .*"theirs"/);
      assert.equal(await declared.up(program), "unchanged");
      assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    });

    it("of the resale, which has no entity tag, is compared just before the write", async () => {
      const { declared, program, productId } = await make();
      program.resale = { channel: "Enabled" };
      await declared.up(program);
      const path = `/products/${productId}/resellerConfiguration`;
      const theirs = {
        resourceType: "ResellerConfiguration",
        resellerChannelState: "PartialOptIn",
        tenantIds: [guids.tenant],
      };
      await bench.colleague.call("POST", path, theirs);
      program.resale = { channel: "Disabled" };
      const writes = await bench.writes(async () => {
        const error = await failure(declared.up(program));
        assert.match(error.message, /resale\.channel is "PartialOptIn" in Partner Center, wanted is "Disabled"/);
      });
      assert.deepEqual(writes, []);
      await declared.refresh();
      assert.deepEqual(declared.inputs.resale, { channel: "PartialOptIn" });
      await declared.up(program);
      const now = await bench.colleague.call("GET", path);
      assert.deepEqual([now.resellerChannelState, now.tenantIds], ["Disabled", [guids.tenant]]);
    });

    it("of a plan's prices survives a change of its markets, and a conflict names the price", async () => {
      const { productId } = await make();
      const program = smallPlan(productId, "gold", "unused");
      delete program.technicalConfiguration;
      const declared = bench.declared(plan);
      await declared.up(program);
      const variantId = String(declared.outputs.variantId);
      const sales = await bench.colleague.draft(productId, "FeatureAvailability", variantId);
      const [base] = sales.priceSchedules as { schedules: Properties[] }[];
      const yearly = { ...base?.schedules[0], priceCadence: { type: "Year", value: 1 } };
      const priceSchedules = [{ ...base, schedules: [...(base?.schedules ?? []), yearly] }];
      const customMeters = [
        { ID: "calls", displayName: "Calls", unitOfMeasure: "call", priceInUsd: 1, isEnabled: true },
      ];
      await bench.colleague.edit(productId, "FeatureAvailability", { priceSchedules, customMeters }, variantId);
      setPath(program, "availability.markets", ["US", "FR"]);
      await declared.up(program);
      const now = await bench.colleague.draft(productId, "FeatureAvailability", variantId);
      const [first] = now.priceSchedules as { schedules: unknown[] }[];
      assert.equal(first?.schedules.length, 2);
      assert.equal((now.customMeters as unknown[]).length, 1);

      const dearer = structuredClone(now.priceSchedules) as { schedules: { retailPrice: Properties }[] }[];
      for (const schedule of dearer[0]?.schedules ?? []) schedule.retailPrice.openPrice = 99;
      await bench.colleague.edit(productId, "FeatureAvailability", { priceSchedules: dearer }, variantId);
      setPath(program, "availability.markets", ["US"]);
      const error = await failure(declared.up(program));
      assert.match(error.message, /availability\.monthlyPrice is 99 in Partner Center, wanted is 10/);
    });

    it("of a plan's name is found as well", async () => {
      const { productId } = await make();
      const program = { offer: productId, planId: "silver", planType: "managed-application", name: "Silver" };
      const declared = bench.declared(plan);
      await declared.up(program);
      const path = `/products/${productId}/variants/${declared.outputs.variantId}`;
      const variant = await bench.colleague.call("GET", path);
      await bench.colleague.call("PUT", path, { ...variant, friendlyName: "Theirs" });
      assert.match((await failure(declared.up({ ...program, name: "Ours" }))).message, /name is "Theirs"/);
      await declared.refresh();
      assert.equal(declared.inputs.name, "Theirs");
      assert.equal(await declared.up(program), "updated");
      assert.equal((await bench.colleague.call("GET", path)).friendlyName, "Silver");
    });

    it("between our reading and our writing is found by the entity tag", async () => {
      const { declared, program, productId } = await make();
      setPath(program, "listing.summary", "ours");
      // The service works on our PUT while the colleague's edit comes in between: it waits before it looks at the tag.
      bench.emulator.setFaults([
        { operation: "PUT /products/{id}/listings/{id}", nth: 1, effect: { delayMilliseconds: 2000 } },
      ]);
      const ours = declared.up(program);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await bench.colleague.edit(productId, "Listing", { shortDescription: "theirs" });
      await ours;
      const listing = await bench.colleague.draft(productId, "Listing");
      assert.deepEqual([listing.summary, listing.shortDescription], ["ours", "theirs"]);
    });
  });
}
