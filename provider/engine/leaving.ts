// What happens to a resource whose offer leaves the program as a whole, as in `pulumi destroy`. The API deletes only
// drafts; so the first resource that the engine wants to delete finds out whether the offer can go, and refuses before
// anything has left the stack. (The engine asks no provider when it previews a deletion: this is the earliest moment.)
import type { Context } from "../pages/context.js";
import { whyOfferStays } from "../pages/publication.js";
import { NotPossibleError } from "../values/refusals.js";
import type { LastSeen } from "../values/versions.js";
import type { Run } from "./run.js";

/** The offer that a resource belongs to: the first of the ids that its own consists of. */
export function offerOf(id: string): string {
  return id.split("/")[0] as string;
}

/** The switch that lets a stack go while Partner Center keeps what is in it. */
export const leavingSwitch = "PARTNERCENTER_LEAVE_PUBLISHED=true";

/**
 * Whether a resource only leaves the stack, since its offer cannot be deleted; in words.
 *
 * @returns Undefined when it is to be deleted; empty for what was said of its offer already.
 * @throws NotPossibleError where nothing allows to leave it.
 */
export async function whyLeft(run: Run, context: Context, id: string, before: LastSeen): Promise<string | undefined> {
  const offer = offerOf(id);
  if (run.program.leavesOffer(offer) && id !== offer)
    return "left in Partner Center with its offer; this stack no longer manages it";
  if (run.program.hasOffer(offer)) return undefined; // only this resource goes
  if (await run.isEmulatorGone()) {
    return run.isFirstLeft(offer) ? "gone with its emulator, which does not run any more" : "";
  }
  // Of some offers the id is the one that people have chosen.
  const productId = typeof before.productId === "string" ? before.productId : offer;
  const why = await whyOfferStays(context, productId, before.submissionId);
  if (why === undefined) return undefined;
  if (run.leavesPublished() === undefined && run.isEmulated()) {
    if (!run.isFirstLeft(offer)) return "";
    return `left in the emulator, since ${why}. Partner Center would refuse this without ${leavingSwitch}`;
  }
  if (run.leavesPublished()) return `left in Partner Center as it is, since ${why}; this stack no longer manages it`;
  throw new NotPossibleError(
    `nothing was deleted, and the stack still has everything: ${why}, and this API deletes only drafts. To let go of ` +
      `the stack and leave everything in Partner Center as it is, run the same command with ${leavingSwitch} in the ` +
      "environment. To take the offer down, a person stops its distribution in Partner Center (Offer overview → Stop " +
      "distribution). To take only this resource out of the stack, remove it from the program and run `pulumi up`",
  );
}
