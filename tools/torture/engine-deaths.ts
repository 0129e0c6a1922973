/**
 * Campaign `engine deaths`: the real Pulumi engine, or the provider process that it has started, is killed at one API
 * request between a draft and the live offer; then `pulumi cancel` where the engine was killed, and `pulumi up` again.
 */
import { type Campaign, shuffled, tally } from "./campaign.js";
import { Path, type Victim } from "./publishing-path.js";

/** One for all cases of a process: what it takes a minute to prepare. */
let preparing: Promise<Path> | undefined;
let stacks = 0;

/** More than any path has. */
const mostRequests = 40;

export const engineDeaths: Campaign = {
  key: "engine deaths",
  alone: true,
  minutes: 12,
  about:
    "The real Pulumi engine, or the provider process that it has started, is killed at one API request between a " +
    "draft and the live offer, for a first publication and for another; then `pulumi cancel` where the engine was " +
    "killed, and `pulumi up` again. The end must be the same: live, with exactly one submission and one promotion for " +
    "the content, and known to the stack. Linux only; in the time that it is given, by chance.",
  cases() {
    if (process.platform !== "linux") return [];
    const all = ["engine", "provider"].flatMap((victim) =>
      ["create", "update"].flatMap((path) =>
        Array.from({ length: mostRequests }, (_, index) => `engine deaths ${victim}, ${path}, request ${index + 1}`),
      ),
    );
    return shuffled(all);
  },
  // The engine tests kill it once (`tests/engine/interrupted.test.ts`).
  sample: () => [],
  async attempt(_, name) {
    const [, victim, path, point] = /^engine deaths (\w+), (\w+), request (\d+)$/.exec(name) ?? [];
    preparing ??= Path.prepare();
    const prepared = await preparing;
    stacks += 1;
    const stack = path === "update" ? "published" : await prepared.newStack(`stack-${process.pid}-${stacks}`);
    return prepared.killAt(Number(point), victim as Victim, stack);
  },
  async end() {
    await (await preparing)?.end();
  },
  summary(results) {
    const killed = results.filter(({ outcome }) => outcome === "killed");
    return `engine deaths: ${killed.length} kills (${results.length - killed.length} ended before): ${tally(killed).good} of ${killed.length} converged`;
  },
};
