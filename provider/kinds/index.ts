// The kinds by name, each loaded when it is first asked for.
import type { Kind } from "../engine/kind.js";
import { relate } from "../values/known-names.js";

/** What belongs to one of the two is easily written at the other. */
async function offerAndPlan(): Promise<{ readonly offer: Kind; readonly plan: Kind }> {
  const [{ offer }, { plan }] = await Promise.all([import("./offer/offer.js"), import("./plan/plan.js")]);
  relate(offer.schema, ["a Plan", plan.schema]);
  relate(plan.schema, ["an Offer", offer.schema]);
  return { offer, plan };
}

/** Loads a kind by its name. */
export const kindLoaders = {
  Offer: async (): Promise<Kind> => (await offerAndPlan()).offer,
  Plan: async (): Promise<Kind> => (await offerAndPlan()).plan,
  ApplicationPackage: async (): Promise<Kind> => (await import("./application-package.js")).applicationPackage,
  VirtualMachineOffer: async (): Promise<Kind> => (await import("./virtual-machine/offer.js")).virtualMachineOffer,
  VirtualMachinePlan: async (): Promise<Kind> => (await import("./virtual-machine/plan.js")).virtualMachinePlan,
  VirtualMachineImage: async (): Promise<Kind> =>
    (await import("./virtual-machine/virtual-machine-image.js")).virtualMachineImage,
  ContainerOffer: async (): Promise<Kind> => (await import("./container/offer.js")).containerOffer,
  ContainerPlan: async (): Promise<Kind> => (await import("./container/plan.js")).containerPlan,
  ContainerBundle: async (): Promise<Kind> => (await import("./container/container-bundle.js")).containerBundle,
  SaasOffer: async (): Promise<Kind> => (await import("./saas/offer.js")).saasOffer,
  SaasPlan: async (): Promise<Kind> => (await import("./saas/plan.js")).saasPlan,
  Submission: async (): Promise<Kind> => (await import("./publishing/submission.js")).submission,
  Release: async (): Promise<Kind> => (await import("./publishing/release.js")).release,
} as const;

/** The name of a kind of resource. */
export type KindName = keyof typeof kindLoaders;

/** The types under which a stack has resources of a kind: as dynamic resources, and by the plugin. */
export function resourceTypes(kind: KindName): { readonly dynamic: string; readonly native: string } {
  return { dynamic: `pulumi-nodejs:dynamic/partnercenter:${kind}`, native: `partnercenter:index:${kind}` };
}
