/**
 * Every state of a submission × everything that can happen to it: what is sent, and what is said. The clock stands
 * still.
 */
import assert from "node:assert/strict";
import type { FaultEffect } from "pulumi-partnercenter-emulator";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { setPath } from "../../../../provider/values/properties.js";
import type { Declared } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { type Workbench, workbench } from "../../workbench.js";

const hour = 3_600_000;
const [post, promote, cancel] = ["post", "promote", "cancel"];
const names: Record<string, string> = {
  "POST /products/{productId}/submissions": post,
  "POST /products/{productId}/submissions/{submissionId}/promote": promote,
  "DELETE /products/{productId}/submissions/{submissionId}": cancel,
};
const accepted = { waitFor: "accepted" };
const short = { timeouts: { create: "1s", update: "1s" } };

/** An offer with a submission that this stack has made. */
interface Stage {
  bench: Workbench;
  whole: WholeProgram;
  submitted: Declared;
}

async function submitWith(stage: Stage, effect?: FaultEffect): Promise<void> {
  const { bench, whole, submitted } = stage;
  if (effect !== undefined) {
    bench.emulator.setFaults([{ operation: "POST /products/{id}/submissions", times: 1, effect }]);
  }
  await submitted.up(whole.submission(accepted));
  bench.emulator.advance(3 * hour);
}

async function promoteWith(stage: Stage, effect?: FaultEffect): Promise<void> {
  await submitWith(stage);
  const { bench, whole, submitted } = stage;
  if (effect !== undefined) {
    bench.emulator.setFaults([{ operation: "POST /products/{id}/submissions/{id}/promote", times: 1, effect }]);
  }
  await bench.declared(release).up(whole.release(submitted, accepted));
}

/** How the newest submission of the offer comes to be in each state. */
const states: Record<string, (stage: Stage) => Promise<unknown>> = {
  Submitted: ({ whole, submitted }) => submitted.up(whole.submission(accepted)),
  "InDraft, for ever": (stage) => submitWith(stage, { submissionFailed: "stillInDraft" }),
  "InDraft, with a failed update": (stage) => submitWith(stage, { submissionFailed: "failedUpdate" }),
  Failed: (stage) => submitWith(stage, { submissionFailed: true }),
  "Failed, without a reason": (stage) => submitWith(stage, { submissionFailed: "withoutReason" }),
  ReadyToPublish: (stage) => submitWith(stage),
  Publishing: (stage) => promoteWith(stage),
  FailedInCertification: async (stage) => {
    await promoteWith(stage, { certificationFailed: true });
    stage.bench.emulator.advance(3 * hour);
  },
  InStore: async (stage) => {
    await promoteWith(stage);
    stage.bench.emulator.advance(3 * hour);
  },
  "a colleague's, Submitted": async (stage) => {
    await submitWith(stage);
    await stage.bench.colleague.submit(stage.whole.productId);
  },
  "a colleague's, ReadyToPublish": async (stage) => {
    await submitWith(stage);
    await stage.bench.colleague.submit(stage.whole.productId);
    stage.bench.emulator.advance(3 * hour);
  },
  "canceled in the portal": async ({ bench, whole, submitted }) => {
    await submitted.up(whole.submission(accepted));
    await bench.colleague.call("DELETE", `/products/${whole.productId}/submissions/${submitted.outputs.submissionId}`);
  },
};

/** What can happen. Nobody waits, but for the event that is about waiting. */
const events: Record<string, (stage: Stage) => Promise<unknown>> = {
  "up, unchanged": ({ whole, submitted }) => submitted.up(whole.submission(accepted)),
  "up that waits": ({ whole, submitted }) => submitted.up(whole.submission(short)),
  "up with new content": async ({ whole, submitted }) => {
    setPath(whole.offerProgram, "listing.summary", "New");
    await whole.offer.up(whole.offerProgram);
    await submitted.up(whole.submission(accepted));
  },
  "refresh, then up": async ({ whole, submitted }) => {
    await submitted.refresh();
    await submitted.up(whole.submission(accepted));
  },
  "up of a release": ({ bench, whole, submitted }) => bench.declared(release).up(whole.release(submitted, accepted)),
  "taken out of the program": ({ submitted }) => submitted.takeOut(),
  destroy: ({ submitted }) => submitted.destroy(),
};

/** What is sent, and what an error or the printed lines say (undefined: nothing in particular). */
type Cell = readonly [sent: readonly string[], says?: RegExp];

