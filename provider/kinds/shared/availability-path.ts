// Paths of the properties under `availability`.
import { formatPath } from "../../values/findings.js";

/** The path of a property of the Pricing and availability page: `availability.meters["a b"]`. */
export function availabilityPath(...keys: string[]): string {
  return formatPath(["availability", ...keys]);
}
