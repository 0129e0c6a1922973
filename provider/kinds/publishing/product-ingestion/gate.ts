// What has to be in the draft before it is sent: the assets that the program gives, and what is live of anybody. Image
// factories and other tools replace lists as a whole, and may have taken something away since it was written.
import type { Context } from "../../../pages/context.js";
import { type Edit, type ResourceTree, typeOf } from "../../../product-ingestion/index.js";
import { isObject, objectsIn, type Properties } from "../../../values/properties.js";
import { NotPossibleError } from "../../../values/refusals.js";
import type { Inputs } from "../../../values/versions.js";
import { versionsIn, type WantedVersion, withVersion, withVersionsOf } from "../../virtual-machine/image-versions.js";
import { configurationIn, galleryTenant, technicalTypes } from "../../virtual-machine/plan-of-offer.js";
import { imagesIn, secretsIn } from "../../virtual-machine/sources.js";

/** An image version that the program gives to its submission. */
export interface Asset {
  /** Of its resource. */
  readonly id: string;
  readonly offer: string;
  readonly wanted: WantedVersion;
}

/** Something that is missing in the draft, and how it is put back. */
export interface Lost {
  /** In words, such as `version 1.0.0 of plan standard`. */
  readonly what: string;
  readonly edit: Edit;
  readonly secrets: readonly string[];
}

/** The assets in the inputs of a submission. */
export async function assetsIn(context: Context, inputs: Inputs): Promise<Asset[]> {
  const given = objectsIn(inputs.assets).map((asset) => {
    return asset.images === undefined
      ? { ...context.inputsOf("VirtualMachineImage", String(asset.id)), ...asset }
      : asset;
  });
  const needsTenant = given.some((asset) =>
    Object.values(imagesIn(asset)).some(({ galleryImage, tenantId }) => galleryImage && !tenantId),
  );
  const tenantId = given.length === 0 ? "" : await galleryTenant(context, needsTenant);
  return given.map((asset) => {
    const { id, offer, plan, version, deprecated } = asset;
    const wanted = {
      plan: String(plan),
      version: String(version),
      images: imagesIn(asset),
      tenantId,
      own: [],
      deprecated: deprecated as boolean | undefined,
    };
    return { id: String(id), offer: String(offer), wanted };
  });
}

/** For people. */
export const nameOf = ({ wanted: { plan, version } }: Pick<Asset, "wanted">): string =>
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
    const { wanted } = asset;
    const configuration = configurationIn(draft, wanted.plan);
    const type = configuration && typeOf(configuration as ResourceTree["resources"][number]);
    if (configuration === undefined || type === undefined) {
      throw new NotPossibleError(
        `${nameOf(asset)} cannot be submitted: the plan is not in the draft. Nothing was sent.`,
      );
    }
    if (withVersion(configuration, wanted) === configuration) return [];
    const merge = (current: Properties | undefined) => withVersion(current, wanted);
    return [{ what: nameOf(asset), edit: { type, plan: wanted.plan, merge }, secrets: secretsIn(wanted.images) }];
  });
}

/** What is published cannot be taken away: it was lost in the draft, or would be refused. */
function lostOfLive(draft: ResourceTree, live: ResourceTree | undefined): Lost[] {
  return missingIn(draft, live).map(({ what, plan, published }) => {
    const merge = (current: Properties | undefined) => current && withVersionsOf(current, published);
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
  const configurations = (tree?.resources ?? []).filter((one) => technicalTypes.includes(typeOf(one)));
  return configurations.flatMap((published) => {
    const owner = draft.resources.find((one) => typeOf(one) === "plan" && one.id === published.plan);
    const plan = owner !== undefined && isObject(owner.identity) ? String(owner.identity.externalId) : undefined;
    const configuration = plan === undefined ? undefined : configurationIn(draft, plan);
    if (plan === undefined || configuration === undefined) return [];
    if (withVersionsOf(configuration, published) === configuration) return [];
    const there = versionsIn(configuration);
    const missing = versionsIn(published).filter((version) => !there.includes(version));
    return [{ what: `version ${missing.join(", ")} of plan ${plan}`, plan, published }];
  });
}
