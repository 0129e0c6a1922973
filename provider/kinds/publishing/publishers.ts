// Which API an offer is published by: that is told by its type.
import type { Context } from "../../pages/context.js";
import { offerIdOf } from "../../partner-center/areas/products.js";
import type { Product } from "../../partner-center/schemas/resources.js";
import { isGuid } from "../../values/guid.js";
import { asObject, isObject, objectsIn } from "../../values/properties.js";
import type { Inputs, LastSeen, Outputs } from "../../values/versions.js";
import { applicationPublisher } from "./applications/application-publisher.js";
import { ingestionPublisher } from "./product-ingestion/ingestion-publisher.js";
import type { Publisher } from "./publisher.js";

/**
 * Types of offers, as the first API names them, that the Product Ingestion API publishes (Product Ingestion API §16.2,
 * additions §1). All others are published by the first one.
 */
const ingested = ["AzureThirdPartyVirtualMachine", "AzureCoreVirtualMachine", "AzureContainer", "SoftwareAsAService"];

/** Certification takes a day or two, and up to four; no pipeline waits so long. */
const takesDays = ingested.filter((type) => type !== "SoftwareAsAService");

/** What the state keeps of an offer that the Product Ingestion API publishes. */
interface PublishedAs {
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

/**
 * The product id of the Azure application that a program names; undefined for an offer of another type. A request only
 * where an id alone does not tell, and something is to be asked of the offer.
 */
export async function applicationIn(
  context: Context,
  { offer, offerId, lacking }: Inputs,
): Promise<string | undefined> {
  const isTold = typeof offerId === "string" || lacking === undefined;
  if (isTold && isGuid(String(offer))) return String(offer);
  const product = await context.client().looking(() => found(context, String(offer)));
  return ingested.includes(product.resourceType ?? "") ? undefined : product.id;
}

/**
 * How the offer of a new Submission or Release is published. One request, where the program does not tell its type.
 *
 * @param state Gets by what the next run knows that.
 */
export async function publisherOf(context: Context, inputs: Inputs, state: Outputs): Promise<Publisher> {
  const offer = String(inputs.offer);
  // The class has given an offer of an Azure application.
  if (typeof inputs.offerId === "string") return applicationPublisher(context, offer, inputs);
  const [asset] = objectsIn(inputs.assets);
  if (asset !== undefined && isGuid(offer)) {
    const publishedAs = { type: "AzureThirdPartyVirtualMachine", offerId: String(asset.offer) };
    state.publishedAs = publishedAs;
    return publisherAs(context, offer, publishedAs, state);
  }
  const product = await found(context, offer);
  const type = product.resourceType ?? "";
  if (!ingested.includes(type)) return applicationPublisher(context, product.id, inputs);
  const publishedAs = { type, offerId: offerIdOf(product) ?? offer };
  state.publishedAs = publishedAs;
  return publisherAs(context, product.id, publishedAs, state);
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
