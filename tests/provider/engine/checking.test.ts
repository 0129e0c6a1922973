/** What `check` makes of inputs, and what it says before anything is done. */
import assert from "node:assert/strict";
import type { Run } from "../../../provider/engine/run.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { failure, providerText } from "../declared.js";
import { smallOffer, smallPlan } from "../programs.js";
import { workbench } from "../workbench.js";

describe("a check of inputs", () => {
  const bench = workbench();

  it("takes null for not set, as the engine may write it", async () => {
    const program = await smallOffer(bench, "null-values");
    const declared = bench.declared(offer);
    assert.equal(await declared.up({ ...program, setup: null, translations: null }), "created");
    assert.ok(!("setup" in declared.outputs));
    assert.equal(await declared.up(program), "unchanged");
  });

  it("does not survey for adoption what this run is about to delete and to make anew", async () => {
    const program = { ...(await smallOffer(bench, "replaced-adopted")), adopt: true };
    const declared = bench.declared(offer);
    await declared.up(program);
    const run = bench.run();
    declared.process = () => run;
    const renamed = { ...program, alias: "Another alias" };
    const { replaces, deleteBeforeReplace } = await declared.diff(renamed);
    assert.deepEqual([replaces, deleteBeforeReplace], [["alias"], true]);
    // As the engine checks a replacement: like a new resource.
    const told = await bench.printed(async () => {
      const { failures } = await declared.handlers.check({}, { ...renamed, __provider: providerText });
      assert.deepEqual(failures, []);
    });
    assert.deepEqual(told, []);
  });

  it("tells the engine a property only where it can show the value; any other one is named in the reason", async () => {
    const { alias: _, ...program } = await smallOffer(bench, "Not an id");
    const wrong = { ...program, listing: { ...(program.listing as object), title: 3 }, translations: "none" };
    const { failures } = await bench.declared(offer).handlers.check({}, { ...wrong, __provider: providerText });
    const told = failures.map(({ property, reason }) => `${property}: ${reason}`).sort();
    assert.equal(told.length, 4, told.join("\n"));
    assert.equal(told[0], ": alias is required");
    assert.equal(told[1], ": listing.title must be a text");
    assert.match(told[2] ?? "", /^offerId: "Not an id" is not a valid offer id/);
    assert.match(told[3] ?? "", /^translations: must be an object, not a text/);
  });

  it("tells an offer id that stands where a product id belongs, and an offer that is not there", async () => {
    const { id } = await bench.colleague.createProduct("by-its-id", "Named");
    const check = (reference: string, run = bench.run()) =>
      bench.declared(plan, run).check({ ...smallPlan(reference, "gold", "unused"), __preview: true });
    const named = await failure(check("by-its-id"));
    assert.match(
      named.message,
      new RegExp(`^offer "by-its-id" is an offer id; the product id of that offer is ${id}\\.`),
    );
    for (const reference of ["no-such-offer", "00000000-0000-4000-8000-00000000000a"]) {
      const missing = await failure(check(reference));
      assert.match(missing.message, /^offer ".*" is the product id of no offer of this account\. Give the Offer/);
    }
    const offline = bench.run({});
    const lines = await bench.printed(() => check("by-its-id", offline));
    assert.match(lines.join("\n"), /warning: offer "by-its-id" looks like an offer id, not like a product id/);
    assert.deepEqual(await bench.printed(() => check(String(id), offline)), []);
    assert.deepEqual(await bench.calls(() => check(String(id))), ["GET /products/{productId}/variants"]);
  });

  it("says once that nobody was asked, where credentials are incomplete, and where there are none", async () => {
    const environment: NodeJS.ProcessEnv = { ...bench.environment(), PARTNERCENTER_CLIENT_SECRET: "" };
    const program = await smallOffer(bench, "half-credentials");
    const told = async (run: Run) => {
      const lines = [offer, offer].map(() => bench.declared(offer, run).check(program));
      return bench.printed(() => Promise.all(lines));
    };
    const lines = await told(bench.run(environment));
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.match(
      lines[0] ?? "",
      /warning: Partner Center was not asked .* incomplete: PARTNERCENTER_CLIENT_SECRET is not/,
    );
    for (const name of ["TENANT_ID", "CLIENT_ID"]) delete environment[`PARTNERCENTER_${name}`];
    const [note, ...more] = await told(bench.run(environment));
    assert.match(
      note ?? "",
      /: Partner Center was not asked for anything: no credentials are set\n.*set credentials, such as PARTNERCENTER_/,
    );
    assert.deepEqual(more, []);
  });

  it("leaves the warnings that need no service to the program, which shows them", async () => {
    const { id } = await bench.colleague.createProduct("early-warnings", "Warned");
    const program = { ...smallPlan(String(id), "gold", "unused"), setup: { state: "Inactive" } };
    assert.deepEqual(await bench.printed(() => bench.declared(plan).check(program)), []);
  });
});
