/**
 * Campaign `factories`: other tools work on the same offer of virtual machines between any two of our requests. They post
 * whole resources, as this API wants it, some of them out of what they had read long before.
 */
import { imageVersion, OtherTool } from "../../tests/provider/machine-offer.js";
import { type Campaign, shuffled, tally, type Verdict } from "./campaign.js";
import type { Member } from "./cast.js";
import { unclear } from "./clarity.js";
import { machineOfferId } from "./machine-story.js";
import type { Scene, Stage } from "./stage.js";

const theirs = "7.0.0";

type Version = ReturnType<typeof imageVersion>;

/** What another tool does. */
interface Deed {
  /** Whether its version is in the draft then. */
  readonly isAppended: boolean;
  /** @param stale The versions that it has read when the step began. */
  act(tool: OtherTool, stale: readonly Version[]): Promise<void>;
}

const deeds: Readonly<Record<string, Deed>> = {
  "appends a version": {
    isAppended: true,
    act: async (tool) => tool.replaceVersions(...(await versionsOf(tool)), imageVersion(theirs)),
  },
  "writes over ours": {
    isAppended: true,
    act: (tool, stale) => tool.replaceVersions(...stale, imageVersion(theirs)),
  },
  "edits the listing": {
    isAppended: false,
    async act(tool) {
      const listing = (await tool.resources()).find(({ id }) => id.startsWith("listing/"));
      await tool.write({ ...listing, title: "Theirs" });
    },
  },
  submits: { isAppended: false, act: (tool) => tool.submit() },
};

/** The steps, and the resources that are looked at afterwards. */
const steps: Readonly<Record<string, readonly Member[]>> = {
  "create machine image": ["machine image"],
  "create machine submission": ["machine image", "machine submission"],
  "create machine release": ["machine image", "machine submission", "machine release"],
  "update machine image": ["machine image"],
  "update machine submission": ["machine image", "machine submission"],
  "update machine release": ["machine image", "machine submission", "machine release"],
  "create spare image": ["machine image", "spare image"],
  "update spare image": ["machine image", "spare image"],
  "delete spare image": ["machine image"],
};

/** What the API cannot promise. */
const lost =
  "the service replaces whole resources and has no entity tag: what somebody writes between our reading and our job, " +
  "in the same resource, is lost";

async function versionsOf(tool: OtherTool): Promise<Version[]> {
  return (await tool.configuration()).vmImageVersions as Version[];
}

/** Images that somebody has published do not change: there is nothing to converge to. */
const impossible = /^factories update spare image: before request [123] another submits$/;

function casesOf(scene: Scene): string[] {
  return scene.calls.flatMap((_, index) =>
    Object.keys(deeds).map((deed) => `factories ${scene.step.name}: before request ${index + 1} another ${deed}`),
  );
}

const all = (stage: Stage) =>
  shuffled(
    Object.keys(steps)
      .flatMap((name) => casesOf(stage.scene(name)))
      .filter((name) => !impossible.test(name)),
  );

export const factories: Campaign = {
  key: "factories",
  about:
    "Another tool appends an image version to the plan, writes its list of versions over ours, edits the listing or " +
    "submits, between two of our requests. Our step succeeds or ends in one clear line. Afterwards, and after a refresh " +
    "and another `up` of all our resources, our versions are there, theirs are there unless they were written between our " +
    "reading and our job, what is live is in the draft, and nothing is left to do.",
  cases: all,
  sample: (stage) => all(stage).filter((_, index) => index % 16 === 0),
  attempt(stage, name) {
    const [, step = "", number, what = ""] = /^factories (.*): before request (\d+) another (.*)$/.exec(name) ?? [];
    const deed = deeds[what];
    if (deed === undefined) throw new Error(`no deed in "${name}"`);
    return attempt(stage, stage.scene(step), Number(number), deed);
  },
  summary(results) {
    const { all: tried, good, excused } = tally(results);
    return `factories: ${good} of ${tried}${excused === 0 ? "" : ` (${excused} where theirs was lost, as the API has it)`}`;
  },
};

async function attempt(stage: Stage, scene: Scene, number: number, deed: Deed): Promise<Verdict> {
  stage.begin(scene);
  const { world } = stage;
  const tool = await OtherTool.of(world.bench.emulator, machineOfferId);
  const stale = await versionsOf(tool);
  let done: Promise<void> | undefined;
  world.faults({ operation: "*", nth: number, effect: { hang: "before" } });
  world.onHang = (held) => {
    world.onHang = (own) => own.goOn();
    done = deed.act(tool, stale);
    done.catch(() => undefined).finally(() => held.goOn());
  };
  const error = await stage.errorOf(scene);
  world.faults();
  done ??= deed.act(tool, stale);
  await done;
  const isThere = async () => deed.isAppended && (await tool.versions()).includes(theirs);
  const isKept = await isThere();
  const vague = error === undefined ? undefined : unclear(error, ...stage.titlesOf(scene));
  const problems = [...(vague === undefined ? [] : [vague]), ...(await settled(stage, scene, error, tool))];
  if (isKept && !(await isThere())) problems.push("theirs was lost by the next up");
  const outcome = error === undefined ? "went through" : "refused";
  const said = error === undefined ? "" : ` (it said: ${error.message})`;
  if (problems.length > 0) return { outcome, problem: problems.join("; ") + said };
  return deed.isAppended && !isKept ? { outcome, excused: lost } : { outcome };
}

/** What a person does then: looks, and runs again, until nothing is left to do. */
async function settled(stage: Stage, scene: Scene, error: Error | undefined, tool: OtherTool): Promise<string[]> {
  const { cast } = stage;
  const members = steps[scene.step.name] ?? [];
  if (scene.step.act === "destroy" && error !== undefined) await stage.perform(scene, scene.program);
  const outcomes: string[] = [];
  for (const isLast of [false, true]) {
    for (const who of members) {
      const declared = cast.get(who);
      if (declared.id !== undefined) await declared.refresh();
      const program = who === scene.step.who ? scene.step.program(cast) : stage.programOf(who);
      const outcome = await declared.up(program);
      if (isLast && outcome !== "unchanged") outcomes.push(`${who} is ${outcome} by the second up`);
    }
  }
  const draft = await tool.versions();
  const isLive = members.includes("machine release");
  const live = isLive ? await tool.versions("live") : [];
  const wanted = members.filter((who) => who.endsWith("image")).map((who) => String(cast.output(who, "version")));
  const missing = [...wanted, ...live].filter((version) => !draft.includes(version));
  const unpublished = wanted.filter((version) => isLive && !live.includes(version));
  return [
    ...outcomes,
    ...missing.map((version) => `version ${version} is not in the draft`),
    ...unpublished.map((version) => `version ${version} is not live`),
  ];
}
