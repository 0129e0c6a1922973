// Submissions and releases that exist, as an import takes them over. Their ids are those of the offer.
import type { Kind } from "../../engine/kind.js";
import type { Context } from "../../pages/context.js";
import { describedForImport } from "../../pages/declarable.js";
import { Description } from "../../pages/description.js";
import { isPromoted, latest, submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import { nameSubmission, phaseWords } from "../../partner-center/publishing/submission-text.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { Findings } from "../../values/findings.js";
import type { Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import type { Outputs } from "../../values/versions.js";
import { offerNamed } from "../shared/offer-named.js";
import { withoutMark } from "./applications/application-publisher.js";
import { offeredPlans } from "./offered-plans.js";
import { links } from "./outputs.js";
import type { Publisher } from "./publisher.js";
import { publisherOf } from "./publishers.js";

/** The product id of the offer that a person names. */
export async function publishedOfferNamed(context: Context, name: string): Promise<string | undefined> {
  return (await offerNamed(context, name))?.id;
}

async function begin(context: Context, productId: string): Promise<{ publisher: Publisher; description: Description }> {
  const description = new Description();
  description.set("offer", productId);
  const publisher = await publisherOf(context, description.inputs, description.outputs as Outputs);
  return { publisher, description };
}

/**
 * The newest submission. That it is of what the drafts say now cannot be asked of the service: a program with the same
 * content does not submit again.
 *
 * @throws NotPossibleError
 */
export async function describeSubmission(context: Context, productId: string): Promise<Description> {
  const { publisher, description } = await begin(context, productId);
  if (description.outputs.publishedAs !== undefined) {
    throw new NotPossibleError(
      "it is of an offer of virtual machines, containers or SaaS. Declare it: the next `pulumi up` submits once more",
    );
  }
  const newest = latest(await publisher.submissions.list(productId));
  if (newest === undefined) throw new NotPossibleError("the offer has no submission yet");
  const submitted = (newest.variantResources ?? []).map(({ variantID }) => variantID);
  const plans = (await offeredPlans(context, productId)).filter(
    ({ id }) => submitted.length === 0 || submitted.includes(id),
  );
  const [{ offer }, { plan }] = await Promise.all([import("../offer/offer.js"), import("../plan/plan.js")]);
  const content: Properties = { offer: await hashOf(offer, context, productId) };
  for (const { id, externalID } of plans)
    content[`plan ${externalID}`] = await hashOf(plan, context, `${productId}/${id}`);
  description.set("content", content);
  description.set(
    "plans",
    plans.map(({ id }) => `${productId}/${id}`),
  );
  description.set(
    "planIds",
    plans.map(({ externalID }) => externalID),
  );
  const notes = withoutMark(newest.publishOption?.certificationNotes ?? "");
  if (notes !== "") description.set("certificationNotes", notes);
  const { isAutoPromote, isManualPublish, releaseTimeInUtc } = newest.publishOption ?? {};
  if (releaseTimeInUtc !== undefined) description.set("publishOption.releaseTime", releaseTimeInUtc);
  if (isAutoPromote) description.set("publishOption.autoPromote", true);
  if (isManualPublish) description.set("publishOption.manualPublish", true);
  const { hash } = await publisher.draftHash(description.inputs, true);
  Object.assign(description.outputs, { submissionId: newest.id, draftHash: hash });
  description.outputs.links = await links(context, productId, description.inputs);
  return description;
}

/** What an imported offer or plan says, in the form in which a submission compares it. */
async function hashOf(kind: Kind, context: Context, id: string): Promise<unknown> {
  const { describe } = kind;
  if (describe === undefined) throw new Error(`${kind.name} cannot be described`);
  const { inputs } = await describedForImport({ ...kind, describe }, context, id);
  return (await kind.derive(inputs, new Findings(), inputs)).contentHash;
}

/** The submission that is live, or on its way there. @throws NotPossibleError */
export async function describeRelease(context: Context, productId: string): Promise<Description> {
  const { publisher, description } = await begin(context, productId);
  const all = await publisher.submissions.list(productId);
  const released = latest(all.filter(isPromoted));
  if (released === undefined) {
    const newest = latest(all);
    const there = newest === undefined ? "it has no submission" : `its newest submission is ${stateOf(newest)}`;
    throw new NotPossibleError(`nothing of the offer is live or on its way there; ${there}`);
  }
  description.set("submission", released.id);
  description.outputs.links = await links(context, productId, description.inputs);
  return description;
}

/** A submission with where it is, in words. */
export const stateOf = (submission: Submission) =>
  `${nameSubmission(submission)}, which is ${phaseWords[submissionPhase(submission)]}`;
