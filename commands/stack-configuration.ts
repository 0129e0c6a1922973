// The configuration of the selected stack, so that what works for `pulumi up` works for the commands. The one place of
// the commands that knows Pulumi: it asks the CLI, and knows nothing of how a stack keeps its secrets.
import { type ExecFileException, execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ConfigurationValues } from "../provider/configuration/configuration.js";
import { configurationKeys, credentialKeys, isCredentialKey, variableOf } from "../provider/configuration/keys.js";
import { clipped, inOneLine, redact } from "../provider/partner-center/redact.js";
import { isObject } from "../provider/values/properties.js";
import { RefusedError, type Surroundings } from "./work.js";

/** What a stack's configuration says; nothing, where there is none. */
export interface StackConfiguration extends ConfigurationValues {
  /** Why it could not be read: a sentence for people. */
  readonly whyNot?: string;
  /** That it could not be read is worth a warning even where nothing is missing: it should have been there. */
  readonly isFailure?: boolean;
}

/** `pulumi config` takes a second, and with a backend or an ESC environment elsewhere some more. */
const mostMs = 30_000;

const nothing: StackConfiguration = { get: () => undefined };

/** Whether the environment says all that a stack could say. */
function isAllIn(env: NodeJS.ProcessEnv): boolean {
  const isSet = (key: (typeof configurationKeys)[number]) => (env[variableOf(key)] ?? "") !== "";
  return credentialKeys.some(isSet) && configurationKeys.every((key) => isCredentialKey(key) || isSet(key));
}

/** The folder with the project's file, where the CLI would find it: this one, or the nearest above. */
function projectFolder(from: string): string | undefined {
  if (["yaml", "yml", "json"].some((ending) => existsSync(join(from, `Pulumi.${ending}`)))) return from;
  const above = dirname(from);
  return above === from ? undefined : projectFolder(above);
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
  const args = ["config", "--json", "--show-secrets", "--non-interactive", "--color", "never"];
  const { error, stdout, stderr } = await run(
    stack === undefined ? args : [...args, "--stack", stack],
    folder,
    env,
    limitMs,
  );
  if (error !== null) return { ...nothing, ...reasonOf(error, stderr, limitMs) };
  const values = parsed(stdout);
  if (values === undefined) {
    return { ...nothing, whyNot: "`pulumi config --json` has answered with something else", isFailure: true };
  }
  return {
    get: (key) => {
      const entry = values[key];
      const value = isObject(entry) && typeof entry.value === "string" ? entry.value : undefined;
      return value !== undefined && pathKeys.includes(key) ? resolve(folder, value) : value;
    },
  };
}

interface Answer {
  readonly error: ExecFileException | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, limitMs: number): Promise<Answer> {
  return new Promise((done) => {
    const options = { cwd, env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" }, timeout: limitMs } as const;
    const child = execFile("pulumi", args, { ...options, killSignal: "SIGKILL" }, (error, stdout, stderr) =>
      done({ error, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** Not the text itself, in no case: it has secrets. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(
  error: ExecFileException,
  stderr: string,
  limitMs: number,
): Pick<StackConfiguration, "whyNot" | "isFailure"> {
  if (error.code === "ENOENT") return { whyNot: "the Pulumi CLI, `pulumi`, is not on the PATH" };
  if (/no stack selected/.test(stderr)) {
    return { whyNot: "no stack is selected; `pulumi stack select` chooses one, or --stack NAME" };
  }
  if (error.killed) return { whyNot: `\`pulumi config\` took more than ${limitMs / 1000} s`, isFailure: true };
  const says = clipped(inOneLine(redact(stderr)).replace(/^error: /, ""), 500) || `it ended with ${error.code}`;
  return { whyNot: `\`pulumi config\` says: ${says}`, isFailure: true };
}
