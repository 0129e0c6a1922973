// What has to be in the draft before it is sent: the assets that the program gives, and what is live of anybody. Image
// factories and other tools replace lists as a whole, and may have taken something away since it was written.
import type { Context } from "../../../pages/context.js";
import { type Edit, type ResourceTree, typeOf } from "../../../product-ingestion/index.js";
import { isObject, objectsIn, type Properties } from "../../../values/properties.js";
import { NotPossibleError } from "../../../values/refusals.js";
import type { Inputs } from "../../../values/versions.js";
import { type AssetKind, assetKinds, assetOf, type Bringing, kindOfAsset } from "./asset-kinds.js";

/** A technical asset that the program gives to its submission. */
export interface Asset {
  readonly kind: AssetKind;
  /** Of its resource. */
  readonly id: string;
  readonly offer: string;
  readonly plan: string;
  readonly version: string;
  readonly bringing: Bringing;
}

/** Something that is missing in the draft, and how it is put back. */
export interface Lost {
  /** In words, such as `version 1.0.0 of plan standard`. */
  readonly what: string;
  readonly edit: Edit;
  readonly secrets: readonly string[];
}

/** The assets in the inputs of a submission. */
export function assetsIn(context: Context, inputs: Inputs): Promise<Asset[]> {
  return Promise.all(
    objectsIn(inputs.assets).map(async (given) => {
      const asset = assetOf(context, given);
      const kind = kindOfAsset(asset);
      const { id, offer, plan, version } = asset;
      const bringing = await kind.bringing(context, asset);
      return { kind, id: String(id), offer: String(offer), plan: String(plan), version: String(version), bringing };
    }),
  );
}

/** For people. */
export const nameOf = ({ plan, version }: Pick<Asset, "plan" | "version">): string =>
  `version ${version} of plan ${plan}`;

/**
 * What is missing in the draft.
 *
 * @param live Undefined: nothing is live.
 * @throws NotPossibleError, ExistsError for an asset that cannot be put back
 */
export function lostIn(draft: ResourceTree, live: ResourceTree | undefined, assets: readonly Asset[]): Lost[] {
  return [...lostAssets(draft, assets), ...lostOfLive(draft, live)];
}

function lostAssets(draft: ResourceTree, assets: readonly Asset[]): Lost[] {
  return assets.flatMap((asset): Lost[] => {
    const { kind, plan, bringing } = asset;
    const configuration = kind.configurationIn(draft, plan);
    const type = configuration && typeOf(configuration as ResourceTree["resources"][number]);
    if (configuration === undefined || type === undefined) {
      throw new NotPossibleError(
        `${nameOf(asset)} cannot be submitted: the plan is not in the draft. Nothing was sent.`,
      );
    }
    if (bringing.into(configuration) === configuration) return [];
    const merge = (current: Properties | undefined) => bringing.into(current);
    return [{ what: nameOf(asset), edit: { type, plan, merge }, secrets: bringing.secrets }];
  });
}

/** What of live things a submission takes away from customers, in words: where that is possible. */
export function takenFromLive(draft: ResourceTree, live: ResourceTree | undefined): string[] {
  return missingIn(draft, live)
    .filter(({ kind }) => !kind.staysLive)
    .map(({ what }) => what);
}

/** What is published and cannot be taken away: it was lost in the draft, or would be refused. */
function lostOfLive(draft: ResourceTree, live: ResourceTree | undefined): Lost[] {
  const missing = missingIn(draft, live).filter(({ kind }) => kind.staysLive);
  return missing.map(({ kind, what, plan, published }) => {
    const merge = (current: Properties | undefined) => current && kind.withAllOf(current, published);
    return { what: `${what}, which is live,`, edit: { type: typeOf(published), plan, merge }, secrets: [] };
  });
}

/**
 * Versions in a preview that the draft does not have, in words. Whoever made the preview may have taken them out, or
 * somebody's edit may have: nobody can tell.
 */
export function leftOut(draft: ResourceTree, preview: ResourceTree | undefined): string[] {
  return missingIn(draft, preview).map(({ what }) => what);
}

/** The versions of each plan that were published and that the draft does not have. */
function missingIn(draft: ResourceTree, tree: ResourceTree | undefined) {
  return (tree?.resources ?? []).flatMap((published) => {
    const kind = assetKinds.find(({ types }) => types.includes(typeOf(published)));
    const owner = draft.resources.find((one) => typeOf(one) === "plan" && one.id === published.plan);
    const plan = owner !== undefined && isObject(owner.identity) ? String(owner.identity.externalId) : undefined;
    const configuration = plan === undefined ? undefined : kind?.configurationIn(draft, plan);
    if (kind === undefined || plan === undefined || configuration === undefined) return [];
    if (kind.withAllOf(configuration, published) === configuration) return [];
    const there = kind.versionsIn(configuration);
    const missing = kind.versionsIn(published).filter((version) => !there.includes(version));
    return [{ kind, what: `version ${missing.join(", ")} of plan ${plan}`, plan, published }];
  });
}
