// Makes the kind of a plan of an offer that the Product Ingestion API keeps, out of its pages. Its id is offer id / plan id.
import type { z } from "zod";
import type { Kind } from "../../engine/kind.js";
import { refuseDifferences, waysForExisting } from "../../pages/adoption.js";
import type { Context } from "../../pages/context.js";
import { Description } from "../../pages/description.js";
import { offerIdOf } from "../../partner-center/areas/traits.js";
import { ConflictError, NotFoundError, untilGone } from "../../partner-center/errors.js";
import { productGuid, type ResourceTree } from "../../product-ingestion/index.js";
import { checkEmptied } from "../../rules/completeness.js";
import { checkLimits } from "../../rules/limit-checks.js";
import { compareIngestedPlans } from "../../rules/plan-comparison.js";
import { planIdIn, planIn } from "../../tree-pages/tree.js";
import type { Place } from "../../tree-pages/tree-page.js";
import type { TreePages } from "../../tree-pages/tree-pages.js";
import { contentHash } from "../../values/content-hash.js";
import { isGuid } from "../../values/guid.js";
import type { Properties } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import type { Inputs, Outputs } from "../../values/versions.js";
import type { OfferName, PlanName } from "../shared/offer-kinds.js";
import { offerOfKind } from "../shared/offer-named.js";
import { idsIn, lookUp, noSuchOffer, productIn, publicationIn, wasSubmitted } from "./offer-tree.js";
import { wordsOf } from "./offer-types.js";
import { afterKilledRun, isStillWritten, observedPages, syncPages, wasRefused, whileUnderWay } from "./work.js";

/** What only one kind of plan has. */
interface PlanOfAType<Schema extends z.ZodObject> {
  /** As people know it, such as `VirtualMachinePlan`. */
  readonly name: PlanName;
  /** The kind of its offers. */
  readonly offer: OfferName;
  /** Among its properties are `offer`, `planId`, `name` and the directives of what can be taken over. */
  readonly schema: Schema;
  readonly pages: TreePages;
  /** The types of offers that have such plans, as the API names them. */
  readonly types: readonly string[];
}

/** Offer id and plan id out of a plan's id. */
function idsOf(id: string): { offerId: string; planId: string } {
  const [offerId = "", planId = ""] = id.split("/");
  return { offerId, planId };
}

/** The plan id of a plan that a person names, by that or by the id that Partner Center gave it. */
function planIdOfName(tree: ResourceTree, name: string): string | undefined {
  if (planIn(tree, name) !== undefined) return name;
  return isGuid(name) ? planIdIn(tree, `plan/${productGuid(tree.root)}/${name}`) : undefined;
}

