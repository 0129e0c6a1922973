// Technical assets that a program no longer gives to its submission. The engine deletes last, so that such a version is
// still in the draft when that is sent: it would be published along, and what is live stays.
import type { Context } from "../../../pages/context.js";
import type { ResourceTree } from "../../../product-ingestion/index.js";
import { type Findings, known } from "../../../values/findings.js";
import { isObject, objectsIn } from "../../../values/properties.js";
import { NotPossibleError } from "../../../values/refusals.js";
import { hasUnknown } from "../../../values/unknown.js";
import type { Inputs, LastSeen } from "../../../values/versions.js";
import type { Wanted } from "../publisher.js";
import { technicalIn } from "./asset-kinds.js";

/** What the state keeps of the assets that were submitted: id of the resource → what it is. */
export type GivenAssets = Readonly<Record<string, { readonly plan: string; readonly version: string }>>;

/** The assets in the inputs of a submission; what is not known yet is left out. */
export function givenAssets(inputs: Inputs): GivenAssets {
  const all = objectsIn(inputs.assets).filter(({ id, plan, version }) => !hasUnknown([id, plan, version]));
  return Object.fromEntries(
    all.map(({ id, plan, version }) => [String(id), { plan: String(plan), version: String(version) }]),
  );
}

/** What offers of the second API cannot have, and assets that belong to several offers. */
export function checkIngested(inputs: Inputs, findings: Findings): void {
  const assets = objectsIn(inputs.assets);
  if (assets.length === 0 && inputs.offerType === undefined) return;
  for (const key of ["publishOption", "certificationNotes"]) {
    if (inputs[key] !== undefined)
      findings.add(
        key,
        "cannot be given for offers of virtual machines, containers and SaaS: their API takes none. Take it out",
      );
  }
  const offers = [...new Set(assets.map(({ offer }) => offer).filter((offer) => !hasUnknown(offer)))];
  if (offers.length > 1)
    findings.add("assets", `are of several offers: ${offers.join(", ")}; give each its Submission`);
}

/** Those that the program no longer gives, by a resource of the same id or in the same version. */
function takenOut(before: LastSeen | undefined, inputs: Inputs): { plan: string; version: string }[] {
  if (inputs.onRemovedAsset === "submit" || hasUnknown(inputs.assets)) return [];
  const then = known<GivenAssets>(before ?? {}, "assetIds");
  const now = givenAssets(inputs);
  const isGiven = (plan: string, version: string) =>
    Object.values(now).some((one) => one.plan === plan && one.version === version);
  return Object.entries(isObject(then) ? then : {}).flatMap(([id, { plan, version }]) =>
    Object.hasOwn(now, id) || isGiven(plan, version) ? [] : [{ plan, version }],
  );
}

function publishedAlong(
  removed: readonly { plan: string; version: string }[],
  draft: ResourceTree,
  live: ResourceTree | undefined,
): string | undefined {
  const isIn = (tree: ResourceTree | undefined, plan: string, version: string) => {
    const found = tree && technicalIn(tree, plan);
    return found?.kind.has(found.configuration, version) === true;
  };
  const left = removed.filter(({ plan, version }) => isIn(draft, plan, version) && !isIn(live, plan, version));
  if (left.length === 0) return undefined;
  const what = left.map(({ plan, version }) => `version ${version} of plan ${plan}`).join(", ");
  const it = left.length === 1 ? "it" : "them";
  return (
    `no longer include ${what}, never live and still in the draft: this submission would publish ${it} along. Keep ` +
    `${it} in the program; or take ${it} out first: run \`pulumi up\` once without this Submission, then put it back. ` +
    `To publish ${it} all the same, set \`onRemovedAsset: "submit"\``
  );
}

/** At a preview: two requests where an asset was taken out, else none. */
export async function foreseeRemovedAssets(
  context: Context,
  productId: string,
  inputs: Inputs,
  before: LastSeen,
  findings: Findings,
): Promise<void> {
  const removed = takenOut(before, inputs);
  if (removed.length === 0) return;
  const { resources } = context.ingestion();
  const why = publishedAlong(removed, await resources.draft(productId), await resources.published(productId, "live"));
  if (why !== undefined) findings.add("assets", why);
}

/** The same right before sending. @throws NotPossibleError */
export function refuseRemovedAssets(
  { inputs, before }: Wanted,
  draft: ResourceTree,
  live: ResourceTree | undefined,
): void {
  const why = publishedAlong(takenOut(before, inputs), draft, live);
  if (why !== undefined) throw new NotPossibleError(`assets ${why}. Nothing was submitted.`);
}
