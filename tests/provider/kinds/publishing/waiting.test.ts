/** Waits are bounded and resumable, and what is under way is not disturbed. Here the emulator's clock stands still. */
import assert from "node:assert/strict";
import { PartialFailure } from "../../../../provider/engine/errors.js";
import { timeoutOf } from "../../../../provider/kinds/publishing/inputs/publishing-inputs.js";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { elapsed } from "../../../../provider/partner-center/publishing/submission-text.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { front } from "../../front.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const hour = 3_600_000;
const promote = "POST /products/{productId}/submissions/{submissionId}/promote";
const post = "POST /products/{productId}/submissions";
const cancel = "DELETE /products/{productId}/submissions/{submissionId}";
const short = { timeouts: { create: "1s", update: "1s" } };

describe("while the service takes its time", () => {
  const delays = { validation: hour, previewCreation: hour, certification: hour, publish: hour };
  const bench = workbench({ speed: 0, delays: { branchLag: 0, packageProcessing: 0, ...delays } });
  const service = front(bench);
  let count = 0;
  const make = () => WholeProgram.make(bench, `waiting-${++count}`);
  const edit = async (whole: WholeProgram, summary: string) => {
    setPath(whole.offerProgram, "listing.summary", summary);
    await whole.offer.up(whole.offerProgram);
  };
  const all = (whole: WholeProgram) => bench.colleague.list(`/products/${whole.productId}/submissions`);

  it("a wait for the preview that times out is a partial failure; the next up waits for the same one", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    const started = Date.now();
    const error = await failure(declared.up(whole.submission(short)));
    assert.ok(Date.now() - started < 5000);
    assert.ok(error instanceof PartialFailure);
    assert.match(error.message, /did not reach preview within .*InProgress\/Submitted.*run again to go on waiting/);
    assert.equal((error.properties as Properties).substate, "Submitted");
    bench.emulator.advance(3 * hour);
    assert.deepEqual(
      await bench.writes(async () => assert.equal(await declared.up(whole.submission(short)), "updated")),
      [],
    );
    assert.deepEqual([declared.outputs.releaseNumber, declared.outputs.substate], [1, "ReadyToPublish"]);
    assert.equal(await declared.up(whole.submission(short)), "unchanged");
  });

  it("a submission that only has to be accepted is not waited for; preview is then only a wait", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ waitFor: "accepted" }));
    assert.equal(declared.outputs.substate, "Submitted");
    assert.deepEqual(Object.keys(declared.outputs.times as object), ["submittedAt"]);
    bench.emulator.advance(3 * hour);
    await declared.refresh();
    assert.equal(declared.outputs.substate, "ReadyToPublish");
    assert.deepEqual(Object.keys(declared.outputs.times as object).sort(), ["previewReadyAt", "submittedAt"]);
    assert.equal(await declared.up(whole.submission({ waitFor: "accepted" })), "unchanged");
    assert.deepEqual(
      await bench.writes(async () => assert.equal(await declared.up(whole.submission()), "updated")),
      [],
    );
  });

  it("our own submission is taken back when the content changes again", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ waitFor: "accepted" }));
    await edit(whole, "Changed my mind");
    const writes = await bench.writes(() => declared.up(whole.submission({ waitFor: "accepted" })));
    assert.deepEqual(writes, [cancel, post]);
    assert.equal((await all(whole)).length, 1);
    assert.equal(declared.outputs.releaseNumber, 2);
  });

  it("a colleague's submission is neither taken back nor taken over", async () => {
    const whole = await make();
    const { id } = await bench.colleague.submit(whole.productId);
    const writes = await bench.writes(async () => {
      const error = await failure(bench.declared(submission).up(whole.submission()));
      assert.match(
        error.message,
        new RegExp(`submission 1 \\(${id}\\) is in progress, and this stack did not make it`),
      );
      assert.match(error.message, /Cancel publish/);
      assert.equal(error.id, undefined);
    });
    assert.deepEqual(writes, []);
  });

  it("a submission is taken back when it is destroyed", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ waitFor: "accepted" }));
    const told = await bench.printed(async () =>
      assert.deepEqual(await bench.writes(() => declared.destroy()), [cancel]),
    );
    assert.match(told.join(), /was taken back/);
    assert.deepEqual(await all(whole), []);
    assert.deepEqual(await bench.writes(() => declared.destroy()), []);
    assert.equal(await declared.refresh(), false);
  });

  for (const status of [409, 412]) {
    it(`a submission that goes on is not forgotten when its deletion is answered with ${status}`, async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      await declared.up(whole.submission({ waitFor: "accepted" }));
      for (const operation of ["DELETE /products/{id}/submissions/{id}", "GET /products/{id}/submissions"]) {
        bench.emulator.setFaults([{ operation, times: 1, effect: { status } }]);
        const error = await failure(declared.takeOut());
        assert.match(error.message, /^submission of offer .*conflicts with what Partner Center has/);
        assert.equal((await all(whole))[0]?.substate, "Submitted", operation);
      }
      assert.match((await bench.printed(() => declared.destroy())).join(), /was taken back/);
      assert.deepEqual(await all(whole), []);
    });
  }

  it("a submission whose deletion, or look before it, is answered with 404 for no reason is not forgotten", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ waitFor: "accepted" }));
    const operation = "/products/{id}/submissions/{id}";
    bench.emulator.setFaults([{ operation: `DELETE ${operation}`, times: 1, effect: { status: 404 } }]);
    assert.match((await failure(declared.destroy())).message, /has no such object/);
    assert.equal((await all(whole))[0]?.substate, "Submitted");
    bench.emulator.setFaults([{ operation: `GET ${operation}`, times: 1, effect: { status: 404 } }]);
    assert.match((await bench.printed(() => declared.destroy())).join(), /was taken back/);
    assert.deepEqual(await all(whole), []);
  });

  it("our own submission is taken back once when the service shows that late, and is waited for", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    declared.process = () => service.run();
    await declared.up(whole.submission({ waitFor: "accepted" }));
    const listed = await all(whole);
    let late = 0;
    service.answer = (call, body) => {
      if (call.startsWith("DELETE")) late = 3;
      if (!/^GET .*\/submissions\?/.test(call) || late === 0) return body;
      late -= 1;
      return { ...body, value: listed };
    };
    service.before = async (call) => {
      if (call.startsWith("DELETE")) late = 3;
    };
    const program = whole.submission({ waitFor: "accepted", certificationNotes: "Another" });
    const writes = await bench.writes(() => declared.up(program));
    assert.deepEqual(writes, [cancel, post]);
  });

  it("a submission that a list leaves out once, or that is not there once, is still known after a refresh", async () => {
    const whole = await make();
    const [submitted, released] = [bench.declared(submission), bench.declared(release)];
    await submitted.up(whole.submission({ waitFor: "accepted" }));
    bench.emulator.advance(3 * hour);
    await submitted.up(whole.submission());
    await released.up(whole.release(submitted, { waitFor: "accepted" }));
    await submitted.refresh();
    for (const effect of [{ status: 200, body: { value: [] } }, { status: 404 }]) {
      for (const declared of [submitted, released]) {
        const before = structuredClone(declared.outputs);
        bench.emulator.setFaults([{ operation: "GET /products/{id}/submissions", times: 1, effect }]);
        assert.equal(await declared.refresh(), true);
        assert.equal(declared.outputs.submissionId, before.submissionId);
        assert.equal(declared.outputs.outdated, undefined);
      }
    }
    assert.equal(await submitted.up(whole.submission()), "unchanged");
  });

  it("a submission that reaches preview while it is taken back stays there, and that is said", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    declared.process = () => service.run();
    await declared.up(whole.submission({ waitFor: "accepted" }));
    service.before = async (call) => {
      if (!call.startsWith("DELETE")) return;
      bench.emulator.advance(3 * hour);
      service.before = async () => {};
    };
    const told = await bench.printed(() => declared.destroy());
    assert.match(told.join(), /stays in preview: the API cannot withdraw a preview/);
    assert.doesNotMatch(told.join(), /taken back/);
  });

  it("a submission that the service never begins is told when the wait ends; new content takes it back", async () => {
    const whole = await make();
    bench.emulator.setFaults([
      { operation: "POST /products/{id}/submissions", times: 1, effect: { submissionFailed: "stillInDraft" } },
    ]);
    const declared = bench.declared(submission);
    assert.match((await failure(declared.up(whole.submission(short)))).message, /InProgress\/InDraft/);
    await edit(whole, "Another try");
    await declared.up(whole.submission({ waitFor: "accepted" }));
    assert.deepEqual([declared.outputs.releaseNumber, declared.outputs.substate], [2, "Submitted"]);
  });

  it("a release of what is not in preview yet is refused", async () => {
    const whole = await make();
    const submitted = bench.declared(submission);
    await submitted.up(whole.submission({ waitFor: "accepted" }));
    const writes = await bench.writes(async () => {
      assert.match(
        (await failure(bench.declared(release).up(whole.release(submitted)))).message,
        /is not in preview yet; run `pulumi up` again/,
      );
    });
    assert.deepEqual(writes, []);
  });

  it("a wait for live that times out is a partial failure; the next up promotes nothing and waits on", async () => {
    const whole = await make();
    const submitted = bench.declared(submission);
    await submitted.up(whole.submission({ waitFor: "accepted" }));
    bench.emulator.advance(3 * hour);
    await submitted.refresh();
    const declared = bench.declared(release);
    const program = whole.release(submitted, short);
    const error = await failure(declared.up(program));
    assert.ok(error instanceof PartialFailure);
    assert.match(error.message, /did not reach live within/);
    assert.equal((error.properties as Properties).substate, "Publishing");

    await edit(whole, "Meanwhile");
    const stuck = await failure(submitted.up(whole.submission({ waitFor: "accepted" })));
    assert.match(stuck.message, /submission 1 .*\) is going live, and until it is, nothing can be submitted/);

    bench.emulator.advance(3 * hour);
    assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(program), "updated")), []);
    assert.equal(declared.outputs.substate, "InStore");
    await submitted.up(whole.submission({ waitFor: "accepted" }));
    assert.equal(submitted.outputs.releaseNumber, 2);
    assert.equal(await declared.up(program), "unchanged", "the release still names what is live");
  });

  it("a release that only has to be accepted says that it is publishing, and a refresh when it is live", async () => {
    const whole = await make();
    const submitted = bench.declared(submission);
    await submitted.up(whole.submission({ waitFor: "accepted" }));
    bench.emulator.advance(3 * hour);
    const declared = bench.declared(release);
    const program = whole.release(submitted, { waitFor: "accepted" });
    assert.deepEqual(await bench.writes(() => declared.up(program)), [promote]);
    assert.equal(declared.outputs.substate, "Publishing");
    assert.ok((declared.outputs.times as Properties).promotedAt);
    bench.emulator.advance(3 * hour);
    await declared.refresh();
    assert.equal(declared.outputs.substate, "InStore");
    assert.ok((declared.outputs.times as Properties).liveAt);
    assert.equal(await declared.up(program), "unchanged");
  });
});

describe("the time of a wait", () => {
  const minute = 60_000;
  const cases: [milliseconds: number, words: string][] = [
    [0, "0 s"],
    [1499, "1 s"],
    [minute - 1, "60 s"],
    [minute, "1 min"],
    [2 * hour - 1, "119 min"],
    [2 * hour, "2 h 0 min"],
    [3 * hour + 5 * minute, "3 h 5 min"],
    [48 * hour - 1, "47 h 59 min"],
    [48 * hour, "2 d 0 h"],
    [76 * hour, "3 d 4 h"],
  ];
  for (const [milliseconds, words] of cases) {
    it(`of ${milliseconds} ms is ${words}`, () => assert.equal(elapsed(milliseconds), words));
  }

  it("is at most what the program says of this step, else the default", () => {
    const inputs = { timeouts: { create: "1m", update: "2m" } };
    assert.equal(timeoutOf(inputs, false, "1h"), minute);
    assert.equal(timeoutOf(inputs, true, "1h"), 2 * minute);
    assert.equal(timeoutOf({ timeouts: { create: "1m" } }, true, "1h"), hour);
    assert.equal(timeoutOf({}, false, "1h"), hour);
  });
});
