// The Pulumi CLI as the commands use it: they ask it what a stack says, and know nothing of how it keeps that.
import { type ExecFileException, execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { clipped, inOneLine, redact } from "../provider/partner-center/redact.js";
import { isObject, type Properties } from "../provider/values/properties.js";

/** How the CLI has ended, and what it has written. Neither text is ever shown as it is: it may hold secrets. */
export interface Answer {
  readonly error: ExecFileException | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Why the CLI has said nothing of use: a sentence for people. */
export interface NoAnswer {
  readonly whyNot: string;
  /** It is worth a warning even where nothing is missing: it should have worked. */
  readonly isFailure?: true;
}

/** Characters of an answer: a stack of many resources takes some millions. */
const mostCharacters = 256 * 1024 * 1024;

/** The folder with the project's file, where the CLI would find it: this one, or the nearest above. */
export function projectFolder(from: string): string | undefined {
  if (["yaml", "yml", "json"].some((ending) => existsSync(join(from, `Pulumi.${ending}`)))) return from;
  const above = dirname(from);
  return above === from ? undefined : projectFolder(above);
}

/** Runs the `pulumi` of the PATH; it asks nothing, and is ended after a while. */
export function runPulumi(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  limitMs: number,
): Promise<Answer> {
  return new Promise((done) => {
    const child = execFile(
      "pulumi",
      [...args, "--non-interactive", "--color", "never"],
      {
        cwd,
        env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
        timeout: limitMs,
        maxBuffer: mostCharacters,
        killSignal: "SIGKILL",
      },
      (error, stdout, stderr) => done({ error, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** An answer that is one JSON object; undefined for any other. Never told with its text: that has secrets. */
export function jsonObject(text: string): Properties | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Why a run of the CLI has failed. @param command What was run, such as `pulumi config`. */
export function reasonOf(command: string, error: ExecFileException, stderr: string, limitMs: number): NoAnswer {
  if (error.code === "ENOENT") return { whyNot: "the Pulumi CLI, `pulumi`, is not on the PATH" };
  if (/no stack selected/.test(stderr)) {
    return { whyNot: "no stack is selected; `pulumi stack select` chooses one, or --stack NAME" };
  }
  if (error.killed) return { whyNot: `\`${command}\` took more than ${limitMs / 1000} s`, isFailure: true };
  const says = clipped(inOneLine(redact(stderr)).replace(/^error: /, ""), 500) || `it ended with ${error.code}`;
  return { whyNot: `\`${command}\` says: ${says}`, isFailure: true };
}
