/** The steps of a submission that is waited for. They are for people, so that they are asked for less often than it is. */
import type { Clock } from "../clock.js";
import type { Submission } from "../schemas/resources.js";
import type { SubmissionsOf } from "./failure-reasons.js";
import { submissionPhase } from "./submission-phase.js";
import { type RunningStep, runningStep } from "./workflow-steps.js";

/** Steps take minutes, and a line tells minutes. */
const leastMs = 10_000;

/**
 * Tells the step that a submission is at, while it is under way: asks when its states have changed, else once in ten
 * seconds at most. A step that cannot be told is the one that was told before, since only a line depends on it.
 */
export function watchedSteps({ submissions }: SubmissionsOf, productId: string, clock: Clock) {
  let step: RunningStep | undefined;
  let asked: { readonly at: number; readonly states: string } | undefined;
  return async (submission: Submission): Promise<RunningStep | undefined> => {
    const phase = submissionPhase(submission);
    if (phase !== "inProgress" && phase !== "publishing" && phase !== "unknown") return undefined;
    const states = `${submission.state}/${submission.substate}`;
    const now = clock.now();
    if (asked?.states === states && now - asked.at < leastMs) return step;
    asked = { at: now, states };
    try {
      step = runningStep(await submissions.workflowDetails(productId, submission.id));
    } catch {}
    return step;
  };
}
