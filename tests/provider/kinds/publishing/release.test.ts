/** A release: exactly the submission that was named goes live, once. */
import assert from "node:assert/strict";
import { candidate, release } from "../../../../provider/kinds/publishing/release.js";
import type { Submission } from "../../../../provider/partner-center/schemas/resources.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { failure } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const promote = "POST /products/{productId}/submissions/{submissionId}/promote";

describe("a release", () => {
  const bench = workbench();
  let count = 0;
  const make = () => WholeProgram.make(bench, `release-${++count}`);

  it("goes live once, with ids, times and links, and then costs nothing", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    const declared = bench.declared(release);
    const program = whole.release(submitted, { publisherId: "contoso", offerId: whole.offerProgram.offerId });
    const told = await bench.printed(async () => {
      assert.deepEqual(await bench.writes(() => declared.up(program)), [promote]);
    });
    assert.doesNotMatch(told.join("\n"), /: promoted /, "the wait says it");
    const { outputs } = declared;
    assert.equal(declared.id, whole.productId);
    assert.deepEqual(
      [outputs.submissionId, outputs.releaseNumber, outputs.state, outputs.substate],
      [submitted.outputs.submissionId, 1, "Published", "InStore"],
    );
    assert.deepEqual(Object.keys(outputs.times as object).sort(), [
      "liveAt",
      "previewReadyAt",
      "promotedAt",
      "submittedAt",
    ]);
    assert.deepEqual(Object.keys(outputs.links as object).sort(), ["marketplace", "offer", "preview"]);
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    const { inputs } = declared;
    await declared.refresh();
    assert.deepEqual(declared.inputs, inputs);
    assert.equal(await declared.up(program), "unchanged");
    assert.equal(await submitted.up(whole.submission()), "unchanged", "nothing to submit either");
    await submitted.refresh();
    assert.equal(await submitted.up(whole.submission()), "unchanged");
    assert.equal(submitted.outputs.substate, "InStore");
  });

  it("says in a preview of the first one of an offer what cannot be taken back, known or not, and then no more", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    const line = /this takes the offer live, which cannot be taken back:\n.*ids, prices and more are locked/;
    const checked = async (program: Properties, environment = bench.environment()) => {
      const fresh = bench.declared(release, bench.run(environment));
      return (await bench.printed(() => fresh.check({ ...program, __preview: true }))).join("\n");
    };
    for (const submission of [submitted.outputs.submissionId, unknownMarker]) {
      assert.match(await checked({ offer: whole.productId, submission }), line);
    }
    assert.match(await checked({ offer: unknownMarker, submission: unknownMarker }), line);
    assert.match(await checked(whole.release(submitted), {}), line);
    const declared = bench.declared(release);
    const told = await bench.printed(() => declared.up(whole.release(submitted)));
    assert.doesNotMatch(told.join("\n"), line, "the preview has said it");
    assert.match(String(told.at(-1)), /release of offer .*: live( after \d+ s)?\nsubmission \d{19}: http/);
    assert.doesNotMatch((await bench.printed(() => declared.check(whole.release(submitted)))).join(), line);
    assert.doesNotMatch(await checked(whole.release(submitted)), line, "live already, by whomever");
  });

  it("of a next submission is an update", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    const declared = bench.declared(release);
    await declared.up(whole.release(submitted));
    setPath(whole.offerProgram, "listing.summary", "Next");
    await whole.offer.up(whole.offerProgram);
    await submitted.up(whole.submission());
    assert.deepEqual(
      await bench.writes(async () => assert.equal(await declared.up(whole.release(submitted)), "updated")),
      [promote],
    );
    assert.deepEqual([declared.outputs.releaseNumber, declared.outputs.substate], [2, "InStore"]);
  });

  it("of what is live already, in another stack, promotes nothing", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    await bench.declared(release).up(whole.release(submitted));
    const other = bench.declared(release);
    assert.deepEqual(await bench.writes(() => other.up(whole.release(submitted))), []);
    assert.equal(other.outputs.substate, "InStore");
  });

  it("of a submission that is not there is refused, naming the current one", async () => {
    const whole = await make();
    const program = { offer: whole.productId, submission: "1152921504606846999" };
    assert.match(
      (await failure(bench.declared(release).up(program))).message,
      /1152921504606846999 is not there.*the offer has no submission/,
    );
    await whole.submit();
    const error = await failure(bench.declared(release).up(program));
    assert.match(error.message, /the current one is submission 1 \(\d{19}\), which is in preview/);
    assert.equal(error.id, undefined);
  });

  it("of a superseded submission is refused, and nothing goes live", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    const old = whole.release(submitted);
    setPath(whole.offerProgram, "listing.summary", "Next");
    await whole.offer.up(whole.offerProgram);
    await submitted.up(whole.submission());
    const writes = await bench.writes(async () => {
      const error = await failure(bench.declared(release).up(old));
      assert.match(error.message, /superseded by a newer one.*the current one is submission 2/);
    });
    assert.deepEqual(writes, []);
  });

  it("whose reply is lost promotes once all the same", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    bench.emulator.setFaults([
      { operation: "POST /products/{id}/submissions/{id}/promote", nth: 1, effect: { reset: "after" } },
    ]);
    const declared = bench.declared(release);
    assert.deepEqual(await bench.writes(() => declared.up(whole.release(submitted))), [promote]);
    assert.equal(declared.outputs.substate, "InStore");
  });

  it("is not there any more when the offer is gone", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    const declared = bench.declared(release);
    await declared.up(whole.release(submitted, { waitFor: "accepted" }));
    Object.assign(declared.outputs, { offer: "gone" });
    declared.id = "00000000-0000-4000-8000-000000000000";
    assert.equal(await declared.refresh(), false);
  });
});

describe("a submission that may be released", () => {
  const of = (id: string, state: string, substate: string) => ({ id, state, substate }) as Submission;
  const preview = of("1", "Published", "ReadyToPublish");
  const cases: [what: string, all: Submission[], refused: RegExp | undefined][] = [
    ["in preview", [preview], undefined],
    ["in preview, after one that failed", [of("0", "InProgress", "Failed"), preview], undefined],
    ["in preview, followed by one that failed", [preview, of("2", "InProgress", "Failed")], undefined],
    ["in preview, followed by one in progress", [preview, of("2", "InProgress", "Submitted")], /was superseded; .*2/],
    ["in preview, followed by another preview", [preview, of("2", "Published", "ReadyToPublish")], /was superseded/],
    ["live, followed by another preview", [of("1", "Published", "InStore"), { ...preview, id: "2" }], undefined],
    ["failed", [of("1", "InProgress", "FailedInCertification")], /has failed and cannot go live/],
    ["not listed", [of("2", "Published", "InStore")], /submission 1 is not there .*the current one is .*2/],
    ["of an offer without any", [], /submission 1 is not there .*the offer has no submission/],
  ];
  for (const [what, all, refused] of cases) {
    it(`is ${what}: ${refused === undefined ? "it can go live" : "it cannot go live"}`, () => {
      const found = candidate(all, "1");
      if (refused === undefined) assert.equal((found as Submission).id, "1");
      else assert.match(String(found), refused);
    });
  }
});
