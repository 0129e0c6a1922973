/** One way to torture: cases by name, each of which can be tried alone. */
import type { Stage } from "./stage.js";

/** How a case ended. */
export interface Verdict {
  /** Undefined when everything held. */
  readonly problem?: string | undefined;
  /** Something that cannot be promised was lost, for this reason: counted apart. */
  readonly excused?: string | undefined;
  /** For the figures, such as which way it ended. */
  readonly outcome?: string | undefined;
  /** A number for the figures: texts that were looked through, or megabytes. */
  readonly measured?: number | undefined;
}

/** A verdict with the name of its case: a line of the results. */
export interface Result extends Verdict {
  readonly name: string;
  readonly milliseconds: number;
}

export interface Campaign {
  /** The first word of its cases' names. */
  readonly key: string;
  /** What is done and what must hold, in a few sentences; for the report. */
  readonly about: string;
  /** All cases of the long form, in the order in which they are tried. */
  cases(stage: Stage): readonly string[];
  /** Of those, the ones of the short form, which `npm test` tries: chosen by a fixed seed. */
  sample(stage: Stage): readonly string[];
  /** Tries one. What it throws is a problem, too. */
  attempt(stage: Stage, name: string): Promise<Verdict>;
  /** Called once when no more cases are tried in this process. */
  end?(): Promise<void>;
  /** The last line: its figures. */
  summary(results: readonly Result[]): string;
  /** Cases that run alone, since each needs most of the machine. Default: two at a time. */
  readonly alone?: boolean;
  /** No further case is begun after so many minutes. Default: none. */
  readonly minutes?: number;
}

/** How many results there are, and how many of them are good. */
export function tally(results: readonly Result[]): { all: number; good: number; excused: number } {
  return {
    all: results.length,
    good: results.filter(({ problem }) => problem === undefined).length,
    excused: results.filter(({ excused }) => excused !== undefined).length,
  };
}

/** Numbers from 0 up to, and without, 1: the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In an order by chance, the same each time: a run that is stopped has tried some of everything. */
export function shuffled(names: readonly string[]): string[] {
  const random = randomFrom(1);
  const placed = names.map((name) => ({ name, place: random() }));
  return placed.sort((a, b) => a.place - b.place).map(({ name }) => name);
}

/** One of several, by chance. */
export function pick<T>(random: () => number, all: readonly T[]): T {
  const found = all[Math.floor(random() * all.length)];
  if (found === undefined) throw new Error("nothing to choose from");
  return found;
}
