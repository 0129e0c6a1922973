// What was promised of the time and requests of one offer, and what came of it.
import type { Figure } from "./figures.js";
import type { Results, Work } from "./results.js";

interface Target {
  readonly what: string;
  readonly wanted: string;
  /** Undefined: not measured this time. */
  value(results: Results): number | undefined;
  isMet(value: number): boolean;
  /** Why it is missed, where that is known. */
  readonly why: string;
}

const ratioOf =
  (work: Work, figure: Figure) =>
  ({ ratios }: Results) =>
    ratios.find((one) => one.latency === "recorded" && one.work === work && one.figure === figure)?.ratio;

const ownRequests = (work: Work | "noChange") => (results: Results) =>
  results.rows.find((row) => row.work === work)?.medians.requests;

const targets: readonly Target[] = [
  {
    what: "requests from nothing to live, without polls",
    wanted: "≤ 46",
    value: ownRequests("create"),
    isMet: (value) => value <= 46,
    why: "something is asked for that was not before",
  },
  {
    what: "requests when nothing has changed",
    wanted: "0",
    value: ownRequests("noChange"),
    isMet: (value) => value === 0,
    why: "something is asked for that was not before",
  },
  {
    what: "times faster than azpc until an offer is submitted",
    wanted: "≥ 3.8",
    value: ratioOf("create", "draft"),
    isMet: (value) => value >= 3.8,
    why:
      "what is left is a chain of requests, each of which needs an id of the one before (see below), and the start of the " +
      "engine, of the program and of the provider, which takes as long as an update with nothing changed (its row is below); " +
      "`asking` is without it",
  },
  {
    what: "times faster than azpc from nothing to live",
    wanted: "≥ 2.4",
    value: ratioOf("create", "wall"),
    isMet: (value) => value >= 2.4,
    why: "the start, as above; both wait equally for the service's steps, and ours looks at a submission only every two seconds",
  },
  {
    what: "times faster than azpc with an edited text, from the first request to the last write before the submission",
    wanted: "≥ 10",
    value: ratioOf("edit", "asking"),
    isMet: (value) => value >= 10,
    why: "what is left is a look which draft it is and one write, of which the service takes nearly all",
  },
  {
    what: "length of a create's critical path, through the service's own time on it",
    wanted: "≤ 1.2",
    value: ({ criticalPath: { length, service } }) => (service === 0 ? undefined : length / service),
    isMet: (value) => value <= 1.2,
    why: "between two resources the engine stores its state and asks for the next, and uploads are not in the emulator's log",
  },
];

/** Each target with what came of it. */
export function judge(results: Results): { text: string; cells: readonly string[] }[] {
  return targets.flatMap((target) => {
    const value = target.value(results);
    if (value === undefined) return [];
    const isMet = target.isMet(value);
    const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
    const end = isMet ? "met" : `missed: ${target.why}`;
    return [
      { text: `${shown} ${target.what} (${target.wanted}): ${end}`, cells: [target.what, target.wanted, shown, end] },
    ];
  });
}
