// Just-in-time access is switched on by the customer, for which the package has to ask.
import type { Finding } from "../../values/findings.js";
import { asObject } from "../../values/properties.js";

/**
 * Whether a package lets customers switch on just-in-time access, by its output `jitAccessPolicy` (documentation page
 * "Enable and request just-in-time access for Azure Managed Applications"); undefined when that cannot be told.
 */
async function hasJitControl(path: string): Promise<boolean | undefined> {
  try {
    const { readPackage } = await import("../../files/package-content.js"); // few plans have this access
    const bytes = (await readPackage(path)).files.get("createUiDefinition.json")?.read() ?? new Uint8Array();
    const { outputs } = asObject(asObject(JSON.parse(new TextDecoder().decode(bytes))).parameters);
    return Object.keys(asObject(outputs)).some((name) => name.toLowerCase() === "jitaccesspolicy");
  } catch {
    return undefined; // what is wrong with it is said elsewhere
  }
}

/** The warning of a plan with just-in-time access, if its package has no control for it. */
export async function jitWithoutControl(path: string): Promise<Finding | undefined> {
  if ((await hasJitControl(path)) !== false) return undefined;
  const what = "is true, but createUiDefinition.json of the package has no output jitAccessPolicy";
  const todo = "so that customers cannot switch it on. Add a Microsoft.Solutions.JitConfigurator and the output";
  return { property: "technicalConfiguration.justInTimeAccess", reason: `${what}, ${todo}` };
}
