/** A program that `partnercenter export` has written, run where it is. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../../provider/engine/kind.js";
import { type KindName, kindLoaders } from "../../provider/kinds/index.js";
import { isObject, type Properties } from "../../provider/values/properties.js";
import type { Declared } from "../provider/declared.js";
import type { Workbench } from "../provider/workbench.js";
import { record } from "../sdk/recorded.js";

/** A resource as the program declares it. */
export interface DeclaredResource {
  readonly kind: KindName;
  readonly name: string;
  readonly inputs: Properties;
}

/** Works in a folder, as the engine does in the program's. */
async function within<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
  }
}

/** As the provider gets it: the engine hands secrets to it in clear. */
export function inClear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClear);
  if (!isObject(value)) return value;
  if (secretSignature in value) return inClear(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inClear(inner)]));
}

/** The key that marks a secret on its way to the engine. */
const secretSignature = "4dabf18193072939515e22adb298388d";

const root = join(__dirname, "../../..");

/** Stands for `npm install`. */
export async function linkModules(folder: string): Promise<void> {
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
}

/** That the types of programs are right, which have their modules. @param place Where the compiler's project goes. */
export async function assertCompiles(place: string, folders: readonly string[]): Promise<void> {
  const own = {
    extends: join(root, "examples/tsconfig.json"),
    compilerOptions: { types: ["node"], typeRoots: [join(root, "node_modules/@types")] },
    include: folders.map((folder) => join(folder, "*.ts")),
  };
  await writeFile(join(place, "tsconfig.json"), JSON.stringify(own));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", place]).catch(({ stdout }) => assert.fail(stdout));
}

/**
 * What the program in a folder declares, with these secrets in its configuration; ids of its resources are `id-of-…`.
 */
export async function runProgram(
  folder: string,
  secrets: Readonly<Record<string, string>> = {},
): Promise<DeclaredResource[]> {
  await linkModules(folder);
  const keys = Object.entries(secrets).map(([key, value]) => [`project:${key}`, value]);
  const { resources } = await within(folder, () =>
    record(async () => {
      pulumi.runtime.setAllConfig(Object.fromEntries(keys), Object.keys(secrets));
      await import(pathToFileURL(join(folder, "index.ts")).href);
    }),
  );
  const ours = resources.filter(({ type }) => type.includes("partnercenter:"));
  return ours.map(({ type, name, inputs: { __provider: _, __stack, __urn, ...inputs } }) => ({
    kind: type.split(":").at(-1) as KindName,
    name,
    inputs: inClear(inputs) as Properties,
  }));
}

/** What the taking over of all resources of a program has done. */
export interface TakeOver {
  /** The calls that have changed something. */
  readonly writes: readonly string[];
  /** What was said at preview. */
  readonly said: readonly string[];
}

function withIds(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((inner) => withIds(inner, ids));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withIds(inner, ids)]));
}

/**
 * `pulumi up` of the program, in a fresh stack.
 *
 * @param make Makes a resource that is not there yet.
 */
export async function takeOver(
  bench: Workbench,
  folder: string,
  resources: readonly DeclaredResource[],
  make: (kind: Kind) => Declared = (kind) => bench.declared(kind),
): Promise<TakeOver> {
  let writes: string[] = [];
  const said = await bench.printed(async () => {
    writes = await bench.writes(() =>
      within(folder, async () => {
        const ids = new Map<string, string>();
        for (const { kind, name, inputs: declaredInputs } of resources) {
          const declared = make(await kindLoaders[kind]());
          const inputs = withIds(declaredInputs, ids) as Properties;
          await declared.up(inputs);
          ids.set(`id-of-${name}`, String(declared.id));
          await declared.refresh();
          const again = await declared.up(inputs);
          if (again !== "unchanged") throw new Error(`the second run has ${again} ${kind}`);
        }
      }),
    );
  });
  return { writes, said };
}
