// How a program with many plans grows: requests, time, memory and state, beside as many dynamic resources of Pulumi that
// do nothing and have the same inputs, ids of an offer among them. The first column of what a resource costs is ours, the
// second is the engine's.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PulumiCli } from "../pulumi/cli.js";
import type { Place } from "./place.js";
import { Service } from "./service.js";
import { type Deployment, partsOf } from "./state-parts.js";
import { pulumiIn, type Used } from "./tools.js";

/** What a program with so many plans, at most 100 in an offer, came to. */
export interface Scaled {
  readonly tool: "ours" | "empty";
  readonly plans: number;
  readonly resources: number;
  /** Of the creation, and of a refresh. */
  readonly requests: number;
  readonly refreshRequests: number;
  readonly create: Used;
  /** Once more, with nothing changed. */
  readonly again: Used;
  /** Of the state, by resource: of these resources alone, as JSON without spaces. */
  readonly stateBytes: number;
  /** The same by what they are. */
  readonly stateParts: Readonly<Record<string, number>>;
}

const plansOfOffer = 100;

const inputs = `
const plans = Number(process.env.BENCH_PLANS);
const offerArgs = (index) => ({
  offerId: "scale-" + plans + "-" + index, alias: "Scale " + index, type: "AzureApplication",
  listing: { title: "Contoso " + index, summary: "In short", description: "<p>At length</p>" },
});
const planArgs = (offer, index) => ({
  offer, planId: "plan-" + index, planType: "managed-application", name: "Plan " + index,
  listing: { title: "Plan " + index, summary: "In short", description: "At length" },
  availability: { visibility: "Public", markets: ["US", "CA"], monthlyPrice: index },
});
const declare = (Offer, Plan) => {
  for (let first = 0; first < plans; first += ${plansOfOffer}) {
    const offer = new Offer("offer-" + first, offerArgs(first));
    const here = Math.min(${plansOfOffer}, plans - first);
    for (let index = 0; index < here; index++) new Plan("plan-" + first + "-" + index, planArgs(offer, index));
  }
};
`;

const programs = {
  ours: `${inputs}
const { Offer, Plan } = require("pulumi-partnercenter");
declare(Offer, Plan);
`,
  empty: `${inputs}
const { dynamic } = require("@pulumi/pulumi");
const provider = { create: async (inputs) => ({ id: crypto.randomUUID(), outs: inputs }) };
class Offer extends dynamic.Resource {
  constructor(name, args) { super(provider, name, args); }
}
class Plan extends dynamic.Resource {
  constructor(name, { offer, ...args }) { super(provider, name, { ...args, offer: offer.id }); }
}
declare(Offer, Plan);
`,
} as const;

/** Measures a program of each size by each of the two. */
export async function measureScale(place: Place, cli: PulumiCli, sizes: readonly number[]): Promise<Scaled[]> {
  const service = await Service.start(place.root, "none", place.starting);
  const all: Scaled[] = [];
  for (const plans of sizes) {
    for (const tool of ["empty", "ours"] as const) {
      const one = await measureSize(place, cli, service, tool, plans);
      all.push(one);
      console.log(
        `scale ${tool.padEnd(5)} ${String(plans).padStart(5)} plans: up ${one.create.wall.toFixed(1)} s, again ` +
          `${one.again.wall.toFixed(1)} s, ${one.requests} requests, refresh ${one.refreshRequests}, ` +
          `${one.create.megabytes.toFixed(0)} MB, ${one.stateBytes} bytes a resource`,
      );
    }
  }
  return all;
}

async function measureSize(
  place: Place,
  cli: PulumiCli,
  service: Service,
  tool: keyof typeof programs,
  plans: number,
): Promise<Scaled> {
  const cwd = join(place.folder, `scale-${tool}-${plans}`);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: scale\nruntime: { name: nodejs, options: { typescript: false } }\n");
  writeFileSync(join(cwd, "package.json"), "{}");
  writeFileSync(join(cwd, "index.js"), programs[tool]);
  symlinkSync(join(place.root, "node_modules"), join(cwd, "node_modules"));
  const add = { BENCH_PLANS: String(plans) };
  const pulumi = await pulumiIn(place, cli, { cwd, emulator: service.emulator, add });
  let create: Used | undefined;
  const creating = await service.during(async () => {
    create = await pulumi(["up", "--yes", "--skip-preview"]);
  });
  const again = await pulumi(["up", "--yes", "--skip-preview"]);
  const refreshing = await service.during(() => pulumi(["refresh", "--yes", "--skip-preview"]));
  const file = join(cwd, "state.json");
  await pulumi(["stack", "export", "--file", file]);
  const { deployment } = JSON.parse(readFileSync(file, "utf8")) as Deployment;
  const own = deployment.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
  return {
    tool,
    plans,
    resources: own.length,
    requests: creating.length,
    refreshRequests: refreshing.length,
    create: create as Used,
    again,
    stateBytes: Math.round(JSON.stringify(own).length / own.length),
    stateParts: partsOf(own),
  };
}

/** The exponent with which a figure grows from one size to another: 1 is linear. */
export function exponent(smaller: { n: number; figure: number }, larger: { n: number; figure: number }): number {
  return Math.log(larger.figure / smaller.figure) / Math.log(larger.n / smaller.n);
}
