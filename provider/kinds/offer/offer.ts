// An offer: the product itself, and its pages in Partner Center.
import type { Kind } from "../../engine/kind.js";
import { content } from "../../fields/field.js";
import { refuseDifferences, waysForExisting } from "../../pages/adoption.js";
import type { Context } from "../../pages/context.js";
import { Description } from "../../pages/description.js";
import { managesPart } from "../../pages/draft-page.js";
import { foundOrMade } from "../../pages/found-or-made.js";
import type { Target } from "../../pages/page.js";
import { previewOf, publicationOf } from "../../pages/publication.js";
import { offerIdOf } from "../../partner-center/areas/traits.js";
import { ConflictError, ifThere, untilGone } from "../../partner-center/errors.js";
import type { Product } from "../../partner-center/schemas/resources.js";
import { checkEmptied } from "../../rules/completeness.js";
import { checkLimits } from "../../rules/limit-checks.js";
import { contentHash } from "../../values/content-hash.js";
import type { Properties } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import { show } from "../../values/show.js";
import { type Outputs, outputsFrom } from "../../values/versions.js";
import { offerOfKind } from "../shared/offer-named.js";
import { offerInputs } from "./inputs.js";
import { offerDraftPages, offerPages } from "./pages.js";

/** The pages, and the hashes of the files that they name. */
const compared = [...offerPages.compared, { path: "files" }];

function target(context: Context, productId: string, alias: unknown): Target {
  return { context, productId, owner: { name: String(alias) } };
}

/** The drafts in which something is set. */
function draftsIn(inputs: Properties) {
  return offerDraftPages.filter((page) => managesPart(page, inputs)).map(({ kind }) => kind);
}

/** The kind `Offer`; its id is the product id. */
export const offer: Kind<typeof offerInputs> = {
  name: "Offer",
  schema: offerInputs,
  compared,
  naturalKey: ["offerId"],
  derived: ["files", "contentHash"],
  hidden: ["contentHash"],
  outputs: { stable: ["productId"], fresh: ["observed"] },

  title: ({ offerId }) => `offer ${typeof offerId === "string" ? offerId : "(id not known yet)"}`,

  async derive(inputs, findings) {
    const { files } = await offerPages.check(inputs, findings);
    checkLimits("Offer", inputs, findings);
    checkEmptied("Offer", inputs, findings);
    const hashed = { ...content(compared, { ...inputs, files }), alias: inputs.alias };
    return { files, contentHash: contentHash(hashed) };
  },

  async publication(context, id) {
    const submissions = await context.client().submissions.list(id);
    return publicationOf(submissions) ?? previewOf(submissions);
  },

  seen: offerPages.seen,

  held: (context, id, before, fields) => ifThere(offerPages.shown(target(context, id, before.alias), before, fields)),

  async survey(context, inputs) {
    const product = await context.client().products.find(String(inputs.offerId));
    if (product === undefined) return undefined;
    refuseOtherName(product, inputs);
    return offerPages.survey(target(context, product.id, inputs.alias), inputs);
  },

  async refuseExisting(context, inputs) {
    const product = await context.client().products.find(String(inputs.offerId));
    if (product === undefined) return;
    context.unfinished.knownAs(product.id);
    refuseOtherName(product, inputs);
    await refuseForeignWork(target(context, product.id, inputs.alias), inputs, {});
  },

  async ensure(context, inputs) {
    const { drafts, products } = context.client();
    const { offerId, alias, type } = inputs;
    const { object: product, isMade } = await foundOrMade({
      clock: context.clock,
      find: () => products.find(offerId),
      async make(onFound) {
        const made = await products.create({ resourceType: type, name: alias, offerId }, onFound);
        drafts.lookAheadDrafts(made.id, draftsIn(inputs)); // beside the look for another run's offer
        return made;
      },
      all: () => products.named(offerId),
      remove: ({ id }) => ifThere(products.delete(id)),
    });
    context.unfinished.knownAs(product.id);
    const state: Outputs = { productId: product.id };
    if (!isMade) {
      refuseOtherName(product, inputs);
      const at = target(context, product.id, alias);
      if (inputs.adopt === "unchanged") refuseDifferences(await offerPages.survey(at, inputs));
      else if (inputs.adopt !== true) await refuseForeignWork(at, inputs, state);
    }
    return { id: product.id, state };
  },

  async sync(context, id, change) {
    await offerPages.sync(target(context, id, change.inputs.alias), change);
    Object.assign(change.state, { contentHash: change.inputs.contentHash, productId: id });
  },

  async observe(context, id, before) {
    const client = context.client();
    // The modules whose drafts the pages will ask for: one request each, for all that look at this offer.
    client.drafts.lookAhead(id, ["Listing", "Property", "Availability", "Package", "Cosell"]);
    const product = await ifThere(client.products.get(id));
    if (product === undefined) return undefined;
    const state = outputsFrom(before);
    state.productId = id;
    if (product.name !== before.alias) {
      // Not drift: a replacement could never be what is meant.
      context.say(
        `its alias in Partner Center is ${show(product.name)}; this program still says ${show(before.alias)}`,
      );
    }
    await offerPages.observe(target(context, id, before.alias), before, state);
    return state;
  },

  async named(context, name) {
    return (await offerOfKind(context, name, "Offer"))?.id;
  },

  async describe(context, id, object) {
    const { Product } = await import("../../partner-center/schemas/resources.js");
    const product = object === undefined ? await context.client().products.get(id) : Product.parse(object);
    const description = new Description();
    description.set("offerId", offerIdOf(product));
    description.set("alias", product.name);
    description.set("type", product.resourceType);
    await context.client().looking(() => offerPages.describe(target(context, id, product.name ?? ""), description));
    return description;
  },

  async remove(context, id) {
    const { products } = context.client();
    try {
      await untilGone(products.delete(id), () => products.get(id));
    } catch (error) {
      if (!(error instanceof ConflictError) || !(await wasSubmitted(context, id))) throw error;
      throw new NotPossibleError(
        "it was submitted or published, and this API deletes only drafts. To take it down, a person stops its " +
          "distribution in Partner Center (Offer overview → Stop distribution). To only take it out of this " +
          "stack, run the same command with PARTNERCENTER_LEAVE_PUBLISHED=true in the environment. " +
          `(Product id ${id}; the service answered ${error.status}, request id ${error.requestId})`,
      );
    }
  },
};

function refuseOtherName(product: Product, inputs: Properties): void {
  if (product.name === inputs.alias && product.resourceType === inputs.type) return;
  throw new ExistsError(
    `an offer with this id exists already with alias ${show(product.name)} and type ${product.resourceType}, not ` +
      `${show(inputs.alias)} and ${inputs.type}. The API cannot change these: set them to what exists` +
      `${inputs.adopt ? "" : " and `adopt: true`"}, or choose another offerId.`,
  );
}

/** Our own unfinished work may be continued: never submitted, and each managed field untouched or as wanted. */
async function refuseForeignWork(at: Target, inputs: Properties, state: Outputs): Promise<void> {
  const because = (why: string): never => {
    throw new ExistsError(`an offer with this id exists already and ${why}. ${waysForExisting("offerId", at.context)}`);
  };
  if (await wasSubmitted(at.context, at.productId)) because("was submitted before");
  await offerPages.refuseTouched(at, inputs, { what: "The offer", because }, state);
}

async function wasSubmitted(context: Context, productId: string): Promise<boolean> {
  return (await context.client().submissions.list(productId)).length > 0;
}
