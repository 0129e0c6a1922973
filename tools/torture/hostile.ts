/** Campaign `hostile`: files of the program, and answers of the service, that are made to break whoever reads them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { hostileInputs, isRight, meet } from "../../tests/provider/files/hostile-files.js";
import type { HandedAnswer } from "../../tests/provider/handing-on.js";
import { type Campaign, tally, type Verdict } from "./campaign.js";
import { unclear } from "./clarity.js";
import type { Stage } from "./stage.js";

const megabyte = 1024 * 1024;
/** By how many megabytes a process may grow for one answer. */
const most = 400;

const answers: Readonly<Record<string, (answer: HandedAnswer) => void>> = {
  is50MB: (answer) => {
    answer.body = Buffer.from(JSON.stringify({ value: "x".repeat(50 * megabyte) }));
  },
  unpacksTo500MB: (answer) => {
    answer.headers["content-encoding"] = "gzip";
    answer.body = bomb();
  },
  is200000Deep: (answer) => {
    answer.body = Buffer.from(`{"value":${"[".repeat(200_000)}${"]".repeat(200_000)}}`);
  },
  hasPrototype: (answer) => {
    const text = answer.body.toString();
    const evil = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
    if (text.startsWith("{")) answer.body = Buffer.from(`{${evil}${text.length > 2 ? "," : ""}${text.slice(1)}`);
  },
  hasHalfCharacters: (answer) => {
    answer.body = Buffer.from(answer.body.toString().replace(/^\{/, '{"note":"\\ud800\\u202e\\u200b",'));
  },
  isNoText: (answer) => {
    answer.body = Buffer.from([0xff, 0xfe, 0x00, 0x7b, 0x80]);
  },
};

let packed: Buffer | undefined;

/** Half a gigabyte of spaces around an object, made once. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.concat([Buffer.from("{"), Buffer.alloc(500 * megabyte, " "), Buffer.from("}")]));
  return packed;
}

const files = hostileInputs.map(({ name }) => `hostile file: ${name}`);

function replies(stage: Stage): string[] {
  return stage
    .operations()
    .flatMap(([operation, { step }]) =>
      Object.keys(answers).map((answer) => `hostile answer: ${step.name}: ${operation} ${answer}`),
    );
}

export const hostile: Campaign = {
  key: "hostile",
  about:
    "Packages with paths that lead out, links, bombs and 50,000 files, folders with loops and pipes, files of 2 GB, " +
    "pictures that claim to be huge, texts that are deep, broken or named like what every object has; and answers of " +
    "50 MB, bombs, JSON of 200,000 levels, prototypes, half characters and bytes that are no text, on each operation. " +
    "Each is taken, or refused in clear lines; the process grows by 400 MB at most.",
  cases: (stage) => [...files, ...replies(stage)],
  // The files are tests of their own: tests/provider/files/hostile-files.test.ts.
  sample: (stage) => replies(stage).filter((_, index) => index % 31 === 0),
  attempt: (stage, name) =>
    name.startsWith("hostile file: ") ? attemptFile(name.slice("hostile file: ".length)) : attemptAnswer(stage, name),
  summary(results) {
    const { all, good } = tally(results);
    const largest = Math.ceil(Math.max(0, ...results.map(({ measured = 0 }) => measured)));
    return `hostile: ${good} of ${all}, largest ${largest} MB`;
  },
  alone: true,
};

async function attemptFile(name: string): Promise<Verdict> {
  const input = hostileInputs.find((one) => one.name === name);
  if (input === undefined) throw new Error(`there is no hostile file "${name}"`);
  const folder = await mkdtemp(join(tmpdir(), "partnercenter-hostile-"));
  try {
    const outcome = await meet(input, folder);
    const measured = outcome.megabytes;
    if (isRight(input, outcome)) return { outcome: input.says === undefined ? "taken" : "refused", measured };
    return { measured, problem: `${outcome.said.slice(0, 300) || "nothing was said"}, ${Math.ceil(measured)} MB` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function attemptAnswer(stage: Stage, name: string): Promise<Verdict> {
  const [, step = "", operation = "", answer = ""] = /^hostile answer: (.*?): (.*) (\w+)$/.exec(name) ?? [];
  const scene = stage.scene(step);
  return stage.through(scene, async (relay) => {
    relay.onEach(operation, (reply) => answers[answer]?.(reply));
    if (answer === "unpacksTo500MB") bomb();
    const before = process.resourceUsage().maxRSS;
    const error = await stage.errorOf(scene);
    const measured = (process.resourceUsage().maxRSS - before) / 1024;
    const isPolluted = "polluted" in {};
    const vague = error === undefined ? undefined : unclear(error, ...stage.titlesOf(scene));
    const problem = isPolluted ? "every object has been changed" : measured > most ? `${measured} MB` : vague;
    return { measured, problem, outcome: error === undefined ? "taken" : "refused" };
  });
}
