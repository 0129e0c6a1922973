// An image version that leaves the program. What is live stays, or is deprecated; what never was live is taken out.
import type { Context } from "../../pages/context.js";
import { ifThere } from "../../partner-center/errors.js";
import { isObject, type Properties } from "../../values/properties.js";
import type { LastSeen } from "../../values/versions.js";
import { lastId } from "../shared/formats.js";
import { isPublished, staysLive } from "./change.js";
import { type Dropped, imagesOfVersion, typesWithoutImage, withoutVersions } from "./image-versions.js";
import type { MachineOffer } from "./plan-of-offer.js";
import { imagesIn } from "./sources.js";

/** Three requests, and a job where something is to be changed. */
export async function removeImage(context: Context, offer: MachineOffer, id: string, before: LastSeen): Promise<void> {
  const plan = String(before.plan);
  const own = [before, before.attempted].filter(isObject).map((one) => ({
    version: String(one.version ?? lastId(id)),
    images: imagesIn(one),
  }));
  const dropped: Dropped[] = [];
  for (const one of own) {
    const isLive = await isPublished(context, offer, plan, one.version, "live");
    if (!isLive) dropped.push({ ...one, how: "take-out" });
    else if (before.onRemoved === "deprecate") dropped.push({ ...one, how: "deprecate" });
    else context.say(staysLive(one.version));
  }
  if (dropped.length === 0) return;
  let needed: string[] = [];
  let isThere = false;
  const { changes } = context.ingestion();
  const job = typeof before.jobId === "string" ? before.jobId : undefined;
  const merge = (current: Properties | undefined) => {
    if (current === undefined) return undefined; // its plan is gone
    isThere = dropped.some(({ version }) => imagesOfVersion(current, version) !== undefined);
    const after = withoutVersions(current, dropped);
    needed = typesWithoutImage(current, after);
    return needed.length > 0 ? current : after;
  };
  await ifThere(changes.commit(offer, [{ type: offer.technicalType, plan, merge }], { job }));
  const versions = dropped.map(({ version }) => version).join(", ");
  if (!isThere) return;
  if (needed.length > 0) {
    context.say(
      `version ${versions} stays: it has the only active image for ${needed.join(", ")}, and each SKU of a plan keeps ` +
        "one. It goes with its plan, or once there is another version",
    );
  } else if (dropped.some(({ how }) => how === "deprecate")) {
    context.say(`version ${versions} is deprecated in the draft; that counts once the offer is submitted and live`);
  }
}
