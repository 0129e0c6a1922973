/**
 * The argument interfaces of the classes and the schemas of the kinds say the same (design decision 19). The compiler
 * is the test: this file does not compile when a key, or the type of a value, is on one side only.
 */
import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { applicationPackageInputs } from "../../provider/kinds/application-package.js";
import type { offerInputs } from "../../provider/kinds/offer/inputs.js";
import type { planInputs } from "../../provider/kinds/plan/inputs.js";
import type { releaseInputs } from "../../provider/kinds/publishing/release.js";
import type { submissionInputs } from "../../provider/kinds/publishing/submission.js";
import type { ApplicationPackageArgs, OfferArgs, PlanArgs, ReleaseArgs, SubmissionArgs } from "../../sdk/index.js";

/** What remains of an argument once outputs are known and resources are replaced by their ids. */
type Plain<T> = T extends pulumi.Resource | pulumi.OutputInstance<unknown> | Promise<unknown>
  ? never
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T;

/** Objects written out in full, so that two ways of building the same type are the same. */
type Written<T> = T extends readonly (infer Item)[]
  ? Written<Item>[]
  : T extends object
    ? { [Key in keyof T]: Written<T[Key]> }
    : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Agree<Args, Schema extends z.ZodType> = Same<Written<Plain<Args>>, Written<z.input<Schema>>>;

const offers: Agree<OfferArgs, typeof offerInputs> = true;
const plans: Agree<PlanArgs, typeof planInputs> = true;
const packages: Agree<ApplicationPackageArgs, typeof applicationPackageInputs> = true;
// The class makes `content` of the offer and `plans`, and fills in the offer's human id and what the plans lack.
type SubmissionInputs = Omit<
  z.input<typeof submissionInputs>,
  "content" | "offerId" | "planIds" | "plansWithoutPackage"
>;
const submissions: Same<Written<Plain<Omit<SubmissionArgs, "plans">>>, Written<SubmissionInputs>> = true;
type ReleaseInputs = Omit<z.input<typeof releaseInputs>, "offerId">;
const releases: Same<Written<Plain<ReleaseArgs>>, Written<ReleaseInputs>> = true;

// The comparison itself notices a missing key, another type, and optional instead of required.
const unlike: [
  Same<{ a: string }, { a?: string }>,
  Same<{ a: string }, { a: string; b?: string }>,
  Same<Written<Plain<{ a: pulumi.Input<number> }>>, { a: string }>,
  Same<Written<Plain<{ a?: pulumi.Input<"x" | "y"> }>>, { a?: "x" | undefined }>,
] = [false, false, false, false];

describe("argument interfaces and schemas", () => {
  it("agree", () => {
    assert.deepEqual([offers, plans, packages, submissions, releases], Array(5).fill(true));
    assert.ok(unlike.every((same) => !same));
  });
});
