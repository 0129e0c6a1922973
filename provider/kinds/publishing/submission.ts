// A submission: the drafts of an offer and its plans, sent to preview. It is sent again when the content has changed,
// and only then.
import type { Kind } from "../../engine/kind.js";
import type { Compared } from "../../fields/compared.js";
import { changedPaths } from "../../fields/field.js";
import type { Context } from "../../pages/context.js";
import { latest } from "../../partner-center/publishing/submission-phase.js";
import { nameSubmission } from "../../partner-center/publishing/submission-text.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { contentHash } from "../../values/content-hash.js";
import { isObject } from "../../values/properties.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import { type Inputs, type LastSeen, type Outputs, outputsFrom } from "../../values/versions.js";
import { keepInputs } from "../shared/kept-inputs.js";
import { firstNameOf } from "../shared/offer-kinds.js";
import { checkNewOffer, foreseeLacking } from "./completeness.js";
import { withdraw } from "./conflict.js";
import { describeSubmission, publishedOfferNamed } from "./described.js";
import { withGivenResources } from "./inputs/given-resources.js";
import { canonicalReleaseTime, checkReleaseTime } from "./inputs/publish-option.js";
import { offerTitle, timeoutOf } from "./inputs/publishing-inputs.js";
import { submissionInputs } from "./inputs/submission-inputs.js";
import { type Outdated, type Reason, whyOutdated } from "./outdated.js";
import { links, whatNext, workflowTimes } from "./outputs.js";
import { checkIngested, foreseeRemovedAssets, givenAssets } from "./product-ingestion/removed-assets.js";
import { isEdited, type Publisher } from "./publisher.js";
import { defaultWait, knownPublisher, offerThere, offerToAsk, productIdIn, publisherOf } from "./publishers.js";
import { foreseeRemovedPlans, takenOut, waysForRemoved } from "./removed-plans.js";
import { hasEnded, shownOutputs, submissionIn, submissionOutputs, submissionsWith } from "./shown-submission.js";
import { submit } from "./submitting.js";
import { waitUntil } from "./waiting.js";

/** How long a wait for the preview takes at most, unless the program says otherwise. */
export const defaultPreviewTimeout = "2h";

/** The same where certification comes before the preview, which takes up to four days. */
const longPreviewTimeout = "96h";

/** One hash for the content of the offer, of the plans in any order, and the note for certification. */
function hashOf(inputs: Inputs): string {
  const { offer, ...plans } = inputs.content as Record<string, string>;
  const all = [...(offer === undefined ? [] : [offer]), ...Object.values(plans).sort()];
  return contentHash([all, inputs.certificationNotes ?? ""]);
}

/** Whether `up` would submit because the content is another than before, or because it always does. */
function isContentSent(inputs: Inputs, hash: unknown, before: LastSeen): boolean {
  if (inputs.resubmit === "always" || before.contentHash === undefined) return true;
  return inputs.resubmit !== "never" && (before.contentHash !== hash || whyOutdated(before) !== undefined);
}

function deadlineOf(context: Context, { waits }: Publisher, inputs: Inputs, isUpdate: boolean): number {
  const fallback = waits === "accepted" ? longPreviewTimeout : defaultPreviewTimeout;
  return context.clock.now() + timeoutOf(inputs, isUpdate, fallback, context.timeoutMs);
}

function outdated(why: Reason, newest: Submission): Outdated {
  return { why, ...submissionOutputs(newest) };
}

/** What is meant where nothing is said is the same as saying so. */
function waitFor(byDefault: string): Compared {
  return { path: "waitFor", canonical: (value) => (value === byDefault ? undefined : value) };
}

