/**
 * The example pipelines, run on this machine: the steps of GitHub Actions and Azure Pipelines that are shell scripts,
 * in their order, with the values that the platform would hand from one to the next. Steps that set a machine up
 * (`uses:`, `task:`, installing Pulumi, `npm ci`) are left out, and told.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { run } from "../../tools/child-process.js";

/** What a pipeline finds on its platform. */
export interface Platform {
  /** A copy of the repository that the pipeline is part of. */
  readonly folder: string;
  /** Settings that people make on the platform: variables and secrets, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** The machine's own environment. */
  readonly env: NodeJS.ProcessEnv;
}

/** What was done. */
export interface PipelineRun {
  /** Titles of the steps that were run. */
  readonly done: readonly string[];
  /** Steps that need the platform. */
  readonly left: readonly string[];
  /** What the steps wrote, both streams. */
  readonly output: string;
}

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly displayName?: string;
  readonly uses?: string;
  readonly task?: string;
  readonly checkout?: string;
  readonly run?: string;
  readonly bash?: string;
  readonly env?: Record<string, string>;
  readonly "working-directory"?: string;
  readonly workingDirectory?: string;
}

/** Replaces what stands for a value; a value that nobody has set is an error, as a misspelt name is. */
type Expand = (text: string) => string;

const needsPlatform = /get\.pulumi\.com|^npm ci$/;

/** Runs steps in one place; `outputs` is asked after each for what it has set. */
class Runner {
  readonly done: string[] = [];
  readonly left: string[] = [];
  output = "";

  constructor(private readonly platform: Platform) {}

  async step(step: Step, env: NodeJS.ProcessEnv, expand: Expand): Promise<string> {
    const script = step.run ?? step.bash;
    const title = step.displayName ?? step.name ?? script?.split("\n")[0] ?? step.uses ?? step.task ?? "checkout";
    if (script === undefined || needsPlatform.test(script.trim())) {
      this.left.push(step.uses ?? step.task ?? title);
      return "";
    }
    const folder = step["working-directory"] ?? step.workingDirectory ?? ".";
    const own = Object.entries(step.env ?? {}).map(([key, value]) => [key, expand(String(value))]);
    const result = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", expand(script)], {
      cwd: join(this.platform.folder, folder),
      env: { ...this.platform.env, ...env, ...Object.fromEntries(own) },
      timeout: 180_000,
    });
    this.output += result.stdout + result.stderr;
    if (result.code !== 0)
      throw new Error(`the step "${title}" failed (${result.code ?? result.signal}):\n${this.output}`);
    this.done.push(title);
    return result.stdout;
  }
}

function lookUp(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name.trim()];
  if (value === undefined) throw new Error(`nothing has set ${name.trim()}`);
  return value;
}

/** Runs the jobs of a GitHub workflow in their order. Values: `vars.NAME`, `secrets.NAME`. */
export async function runGitHubWorkflow(file: string, platform: Platform): Promise<PipelineRun> {
  interface Job {
    readonly env?: Record<string, string>;
    readonly outputs?: Record<string, string>;
    readonly steps: readonly Step[];
  }
  const workflow = parse(await readFile(file, "utf8")) as { env?: Record<string, string>; jobs: Record<string, Job> };
  const values: Record<string, string> = { ...platform.values };
  const expand: Expand = (text) => text.replace(/\$\{\{(.*?)\}\}/g, (_, name: string) => lookUp(values, name));
  const expanded = (env: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(env).map(([key, value]) => [key, expand(String(value))]));
  const runner = new Runner(platform);
  const folder = await mkdtemp(join(tmpdir(), "partnercenter-workflow-"));
  try {
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const env = { ...expanded(workflow.env), ...expanded(job.env) };
      for (const [index, step] of job.steps.entries()) {
        const files = { GITHUB_OUTPUT: join(folder, `${name}-${index}`), GITHUB_STEP_SUMMARY: join(folder, "summary") };
        await writeFile(files.GITHUB_OUTPUT, "");
        await runner.step(step, { ...env, ...files }, expand);
        for (const line of (await readFile(files.GITHUB_OUTPUT, "utf8")).split("\n")) {
          const [key, ...rest] = line.split("=");
          if (step.id !== undefined && rest.length > 0) values[`steps.${step.id}.outputs.${key}`] = rest.join("=");
        }
      }
      for (const [key, value] of Object.entries(job.outputs ?? {}))
        values[`needs.${name}.outputs.${key}`] = expand(value);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return runner;
}

/**
 * Runs the stages of an Azure pipeline in their order. Values: the variables of its groups, and `System.AccessToken`.
 */
export async function runAzurePipeline(file: string, platform: Platform): Promise<PipelineRun> {
  interface Job {
    readonly job?: string;
    readonly deployment?: string;
    readonly variables?: Record<string, string>;
    readonly steps?: readonly Step[];
    readonly strategy?: { readonly runOnce: { readonly deploy: { readonly steps: readonly Step[] } } };
  }
  interface Stage {
    readonly stage: string;
    readonly jobs: readonly Job[];
  }
  const { stages } = parse(await readFile(file, "utf8")) as { stages: readonly Stage[] };
  const handed: Record<string, string> = {};
  const runner = new Runner(platform);
  for (const { stage, jobs } of stages) {
    for (const job of jobs) {
      const own = Object.entries(job.variables ?? {}).map(([key, value]) => [
        key,
        value.replace(/^\$\[\s*stageDependencies\.(.*?)\s*\]$/, (_, name: string) => lookUp(handed, name)),
      ]);
      const values = { ...platform.values, ...Object.fromEntries(own) };
      // `$(name)` of a variable that is set; anything else in that form belongs to the shell.
      const expand: Expand = (text) =>
        text.replace(/\$\(([\w.]+)\)/g, (whole, name: string) =>
          values[name] === undefined ? whole : String(values[name]),
        );
      for (const step of job.steps ?? job.strategy?.runOnce.deploy.steps ?? []) {
        const written = await runner.step(step, {}, expand);
        for (const [, name, value = ""] of written.matchAll(
          /##vso\[task\.setvariable variable=(\w+);isOutput=true\](.*)/g,
        )) {
          handed[`${stage}.${job.job ?? job.deployment}.outputs['${step.name}.${name}']`] = value.trim();
        }
      }
    }
  }
  return runner;
}
