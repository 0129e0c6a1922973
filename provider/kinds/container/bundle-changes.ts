// What an update of a bundle has to write: what is wanted, and what of earlier runs is not wanted any more.
import type { Said } from "../../fields/said.js";
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import { type Edit, type ResourceTree, typeOf } from "../../product-ingestion/index.js";
import { planIdOf } from "../../tree-pages/tree.js";
import { isObject, type Properties } from "../../values/properties.js";
import type { Inputs, LastSeen } from "../../values/versions.js";
import { afterKilledRun, jobIn } from "../ingested/work.js";
import { lastId } from "../shared/formats.js";
import { type Bundle, bundleIn, canonicalBundle, isSameBundle, registryTenant } from "./bundle.js";
import { bundlesIn, type WantedBundle, withBundle, withoutBundles } from "./bundles.js";
import { configurationIn, type PlanBundle, partWith, technicalType } from "./published.js";

/** By what a bundle of an interrupted run is known. */
function saidOf(plan: string, tag: string, { tenantId: _, ...bundle }: Bundle): Said {
  return [`bundles.${plan}`, { tag, bundle: canonicalBundle(bundle) }];
}

/** Notes what is about to be handed in. */
export function noteBundle({ unfinished }: Context, { plan, tag, bundle }: WantedBundle): Promise<void> {
  return unfinished.note([saidOf(plan, tag, bundle)]);
}

/** The bundles that a state has: what was handed in, and what a run that has failed was to hand in. @param tag Where a state does not say it. */
export function bundlesOfState(before: LastSeen, tag?: string): PlanBundle[] {
  return [before, before.attempted].filter(isObject).flatMap((one) => {
    const known = one.tag ?? tag;
    const bundle = one.registry === undefined ? undefined : bundleIn(one);
    if (known === undefined || bundle === undefined) return [];
    return [{ plan: String(before.plan), tag: String(known), bundle }];
  });
}

/** What interrupted runs have left in the draft of an offer. */
export async function leftIn(context: Context, draft: ResourceTree | undefined): Promise<PlanBundle[]> {
  const isOurs = await context.unfinished.recall();
  return (draft?.resources ?? []).flatMap((one) => {
    if (typeOf(one) !== "plan") return [];
    const plan = String(planIdOf(one));
    const there = Object.entries(bundlesIn((draft && configurationIn(draft, plan)) ?? {}));
    return there.flatMap(([tag, bundle]) => (isOurs(saidOf(plan, tag, bundle)) ? [{ plan, tag, bundle }] : []));
  });
}

/** The same; no request when there was no such run. */
async function leftBundles(context: Context, productId: string | undefined): Promise<PlanBundle[]> {
  if (productId === undefined || !(await context.unfinished.isBegun())) return [];
  return leftIn(context, await ifThere(context.ingestion().resources.draft(productId)));
}

/** What an update hands in, and what is said of it. */
export interface BundleChange {
  readonly wanted: WantedBundle;
  readonly edits: readonly Edit[];
  readonly left: readonly string[];
}

/** @param productId Undefined: nothing of the bundle was ever in the offer, as far as is known. */
export async function changeOf(
  context: Context,
  productId: string | undefined,
  { inputs, before }: { inputs: Inputs; before: LastSeen | undefined },
): Promise<BundleChange> {
  const [plan, tag, bundle] = [String(inputs.plan), String(inputs.tag), bundleIn(inputs) as Bundle];
  const tenantId = await registryTenant(context, [bundle]);
  const known = [...bundlesOfState(before ?? {}), ...(await leftBundles(context, productId))];
  const isWanted = (one: PlanBundle) => one.plan === plan && one.tag === tag;
  const own = known.filter(isWanted).map((one) => one.bundle);
  const unwanted = known.filter((one) => !isWanted(one));
  const { dropped, left } =
    productId === undefined
      ? { dropped: [], left: [] }
      : await partWith(context, productId, unwanted, inputs.onRemoved);
  const wanted = { plan, tag, bundle, tenantId, own };
  const isOfPlan = (one: PlanBundle) => one.plan === plan;
  const edits = [
    {
      type: technicalType,
      plan,
      isPostedAnyway: before?.refused === true,
      merge: (current: Properties | undefined) => withoutBundles(withBundle(current, wanted), dropped.filter(isOfPlan)),
    },
    ...partings(dropped.filter((one) => !isOfPlan(one))),
  ];
  return { wanted, edits, left };
}

/** What takes bundles out of their plans. */
export function partings(dropped: readonly PlanBundle[]): Edit[] {
  return [...Map.groupBy(dropped, ({ plan }) => plan)].map(([plan, ofPlan]) => ({
    type: technicalType,
    plan,
    merge: (current) => current && withoutBundles(current, ofPlan),
  }));
}

/** Takes a bundle out that leaves the program, unless it is live and stays. */
export async function removeBundle(context: Context, productId: string, id: string, before: LastSeen): Promise<void> {
  const offer = { offerId: String(before.offer), productId };
  await afterKilledRun(context, offer);
  const bundles = [...bundlesOfState(before, lastId(id)), ...(await leftBundles(context, productId))];
  const { dropped, left } = await partWith(context, productId, bundles, before.onRemoved);
  for (const line of left) context.say(line);
  if (dropped.length === 0) return;
  const job = jobIn(before);
  await ifThere(context.ingestion().changes.commit(offer, partings(dropped), { job }));
}

/** The bundle as it was found, with its tenant only where the program names it. */
export function shownBundle(before: Properties, found: Bundle): Bundle {
  const { tenantId: _, ...plain } = found;
  const managed = bundleIn(before);
  if (managed !== undefined && isSameBundle(managed, found)) return managed;
  return before.tenantId === undefined ? plain : found;
}
