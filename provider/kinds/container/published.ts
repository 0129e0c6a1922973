// What becomes of bundles that leave a program: what is live stays, unless it is to be taken out; what never was live is
// taken out.
import { z } from "zod";
import type { Context } from "../../pages/context.js";
import type { ResourceTree } from "../../product-ingestion/index.js";
import { partIn } from "../../tree-pages/tree.js";
import type { Properties } from "../../values/properties.js";
import { bundleAt, type TaggedBundle } from "./bundles.js";

/** What becomes of a live bundle that leaves the program. */
export const onRemovedInput = z
  .enum(["leave", "remove"], { error: 'must be "leave" or "remove"' })
  .optional()
  .meta({ directive: true });

/** Type of the resource that has bundles. */
export const technicalType = "container-plan-technical-configuration";

/** The technical configuration of a plan in a tree; undefined where the plan has none. */
export function configurationIn(tree: ResourceTree, planId: string | undefined): Properties | undefined {
  return planId === undefined ? undefined : partIn(tree, { type: technicalType, planId });
}

/** A bundle of a plan. */
export interface PlanBundle extends TaggedBundle {
  readonly plan: string;
}

/**
 * Those of some bundles that go, and what is said of the others. One request, where there are any.
 *
 * @param onRemoved What the program wants of live ones. @param option The name of that.
 */
export async function partWith(
  context: Context,
  productId: string,
  bundles: readonly PlanBundle[],
  onRemoved: unknown,
  option = "onRemoved",
): Promise<{ dropped: readonly PlanBundle[]; left: readonly string[] }> {
  if (bundles.length === 0) return { dropped: [], left: [] };
  if (onRemoved === "remove") return { dropped: bundles, left: [] };
  const live = await context.ingestion().resources.published(productId, "live");
  const isLive = ({ plan, tag }: PlanBundle) => {
    const configuration = live && configurationIn(live, plan);
    return configuration !== undefined && bundleAt(configuration, tag) !== undefined;
  };
  const left = bundles
    .filter(isLive)
    .map(
      ({ tag }) =>
        `bundle ${tag} is live and stays as it is; \`${option}: "remove"\` takes out what leaves the program`,
    );
  return { dropped: bundles.filter((one) => !isLive(one)), left };
}
