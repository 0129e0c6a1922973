/**
 * The harness of the engine tests: the real Pulumi engine on a local file backend in a temporary folder.
 *
 * `createStack` runs inline programs through the Automation API; `createPlace` and `runPulumi` run the CLI itself, for
 * whole projects and for tests that kill the engine. Both end what they started and remove their folder on `dispose`.
 */
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Deployment, EngineEvent, OutputMap, PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { type ProcessOptions, type ProcessResult, type RunningProcess, start } from "../../tools/child-process.js";
import { ensurePulumi, type PulumiCli } from "../../tools/pulumi/cli.js";
import { pulumiEnvironment } from "../../tools/pulumi/environment.js";
import { AutomationCommand } from "./automation-command.js";
import { type Diagnostic, type OperationCounts, type Step, summarize } from "./engine-events.js";
import { lookThrough, lookThroughFiles } from "./every-output.js";
import { InlineProgram } from "./inline-program.js";

export type { Diagnostic, OperationCounts, Step } from "./engine-events.js";

/** The root of the repository: from here `pulumi-partnercenter` and `@pulumi/pulumi` resolve. */
export const repositoryRoot = resolve(__dirname, "../../..");

/** A temporary folder with a local backend, and the environment for runs of Pulumi in it. */
export interface Place {
  readonly cli: PulumiCli;
  /** The temporary folder. Tests may write into it; `backend`, `home`, `project` and `tmp` in it are taken. */
  readonly folder: string;
  /** The whole environment of a run. */
  readonly environment: NodeJS.ProcessEnv;
  /** Starts `pulumi` with these arguments. What still runs at `dispose` is ended. */
  run(args: readonly string[], options?: Pick<ProcessOptions, "cwd" | "onLine" | "timeout">): RunningProcess;
  /** Ends everything that `run` started, plugins included, and removes the folder. */
  dispose(): Promise<void>;
}

