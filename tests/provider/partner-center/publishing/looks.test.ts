/** How often a wait asks for the submission, and for its steps. */
import assert from "node:assert/strict";
import type { SubmissionsOf } from "../../../../provider/partner-center/publishing/failure-reasons.js";
import { type WatchChange, watch } from "../../../../provider/partner-center/publishing/watch.js";
import { Submission, WorkflowDetail } from "../../../../provider/partner-center/schemas/resources.js";
import { jumpingClock } from "../server.js";

const inSubstate = (substate: string) => Submission.parse({ id: "9", state: "InProgress", substate });

/** Answers the looks at a submission with these substates, and tells what was asked. */
function watched(substates: readonly string[], stepAfter: (looks: number) => string = () => "Automated validation") {
  const clock = jumpingClock();
  const asked: string[] = [];
  const looks = () => asked.filter((what) => what === "submission").length;
  const nothing = async () => [];
  const submissions: SubmissionsOf["submissions"] = {
    async get() {
      asked.push("submission");
      return inSubstate(substates[looks() - 1] ?? "?");
    },
    async workflowDetails() {
      asked.push("steps");
      const workflowSteps = [{ name: stepAfter(looks()), state: "InProgress" }];
      return [WorkflowDetail.parse({ targetEnvironment: "Preview", workflowSteps })];
    },
    validations: nothing,
    reports: nothing,
  };
  const seen: (string | undefined)[] = [];
  const wait = (more: { seen?: Submission; steps?: boolean; onLook: (change: WatchChange) => void }) =>
    watch({ submissions }, "p", "9", { until: "preview", timeoutMs: 3_600_000, clock, ...more });
  return { clock, asked, seen, wait };
}

describe("the looks of a wait", () => {
  it("begin with what the caller has just seen, and a pause after it", async () => {
    const { clock, asked, seen, wait } = watched(["ReadyToPublish"]);
    const onLook = ({ submission }: WatchChange) => void seen.push(submission.substate);
    await wait({ seen: inSubstate("Submitted"), onLook });
    assert.deepEqual(seen, ["Submitted", "ReadyToPublish"]);
    assert.deepEqual([asked, clock.slept], [["submission"], [2000]]);
  });

  it("are none where the caller has seen what is waited for", async () => {
    const { clock, asked, wait } = watched([]);
    const ready = inSubstate("ReadyToPublish");
    assert.equal(await wait({ seen: ready, onLook: () => {} }), ready);
    assert.deepEqual([asked, clock.slept], [[], []]);
  });

  it("are at the steps when the states have changed, else once in ten seconds, and tell the last ones meanwhile", async () => {
    const substates = [...Array(6).fill("Submitted"), "InDraft", "ReadyToPublish"];
    // The second step begins right after the first one was told; looks are two seconds apart.
    const { asked, seen, wait } = watched(substates, (looks) => (looks === 1 ? "Validation" : "Preview Creation"));
    await wait({ steps: true, onLook: ({ step }) => void seen.push(step?.name) });
    const looks = (count: number) => Array<string>(count).fill("submission");
    assert.deepEqual(asked, [...looks(1), "steps", ...looks(5), "steps", ...looks(1), "steps", ...looks(1)]);
    assert.deepEqual(seen, [...Array(5).fill("Validation"), ...Array(2).fill("Preview Creation"), undefined]);
  });
});
