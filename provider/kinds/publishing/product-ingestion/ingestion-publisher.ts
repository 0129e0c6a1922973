// How offers of virtual machines, containers and SaaS are published: a submission is a resource among others, and what
// becomes of it is told by a job that goes on for days (Product Ingestion API §9, additions §3.5).
import type { Context } from "../../../pages/context.js";
import { ifThere } from "../../../partner-center/errors.js";
import { latest, submissionPhase } from "../../../partner-center/publishing/submission-phase.js";
import { nameSubmission } from "../../../partner-center/publishing/submission-text.js";
import type { Submission } from "../../../partner-center/schemas/resources.js";
import { JobFailedError } from "../../../product-ingestion/errors.js";
import { flatReasons, isCertification, type ResourceTree, typeOf } from "../../../product-ingestion/index.js";
import { NotPossibleError } from "../../../values/refusals.js";
import type { LastSeen, Outputs } from "../../../values/versions.js";
import type { Publisher, Sent, Wanted } from "../publisher.js";
import { hasEnded } from "../shown-submission.js";
import { hashOfTree } from "./draft-hash.js";
import { assetsIn, leftOut, lostIn, nameOf, takenFromLive } from "./gate.js";
import { placesIn } from "./ingested-places.js";
import {
  isPendingSeen,
  isSentByUs,
  type Pending,
  pendingIn,
  rememberPending,
  seenBefore,
  wasPending,
} from "./pending.js";
import { checkPlans } from "./plans.js";
import { ingestedSubmissions } from "./reads.js";
import { refuseRemovedAssets } from "./removed-assets.js";
import { begin, cancel, promote } from "./submission-jobs.js";
import { type IngestedOffer, visible } from "./visible.js";

/** How often what others take away is put back before it is given up. */
const mostTries = 3;

/** @param state What is known of the submission; its job is asked why it failed. */
export function ingestionPublisher(
  context: Context,
  offer: IngestedOffer,
  state: LastSeen | Outputs,
  waits: Publisher["waits"],
): Publisher {
  const { productId } = offer;
  const jobOf = async (id: string) =>
    id === state.submissionId && typeof state.jobId === "string" ? state.jobId : context.begunJobs().of(id);
  const submissions = ingestedSubmissions(context, jobOf);
  const draft = () => context.ingestion().resources.draft(productId);
  const run: ThisRun = { hasLooked: false };
  /** Whether a submission says the same as the draft; undefined where nobody can tell. */
  const compared = async (newest: Submission, { inputs }: Wanted) => {
    const there = await draft();
    const hash = hashOfTree(there);
    // What was lost in the draft is not in what is the same as the draft.
    if (lostIn(there, undefined, await assetsIn(context, inputs)).length > 0) return { isSame: false, hash };
    const preview = await context.ingestion().resources.published(productId, "preview");
    const shown = preview?.resources
      .find((one) => typeOf(one) === "submission")
      ?.id?.split("/")
      .at(-1);
    const isShown = preview !== undefined && shown === newest.id;
    return { isSame: isShown ? hashOfTree(preview) === hash : undefined, hash };
  };
  return {
    productId,
    waits,
    submitsInSync: true,
    submissions,
    async draftHash(_version, isToKeep) {
      const tree = await (isToKeep ? draft() : context.ingestion().looking(draft));
      return { hash: hashOfTree(tree), isWhole: true };
    },
    forget: () => {},
    isOurs: (newest) => isSentByUs(context, state, newest, async () => hashOfTree(await draft())),
    async isWanted(newest, wanted) {
      const { isSame, hash } = await compared(newest, wanted);
      return isSame ?? isPendingSeen(context, newest, wanted, hash);
    },
    saysSame: async (newest, wanted) => (await compared(newest, wanted)).isSame === true,
    // The draft is read once no job of this process is under way.
    read: async () => ({ send: (wanted, cleared) => send(context, offer, submissions, wanted, cleared, run) }),
    promote: (submission, found) => promote(context, offer, submissions, submission, found),
    cancel: async (id) => cancel(context, productId, id, await jobOf(id)),
    placeOf: placesIn(context, offer),
  };
}

/** What is known from one attempt of a run to the next. */
interface ThisRun {
  /** Whether it was looked for what an earlier run has sent. Of what this one has sent it is known what came of it. */
  hasLooked: boolean;
}

