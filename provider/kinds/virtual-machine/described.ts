// An image version that is in the draft of its offer, whoever has made it, as an import takes it over.
import type { Context } from "../../pages/context.js";
import { Description } from "../../pages/description.js";
import { ifThere } from "../../partner-center/errors.js";
import { NotPossibleError } from "../../values/refusals.js";
import { partsOfAsset } from "../ingested/asset.js";
import { imagesOfVersion, isDeprecated } from "./image-versions.js";
import { configurationIn, machineOfferIn, machineOfferOf } from "./plan-of-offer.js";
import { unsigned } from "./sources.js";

/** Offer id, plan id and version out of an id. @throws NotPossibleError */
const partsOf = (name: string) => partsOfAsset(name, "version", "contoso-machine/standard/1.0.0");

/** What the draft has of the plan; undefined without such an offer or plan. @throws NotPossibleError */
async function lookUp(context: Context, name: string) {
  const [offerId, planId, version] = partsOf(name);
  const { products, resources } = context.ingestion();
  const product = await products.find(offerId);
  if (product === undefined) return undefined;
  const draft = await ifThere(resources.draft(machineOfferOf(offerId, product).productId));
  const configuration = draft && configurationIn(draft, planId);
  const images = configuration && imagesOfVersion(configuration, version);
  if (draft === undefined || images === undefined) return undefined;
  return { offerId, planId, version, images, configuration, offer: machineOfferIn(draft, offerId) };
}

/** Its id, which is the name by which people know it; undefined when it is not in the draft. @throws NotPossibleError */
export async function imageNamed(context: Context, name: string): Promise<string | undefined> {
  return (await context.ingestion().looking(() => lookUp(context, name))) === undefined ? undefined : name;
}

/** The version as a program says it; the addresses of VHDs are without their signatures. */
export async function describeImage(context: Context, id: string): Promise<Description> {
  const found = await context.ingestion().looking(() => lookUp(context, id));
  if (found === undefined) throw new NotPossibleError("it is no longer in the draft of its offer");
  const { offerId, planId, version, images, configuration, offer } = found;
  const description = new Description();
  description.set("offer", offerId);
  description.set("plan", planId);
  description.set("version", version);
  description.set("images", Object.fromEntries(Object.entries(images).map(([type, image]) => [type, unsigned(image)])));
  if (configuration !== undefined && isDeprecated(configuration, version)) description.set("deprecated", true);
  Object.assign(description.outputs, { productId: offer.productId, technicalType: offer.technicalType });
  return description;
}
