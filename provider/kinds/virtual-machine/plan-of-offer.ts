// The plan of a virtual machine offer in Partner Center, by the ids that people have chosen.
import type { Context } from "../../pages/context.js";
import { productGuid, type ResourceTree } from "../../product-ingestion/index.js";
import { partIn, planIn } from "../../tree-pages/tree.js";
import { isGuid } from "../../values/guid.js";
import type { Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { quoted } from "../../values/show.js";
import { productOfOffer } from "../ingested/asset.js";
import { productIn } from "../ingested/offer-tree.js";

/** Types of offers that have images of virtual machines, with the type of the resource that has them. */
const technicalConfigurations: Readonly<Record<string, string>> = {
  azureVirtualMachine: "virtual-machine-plan-technical-configuration",
  coreVirtualMachine: "core-virtual-machine-plan-technical-configuration",
};

/** An offer that has images. */
export interface MachineOffer {
  readonly offerId: string;
  /** A GUID, the same in both APIs. */
  readonly productId: string;
  /** Type of the resource with the images. */
  readonly technicalType: string;
}

/** The type of the resource with the images of an offer's plans. @param offerType As the API names it. */
export function technicalTypeOf({ offerType }: { readonly offerType: string }): string {
  const type = Object.hasOwn(technicalConfigurations, offerType) ? technicalConfigurations[offerType] : undefined;
  if (type === undefined) throw new Error(`${offerType} is no type of offer that has images`);
  return type;
}

/** All types of resources that have images: of which an offer has one. */
export const technicalTypes: readonly string[] = Object.values(technicalConfigurations);

/** An offer as an answer has it. @throws NotPossibleError when it has no images of virtual machines. */
export function machineOfferOf(
  offerId: string,
  { id, type }: { readonly id: string; readonly type: string },
): MachineOffer {
  const technicalType = Object.hasOwn(technicalConfigurations, type) ? technicalConfigurations[type] : undefined;
  if (technicalType !== undefined) return { offerId, productId: productGuid(id), technicalType };
  throw new NotPossibleError(`${offerId} is no offer of virtual machines: its type is ${type}`);
}

/** The offer that a tree is of. @throws NotPossibleError */
export function machineOfferIn(tree: ResourceTree, offerId: string): MachineOffer {
  return machineOfferOf(offerId, { id: tree.root, type: String(productIn(tree).type) });
}

/** Looks an offer up. @throws NotPossibleError when it is not there, or has no images. */
export async function machineOffer(context: Context, offerId: string): Promise<MachineOffer> {
  return machineOfferOf(offerId, await productOfOffer(context, offerId));
}

/** The technical configuration of a plan in a tree; undefined where the plan has none. */
export function configurationIn(tree: ResourceTree, planId: string): Properties | undefined {
  if (planIn(tree, planId) === undefined) return undefined;
  return technicalTypes.map((type) => partIn(tree, { type, planId })).find((found) => found !== undefined);
}

/**
 * The tenant of galleries of which a program says none: that of the credentials.
 *
 * @throws NotPossibleError where it is named by a domain: the service takes GUIDs.
 */
export async function galleryTenant(context: Context, isNeeded: boolean): Promise<string> {
  const { tenantId } = await context.account();
  if (isGuid(tenantId) || !isNeeded) return tenantId;
  throw new NotPossibleError(
    `the credentials name the tenant ${quoted(tenantId)}, and galleries are found by a tenant's GUID: set tenantId ` +
      "beside galleryImage",
  );
}