const notYet: Cell = [[], /is not in preview yet/];
const notThere: Cell = [[], /is not there \(superseded by a newer one/];
const hasFailed: Cell = [[], /has failed and cannot go live; run `pulumi refresh`, then `pulumi up`/];
const again: Cell = [[post], /submitted as submission 2/];
const timedOut = /did not reach preview within/;
const takenBack: Cell = [[cancel], /was taken back/];
const left: Cell = [[], /was promoted and is left; it can no longer be canceled/];
const nothing: Cell = [[]];
const refused = (why: string): Cell => [
  [],
  new RegExp(`nothing was deleted, .*submission \\d .* ${why}, and this API`),
];
const inTheWay: Cell = [[], /is in progress, and this stack did not make it/];

/** In the order of the events above. */
const table: Record<string, readonly Cell[]> = {
  Submitted: [
    nothing,
    [[], timedOut],
    [[cancel, post], /taking back submission 1/],
    nothing,
    notYet,
    takenBack,
    takenBack,
  ],
  "InDraft, for ever": [
    nothing,
    [[], /did not reach preview within .*InProgress\/InDraft/],
    [[cancel, post], /taking back submission 1/],
    nothing,
    notYet,
    takenBack,
    takenBack,
  ],
  "InDraft, with a failed update": [
    nothing,
    [[cancel, post], timedOut],
    [[cancel, post], /taking back submission 1 .*since it has failed/],
    [[cancel, post], /submission 1 .* did not succeed/],
    hasFailed,
    takenBack,
    takenBack,
  ],
  Failed: [
    nothing,
    [[post], timedOut],
    again,
    [[post], /submission 1 .* did not succeed/],
    hasFailed,
    takenBack,
    takenBack,
  ],
  "Failed, without a reason": [nothing, [[post], timedOut], again, again, hasFailed, takenBack, takenBack],
  ReadyToPublish: [
    nothing,
    [[], /goes on with submission 1/],
    again,
    nothing,
    [[promote], /going live; nobody waits for it\nsubmission \d{19}: http/],
    [[], /stays in preview: the API cannot withdraw a preview/],
    refused("is in preview"),
  ],
  Publishing: [
    nothing,
    nothing,
    [[], /is going live, and until it is, nothing can be submitted/],
    nothing,
    nothing,
    left,
    refused("is going live"),
  ],
  FailedInCertification: [
    nothing,
    [[post], timedOut],
    again,
    [[post], /submission 1 .* did not succeed/],
    hasFailed,
    takenBack,
    takenBack,
  ],
  InStore: [nothing, nothing, again, nothing, nothing, left, refused("is live")],
  "a colleague's, Submitted": [
    nothing,
    inTheWay,
    inTheWay,
    inTheWay,
    notThere,
    nothing,
    refused("is in progress, and .*"),
  ],
  "a colleague's, ReadyToPublish": [
    nothing,
    [[post], timedOut],
    [[post], /submitted as submission 3/],
    [[post], /submission 2 .* was submitted elsewhere/],
    notThere,
    nothing,
    refused("is in preview"),
  ],
  "canceled in the portal": [nothing, [[post], timedOut], again, again, [[], /is not there/], nothing, nothing],
};

describe("a submission in each state", () => {
  const delays = { validation: hour, previewCreation: hour, certification: hour, publish: hour };
  const bench = workbench({ speed: 0, delays: { branchLag: 0, packageProcessing: 0, ...delays } });
  let count = 0;

  it("is in the table", () => {
    assert.deepEqual(Object.keys(table), Object.keys(states));
    for (const cells of Object.values(table)) assert.equal(cells.length, Object.keys(events).length);
  });

  for (const [state, cells] of Object.entries(table)) {
    for (const [index, [event, happen]] of Object.entries(events).entries()) {
      const [sent, says] = cells[index] as Cell;
      it(`${state} × ${event}: ${sent.join(", ") || "nothing is sent"}`, async () => {
        const whole = await WholeProgram.make(bench, `state-${++count}`);
        const stage = { bench, whole, submitted: bench.declared(submission) };
        await states[state]?.(stage);
        bench.emulator.setFaults([]);
        let error: Error | undefined;
        const said: string[] = [];
        const writes = await bench.writes(async () => {
          said.push(
            ...(await bench.printed(async () => {
              error = await happen(stage).then(
                () => undefined,
                (reason: Error) => reason,
              );
            })),
          );
        });
        const text = [...said, error?.message ?? ""].join("\n");
        const publishing = writes.map((write) => names[write]).filter((name) => name !== undefined);
        assert.deepEqual(publishing, sent, text);
        if (says !== undefined) assert.match(text, says);
        else assert.equal(error, undefined, text);
      });
    }
  }
});
