// Which API an offer is published by: that is told by its type.
import type { Context } from "../../pages/context.js";
import { offerIdOf } from "../../partner-center/areas/traits.js";
import type { Product, Variant } from "../../partner-center/schemas/resources.js";
import { isGuid } from "../../values/guid.js";
import { asObject, isObject, objectsIn } from "../../values/properties.js";
import type { Inputs, LastSeen, Outputs } from "../../values/versions.js";
import { firstNameOf, ingestedTypes, kindOfType } from "../shared/offer-kinds.js";
import { applicationPublisher } from "./applications/application-publisher.js";
import { applicationThere, type OfferThere } from "./completeness.js";
import { offeredPlans } from "./offered-plans.js";
import { kindOfAsset } from "./product-ingestion/asset-kinds.js";
import { ingestionPublisher } from "./product-ingestion/ingestion-publisher.js";
import { ingestedThere } from "./product-ingestion/plans.js";
import type { Publisher } from "./publisher.js";

/** Certification takes a day or two, and up to four; no pipeline waits so long. */
const takesDays = ingestedTypes.filter((type) => type !== "SoftwareAsAService");

/** What the state keeps of an offer that the Product Ingestion API publishes. */
interface PublishedAs {
  /** As the first API names it. */
  readonly type: string;
  /** The offer id that people know. */
  readonly offerId: string;
}

/** Until when is waited where a program does not say, for an offer of which this is kept. */
export function defaultWait({ publishedAs }: LastSeen): "accepted" | "preview" {
  return takesDays.includes(String(asObject(publishedAs).type)) ? "accepted" : "preview";
}

/** The product id and type of the offer that a program names, by its product id or its offer id. */
async function found(context: Context, offer: string): Promise<Product> {
  const { products } = context.client();
  const named = isGuid(offer) ? undefined : await products.find(offer);
  return named ?? products.get(offer);
}

/** The product id of the offer that a program names. One request for an offer id. */
export async function productIdIn(context: Context, { offer }: Inputs): Promise<string> {
  return isGuid(String(offer)) ? String(offer) : (await found(context, String(offer))).id;
}

/** An offer that a program names. */
interface NamedOffer {
  readonly productId: string;
  /** Undefined: the first API publishes it. */
  readonly publishedAs?: PublishedAs;
}

/** As far as the inputs tell: the program's class has given it, or its images are. */
function told({ offer, offerId, offerType, assets }: Inputs): NamedOffer | undefined {
  const productId = String(offer);
  if (!isGuid(productId)) return undefined;
  if (typeof offerId === "string") {
    const type = firstNameOf(offerType);
    return type === undefined ? { productId } : { productId, publishedAs: { type, offerId } };
  }
  const [asset] = objectsIn(assets);
  if (asset === undefined) return undefined;
  return { productId, publishedAs: { type: kindOfAsset(asset).offerType, offerId: String(asset.offer) } };
}

/** The same of an offer that was asked for. */
function shown(product: Product, { offer }: Inputs): NamedOffer {
  const { id, resourceType: type = "" } = product;
  if (!ingestedTypes.includes(type)) return { productId: id };
  return { productId: id, publishedAs: { type, offerId: offerIdOf(product) ?? String(offer) } };
}

/**
 * The offer that a program names, at a preview. A request only where an id alone does not tell, and something is to be
 * asked of the offer.
 */
export async function offerToAsk(context: Context, inputs: Inputs): Promise<NamedOffer> {
  const { offer, lacking } = inputs;
  const known = told(inputs);
  if (known !== undefined) return known;
  if (lacking === undefined && isGuid(String(offer))) return { productId: String(offer) };
  return shown(await context.client().looking(() => found(context, String(offer))), inputs);
}

/** What Partner Center has of it; undefined for an offer of a type that no program can declare. */
export function offerThere(context: Context, { productId, publishedAs }: NamedOffer): OfferThere | undefined {
  if (publishedAs === undefined) {
    let listed: Promise<Variant[]> | undefined;
    const plans = () => {
      listed ??= offeredPlans(context, productId);
      return listed;
    };
    return applicationThere(context, productId, plans);
  }
  const { type, offerId } = publishedAs;
  if (kindOfType(type) === undefined) return undefined;
  const { submissions } = publisherAs(context, productId, publishedAs, {});
  return ingestedThere(context, { productId, offerId }, type, submissions);
}

/**
 * How the offer of a new Submission or Release is published. One request, where the program does not tell its type.
 *
 * @param state Gets by what the next run knows that.
 */
export async function publisherOf(context: Context, inputs: Inputs, state: Outputs): Promise<Publisher> {
  const { productId, publishedAs } = told(inputs) ?? shown(await found(context, String(inputs.offer)), inputs);
  if (publishedAs === undefined) return applicationPublisher(context, productId, inputs);
  state.publishedAs = publishedAs;
  return publisherAs(context, productId, publishedAs, state);
}

/** The same for one that is there: its state tells. */
export function knownPublisher(
  context: Context,
  productId: string,
  state: LastSeen | Outputs,
  version: Inputs | LastSeen,
): Publisher {
  const { publishedAs } = state;
  if (!isObject(publishedAs)) return applicationPublisher(context, productId, version);
  const { type, offerId } = asObject(publishedAs);
  return publisherAs(context, productId, { type: String(type), offerId: String(offerId) }, state);
}

function publisherAs(
  context: Context,
  productId: string,
  publishedAs: PublishedAs,
  state: LastSeen | Outputs,
): Publisher {
  const waits = takesDays.includes(publishedAs.type) ? "accepted" : "reached";
  return ingestionPublisher(context, { productId, offerId: publishedAs.offerId }, state, waits);
}
