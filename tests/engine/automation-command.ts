/**
 * The Automation API's way to the CLI, replaced: it would mix this process's environment into that of the engine, and
 * after each operation run the CLI three times more for outputs and history, which our results do not need.
 */
import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { type ProcessResult, type RunningProcess, start } from "../../tools/child-process.js";
import type { PulumiCli } from "../../tools/pulumi/cli.js";
import { lookThrough } from "./every-output.js";

/** A run of the CLI failed; the text is what it wrote. */
export class CommandFailedError extends Error {
  readonly code = "COMMAND_FAILED";

  constructor(
    args: readonly string[],
    readonly result: ProcessResult,
  ) {
    super(`pulumi ${args.join(" ")} failed (${result.code ?? result.signal}):\n${result.stdout}${result.stderr}`);
    this.name = "CommandFailedError";
  }
}

const operations = new Set(["preview", "up", "refresh", "destroy"]);

/** Runs the CLI for the Automation API, in exactly the given environment. */
export class AutomationCommand implements Pick<PulumiCommand, "command" | "version"> {
  readonly command: string;
  readonly version: SemVer;
  #running: RunningProcess | undefined;
  #operation: ProcessResult | undefined;
  #quiet = false;

  constructor(
    cli: PulumiCli,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    this.command = cli.pulumi;
    this.version = new SemVer(cli.version);
  }

  /** Called by the Automation API. */
  async run(
    args: string[],
    cwd: string,
    additional: Record<string, string>,
    onOutput?: (text: string) => void,
    onError?: (text: string) => void,
  ): Promise<{ stdout: string; stderr: string; code: number }> {
    if (this.#quiet && args[0] === "stack" && (args[1] === "output" || args[1] === "history")) {
      return { stdout: args[1] === "output" ? "{}" : "[]", stderr: "", code: 0 };
    }
    const running = start(this.command, [...args, "--non-interactive"], {
      cwd,
      env: { ...this.environment, ...additional, PULUMI_AUTOMATION_API: "true" },
      onLine: (line, stream) => (stream === "stdout" ? onOutput : onError)?.(`${line}\n`),
    });
    this.#running = running;
    const result = await running.finished;
    this.#running = undefined;
    lookThrough(args, result.stdout, result.stderr);
    if (operations.has(args[0] ?? "")) this.#operation = result;
    if (result.code !== 0) throw new CommandFailedError(args, result);
    return { stdout: result.stdout, stderr: result.stderr, code: 0 };
  }

  /** The result of the operation that `work` runs. Questions after outputs and history get empty answers meanwhile. */
  async during(work: () => Promise<void>): Promise<ProcessResult> {
    this.#operation = undefined;
    this.#quiet = true;
    try {
      await work();
    } finally {
      this.#quiet = false;
    }
    return this.#operation ?? { code: 0, signal: null, stdout: "", stderr: "" };
  }

  running(): RunningProcess | undefined {
    return this.#running;
  }

  /** Ends a running CLI with its plugins. */
  async end(): Promise<void> {
    await this.#running?.end();
  }
}
