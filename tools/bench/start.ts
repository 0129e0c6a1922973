// What a start costs the processor, beside the same start with `@pulumi/pulumi` alone: the provider's process until it listens
// and until it has answered its first check, and the import by a program. Each next to its peer, so that both meet the same machine.

import { median } from "./figures.js";
import { firstCheck, starts } from "./first-check.js";
import type { Place } from "./place.js";
import { table } from "./table.js";
import { measured } from "./tools.js";

/** One kind of start. */
export interface Started {
  readonly what: string;
  /** Medians, in seconds of the processor. */
  readonly ours: number;
  readonly empty: number;
  /** Ours through the empty one's: the median of the pairs. */
  readonly ratio: number;
}

const most = 1.3;

/** What a dynamic resource that does nothing has in the state. */
const emptyProvider =
  "exports.handler = () => ({ create: async (inputs) => ({ id: crypto.randomUUID(), outs: inputs }) })";

type Pair = readonly [ours: number, empty: number];

/** Seconds of the processor that a program takes that imports a package and does no more. */
async function imported(place: Place, name: string): Promise<number> {
  const { cpu } = await measured(place, [process.execPath, "-e", `require(${JSON.stringify(name)})`], {
    cwd: place.root,
    env: process.env,
  });
  return cpu;
}

/** Does the same with ours and with the empty one. */
async function both<T, R>(isOursFirst: boolean, ours: T, empty: T, work: (one: T) => Promise<R>): Promise<[R, R]> {
  if (isOursFirst) return [await work(ours), await work(empty)];
  const theirs = await work(empty);
  return [await work(ours), theirs];
}

/** Measures so many pairs after one that is not counted. */
export async function measureStart(place: Place, pairs: number): Promise<Started[]> {
  const { dynamic } = starts(place.root);
  const empty = { ...dynamic, news: { ...dynamic.news, __provider: emptyProvider } };
  const all = { listening: [] as Pair[], checked: [] as Pair[], imported: [] as Pair[] };
  for (let pair = 0; pair <= pairs; pair++) {
    const isOursFirst = pair % 2 === 1; // so that neither has always the warmer processor
    const [own, theirs] = await both(isOursFirst, dynamic, empty, (one) => firstCheck(one, place.root, process.env));
    const program = await both(isOursFirst, "pulumi-partnercenter", "@pulumi/pulumi", (name) => imported(place, name));
    if (pair === 0) continue;
    all.listening.push([own.listening, theirs.listening]);
    all.checked.push([own.checked, theirs.checked]);
    all.imported.push(program);
  }
  const started = (what: string, of: readonly Pair[]): Started => ({
    what,
    ours: median(of.map(([own]) => own)),
    empty: median(of.map(([, peer]) => peer)),
    ratio: median(of.map(([own, peer]) => own / peer)),
  });
  return [
    started("the import by a program", all.imported),
    started("the provider's process, until it listens", all.listening),
    started("the same, until its first check is answered", all.checked),
  ];
}

/** The lines that a run prints, and the part of the page. */
export function startPage(all: readonly Started[]): { lines: string[]; page: string } {
  const end = (ratio: number) =>
    ratio <= most ? "met" : "missed: the schemas of all inputs are made, and the code is compiled";
  const cells = all.map(({ what, ours, empty, ratio }) => [
    what,
    `${ours.toFixed(2)} s`,
    `${empty.toFixed(2)} s`,
    `≤ ${most}`,
    ratio.toFixed(2),
    end(ratio),
  ]);
  const page = `
## Start

What a start costs the processor, beside a program and a dynamic resource that need \`@pulumi/pulumi\` alone; without the engine, a
folder of compiled code or a request. Until it listens, the provider's process is Pulumi's own, so that a difference is noise.

${table(["what", "pulumi-partnercenter", "empty dynamic resource", "wanted", "ratio", ""], cells)}
`;
  return {
    lines: all.map(
      ({ what, ours, empty, ratio }) =>
        `${ratio.toFixed(2)} × an empty one's (${ours.toFixed(2)} s, ${empty.toFixed(2)} s): ${what} (≤ ${most}): ${end(ratio)}`,
    ),
    page,
  };
}
