// `npm run bench`: this package beside the tool that publishers use today, on the same emulator in the same run, the same
// application: from nothing to live, and an edited text; an image version of a virtual machine beside cloudpub;
// what a start costs; and how programs and uploads grow. Writes docs/performance.md, docs/critical-path.svg and
// bench/results.json. A benchmark, not a test: a target that is missed is printed, and nothing fails.
//
// `--quick` makes one pair, without the latency of the real service, and writes nothing. `--pairs N`: how many pairs are
// measured for each latency (5), after one that is not. `--only start,scale` measures these parts, and keeps of the others what
// bench/results.json has.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { RunningProcess } from "../child-process.js";
import { ensurePulumi, type PulumiCli } from "../pulumi/cli.js";
import { criticalPath, picture } from "./critical-path.js";
import { drafting, type Figures, figuresOf } from "./figures.js";
import { growthPage } from "./growth.js";
import { measureImages } from "./images.js";
import { isWhole, type Kept, keep, type Part, partNames } from "./kept.js";
import type { Place } from "./place.js";
import { wholePage } from "./report.js";
import { type Measured, resultsOf } from "./results.js";
import { measureScale } from "./scale.js";
import { Service, type TimedRequest } from "./service.js";
import { measureStart, startPage } from "./start.js";
import { judge } from "./targets.js";
import { azpc, ours, type Tool } from "./tools.js";
import { measureUploads } from "./uploads.js";

const root = resolve(__dirname, "../../..");
const latencies = ["recorded", "none"] as const;

interface Options {
  readonly pairs: number;
  readonly isQuick: boolean;
  readonly parts: readonly Part[];
}

function optionsOf(args: readonly string[]): Options {
  const options = { pairs: { type: "string" }, quick: { type: "boolean" }, only: { type: "string" } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const pairs = Number(values.pairs ?? (values.quick ? 1 : 5));
  if (!Number.isInteger(pairs) || pairs < 1) throw new Error("--pairs takes a whole number");
  const named = values.only?.split(",");
  const parts = partNames.filter((name) => named?.includes(name) ?? true);
  if (named !== undefined && named.length !== parts.length)
    throw new Error(`--only takes some of ${partNames.join(", ")}`);
  return { pairs, isQuick: values.quick ?? false, parts };
}

/** The log of the median create of ours, with the latency of the real service. */
let drawn: readonly TimedRequest[] = [];

/** One offer of a tool: created, edited, and once more with nothing changed. */
async function measure(service: Service, tool: Tool, offerId: string) {
  const offer = await tool.prepare(service, offerId);
  const figures = async (work: () => ReturnType<typeof offer.create>): Promise<Figures & { log: TimedRequest[] }> => {
    const began = Date.now();
    let used = { wall: 0, cpu: 0, megabytes: 0 };
    const log = await service.during(async () => {
      used = await work();
    });
    return { ...figuresOf(log, began, used), log };
  };
  const { log, ...create } = await figures(() => offer.create());
  const { log: _, ...edit } = await figures(() => offer.edit());
  const { again } = offer;
  const { log: __, ...noChange } = again === undefined ? { log: [] } : await figures(() => again());
  return { log, create, edit, noChange: again === undefined ? undefined : (noChange as Figures) };
}

async function measureAll(place: Place, tools: readonly Tool[], { pairs, isQuick }: Options): Promise<Measured[]> {
  const all: Measured[] = [];
  for (const latency of isQuick ? (["none"] as const) : latencies) {
    const service = await Service.start(root, latency, place.starting);
    for (let pair = isQuick ? 1 : 0; pair <= pairs; pair++) {
      for (const tool of tools) {
        const offerId = `bench-${latency}-${tool === tools[0] ? "ours" : "peer"}-${pair}`;
        const { log, ...one } = await measure(service, tool, offerId);
        const { create, edit } = one;
        console.log(
          `${latency.padEnd(9)} ${tool.name.padEnd(21)} ${pair === 0 ? "warming up" : `pair ${pair}`}: ` +
            `live after ${create.wall.toFixed(1)} s (submitted after ${create.draft.toFixed(1)} s), ` +
            `${create.requests} requests; text ${edit.asking.toFixed(1)} s`,
        );
        if (pair > 0) all.push({ latency, tool: tool.name, ...one });
        if (pair > 0 && tool === tools[0] && latency === "recorded") drawn = drafting(log);
      }
    }
  }
  return all;
}

/** The application by each of the tools; undefined without the peer. */
async function application(place: Place, cli: PulumiCli, options: Options): Promise<Kept["application"]> {
  const tools = [ours(place, cli)];
  try {
    tools.push(await azpc(place));
  } catch (error) {
    console.log(`measured without its peer: ${(error as Error).message}`);
  }
  const results = resultsOf(await measureAll(place, tools, options), criticalPath(drawn));
  for (const { text } of judge(results)) console.log(text);
  return tools.length > 1 ? results : undefined;
}

async function main(args: readonly string[]): Promise<void> {
  const options = optionsOf(args);
  const { pairs, isQuick, parts } = options;
  const running: RunningProcess[] = [];
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-bench-"));
  const place: Place = { root, folder, starting: (one) => running.push(one) };
  const end = async () => {
    await Promise.all(running.map((one) => one.end()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => end().then(() => process.exit(1))); // also a second one
  try {
    const cli = await ensurePulumi({ log: (line) => console.log(line) });
    const measure: { [Name in Part]: () => Promise<Kept[Name]> } = {
      start: () => measureStart(place, isQuick ? 1 : 9),
      application: () => application(place, cli, options),
      images: () => measureImages(place, cli, pairs),
      scale: () => measureScale(place, cli, isQuick ? [1, 10] : [1, 10, 100, 1000]),
      uploads: () => measureUploads(place, isQuick ? [5] : [5, 200, 2048], pairs),
    };
    const measured: Record<string, unknown> = {};
    for (const part of parts) measured[part] = await measure[part]();
    const found = measured as Partial<Kept>;
    if (found.start !== undefined) for (const line of startPage(found.start).lines) console.log(line);
    for (const line of growthPage({ scale: found.scale ?? [], uploads: found.uploads ?? [] }).lines) console.log(line);
    if (isQuick) return;
    const kept = keep(root, found);
    if (drawn.length > 0) writeFileSync(join(root, "docs/critical-path.svg"), picture(drawn, criticalPath(drawn)));
    if (isWhole(kept)) writeFileSync(join(root, "docs/performance.md"), wholePage(kept));
    else console.log("docs/performance.md was not written: some parts were never measured");
  } finally {
    await end();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
});