/** Makes a kind; see `CONTRIBUTING.md`, "An offer of a further type". */
export function planKind<Schema extends z.ZodObject>(of: PlanOfAType<Schema>): Kind<Schema> {
  const { pages } = of;
  const place = (context: Context, id: string, name: unknown, offerType: string): Place => {
    return { context, ...idsOf(id), offerType, owner: { name: String(name) } };
  };
  const idOf = ({ offer, planId }: Properties) => `${offer}/${planId}`;

  return {
    name: of.name,
    schema: of.schema,
    compared: pages.compared,
    naturalKey: ["offer", "planId"],
    derived: ["contentHash"],
    hidden: ["contentHash"],
    outputs: { stable: ["productId", "variantId", "offerType"], fresh: ["observed"] },
    takesOfferId: true,
    seen: pages.seen,

    title: ({ planId }) => `plan ${typeof planId === "string" ? planId : "(id not known yet)"}`,

    async derive(inputs, findings, before) {
      pages.check(inputs, findings, before);
      checkLimits(of.name, inputs, findings);
      checkEmptied(of.name, inputs, findings);
      const { planId } = inputs;
      return { contentHash: contentHash({ ...pages.content(inputs), planId }) };
    },

    beside: (inputs, others, inputsOf) =>
      compareIngestedPlans(inputs, others, inputsOf(of.offer, String(inputs.offer))),

    changed: (before, inputs) => [...(wasRefused(before) ? ["planId"] : []), ...pages.changed(before, inputs)],

    unasked(inputs, before) {
      const lines = pages.warnings(inputs, before).map(({ property, reason }) => `warning: ${property} ${reason}`);
      return lines.length === 0 ? undefined : lines.join("\n");
    },

    foreseesInPreviews: true,

    async foresee(context, inputs, before, findings) {
      for (const { property, reason } of pages.warnings(inputs, before)) findings.warn(property, reason);
      if (Object.keys(before).length > 0 && pages.changed(before, inputs).length === 0) return;
      const tree = await lookUp(context, String(inputs.offer));
      if (tree === undefined || !of.types.includes(typeIn(tree))) return;
      const at = place(context, idOf(inputs), inputs.name, typeIn(tree));
      await pages.foresee(at, tree, { inputs, before }, findings);
    },

    publication: (context, id) => publicationIn(context, idsOf(id).offerId, idsOf(id).planId),

    async survey(context, inputs) {
      const tree = await foreseenTree(context, inputs);
      if (tree === undefined || planIn(tree, String(inputs.planId)) === undefined) return undefined;
      return pages.survey(place(context, idOf(inputs), inputs.name, typeIn(tree)), tree, inputs);
    },

    async refuseExisting(context, inputs) {
      if (await isStillWritten(context)) return;
      const tree = await foreseenTree(context, inputs);
      if (tree !== undefined && planIn(tree, String(inputs.planId)) !== undefined)
        await refuseForeignWork(context, tree, inputs, {});
    },

    async ensure(context, inputs) {
      await afterKilledRun(context, { offerId: String(inputs.offer) });
      const tree = await offerTree(context, inputs);
      const { planId, adopt, name }: Properties = inputs;
      const state: Outputs = { ...idsIn(tree, String(planId)), offerType: typeIn(tree) };
      const id = idOf(inputs);
      if (planIn(tree, String(planId)) !== undefined) {
        const at = place(context, id, name, typeIn(tree));
        if (adopt === "unchanged") refuseDifferences(pages.survey(at, tree, inputs));
        else if (adopt !== true) await refuseForeignWork(context, tree, inputs, state);
      }
      return { id, state };
    },

    async sync(context, id, change) {
      const { inputs, state } = change;
      await syncPages(pages, place(context, id, inputs.name, String(state.offerType)), change);
      state.contentHash = inputs.contentHash;
    },

    async observe(context, id, before) {
      const { offerId, planId } = idsOf(id);
      const tree = await lookUp(context, offerId, before.productId);
      if (tree === undefined || planIn(tree, planId) === undefined) return whileUnderWay(context, before);
      const offerType = typeIn(tree);
      const observed = observedPages(pages, place(context, id, before.name, offerType), tree, before);
      return Object.assign(observed, { offerType }); // which an import knows from here only
    },

    async held(context, id, before) {
      const { offerId, planId } = idsOf(id);
      const tree = await lookUp(context, offerId, before.productId);
      if (tree === undefined || planIn(tree, planId) === undefined) return undefined;
      const offerType = typeIn(tree);
      return { ...pages.shown(place(context, id, before.name, offerType), tree), offerType };
    },

    async named(context, name) {
      const [offerName = "", planName = "", ...rest] = name.split("/");
      if (planName === "" || rest.length > 0) {
        throw new NotPossibleError(
          "name it by its offer and its plan id, as contoso-offer/standard, or by the ids of both",
        );
      }
      const product = await offerOfKind(context, offerName, of.offer);
      const offerId = product && offerIdOf(product);
      const tree = offerId === undefined ? undefined : await lookUp(context, offerId, product?.id);
      const planId = tree && planIdOfName(tree, planName);
      return planId === undefined ? undefined : `${offerId}/${planId}`;
    },

    async describe(context, id) {
      const { offerId, planId } = idsOf(id);
      const tree = await lookUp(context, offerId);
      const plan = tree && planIn(tree, planId);
      if (tree === undefined || plan === undefined) throw new NotFoundError(`There is no plan ${id}.`);
      const description = new Description();
      description.set("offer", offerId);
      description.set("planId", planId);
      pages.describe(place(context, id, plan.alias, typeIn(tree)), tree, description);
      return description;
    },

    async remove(context, id, before) {
      const { offerId, planId } = idsOf(id);
      const tree = await lookUp(context, offerId, before.productId);
      const { productId, variantId } = tree === undefined ? {} : idsIn(tree, planId);
      if (productId === undefined || variantId === undefined) return;
      const { variants } = context.client();
      try {
        await afterKilledRun(context, { offerId, productId });
        await context.ingestion().changes.alone({ offerId, productId }, () => {
          return untilGone(variants.delete(productId, variantId), () => variants.get(productId, variantId));
        });
      } catch (error) {
        if (!(error instanceof ConflictError) || !(await wasSubmitted(context, tree as ResourceTree, planId)))
          throw error;
        throw new NotPossibleError(
          "it was submitted or published, and only drafts can be deleted. To take it down, a person stops its " +
            "distribution in Partner Center (Plan overview → Stop distribution; the offer needs another plan) and " +
            "publishes again. To only take it out of this stack, run the same command with " +
            `PARTNERCENTER_LEAVE_PUBLISHED=true in the environment. (Variant id ${variantId}; the service answered ` +
            `${error.status}, request id ${error.requestId})`,
        );
      }
    },
  };

  function typeIn(tree: ResourceTree): string {
    return String(productIn(tree).type);
  }

  /** The offer before anything is done; undefined for one that this program is about to make. */
  async function foreseenTree(context: Context, inputs: Inputs): Promise<ResourceTree | undefined> {
    const tree = await lookUp(context, String(inputs.offer));
    return tree === undefined && context.isDeclared(of.offer, inputs.offer) ? undefined : suited(context, inputs, tree);
  }

  /** The offer of a plan. @throws NotPossibleError when it is not there, or of another type. */
  async function offerTree(context: Context, inputs: Inputs): Promise<ResourceTree> {
    return suited(context, inputs, await lookUp(context, String(inputs.offer)));
  }

  async function suited(context: Context, { offer }: Inputs, tree: ResourceTree | undefined): Promise<ResourceTree> {
    if (tree === undefined) throw await noSuchOffer(context, offer);
    if (of.types.includes(typeIn(tree))) return tree;
    const what = of.types.map((type) => wordsOf(type).of).join(" or ");
    throw new NotPossibleError(`${offer} is no offer of ${what}: its type is ${typeIn(tree)}`);
  }

  /** Our own unfinished work may be continued: never submitted, and each page untouched or as wanted. */
  async function refuseForeignWork(context: Context, tree: ResourceTree, inputs: Inputs, state: Outputs) {
    const because = (why: string): never => {
      throw new ExistsError(`a plan with this id exists already and ${why}. ${waysForExisting("planId", context)}`);
    };
    const id = idOf(inputs);
    context.unfinished.knownAs(id);
    if (await wasSubmitted(context, tree, String(inputs.planId))) because("was submitted before");
    const at = place(context, id, inputs.name, typeIn(tree));
    await pages.refuseTouched(at, tree, inputs, { what: "The plan", because }, state);
  }
}
