/** Campaign `two engines`: two stacks, each with a provider process of its own, do the same step at the same moment. */
import { isObject, type Properties, setPath } from "../../provider/values/properties.js";
import { type Campaign, randomFrom, tally, type Verdict } from "./campaign.js";
import { members, nobody } from "./cast.js";
import { unclear } from "./clarity.js";
import type { Scene, Stage } from "./stage.js";
import { type End, employ } from "./victims.js";

const rounds = 120;
/** Of `npm test`. */
const sampled = 13;

const steps = [
  "create live offer",
  "create live package",
  "create live plan",
  "create live submission",
  "create live release",
  "update live offer",
  "replace live package",
  "update live plan",
  "update live submission",
  "update live release",
  "update draft offer",
  "update draft plan",
  "replace draft plan",
];
/** A text in which the second program differs from the first, in every other round. */
const texts: Readonly<Record<string, string>> = {
  "create live offer": "listing.summary",
  "create live plan": "listing.summary",
  "update live offer": "listing.summary",
  "update live plan": "listing.summary",
  "update draft offer": "listing.summary",
};

/** Two packages stay, one of each stack; of a picture or a submission the next `up` leaves one. */
const onceOnly = "two at the same moment find nothing there and make it both: the API has no way to make it only once";

export const engines: Campaign = {
  key: "two engines",
  about:
    "Two provider processes, of two stacks, create or update the same resource at the same moment, with pauses by " +
    "chance; in some rounds their programs differ in a text, and one of them has to fail. Whoever fails is told so in " +
    "one clear line. Then one of them refreshes and runs again: nothing may be left twice, and nothing half done.",
  cases: () => named(rounds),
  sample: () => named(sampled),
  attempt(stage, name) {
    const [, round, step = ""] = /^two engines round (\d+): (.*)$/.exec(name) ?? [];
    return attempt(stage, stage.scene(step), Number(round));
  },
  summary(results) {
    const { all, good, excused } = tally(results);
    const of = (what: string) => results.filter(({ outcome }) => outcome === what).length;
    const ways = `${of("both ended well")} both ended well, ${of("one was refused")} one was refused, ${of("both were refused")} both were refused`;
    return `two engines: ${all} rounds: ${good} good (${ways}; ${excused} made something twice, as the API allows)`;
  },
};

/** Such as `two engines round 1: create live offer`; each step in turn. */
function named(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `two engines round ${index + 1}: ${steps[index % steps.length]}`);
}

async function attempt(stage: Stage, scene: Scene, round: number): Promise<Verdict> {
  const random = randomFrom(round);
  stage.begin(scene);
  const { world, cast } = stage;
  const rules = scene.step.rules ?? [];
  world.faults(...rules, {
    operation: "*",
    probability: 0.4,
    seed: round,
    effect: { delayMilliseconds: 5 + random() * 40 },
  });
  const text = random() < 0.5 ? texts[scene.step.name] : undefined;
  const second = text === undefined ? scene.program : changed(scene.program, text);
  const programs = [scene.program, { ...second, __stack: "of the second" }] as const;
  const ends = await Promise.all(programs.map((program) => run(stage, scene, program)));
  world.faults(...rules);
  const errors = ends.flatMap(({ error }) => error ?? []);
  const vague = errors.flatMap((error) => unclear(new Error(error), ...stage.titlesOf(scene)) ?? []);
  const twice = doubled(await world.products(), scene.left);
  const isSilent = text !== undefined && errors.length === 0 && !twice;
  const silent = isSilent ? [`${text} was overwritten without a word`] : [];
  // The first of those that ended well looks again, and brings about what its program says.
  const winner = ends.find(({ error }) => error === undefined) ?? ends[0];
  cast.put(scene.step.who, winner?.stored ?? nobody);
  const again = cast.get(scene.step.who);
  if (again.id !== undefined) await again.refresh();
  await again.up(scene.program);
  const found = await stage.problems(scene);
  const ofEach = scene.step.who.endsWith("package") && found.every((line) => /\.packages has \d/.test(line));
  if (ofEach && found.length > 0) return { outcome: "both ended well", excused: onceOnly };
  const problems = [...silent, ...vague, ...found];
  const outcome = ["both ended well", "one was refused", "both were refused"][errors.length];
  if (problems.length === 0) return { outcome, excused: twice ? onceOnly : undefined };
  return { outcome, problem: `${scene.step.name}: ${problems.join("; ")} (${errors.join("; ") || "no errors"})` };
}

async function run(stage: Stage, { step, cast }: Scene, program: Properties): Promise<End> {
  const order = { kind: members[step.who], stored: cast[step.who], act: step.act, program };
  const victim = await employ({ ...order, environment: stage.world.environment() });
  return victim.end;
}

function changed(program: Properties, path: string): Properties {
  const copy = structuredClone(program);
  setPath(copy, path, "In the words of the second");
  return copy;
}

/** Whether any list of the service is longer than one engine alone would have made it. */
function doubled(products: unknown, left: unknown): boolean {
  return things(products) > things(left);
}

/** How many objects there are, at any depth. */
function things(value: unknown): number {
  if (Array.isArray(value))
    return value.reduce((sum: number, inner) => sum + things(inner) + (isObject(inner) ? 1 : 0), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + things(inner), 0);
}
