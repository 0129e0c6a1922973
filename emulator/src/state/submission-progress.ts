// A submission as time goes by (§4.10): which substate it is in, what its work flows and reports show, and which
// submissions are still listed (§7 #10, #11). All of it is computed from moments and the clock.

import { utcTime } from "../clock.js";
import type { ProductRecord, SubmissionRecord, ValidationItem } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import type { Service } from "./service.js";

/** The substates an Azure submission goes through (§3.16). */
export type Substate =
  | "InDraft"
  | "Submitted"
  | "Failed"
  | "ReadyToPublish"
  | "Publishing"
  | "FailedInCertification"
  | "InStore";

/** The substate at a moment. */
export function substateOf(submission: SubmissionRecord, now: number): Substate {
  if (submission.stillInDraft === true) return "InDraft";
  if (now < submission.validatedAt) return "Submitted";
  if (submission.problems.length > 0) return "Failed";
  if (now < submission.previewAt) return "Submitted";
  if (submission.promotedAt === undefined || now < submission.promotedAt) return "ReadyToPublish";
  if (now < (submission.certifiedAt ?? 0)) return "Publishing";
  if (submission.certificationFailed === true) return "FailedInCertification";
  return now < (submission.publishedAt ?? 0) ? "Publishing" : "InStore";
}

/** The state that goes with a substate; mind that a preview is Published already (§4.10, §7 #16). */
function stateOf(substate: Substate): string {
  return ["ReadyToPublish", "Publishing", "InStore"].includes(substate) ? "Published" : "InProgress";
}

/** The submission in work or preview and the live one, oldest first (§7 #10). */
export function visibleSubmissions(service: Service, productId: string): SubmissionRecord[] {
  const now = service.clock.now();
  const kept = service.store.ofProduct("submission", productId).filter((submission) => submission.superseded !== true);
  const live = kept.findLast((submission) => substateOf(submission, now) === "InStore");
  const liveRelease = live?.releaseNumber ?? 0;
  return kept.filter((submission) => submission.releaseNumber >= liveRelease);
}

/** The submission that is live now. */
export function liveSubmission(service: Service, productId: string): SubmissionRecord | undefined {
  const now = service.clock.now();
  return visibleSubmissions(service, productId).find((submission) => substateOf(submission, now) === "InStore");
}

/** Sets the moments of going live, from the moment of promotion on. */
export function promoteAt(service: Service, submission: SubmissionRecord, moment: number): SubmissionRecord {
  const certifiedAt = moment + service.delays.certification;
  return { ...submission, promotedAt: moment, certifiedAt, publishedAt: certifiedAt + service.delays.publish };
}

/** By the names of their modules, as in a client's pasted output (navcontainerhelper, Get-AppSourceSubmission.ps1). */
function resourcesOf(submission: SubmissionRecord, variantId: string | undefined): Wire[] {
  const entries = submission.snapshot.filter((entry) => entry.variantId === variantId);
  return entries
    .sort((a, b) => (a.module < b.module ? -1 : 1))
    .map((entry) => ({ type: entry.module, value: entry.instanceId }));
}

/** True if it stays in draft although its update failed, as one client saw it (navcontainerhelper#3536). */
function updateFailed(submission: SubmissionRecord, now: number): boolean {
  return submission.failureShape === "failedUpdate" && now >= submission.validatedAt;
}

function submissionPath({ productId, id }: SubmissionRecord): string {
  return `v1.0/ingestion/products/${productId}/submissions/${id}`;
}

function failureReason({ failureShape, problems }: SubmissionRecord): Wire {
  if (failureShape === "withoutReason") return {};
  if (failureShape === "failedUpdate") return { failureReason: "Active validation errors" };
  return { failureReason: problems.map((problem) => problem.message).join(" ") };
}

/** A submission as the API shows it, at a moment (§3.16). `substate` overrides what the clock says. */
export function submissionBody(submission: SubmissionRecord, now: number, expand: boolean, substate?: Substate): Wire {
  const shown = substate ?? substateOf(submission, now);
  const brokenUpdate = updateFailed(submission, now);
  const failed = shown === "Failed" || brokenUpdate;
  const waiting = shown === "InDraft" || shown === "Submitted";
  return {
    resourceType: "Submission",
    state: stateOf(shown),
    substate: shown,
    targets: [{ type: "Scope", value: "Preview" }],
    resources: resourcesOf(submission, undefined),
    variantResources: submission.variants
      .map((variant) => ({ variantID: variant.id, resources: resourcesOf(submission, variant.id) }))
      .filter((entry) => entry.resources.length > 0),
    ...(expand ? { publishOption: { isManualPublish: false, isAutoPromote: false, ...submission.publishOption } } : {}),
    ...(shown === "InStore" ? { publishedTimeInUtc: utcTime(submission.publishedAt ?? now) } : {}),
    pendingUpdateInfo: {
      updateType: "Create",
      status: failed ? "Failed" : waiting ? "Running" : "Completed",
      ...(brokenUpdate ? { href: `${submissionPath(submission)}/validations` } : {}),
      ...(failed ? failureReason(submission) : {}),
    },
    extendedProperties: submission.extendedProperties,
    releaseNumber: submission.releaseNumber,
    friendlyName: `Submission ${submission.releaseNumber}`,
    areResourcesReady: true,
    id: submission.id,
  };
}

