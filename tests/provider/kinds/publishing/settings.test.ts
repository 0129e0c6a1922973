/**
 * What a program may say about submitting: when again, what about others' submissions, what about failures, and by
 * itself.
 */
import assert from "node:assert/strict";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { failure, Refused } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const hour = 3_600_000;
const post = "POST /products/{productId}/submissions";
const cancel = "DELETE /products/{productId}/submissions/{submissionId}";
const posting = "POST /products/{id}/submissions";

describe("when a submission is made again", () => {
  const bench = workbench();
  let count = 0;
  const make = () => WholeProgram.make(bench, `again-${++count}`);
  const edit = async (whole: WholeProgram, summary: string) => {
    setPath(whole.offerProgram, "listing.summary", summary);
    await whole.offer.up(whole.offerProgram);
  };

  it("`always` submits at each up, and preview says so", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    const program = () => whole.submission({ resubmit: "always" });
    await declared.up(program());
    for (const releaseNumber of [2, 3]) {
      assert.equal((await declared.diff(program())).changes, true);
      assert.deepEqual(await bench.writes(() => declared.up(program())), [post]);
      assert.equal(declared.outputs.releaseNumber, releaseNumber);
    }
    assert.equal(await declared.up(whole.submission()), "unchanged", "once the setting is taken out");
  });

  it("`always` goes on with what an interrupted run has made, and with what is not in preview yet", async () => {
    const whole = await make();
    const program = whole.submission({ resubmit: "always" });
    await bench.declared(submission).up(program); // of a run whose state is lost
    const declared = bench.declared(submission);
    assert.deepEqual(await bench.writes(() => declared.up(program)), []);
    declared.outputs.substate = "Submitted"; // as a wait that ran out leaves it
    assert.deepEqual(await bench.writes(() => declared.up(program)), []);
    assert.deepEqual(await bench.writes(() => declared.up(program)), [post]);
  });

  it("`never` leaves new content as drafts until it is taken out; a failure is followed all the same", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    const program = () => whole.submission({ resubmit: "never" });
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { submissionFailed: true } }]);
    await failure(declared.up(program()));
    assert.deepEqual(await bench.writes(() => declared.up(program())), [post]);
    await edit(whole, "Later");
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program()), "unchanged")), []);
    const waiting = { resubmit: "never", waitFor: "accepted" };
    assert.deepEqual(await bench.writes(() => declared.up(whole.submission(waiting))), []);
    assert.deepEqual(await bench.writes(() => declared.up(whole.submission())), [post]);
    assert.equal(declared.outputs.releaseNumber, 3);
  });

  it("`never` says what has taken the place of its submission, and sends nothing", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    await declared.up(whole.submission({ resubmit: "never" }));
    await bench.colleague.submit(whole.productId);
    const writes = await bench.writes(async () => {
      const error = await failure(declared.up(whole.submission({ resubmit: "never", waitFor: "accepted" })));
      assert.match(error.message, /was replaced by submission 2 .*`resubmit` is "never"/);
    });
    assert.deepEqual(writes, []);
  });

  it("a failure that only warns prints the reasons, lets the up succeed, and is followed by another try", async () => {
    const whole = await make();
    const declared = bench.declared(submission);
    const program = whole.submission({ onFailure: "warn" });
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { submissionFailed: true } }]);
    const told = await bench.printed(() => declared.up(program));
    assert.ok(told.some((line) => /: submission 1 .*failed \(InProgress\/Failed\)\. Correct/.test(line)));
    assert.ok(told.some((line) => /warning: Error ValidationFailed: /.test(line)));
    assert.equal(declared.outputs.substate, "Failed");
    assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(program), "updated")), [post]);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("a release whose certification fails warns, too", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    bench.emulator.setFaults([
      { operation: "POST /products/{id}/submissions/{id}/promote", effect: { certificationFailed: true } },
    ]);
    const declared = bench.declared(release);
    const told = await bench.printed(() => declared.up(whole.release(submitted, { onFailure: "warn" })));
    assert.ok(
      told.some((line) => /warning: Live step "Certification": Failed/.test(line)),
      told.join("\n"),
    );
    assert.equal(declared.outputs.substate, "FailedInCertification");
  });

  describe("with an option to publish by itself", () => {
    const soon = () => new Date(Date.now() + 24 * hour).toISOString();
    const sent = async (whole: WholeProgram) =>
      getPath(
        (await bench.colleague.list(`/products/${whole.productId}/submissions?$expand=PublishOption`))[0] ?? {},
        "publishOption",
      );

    it("is promoted by the service", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      await declared.up(whole.submission({ publishOption: { autoPromote: true } }));
      assert.equal(declared.outputs.substate, "InStore");
      const live = bench.declared(release);
      assert.deepEqual(await bench.writes(() => live.up(whole.release(declared))), [], "nothing is left to promote");
    });

    it("is sent as a manual publication when asked for, and submitted again for another answer only", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      const manual = (manualPublish: boolean) => whole.submission({ publishOption: { manualPublish } });
      await declared.up(manual(true));
      assert.equal(((await sent(whole)) as Properties).isManualPublish, true);
      assert.equal(await declared.up(manual(true)), "unchanged");
      assert.equal(await declared.up(manual(false)), "updated");
      assert.equal(((await sent(whole)) as Properties).isManualPublish, false);
      assert.equal(declared.outputs.releaseNumber, 2);
      assert.equal(await declared.up(whole.submission()), "unchanged");
    });

    it("sends the time in UTC, is unchanged for the same moment, and made again for another", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      const at = (releaseTime: string) => whole.submission({ publishOption: { releaseTime } });
      const time = soon();
      await declared.up(at(time));
      assert.equal(((await sent(whole)) as Properties).releaseTimeInUtc, time);
      const shifted = new Date(Date.parse(time) + 2 * hour).toISOString().replace("Z", "+02:00");
      assert.equal(await declared.up(at(shifted)), "unchanged");
      assert.deepEqual(await bench.writes(() => declared.up(at(new Date(Date.now() + 48 * hour).toISOString()))), [
        post,
      ]);
      assert.deepEqual(await bench.writes(() => declared.up(whole.submission())), [post], "taken out");
      assert.equal(((await sent(whole)) as Properties).releaseTimeInUtc, undefined);
    });

    it("is not made again for another time once it is live", async () => {
      const whole = await make();
      const declared = await whole.submit();
      await bench.declared(release).up(whole.release(declared));
      const writes = await bench.writes(() =>
        declared.up(whole.submission({ publishOption: { releaseTime: soon() } })),
      );
      assert.deepEqual(writes, []);
    });

    it("refuses a time in the past at preview, unless it was sent before and nothing new is sent", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      const past = new Date(Date.now() - 1000).toISOString();
      const program = () => whole.submission({ publishOption: { releaseTime: past } });
      const error = await failure(declared.up(program()));
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.findings, [
        { property: "publishOption.releaseTime", reason: `${past} is in the past; give a later time, or take it out` },
      ]);
      const withoutTime = bench.declared(submission);
      await withoutTime.up(whole.submission());
      assert.ok((await failure(withoutTime.check(program()))) instanceof Refused, "although nothing else is new");
      const soonest = new Date(Date.now() + 2000).toISOString();
      const later = () => whole.submission({ publishOption: { releaseTime: soonest } });
      await declared.up(later());
      await new Promise((resolve) => setTimeout(resolve, 2100));
      assert.equal(await declared.up(later()), "unchanged");
      const always = { resubmit: "always", publishOption: { releaseTime: soonest } };
      assert.ok((await failure(declared.check(whole.submission(always)))) instanceof Refused);
      await edit(whole, "New");
      assert.ok((await failure(declared.up(later()))) instanceof Refused);
    });

    it("refuses a time that has passed since the preview, before anything is sent", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      const releaseTime = new Date(Date.now() + 1000).toISOString();
      const news = await declared.check(whole.submission({ publishOption: { releaseTime } }));
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const writes = await bench.writes(async () => {
        assert.match((await failure(declared.handlers.create(news))).message, /is in the past; nothing was submitted/);
      });
      assert.deepEqual(writes, []);
    });

    for (const releaseTime of ["tomorrow", "2030-05-01", "2030-05-01T09:00:00", "2030-13-01T09:00:00Z"]) {
      it(`refuses the time ${releaseTime}`, async () => {
        const error = await failure(
          bench.declared(submission).up({ offer: "o", content: {}, publishOption: { releaseTime } }),
        );
        assert.ok(error instanceof Refused);
        assert.deepEqual(
          error.findings.map(({ property }) => property),
          ["publishOption.releaseTime"],
        );
      });
    }
  });

  describe("with a plan that has no package", () => {
    const withoutPackage = async () => {
      const whole = await make();
      setPath(whole.planProgram, "technicalConfiguration.package", undefined);
      await whole.plan.up(whole.planProgram);
      return whole;
    };
    // Without the property: the engine would print a value that the inputs do not carry.
    const finding = {
      property: "",
      reason:
        "plan gold, technicalConfiguration.package is required to publish: an ApplicationPackage " +
        "(page plan-azure-app-managed-app, 2020-11)",
    };

    it("is an error at preview when the offer is yet to be made, without credentials", async () => {
      const declared = bench.declared(submission, bench.run({}));
      const error = await failure(
        declared.check({
          offer: unknownMarker,
          content: {},
          lacking: { "plan gold": ["technicalConfiguration.package"] },
        }),
      );
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.findings, [finding]);
    });

    it("is an error at preview when the service has none either, and no request when nothing is sent", async () => {
      const whole = await withoutPackage();
      const declared = bench.declared(submission);
      const error = await failure(
        declared.check(whole.submission({ lacking: { "plan gold": ["technicalConfiguration.package"] } })),
      );
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.findings, [finding]);
    });

    it("is looked for in one list of the plans, with what else there is to say of them", async () => {
      const whole = await withoutPackage();
      const program = whole.submission({
        planIds: ["gold", "silver"],
        lacking: { "plan gold": ["technicalConfiguration.package"], "plan silver": ["technicalConfiguration.package"] },
      });
      const calls = await bench.calls(() => failure(bench.declared(submission).check(program)));
      assert.equal(calls.filter((call) => call === "GET /products/{productId}/variants").length, 1, calls.join("\n"));
    });

    it("is none when somebody has set it in the portal", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      const program = whole.submission({ lacking: { "plan gold": ["technicalConfiguration.package"] } });
      await declared.up(program);
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    });

    it("is refused before anything is sent", async () => {
      const whole = await withoutPackage();
      const writes = await bench.writes(async () => {
        const error = await failure(bench.declared(submission).up(whole.submission()));
        assert.match(error.message, /Plans without a package: gold.*Nothing was submitted/);
      });
      assert.deepEqual(writes, []);
    });
  });

  it("a preview that is not found at first is waited for, at the first look and later", async () => {
    const whole = await make();
    bench.emulator.setFaults([{ operation: posting, effect: { notFoundInPreview: 1 } }]);
    const declared = bench.declared(submission);
    await declared.up(whole.submission());
    assert.deepEqual([declared.outputs.releaseNumber, declared.outputs.substate], [1, "ReadyToPublish"]);
  });

  it("a release of a submission that cannot go live is an error at preview, with one request", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    const declared = bench.declared(release);
    const unknown = { offer: whole.productId, submission: "1152921504606846999" };
    const calls = await bench.calls(async () => {
      const error = await failure(declared.preview(unknown));
      assert.ok(error instanceof Refused);
      assert.match(
        error.message,
        /^submission cannot go live: submission 1152921504606846999 is not there.*submission 1/,
      );
    });
    assert.equal(calls.length, 1);
    assert.equal((await bench.calls(() => declared.preview({ ...unknown, submission: unknownMarker }))).length, 1);
    await declared.up(whole.release(submitted));
    assert.equal((await bench.calls(() => declared.preview(whole.release(submitted)))).length, 0);
  });
});

