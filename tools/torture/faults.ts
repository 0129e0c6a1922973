/** Campaign `faults`: each effect on each operation of each step, and then what a person does: look, and run again. */
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultRule } from "pulumi-partnercenter-emulator";
import type { Properties } from "../../provider/values/properties.js";
import { Gone } from "./act.js";
import { type Campaign, tally, type Verdict } from "./campaign.js";
import { unclear } from "./clarity.js";
import { effects, lateMs, type Reaction } from "./effects.js";
import type { Scene, Stage } from "./stage.js";

interface Case {
  readonly scene: Scene;
  readonly operation: string;
  readonly effect: string;
  readonly nth: number;
}

/** What the API cannot promise. */
const tooLate =
  "the service has done what it was asked after the client had given up: what was announced twice, or written over, " +
  "stays so until the next change";
const takenOut =
  "`404` for the resource itself can only mean that it is gone: a refresh takes it out of the state, and `adopt: true` " +
  "takes it back";

const believed =
  "`404` for a deletion means that the object is gone, `409` and `412` for a package or a submission that it is in " +
  "use, which is said and accepted: of an answer that is not true nobody can tell";

function isBelieved({ operation, effect }: Case): boolean {
  return operation.startsWith("DELETE ") && /^status(404|404Empty|409|412)$/.test(effect);
}

/** The program that takes back what is there. */
function adopting({ step, program }: Scene): Properties {
  return /offer|plan/.test(step.who) ? { ...program, adopt: true } : program;
}

/** Such as `faults create live offer: PUT /products/{productId}/setup #1 resetAfter`. */
function nameOf({ scene, operation, effect, nth }: Case): string {
  return `faults ${scene.step.name}: ${operation} #${nth} ${effect}`;
}

function parsed(stage: Stage, name: string): Case {
  const [, step = "", operation = "", nth = "", effect = ""] = /^faults (.*?): (.*) #(\d+) (\w+)$/.exec(name) ?? [];
  if (effects[effect] === undefined) throw new Error(`no effect in "${name}"`);
  return { scene: stage.scene(step), operation, effect, nth: Number(nth) };
}

/** The first call of each operation, and of those with several the last. */
function callsOf({ calls }: Scene, nths: "first" | "last"): [string, number][] {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
  return nths === "first" ? [...counts.keys()].map((call) => [call, 1]) : [...counts].filter(([, count]) => count > 1);
}

/** Each effect on each operation, each time in another step; then what may leave something half done, in all. */
function all(stage: Stage): Case[] {
  const possible = (nths: "first" | "last") =>
    stage.scenes.flatMap((scene) =>
      callsOf(scene, nths).flatMap(([operation, nth]) =>
        Object.keys(effects)
          .filter((effect) => effects[effect]?.on(operation) && !isRuled(scene, operation))
          .map((effect) => ({ scene, operation, effect, nth })),
      ),
    );
  const first = possible("first");
  const pairs = Object.values(Object.groupBy(first, ({ operation, effect }) => `${operation} ${effect}`));
  const once = pairs.flatMap((choice = [], index) => choice[index % choice.length] ?? []);
  const rest = [...first.filter((one) => !once.includes(one)), ...possible("last")];
  return [...once, ...rest.filter(({ operation, effect }) => isHalfDone(operation, effect))];
}

/** Whether the step itself says already what the service does with this call. */
function isRuled({ step }: Scene, operation: string): boolean {
  return step.rules?.some((rule) => rule.operation === operation) === true;
}

function isHalfDone(operation: string, effect: string): boolean {
  if (operation.startsWith("GET ")) return ["status400", "staleBranches"].includes(effect);
  return ["status400", "status412", "status500After", "resetAfter", "hangAfter", "addressExpired"].includes(effect);
}

