/** What an export of an offer with many plans costs in requests, counted in the emulator's log. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../commands/command-line.js";
import { applicationPackage } from "../../provider/kinds/application-package.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import { packageFolder, smallOffer, smallPlan } from "../provider/programs.js";
import { workbench } from "../provider/workbench.js";

const plans = 20;

describe("an export of an offer with twenty plans", () => {
  const bench = workbench();

  before(async () => {
    const declared = bench.declared(offer);
    await declared.up(await smallOffer(bench, "many-plans"));
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: String(declared.id), path: await packageFolder(bench, "app") });
    const run = bench.run();
    await Promise.all(
      Array.from({ length: plans }, (_, index) =>
        bench.declared(plan, run).up(smallPlan(String(declared.id), `plan-${index}`, String(asset.id))),
      ),
    );
  });

  it("takes at most 20 requests and 3 for each plan, side by side", async () => {
    const calls = await bench.calls(async () => {
      const written: string[] = [];
      const stream = { write: (text: string) => written.push(text) };
      const io = { env: bench.environment(), cwd: () => bench.folder, stdout: stream, stderr: stream };
      assert.equal(await main(["export", "many-plans", "--out", join(bench.folder, "out")], io), 0, written.join(""));
    });
    const counts = Map.groupBy(calls, (call) => call);
    const told = [...counts].map(([call, { length }]) => `${length} × ${call}`).join("\n");
    assert.ok(calls.length <= 20 + 3 * plans, `${calls.length} requests:\n${told}`);
  });
});
