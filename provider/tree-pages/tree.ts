// What is where in the tree of an offer, by the ids that people know.
import { type Resource, type ResourceTree, typeOf } from "../product-ingestion/index.js";
import { isObject } from "../values/properties.js";

/** What of a tree is meant: the only resource of a type, or that of a plan. */
interface Part {
  readonly type: string;
  /** A plan id. */
  readonly planId?: string | undefined;
}

/** A plan, by its plan id. */
export function planIn(tree: ResourceTree, planId: string): Resource | undefined {
  return tree.resources.find((one) => typeOf(one) === "plan" && planIdOf(one) === planId);
}

/** The plan id of a plan. */
export function planIdOf({ identity }: Resource): unknown {
  return isObject(identity) ? identity.externalId : undefined;
}

/** The plan id of the plan with a durable id; undefined when there is none. */
export function planIdIn(tree: ResourceTree, durableId: unknown): string | undefined {
  const plan = tree.resources.find((one) => typeOf(one) === "plan" && one.id === durableId);
  const planId = plan && planIdOf(plan);
  return planId === undefined ? undefined : String(planId);
}

/** All resources of a type, of the offer or of one of its plans. */
export function partsIn(tree: ResourceTree, { type, planId }: Part): Resource[] {
  const ofType = tree.resources.filter((one) => typeOf(one) === type);
  if (planId === undefined) return ofType;
  const plan = planIn(tree, planId);
  if (type === "plan") return plan === undefined ? [] : [plan];
  const isOfPlan = (owner: unknown) =>
    (plan !== undefined && owner === plan.id) || (isObject(owner) && owner.externalId === planId);
  return ofType.filter((one) => isOfPlan(one.plan));
}

/** The resource of a type, where there is one. */
export function partIn(tree: ResourceTree, part: Part): Resource | undefined {
  return partsIn(tree, part)[0];
}
