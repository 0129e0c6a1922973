/** Every effect that the emulator can inject, by a name for it, and the calls on which it is worth trying. */
import type { FaultEffect } from "pulumi-partnercenter-emulator";

/**
 * What a person has to do besides running again: `cancel` a submission that never ends, or `submitAgain` what was not
 * certified.
 */
export type Reaction = "cancel" | "submitAgain";

export interface NamedEffect {
  readonly effect: FaultEffect;
  /** The calls, such as `PUT /products/{productId}/setup`; those of sign-in and uploads are among them. */
  readonly on: (call: string) => boolean;
  readonly reaction?: Reaction;
  /** Somebody waits for a time-out, which has to be hurried. */
  readonly isSlow?: boolean;
}

/** Longer than any hurried time-out of a request (see `hurried.ts`). */
export const lateMs = 1_500;

const isUpload = (call: string) => call.includes("/file/");
const isToken = (call: string) => call.includes("/oauth2/");
const isApi = (call: string) => !isUpload(call) && !isToken(call);
const isRead = (call: string) => call.startsWith("GET ");
/** A GET does no work, so that before and after it are the same. */
const isWork = (call: string) => !isRead(call) && !isToken(call);
const anywhere = () => true;
const notUpload = (call: string) => !isUpload(call);
const only =
  (...calls: string[]) =>
  (call: string) =>
    calls.includes(call);

const configure = only("POST /configure");
const jobStatus = only("GET /configure/{jobId}/status");
const submissions = only("POST /products/{productId}/submissions");
/** Calls that give out addresses to which bytes are sent. */
const addresses = (call: string) => /\/(images|videos|assets|cosellAssets|packages)(\/\{\w+\})?$/.test(call);

const status = (code: number, more: FaultEffect = {}): NamedEffect => ({
  effect: { status: code, ...more },
  on: anywhere,
});
const statusAfter = (code: number): NamedEffect => ({ effect: { statusAfter: code }, on: isWork });

export const effects: Readonly<Record<string, NamedEffect>> = {
  status302: status(302),
  status400: status(400),
  status401: status(401),
  status403: status(403),
  status404: status(404),
  status404Empty: status(404, { emptyBody: true }),
  status408: status(408),
  status409: status(409),
  status412: status(412),
  status429: status(429, { retryAfter: 1 }),
  status429Hour: status(429, { retryAfter: 3_600 }),
  status500: status(500),
  status502: status(502),
  status503: status(503, { retryAfter: 2 }),
  status504: status(504, { emptyBody: true }),
  maintenance: { effect: { maintenance: true, retryAfter: 5 }, on: notUpload },
  status409After: statusAfter(409),
  status500After: statusAfter(500),
  status503After: statusAfter(503),
  status504After: statusAfter(504),
  tokenRefused: { effect: { tokenRefused: true }, on: notUpload },
  tokenExpires: { effect: { tokenExpires: true }, on: isApi },
  resetBefore: { effect: { reset: "before" }, on: anywhere },
  resetAfter: { effect: { reset: "after" }, on: isWork },
  hangBefore: { effect: { hang: "before" }, on: anywhere, isSlow: true },
  hangAfter: { effect: { hang: "after" }, on: isWork, isSlow: true },
  delayed: { effect: { delayMilliseconds: 50 }, on: anywhere },
  // The work is done after the client has given up.
  late: { effect: { delayMilliseconds: lateMs }, on: isWork, isSlow: true },
  slowBody: { effect: { slowBodyMilliseconds: 50 }, on: notUpload },
  cutBody: { effect: { cutBody: true }, on: notUpload },
  malformedJson: { effect: { malformedJson: true }, on: notUpload },
  addressExpired: { effect: { uploadAddress: "expired" }, on: addresses },
  addressMoved: { effect: { uploadAddress: "movedHost" }, on: addresses },
  addressUnknownHost: { effect: { uploadAddress: "unknownHost" }, on: addresses, isSlow: true },
  processFailed: { effect: { processFailed: true }, on: only("PUT /products/{productId}/packages/{packageId}") },
  packageMoved: { effect: { packageMoved: true }, on: only("GET /products/{productId}/packages/{packageId}") },
  submissionFailed: { effect: { submissionFailed: "validation" }, on: submissions },
  submissionFailedWithoutReason: { effect: { submissionFailed: "withoutReason" }, on: submissions },
  submissionStillInDraft: { effect: { submissionFailed: "stillInDraft" }, on: submissions, reaction: "cancel" },
  submissionFailedUpdate: { effect: { submissionFailed: "failedUpdate" }, on: submissions },
  notFoundInPreview: { effect: { notFoundInPreview: 1 }, on: submissions },
  notFoundInPreviewLong: { effect: { notFoundInPreview: 4 }, on: submissions },
  certificationFailed: {
    effect: { certificationFailed: true },
    on: only("POST /products/{productId}/submissions/{submissionId}/promote"),
    reaction: "submitAgain",
  },
  jobFailedBefore: { effect: { jobFailed: "beforeWriting" }, on: configure },
  jobFailedAfter: { effect: { jobFailed: "afterWriting" }, on: configure },
  jobErrorsWithoutDetails: { effect: { jobErrors: "withoutDetails" }, on: jobStatus },
  jobInCapitals: { effect: { jobErrors: "capitals" }, on: jobStatus },
  staleBranches: { effect: { staleBranches: true }, on: (call) => call.includes("getByModule") && isRead(call) },
  deadNextLink: { effect: { deadNextLink: true }, on: only("GET /products", "GET /products/{productId}/variants") },
};
