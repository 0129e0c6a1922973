// Runs all stacks, several at the same time, and prints one table: `node deploy.ts preview`, `up` or `destroy`, with
// `--at-once N` (default: two for each processor). A run that was killed is gone on with by the same command.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { offersOf, parts, stackName } from "./catalog.ts";

type Command = "preview" | "up" | "destroy";

interface Row {
  readonly stack: string;
  readonly offers: number;
  readonly result: string;
  readonly seconds: number;
}

const folder = import.meta.dirname;
/** A file for each stack that is being worked on, with the process that does so. */
const running = join(folder, ".pulumi/running");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The lock of a killed run stays in the backend: it is taken away if the run was of this machine, and is no more. */
async function afterKill(name: string, stack: Stack): Promise<void> {
  const mark = join(running, name);
  if (!existsSync(mark)) return;
  const pid = Number(readFileSync(mark, "utf8"));
  if (pid !== process.pid && isAlive(pid)) throw new Error(`process ${pid} is working on it`);
  await stack.cancel();
  console.log(`${name}: goes on after a run that was killed`);
}

const counted = (changes: Readonly<Record<string, number | undefined>>) =>
  Object.entries(changes)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ") || "nothing";

async function work(stack: Stack, command: Command): Promise<string> {
  if (command === "preview") return counted((await stack.preview()).changeSummary);
  const { summary } = await (command === "up" ? stack.up() : stack.destroy());
  return counted(summary.resourceChanges ?? {});
}

async function deploy(name: string, command: Command): Promise<Row> {
  const began = performance.now();
  const row = (result: string): Row => ({
    stack: name,
    offers: offersOf(name).length,
    result,
    seconds: Math.round((performance.now() - began) / 1000),
  });
  try {
    const stack = await LocalWorkspace.createOrSelectStack({ stackName: name, workDir: folder });
    await afterKill(name, stack);
    writeFileSync(join(running, name), String(process.pid));
    const result = await work(stack, command);
    rmSync(join(running, name));
    console.log(`${name}: ${result}`);
    return row(result);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    console.error(`${name}: ${text}`);
    return row(`failed: ${text.split("\n").find((line) => line.includes("error:")) ?? text.split("\n")[0]}`);
  }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { "at-once": { type: "string" } } });
const [command = "preview"] = positionals;
if (command !== "preview" && command !== "up" && command !== "destroy") {
  throw new Error(`There is no command ${command}: preview, up or destroy`);
}
const atOnce = Number(values["at-once"] ?? 2 * availableParallelism());

mkdirSync(running, { recursive: true });
const names = Array.from({ length: parts }, (_, part) => stackName(part)).values();
const rows: Row[] = [];
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const name of names) rows.push(await deploy(name, command));
  }),
);
console.table(rows.sort((one, other) => one.stack.localeCompare(other.stack)));
process.exitCode = rows.some(({ result }) => result.startsWith("failed")) ? 1 : 0;
