// All plans of an offer of SaaS have a flat rate, or all a price for each user (Product Ingestion API §11.9).
import { planIdIn } from "../../tree-pages/tree.js";
import type { TreePage } from "../../tree-pages/tree-page.js";
import { getPath, isObject } from "../../values/properties.js";
import { type Mode, modeIn } from "./prices.js";

/** A warning, since one job may change all plans: which of them the program has is not known yet. */
export const foreseePricingModel: NonNullable<TreePage["foresee"]> = async ({ planId }, tree, { inputs }, findings) => {
  const modes: readonly Mode[] = ["flatRate", "perUser"];
  const mode = modes.find((one) => isObject(getPath(inputs, `availability.${one}`)));
  if (mode === undefined) return;
  for (const resource of tree.resources) {
    const [plan, theirs] = [planIdIn(tree, resource.plan), modeIn(resource)];
    if (plan === undefined || plan === planId || theirs === undefined || theirs === mode) continue;
    findings.warn(
      `availability.${mode}`,
      `is another way to be priced than ${theirs} of plan ${plan}; the service refuses it, unless this program changes ` +
        "that plan as well: all plans of an offer have the same",
    );
  }
};
