// When a write with an entity tag is refused (§3.3, §7 #1 to #5).

import { isSameTag } from "../wire/entity-tags.js";
import { ServiceError } from "../wire/service-errors.js";
import type { Call } from "./call.js";

/**
 * Refuses a call whose If-Match header does not fit the current tag. `*` always passes (§7 #3), the tag inside the body
 * is ignored (#5). With `required`, a missing header is refused as well (#2).
 */
export function checkIfMatch({ ifMatch, service: { switches } }: Call, current: string, required: boolean): void {
  if (ifMatch === undefined || ifMatch === "") {
    if (!required || switches.missingIfMatch !== "refuse") return;
    const message = "The If-Match header is required.";
    throw new ServiceError(400, message, { "If-Match": [message] });
  }
  if (ifMatch.split(",").some((tag) => tag.trim() === "*" || isSameTag(tag, current))) return;
  throw new ServiceError(switches.staleEntityTagStatus, "The resource was changed since it was read.", {
    "If-Match": [`The entity tag ${ifMatch} is not the current one.`],
  });
}
