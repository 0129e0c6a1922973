/** Waiting for a submission to reach preview or live, and saying why it did not. */
// API reference §3.16, §4.10
import { type Clock, systemClock } from "../clock.js";
import {
  AccessDeniedError,
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  PartnerCenterError,
  RateLimitedError,
  ServiceError,
} from "../errors.js";
import { poll } from "../poll.js";
import { inOneLine, redact } from "../redact.js";
import type { Submission } from "../schemas/resources.js";
import { type FindingPlace, failureReasons, type SubmissionsOf } from "./failure-reasons.js";
import { isPromotionFailed, type SubmissionPhase, submissionPhase } from "./submission-phase.js";
import { elapsed, nameSubmission } from "./submission-text.js";
import { watchedSteps } from "./watched-steps.js";
import type { RunningStep } from "./workflow-steps.js";

const minute = 60_000;

/**
 * Milliseconds until the next look: 2 s at first, growing with the time waited to 60 s within the first half hour, then
 * 5 minutes; a tenth more or less by chance.
 *
 * @param elapsedMs Since the wait began. @param random At least 0, less than 1.
 */
export function pollDelay(elapsedMs: number, random: number): number {
  const step = elapsedMs >= 30 * minute ? 5 * minute : Math.min(minute, Math.max(2000, elapsedMs / 10));
  return step * (0.9 + 0.2 * random);
}

/** What a wait tells when something changed. */
export interface WatchChange {
  readonly submission: Submission;
  readonly phase: SubmissionPhase;
  /** The step that is being done; only with {@link WatchOptions.steps}. */
  readonly step: RunningStep | undefined;
  /** One sentence for people. */
  readonly line: string;
  /** Milliseconds since the wait began. */
  readonly elapsedMs: number;
  /** Milliseconds since the wait first saw this step, or without one this phase. */
  readonly sinceMs: number;
}

/** How to wait. */
export interface WatchOptions {
  /** `preview` is also reached by a submission that is publishing or live. */
  readonly until: "preview" | "live";
  /** Milliseconds. */
  readonly timeoutMs: number;
  /**
   * Also asks for the work flows while the submission is under way: a second GET when its states have changed, else every
   * ten seconds at most. Default: no.
   */
  readonly steps?: boolean | undefined;
  /** The submission as the caller has just seen it, which is the first look. Default: it is asked for. */
  readonly seen?: Submission | undefined;
  /** Says of a finding of the validation where in the caller's terms it belongs: see {@link failureReasons}. */
  readonly place?: FindingPlace | undefined;
  /** Called at the first look and at each change of phase, substate or step. */
  readonly onChange?: ((change: WatchChange) => void) | undefined;
  /** Called when a look fails, unless "not found", and the wait goes on; once for several in a row. */
  readonly onOutage?: ((error: Error) => void) | undefined;
  /** Called at each look that saw the submission. */
  readonly onLook?: ((change: WatchChange) => void) | undefined;
  /** What a person does to submit again, for errors. Default: `submit again`. */
  readonly submitAgain?: string | undefined;
  /** Called after each pause, before the next look; what it throws ends the wait. */
  readonly beforeWait?: (() => Promise<void>) | undefined;
  readonly clock?: Clock | undefined;
}

/** The time for a wait is over; the submission itself continues, and can be waited for again. */
export class WaitTimeoutError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_WAIT_TIMEOUT";

  constructor(
    message: string,
    /** As last seen. */
    readonly submission: Submission,
  ) {
    super(message);
  }
}

/** The submission ended without reaching what was waited for. */
export class SubmissionFailedError extends PartnerCenterError {
  override readonly code = "ERR_PARTNER_CENTER_SUBMISSION_FAILED";
  /** The message without the reasons. */
  readonly headline: string;

  /** @param what What happened. @param advice What to do; the message has the reasons before it. */
  constructor(
    what: string,
    advice: string,
    readonly submission: Submission,
    /** One line each; may be empty. */
    readonly reasons: readonly string[],
  ) {
    super(`${what}${reasons.length === 0 ? "" : `: ${reasons.join("; ")}`}. ${advice}`);
    this.headline = inOneLine(redact(`${what}. ${advice}`));
  }
}

const sentences: Record<SubmissionPhase, string> = {
  inProgress: "validation and preview creation are running",
  failed: "failed",
  preview: "the preview is ready",
  publishing: "going live",
  live: "live",
  canceled: "was canceled",
  unknown: "is in a state that this version does not know",
};

/**
 * Waits for preview or live. The first look is at once, unless the caller has just looked. "Not found" (seen once when a preview came up:
 * navcontainerhelper#4126) and, after the first look, outages of the service, of the network or of the sign-in end the
 * wait only when they last for several looks in a row.
 *
 * @returns The submission as last seen.
 * @throws SubmissionFailedError when it failed, was canceled or was replaced by a newer one; WaitTimeoutError.
 */