/** The kind `Submission`; its id is the product id, since an update cannot change a resource's id. */
export const submission: Kind<typeof submissionInputs> = {
  name: "Submission",
  schema: submissionInputs,
  compared: [
    { path: "contentHash" },
    waitFor("preview"),
    { path: "publishOption.releaseTime", canonical: canonicalReleaseTime },
    { path: "publishOption.autoPromote", canonical: (value) => (value === false ? undefined : value) },
    { path: "publishOption.manualPublish", canonical: (value) => (value === false ? undefined : value) },
  ],
  naturalKey: ["offer"],
  takesOfferId: true,
  named: publishedOfferNamed,
  describe: describeSubmission,
  // `outdated` is in no program: a look puts it beside the inputs, so that the next preview shows it, and that it goes.
  derived: ["contentHash", "outdated", "assetIds"],
  hidden: ["contentHash"],
  outputs: { stable: [], fresh: shownOutputs },

  title: (properties) => `submission of ${offerTitle(properties)}`,

  gather: withGivenResources,

  async derive(inputs, findings, before) {
    const hash = isObject(inputs.content) && !hasUnknown(inputs.content) ? hashOf(inputs) : unknownMarker;
    checkReleaseTime(inputs, before, isContentSent(inputs, hash, before), findings);
    checkNewOffer(inputs, findings);
    checkIngested(inputs, findings);
    return { contentHash: hash, ...(inputs.assets === undefined ? {} : { assetIds: givenAssets(inputs) }) };
  },

  unasked(inputs, before) {
    const removed = isContentSent(inputs, inputs.contentHash, before) ? takenOut(before, inputs) : [];
    if (removed.length === 0) return undefined;
    const what = `plans no longer include ${removed.join(", ")}: unless live, \`pulumi up\` refuses to submit`;
    return `${what} (without credentials, nobody can tell). ${waysForRemoved(removed)}`;
  },

  // Before anything is sent, the tree of such an offer is read, and looked at once more.
  foreseesInPreviews: ({ offerType }) => firstNameOf(offerType) !== undefined,

  async foresee(context, given, before, findings) {
    if (!isContentSent(given, given.contentHash, before)) return;
    if (given.assets !== undefined) {
      await foreseeRemovedAssets(context, await productIdIn(context, given), given, before, findings);
    }
    const offer = await offerToAsk(context, given);
    const there = offerThere(context, offer);
    if (there === undefined) return;
    await foreseeRemovedPlans(given, before, there.plans, findings);
    await foreseeLacking(given, offer.publishedAs?.type, there, findings);
  },

  changed(before, inputs) {
    const why = whyOutdated(before);
    const outdated = why === "ended" || (inputs.resubmit !== "never" && why !== undefined) ? ["outdated"] : [];
    const always = inputs.resubmit === "always" ? ["resubmit"] : [];
    const byDefault = defaultWait(before);
    const changed = changedPaths(
      submission.compared.map((field) => (field.path === "waitFor" ? waitFor(byDefault) : field)),
      before,
      inputs,
    );
    const counting = changed.filter((path) => inputs.resubmit !== "never" || path === "waitFor");
    return [...outdated, ...always, ...counting];
  },

  async ensure(context, inputs) {
    const state: Outputs = {};
    const publisher = await publisherOf(context, inputs, state);
    const deadline = deadlineOf(context, publisher, inputs, false);
    if (!publisher.submitsInSync) await submit(context, publisher, { inputs, before: undefined, state, deadline });
    return { id: publisher.productId, state };
  },

  async sync(context, id, { inputs, before, state }) {
    const publisher = knownPublisher(context, id, state, inputs);
    const deadline = deadlineOf(context, publisher, inputs, before !== undefined);
    if (before !== undefined || publisher.submitsInSync)
      await submit(context, publisher, { inputs, before, state, deadline });

    const submissionId = String(state.submissionId);
    let after: string | undefined;
    keepInputs(state, inputs, ["content", "waitFor", "certificationNotes", "publishOption"]);
    state.links = await links(context, id, inputs);

    const isWaitedFor = (inputs.waitFor ?? publisher.waits) !== "accepted";
    if (isWaitedFor) {
      const timeoutMs = Math.max(0, deadline - context.clock.now());
      // The answer to a POST does not tell how the submission is by now; with `submitsInSync`, a list has just told it.
      const seen = publisher.submitsInSync ? submissionIn(state) : undefined;
      after = await waitUntil(context, publisher, { submissionId, seen, until: "preview", timeoutMs, inputs, state });
      if (after === undefined) state.outdated = { why: "ended", submissionId } satisfies Outdated;
    }
    state.times = await workflowTimes(publisher, submissionId);
    const next = whatNext(inputs, state, isWaitedFor, after ?? "");
    if (next !== undefined) context.say(next);
  },

  async observe(context, id, before) {
    const publisher = knownPublisher(context, id, before, before);
    const newest = latest(await submissionsWith(publisher, before.submissionId));
    if (newest === undefined) return undefined;
    const state = outputsFrom(before);
    if (newest.id !== before.submissionId) {
      if (await publisher.isOurs(newest)) {
        context.say(
          `${nameSubmission(newest)} was submitted by a run that was interrupted; \`pulumi up\` goes on from there`,
        );
        return state;
      }
      const next = before.resubmit === "never" ? '`resubmit` is "never"' : "the next `pulumi up` submits again";
      context.say(`${nameSubmission(newest)} was submitted elsewhere; ${next}`);
      state.outdated = outdated("submittedElsewhere", newest);
      return state;
    }

    Object.assign(state, submissionOutputs(newest));
    const read = () => publisher.draftHash(before, false);
    let [times, drafts] = await Promise.all([
      workflowTimes(publisher, newest.id),
      hasEnded(newest) || before.draftHash === undefined ? undefined : read(),
    ]);
    if (drafts !== undefined && isEdited(before.draftHash, drafts.hash)) {
      publisher.forget(); // what one answer has left out, or given as it was, is no edit
      drafts = await read();
    }
    state.times = times;
    if (hasEnded(newest)) {
      context.say(`${nameSubmission(newest)} did not succeed; the next \`pulumi up\` submits again`);
      state.outdated = outdated("ended", newest);
    }
    if (drafts === undefined || !drafts.isWhole) return state; // nobody can tell

    const edited = isEdited(before.draftHash, drafts.hash);
    if (edited === undefined) state.draftHash = drafts.hash; // as an older version of this package took it
    if (edited) state.outdated = outdated("edited", newest);
    return state;
  },

  remove: (context, id, before) => withdraw(context, knownPublisher(context, id, before, before), before),
};
