/** Which submissions publish what they hold. */
import assert from "node:assert/strict";
import { previewOf, publicationOf } from "../../../provider/pages/publication.js";
import type { Submission } from "../../../provider/partner-center/schemas/resources.js";

const since = "2022-08-04T13:53:31.2590809Z";
const one = (states: Partial<Submission>): Submission =>
  ({ id: "1", publishedTimeInUtc: since, ...states }) as Submission;

const submissions: [what: string, submission: Submission, isPublished: boolean, isPreview: boolean][] = [
  ["live", one({ state: "Published", substate: "InStore" }), true, false],
  ["going live", one({ state: "Published", substate: "Publishing" }), true, false],
  ["in preview", one({ state: "Published", substate: "ReadyToPublish" }), false, true],
  ["in progress", one({ state: "InProgress", substate: "Submitted" }), false, false],
  ["failed", one({ state: "InProgress", substate: "Failed" }), false, false],
  ["failed in certification", one({ state: "InProgress", substate: "FailedInCertification" }), false, false],
  ["canceled", one({ state: "Cancelled" }), false, false],
  [
    "canceled while going live",
    one({ state: "Published", substate: "Publishing", pendingUpdateInfo: { status: "Canceled" } }),
    false,
    false,
  ],
  ["in a state that this version does not know", one({ state: "Teleporting" }), false, false],
];

describe("what was only submitted once", () => {
  for (const [what, submission, isPublished, isPreview] of submissions) {
    it(`and is ${what} is ${isPublished ? "" : "not "}published, and ${isPreview ? "" : "not "}in preview`, () => {
      assert.deepEqual(publicationOf([submission]), isPublished ? { since } : undefined);
      assert.equal(previewOf([submission]) !== undefined, isPreview);
    });
  }
});
