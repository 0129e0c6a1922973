// What Submission and Release share: waiting with a line per change, and the outputs that tell where things are.
import type { Context } from "../kind.js";
import { offerIdOf } from "../partner-center/products.js";
import { submissionPhase, watch } from "../partner-center/publishing.js";
import type { Submission } from "../partner-center/schemas.js";
import { isObject, type Properties } from "../properties.js";
import { hasUnknown } from "../unknown.js";
import { durationMilliseconds } from "./formats.js";

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

function elapsed(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 1
    ? `${Math.round(milliseconds / 1000)} s`
    : minutes < 120
      ? `${minutes} min`
      : `${Math.floor(minutes / 60)} h`;
}

/** Waits until the submission is in preview or live; `state` always has what was seen last. */
export async function waitUntil(
  context: Context,
  productId: string,
  submissionId: string,
  until: "preview" | "live",
  timeout: string,
  state: Properties,
): Promise<Submission> {
  return watch(context.client(), productId, submissionId, {
    until,
    timeoutMs: durationMilliseconds(timeout),
    beforeWait: () => context.stillWanted(),
    onChange: ({ submission, line, elapsedMs }) => {
      const isNews = state.submissionId !== submission.id || state.substate !== submission.substate;
      Object.assign(state, submissionOutputs(submission));
      if (isNews) context.say(elapsedMs < 1000 ? line : `${line}, after ${elapsed(elapsedMs)}`);
    },
  });
}

/** How long this step may take: what the program says, else the default. */
export function timeoutOf(inputs: Properties, isUpdate: boolean, fallback: string): string {
  const timeouts = isObject(inputs.timeouts) ? inputs.timeouts : {};
  const wanted = timeouts[isUpdate ? "update" : "create"];
  return typeof wanted === "string" ? wanted : fallback;
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
function asUtc(time: string): string {
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
