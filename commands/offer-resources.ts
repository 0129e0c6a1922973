// Which resources of a program an offer consists of, by the type of the offer.
import type { KindName } from "../provider/kinds/index.js";
import { kindOfType, offerKinds } from "../provider/kinds/shared/offer-kinds.js";
import { offerIdOf } from "../provider/partner-center/areas/traits.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";
import { typeOf } from "../provider/product-ingestion/index.js";
import { isPlan } from "../provider/queries.js";
import { planIdOf } from "../provider/tree-pages/tree.js";
import type { Properties } from "../provider/values/properties.js";
import type { Services } from "./work.js";

/** An offer or plan that exists. */
interface FoundResource {
  readonly kind: KindName;
  /** As the state of a stack has it. */
  readonly id: string;
  /** What the service says of the object itself, where that was just read. */
  readonly object?: Properties;
}

/** A plan that exists. */
export interface FoundPlan extends FoundResource {
  readonly planId: string;
  /** By which other plans refer to it. */
  readonly reference: string;
}

/** An offer that exists, with its plans. */
export interface OfferResources {
  readonly offerId: string;
  readonly offer: FoundResource;
  readonly plans: readonly FoundPlan[];
}

/** No program can be written of the offer; says why. */
export class NotExportableError extends Error {
  readonly code = "ERR_PARTNER_CENTER_NOT_EXPORTABLE";
}

/**
 * The resources that a program declares for an offer. One request.
 *
 * @throws NotExportableError for an offer of a type that no program can declare
 */
export async function resourcesOf(services: Services, product: Product): Promise<OfferResources> {
  const kind = kindOfType(product.resourceType);
  const offerId = offerIdOf(product) ?? product.id;
  if (kind === undefined) {
    const types = offerKinds.flatMap((one) => Object.values(one.types)).join(", ");
    throw new NotExportableError(
      `${offerId} is an offer of type ${product.resourceType}; programs can declare offers of the types ${types}`,
    );
  }
  if (kind.offer === "Offer") return applicationOf(services, product, offerId);
  const { resources } = await services.ingestion().resources.draft(product.id);
  const planIds = resources
    .filter((one) => typeOf(one) === "plan" && one.lifecycleState !== "deleted")
    .map((one) => String(planIdOf(one)));
  return {
    offerId,
    offer: { kind: kind.offer, id: offerId },
    plans: planIds.map((planId) => ({ kind: kind.plan, id: `${offerId}/${planId}`, planId, reference: planId })),
  };
}

async function applicationOf({ client }: Services, product: Product, offerId: string): Promise<OfferResources> {
  const variants = (await client.variants.list(product.id)).filter(isPlan);
  return {
    offerId,
    offer: { kind: "Offer", id: product.id, object: product },
    plans: variants.map((variant) => ({
      kind: "Plan",
      id: `${product.id}/${variant.id}`,
      planId: variant.externalID ?? variant.id,
      reference: variant.id,
      object: variant,
    })),
  };
}