/** Each operation and each effect once, spread over the steps. */
function sampled(cases: readonly Case[]): Case[] {
  const operations = new Set<string>();
  const seen = new Set<string>();
  const names = Object.keys(effects);
  const chosen: Case[] = [];
  for (const { operation } of cases) {
    if (operations.has(operation)) continue;
    const own = cases.filter((one) => one.operation === operation && one.nth === 1);
    // The effect that was tried least is next.
    const fresh = own.filter(({ effect }) => !seen.has(effect));
    const [one] =
      fresh.length > 0 ? fresh.slice(operations.size % fresh.length) : own.slice(chosen.length % own.length);
    operations.add(operation);
    if (one !== undefined) {
      seen.add(one.effect);
      chosen.push(one);
    }
  }
  const missing = names.filter((name) => !seen.has(name));
  return [...chosen, ...missing.flatMap((name) => cases.find(({ effect }) => effect === name) ?? [])];
}

export const faults: Campaign = {
  key: "faults",
  about:
    "One effect on the first call of one operation in one step (and on its last call, for the effects that leave " +
    "something half done). The step either succeeds all the same or ends in one clear line; then it is run again, " +
    "undisturbed. It must succeed, and the service must be as if nothing had happened.",
  cases: (stage) => all(stage).map(nameOf),
  sample: (stage) => sampled(all(stage)).map(nameOf),
  async attempt(stage, name) {
    const one = parsed(stage, name);
    const verdict = await attempt(stage, one);
    return verdict.problem !== undefined && isBelieved(one) ? { outcome: verdict.outcome, excused: believed } : verdict;
  },
  summary(results) {
    const { all: tried, good } = tally(results);
    const operations = new Set(results.map(({ name }) => /: (.*) #/.exec(name)?.[1]));
    const kinds = new Set(results.map(({ name }) => name.split(" ").pop()));
    return `faults: ${operations.size} operations × ${kinds.size} effects: ${good} of ${tried} converged`;
  },
};

async function attempt(stage: Stage, { scene, operation, effect, nth }: Case): Promise<Verdict> {
  const rule: FaultRule = { operation, nth, effect: effects[effect]?.effect ?? {} };
  stage.begin(scene);
  const own = scene.step.rules ?? [];
  stage.world.faults(rule, ...own);
  // A call that hangs gets no answer here.
  stage.world.onHang = () => {};
  stage.world.isHurried = effects[effect]?.isSlow === true;
  const first = await stage.errorOf(scene);
  // Whoever looks now looks when all is over.
  if (effect === "late") await sleep(lateMs);
  stage.world.faults(...own);
  if (first === undefined) {
    const problems = await stage.problems(scene);
    if (effect === "late" && problems.length > 0) return { outcome: "went through", excused: tooLate };
    return problemOf(problems, "went through");
  }
  const vague = unclear(first, ...stage.titlesOf(scene));
  const said = first.message;
  let program = scene.program;
  if (first instanceof Gone) {
    await stage.perform({ ...scene, step: { ...scene.step, act: "up" } }, adopting(scene));
    const problems = await stage.problems(scene);
    return { ...problemOf(problems, "taken out of the state, and taken back"), excused: takenOut };
  }
  try {
    program = await react(stage, scene, effects[effect]?.reaction);
  } catch (error) {
    return { problem: `the second run failed: ${(error as Error).message} (the first: ${said})` };
  }
  const problems = await stage.problems(scene, program);
  return problemOf(vague === undefined ? problems : [vague, ...problems], "run again", said);
}

/** Runs again; if that is not enough, after what the message has advised. @returns What the program says then. */
async function react(stage: Stage, scene: Scene, reaction: Reaction | undefined): Promise<Properties> {
  const again = async (program = scene.program) => {
    await stage.perform(scene, program);
    return program;
  };
  if (reaction === undefined) return again();
  const { cast, world } = stage;
  if (reaction === "cancel") {
    const [productId, submissionId] = [scene.program.offer, cast.output(scene.step.who, "submissionId")];
    await world.bench.colleague.call("DELETE", `/products/${productId}/submissions/${submissionId}`);
    return again();
  }
  const submission = cast.get("live submission");
  await submission.refresh();
  await submission.up(stage.programOf("live submission"));
  return again(scene.step.program(cast));
}

function problemOf(problems: readonly string[], outcome: string, said?: string): Verdict {
  if (problems.length === 0) return { outcome };
  return { outcome, problem: problems.join("; ") + (said === undefined ? "" : ` (the first run: ${said})`) };
}
