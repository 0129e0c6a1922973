/**
 * Campaign `engine deaths`: the real Pulumi engine, or the provider process that it has started, is killed at one API
 * request on the way of an offer, its package and its plan to a draft and back, or of a draft to the live offer; then
 * `pulumi cancel` where the engine was killed, and the same again.
 */
import { type Campaign, shuffled, tally } from "./campaign.js";
import { DraftingPath, type DraftingWay } from "./drafting-path.js";
import { PublishingPath } from "./publishing-path.js";
import type { Victim } from "./struck-engine.js";

/** Each for all cases of a process: what it takes a minute to prepare. */
const prepared: { drafts?: Promise<DraftingPath>; publishing?: Promise<PublishingPath> } = {};

/** By path, more requests than any has. */
const paths: Readonly<Record<string, number>> = {
  create: 40,
  update: 40,
  "draft create": 48,
  "draft update": 26,
  "draft replace": 48,
  "draft destroy": 10,
};

function kill(path: string, point: number, victim: Victim) {
  const [, way] = /^draft (\w+)$/.exec(path) ?? [];
  if (way !== undefined) {
    prepared.drafts ??= DraftingPath.prepare();
    return prepared.drafts.then((drafts) => drafts.killAt(point, victim, way as DraftingWay));
  }
  prepared.publishing ??= PublishingPath.prepare();
  return prepared.publishing.then((publishing) => publishing.killAt(point, victim, path === "update"));
}

export const engineDeaths: Campaign = {
  key: "engine deaths",
  alone: true,
  minutes: 12,
  about:
    "The real Pulumi engine, or the provider process that it has started, is killed at one API request: between a " +
    "draft and the live offer, for a first publication and for another; and while an offer, its package and its plan " +
    "are made, changed in everything at once, replaced or destroyed. Then `pulumi cancel` where the engine was killed, " +
    "and the same command again; of drafts with a program whose texts and package were corrected. The end must be the " +
    "same: live, with exactly one submission and one promotion for the content, and known to the stack; or one offer, " +
    "package and plan that are as the last program says; or nothing. Linux only; in the time that it is given, by chance.",
  cases() {
    if (process.platform !== "linux") return [];
    const all = ["engine", "provider"].flatMap((victim) =>
      Object.entries(paths).flatMap(([path, requests]) =>
        Array.from({ length: requests }, (_, index) => `engine deaths ${victim}, ${path}, request ${index + 1}`),
      ),
    );
    return shuffled(all);
  },
  // The engine tests kill it once (`tests/engine/interrupted.test.ts`).
  sample: () => [],
  attempt(_, name) {
    const [, victim, path = "", point] = /^engine deaths (\w+), ([a-z ]+), request (\d+)$/.exec(name) ?? [];
    return kill(path, Number(point), victim as Victim);
  },
  async end() {
    await (await prepared.drafts)?.end();
    await (await prepared.publishing)?.end();
  },
  summary(results) {
    const killed = results.filter(({ outcome }) => outcome === "killed");
    return `engine deaths: ${killed.length} kills (${results.length - killed.length} ended before): ${tally(killed).good} of ${killed.length} converged`;
  },
};
