// The kinds of technical assets: how each stands in the technical configurations of plans, and how one that was lost is
// put back. The version of a bundle is its tag.
import type { Context } from "../../../pages/context.js";
import type { ResourceTree } from "../../../product-ingestion/index.js";
import { asObject, type Properties } from "../../../values/properties.js";
import { bundleIn, registryTenant } from "../../container/bundle.js";
import { bundleAt, bundlesIn, withBundle, withBundlesOf } from "../../container/bundles.js";
import { configurationIn as bundlesOfPlan, technicalType } from "../../container/published.js";
import { imagesOfVersion, versionsIn, withVersion, withVersionsOf } from "../../virtual-machine/image-versions.js";
import { galleryTenant, configurationIn as imagesOfPlan, technicalTypes } from "../../virtual-machine/plan-of-offer.js";
import { imagesIn, secretsIn } from "../../virtual-machine/sources.js";

/** How an asset comes into the technical configuration of its plan. */
export interface Bringing {
  /**
   * The configuration with the asset: the same object when it has it already.
   *
   * @throws NotPossibleError, ExistsError when it cannot take it.
   */
  into(configuration: Properties | undefined): Properties;
  readonly secrets: readonly string[];
}

/** A kind of assets. */
export interface AssetKind {
  /** Of the resource that declares one. */
  readonly name: "VirtualMachineImage" | "ContainerBundle";
  /** By what of its inputs an asset is known to be of the kind. */
  readonly content: "images" | "bundle";
  /** Type of its offers, as the first API names it. */
  readonly offerType: string;
  /** What is live stays so, whatever somebody takes out of the draft. */
  readonly staysLive: boolean;
  /** Types of the technical configurations that have such assets. */
  readonly types: readonly string[];
  configurationIn(tree: ResourceTree, plan: string): Properties | undefined;
  versionsIn(configuration: Properties): string[];
  has(configuration: Properties, version: string): boolean;
  /** The configuration with what another one has beside; the same object when that is nothing. */
  withAllOf(configuration: Properties, published: Properties): Properties;
  /** @param asset What a program says of it. */
  bringing(context: Context, asset: Properties): Promise<Bringing>;
}

const images: AssetKind = {
  name: "VirtualMachineImage",
  content: "images",
  offerType: "AzureThirdPartyVirtualMachine",
  staysLive: true,
  types: technicalTypes,
  configurationIn: imagesOfPlan,
  versionsIn,
  has: (configuration, version) => imagesOfVersion(configuration, version) !== undefined,
  withAllOf: withVersionsOf,
  async bringing(context, asset) {
    const images = imagesIn(asset);
    const isTenantNeeded = Object.values(images).some(
      ({ galleryImage, tenantId }) => galleryImage !== undefined && tenantId === undefined,
    );
    const wanted = {
      plan: String(asset.plan),
      version: String(asset.version),
      images,
      tenantId: await galleryTenant(context, isTenantNeeded),
      own: [],
      deprecated: asset.deprecated as boolean | undefined,
    };
    return { into: (configuration) => withVersion(configuration, wanted), secrets: secretsIn(images) };
  },
};

const bundles: AssetKind = {
  name: "ContainerBundle",
  content: "bundle",
  offerType: "AzureContainer",
  staysLive: false,
  types: [technicalType],
  configurationIn: bundlesOfPlan,
  versionsIn: (configuration) => Object.keys(bundlesIn(configuration)),
  has: (configuration, version) => bundleAt(configuration, version) !== undefined,
  withAllOf: withBundlesOf,
  async bringing(context, { plan, version, bundle }) {
    const known = bundleIn(asObject(bundle));
    if (known === undefined) throw new Error("a bundle that is not known");
    const tenantId = await registryTenant(context, [known]);
    const wanted = { plan: String(plan), tag: String(version), bundle: known, tenantId, own: [] };
    return { into: (configuration) => withBundle(configuration, wanted), secrets: [] };
  },
};

/** All of them. */
export const assetKinds: readonly AssetKind[] = [images, bundles];

/** The kind of an asset that a program gives with all that it says; images where it does not. */
export function kindOfAsset(asset: Properties): AssetKind {
  return assetKinds.find(({ content }) => asset[content] !== undefined) ?? images;
}

/** What is in a plan of a tree, and the kind of it; undefined where the plan has no technical configuration. */
export function technicalIn(
  tree: ResourceTree,
  plan: string,
): { kind: AssetKind; configuration: Properties } | undefined {
  for (const kind of assetKinds) {
    const configuration = kind.configurationIn(tree, plan);
    if (configuration !== undefined) return { kind, configuration };
  }
  return undefined;
}

/** The inputs of an asset that a program gives by its id only, as this run has them. */
export function assetOf(context: Context, asset: Properties): Properties {
  if (assetKinds.some(({ content }) => asset[content] !== undefined)) return asset;
  const id = String(asset.id);
  const image = context.inputsOf("VirtualMachineImage", id);
  if (image !== undefined) return { ...image, ...asset };
  const bundle = context.inputsOf("ContainerBundle", id);
  return bundle === undefined ? asset : { ...asset, bundle };
}