describe("a submission that finds a colleague's in progress", () => {
  const delays = { validation: hour, previewCreation: hour, certification: hour, publish: hour };
  const bench = workbench({ speed: 0, delays: { branchLag: 0, packageProcessing: 0, ...delays } });
  let count = 0;
  const make = () => WholeProgram.make(bench, `conflict-${++count}`);
  const accepted = { waitFor: "accepted" };

  it('replaces it with `onConflict: "replace"`, and says so', async () => {
    const whole = await make();
    await bench.colleague.submit(whole.productId);
    const declared = bench.declared(submission);
    const told: string[] = [];
    const writes = await bench.writes(async () => {
      told.push(...(await bench.printed(() => declared.up(whole.submission({ ...accepted, onConflict: "replace" })))));
    });
    assert.deepEqual(writes, [cancel, post]);
    assert.match(told.join("\n"), /taking back submission 1 .*since onConflict is "replace"/);
    assert.equal(declared.outputs.releaseNumber, 2);
  });

  it("does not replace one that is going live", async () => {
    const whole = await make();
    const { id } = await bench.colleague.submit(whole.productId);
    bench.emulator.advance(3 * hour);
    await bench.colleague.call("POST", `/products/${whole.productId}/submissions/${id}/promote`);
    const writes = await bench.writes(async () => {
      const declared = bench.declared(submission);
      const error = await failure(declared.up(whole.submission({ ...accepted, onConflict: "replace" })));
      assert.match(error.message, /is going live/);
    });
    assert.deepEqual(writes, []);
  });

  it('waits for its end with `onConflict: "wait"`, and then submits', async () => {
    const whole = await make();
    await bench.colleague.submit(whole.productId);
    const declared = bench.declared(submission);
    const told: string[] = [];
    const writes = await bench.writes(async () => {
      const work = bench.printed(() => declared.up(whole.submission({ ...accepted, onConflict: "wait" })));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      bench.emulator.advance(3 * hour);
      told.push(...(await work));
    });
    assert.deepEqual(writes, [post]);
    assert.match(told.join("\n"), /waits until submission 1 \(\d+\) has ended[\s\S]*submitted as submission 2/);
  });

  it("waits no longer than it may, and the next up goes on waiting", async () => {
    const whole = await make();
    await bench.colleague.submit(whole.productId);
    const declared = bench.declared(submission);
    const program = whole.submission({ ...accepted, onConflict: "wait", timeouts: { create: "1s" } });
    const writes = await bench.writes(async () => {
      const error = await failure(declared.up(program));
      assert.match(error.message, /has not ended within 1 s; run `pulumi up` again to go on waiting/);
      assert.equal(error.id, undefined);
    });
    assert.deepEqual(writes, []);
    bench.emulator.advance(3 * hour);
    assert.deepEqual(await bench.writes(() => declared.up(program)), [post]);
  });

  it("that has failed and is stuck is cancelled only when told to", async () => {
    const whole = await make();
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { submissionFailed: "failedUpdate" } }]);
    await bench.colleague.submit(whole.productId);
    bench.emulator.advance(3 * hour);
    const declared = bench.declared(submission);
    const error = await failure(declared.up(whole.submission(accepted)));
    assert.match(error.message, /has failed but is still in the way.*npx -p pulumi-partnercenter partnercenter cancel/);
    const writes = await bench.writes(() => declared.up(whole.submission({ ...accepted, onConflict: "replace" })));
    assert.deepEqual(writes, [cancel, post]);
  });

  it("that has failed and is stuck is not waited for: it would never end", async () => {
    const whole = await make();
    bench.emulator.setFaults([{ operation: posting, times: 1, effect: { submissionFailed: "failedUpdate" } }]);
    await bench.colleague.submit(whole.productId);
    bench.emulator.advance(3 * hour);
    const waiting = whole.submission({ ...accepted, onConflict: "wait", timeouts: { create: "1s" } });
    const error = await failure(bench.declared(submission).up(waiting));
    assert.match(error.message, /has failed but is still in the way/);
  });

  it("in a state that this version does not know neither submits over it nor promotes it", async () => {
    const whole = await make();
    const value = [{ id: "1152921504606846999", releaseNumber: 7, state: "Teleporting", variantResources: [] }];
    const effect = { status: 200, body: { value } };
    const list = { operation: "GET /products/{id}/submissions", effect };
    bench.emulator.setFaults([list]);
    const writes = await bench.writes(async () => {
      const submitting = await failure(bench.declared(submission).up(whole.submission(accepted)));
      assert.match(submitting.message, /submission 7 \(\d+, Teleporting\) is in progress/);
      const promoting = { offer: whole.productId, submission: "1152921504606846999" };
      assert.match((await failure(bench.declared(release).up(promoting))).message, /is not in preview yet/);
    });
    assert.deepEqual(writes, []);
  });

  for (const [what, effect, goesOn] of [
    ["is refused", { status: 400 }, false],
    ["finds it as it was", { status: 409 }, false],
    ["finds it gone", { statusAfter: 404 }, true],
    ["comes too late, since it was just canceled", { statusAfter: 409 }, true],
  ] as const) {
    it(`that cannot be taken back, since that ${what}, ${goesOn ? "is no hindrance" : "stops the up"}`, async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      await declared.up(whole.submission(accepted));
      const program = whole.submission({ ...accepted, certificationNotes: "Another" });
      bench.emulator.setFaults([{ operation: "DELETE /products/{id}/submissions/{id}", times: 1, effect }]);
      const writes = await bench.writes(async () => {
        if (goesOn) await declared.up(program);
        else await failure(declared.up(program));
      });
      assert.equal(writes.includes(post), goesOn, writes.join());
    });
  }
});
