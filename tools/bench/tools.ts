// The tools that are measured: each takes the same application from nothing to live, and then brings an edited text up.
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { start } from "../child-process.js";
import type { PulumiCli } from "../pulumi/cli.js";
import { pulumiEnvironment } from "../pulumi/environment.js";
import { summaryOf, writeAzpcFolder, writeAzpcListing, writeProgram } from "./application.js";
import type { Place } from "./place.js";
import { pythonWith } from "./python.js";
import type { Service } from "./service.js";

/** What the processes of a piece of work have used. */
export interface Used {
  /** Seconds. */
  readonly wall: number;
  readonly cpu: number;
  /** Of the largest single process. */
  readonly megabytes: number;
}

/** One tool. */
export interface Tool {
  readonly name: string;
  /** Prepares one offer; not measured. */
  prepare(service: Service, offerId: string): Promise<Offer>;
}

/** One offer in the hands of a tool. */
export interface Offer {
  /** From nothing to live. */
  create(): Promise<Used>;
  /** Brings another text up to the draft, or further, where the tool does not stop there. */
  edit(): Promise<Used>;
  /** Once more, with nothing changed; for tools that can tell. */
  again?(): Promise<Used>;
}

/** Runs a command to its end, and tells what it has used. @throws When it fails, with the end of what it wrote. */
export async function measured(
  { root, folder, starting }: Place,
  command: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Used> {
  const report = join(folder, "used.json");
  const args = [join(root, "tools/bench/measured.py"), report, ...command];
  const running = start("python3", args, { ...options, timeout: 600_000 });
  starting(running);
  const { code, signal, stdout, stderr } = await running.finished;
  if (code !== 0) {
    throw new Error(`${command.slice(0, 3).join(" ")} ended with ${code ?? signal}:\n${stdout}${stderr}`.slice(-4_000));
  }
  return JSON.parse(readFileSync(report, "utf8")) as Used;
}

function sum(all: readonly Used[]): Used {
  return {
    wall: all.reduce((total, { wall }) => total + wall, 0),
    cpu: all.reduce((total, { cpu }) => total + cpu, 0),
    megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
  };
}

const exampleOf = ({ root }: Place) => join(root, "examples/managed-application");

/** Whose account our programs work on. */
export const ownTenant = "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21";

/** Where a program is, the emulator that it talks to, and what is added to its environment. */
interface Program {
  readonly cwd: string;
  readonly emulator: { readonly endpoint: string; readonly loginEndpoint: string };
  readonly add: NodeJS.ProcessEnv;
}

/** Makes a stack of a program. @returns What runs `pulumi` there, and measures it. */
export async function pulumiIn(place: Place, cli: PulumiCli, { cwd, emulator, add }: Program) {
  const backend = join(cwd, "backend");
  const home = join(place.folder, "home");
  for (const folder of [backend, home]) mkdirSync(folder, { recursive: true });
  const credentials = {
    PARTNERCENTER_ENDPOINT: emulator.endpoint,
    PARTNERCENTER_LOGIN_ENDPOINT: emulator.loginEndpoint,
    PARTNERCENTER_TENANT_ID: ownTenant,
    PARTNERCENTER_CLIENT_ID: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10",
    PARTNERCENTER_CLIENT_SECRET: "bench",
  };
  const env = pulumiEnvironment({ cli, backend, home, add: { ...credentials, ...add } });
  const pulumi = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Used> =>
    measured(place, [cli.pulumi, "--non-interactive", ...args], { cwd, env: { ...env, ...more } });
  await pulumi(["stack", "init", "bench"]);
  return pulumi;
}

/** This package, by the real Pulumi engine. */
export function ours(place: Place, cli: PulumiCli): Tool {
  return {
    name: "pulumi-partnercenter",
    async prepare({ emulator }, offerId) {
      const cwd = join(place.folder, offerId);
      mkdirSync(cwd, { recursive: true });
      writeProgram(cwd, exampleOf(place));
      symlinkSync(join(place.root, "node_modules"), join(cwd, "node_modules"));
      const add = { BENCH_NAME: offerId, BENCH_SUMMARY: summaryOf() };
      const pulumi = await pulumiIn(place, cli, { cwd, emulator, add });
      const up = (more?: NodeJS.ProcessEnv) => pulumi(["up", "--yes", "--skip-preview"], more);
      const edited = { BENCH_SUMMARY: summaryOf(1) };
      return { create: () => up(), edit: () => up(edited), again: () => up(edited) };
    },
  };
}

const azpcVersion = "0.2.5";

/** Microsoft's azpc. It does not wait for submissions; that is done for it, and costs it nothing. */
export async function azpc(place: Place): Promise<Tool> {
  // With the last setuptools that bring `distutils`, which azpc needs and newer versions of Python lack.
  const python = await pythonWith(place, `az-partner-center-cli==${azpcVersion}`, "setuptools<80");
  return {
    name: `azpc ${azpcVersion}`,
    async prepare(service, offerId) {
      const cwd = join(place.folder, offerId);
      mkdirSync(cwd, { recursive: true });
      writeAzpcFolder(cwd, exampleOf(place));
      const { endpoint, loginEndpoint } = service.emulator;
      const env = { PATH: process.env.PATH, BENCH_ENDPOINT: endpoint, BENCH_LOGIN_ENDPOINT: loginEndpoint };
      const run = (...args: string[]) =>
        measured(place, [python, join(place.root, "tools/bench/azpc.py"), ...args], { cwd, env });
      const listing = ["--config-json", "listing.json", "--app-path", "."];
      const offer = ["--name", offerId];
      const waiting = async (substate: string): Promise<Used> => {
        const began = performance.now();
        await service.until(offerId, substate);
        return { wall: (performance.now() - began) / 1_000, cpu: 0, megabytes: 0 };
      };
      return {
        async create() {
          const all = [await run("ma", "create", ...offer, ...listing)];
          all.push(await run("ma", "plan", "create", ...offer, "--plan-name", "standard", ...listing));
          all.push(await run("ma", "publish", ...offer), await waiting("ReadyToPublish"));
          all.push(await run("ma", "release", ...offer), await waiting("InStore"));
          return sum(all);
        },
        async edit() {
          writeAzpcListing(cwd, summaryOf(1));
          return run("ma", "update", ...offer, ...listing);
        },
      };
    },
  };
}