/** Makes a place; `environment` is added to that of its runs (undefined takes a variable away). */
export async function createPlace(environment: NodeJS.ProcessEnv = {}): Promise<Place> {
  const cli = await ensurePulumi();
  const folder = await realpath(await mkdtemp(join(tmpdir(), "partnercenter-engine-")));
  const backend = join(folder, "backend");
  const home = join(folder, "home");
  // What a killed engine leaves in the temporary folder goes away with ours.
  const temporary = join(folder, "tmp");
  await Promise.all([mkdir(backend), mkdir(home), mkdir(temporary)]);
  const env = pulumiEnvironment({ cli, backend, home, add: { TMPDIR: temporary, ...environment } });
  const started: RunningProcess[] = [];
  return {
    cli,
    folder,
    environment: env,
    run: (args, options = {}) => {
      const running = runPulumi(args, { cwd: folder, ...options, env, pulumi: cli.pulumi });
      started.push(running);
      return running;
    },
    dispose: async () => {
      await Promise.all(started.map((running) => running.end()));
      lookThroughFiles(backend);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * Starts the real CLI with captured output. `env` is its whole environment (`Place.environment`). `kill("SIGKILL")` of
 * the result kills the engine alone; `descendants()` then tells which of its plugins live on, `end()` ends them.
 */
export function runPulumi(
  args: readonly string[],
  options: ProcessOptions & { readonly env: NodeJS.ProcessEnv; readonly pulumi?: string },
): RunningProcess {
  const { pulumi = "pulumi", ...rest } = options;
  const running = start(pulumi, ["--non-interactive", "--color", "never", ...args], rest);
  running.finished.then(({ stdout, stderr }) => lookThrough(args, stdout, stderr)).catch(() => {});
  return running;
}

/** What a stack is made of. */
export interface StackOptions {
  /** Of the project; the stack is always called `test`. Default: `partnercenter-test`. */
  readonly name?: string;
  /** What `preview` and `up` run. Each call may run another one instead. */
  readonly program?: PulumiFn;
  /** Added to the environment of the engine and its plugins. The program itself runs in this process. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Stack configuration; a value that is an object is secret. */
  readonly config?: Readonly<Record<string, string | { readonly secret: string }>>;
  /** The folder of `main`: where plugins run and paths start. Default: the repository's root. */
  readonly main?: string;
}

/** How one operation is run. */
export interface OperationOptions {
  /** Instead of the stack's own program (`preview` and `up`). */
  readonly program?: PulumiFn;
  /** Returns a failed operation instead of throwing. Default: throws. */
  readonly mayFail?: boolean;
  /** The per-property difference in `stdout`. */
  readonly diff?: boolean;
  /** Only these, by URN. */
  readonly target?: string[];
  /** And what depends on these (`destroy`). */
  readonly targetDependents?: boolean;
  /** Refreshes first (`preview`, `up`). */
  readonly refresh?: boolean;
  /** Runs the program during `refresh` or `destroy`. */
  readonly runProgram?: boolean;
}

/** What an operation did. */
export interface OperationResult {
  readonly succeeded: boolean;
  /** Without the stack resource itself. */
  readonly counts: OperationCounts;
  /** In the order in which the engine began them, without the stack resource. */
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** An operation failed that was expected to succeed. */
export class OperationFailedError extends Error {
  readonly code = "OPERATION_FAILED";

  constructor(
    operation: string,
    readonly result: OperationResult,
  ) {
    super(`pulumi ${operation} failed:\n${result.stdout}\n${result.stderr}`);
    this.name = "OperationFailedError";
  }
}

/** What the operations of the running test came to, for when it fails: an assertion alone does not tell it. */
const lastOperations: string[] = [];

if (typeof afterEach === "function") {
  beforeEach(() => void lastOperations.splice(0));
  afterEach("what the engine did in a test that failed", function () {
    if (this.currentTest?.state === "failed") process.stdout.write(`\n${lastOperations.join("\n")}\n`);
  });
}

/** A stack under test. */
export interface TestStack {
  readonly place: Place;
  /** The Automation API's own stack, for what is not wrapped here. */
  readonly automation: Stack;
  preview(options?: OperationOptions): Promise<OperationResult>;
  up(options?: OperationOptions): Promise<OperationResult>;
  refresh(options?: OperationOptions): Promise<OperationResult>;
  destroy(options?: OperationOptions): Promise<OperationResult>;
  /** The stack's outputs, secrets in clear. */
  outputs(): Promise<OutputMap>;
  exportState(): Promise<Deployment>;
  importState(state: Deployment): Promise<void>;
  /** The CLI process of the running operation, to signal or kill it. */
  running(): RunningProcess | undefined;
  /** Ends what runs and removes the temporary folder. Resources are not destroyed. */
  dispose(): Promise<void>;
}

/** Makes an empty stack for inline programs. */
export async function createStack(options: StackOptions = {}): Promise<TestStack> {
  const { name = "partnercenter-test", main = repositoryRoot, config = {} } = options;
  const place = await createPlace(options.environment);
  const command = new AutomationCommand(place.cli, place.environment);
  const workDir = join(place.folder, "project");
  await mkdir(workDir);
  const automation = await LocalWorkspace.createStack(
    { stackName: "test", projectName: name, program: options.program ?? (async () => ({})) },
    { workDir, pulumiCommand: command, projectSettings: { name, runtime: "nodejs", main } },
  );
  const settings = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? { value } : { value: value.secret, secret: true },
  ]);
  if (settings.length > 0) await automation.setAllConfig(Object.fromEntries(settings));

  type Operation = "preview" | "up" | "refresh" | "destroy";
  const operate = async (operation: Operation, { mayFail = false, ...rest }: OperationOptions = {}) => {
    const events: EngineEvent[] = [];
    const began = Date.now();
    const program = new InlineProgram(rest.program ?? automation.workspace.program);
    const settings = {
      ...rest,
      program: program.run,
      color: "never" as const,
      onEvent: (event: EngineEvent) => void events.push(event),
    };
    const work = {
      preview: () => automation.preview(settings),
      up: () => automation.up(settings),
      refresh: () => automation.refresh(settings),
      destroy: () => automation.destroy(settings),
    };
    let failure: unknown;
    const finished: ProcessResult = await command.during(async () => {
      await work[operation]().catch((error) => {
        failure = error;
      });
    });
    // A failure that is not the engine's own is one of the harness or of the Automation API.
    if (failure !== undefined && finished.code === 0) throw failure;
    const { code, stdout, stderr } = finished;
    const milliseconds = Date.now() - began;
    const result = { succeeded: code === 0, ...summarize(events), stdout, stderr, milliseconds };
    lastOperations.push(`pulumi ${operation} ended with ${code}; the program ${program.course()}:\n${stdout}${stderr}`);
    const runsProgram = operation === "preview" || operation === "up";
    if (runsProgram && result.succeeded && !program.hasEnded()) {
      throw new Error(`pulumi ${operation} succeeded, but the program ${program.course()}:\n${stdout}`);
    }
    if (!result.succeeded && !mayFail) throw new OperationFailedError(operation, result);
    return result;
  };

  return {
    place,
    automation,
    preview: (settings) => operate("preview", settings),
    up: (settings) => operate("up", settings),
    refresh: (settings) => operate("refresh", settings),
    destroy: (settings) => operate("destroy", settings),
    outputs: () => automation.outputs(),
    exportState: () => automation.exportStack(),
    importState: (state) => automation.importStack(state),
    running: () => command.running(),
    dispose: async () => {
      await command.end();
      await place.dispose();
    },
  };
}
