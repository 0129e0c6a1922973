// Where an offer is, and what is known of its being published. All of a program's resources that look at one offer
// within some seconds share the requests.
import type { Context } from "../../pages/context.js";
import { type Publication, previewOf, publicationOf } from "../../pages/publication.js";
import { ifThere } from "../../partner-center/errors.js";
import { submissionPhase } from "../../partner-center/publishing/submission-phase.js";
import { productGuid, type ResourceTree, typeOf } from "../../product-ingestion/index.js";
import { planIn } from "../../tree-pages/tree.js";
import type { Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { quoted } from "../../values/show.js";

/** The draft of an offer; undefined when there is none. One request, or two. @param productId Where it is known. */
export function lookUp(context: Context, offerId: string, productId?: unknown): Promise<ResourceTree | undefined> {
  const { looking, products, resources } = partsOf(context);
  return looking(async () => {
    const id = typeof productId === "string" ? productId : (await products.find(offerId))?.id;
    return id === undefined ? undefined : ifThere(resources.draft(id));
  });
}

function partsOf(context: Context) {
  const ingestion = context.ingestion();
  const looking = <Result>(work: () => Promise<Result>) => ingestion.looking(work);
  return { looking, products: ingestion.products, resources: ingestion.resources };
}

/** The error that an offer is not there. */
export async function noSuchOffer(context: Context, offerId: unknown): Promise<NotPossibleError> {
  const { tenantId } = await context.account();
  return new NotPossibleError(`there is no offer ${quoted(offerId)} in the account of tenant ${tenantId}`);
}

/** The offer itself in its tree. */
export function productIn(tree: ResourceTree): Properties {
  return tree.resources.find((one) => typeOf(one) === "product") ?? {};
}

/** The ids that Partner Center gave an offer and a plan of it, as far as the tree has them. */
export function idsIn(tree: ResourceTree, planId?: string): { productId: string; variantId?: string } {
  const plan = planId === undefined ? undefined : planIn(tree, planId)?.id;
  const productId = productGuid(tree.root);
  return plan === undefined ? { productId } : { productId, variantId: plan.slice(plan.lastIndexOf("/") + 1) };
}

/** Whether the offer, or a plan of it, was ever submitted as far as anybody can tell: it is in preview or live. */
export async function wasSubmitted(context: Context, tree: ResourceTree, planId?: string): Promise<boolean> {
  return (await stagesOf(context, tree.root, planId)).length > 0;
}

/** Where it is published to. Two requests at most. */
async function stagesOf(context: Context, product: string, planId?: string): Promise<("live" | "preview")[]> {
  const { looking, resources } = partsOf(context);
  const all = ["live", "preview"] as const;
  const trees = await looking(() => Promise.all(all.map((target) => resources.published(product, target))));
  return all.filter((_, index) => {
    const tree = trees[index];
    return tree !== undefined && (planId === undefined || planIn(tree, planId) !== undefined);
  });
}

/** Since when an offer, or a plan of it, is published. Two requests for an offer, four for a plan. */
export async function publicationIn(
  context: Context,
  offerId: string,
  planId?: string,
): Promise<Publication | undefined> {
  const { looking, products } = partsOf(context);
  const product = await looking(() => products.find(offerId));
  if (product === undefined) return undefined;
  const list = () => context.client().submissions.list(productGuid(product.id));
  const submissions = (await context.client().looking(() => ifThere(list()))) ?? [];
  const ofOffer = publicationOf(submissions) ?? previewOf(submissions);
  if (ofOffer === undefined || planId === undefined) return ofOffer;
  const stages = await stagesOf(context, product.id, planId);
  const isGoingLive = submissions.some((submission) => submissionPhase(submission) === "publishing");
  if (stages.includes("live") || (stages.length > 0 && isGoingLive)) return publicationOf(submissions) ?? ofOffer;
  return stages.length > 0 ? { since: undefined, isPreview: true } : undefined;
}
