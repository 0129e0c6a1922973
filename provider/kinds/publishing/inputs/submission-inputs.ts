// The inputs of a submission, as they cross the border to the engine.
import { z } from "zod";
import { bundleInputs } from "../../container/bundle.js";
import { assetInputs } from "../../virtual-machine/inputs.js";
import { publishOptionInputs } from "./publish-option.js";
import { publishingInputs } from "./publishing-inputs.js";

export const submissionInputs = z.strictObject({
  ...publishingInputs,
  /**
   * The content hash of the offer (`offer`) and of each plan (`plan standard`). The program's class computes it, else
   * `gather` does.
   */
  content: z.record(z.string(), z.string()).optional(),
  /** Ids of the plans' resources, where they are no classes: `gather` finds what they say. */
  plans: z.array(z.string(), { error: "must be a list of ids of plans" }).optional().meta({ directive: true }),
  waitFor: z.enum(["accepted", "preview"], { error: 'must be "accepted" or "preview"' }).optional(),
  resubmit: z
    .enum(["on-change", "always", "never"], { error: 'must be "on-change", "always" or "never"' })
    .optional()
    .meta({ directive: true }),
  onConflict: z
    .enum(["wait", "fail", "replace"], { error: 'must be "wait", "fail" or "replace"' })
    .optional()
    .meta({ directive: true }),
  publishOption: publishOptionInputs.optional(),
  certificationNotes: z.string().optional(),
  onRemovedPlan: z
    .enum(["fail", "submit"], { error: 'must be "fail" or "submit"' })
    .optional()
    .meta({ directive: true }),
  onRemovedAsset: z
    .enum(["fail", "submit"], { error: 'must be "fail" or "submit"' })
    .optional()
    .meta({ directive: true }),
  /**
   * The technical assets that have to be in the draft before it is sent; the program's class fills it in. Given by the ids
   * of their resources, they have no images and no bundle: the run knows these.
   */
  assets: z
    .array(
      assetInputs.partial({ images: true }).extend({ id: z.string(), bundle: z.strictObject(bundleInputs).optional() }),
      { error: "must be a list of ids of technical assets" },
    )
    .optional(),
  /**
   * Ids of the plans that the program gives; the program's class fills it in. The outputs have those of what was
   * submitted.
   */
  planIds: z.array(z.string()).optional(),
  /**
   * What is required to publish and not said by the program, by `offer` and `plan standard`; the program's class fills
   * it in.
   */
  lacking: z.record(z.string(), z.array(z.string())).optional().meta({ directive: true }),
});
