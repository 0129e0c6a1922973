// The configuration of the selected stack, so that what works for `pulumi up` works for the commands.
import { resolve } from "node:path";
import type { ConfigurationValues } from "../provider/configuration/configuration.js";
import { configurationKeys, credentialKeys, isCredentialKey, variableOf } from "../provider/configuration/keys.js";
import { inOneLine } from "../provider/partner-center/redact.js";
import { isObject } from "../provider/values/properties.js";
import { jsonObject, projectFolder, reasonOf, runPulumi } from "./pulumi-command.js";
import { RefusedError, type Surroundings } from "./work.js";

/** What a stack's configuration says; nothing, where there is none. */
export interface StackConfiguration extends ConfigurationValues {
  /** The keys that are set, and whether each is stored as a secret. */
  readonly keys: ReadonlyMap<string, boolean>;
  /** Why it could not be read: a sentence for people. */
  readonly whyNot?: string;
  /** That it could not be read is worth a warning even where nothing is missing: it should have been there. */
  readonly isFailure?: boolean;
}

/** `pulumi config` takes a second, and with a backend or an ESC environment elsewhere some more. */
const mostMs = 30_000;

const nothing: StackConfiguration = { get: () => undefined, keys: new Map() };

/** Whether the environment says all that a stack could say. */
function isAllIn(env: NodeJS.ProcessEnv): boolean {
  const isSet = (key: (typeof configurationKeys)[number]) => (env[variableOf(key)] ?? "") !== "";
  return credentialKeys.some(isSet) && configurationKeys.every((key) => isCredentialKey(key) || isSet(key));
}

/** Files that a program names relative to its folder. */
const pathKeys = ["partnercenter:clientCertificatePath", "partnercenter:oidcTokenFile"];

/**
 * Asks for the configuration of a stack.
 *
 * @param stack Its name; the selected one by default.
 * @param limitMs For tests.
 * @throws RefusedError when a stack is named, and its configuration cannot be read.
 */
export async function stackConfiguration(
  { env, cwd }: Pick<Surroundings, "env" | "cwd">,
  stack?: string,
  limitMs = mostMs,
): Promise<StackConfiguration> {
  if (stack === undefined && isAllIn(env)) return nothing;
  const from = cwd();
  const folder = projectFolder(from);
  const read =
    folder === undefined
      ? { ...nothing, whyNot: `there is no Pulumi.yaml in ${inOneLine(from)} or above it` }
      : await ask(folder, env, stack, limitMs);
  if (stack !== undefined && read.whyNot !== undefined) {
    throw new RefusedError(`the configuration of the stack ${stack} cannot be read: ${read.whyNot}`);
  }
  return read;
}

async function ask(
  folder: string,
  env: NodeJS.ProcessEnv,
  stack: string | undefined,
  limitMs: number,
): Promise<StackConfiguration> {
  const args = ["config", "--json", "--show-secrets", ...(stack === undefined ? [] : ["--stack", stack])];
  const { error, stdout, stderr } = await runPulumi(args, folder, env, limitMs);
  if (error !== null) return { ...nothing, ...reasonOf("pulumi config", error, stderr, limitMs) };
  const values = jsonObject(stdout);
  if (values === undefined) {
    return { ...nothing, whyNot: "`pulumi config --json` has answered with something else", isFailure: true };
  }
  const isSealed = (entry: unknown) => isObject(entry) && entry.secret === true;
  return {
    keys: new Map(Object.entries(values).map(([key, entry]) => [key, isSealed(entry)])),
    get: (key) => {
      const entry = values[key];
      const value = isObject(entry) && typeof entry.value === "string" ? entry.value : undefined;
      return value !== undefined && pathKeys.includes(key) ? resolve(folder, value) : value;
    },
  };
}
