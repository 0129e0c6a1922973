// `partnercenter doctor`: looks at all that a program needs to reach Partner Center, and says what to do about what is
// not right. It changes nothing, and works without network.
import { Configuration } from "../../provider/configuration/configuration.js";
import { type StackConfiguration, stackConfiguration } from "../stack-configuration.js";
import type { Order } from "../usage.js";
import { RefusedError, type Surroundings } from "../work.js";
import { type Check, checkLines } from "./check.js";
import { installedChecks } from "./installed.js";
import { networkChecks } from "./network.js";
import { setUpChecks } from "./set-up.js";

const count = (checks: readonly Check[], outcome: Check["outcome"]): number =>
  checks.filter((check) => check.outcome === outcome).length;

/** One stack that cannot be read is one thing that is wrong, beside the others. */
async function stackOf(surroundings: Surroundings, stack: string | undefined): Promise<StackConfiguration> {
  try {
    return await stackConfiguration(surroundings, stack);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { get: () => undefined, keys: new Map(), whyNot: error.message, isFailure: true };
  }
}

function summary(checks: readonly Check[]): string {
  const [wrong, warnings, unknown] = [count(checks, "wrong"), count(checks, "warning"), count(checks, "unknown")];
  const parts = [
    ...(wrong === 0 ? [] : [`${wrong} wrong`]),
    ...(warnings === 0 ? [] : [`${warnings} to look at`]),
    ...(unknown === 0 ? [] : [`${unknown} not looked at`]),
  ];
  if (parts.length === 0) return "All is well.";
  return `${wrong === 0 ? "Nothing is wrong" : "This does not work yet"}: ${parts.join(", ")}.`;
}

/** Looks at everything. @returns 1 when something is wrong. */
export async function doctor(
  { json, stack }: Pick<Order, "json" | "stack">,
  surroundings: Surroundings,
  nodeVersion = process.versions.node,
): Promise<number> {
  const { stdout } = surroundings;
  const checks: Check[] = [];
  const tell = (found: readonly Check[]) => {
    checks.push(...found);
    if (!json) for (const line of found.flatMap(checkLines)) stdout.write(`${line}\n`);
  };
  tell(await installedChecks(surroundings, nodeVersion));
  const values = await stackOf(surroundings, stack);
  const configuration = new Configuration(values, surroundings.env);
  tell(setUpChecks(configuration, values, surroundings));
  tell(await networkChecks(configuration, surroundings));
  stdout.write(json ? `${JSON.stringify(checks, null, 2)}\n` : `\n${summary(checks)}\n`);
  return count(checks, "wrong") === 0 ? 0 : 1;
}
