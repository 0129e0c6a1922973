// What was promised of large programs and large files, what came of it, and the part of the page that tells it.
import { blockSize } from "../../provider/partner-center/areas/blocks.js";
import { exponent, type Scaled } from "./scale.js";
import { table } from "./table.js";
import type { Uploaded } from "./uploads.js";

/** What is measured of growth. */
export interface Growth {
  readonly scale: readonly Scaled[];
  readonly uploads: readonly Uploaded[];
}

interface Promised {
  readonly what: string;
  readonly wanted: string;
  readonly value: number | undefined;
  readonly isMet: boolean;
  /** Why it is missed, where that is known. */
  readonly why: string;
}

/** Seconds that each further resource takes when nothing has changed, from the smallest program to the largest. */
function secondsOfResource(rows: readonly Scaled[]): number | undefined {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  return (last.again.wall - first.again.wall) / (last.resources - first.resources);
}

function promised({ scale, uploads }: Growth): Promised[] {
  const of = (tool: Scaled["tool"]) => scale.filter((row) => row.tool === tool);
  const [ours, empty] = [of("ours"), of("empty")];
  const [last, peer] = [ours.at(-1), empty.at(-1)];
  const [own, their] = [secondsOfResource(ours), secondsOfResource(empty)];
  const at = (what: string, most: number, value: number | undefined, why: string): Promised => {
    return { what, wanted: `≤ ${most}`, value, isMet: value !== undefined && value <= most, why };
  };
  const grown = (figure: (row: Scaled) => number, rows = ours) => {
    const [small, large] = [rows.at(-2), rows.at(-1)];
    return (
      small && large && exponent({ n: small.plans, figure: figure(small) }, { n: large.plans, figure: figure(large) })
    );
  };
  const refresh = last && (last.refreshRequests - 12 * Math.ceil(last.plans / 100)) / last.plans;
  return [
    at(
      "exponent with which requests grow with plans",
      1.1,
      grown(({ requests }) => requests),
      "plans of one offer that are made at the same moment share their looks at its branches, and among ten offers fewer are; " +
        "more than 7 requests no plan takes",
    ),
    at(
      "exponent with which the time of a creation grows with plans",
      1.1,
      grown(({ create }) => create.wall),
      "the engine writes its whole state after each resource, which takes longer the more there are: with empty resources the " +
        `exponent is ${grown(({ create }) => create.wall, empty)?.toFixed(2)}`,
    ),
    at(
      "requests of a refresh for each plan, beside 12 for each offer",
      4,
      refresh,
      "a page of a plan is asked for more than once",
    ),
    at(
      "bytes of state a resource, more than an empty dynamic resource",
      300,
      last && peer && last.stateBytes - peer.stateBytes,
      "what is kept is in the table below",
    ),
    at(
      "time of a resource when nothing has changed, through that of an empty one",
      1.5,
      own && their && own / their,
      "the program has about twice as many outputs and checks what it says; the provider checks it again, unpacks what was last " +
        "seen and looks for interrupted work; the engine reads and writes a larger state",
    ),
    ...uploads.flatMap(({ megabytes, ratio, memory }) => [
      {
        what: `speed of an upload of ${megabytes} MB, through that of @azure/storage-blob without options`,
        wanted: "≥ 0.9",
        value: ratio,
        isMet: ratio >= 0.9,
        why:
          "each block has its MD5, which storage-blob leaves out, and storage-blob sends up to 256 MB in one request, with which nobody can " +
          "go on; a small file takes no longer than the noise of the figure",
      },
      at(
        `MB of memory above idle at an upload of ${megabytes} MB`,
        150,
        memory,
        "a megabyte of each block that is on its way is in memory, and what the network has not taken yet",
      ),
    ]),
  ];
}

/** Of the largest program of each: the bytes of a resource by what they are. */
function partRows(scale: readonly Scaled[]): string[][] {
  const [ours, empty] = (["ours", "empty"] as const).map(
    (tool) => scale.filter((row) => row.tool === tool).at(-1)?.stateParts ?? {},
  );
  const names = new Set([...Object.keys(ours ?? {}), ...Object.keys(empty ?? {})]);
  return [...names].map((name) => [name, String(ours?.[name] ?? ""), String(empty?.[name] ?? "")]);
}

/** The lines that a run prints, and the part of the page. */
export function growthPage(growth: Growth): { lines: string[]; page: string } {
  const rows = promised(growth).flatMap(({ what, wanted, value, isMet, why }) =>
    value === undefined ? [] : [[what, wanted, value.toFixed(2), isMet ? "met" : `missed: ${why}`]],
  );
  const scaled = growth.scale.map((row) => [
    String(row.plans),
    row.tool === "ours" ? "pulumi-partnercenter" : "empty dynamic resources",
    String(row.requests),
    `${row.create.wall.toFixed(1)} s`,
    `${row.again.wall.toFixed(1)} s`,
    String(row.refreshRequests),
    `${Math.round(row.create.megabytes)} MB`,
    String(row.stateBytes),
  ]);
  const uploaded = growth.uploads.map((row) => [
    `${row.megabytes} MB`,
    `${row.ours.toFixed(1)} s`,
    `${row.peer.toFixed(1)} s`,
    row.ratio.toFixed(2),
    `${row.equal.toFixed(1)} s`,
    row.equalRatio.toFixed(2),
    `${row.cpu.toFixed(1)} s`,
    `${row.peerCpu.toFixed(1)} s`,
    `${Math.round(row.memory)} MB`,
    `${Math.round(row.peerMemory)} MB`,
    row.resent === undefined ? "" : `${row.resent} of ${row.blocks} blocks`,
  ]);
  const page = `
## Many plans, and large packages

${table(["what", "wanted", "measured", ""], rows)}

Programs of offers with at most 100 plans each, drafts without files, beside as many dynamic resources of Pulumi that do nothing
and have the same inputs; no latency.

${table(["plans", "program", "requests", "creation", "nothing has changed", "requests of a refresh", "memory", "bytes a resource"], scaled)}

Where the bytes of a resource are, on average, in the largest of these programs. What was last seen is packed and encrypted: the
ids and entity tags of each draft, by which an edited text takes two requests, and its values, by which a colleague's edit is
told; texts and ids that the state has already are not in it again. The account keeps one account from another's resources, the
URN puts lines on the resource's row, the hash tells a submission what has changed, and ids are what other resources are given. The
provider of an empty resource is its code, of ours a name.

${table(["bytes", "pulumi-partnercenter", "empty dynamic resource"], partRows(growth.scale))}

Uploads to Azurite by ours (a file of up to ${blockSize / 1024 ** 2} MiB in one request, others in blocks of that, four at the same time, with an MD5
each) and by \`@azure/storage-blob\`: without options, which is one request for up to 256 MB and blocks of 4 MiB above, five at the
same time, without sums; and in the same blocks as ours. Azurite makes a sum of its own, and a slow one, for a block that comes without an MD5. All
without what either takes to start; and what was left to send when an upload was killed half way. A speed is theirs through
ours, round by round: above 1, ours is quicker.

${table(
  [
    "file",
    "ours",
    "storage-blob",
    "speed",
    "in equal blocks",
    "speed",
    "CPU of ours",
    "storage-blob",
    "memory above idle",
    "storage-blob",
    "left after a kill",
  ],
  uploaded,
)}
`;
  return { lines: rows.map(([what, wanted, value, end]) => `${value} ${what} (${wanted}): ${end}`), page };
}
