// A submission: the drafts of an offer and its plans, sent to preview. Submitted again when the content has changed, and only then.
import { z } from "zod";
import type { Kind } from "../../engine/kind.js";
import { changedPaths } from "../../fields/field.js";
import type { Context } from "../../pages/context.js";
import { ConflictError, ifThere, NotFoundError } from "../../partner-center/errors.js";
import { submissionPhase } from "../../partner-center/publishing/publishing.js";
import type { Variant } from "../../partner-center/schemas/resources.js";
import { contentHash } from "../../values/content-hash.js";
import { known } from "../../values/findings.js";
import { isObject, type Properties } from "../../values/properties.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import { outputsFrom } from "../../values/versions.js";
import { isEdited, lacksPackage, readDrafts } from "./content.js";
import { canonicalReleaseTime, checkReleaseTime, publishOptionInputs } from "./publish-option.js";
import { foreseeRemovedPlans } from "./removed-plans.js";
import { submit, withoutPackageText } from "./submitting.js";
import {
  hasEnded,
  latest,
  links,
  nameSubmission,
  offerTitle,
  publishingInputs,
  submissionOutputs,
  timeoutOf,
  waitUntil,
  workflowTimes,
} from "./waiting.js";

/** How long a wait for the preview takes at most, unless the program says otherwise. */
export const defaultPreviewTimeout = "2h";

/** The inputs of a submission, as they cross the border to the engine. */
export const submissionInputs = z.strictObject({
  ...publishingInputs,
  /** The content hash of the offer (`offer`) and of each plan (`plan standard`); the program's class makes it. */
  content: z.record(z.string(), z.string()),
  waitFor: z.enum(["accepted", "preview"], { error: 'must be "accepted" or "preview"' }).optional(),
  resubmit: z
    .enum(["on-change", "always", "never"], { error: 'must be "on-change", "always" or "never"' })
    .optional()
    .meta({ directive: true }),
  onConflict: z
    .enum(["wait", "fail", "replace"], { error: 'must be "wait", "fail" or "replace"' })
    .optional()
    .meta({ directive: true }),
  publishOption: publishOptionInputs.optional(),
  certificationNotes: z.string().optional(),
  onRemovedPlan: z
    .enum(["fail", "submit"], { error: 'must be "fail" or "submit"' })
    .optional()
    .meta({ directive: true }),
  /** Ids of the plans that the program gives; the program's class fills it in. */
  planIds: z.array(z.string()).optional().meta({ directive: true }),
  /** Plan ids to which the program gives no package; the program's class fills it in. */
  plansWithoutPackage: z.array(z.string()).optional().meta({ directive: true }),
});

/** Stands in the place of the content hash when the submission ended without success: the next `up` submits again. */
const endedMark = "(ended: ";

/** One hash for the content of the offer, of the plans in any order, and the note for certification. */
function hashOf(inputs: Properties): string {
  const { offer, ...plans } = inputs.content as Record<string, string>;
  const all = [...(offer === undefined ? [] : [offer]), ...Object.values(plans).sort()];
  return contentHash([all, inputs.certificationNotes ?? ""]);
}

/** Whether `up` would submit because the content is another than before, or because it always does. */
function isContentSent(inputs: Properties, hash: unknown, before: Properties): boolean {
  if (inputs.resubmit === "always" || before.contentHash === undefined) return true;
  return inputs.resubmit !== "never" && before.contentHash !== hash;
}

function deadlineOf(context: Context, inputs: Properties, isUpdate: boolean): number {
  return context.clock.now() + timeoutOf(inputs, isUpdate, defaultPreviewTimeout);
}

