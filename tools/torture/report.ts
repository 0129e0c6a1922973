/** `docs/reliability.md`: what was tried, what came of it, what does not hold and why. */
import { cpus } from "node:os";
import { type Campaign, type Result, tally } from "./campaign.js";

interface Chapter {
  readonly campaign: Campaign;
  readonly results: readonly Result[];
  /** How many cases the long form has. */
  readonly possible: number;
}

/** Identifiers, addresses and folders of one run, which say nothing to a reader. */
function readable(text: string): string {
  return text
    .replaceAll(/ \(request id [^)]*\)/g, "")
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d{15,20}\b/g, "…")
    .replaceAll(/127\.0\.0\.1:\d+/g, "the service")
    .replaceAll(/\S*partnercenter-torture-\w+\//g, "")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…")
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|")
    .slice(0, 400);
}

/** Cases by what was said of them, the commonest first. */
function grouped(results: readonly Result[], said: (result: Result) => string | undefined): [string, Result[]][] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const text = said(result);
    if (text !== undefined) groups.set(readable(text), [...(groups.get(readable(text)) ?? []), result]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function table(head: string, groups: readonly [string, Result[]][]): string {
  if (groups.length === 0) return "";
  const rows = groups.map(([text, [first, ...more]]) => `| ${more.length + 1} | ${text} | \`${first?.name}\` |`);
  return [`| cases | ${head} | one of them |`, "| --- | --- | --- |", ...rows, ""].join("\n");
}

function chapter({ campaign, results, possible }: Chapter): string {
  const { all, good, excused } = tally(results);
  const ways = grouped(results, ({ problem, outcome }) => (problem === undefined ? outcome : undefined));
  const apart = excused === 0 ? "" : ` ${excused} of them met what the API cannot promise; they are counted below.`;
  return [
    `## ${campaign.key}`,
    campaign.about,
    `\`${campaign.summary(results)}\``,
    `${all} of ${possible} cases tried${all < possible ? ` (${whyNotAll(campaign)})` : ""}, ${good} good.${apart}`,
    table("how it ended", ways),
    table(
      "what the API cannot promise",
      grouped(results, ({ excused: why }) => why),
    ),
    table(
      "**what did not hold**",
      grouped(results, ({ problem }) => problem),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function whyNotAll({ minutes }: Campaign): string {
  return minutes === undefined ? "the run was stopped" : `as many as fit into ${minutes} minutes`;
}

/** The whole page. @param when The day of the run. */
export function report(chapters: readonly Chapter[], when: Date): string {
  const tried = chapters.filter(({ results }) => results.length > 0);
  const untried = chapters.filter(({ results }) => results.length === 0).map(({ campaign }) => campaign.key);
  return [
    "# Reliability",
    `<!-- Written by \`npm run torture\`. Change tools/torture/ instead. -->`,
    "What the provider is put through on purpose, and what came of it. `npm run torture` does it again, on a Linux " +
      "machine, in about an hour on two free cores (estimated from its rates); a sample of it is part of `npm test`. One case: `npm run torture -- " +
      '--case "NAME"`.',
    `Of ${when.toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} processors. The service ` +
      "is the emulator in `emulator/`: what the real one does differently is not seen here.",
    ...(untried.length === 0 ? [] : [`Not part of this run: ${untried.join(", ")}.`]),
    ...tried.map(chapter),
    "",
  ].join("\n\n");
}
