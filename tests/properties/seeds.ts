// Which random programs the property tests try. The default is the same on every machine and at every run.
import fc from "fast-check";

/** Parses `1-200` or `7`. */
function range(text: string): readonly [number, number] {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first === undefined) throw new Error(`PARTNERCENTER_SEEDS is "${text}"; write 7, 1-2000 or all`);
  return [Number(first), Number(last ?? first)];
}

const chosen = process.env.PARTNERCENTER_SEEDS;

/** Without a choice, one seed of so many is tried, so that `npm test` stays short. */
const sampleOf = 6;

/** The same for cases that are counted up: the step from one that is tried to the next. */
export const sampleStep = chosen === undefined ? 3 : 1;

/**
 * The seeds to try: of the given range every sixth, or as `sample` says, with `PARTNERCENTER_SEEDS=all` each; or else those that
 * `PARTNERCENTER_SEEDS` says (such as `1-2000`, or `7` to see one again).
 */
export function seeds(first: number, last: number, sample = sampleOf): number[] {
  const every = (from: number, to: number, step: number) =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  if (chosen === undefined) return every(first, last, sample);
  if (chosen === "all") return every(first, last, 1);
  return every(...range(chosen), 1);
}

/**
 * Tries a property with one random value for each seed. What fails is made smaller as long as it fails (within bounds,
 * since each try is a conversation with a server), and is told with its seed.
 */
export async function holdsFor<Value>(
  wanted: readonly number[],
  values: fc.Arbitrary<Value>,
  property: (value: Value) => Promise<void>,
): Promise<void> {
  const bounded = fc.limitShrink(fc.noBias(values), 300);
  for (const seed of wanted) {
    try {
      await fc.assert(fc.asyncProperty(bounded, property), { seed, numRuns: 1 });
    } catch (error) {
      throw new Error(`PARTNERCENTER_SEEDS=${seed} shows it again.\n${(error as Error).message}`, { cause: error });
    }
  }
}

/** The random value of one seed. */
export function valueFor<Value>(values: fc.Arbitrary<Value>, seed: number): Value {
  return fc.sample(fc.noBias(values), { seed, numRuns: 1 })[0] as Value;
}
