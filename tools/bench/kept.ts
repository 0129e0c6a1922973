// What was measured last of each part, in bench/results.json: a run of some parts goes on from it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Images } from "./images.js";
import type { Results } from "./results.js";
import type { Scaled } from "./scale.js";
import type { Started } from "./start.js";
import type { Uploaded } from "./uploads.js";

/** The parts, in the order in which they are measured. */
export const partNames = ["start", "application", "images", "scale", "uploads"] as const;
export type Part = (typeof partNames)[number];

/** What is kept of each part; undefined: never measured. */
export interface Kept {
  readonly start: readonly Started[] | undefined;
  readonly application: Results | undefined;
  readonly images: Images | undefined;
  readonly scale: readonly Scaled[] | undefined;
  readonly uploads: readonly Uploaded[] | undefined;
  /** The day on which each was measured. */
  readonly days: Readonly<Partial<Record<Part, string>>>;
}

/** The same with all parts. */
export type Whole = { readonly [Name in keyof Kept]: NonNullable<Kept[Name]> };

export function isWhole(kept: Kept): kept is Whole {
  return partNames.every((name) => kept[name] !== undefined);
}

/** Puts what was measured beside what is kept of other parts, and keeps it. */
export function keep(root: string, measured: Partial<Kept>): Kept {
  const file = join(root, "bench", "results.json");
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept) : undefined;
  const today = new Date().toISOString().slice(0, 10);
  const fresh = partNames.filter((name) => measured[name] !== undefined);
  const part = <Name extends Part>(name: Name): Kept[Name] | undefined => measured[name] ?? before?.[name];
  const kept: Kept = {
    days: { ...before?.days, ...Object.fromEntries(fresh.map((name) => [name, today])) },
    start: part("start"),
    application: part("application"),
    images: part("images"),
    scale: part("scale"),
    uploads: part("uploads"),
  };
  mkdirSync(join(root, "bench"), { recursive: true });
  writeFileSync(file, `${JSON.stringify(kept, undefined, 2)}\n`);
  return kept;
}

/** The days in words: one, or each with its parts. */
export function daysInWords(days: Kept["days"]): string {
  const all = [...new Set(Object.values(days))].sort();
  if (all.length === 1) return String(all[0]);
  const of = (day: string) => partNames.filter((name) => days[name] === day).join(", ");
  return all.map((day) => `${day} (${of(day)})`).join(" and ");
}
