/** Whatever fails after the object exists keeps its id and what was reached, and the next update goes on from there. */
import assert from "node:assert/strict";
import { PartialFailure } from "../../../provider/engine/errors.js";
import { stateVersion } from "../../../provider/engine/state-version.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import { failure, providerText, unsealed } from "../declared.js";
import { largeLogo, smallPlan, wholeOffer } from "../programs.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

const refused = { status: 400, body: "the service says no" };

describe("a partial failure", () => {
  const bench = workbench();

  it("has id, reasons and whole properties; the next update writes only what is missing", async () => {
    const program = await wholeOffer(bench, "partial");
    const declared = bench.declared(offer);
    bench.emulator.setFaults([{ operation: "PUT /products/{id}/productavailabilities/{id}", effect: refused }]);
    const error = await failure(declared.up(program));
    assert.ok(error instanceof PartialFailure);
    const [product] = await bench.colleague.products("partial");
    assert.equal(error.id, product?.id);
    assert.deepEqual(error.reasons, [error.message]);
    assert.match(error.message, /^offer partial: .*the service says no/);
    assert.doesNotMatch(error.message, /\n/);
    const properties = error.properties as Properties;
    assert.equal(properties.__provider, providerText);
    assert.deepEqual(
      [properties.offerId, properties.alias, properties.type, properties.productId, properties.stateVersion],
      [program.offerId, program.alias, program.type, product?.id, stateVersion],
    );
    const { emulator, ...account } = properties.account as Properties;
    assert.deepEqual(account, { tenantId: "contoso", endpoint: new URL(bench.emulator.endpoint).host });
    assert.match(String(emulator), /^[0-9a-f-]{36}$/);
    assert.deepEqual(properties.properties, program.properties, "what was written is there");
    assert.equal(properties.previewAudience, undefined, "what was not written is not");

    bench.emulator.setFaults([]);
    const writes = await bench.writes(async () => assert.equal(await declared.up(program), "updated"));
    assert.deepEqual(writes, ["PUT /products/{productId}/productavailabilities/{id}"], "all others were written");
    assert.equal(await declared.up(program), "unchanged");
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("in the middle of the pictures uploads only the others in the next update", async () => {
    const program = await wholeOffer(bench, "partial-pictures");
    const declared = bench.declared(offer);
    bench.emulator.setFaults([{ operation: "POST /products/{id}/listings/{id}/images", nth: 4, effect: refused }]);
    await failure(declared.up(program));
    const writes = await bench.writes(() => declared.up(program));
    assert.deepEqual(
      writes,
      ["POST", "PUT"].map(
        (method) => `${method} /products/{productId}/listings/{id}/images${method === "PUT" ? "/{fileId}" : ""}`,
      ),
    );
    assert.equal((await bench.colleague.images(declared.id as string)).length, 6);
  });

  it("in the middle of the pictures leaves nothing behind when the program then goes back to what it said before", async () => {
    const program = await wholeOffer(bench, "partial-and-back");
    const declared = bench.declared(offer);
    await declared.up(program);
    const changed = structuredClone(program);
    setPath(changed, "listing.logos.large", await largeLogo(bench, 77));
    bench.emulator.setFaults([{ operation: "DELETE /products/{id}/listings/{id}/images/{id}", effect: refused }]);
    await failure(declared.up(changed));
    bench.emulator.setFaults([]);
    assert.equal((await bench.colleague.images(declared.id as string)).length, 7);
    await declared.up(program);
    assert.equal((await bench.colleague.images(declared.id as string)).length, 6);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("can be refreshed and deleted", async () => {
    const program = await wholeOffer(bench, "partial-refresh");
    const declared = bench.declared(offer);
    bench.emulator.setFaults([{ operation: "PUT /products/{id}/listings/{id}", effect: refused }]);
    await failure(declared.up(program));
    bench.emulator.setFaults([]);
    assert.equal(await declared.refresh(), true);
    assert.equal(await declared.up(program), "updated");
    assert.equal((await bench.colleague.draft(declared.id as string, "Listing")).summary, "In short");
    await declared.destroy();
    assert.deepEqual(await bench.colleague.products("partial-refresh"), []);
  });

  it("of an update keeps what was true before, and the next one writes only what is missing", async () => {
    const whole = await WholeProgram.make(bench, "partial-update");
    setPath(whole.planProgram, "listing.summary", "written");
    setPath(whole.planProgram, "technicalConfiguration.version", "2.0.0");
    bench.emulator.setFaults([{ operation: "PUT /products/{id}/packageconfigurations/{id}", effect: refused }]);
    const error = await failure(whole.plan.up(whole.planProgram));
    const reached = error.properties ?? {};
    assert.equal(getPath(unsealed(reached), "technicalConfiguration.version"), "1.0.0");
    assert.equal(getPath(reached, "listing.summary"), "written");
    bench.emulator.setFaults([]);
    assert.deepEqual(await bench.writes(() => whole.plan.up(whole.planProgram)), [
      "PUT /products/{productId}/packageconfigurations/{id}",
    ]);
    assert.equal(await whole.plan.up(whole.planProgram), "unchanged");
  });

  it("is not had when nothing exists yet: the error has no id", async () => {
    bench.emulator.setFaults([{ operation: "POST /products", effect: refused }]);
    const error = await failure(bench.declared(offer).up(await wholeOffer(bench, "partial-nothing")));
    assert.equal(error.id, undefined);
    assert.deepEqual(await bench.colleague.products("partial-nothing"), []);
  });

  it("is a line without a stack, also where the defect is ours", async () => {
    const program = { ...smallPlan("00000000-0000-4000-8000-00000000000a", "gold", "none") };
    const error = await failure(bench.declared(plan).up(program));
    assert.doesNotMatch(error.message, /\n/);
    assert.match(error.message, /^plan gold: .*no such object/);
    assert.doesNotMatch(String(error.stack), /at /);
    assert.doesNotMatch(String(error), /\n/);
  });
});
