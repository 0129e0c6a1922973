/** A submission that fails makes `up` fail with the service's reasons, and the next `up` submits again. */
import assert from "node:assert/strict";
import type { FaultEffect } from "pulumi-partnercenter-emulator";
import { PartialFailure } from "../../../../provider/engine/errors.js";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { setPath } from "../../../../provider/values/properties.js";
import { failure, providerText } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const post = "POST /products/{productId}/submissions";
const posting = "POST /products/{id}/submissions";

describe("a submission that fails", () => {
  const bench = workbench();
  let count = 0;
  const make = () => WholeProgram.make(bench, `failing-${++count}`);

  for (const effect of [{ submissionFailed: true }, { submissionFailed: "validation" }] as FaultEffect[]) {
    it(`in validation (${JSON.stringify(effect)}) is an error with reasons; the next up submits again`, async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      bench.emulator.setFaults([{ operation: posting, times: 1, effect }]);
      let error = new Error() as Awaited<ReturnType<typeof failure>>;
      const told = await bench.printed(async () => {
        error = await failure(declared.up(whole.submission()));
      });
      assert.ok(error instanceof PartialFailure);
      assert.equal(error.id, whole.productId);
      assert.match(error.message, /^submission of offer .*: submission 1 \(\d{19}\) failed \(InProgress\/Failed\)/);
      assert.match(error.message, /Error ValidationFailed: Automated validation failed/);
      const reasons = error.reasons as string[];
      assert.ok(reasons.length >= 1, reasons.join(" | "));
      assert.match(told.join("\n"), /failed \(InProgress\/Failed\)\. Correct the offer and run `pulumi up` again\.$/m);
      for (const reason of reasons) assert.doesNotMatch(reason, /\n|; Preview step|Correct the offer/);
      assert.ok(reasons.some((reason) => /^Error ValidationFailed: /.test(reason)));
      const { properties = {} } = error;
      assert.equal(properties.__provider, providerText);
      assert.deepEqual([properties.releaseNumber, properties.substate], [1, "Failed"]);
      assert.match(String(properties.submissionId), /^\d{19}$/);

      assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(whole.submission()), "updated")), [
        post,
      ]);
      assert.deepEqual([declared.outputs.releaseNumber, declared.outputs.substate], [2, "ReadyToPublish"]);
      assert.equal(await declared.up(whole.submission()), "unchanged");
    });
  }

  it("since the content is not complete tells each thing that is missing", async () => {
    const whole = await make();
    setPath(whole.offerProgram, "listing.description", undefined);
    setPath(whole.offerProgram, "previewAudience", undefined);
    await whole.offer.up(whole.offerProgram);
    const declared = bench.declared(submission);
    let error: Awaited<ReturnType<typeof failure>> = new Error();
    const calls = await bench.calls(async () => {
      error = await failure(declared.up(whole.submission()));
    });
    const listed = calls.filter((call) => call === "GET /products/{productId}/variants");
    assert.equal(listed.length, 2, "once for what is submitted, once to place all findings");
    const reasons = error.reasons as string[];
    assert.ok(
      reasons.some((reason) => reason.includes("has no listing description")),
      reasons.join("\n"),
    );
    assert.ok(reasons.some((reason) => reason.includes("has no preview audience")));
    setPath(whole.offerProgram, "listing.description", "<p>There</p>");
    setPath(whole.offerProgram, "previewAudience", { subscriptions: ["5b4a2c1d-0000-4000-8000-0123456789ab"] });
    await whole.offer.up(whole.offerProgram);
    await declared.up(whole.submission());
    assert.equal(declared.outputs.substate, "ReadyToPublish");
  });

  it("after a run that did not wait for it is seen by a refresh, and the next up submits again", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { submissionFailed: true } }]);
    const program = whole.submission({ waitFor: "accepted" });
    await declared.up(program);
    assert.equal(await declared.up(program), "unchanged");
    const told = await bench.printed(() => declared.refresh());
    assert.match(told.join(), /submission 1 .*did not succeed/);
    assert.equal(declared.outputs.substate, "Failed");
    assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(program), "updated")), [post]);
    assert.equal(declared.outputs.releaseNumber, 2);
  });

  it("that is refused outright is an error with the service's words; nothing is kept of it", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { status: 400, body: "Resources missing" } }]);
    const error = await failure(declared.up(whole.submission()));
    assert.match(error.message, /Resources missing/);
    assert.equal(error.id, undefined);
    await declared.up(whole.submission());
    assert.equal(declared.outputs.releaseNumber, 1);
  });

  it("that is lost on its way is looked for, and made once", async () => {
    const whole = await make();
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { status: 503 } }]);
    const declared = await whole.submit();
    assert.equal(declared.outputs.releaseNumber, 1);
  });

  it("in certification fails the release with reasons; after a refresh the content is submitted again", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    bench.emulator.setFaults([
      { operation: "POST /products/{id}/submissions/{id}/promote", effect: { certificationFailed: true } },
    ]);
    const declared = bench.declared(release);
    const error = await failure(declared.up(whole.release(submitted)));
    assert.ok(error instanceof PartialFailure);
    assert.match(error.message, /^release of offer .*failed \(InProgress\/FailedInCertification\)/);
    assert.ok(
      (error.reasons as string[]).some((reason) => /Certification/.test(reason)),
      error.message,
    );
    bench.emulator.setFaults([]);
    assert.match(
      (await failure(declared.up(whole.release(submitted)))).message,
      /has failed and cannot go live; run `pulumi refresh`, then `pulumi up`/,
    );
    await submitted.refresh();
    assert.equal(await submitted.up(whole.submission()), "updated");
    await declared.up(whole.release(submitted));
    assert.deepEqual([declared.outputs.releaseNumber, declared.outputs.substate], [2, "InStore"]);
  });
});
