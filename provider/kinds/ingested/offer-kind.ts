// Makes the kind of an offer that the Product Ingestion API keeps, out of its pages. Its id is the offer id.
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
import type { Place } from "../../tree-pages/tree-page.js";
import type { TreePages } from "../../tree-pages/tree-pages.js";
import { contentHash } from "../../values/content-hash.js";
import type { Properties } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import type { Inputs, Outputs } from "../../values/versions.js";
import type { OfferName } from "../shared/offer-kinds.js";
import { offerOfKind } from "../shared/offer-named.js";
import { idsIn, lookUp, productIn, publicationIn, wasSubmitted } from "./offer-tree.js";
import {
  afterKilledRun,
  isStillWritten,
  observedPages,
  productOf,
  syncPages,
  wasRefused,
  whileUnderWay,
} from "./work.js";

/** What only one kind of offer has. */
interface OfferOfAType<Schema extends z.ZodObject> {
  /** As people know it, such as `VirtualMachineOffer`. */
  readonly name: OfferName;
  /** Among its properties are `offerId`, `alias` and the directives of what can be taken over. */
  readonly schema: Schema;
  readonly pages: TreePages;
  /** The type that a program wants. */
  typeOf(inputs: Inputs): string;
  /** Sets what of the inputs tells the type, in a description. */
  describeType?(type: string, description: Description): void;
  /** What only the service can tell, at preview. */
  readonly foresee?: NonNullable<Kind["foresee"]>;
}

/** Makes a kind; see `CONTRIBUTING.md`, "An offer of a further type". */
export function offerKind<Schema extends z.ZodObject>(of: OfferOfAType<Schema>): Kind<Schema> {
  const { pages } = of;
  const place = (context: Context, { offerId, alias }: Properties, offerType: string): Place => {
    return { context, offerId: String(offerId), offerType, owner: { name: String(alias) } };
  };
  const typeIn = (tree: ResourceTree) => String(productIn(tree).type);
  const wanted = (context: Context, inputs: Inputs) => place(context, inputs, of.typeOf(inputs));

  return {
    name: of.name,
    schema: of.schema,
    compared: pages.compared,
    naturalKey: ["offerId"],
    derived: [...(pages.namesFiles ? ["files"] : []), "contentHash"],
    hidden: ["contentHash"],
    outputs: { stable: ["productId"], fresh: ["observed"] },
    takesOfferId: true,
    seen: pages.seen,

    title: ({ offerId }) => `offer ${typeof offerId === "string" ? offerId : "(id not known yet)"}`,

    async derive(inputs, findings, before) {
      pages.check(inputs, findings, before);
      checkLimits(of.name, inputs, findings);
      checkEmptied(of.name, inputs, findings);
      const files = pages.namesFiles ? { files: pages.learn(inputs, findings) } : {};
      return { ...files, contentHash: contentHash(pages.content({ ...inputs, ...files })) };
    },

    changed: (before, inputs) => [...(wasRefused(before) ? ["offerId"] : []), ...pages.changed(before, inputs)],

    ...(of.foresee === undefined ? {} : { foreseesInPreviews: true, foresee: of.foresee }),

    publication: (context, id) => publicationIn(context, id),

    async survey(context, inputs) {
      const tree = await lookUp(context, String(inputs.offerId));
      if (tree === undefined) return undefined;
      refuseOtherType(tree, inputs);
      return pages.survey(wanted(context, inputs), tree, inputs);
    },

    async refuseExisting(context, inputs) {
      if (await isStillWritten(context)) return;
      const tree = await lookUp(context, String(inputs.offerId));
      if (tree !== undefined) await refuseForeignWork(context, tree, inputs, {});
    },

    async ensure(context, inputs) {
      const { offerId, adopt }: Properties = inputs;
      await afterKilledRun(context, { offerId: String(offerId) });
      const tree = await lookUp(context, String(offerId));
      const state: Outputs = tree === undefined ? {} : idsIn(tree);
      if (tree !== undefined) {
        if (adopt !== undefined && adopt !== false) refuseOtherType(tree, inputs);
        if (adopt === "unchanged") refuseDifferences(pages.survey(wanted(context, inputs), tree, inputs));
        else if (adopt !== true) await refuseForeignWork(context, tree, inputs, state);
      }
      return { id: String(offerId), state };
    },

    async sync(context, _id, change) {
      await syncPages(pages, wanted(context, change.inputs), change);
      change.state.contentHash = change.inputs.contentHash;
      if (pages.namesFiles) change.state.files = change.inputs.files;
    },

    async observe(context, id, before) {
      const tree = await lookUp(context, id, before.productId);
      if (tree === undefined) return whileUnderWay(context, before);
      return observedPages(pages, place(context, { ...before, offerId: id }, typeIn(tree)), tree, before);
    },

    async held(context, id, before) {
      const tree = await lookUp(context, id, before.productId);
      return tree && pages.shown(place(context, { ...before, offerId: id }, typeIn(tree)), tree);
    },

    async named(context, name) {
      const product = await offerOfKind(context, name, of.name);
      return product && offerIdOf(product);
    },

    async describe(context, id) {
      const tree = await lookUp(context, id);
      if (tree === undefined) throw new NotFoundError(`There is no offer ${id}.`);
      const { alias, type } = productIn(tree);
      const description = new Description();
      description.set("offerId", id);
      of.describeType?.(String(type), description);
      pages.describe(place(context, { offerId: id, alias }, String(type)), tree, description);
      return description;
    },

    async remove(context, id, before) {
      const productId = productOf(before) ?? (await ofOffer(context, id));
      if (productId === undefined) return;
      const { products } = context.client();
      const offer = { offerId: id, productId };
      try {
        await afterKilledRun(context, offer);
        await context.ingestion().changes.alone(offer, () => {
          return untilGone(products.delete(productId), () => products.get(productId));
        });
      } catch (error) {
        if (!(error instanceof ConflictError) || (await publicationIn(context, id)) === undefined) throw error;
        throw new NotPossibleError(
          "it was submitted or published, and only drafts can be deleted. To take it down, a person stops its " +
            "distribution in Partner Center (Offer overview → Stop distribution). To only take it out of this stack, run " +
            "the same command with PARTNERCENTER_LEAVE_PUBLISHED=true in the environment. " +
            `(Product id ${productId}; the service answered ${error.status}, request id ${error.requestId})`,
        );
      }
    },
  };

  function refuseOtherType(tree: ResourceTree, inputs: Inputs): void {
    const [found, type] = [typeIn(tree), of.typeOf(inputs)];
    if (found === type) return;
    throw new ExistsError(
      `an offer with this id exists already, of the type ${found} and not ${type}, which never changes: declare it as ` +
        "what it is, or choose another offerId",
    );
  }

  /** Our own unfinished work may be continued: never submitted, and each managed field untouched or as wanted. */
  async function refuseForeignWork(context: Context, tree: ResourceTree, inputs: Inputs, state: Outputs) {
    const because = (why: string): never => {
      throw new ExistsError(`an offer with this id exists already and ${why}. ${waysForExisting("offerId", context)}`);
    };
    context.unfinished.knownAs(String(inputs.offerId));
    refuseOtherType(tree, inputs);
    if (await wasSubmitted(context, tree)) because("was submitted before");
    await pages.refuseTouched(wanted(context, inputs), tree, inputs, { what: "The offer", because }, state);
  }
}

/** The product id of an offer by its offer id. */
async function ofOffer(context: Context, offerId: string): Promise<string | undefined> {
  const product = await context.ingestion().products.find(offerId);
  return product && productGuid(product.id);
}
