/**
 * Each kind has a class, and the argument interface of the class says the same as the kind's schema (design decision
 * 19). The compiler is the test: this file does not compile when a class is missing, or when a key or the type of a
 * value is on one side only.
 */
import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { applicationPackageInputs } from "../../provider/kinds/application-package.js";
import type { containerBundleInputs } from "../../provider/kinds/container/container-bundle.js";
import type { containerOfferInputs } from "../../provider/kinds/container/offer.js";
import type { containerPlanInputs } from "../../provider/kinds/container/plan.js";
import type { KindName } from "../../provider/kinds/index.js";
import type { offerInputs } from "../../provider/kinds/offer/inputs.js";
import type { planInputs } from "../../provider/kinds/plan/inputs.js";
import type { submissionInputs } from "../../provider/kinds/publishing/inputs/submission-inputs.js";
import type { releaseInputs } from "../../provider/kinds/publishing/release.js";
import type { saasOfferInputs } from "../../provider/kinds/saas/offer.js";
import type { saasPlanInputs } from "../../provider/kinds/saas/plan.js";
import type { virtualMachineImageInputs } from "../../provider/kinds/virtual-machine/inputs.js";
import type { virtualMachineOfferInputs } from "../../provider/kinds/virtual-machine/offer.js";
import type { virtualMachinePlanInputs } from "../../provider/kinds/virtual-machine/plan.js";
import type * as sdk from "../../sdk/index.js";

/** What is left of an argument's type without outputs and resources. */
type Known<T> = Exclude<T, pulumi.Resource | pulumi.OutputInstance<unknown> | Promise<unknown>>;

/** Any text, where a type offers some and takes all. */
type Closed<T> = [string & Record<never, never>] extends [T] ? Exclude<T, string> | string : T;

/** What remains of an argument once outputs are known and resources are replaced by their ids. */
type Plain<T> = PlainOf<Closed<Known<T>>>;

type PlainOf<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? string extends keyof T
      ? Record<string, Plain<T[keyof T & string]>>
      : { [Key in keyof T]: Plain<T[Key]> }
    : T;

/** Objects written out in full, so that two ways of building the same type are the same. */
type Written<T> = T extends readonly (infer Item)[]
  ? Written<Item>[]
  : T extends object
    ? { [Key in keyof T]: Written<T[Key]> }
    : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What the class of a kind takes. */
type Args<Kind extends KindName> = ConstructorParameters<(typeof sdk)[Kind]>[1];

/** What a program may say of each kind, once outputs are known. */
interface Arguments {
  Offer: Plain<Args<"Offer">>;
  Plan: Plain<Args<"Plan">>;
  ApplicationPackage: Plain<Args<"ApplicationPackage">>;
  VirtualMachineOffer: Plain<Args<"VirtualMachineOffer">>;
  VirtualMachinePlan: Plain<Args<"VirtualMachinePlan">>;
  VirtualMachineImage: Plain<Args<"VirtualMachineImage">>;
  ContainerOffer: Plain<Args<"ContainerOffer">>;
  ContainerPlan: Plain<Args<"ContainerPlan">>;
  ContainerBundle: Plain<Args<"ContainerBundle">>;
  SaasOffer: Plain<Args<"SaasOffer">>;
  SaasPlan: Plain<Args<"SaasPlan">>;
  // The class makes `content`, `planIds`, `lacking` and `assets` of these; elsewhere they are ids.
  Submission: Plain<Omit<Args<"Submission">, "plans" | "assets">>;
  Release: Plain<Args<"Release">>;
}

/** What each kind's schema takes. */
interface Inputs {
  Offer: z.input<typeof offerInputs>;
  Plan: z.input<typeof planInputs>;
  ApplicationPackage: z.input<typeof applicationPackageInputs>;
  VirtualMachineOffer: z.input<typeof virtualMachineOfferInputs>;
  VirtualMachinePlan: z.input<typeof virtualMachinePlanInputs>;
  VirtualMachineImage: z.input<typeof virtualMachineImageInputs>;
  ContainerOffer: z.input<typeof containerOfferInputs>;
  ContainerPlan: z.input<typeof containerPlanInputs>;
  ContainerBundle: z.input<typeof containerBundleInputs>;
  SaasOffer: z.input<typeof saasOfferInputs>;
  SaasPlan: z.input<typeof saasPlanInputs>;
  Submission: Omit<
    z.input<typeof submissionInputs>,
    "content" | "offerId" | "offerType" | "planIds" | "lacking" | "plans" | "assets"
  >;
  // The class fills in the offer's human id, and which plans were taken out.
  Release: Omit<z.input<typeof releaseInputs>, "offerId" | "offerType" | "removedPlans">;
}

const agreement: { readonly [Kind in KindName]: Same<Written<Arguments[Kind]>, Written<Inputs[Kind]>> } = {
  Offer: true,
  Plan: true,
  ApplicationPackage: true,
  VirtualMachineOffer: true,
  VirtualMachinePlan: true,
  VirtualMachineImage: true,
  ContainerOffer: true,
  ContainerPlan: true,
  ContainerBundle: true,
  SaasOffer: true,
  SaasPlan: true,
  Submission: true,
  Release: true,
};

// The comparison itself notices a missing key, another type, and optional instead of required.
const unlike: [
  Same<{ a: string }, { a?: string }>,
  Same<{ a: string }, { a: string; b?: string }>,
  Same<Written<Plain<{ a: pulumi.Input<number> }>>, { a: string }>,
  Same<Written<Plain<{ a?: pulumi.Input<"x" | "y"> }>>, { a?: "x" | undefined }>,
] = [false, false, false, false];

describe("argument interfaces and schemas", () => {
  it("agree", () => {
    assert.ok(Object.values(agreement).every((same) => same));
    assert.ok(unlike.every((same) => !same));
  });
});
