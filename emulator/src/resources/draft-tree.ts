// The draft of an offer as the second API has it: the offer, its plans and its set-up as views of what both APIs share,
// all else as it was written, or as the service makes it at first.

import type { Service } from "../state/service.js";
import type { ProductRecord } from "../store/records.js";
import { planIn, planRef, productRef, readDurableId } from "../wire/durable-ids.js";
import { schemaAddress, typeOf } from "../wire/schema-addresses.js";
import { initialOfOffer, initialOfPlan, type Resource } from "./initial-resources.js";
import { orderOf } from "./resource-types.js";
import { offerTypeOf, planView, productView, setupView } from "./shared-objects.js";
import { uploadedPictures } from "./uploaded-pictures.js";

/** Views are made in the versions of most recordings. */
const viewVersions = { product: "preview3", plan: "preview2", "commercial-marketplace-setup": "preview2" } as const;

function view(type: keyof typeof viewVersions, id: string, body: object, written?: unknown): Resource {
  const $schema = typeof written === "string" ? written : schemaAddress(type, `2022-03-01-${viewVersions[type]}`);
  const { $schema: _, ...rest } = body as { $schema?: unknown };
  return { $schema, id, ...rest };
}

/** All resources of the draft, but for its submission; parents first, plans with what is theirs in order of creation. */
export function draftResources(service: Service, product: ProductRecord): Resource[] {
  const { store } = service;
  const stored = new Map(store.ofProduct("resource", product.id).map(({ id, body }) => [id, body]));
  const plans = store.ofProduct("variant", product.id).filter(({ id }) => id !== "testdrive");
  const take = (id: string) => {
    const body = stored.get(id) ?? {};
    stored.delete(id);
    return body;
  };
  const productId = productRef(product.id);
  const setupId = `commercial-marketplace-setup/${product.id}`;
  const [ownBody, setupBody] = [take(productId), take(setupId)];
  const views: Resource[] = [
    view("product", productId, productView(product, ownBody), ownBody.$schema),
    view("commercial-marketplace-setup", setupId, setupView(product, setupBody), setupBody.$schema),
    ...plans.map((variant) => {
      const id = planRef(product.id, variant.id);
      const body = take(id);
      return view("plan", id, planView(variant, body), body.$schema);
    }),
  ];
  const initial = [...initialOfOffer(product), ...plans.flatMap((variant) => initialOfPlan(product, variant))];
  const singles = initial.map((made): Resource => {
    const written = take(made.id);
    return Object.keys(written).length === 0 ? made : ({ id: made.id, ...written } as Resource);
  });
  const others = [...stored].map(([id, body]): Resource => ({ id, ...body }) as Resource);
  const pictures = uploadedPictures(service, product, offerTypeOf(product));
  return sorted([...views, ...singles, ...others, ...pictures], ["", ...plans.map(({ id }) => id)]);
}

function sorted(resources: Resource[], plans: readonly string[]): Resource[] {
  const placeOf = (resource: Resource) => {
    const plan = planIn(resource.id) ?? planIn(resource.plan);
    return plan === undefined ? 0 : plans.indexOf(plan);
  };
  return resources.sort((a, b) => placeOf(a) - placeOf(b) || orderOf(typeOf(a)) - orderOf(typeOf(b)));
}

/** One resource of the draft by its durable id. */
export function draftResource(service: Service, product: ProductRecord, id: string): Resource | undefined {
  return draftResources(service, product).find((resource) => resource.id === id);
}

/**
 * Stores a resource in the draft as it is, whatever its type and fields: what the service itself, in a newer version, or
 * somebody in its portal may have put there. Of offers, plans and set-ups only what the records of both APIs lack.
 */
export function putAsItIs({ store }: Service, resource: Resource): void {
  const { id, ...body } = resource;
  store.put("resource", { id, productId: readDurableId(id)?.productId ?? "", body });
}
