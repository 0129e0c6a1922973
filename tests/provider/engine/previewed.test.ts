/** What only the plugin tells the engine: outputs before anything is done, the paths that change, warnings, time limits. */
import assert from "node:assert/strict";
import { handlersOf } from "../../../provider/engine/lifecycle.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { submission } from "../../../provider/kinds/publishing/submission.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { unknownMarker } from "../../../provider/values/unknown.js";
import { failure } from "../declared.js";
import { smallOffer, smallPlan } from "../programs.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

const hour = 3_600_000;

describe("before anything is done", () => {
  const bench = workbench({
    speed: 0,
    delays: { branchLag: 0, packageProcessing: 0, validation: hour, previewCreation: hour, certification: hour },
  });
  const handlers = (kind: Parameters<typeof handlersOf>[0]) => {
    const run = bench.run();
    return handlersOf(kind, () => run);
  };

  it("a creation has its inputs as outputs; what the service will say is not known", async () => {
    const program = await smallOffer(bench, "previewed-new");
    const { check, preview } = handlers(offer);
    const { inputs } = await check({}, program);
    const calls = await bench.calls(async () => {
      const outputs = await preview(undefined, { ...inputs, __secrets: ["listing.summary"], __urn: "urn" });
      const { account, productId, observed, ...rest } = outputs;
      const { __contentHash: contentHash, ...shown } = inputs;
      assert.deepEqual(rest, { ...shown, contentHash });
      assert.deepEqual([productId, observed], [unknownMarker, unknownMarker]);
      assert.equal((account as Properties).tenantId, "contoso");
    });
    assert.deepEqual(calls, ["GET /products"], "whether it exists");
  });

  it("a creation whose check has been told of the preview asks nobody again", async () => {
    const program = await smallOffer(bench, "previewed-told");
    const { check, preview } = handlers(offer);
    const { inputs } = await check({}, { ...program, __preview: true });
    assert.deepEqual(await bench.calls(() => preview(undefined, inputs)), []);
  });

  it("a creation without credentials has an account that is not known", async () => {
    const run = bench.run({});
    const outputs = await handlersOf(offer, () => run).preview(undefined, { offerId: "nowhere" });
    assert.equal(outputs.account, unknownMarker);
  });

  it("an update keeps what never changes, and its paths are told", async () => {
    const program = await smallOffer(bench, "previewed-old");
    const declared = bench.declared(offer);
    await declared.up(program);
    setPath(program, "listing.summary", "another");
    const news = await declared.check(program);
    const { changed, preview } = handlers(offer);
    const outputs = await preview(declared.outputs, news);
    assert.equal(outputs.productId, declared.id);
    assert.deepEqual(outputs.account, declared.outputs.account);
    assert.equal(outputs.observed, unknownMarker);
    assert.deepEqual(changed(declared.outputs, news), ["listing.summary"]);
    assert.deepEqual(changed(declared.outputs, { ...news, alias: "another" }), ["alias", "listing.summary"]);
  });

  it("a submission's state is not known, and why it is made again is told", async () => {
    const whole = await WholeProgram.make(bench, "previewed-submission");
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ waitFor: "accepted" }));
    const { changed, preview } = handlers(submission);
    const news = await declared.check(whole.submission({ waitFor: "accepted" }));
    assert.deepEqual(changed(declared.outputs, news), []);
    assert.deepEqual(changed(declared.outputs, { ...news, resubmit: "always" }), ["resubmit"]);
    assert.deepEqual(changed({ ...declared.outputs, outdated: { why: "ended" } }, news), ["outdated"]);
    const outputs = await preview(declared.outputs, news);
    for (const key of ["submissionId", "state", "times"]) assert.equal(outputs[key], unknownMarker, key);
    assert.equal(outputs.offer, whole.productId);
  });

  it("what a check warns of is handed over, without secrets", async () => {
    const { id } = await bench.colleague.createProduct("previewed-warnings", "Warnings");
    const program = smallPlan(String(id), "gold", "package");
    setPath(program, "setup.state", "Inactive");
    const { warnings, failures } = await handlers(plan).check({}, program);
    assert.deepEqual(failures, []);
    assert.equal(warnings.length, 1);
    assert.match(
      warnings
        .map(({ property, reason }) => `${property} ${reason}`)
        .join()
        .trim(),
      /^setup\.state /,
    );
  });

  it("a wait ends after the time that the engine was told, unless the program says another one", async () => {
    const whole = await WholeProgram.make(bench, "previewed-timeout");
    const { check, create } = handlers(submission);
    const { inputs } = await check({}, whole.submission());
    const { message, id, properties } = await failure(create(inputs, { timeoutMs: 1_000 }));
    assert.match(message, /did not reach preview within/);
    assert.equal(id, whole.productId);
    const { update } = handlers(submission);
    const own = { ...inputs, timeouts: { update: "1s" } };
    await failure(update(whole.productId, properties as Properties, own, { timeoutMs: hour }));
  });
});
