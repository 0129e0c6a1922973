// Private audiences of a plan in draft, preview and live at once, without a submission (Product Ingestion API §9.6).

import { draftResources } from "../resources/draft-tree.js";
import { publishedResources } from "../resources/published.js";
import type { ProductRecord } from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { broken } from "../wire/product-ingestion-errors.js";
import { referredPlan, type Scope } from "./references.js";

interface Member {
  readonly type: string;
  readonly id: string;
}

const same = (a: Member, b: Member) => a.type === b.type && a.id.toLowerCase() === b.id.toLowerCase();

/** Adds to and removes from the private audiences; gives the id of the resource that has them. */
export function updateAudiences(scope: Scope, product: ProductRecord, sent: Wire): string {
  const { store } = scope.service;
  const plan = referredPlan(scope, product, sent.plan);
  const id = `price-and-availability-plan/${product.id}/${plan.id}`;
  const { add = [], remove = [] } = sent.privateAudiences as { add?: Member[]; remove?: Member[] };
  const changed = (resource: Wire): Wire => {
    const members = (resource.privateAudiences ?? []) as Member[];
    const left = members.filter((member) => ![...remove, ...add].some((other) => same(member, other)));
    return { ...resource, privateAudiences: [...left, ...add] };
  };
  const drafted = draftResources(scope.service, product).find((resource) => resource.id === id) as Wire;
  const live = publishedResources(scope.service, product.id, "live").find((resource) => resource.id === id);
  if (live?.audience !== "private")
    throw broken([`The plan is not live as a private one: that needs to be published.`]);
  const types = ((live.privateAudiences ?? []) as Member[]).map(({ type }) => type);
  const unseen = add.find(({ type }) => !types.includes(type));
  if (unseen !== undefined) {
    throw broken([`The plan has no ${unseen.type} in its private audience yet: that needs to be published.`]);
  }
  const { id: _, ...body } = changed(drafted);
  store.put("resource", { id, productId: product.id, body });
  for (const submission of store.ofProduct("submission", product.id)) {
    const resources = (submission.resources ?? []).map((resource) =>
      resource.id === id ? changed(resource) : resource,
    );
    store.put("submission", { ...submission, resources });
  }
  return id;
}