interface Span {
  readonly name: string;
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly failed?: boolean;
}

function step(span: Span, now: number): Wire {
  const { name, start, end } = span;
  if (start === undefined || now < start) return { name, state: "NotStarted" };
  const startDateTimeInUtc = utcTime(start, "");
  if (end === undefined || now < end) return { name, state: "InProgress", startDateTimeInUtc };
  const state = span.failed === true ? "Failed" : "Success";
  return { name, state, startDateTimeInUtc, completeDateTimeInUtc: utcTime(end, "") };
}

function workflow(targetEnvironment: string, spans: Span[], now: number): Wire {
  const workflowSteps = spans.map((span) => step(span, now));
  const failed = workflowSteps.some((entry) => entry.state === "Failed");
  const done = workflowSteps.every((entry) => entry.state === "Success");
  const begun = workflowSteps.some((entry) => entry.state !== "NotStarted");
  const state = failed ? "Failed" : done ? "Success" : begun ? "InProgress" : "NotStarted";
  const start = workflowSteps[0]?.startDateTimeInUtc;
  const complete = workflowSteps.findLast((entry) => entry.completeDateTimeInUtc !== undefined)?.completeDateTimeInUtc;
  return {
    type: "Push",
    state,
    targetEnvironment,
    workflowSteps,
    ...(start === undefined ? {} : { startDateTimeInUtc: start }),
    ...(failed || done ? { completeDateTimeInUtc: complete } : {}),
  };
}

/** The two work flows, Preview and Live (§7 #19, #20). */
export function workflowDetails(submission: SubmissionRecord, now: number): Wire[] {
  const failed = submission.problems.length > 0;
  const stuck = submission.stillInDraft === true;
  const { createdAt, validatedAt, previewAt, promotedAt, certifiedAt, publishedAt } = submission;
  const preview: Span[] = [
    { name: "Automated validation", start: stuck ? undefined : createdAt, end: validatedAt, failed },
    { name: "Preview Creation", start: failed || stuck ? undefined : validatedAt, end: previewAt },
  ];
  const rejected = submission.certificationFailed === true;
  const live: Span[] = [
    { name: "Publisher Signoff", start: promotedAt, end: promotedAt },
    { name: "Certification", start: promotedAt, end: certifiedAt, failed: rejected },
    { name: "Publish", start: rejected ? undefined : certifiedAt, end: publishedAt },
  ];
  return [workflow("Preview", preview, now), workflow("Live", live, now)];
}

/** What the validation found, once it is over (§7 #51). */
export function validationsOf(submission: SubmissionRecord, now: number): ValidationItem[] {
  if (submission.failureShape === "withoutReason") return [];
  return substateOf(submission, now) === "Failed" || updateFailed(submission, now) ? submission.problems : [];
}

/** The certification report, once there is one (§7 #51). */
export function reportsOf(submission: SubmissionRecord, now: number): Wire[] {
  const substate = substateOf(submission, now);
  const { certifiedAt } = submission;
  if (certifiedAt === undefined || now < certifiedAt || substate === "InDraft") return [];
  const status = substate === "FailedInCertification" ? "Failed" : "Passed";
  return [{ reportTimeInUtc: utcTime(certifiedAt), status }];
}

/** What became of a submission, in the words of Partner Center's pages. */
export const substateWords: Readonly<Record<Substate, string>> = {
  InDraft: "Publish in progress",
  Submitted: "Publish in progress",
  Failed: "Attention needed",
  ReadyToPublish: "Preview",
  Publishing: "Publish in progress",
  FailedInCertification: "Attention needed",
  InStore: "Live",
};

/** The status of an offer as Partner Center's own pages word it (§4.10); the API has no such field. */
export function offerStatus(service: Service, product: ProductRecord): { status: string; live: boolean } {
  const now = service.clock.now();
  const live = liveSubmission(service, product.id) !== undefined;
  const latest = visibleSubmissions(service, product.id).at(-1);
  if (latest === undefined) return { status: "Draft", live };
  return { status: substateWords[substateOf(latest, now)], live };
}
