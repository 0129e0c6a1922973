/**
 * Three days from submission to live, on a clock that jumps: few requests, few lines, and nothing that goes wrong ends
 * it.
 */
import assert from "node:assert/strict";
import type { RequestLogEntry } from "pulumi-partnercenter-emulator";
import type { Kind } from "../../../../provider/engine/kind.js";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import type { Context } from "../../../../provider/pages/context.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { Days, processOf } from "../../days.js";
import { failure } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { secret, type Workbench, workbench } from "../../workbench.js";

const minute = 60_000;
const hour = 60 * minute;
const [preview, live] = [30 * hour, 42 * hour];
const timeouts = { create: "100h", update: "100h" };

/** Ensure and sync, as create does; a run that dies has lost everything, and another one begins anew. */
async function up(kind: Kind, context: Context, inputs: Properties): Promise<Properties> {
  const { id, state } = await kind.ensure(context, inputs);
  await kind.sync(context, id, { inputs, before: undefined, state, guard: "overwrite" });
  return state;
}

/** The most looks at the submission within any hour, of those that come half an hour or more after `from`. */
function mostInAnHour(times: readonly number[], from: number): number {
  const late = times.filter((time) => time >= from + 30 * minute);
  return Math.max(...late.map((start) => late.filter((time) => time >= start && time < start + hour).length));
}

describe("a submission that takes three days", function () {
  this.timeout(120_000);
  const bench: Workbench = workbench({
    speed: 0,
    delays: {
      branchLag: 0,
      packageProcessing: 0,
      validation: 10 * hour,
      previewCreation: preview - 10 * hour,
      certification: live - 10 * hour,
      publish: 10 * hour,
    },
  });
  const operation = (entry: RequestLogEntry) => `${entry.method} ${entry.operation?.split("submissions")[1] ?? ""}`;

  for (const [what, faults] of [
    ["with nothing going wrong", []],
    [
      "with 5 % faults",
      [
        { operation: "*", probability: 0.03, seed: 1, effect: { status: 503 } },
        { operation: "GET *", probability: 0.02, seed: 2, effect: { reset: "before" as const } },
      ],
    ],
  ] as const) {
    it(`${what}, hourly tokens and two restarts ends live, submitted and promoted once`, async () => {
      const { emulator } = bench;
      const whole = await WholeProgram.make(bench, `days-${faults.length}`);
      const clock = await Days.of(emulator);
      const lines: string[] = [];
      emulator.setFaults([...faults]);
      const first = emulator.requests().length;
      const inputs = await submission.derive(whole.submission({ timeouts }), { add: assert.fail } as never, {});
      const submitting = { ...whole.submission({ timeouts }), ...inputs };

      const dies = clock.now() + 20 * hour;
      assert.match(
        (await failure(up(submission, processOf(emulator, clock, lines, dies), submitting))).message,
        /gone/,
      );
      const submitted = await up(submission, processOf(emulator, clock, lines), submitting);
      assert.equal(submitted.substate, "ReadyToPublish");

      const promoting = { offer: whole.productId, submission: submitted.submissionId, timeouts };
      const promoted = clock.now();
      const diesAgain = promoted + 20 * hour;
      assert.match(
        (await failure(up(release, processOf(emulator, clock, lines, diesAgain), promoting))).message,
        /gone/,
      );
      const done = await up(release, processOf(emulator, clock, lines), promoting);
      emulator.setFaults([]);
      assert.equal(done.substate, "InStore");

      const requests = emulator.requests().slice(first);
      const api = requests.filter(({ kind }) => kind === "api");
      const writes = api.filter(({ method, status }) => method !== "GET" && status < 300 && status > 0);
      assert.deepEqual(writes.map(operation), ["POST ", "POST /{submissionId}/promote"]);
      const answered = api.filter(({ status }) => status === 200);
      const looks = answered.filter((entry) => operation(entry) === "GET /{submissionId}");
      const steps = answered.filter((entry) => operation(entry) === "GET /{submissionId}/workflowdetails");
      // Four more for the times at the end.
      assert.ok(steps.length <= looks.length + 4, `${looks.length} looks, ${steps.length} at the steps`);
      const moments = looks.map(({ time }) => Date.parse(time));
      // Two processes after each other: each has a first half hour.
      for (const begin of [dies, promoted, diesAgain]) {
        const until = begin === dies ? promoted : begin === promoted ? diesAgain : Number.POSITIVE_INFINITY;
        const most = mostInAnHour(
          moments.filter((moment) => moment >= begin && moment < until),
          begin,
        );
        assert.ok(most > 8 && most <= 25, `${most} looks in an hour`);
      }
      const signIns = requests.filter(({ kind, status }) => kind === "token" && status === 200).length;
      assert.ok(signIns >= 70 && signIns <= 90, `${signIns} tokens`);

      assert.ok(lines.length <= 250, lines.join("\n"));
      for (const pattern of [
        /^submitted as submission 1/,
        /^\[1\/2\] Automated validation \(usually up to 30 min\)$/,
        /^\[2\/2\] Preview Creation · 5 h 30 min \(usually 10 to 30 min\)$/,
        /goes on with submission 1/,
        /^preview ready after (9|10) h \d+ min, not live\nsubmission \d{19}: https:/,
        /^\[2\/3\] Certification/,
        /^\[3\/3\] Publish · 2 h 30 min/,
        /^live after 2[123] h/,
      ]) {
        assert.ok(
          lines.some((line) => pattern.test(line)),
          `${pattern}\n${lines.join("\n")}`,
        );
      }
      assert.ok(!lines.join("\n").includes(secret));
    });
  }

  it("is not begun by an orphan: a process whose engine goes while another submission is in the way", async () => {
    const whole = await WholeProgram.make(bench, "days-orphan");
    await bench.colleague.submit(whole.productId);
    const clock = await Days.of(bench.emulator);
    const dies = clock.now() + 2 * hour;
    const inputs = { ...whole.submission({ timeouts, onConflict: "wait" }), contentHash: "0".repeat(64) };
    const lines: string[] = [];
    const orphan = processOf(bench.emulator, clock, lines, dies);
    const writes = await bench.writes(async () => {
      assert.match((await failure(up(submission, orphan, inputs))).message, /the engine is gone/);
    });
    assert.deepEqual(writes, []);
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.ok(clock.now() - dies < 10 * minute, "it looks at most once more");
  });
});
