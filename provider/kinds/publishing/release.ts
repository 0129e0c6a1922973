// A release: exactly the submission that was named, taken from preview to live.
import { z } from "zod";
import type { Kind } from "../../engine/kind.js";
import type { Context } from "../../pages/context.js";
import { publicationOf } from "../../pages/publication.js";
import { ifThere } from "../../partner-center/errors.js";
import { isPromoted, latest, submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import { nameSubmission } from "../../partner-center/publishing/submission-text.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { known } from "../../values/findings.js";
import type { Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { quoted } from "../../values/show.js";
import { type Inputs, type Outputs, outputsFrom } from "../../values/versions.js";
import { keepInputs } from "../shared/kept-inputs.js";
import { describeRelease, publishedOfferNamed, stateOf } from "./described.js";
import { withOfferId } from "./inputs/given-resources.js";
import { offerTitle, publishingInputs, timeoutOf } from "./inputs/publishing-inputs.js";
import { links, whereToLook, workflowTimes } from "./outputs.js";
import type { Publisher } from "./publisher.js";
import { knownPublisher, productIdIn, publisherOf } from "./publishers.js";
import { waysForRemoved } from "./removed-plans.js";
import { hasEnded, shownOutputs, submissionIn, submissionOutputs, submissionsWith } from "./shown-submission.js";
import { waitUntil } from "./waiting.js";

/** How long a wait for going live takes at most, unless the program says otherwise. */
export const defaultLiveTimeout = "6h";

/** The inputs of a release, as they cross the border to the engine. */
export const releaseInputs = z.strictObject({
  ...publishingInputs,
  submission: z.string().regex(/^\d+$/, {
    error: (issue) => `${quoted(issue.input)} is not the id of a submission (digits only, as a text)`,
  }),
  waitFor: z.enum(["accepted", "live"], { error: 'must be "accepted" or "live"' }).optional(),
  /**
   * Ids of plans that the submission was made of and that the program no longer gives to it; the program's class fills
   * it in.
   */
  removedPlans: z.array(z.string()).optional().meta({ directive: true }),
});

/** Why a submission is not promoted that has plans which were taken out of the program since. */
function whyNotPromoted(submission: Submission, inputs: Inputs): string | undefined {
  const removed = known<string[]>(inputs, "removedPlans") ?? [];
  if (removed.length === 0 || submissionPhase(submission) !== "preview") return undefined;
  return (
    `${nameSubmission(submission)} carries ${removed.join(", ")}, no longer among the plans of this program, and what ` +
    `goes live can never be deleted. ${waysForRemoved(removed)}`
  );
}

/** Said at the first release of an offer. */
const cannotBeTakenBack =
  "this takes the offer live, which cannot be taken back:\nonce it is certified, nobody can delete the offer or a plan " +
  "of it by this API, and ids, prices and more are locked (docs/publishing.md, What publication locks)";

function isNew(before: Properties): boolean {
  return Object.keys(before).length === 0;
}

/** The named submission; or why it cannot go live, whatever happens, in words. */
export function candidate(all: readonly Submission[], submissionId: string): Submission | string {
  const newest = latest(all);
  const wanted = all.find(({ id }) => id === submissionId);
  if (wanted === undefined) {
    const why = "superseded by a newer one, canceled, or of another offer";
    const current = newest === undefined ? "the offer has no submission" : `the current one is ${stateOf(newest)}`;
    return `submission ${submissionId} is not there (${why}); ${current}`;
  }
  if (hasEnded(wanted))
    return `${nameSubmission(wanted)} has failed and cannot go live; run \`pulumi refresh\`, then \`pulumi up\`, which submits again`;
  const isPreview = submissionPhase(wanted) === "preview";
  if (isPreview && newest !== undefined && newest.id !== wanted.id && !hasEnded(newest)) {
    return `${nameSubmission(wanted)} was superseded; the current one is ${stateOf(newest)}`;
  }
  return wanted;
}

/** Promotes the named submission, unless that was done already. @throws NotPossibleError */
async function promote(context: Context, publisher: Publisher, inputs: Inputs, state: Outputs): Promise<void> {
  // `check` has just asked; the service refuses to promote what was superseded since.
  const all = await context.client().looking(() => publisher.submissions.list(publisher.productId));
  const wanted = candidate(all, String(inputs.submission));
  if (typeof wanted === "string") throw new NotPossibleError(wanted);
  const phase = submissionPhase(wanted);
  if (phase === "inProgress" || phase === "unknown") {
    throw new NotPossibleError(
      `${nameSubmission(wanted)} is not in preview yet; run \`pulumi up\` again when it is ` +
        '(Submission has waitFor: "preview")',
    );
  }
  const why = whyNotPromoted(wanted, inputs);
  if (why !== undefined) throw new NotPossibleError(why);
  Object.assign(state, submissionOutputs(wanted));
  if (isPromoted(wanted)) return;
  await publisher.promote(wanted, state);
}

/** The kind `Release`; its id is the product id. */
export const release: Kind<typeof releaseInputs> = {
  name: "Release",
  schema: releaseInputs,
  compared: [{ path: "submission" }, { path: "waitFor", canonical: (value) => (value === "live" ? undefined : value) }],
  naturalKey: ["offer"],
  takesOfferId: true,
  named: publishedOfferNamed,
  describe: describeRelease,
  derived: [],
  outputs: { stable: [], fresh: shownOutputs },

  gather: withOfferId,

  title: (properties) => `release of ${offerTitle(properties)}`,

  async derive() {
    return {};
  },

  unasked: (_inputs, before) => (isNew(before) ? cannotBeTakenBack : undefined),

  async foresee(context, inputs, before, findings) {
    const wanted = known<string>(inputs, "submission");
    if (!isNew(before) && (wanted === undefined || wanted === before.submission)) return;
    const all = await ifThere(
      productIdIn(context, inputs).then((productId) => context.client().submissions.list(productId)),
    );
    if (all === undefined) return; // an offer that is gone is reported elsewhere
    if (context.wasPreviewed !== true && isNew(before) && publicationOf(all) === undefined)
      context.say(cannotBeTakenBack);
    if (wanted === undefined) return;
    const found = candidate(all, wanted);
    const why = typeof found === "string" ? found : whyNotPromoted(found, inputs);
    if (why !== undefined) findings.add("submission", `cannot go live: ${why}`);
  },

  async ensure(context, inputs) {
    const state: Outputs = {};
    const publisher = await publisherOf(context, inputs, state);
    await promote(context, publisher, inputs, state);
    return { id: publisher.productId, state };
  },

  async sync(context, id, { inputs, before, state }) {
    const publisher = knownPublisher(context, id, state, inputs);
    if (before !== undefined) await promote(context, publisher, inputs, state);

    const submissionId = String(inputs.submission);
    let after: string | undefined;
    keepInputs(state, inputs, ["submission", "waitFor"]);
    state.links = await links(context, id, inputs);

    // Otherwise nobody has looked since it was promoted.
    const isSeen = isPromoted(submissionIn(state));
    const isWaitedFor = (inputs.waitFor ?? publisher.waits) !== "accepted";
    if (isWaitedFor) {
      const timeoutMs = timeoutOf(inputs, before !== undefined, defaultLiveTimeout, context.timeoutMs);
      const seen = isSeen ? submissionIn(state) : undefined;
      after = await waitUntil(context, publisher, { submissionId, seen, until: "live", timeoutMs, inputs, state });
    } else if (!isSeen) {
      Object.assign(state, submissionOutputs(await publisher.submissions.get(id, submissionId)));
    }
    state.times = await workflowTimes(publisher, submissionId);
    const look = `submission ${submissionId}: ${whereToLook(state)}`;
    if (submissionPhase(state as unknown as Submission) === "live") context.say(`live${after ?? ""}\n${look}`);
    else if (!isWaitedFor) context.say(`going live; nobody waits for it\n${look}`);
  },

  async observe(context, id, before) {
    const { products } = context.client();
    const publisher = knownPublisher(context, id, before, before);
    const all = await submissionsWith(publisher, before.submission);
    if (all.length === 0 && (await ifThere(products.get(id))) === undefined) return undefined;
    const state = outputsFrom(before);
    const found = all.find((candidate) => candidate.id === before.submission);
    if (found !== undefined) {
      Object.assign(state, submissionOutputs(found), { times: await workflowTimes(publisher, found.id) });
    } else {
      const newest = latest(all);
      context.say(`is no longer listed${newest === undefined ? "" : `; the newest is ${stateOf(newest)}`}`);
    }
    return state;
  },

  async remove(context, _id, before) {
    const phase = submissionPhase({ id: "", state: String(before.state), substate: String(before.substate) });
    if (phase !== "live" && phase !== "publishing") return; // as far as anybody has seen, there is nothing to take down
    context.say(
      "the offer stays live: this API cannot take it down (Partner Center can: Offer overview → Stop distribution)",
    );
  },
};
