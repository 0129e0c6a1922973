// The page that tells the results of a bench.
import type { Figure } from "./figures.js";
import { growthPage } from "./growth.js";
import { imagesPage } from "./images.js";
import { daysInWords, type Whole } from "./kept.js";
import type { Results } from "./results.js";
import { startPage } from "./start.js";
import { table } from "./table.js";
import { judge } from "./targets.js";

const works = { create: "nothing → live", edit: "an edited text", noChange: "nothing has changed" } as const;
const latencyNames: Record<string, string> = { recorded: "as recorded", none: "none" };

const ratioNames: readonly (readonly [Figure, string])[] = [
  ["requests", "requests"],
  ["draft", "until submitted"],
  ["asking", "asking"],
  ["wall", "in all"],
  ["cpu", "CPU"],
  ["megabytes", "memory"],
];

function ratioRows({ ratios }: Results): string[][] {
  const kinds = new Map(ratios.map((one) => [`${one.latency} ${one.work}`, one]));
  return [...kinds.values()].map(({ latency, work }) => {
    const of = (figure: Figure) =>
      ratios.find((one) => one.latency === latency && one.work === work && one.figure === figure)?.ratio;
    return [
      latencyNames[latency] ?? latency,
      works[work],
      ...ratioNames.map(([figure]) => of(figure)?.toFixed(2) ?? ""),
    ];
  });
}

/** The page, but for its formatting. */
export function wholePage({ application, start, images, scale, uploads, days }: Whole): string {
  const parts = [startPage(start).page, imagesPage(images), growthPage({ scale, uploads }).page];
  return applicationPage(application, daysInWords(days)) + parts.join("");
}

/** The part of the application by each of the tools. @param days When all of the page was measured. */
export function applicationPage(results: Results, days: string): string {
  const measured = table(
    ["latency", "what", "tool", "requests", "polls", "until submitted", "asking", "in all", "CPU", "memory"],
    results.rows.map(({ latency, work, tool, medians: of }) => [
      latencyNames[latency] ?? latency,
      works[work],
      tool,
      String(of.requests),
      String(of.polls),
      work === "noChange" ? "" : `${of.draft.toFixed(1)} s`,
      work === "noChange" ? "" : `${of.asking.toFixed(1)} s`,
      `${of.wall.toFixed(1)} s`,
      `${of.cpu.toFixed(1)} s`,
      `${Math.round(of.megabytes)} MB`,
    ]),
  );
  const versions = Object.entries(results.versions).map(([name, version]) => `${name} ${version}`);
  const { length, service } = results.criticalPath;
  return `# Performance

Written by \`npm run bench\` on ${days}; do not edit. ${results.machine}; ${versions.join(", ")}. Medians of
${results.pairs} pairs after one that is not counted: the same managed application (one offer with four logos, one plan, a package of
5 MB) by one tool and then by the other, against the same emulator. Seconds depend on the machine; ratios are of the two
of a pair. The other tool is azpc ([az-partner-center-cli](https://pypi.org/project/az-partner-center-cli/)), Microsoft's command for
such offers, which scripts use today; [coming from it](from-azpc.md).

## What was promised

${table(
  ["what", "wanted", "measured", ""],
  judge(results).map(({ cells }) => cells),
)}

## What was measured

${measured}

How many times as much azpc takes, pair by pair (medians of the ratios); below 1 it takes less:

${table(["latency", "what", ...ratioNames.map(([, name]) => name)], ratioRows(results))}

- **latency** is that of the emulator: as recorded from the real service in April 2025, or none.
- **requests** are calls of the API without polls, which look how a submission or a package is getting on. azpc does not wait for
  submissions: the bench waits for it, without a request.
- **until submitted**: from the start of the first process until the submission is sent; **asking**: from the first request to the last write before the submission.
- An edit is two requests for the draft. The rest are of the submission that follows, which reads what every draft of the offer
  says, three for each plan, so that what somebody edits afterwards can be told; and of the release.
- azpc's edit ends in the draft; ours goes on to live, so that only "until submitted" and "asking" compare.
- **memory** is that of the largest single process. \`pulumi up\` is run with \`--skip-preview\`; azpc has no preview.

## Which requests wait for which

![The requests of a create, one below the other over time](critical-path.svg)

The red ones decide how long a create takes until its submission is sent (${(length / 1_000).toFixed(1)} s, of which the service
takes ${(service / 1_000).toFixed(1)} s). Each needs what the one before has given: a draft its offer, a picture its listing, a commit
its upload, a package its offer, a plan its package, a submission all of them. Everything else runs beside.
`;
}