async function send(
  context: Context,
  offer: IngestedOffer,
  submissions: Publisher["submissions"],
  wanted: Wanted,
  cleared: Submission | undefined,
  run: ThisRun,
): Promise<Sent | undefined> {
  const { inputs } = wanted;
  refuseOptions(inputs);
  const assets = await assetsIn(context, inputs);
  const foreign = assets.find((asset) => asset.offer !== offer.offerId);
  if (foreign !== undefined) {
    throw new NotPossibleError(
      `assets has ${nameOf(foreign)} of offer ${foreign.offer}, and this is a submission of ${offer.offerId}. ` +
        "Nothing was submitted.",
    );
  }
  const { changes, resources } = context.ingestion();
  for (let tries = 0; tries < mostTries; tries++) {
    const attempt = await changes.alone(offer, async () => {
      const [draft, live] = await Promise.all([
        resources.draft(offer.productId),
        resources.published(offer.productId, "live"),
      ]);
      const lost = lostIn(draft, live, assets);
      if (lost.length > 0) return { lost };
      refuseRemovedAssets(wanted, draft, live);
      for (const what of takenFromLive(draft, live)) {
        context.say(
          `${what} is live and not in the draft: it is taken away from customers once this submission is live`,
        );
      }
      await checkPlans(context, offer, submissions, wanted, draft);
      if (latest(await submissions.list(offer.productId))?.id !== cleared?.id) return {};
      const draftHash = hashOfTree(draft);
      await refuseCertified(context, wanted, cleared, draftHash);
      await warnOfLeftOut(context, offer, wanted, cleared, draft);
      return { sent: await post(context, offer, submissions, wanted, cleared, draftHash, run) };
    });
    if (attempt.lost === undefined) return attempt.sent;
    const secrets = attempt.lost.flatMap((one) => one.secrets);
    await changes.commit(
      offer,
      attempt.lost.map(({ edit }) => edit),
      { secrets },
    );
    for (const { what } of attempt.lost) {
      context.say(`${what} was missing in the draft, where somebody else's edit has taken it away; it was put back`);
    }
  }
  throw new NotPossibleError(
    "somebody else takes technical assets out of the draft again and again; nothing was submitted. Agree with them, then " +
      "run `pulumi up` again.",
  );
}

/** A preview that somebody else has made is replaced: who made it may not know that the draft has lost something. */
async function warnOfLeftOut(
  context: Context,
  { productId }: IngestedOffer,
  { before }: Wanted,
  cleared: Submission | undefined,
  draft: ResourceTree,
): Promise<void> {
  if (cleared === undefined || cleared.id === before?.submissionId || submissionPhase(cleared) !== "preview") return;
  const preview = await context.ingestion().resources.published(productId, "preview");
  for (const what of leftOut(draft, preview)) {
    context.warn(
      `${what} is in ${nameSubmission(cleared)}, which somebody else has made, and not in the draft: the new submission ` +
        "is without it. If it was not taken out on purpose, let its owner run `pulumi refresh` and `pulumi up`.",
    );
  }
}

/** Submissions of this API take nothing along. */
// Product Ingestion API §9.1
function refuseOptions({ publishOption, certificationNotes }: Wanted["inputs"]): void {
  const given = Object.entries({ publishOption, certificationNotes }).flatMap(([key, value]) =>
    value === undefined ? [] : key,
  );
  if (given.length === 0) return;
  throw new NotPossibleError(
    `${given.join(" and ")} cannot be given for offers of this type: their API takes neither. Nothing was submitted.`,
  );
}

/** Sends the draft, and waits until the submission can be seen. */
async function post(
  context: Context,
  offer: IngestedOffer,
  submissions: Publisher["submissions"],
  wanted: Wanted,
  cleared: Submission | undefined,
  draftHash: string,
  run: ThisRun,
): Promise<Sent | undefined> {
  const { state } = wanted;
  const pending: Pending = { draftHash, seen: cleared?.id ?? "", contentHash: String(wanted.inputs.contentHash) };
  const look = (jobId: string | undefined) => visible(context, offer, submissions, pending.seen, jobId);
  // An earlier run may have sent it, and it cannot be seen yet.
  if (!run.hasLooked && (await wasPending(context, wanted, pending))) {
    const found = await look(pendingIn(wanted.before)?.jobId).catch(() => undefined);
    if (found !== undefined) return { submission: found, draftHash };
    if (latest(await submissions.list(offer.productId))?.id !== cleared?.id) return undefined;
  }
  run.hasLooked = true;
  await rememberPending(context, state, pending);
  const jobId = await begin(context, state, {
    product: `product/${offer.productId}`,
    target: { targetType: "preview" },
  });
  if (jobId !== undefined) state.pending = { ...pending, jobId };
  try {
    const submission = await look(jobId);
    delete state.pending;
    if (submission !== undefined) {
      if (jobId !== undefined) await context.begunJobs().keep(submission.id, jobId);
      return { submission, draftHash };
    }
  } catch (error) {
    if (error instanceof JobFailedError) delete state.pending;
    throw error;
  }
  const theirs = latest(await submissions.list(offer.productId));
  if (theirs !== undefined) await context.unfinished.note([seenBefore(theirs.id)]);
  return undefined;
}

/** What certification refused is refused again, which takes days: it is not sent as it was. */
// Product Ingestion API §8.2
async function refuseCertified(
  context: Context,
  { inputs, before }: Wanted,
  cleared: Submission | undefined,
  draftHash: string,
): Promise<void> {
  const isSame = before !== undefined && cleared?.id === before.submissionId && before.draftHash === draftHash;
  if (!isSame || cleared === undefined || !hasEnded(cleared) || inputs.resubmit === "always") return;
  const job =
    typeof before.jobId === "string" ? await ifThere(context.ingestion().jobs.status(before.jobId)) : undefined;
  if (job === undefined || !isCertification(job.errors)) return;
  const reasons = flatReasons(job.errors).map(({ text }) => text);
  throw new NotPossibleError(
    `${nameSubmission(cleared)} has failed in certification (${reasons.join("; ")}), and the draft is as it was: it would ` +
      'fail again. Change what was found; or set `resubmit: "always"` to send the same once more. Nothing was submitted.',
  );
}
