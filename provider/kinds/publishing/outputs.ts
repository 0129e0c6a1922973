// Outputs of Submission and Release beyond the submission itself: when its workflows ran, and links for people.
import type { Context } from "../../pages/context.js";
import { offerIdOf } from "../../partner-center/areas/products.js";
import { asUtc } from "../../partner-center/publishing/workflow-steps.js";
import { asObject, type Properties } from "../../values/properties.js";
import type { Inputs } from "../../values/versions.js";
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
