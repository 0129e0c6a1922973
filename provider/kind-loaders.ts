// The kinds by name, each loaded when it is first asked for.
import type { Kind } from "./kind.js";

/** Loads a kind by its name. */
export const kindLoaders = {
  Offer: async (): Promise<Kind> => (await import("./kinds/offer.js")).offer,
  Plan: async (): Promise<Kind> => (await import("./kinds/plan.js")).plan,
  ApplicationPackage: async (): Promise<Kind> => (await import("./kinds/application-package.js")).applicationPackage,
  Submission: async (): Promise<Kind> => (await import("./kinds/submission.js")).submission,
  Release: async (): Promise<Kind> => (await import("./kinds/release.js")).release,
} as const;

/** The name of a kind of resource. */
export type KindName = keyof typeof kindLoaders;
