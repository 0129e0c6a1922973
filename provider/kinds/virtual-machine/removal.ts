// An image version that leaves the program. What is live stays, or is deprecated; what never was live is taken out.
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import type { Edit } from "../../product-ingestion/index.js";
import type { LastSeen } from "../../values/versions.js";
import { afterKilledRun, jobIn } from "../ingested/work.js";
import { lastId } from "../shared/formats.js";
import { partWith, versionsOf } from "./change.js";
import { type Dropped, imagesOfVersion, typesWithoutImage, withoutVersions } from "./image-versions.js";
import { leftVersions } from "./left-versions.js";
import type { MachineOffer } from "./plan-of-offer.js";

/** The same versions by their plans. */
export function byPlan(dropped: readonly Dropped[]): Map<string, Dropped[]> {
  return Map.groupBy(dropped, ({ plan }) => plan);
}

/**
 * What takes versions of one plan out of the draft.
 *
 * @returns Its merge, and what to tell of the last one that was made.
 */
export function parting(plan: string, dropped: readonly Dropped[]): { merge: Edit["merge"]; told: () => string[] } {
  let needed: string[] = [];
  let isThere = false;
  const versions = [...new Set(dropped.map(({ version }) => version))].join(", ");
  return {
    merge(current) {
      if (current === undefined) return undefined; // its plan is gone
      isThere = dropped.some(({ version }) => imagesOfVersion(current, version) !== undefined);
      const after = withoutVersions(current, dropped);
      needed = typesWithoutImage(current, after);
      return needed.length > 0 ? current : after;
    },
    told() {
      if (!isThere) return [];
      if (needed.length > 0) {
        return [
          `version ${versions} of plan ${plan} stays: it has the only active image for ${needed.join(", ")}, and each ` +
            "SKU of a plan keeps one. It goes with its plan, or once there is another version",
        ];
      }
      if (!dropped.some(({ how }) => how === "deprecate")) return [];
      return [`version ${versions} is deprecated in the draft; that counts once the offer is submitted and live`];
    },
  };
}

/** Two requests, and a job where something is to be changed; one more after a run that was interrupted. */
export async function removeImage(context: Context, offer: MachineOffer, id: string, before: LastSeen): Promise<void> {
  await afterKilledRun(context, offer);
  const versions = [...versionsOf(before, lastId(id)), ...(await leftVersions(context, offer))];
  const { dropped, left } = await partWith(context, offer, versions, before.onRemoved);
  for (const line of left) context.say(line);
  const job = jobIn(before);
  for (const [plan, ofPlan] of byPlan(dropped)) {
    const { merge, told } = parting(plan, ofPlan);
    await ifThere(context.ingestion().changes.commit(offer, [{ type: offer.technicalType, plan, merge }], { job }));
    for (const line of told()) context.say(line);
  }
}
