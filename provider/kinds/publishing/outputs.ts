// Outputs of Submission and Release beyond the submission itself: when its workflows ran, and links for people.
import type { Context } from "../../pages/context.js";
import { offerIdOf } from "../../partner-center/areas/traits.js";
import { submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import { asUtc } from "../../partner-center/publishing/workflow-steps.js";
import type { Submission } from "../../partner-center/schemas/resources.js";
import { asObject, type Properties } from "../../values/properties.js";
import type { Inputs, Outputs } from "../../values/versions.js";
import type { Publisher } from "./publisher.js";

/** When the workflows towards preview and live began and ended, as far as they have. */
export async function workflowTimes({ submissions, productId }: Publisher, submissionId: string): Promise<Properties> {
  const times: Properties = {};
  for (const workflow of await submissions.workflowDetails(productId, submissionId)) {
    const isLive = (workflow.targetEnvironment ?? "").toLowerCase() === "live";
    const { startDateTimeInUtc: begun, completeDateTimeInUtc: completed } = workflow;
    if (begun) times[isLive ? "promotedAt" : "submittedAt"] = asUtc(begun);
    if (completed) times[isLive ? "liveAt" : "previewReadyAt"] = asUtc(completed);
  }
  return times;
}

/**
 * Where a person looks: the offer in Partner Center and, when the publisher is known, its preview and its page in the
 * marketplace.
 */
export async function links(context: Context, productId: string, inputs: Inputs): Promise<Properties> {
  const portal = context.portal();
  const found: Properties = { offer: `${portal}/dashboard/commercial-marketplace/offers/${productId}/overview` };
  if (typeof inputs.publisherId !== "string") return found;
  const offerId = inputs.offerId ?? offerIdOf(await context.client().products.get(productId));
  const shop = portal.startsWith("https://partner.microsoft.com") ? "https://azuremarketplace.microsoft.com" : portal;
  const page = `${shop}/marketplace/apps/${inputs.publisherId}.${offerId}`;
  return { ...found, preview: `${page}-preview`, marketplace: page };
}

/** The address for a person: of the preview, or of the live offer; without a publisher id, of the offer itself. */
export function whereToLook({ links }: Properties, place: "preview" | "marketplace" = "marketplace"): string {
  const known = asObject(links);
  return String(known[place] ?? known.offer);
}

/** What was reached, and what a person does next; nothing where it has failed or has gone on. */
export function whatNext(inputs: Inputs, state: Outputs, isWaitedFor: boolean, after: string): string | undefined {
  const phase = submissionPhase(state as unknown as Submission);
  const look = `submission ${state.submissionId}: ${whereToLook(state, "preview")}`;
  const option = asObject(inputs.publishOption);
  const goesOn = option.autoPromote === true ? "Partner Center takes it live by itself" : "it goes live by a `Release`";
  if (phase === "preview") return `preview ready${after}, not live\n${look}\n${goesOn}, and that cannot be undone`;
  if (isWaitedFor || phase !== "inProgress") return undefined;
  const status = `npx -p pulumi-partnercenter partnercenter status ${inputs.offerId ?? "OFFER_ID"}`;
  return `submitted; nobody waits for it\n${look}\n\`${status}\` tells how it is getting on; ${goesOn}`;
}
