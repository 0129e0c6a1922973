// The object of the service behind two pages of an offer: its technical configuration, and that of its test drive
// (API reference §3.15, §4.3).
import type { Target } from "../../pages/page.js";
import type { PackageConfiguration } from "../../partner-center/schemas/package-configuration.js";
import type { Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";

/** The configuration of a draft instance; empty where there is none. */
export async function readConfiguration(target: Target, instanceId: string | undefined): Promise<Properties> {
  if (instanceId === undefined) return {};
  const found = await target.context.client().packageConfigurations.byInstance(target.productId, instanceId);
  return found[0] ?? {};
}

/** The ETag in the body, as it was read, guards the write. */
export async function replaceConfiguration(
  { context, productId }: Target,
  body: Properties,
  missing: string,
): Promise<Properties> {
  if (typeof body.id !== "string") throw new NotPossibleError(missing);
  return context.client().packageConfigurations.update(productId, body.id, body as PackageConfiguration);
}
