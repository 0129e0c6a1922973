/**
 * Campaign `interleavings`: a colleague works on the same offer between any two of our requests, or between the preview
 * and the `up`.
 */

import type { Properties } from "../../provider/values/properties.js";
import { type Campaign, pick, randomFrom, tally, type Verdict } from "./campaign.js";
import type { Member } from "./cast.js";
import { unclear } from "./clarity.js";
import { editOf } from "./edits.js";
import { type Edit, submission } from "./further-edits.js";
import type { Scene, Stage } from "./stage.js";

const rounds = 1_000;
/** Of `npm test`. */
const sampled = 25;

/** What is looked at: updates with all kinds of pages, the ways to publish, and reading. */
const steps = [
  "update live offer",
  "update live plan",
  "update draft offer",
  "update draft plan",
  "create draft plan",
  "create second plan",
  "create live submission",
  "update live submission",
  "create draft submission",
  "update live release",
  "refresh live offer",
  "refresh live plan",
];

export const colleagues: Campaign = {
  key: "interleavings",
  about:
    "A colleague changes texts, prices, markets, audiences, the technical configuration, files, or adds a plan or a " +
    "submission, between two of our requests or between preview and `up`, chosen by a seed. What the program does not " +
    "set must still be there afterwards. What it sets is either refused, or left and shown by the next refresh; it is " +
    "never overwritten without a word. Then a refresh and another `up` must end as if the colleague had done nothing " +
    "else.",
  cases: () => Array.from({ length: rounds }, (_, index) => `interleavings seed ${index + 1}`),
  sample: () => Array.from({ length: sampled }, (_, index) => `interleavings seed ${index + 1}`),
  attempt: (stage, name) => attempt(stage, Number(name.split(" ").pop())),
  summary(results) {
    const { all, good, excused } = tally(results);
    return `interleavings: ${good} of ${all}${excused === 0 ? "" : ` (${excused} where the service has no entity tag)`}`;
  },
};

/** A colleague's edit, and the resource that has a say in it. */
interface Placed {
  readonly edit: Edit;
  readonly who: Member;
}

async function attempt(stage: Stage, seed: number): Promise<Verdict> {
  const random = randomFrom(seed);
  const scene = stage.scene(pick(random, steps));
  const place = Math.floor(random() * (scene.calls.length + 1));
  stage.begin(scene);
  const placed = editsFor(stage, scene, random);
  const problems: string[] = [];
  const error = await disturbed(stage, scene, place, placed);
  const vague = error === undefined ? undefined : unclear(error, ...stage.titlesOf(scene));
  if (vague !== undefined) problems.push(vague);
  const kept: Placed[] = [];
  let excused: string | undefined;
  for (const one of placed) {
    const { what, isManaged, unprotected } = one.edit;
    if (await one.edit.isThere()) kept.push(one);
    else if (unprotected !== undefined) excused = unprotected;
    else problems.push(`${what} was ${isManaged ? "overwritten without a word" : "lost"}`);
  }
  if (problems.length === 0) problems.push(...(await settled(stage, scene, placed, kept)));
  const outcome = error === undefined ? "went through" : "refused";
  if (problems.length === 0) return { outcome, excused };
  const where = `${scene.step.name}, before request ${place}: ${placed.map(({ edit }) => edit.what).join(" and ")}`;
  const said = error === undefined ? "" : ` (it said: ${error.message})`;
  return { outcome, problem: `${where}: ${problems.join("; ")}${said}` };
}

const submitted: Member = "live submission";

function isPublishing({ step }: Scene): boolean {
  return /submission|release/.test(step.who) && step.act === "up";
}

/** One or two edits, mostly of what the step itself is about. */
function editsFor(stage: Stage, scene: Scene, random: () => number): Placed[] {
  const owner = scene.step.who.startsWith("draft") ? "draft" : "live";
  const [offer, plan] = [`${owner} offer`, `${owner} plan`] as const;
  const isThere = scene.cast[plan].id !== undefined;
  const share = scene.step.who === offer ? 0 : scene.step.who === plan ? 0.8 : 0.5;
  const { colleague } = stage.world.bench;
  const one = (): Placed => {
    const who = isThere && random() < share ? plan : offer;
    const programs = [stage.programOf(who), ...(scene.step.who === who ? [scene.program] : [])];
    const desk = { colleague, productId: stage.cast.id(offer), programs, isDraft: owner === "draft" };
    if (isPublishing(scene) && owner === "live" && random() < 0.3) return { who: offer, edit: submission(desk) };
    return { who, edit: editOf(who === plan ? { ...desk, planId: stage.cast.id(plan) } : desk, random) };
  };
  const first = one();
  if (random() < 0.5) return [first];
  const second = one();
  return second.edit.what === first.edit.what ? [first] : [first, second];
}

/** Does the step; the edits come before its n-th request, or before all of it (0). @returns How it failed. */
async function disturbed(
  stage: Stage,
  scene: Scene,
  place: number,
  placed: readonly Placed[],
): Promise<Error | undefined> {
  const apply = async () => {
    for (const { edit } of placed) await edit.apply();
  };
  let applied: Promise<void> | undefined;
  if (place === 0) applied = apply();
  await applied;
  if (place > 0) {
    stage.world.faults({ operation: "*", nth: place, effect: { hang: "before" } }, ...(scene.step.rules ?? []));
    stage.world.onHang = (held) => {
      applied = apply();
      applied.catch(() => undefined).finally(() => held.goOn());
    };
  }
  const error = await stage.errorOf(scene);
  stage.world.faults(...(scene.step.rules ?? []));
  // It took fewer requests than usual.
  applied ??= apply();
  await applied;
  return error;
}

/**
 * What a person does then: refresh, which must show what was left of theirs, and `up`, which brings back ours. What the
 * program does not set must still be there; without it all is as if nobody had been there.
 */
async function settled(
  stage: Stage,
  scene: Scene,
  placed: readonly Placed[],
  kept: readonly Placed[],
): Promise<string[]> {
  const { cast } = stage;
  const problems: string[] = [];
  for (const { edit } of placed) if (edit.isInTheWay === true) await edit.undo();
  const involved = new Set([
    ...placed.map((one) => one.who),
    ...(isPublishing(scene) ? [submitted] : []),
    scene.step.who,
  ]);
  if (scene.step.who === "draft submission") involved.delete(submitted);
  const programOf = (who: Member): Properties => {
    if (who !== scene.step.who) return stage.programOf(who);
    // A submission of the colleague's has been followed by another of ours.
    return who === "live release" ? scene.step.program(cast) : scene.program;
  };
  for (const who of involved) {
    const program = programOf(who);
    const declared = cast.get(who);
    if (declared.id !== undefined) await declared.refresh();
    const theirs = kept.filter((one) => one.who === who && one.edit.isManaged).map(({ edit }) => edit.what);
    if (theirs.length > 0 && declared.id !== undefined && !(await declared.diff(program)).changes) {
      problems.push(`a refresh does not show ${theirs.join(" and ")}`);
    }
    await declared.up(program);
  }
  for (const { edit } of kept) {
    if (!edit.isManaged && edit.isInTheWay !== true && !(await edit.isThere()))
      problems.push(`${edit.what} was lost by the next up`);
    if (!edit.isManaged) await edit.undo();
  }
  if (problems.length > 0) return problems;
  // That it was taken back is noticed as well, and a submission that has seen it is followed by another.
  for (const who of involved) {
    if (cast.get(who).id !== undefined) await cast.get(who).refresh();
    await cast.get(who).up(programOf(who));
  }
  return stage.problems(scene, programOf(scene.step.who));
}
