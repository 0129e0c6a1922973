// What is wrong with how things are set: nobody else would tell, since what nobody reads is no error.
import { nearest } from "../values/spelling.js";
import { configurationKeys, isSecretKey, nativeKey, variableOf } from "./keys.js";

const prefix = "partnercenter:";
const variablePrefix = "PARTNERCENTER_";

/** What is said of keys of the configuration. @param isSealed Whether a key's value is stored as a secret. */
export function configurationWarnings(keys: readonly string[], isSealed: (key: string) => boolean): string[] {
  return keys
    .filter((key) => key.startsWith(prefix) && key !== `${prefix}${nativeKey}`)
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

/** Of the package's own tools, which set nothing of the provider. */
const otherVariables = ["PARTNERCENTER_PULUMI", "PARTNERCENTER_CHROMIUM", "PARTNERCENTER_SEEDS"];

/** What is said of variables of the environment that are named like settings, and are none. */
export function environmentWarnings(environment: NodeJS.ProcessEnv): string[] {
  const variables = configurationKeys.map(variableOf);
  return Object.keys(environment)
    .filter((name) => name.startsWith(variablePrefix) && ![...variables, ...otherVariables].includes(name))
    .map((name) => {
      const rest = name.slice(variablePrefix.length);
      const meant = nearest(
        rest,
        variables.map((variable) => variable.slice(variablePrefix.length)),
      );
      const hint = meant === undefined ? "the README lists those that are" : `did you mean ${variablePrefix}${meant}?`;
      return `The variable ${name} is not known, and nobody reads it; ${hint}`;
    });
}
