/** When the newest submission is the wanted one, so that nothing is submitted. */
import assert from "node:assert/strict";
import { isMarked } from "../../../../provider/kinds/publishing/applications/application-publisher.js";
import { hasEnded } from "../../../../provider/kinds/publishing/shown-submission.js";
import { isStillWanted } from "../../../../provider/kinds/publishing/submitting.js";
import type { Submission } from "../../../../provider/partner-center/schemas/resources.js";
import type { Properties } from "../../../../provider/values/properties.js";

const isWanted = (newest: Submission, inputs: Properties, before: Properties | undefined) =>
  !hasEnded(newest) &&
  (newest.id === before?.submissionId ? isStillWanted(newest, inputs, before) : isMarked(newest, inputs));

const hash = "0123456789abcdef".repeat(4);
const marked = { certificationNotes: "Be kind\n(pulumi-partnercenter content 0123456789ab)" };
const phases = {
  inProgress: { state: "InProgress", substate: "Submitted" },
  preview: { state: "Published", substate: "ReadyToPublish" },
  publishing: { state: "Published", substate: "Publishing" },
  live: { state: "Published", substate: "InStore" },
  failed: { state: "InProgress", substate: "Failed" },
  canceled: { state: "Cancelled" },
  unknown: { state: "Teleporting" },
} as const;
type Phase = keyof typeof phases;
const running: readonly Phase[] = ["inProgress", "unknown"];
const promoted: readonly Phase[] = ["publishing", "live"];
const all: readonly Phase[] = [...running, "preview", ...promoted];

/** In which phases a submission is wanted; it is ours unless `before` says otherwise. */
const cases: [what: string, inputs: Properties, before: Properties | undefined, wantedIn: readonly Phase[]][] = [
  ["ours, of the same content", {}, {}, all],
  ["ours, of other content", {}, { contentHash: "other" }, []],
  ["ours, of other content, with `never`", { resubmit: "never" }, { contentHash: "other" }, all],
  ["ours, that is outdated", {}, { outdated: { why: "edited", submissionId: "1" } }, []],
  ["ours, with another option", { publishOption: { manualPublish: true } }, {}, promoted],
  ["ours, with `always`, after a wait that was reached", { resubmit: "always" }, phases.preview, running],
  ["ours, with `always`, after a wait that was not", { resubmit: "always" }, phases.inProgress, all],
  [
    "ours, with `always`, without a wait",
    { resubmit: "always" },
    { ...phases.inProgress, waitFor: "accepted" },
    running,
  ],
  ["of a run that was killed", {}, undefined, all],
  ["of a run that was killed after another of ours", {}, { submissionId: "0" }, all],
  ["of a run that was killed, with another option", { publishOption: { manualPublish: true } }, undefined, promoted],
  ["of a run that was killed, of other content", { contentHash: "f".repeat(64) }, undefined, []],
];

describe("the newest submission", () => {
  for (const [what, inputs, before, wantedIn] of cases) {
    it(`${what} is wanted when it is ${wantedIn.join(", ") || "nothing"}`, () => {
      const found = Object.entries(phases).filter(([, states]) => {
        const publishOption = { ...marked, isManualPublish: false };
        const newest = { id: "1", ...states, publishOption } as unknown as Submission;
        const ours = before && { submissionId: "1", contentHash: hash, ...before };
        return isWanted(newest, { contentHash: hash, ...inputs }, ours);
      });
      assert.deepEqual(found.map(([phase]) => phase).sort(), [...wantedIn].sort());
    });
  }

  it("that has no mark of ours is somebody else's", () => {
    for (const certificationNotes of [undefined, "", "Be kind", "(pulumi-partnercenter content 0123456789a)"]) {
      const newest = { id: "1", ...phases.preview, publishOption: { certificationNotes } } as unknown as Submission;
      assert.equal(isWanted(newest, { contentHash: hash }, undefined), false);
    }
  });
});
