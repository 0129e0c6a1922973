/** Where a submission is on its way to preview or live, and how long steps usually take. */
// API reference §3.16, §4.10
import type { WorkflowDetail, WorkflowStep } from "../schemas/resources.js";

/** The step of a work flow that is being done. */
export interface RunningStep {
  /** As the service names it, such as `Preview Creation`. */
  readonly name: string;
  /** What its work flow leads to, such as `Preview` or `Live`. */
  readonly towards: string;
  /** 1 for the first step of its work flow. */
  readonly position: number;
  /** How many steps its work flow has. */
  readonly count: number;
}

const isRunning = ({ state }: WorkflowStep) => (state ?? "").toLowerCase() === "inprogress";

/** The step that is in progress: the first one, should there be several. Undefined when none is. */
export function runningStep(workflows: readonly WorkflowDetail[]): RunningStep | undefined {
  for (const { targetEnvironment, workflowSteps = [] } of workflows) {
    const index = workflowSteps.findIndex(isRunning);
    if (index < 0) continue;
    return {
      name: workflowSteps[index]?.name ?? "a step without a name",
      towards: targetEnvironment ?? "its goal",
      position: index + 1,
      count: workflowSteps.length,
    };
  }
  return undefined;
}

/**
 * How long a step usually takes, in words. Sources: the documentation of review and publishing (less than 30 minutes
 * for each check, final publishing more than 30 minutes; certification is partly done by people), and an observed
 * submission that was in preview after 14 minutes and live after 3 hours more. Microsoft promises nothing.
 */
// API reference §4.10
const typical: Readonly<Record<string, string>> = {
  "automated validation": "usually up to 30 min",
  "preview creation": "usually 10 to 30 min",
  "publisher signoff": "ends when the submission is promoted",
  certification: "usually hours, at times days",
  publish: "usually 30 min to 3 h",
};

/** How long a step of this name usually takes, in words; undefined for a step that this version does not know. */
export function typicalDuration(stepName: string): string | undefined {
  return typical[stepName.trim().toLowerCase()];
}

/** The service leaves out the zone, which is UTC. */
// API reference §3.16
export function asUtc(time: string): string {
  return /(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`;
}