export async function watch(
  client: SubmissionsOf,
  productId: string,
  submissionId: string,
  options: WatchOptions,
): Promise<Submission> {
  const { until, timeoutMs, onChange, onLook, onOutage, beforeWait, steps = false, clock = systemClock } = options;
  const started = clock.now();
  const stepOf = steps ? watchedSteps(client, productId, clock) : undefined;
  let { seen } = options;
  let last: Submission | undefined;
  let step: RunningStep | undefined;
  let since = started;
  let misses = 0;

  const look = async () => {
    let submission: Submission;
    try {
      submission = seen ?? (await client.submissions.get(productId, submissionId));
      seen = undefined;
    } catch (error) {
      const mayBeBack = last !== undefined || error instanceof NotFoundError;
      if (!mayBeBack || ++misses > mostMisses(error)) throw asGone(error, last, options);
      if (misses === 1 && error instanceof Error && !(error instanceof NotFoundError)) onOutage?.(error);
      return undefined;
    }
    misses = 0;
    const phase = submissionPhase(submission);
    const running = await stepOf?.(submission);
    const isSamePhase = last !== undefined && phase === submissionPhase(last);
    const isSameStep = running?.name === step?.name;
    if (!isSamePhase || !isSameStep) since = clock.now();
    const line = `${nameSubmission(submission)}: ${sentences[phase]}`;
    const now = clock.now();
    const change = { submission, phase, step: running, elapsedMs: now - started, sinceMs: now - since, line };
    onLook?.(change);
    if (!isSamePhase || !isSameStep || submission.substate !== last?.substate) onChange?.(change);
    last = submission;
    step = running;
    const isReached = phase === "live" || (until === "preview" && (phase === "preview" || phase === "publishing"));
    if (isReached) return submission;
    const end = endOf(submission, until);
    if (end !== undefined) throw await asFailed(client, productId, submission, end, options);
    return undefined;
  };

  return poll<Submission>({
    clock,
    timeoutMs,
    look,
    delayMs: (elapsedMs) => pollDelay(elapsedMs, clock.random()),
    sleep: async (milliseconds) => {
      await clock.sleep(milliseconds);
      await beforeWait?.();
    },
    // Only a look that saw the submission can tell that it is late.
    late: () => (last === undefined || misses > 0 ? undefined : asLate(last, options)),
  });
}

/** How it ended without reaching what was waited for, in words; undefined: it may still reach it. */
function endOf(submission: Submission, until: WatchOptions["until"]): string | undefined {
  const phase = submissionPhase(submission);
  if (phase === "failed" || phase === "canceled") return sentences[phase];
  return until === "live" && phase === "preview" && isPromotionFailed(submission) ? "could not go live" : undefined;
}

async function asFailed(
  client: SubmissionsOf,
  productId: string,
  submission: Submission,
  end: string,
  { place, submitAgain = "submit again" }: WatchOptions,
): Promise<SubmissionFailedError> {
  const isCanceled = submissionPhase(submission) === "canceled";
  const reasons = isCanceled ? [] : await failureReasons(client, productId, submission, place);
  return new SubmissionFailedError(
    `${nameSubmission(submission)} ${end} (${statesOf(submission)})`,
    `Correct the offer and ${submitAgain}.`,
    submission,
    reasons,
  );
}

function asLate(last: Submission, { until, timeoutMs }: WatchOptions): WaitTimeoutError {
  return new WaitTimeoutError(
    `${nameSubmission(last)} did not reach ${until} within ${elapsed(timeoutMs)} ` +
      `(${statesOf(last)}). It continues in Partner Center; run again to go on waiting for it.`,
    last,
  );
}

/** A wait of hours survives this many looks in a row that the service, the sign-in or the network failed. */
const mostOutages = 5;
const outages = [ServiceError, ConnectionError, RateLimitedError, AuthenticationError, AccessDeniedError];

/** How many looks in a row may fail in this way. */
function mostMisses(error: unknown): number {
  if (error instanceof NotFoundError) return 2;
  return outages.some((kind) => error instanceof kind) ? mostOutages : 0;
}

function asGone(error: unknown, last: Submission | undefined, { submitAgain = "submit again" }: WatchOptions): unknown {
  if (!(error instanceof NotFoundError) || last === undefined) return error;
  return new SubmissionFailedError(
    `${nameSubmission(last)} is gone: it was canceled, or replaced by a newer one`,
    `Look at the offer in Partner Center, then ${submitAgain}.`,
    last,
    [],
  );
}

/** The service's own words; but those for a preview, `Published/ReadyToPublish`, say what is not so. */
function statesOf(submission: Submission): string {
  if (submissionPhase(submission) === "preview") return "in preview";
  return [submission.state, submission.substate].filter((part) => part !== undefined).join("/") || "no state";
}
