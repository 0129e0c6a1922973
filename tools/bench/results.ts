// The results of a bench: medians, and ratios pair by pair.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { lengthOf } from "./critical-path.js";
import { type Figure, type Figures, medians, ratio } from "./figures.js";
import type { TimedRequest } from "./service.js";

/** One offer in the hands of a tool. */
export interface Measured {
  readonly latency: string;
  readonly tool: string;
  readonly create: Figures;
  readonly edit: Figures;
  readonly noChange: Figures | undefined;
}

export type Work = "create" | "edit";

interface Row {
  readonly latency: string;
  readonly work: Work | "noChange";
  readonly tool: string;
  readonly medians: Figures;
}

interface Ratio {
  readonly latency: string;
  readonly work: Work;
  readonly figure: Figure;
  /** The peer's through ours. */
  readonly ratio: number;
}

export interface Results {
  readonly machine: string;
  readonly versions: Record<string, string>;
  readonly pairs: number;
  readonly rows: readonly Row[];
  readonly ratios: readonly Ratio[];
  /** Milliseconds, of one create with the latency of the real service. */
  readonly criticalPath: { readonly length: number; readonly service: number };
}

const root = resolve(__dirname, "../../..");

/** @param path The critical path of one create. */
export function resultsOf(measured: readonly Measured[], path: readonly TimedRequest[]): Results {
  const [own = "", peer] = [...new Set(measured.map(({ tool }) => tool))];
  const rows: Row[] = [];
  const ratios: Ratio[] = [];
  for (const latency of new Set(measured.map((one) => one.latency))) {
    const of = (tool: string, work: Row["work"]) =>
      measured.flatMap((one) => (one.latency === latency && one.tool === tool ? (one[work] ?? []) : []));
    for (const work of ["create", "edit"] as const) {
      for (const tool of [own, peer].filter((name) => name !== undefined)) {
        rows.push({ latency, work, tool, medians: medians(of(tool, work)) });
      }
      if (peer === undefined) continue;
      for (const figure of ["requests", "wall", "draft", "asking", "cpu", "megabytes"] as const) {
        ratios.push({ latency, work, figure, ratio: ratio(of(own, work), of(peer, work), figure) });
      }
    }
    rows.push({ latency, work: "noChange", tool: own, medians: medians(of(own, "noChange")) });
  }
  const [cpu] = cpus();
  return {
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 1024 ** 3)} GB, ${process.platform}`,
    versions: { "pulumi-partnercenter": ownVersion(), node: process.version, python: pythonVersion() },
    pairs: measured.length / rows.filter(({ work }) => work === "create").length,
    rows,
    ratios,
    criticalPath: lengthOf(path),
  };
}

function ownVersion(): string {
  return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;
}

function pythonVersion(): string {
  return execFileSync("python3", ["--version"], { encoding: "utf8" }).trim().replace("Python ", "");
}
