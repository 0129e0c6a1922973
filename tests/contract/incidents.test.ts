// The main job, from nothing to live, under each incident of the real service: the provider behaves as the emulator's
// README says that a careful client does. What the scenarios are is tested in tests/emulator/scenarios/incidents.test.ts.

import { strict as assert } from "node:assert";
import { offer } from "../../provider/kinds/offer/offer.js";
import { release } from "../../provider/kinds/publishing/release.js";
import { noDelays } from "../emulator/client.js";
import { failure } from "../provider/declared.js";
import { smallOffer } from "../provider/programs.js";
import { WholeProgram } from "../provider/whole-program.js";
import { type Workbench, workbench } from "../provider/workbench.js";

/** Offer, package, plan, preview, live; and a second run of the offer that finds nothing to do. */
async function mainJob(bench: Workbench): Promise<void> {
  const whole = await WholeProgram.make(bench, "main-job");
  const submitted = await whole.submit();
  assert.equal(submitted.outputs.substate, "ReadyToPublish");
  const released = bench.declared(release);
  await released.up(whole.release(submitted));
  assert.equal(released.outputs.substate, "InStore");
  assert.equal(await whole.offer.up(whole.offerProgram), "unchanged");
}

/** How many offers the emulator has. */
async function offersOf(bench: Workbench): Promise<number> {
  const state = (await (await fetch(`${bench.emulator.control}/state`)).json()) as { products: unknown[] };
  return state.products.length;
}

describe("contract: the main job under an incident", function () {
  this.timeout(60_000);

  for (const scenario of [
    "2023-08-dead-next-link",
    "2023-10-list-not-found",
    "2026-02-empty-product-list",
    "2026-04-submission-not-found",
    "2026-04-unfiltered-list-refused",
    "2026-08-upload-host-moved",
    "package-moved",
    "unavailable-although-created",
  ]) {
    describe(scenario, () => {
      // Into preview while it is waited for, as it was when this happened.
      const validation = scenario === "2026-04-submission-not-found" ? 1_500 : 0;
      const bench = workbench({ scenario, delays: { ...noDelays, validation } });
      it("comes to its end, with one offer", async () => {
        await mainJob(bench);
        assert.equal(await offersOf(bench), 1);
      });
    });
  }

  describe("2021-01-unavailable-for-some", () => {
    const bench = workbench({ scenario: "2021-01-unavailable-for-some", delays: noDelays });
    it("ends with an error that names the status, and nothing is half done", async () => {
      const other = { ...bench.environment(), PARTNERCENTER_CLIENT_ID: "c0ffee00-0000-4000-8000-000000000002" };
      const declared = bench.declared(offer, bench.run(other));
      const error = await failure(declared.up(await smallOffer(bench, "unlucky")));
      assert.match(error.message, /503/);
      assert.equal(await offersOf(bench), 0);
    });
  });

  for (const [scenario, duration, told] of [
    ["2025-02-logins-refused", 600_000, /401/],
    ["2026-06-publisher-id-required", 7 * 24 * 3_600_000, /x-ms-publisherId/],
  ] as const) {
    describe(scenario, () => {
      const bench = workbench({ scenario, delays: noDelays });
      it("ends at once with the service's own text, and goes on when it is over", async () => {
        const declared = bench.declared(offer);
        const program = await smallOffer(bench, "patient");
        const error = await failure(declared.up(program));
        assert.match(error.message, told);
        assert.ok(bench.emulator.requests().length <= 6, `${bench.emulator.requests().length} requests`);
        bench.emulator.advance(duration);
        await mainJob(bench);
      });
    });
  }

  describe("maintenance", () => {
    const bench = workbench({ scenario: "maintenance", delays: noDelays });
    it("waits as told, and goes on", async () => {
      const over = setTimeout(() => bench.emulator.advance(600_000), 1_000);
      await mainJob(bench);
      clearTimeout(over);
    });
  });
});
