// What a run of a tool came to, out of its processes and the emulator's log; medians; ratios pair by pair.
import { beginOf, endOf, submissionPost, type TimedRequest } from "./service.js";
import type { Used } from "./tools.js";

/** What one piece of work came to. Seconds, megabytes, numbers of requests. */
export interface Figures {
  /** All calls of the API; those that look how a submission or package is getting on are polls, and not among them. */
  readonly requests: number;
  readonly polls: number;
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
  /** From the beginning of the first process to the submission, or to the end where nothing is submitted. */
  readonly draft: number;
  /** From the first request to the last write before the submission: until the drafts are as they are wanted. */
  readonly asking: number;
}

export type Figure = keyof Figures;

const poll =
  /^GET \/(products\/\{productId\}\/(submissions\/\{submissionId\}(\/workflowdetails)?|packages\/\{packageId\})|configure\/\{jobId\}\/status)$/;

/** The requests before the submission; all where nothing is submitted. */
export function drafting(log: readonly TimedRequest[]): readonly TimedRequest[] {
  const index = log.findIndex(({ operation }) => operation === submissionPost);
  return index < 0 ? log : log.slice(0, index);
}

/** @param began Milliseconds since 1970. */
export function figuresOf(log: readonly TimedRequest[], began: number, used: Used): Figures {
  const polls = log.filter(({ operation = "" }) => poll.test(operation)).length;
  const draft = drafting(log);
  const post = log[draft.length];
  const [first] = draft;
  const last = Math.max(0, ...draft.filter(({ method }) => method !== "GET").map(endOf));
  return {
    requests: log.length - polls,
    polls,
    ...used,
    draft: post === undefined ? used.wall : (beginOf(post) - began) / 1_000,
    asking: first === undefined || last === 0 ? 0 : (last - beginOf(first)) / 1_000,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** The medians of several runs. */
export function medians(runs: readonly Figures[]): Figures {
  const of = (figure: Figure) => median(runs.map((run) => run[figure]));
  return {
    requests: of("requests"),
    polls: of("polls"),
    wall: of("wall"),
    cpu: of("cpu"),
    megabytes: of("megabytes"),
    draft: of("draft"),
    asking: of("asking"),
  };
}

/** The median of a figure of the peer's through ours, pair by pair: a machine that slows down slows both. */
export function ratio(ours: readonly Figures[], peers: readonly Figures[], figure: Figure): number {
  return median(ours.flatMap((run, index) => (peers[index] === undefined ? [] : [peers[index][figure] / run[figure]])));
}
