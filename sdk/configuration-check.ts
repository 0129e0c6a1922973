// What is wrong with the stack's configuration: nobody else would tell, since what nobody reads is no error.
import * as pulumi from "@pulumi/pulumi";
import { configurationKeys, isSecretKey } from "../provider/configuration/keys.js";
import { nearest } from "../provider/values/spelling.js";

const prefix = "partnercenter:";

/** What is said of keys of the configuration. @param isSealed Whether a key's value is stored as a secret. */
export function configurationWarnings(keys: readonly string[], isSealed: (key: string) => boolean): string[] {
  return keys
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const name = key.slice(prefix.length);
      const known = configurationKeys.find((candidate) => candidate === name);
      if (known === undefined) {
        const meant = nearest(name, configurationKeys);
        const hint = meant === undefined ? "the README lists those that are" : `did you mean ${prefix}${meant}?`;
        return [`The configuration key ${key} is not known, and nobody reads it; ${hint}`];
      }
      if (!isSecretKey(known) || isSealed(key)) return [];
      return [
        `The configuration has ${key} in plain text: \`pulumi config set --secret ${key}\` stores it encrypted. ` +
          "What was committed already should be replaced",
      ];
    });
}

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