/** The kind `Submission`; its id is the product id, since an update cannot change a resource's id. */
export const submission: Kind = {
  name: "Submission",
  schema: submissionInputs,
  compared: [
    { path: "contentHash" },
    { path: "waitFor", canonical: (value) => (value === "preview" ? undefined : value) },
    { path: "publishOption.releaseTime", canonical: canonicalReleaseTime },
    { path: "publishOption.autoPromote", canonical: (value) => (value === false ? undefined : value) },
    { path: "publishOption.manualPublish", canonical: (value) => (value === false ? undefined : value) },
  ],
  naturalKey: ["offer"],
  derived: ["contentHash"],

  title: (properties) => `submission of ${offerTitle(properties)}`,

  async derive(inputs, findings, before) {
    const hash = isObject(inputs.content) && !hasUnknown(inputs.content) ? hashOf(inputs) : unknownMarker;
    checkReleaseTime(inputs, before, isContentSent(inputs, hash, before), findings);
    const plans = known<string[]>(inputs, "plansWithoutPackage") ?? [];
    // An offer that is yet to be made has no plan to which somebody else has given a package.
    if (plans.length > 0 && hasUnknown(inputs.offer)) findings.add("plans", withoutPackageText(plans));
    return { contentHash: hash };
  },

  async foresee(context, inputs, before, findings) {
    if (!isContentSent(inputs, inputs.contentHash, before)) return;
    const { variants, drafts } = context.client();
    const productId = String(inputs.offer);
    let listed: Promise<Variant[]> | undefined;
    const plans = () => {
      listed ??= variants.list(productId);
      return listed;
    };
    await foreseeRemovedPlans(context, inputs, before, plans, findings);
    const lacking: string[] = [];
    for (const planId of known<string[]>(inputs, "plansWithoutPackage") ?? []) {
      const variant = (await plans()).find(({ externalID }) => externalID === planId);
      if (variant?.referenceVariantID) continue; // it reuses the technical configuration of another plan
      const reference = { kind: "PackageConfiguration", productId, variantId: variant?.id ?? "" } as const;
      if (variant === undefined || lacksPackage((await drafts.read<Properties>(reference)).body)) lacking.push(planId);
    }
    if (lacking.length > 0) findings.add("plans", withoutPackageText(lacking));
  },

  isChanged(before, inputs) {
    if (inputs.resubmit === "always") return true;
    const hasFailed = String(before.contentHash).startsWith(endedMark);
    return changedPaths(submission.compared, before, inputs).some(
      (path) => inputs.resubmit !== "never" || hasFailed || path === "waitFor",
    );
  },

  async ensure(context, inputs) {
    const productId = String(inputs.offer);
    const state: Properties = {};
    await submit(context, productId, inputs, undefined, state, deadlineOf(context, inputs, false));
    return { id: productId, state };
  },

  async sync(context, id, { inputs, before, state }) {
    const deadline = deadlineOf(context, inputs, before !== undefined);
    if (before !== undefined) await submit(context, id, inputs, before, state, deadline);
    const submissionId = String(state.submissionId);
    for (const key of ["content", "waitFor", "certificationNotes", "publishOption"]) {
      if (inputs[key] === undefined) delete state[key];
      else state[key] = inputs[key];
    }
    state.links = await links(context, id, inputs);
    if (inputs.waitFor !== "accepted") {
      const timeoutMs = Math.max(0, deadline - context.clock.now());
      const isReached = await waitUntil(context, id, submissionId, inputs, { until: "preview", timeoutMs }, state);
      if (!isReached) state.contentHash = `${endedMark}submission ${submissionId})`;
    }
    state.times = await workflowTimes(context, id, submissionId);
  },

  async observe(context, id, before) {
    const newest = latest((await ifThere(context.client().submissions.list(id))) ?? []);
    if (newest === undefined) return undefined;
    const state = outputsFrom(before);
    const next = before.resubmit === "never" ? '`resubmit` is "never"' : "the next `pulumi up` submits again";
    if (newest.id !== before.submissionId) {
      context.say(`${nameSubmission(newest)} was submitted elsewhere; ${next}`);
      state.contentHash = `(${nameSubmission(newest)})`;
      return state;
    }
    Object.assign(state, submissionOutputs(newest));
    const [times, drafts] = await Promise.all([
      workflowTimes(context, id, newest.id),
      hasEnded(newest) || before.draftHash === undefined ? undefined : readDrafts(context, id),
    ]);
    state.times = times;
    if (hasEnded(newest)) {
      context.say(`${nameSubmission(newest)} did not succeed; the next \`pulumi up\` submits again`);
      state.contentHash = `${endedMark}${nameSubmission(newest)})`;
      return state;
    }
    if (drafts === undefined) return state;
    const edited = isEdited(before.draftHash, drafts.hash);
    if (edited === undefined) state.draftHash = drafts.hash; // as an older version of this package took it
    if (edited) {
      state.contentHash = `(edited since release ${newest.releaseNumber} was submitted)`;
    }
    return state;
  },

  async remove(context, id, before) {
    if (typeof before.submissionId !== "string") return;
    const { submissions } = context.client();
    try {
      const current = await submissions.get(id, before.submissionId);
      const phase = submissionPhase(current);
      if (phase === "inProgress" || phase === "failed") {
        await submissions.cancel(id, current.id);
        context.say(`${nameSubmission(current)} was taken back`);
      } else if (phase === "preview") {
        context.say(`${nameSubmission(current)} stays in preview: the API cannot withdraw a preview`);
      } else if (phase === "publishing" || phase === "live") {
        context.say(`${nameSubmission(current)} was promoted and is left; it can no longer be canceled`);
      }
    } catch (error) {
      if (error instanceof NotFoundError) return;
      if (!(error instanceof ConflictError)) throw error;
      context.say(`could not be taken back any more: ${error.message}`);
    }
  },
};
