// What Submission and Release share: waiting with a line per change, and the outputs that tell where things are.
import { z } from "zod";
import type { Context } from "../../pages/context.js";
import { offerIdOf } from "../../partner-center/areas/products.js";
import {
  SubmissionFailedError,
  submissionPhase,
  type WatchChange,
  watch,
} from "../../partner-center/publishing/publishing.js";
import { typicalDuration } from "../../partner-center/publishing/workflow-steps.js";
import type { Submission, Variant } from "../../partner-center/schemas/resources.js";
import { asObject, type Properties } from "../../values/properties.js";
import { hasUnknown } from "../../values/unknown.js";
import { duration, durationMilliseconds, offerReference } from "../shared/formats.js";
import { placeOf } from "./reason-places.js";

/** Inputs of both kinds; all but the offer steer the work. */
export const publishingInputs = {
  offer: offerReference(),
  onFailure: z.enum(["error", "warn"], { error: 'must be "error" or "warn"' }).optional().meta({ directive: true }),
  publisherId: z.string().optional().meta({ directive: true }),
  /** The offer's human id, for messages and links; the program's class fills it in. */
  offerId: z.string().optional().meta({ directive: true }),
  timeouts: z
    .strictObject({ create: duration().optional(), update: duration().optional() })
    .optional()
    .meta({ directive: true }),
};

/** The newest submission: the one with the highest release number, whatever the order of the list. */
export function latest(submissions: readonly Submission[]): Submission | undefined {
  return submissions.at(-1); // the client sorts by release number, then by id
}

/** A submission in words, such as `release 3 (submission 1152921504606846976, ReadyToPublish)`. */
export function nameSubmission(submission: Submission): string {
  const state = submission.substate ?? submission.state ?? "state not known";
  return `release ${submission.releaseNumber ?? "?"} (submission ${submission.id}, ${state})`;
}

/** The offer in words: by its human id where that is known. */
export function offerTitle(properties: Properties): string {
  if (typeof properties.offerId === "string" && !hasUnknown(properties.offerId)) return `offer ${properties.offerId}`;
  return hasUnknown(properties.offer) ? "an offer that is not known yet" : `offer ${properties.offer}`;
}

/** Outputs that come from the submission itself. */
export function submissionOutputs(submission: Submission): Properties {
  return {
    submissionId: submission.id,
    releaseNumber: submission.releaseNumber,
    state: submission.state,
    substate: submission.substate,
  };
}

/** How long something has taken, in words: `40 s`, `12 min`, `3 h 5 min`, `2 d 4 h`. */
export function elapsed(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return `${Math.round(milliseconds / 1000)} s`;
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The line for a change: the step that has begun with what is usual for it, or the state; and for how long we have waited. */
export function progressLine({ submission, step, line, elapsedMs }: WatchChange): string {
  const waited = elapsedMs < 1000 ? "" : `, after ${elapsed(elapsedMs)}`;
  if (step === undefined) return `${line}${waited}`;
  const usual = typicalDuration(step.name);
  const where = `step ${step.position} of ${step.count} towards ${step.towards.toLowerCase()}`;
  return `${nameSubmission(submission)}: ${step.name} ${waited === "" ? "is under way" : "has begun"} (${where})${waited}${usual === undefined ? "" : `; ${usual}`}`;
}

/** How a wait is made. */
export interface Wait {
  readonly until: "preview" | "live";
  /** Milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Waits until the submission is in preview or live; `state` always has what was seen last.
 *
 * @returns false when it failed and the program has `onFailure: "warn"`: that and the reasons are then printed.
 * @throws SubmissionFailedError, WaitTimeoutError
 */
export async function waitUntil(
  context: Context,
  productId: string,
  submissionId: string,
  inputs: Properties,
  { until, timeoutMs }: Wait,
  state: Properties,
): Promise<boolean> {
  let plans: Promise<Variant[]> | undefined;
  try {
    await watch(context.client(), productId, submissionId, {
      until,
      timeoutMs,
      steps: true,
      clock: context.clock,
      beforeWait: () => context.stillWanted(),
      place: async (finding) => {
        plans ??= context.client().variants.list(productId);
        return placeOf(finding, offerTitle(inputs), await plans);
      },
      onChange: (change) => {
        const { submission, step } = change;
        const isNews = state.submissionId !== submission.id || state.substate !== submission.substate;
        Object.assign(state, submissionOutputs(submission));
        if (isNews || step !== undefined) context.say(progressLine(change));
      },
    });
    return true;
  } catch (error) {
    if (!(error instanceof SubmissionFailedError) || inputs.onFailure !== "warn") throw error;
    const { message, reasons } = error;
    context.say(`warning: ${message.replace(`: ${reasons.join("; ")}`, "")}`);
    for (const reason of reasons) context.say(`warning: ${reason}`);
    return false;
  }
}

/** How long this step may take, in milliseconds: what the program says, else the default. */
export function timeoutOf(inputs: Properties, isUpdate: boolean, fallback: string): number {
  const timeouts = asObject(inputs.timeouts);
  const wanted = timeouts[isUpdate ? "update" : "create"];
  return durationMilliseconds(typeof wanted === "string" ? wanted : fallback);
}

/** When the work flows towards preview and live began and ended, as far as they have. */
export async function workflowTimes(context: Context, productId: string, submissionId: string): Promise<Properties> {
  const times: Properties = {};
  for (const workflow of await context.client().submissions.workflowDetails(productId, submissionId)) {
    const target = (workflow.targetEnvironment ?? "").toLowerCase();
    const [started, done] = target === "live" ? ["promotedAt", "liveAt"] : ["submittedAt", "previewReadyAt"];
    if (workflow.startDateTimeInUtc) times[started as string] = asUtc(workflow.startDateTimeInUtc);
    if (workflow.completeDateTimeInUtc) times[done as string] = asUtc(workflow.completeDateTimeInUtc);
  }
  return times;
}

/** The service leaves out the zone, which is UTC (API reference §3.16). */
export function asUtc(time: string): string {
  return /(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`;
}

/** Where a person looks: the offer in Partner Center and, when the publisher is known, its preview and marketplace pages. */
export async function links(context: Context, productId: string, inputs: Properties): Promise<Properties> {
  const portal = context.portal();
  const found: Properties = { offer: `${portal}/dashboard/commercial-marketplace/offers/${productId}/overview` };
  if (typeof inputs.publisherId !== "string") return found;
  const offerId = inputs.offerId ?? offerIdOf(await context.client().products.get(productId));
  const shop = portal.startsWith("https://partner.microsoft.com") ? "https://azuremarketplace.microsoft.com" : portal;
  const page = `${shop}/marketplace/apps/${inputs.publisherId}.${offerId}`;
  return { ...found, preview: `${page}-preview`, marketplace: page };
}

/** Whether the submission has ended without success, so that a new one is needed. */
export function hasEnded(submission: Submission): boolean {
  return ["failed", "canceled"].includes(submissionPhase(submission));
}
