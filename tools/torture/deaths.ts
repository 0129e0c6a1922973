/** Campaign `deaths`: `kill -9` of the provider process at each request of each step, and then the next run. */
import { type Campaign, randomFrom, shuffled, tally, type Verdict } from "./campaign.js";
import { members } from "./cast.js";
import type { Scene, Stage } from "./stage.js";
import { employ } from "./victims.js";

/** Before the request reaches the service, or after its work was done, with the answer lost. */
const moments = ["before", "after"] as const;
type Moment = (typeof moments)[number];

/** Kills of `npm test`. */
const sampled = 24;

/** A read does nothing, so that before and after it are the same. */
function momentsOf(call: string): readonly Moment[] {
  return call.startsWith("GET ") || call.includes("/oauth2/") ? ["before"] : moments;
}

/** Of a step, the requests at which it is killed; those that run side by side change places from run to run. */
function casesOf({ step, calls }: Scene): string[] {
  const writes = calls.filter((call) => momentsOf(call).length > 1).length;
  if (step.act === "refresh" || writes === 0) return [];
  const named = (when: Moment) => calls.map((_, index) => `deaths ${step.name}: ${when} request ${index + 1}`);
  return [...named("before"), ...named("after")];
}

export const deaths: Campaign = {
  key: "deaths",
  about:
    "The provider process, a real one, is killed (`kill -9`) at one request of a step: before it reaches the service, " +
    "or when its work is done and the answer is lost. What the engine has stored until then is kept: nothing of a " +
    "creation under way, the old state of an update. Then the step is run again. It must succeed, and the service must " +
    "be as if nothing had happened.",
  cases: (stage) => shuffled(stage.scenes.flatMap(casesOf)),
  sample(stage) {
    const random = randomFrom(1);
    const all = stage.scenes.flatMap(casesOf);
    // Of each kind of step at least one: of every step, one at a time, until there are enough.
    const steps = Object.values(Object.groupBy(all, (name) => /^deaths (.*?):/.exec(name)?.[1] ?? ""));
    return steps.flatMap((names = []) => names[Math.floor(random() * names.length)] ?? []).slice(0, sampled);
  },
  attempt(stage, name) {
    const [, step = "", when, number] = /^deaths (.*): (before|after) request (\d+)$/.exec(name) ?? [];
    return attempt(stage, stage.scene(step), when as Moment, Number(number));
  },
  summary(results) {
    const { all, good } = tally(results);
    const kills = results.filter(({ outcome }) => outcome === "killed");
    const steps = new Set(results.map(({ name }) => /^deaths (.*?):/.exec(name)?.[1]));
    const what = `${steps.size} steps of all kinds, ${all - kills.length} ended before`;
    return `deaths: ${kills.length} kills (${what}): ${kills.filter(({ problem }) => problem === undefined).length} of ${kills.length} converged${good === all ? "" : `, ${all - good} bad`}`;
  },
};

async function attempt(stage: Stage, scene: Scene, when: Moment, number: number): Promise<Verdict> {
  stage.begin(scene);
  const { world, cast } = stage;
  const { who, act, rules = [] } = scene.step;
  const order = { kind: members[who], stored: scene.cast[who], act, program: scene.program };
  // The first rule that a call meets decides: what the step itself wants holds at this request, too.
  const effect = Object.assign({}, ...rules.map((rule) => rule.effect), { hang: when });
  world.faults({ operation: "*", nth: number, effect }, ...rules);
  const victim = await employ({ ...order, environment: world.environment() });
  world.onHang = () => victim.kill();
  const { stored, wasKilled, error } = await victim.end;
  world.faults(...rules);
  if (error !== undefined) return { problem: `it failed before it was killed: ${error}` };
  cast.put(who, stored);
  if (wasKilled) await stage.perform(scene, scene.program);
  const problems = await stage.problems(scene);
  const outcome = wasKilled ? "killed" : "ended before";
  return problems.length === 0 ? { outcome } : { outcome, problem: problems.join("; ") };
}
