// What is wrong with the stack's configuration, said by the program that is configured.
import * as pulumi from "@pulumi/pulumi";
import { configurationWarnings } from "../provider/configuration/configuration-warnings.js";

/** Not in the SDK's types; without it, nothing is said of secrets. */
function isSealed(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) ?? true;
}

const checked = new WeakSet<object>();

/** Warns of the configuration, once in each run of a program. */
export function checkConfiguration(): void {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined || checked.has(stack)) return;
  checked.add(stack);
  for (const text of configurationWarnings(Object.keys(pulumi.runtime.allConfig()), isSealed)) pulumi.log.warn(text);
}
