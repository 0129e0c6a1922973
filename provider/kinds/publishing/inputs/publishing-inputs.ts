// Inputs that Submission and Release share.
import { z } from "zod";
import { asObject, type Properties } from "../../../values/properties.js";
import { hasUnknown } from "../../../values/unknown.js";
import type { Inputs } from "../../../values/versions.js";
import { duration, durationMilliseconds, offerReference } from "../../shared/formats.js";

/** All but the offer steer the work. */
export const publishingInputs = {
  offer: offerReference(),
  onFailure: z.enum(["error", "warn"], { error: 'must be "error" or "warn"' }).optional().meta({ directive: true }),
  publisherId: z.string().optional().meta({ directive: true }),
  /** The offer's human id, for messages and links; the program's class fills it in. */
  offerId: z.string().optional().meta({ directive: true }),
  /**
   * The offer's type, as the Product Ingestion API names it, where that keeps the offer; the program's class fills it in.
   */
  offerType: z.string().optional().meta({ directive: true }),
  timeouts: z
    .strictObject({ create: duration().optional(), update: duration().optional() })
    .optional()
    .meta({ directive: true }),
};

/** The offer in words: by its human id where that is known. */
export function offerTitle(properties: Properties): string {
  if (typeof properties.offerId === "string" && !hasUnknown(properties.offerId)) return `offer ${properties.offerId}`;
  return hasUnknown(properties.offer) ? "an offer that is not known yet" : `offer ${properties.offer}`;
}

/**
 * How long this step may take, in milliseconds: what the program says, else what the engine was told, else the default.
 */
export function timeoutOf(inputs: Inputs, isUpdate: boolean, fallback: string, toldMs?: number): number {
  const timeouts = asObject(inputs.timeouts);
  const wanted = timeouts[isUpdate ? "update" : "create"];
  if (typeof wanted === "string") return durationMilliseconds(wanted);
  return toldMs ?? durationMilliseconds(fallback);
}
