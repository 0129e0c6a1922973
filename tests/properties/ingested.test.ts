/**
 * Offers and plans of virtual machines, containers and SaaS, whatever a program sets: what was made is as it was wanted, an edit posts the one
 * resource that holds it, and what a colleague has changed beside it survives.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Kind } from "../../provider/engine/kind.js";
import { type Compared, valueIn } from "../../provider/fields/compared.js";
import { canonical, isManaged } from "../../provider/fields/field.js";
import { containerOffer, containerOfferPages } from "../../provider/kinds/container/offer.js";
import { containerPlan, containerPlanPages } from "../../provider/kinds/container/plan.js";
import { saasOffer, saasOfferPages } from "../../provider/kinds/saas/offer.js";
import { saasPlan, saasPlanPages } from "../../provider/kinds/saas/plan.js";
import { virtualMachineOffer, virtualMachineOfferPages } from "../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan, virtualMachinePlanPages } from "../../provider/kinds/virtual-machine/plan.js";
import type { ResourcePage } from "../../provider/tree-pages/resource-page.js";
import type { TreePage } from "../../provider/tree-pages/tree-page.js";
import { type Properties, same, setPath } from "../../provider/values/properties.js";
import { IngestionRuns } from "../provider/ingestion-runs.js";
import { OtherTool } from "../provider/machine-offer.js";
import { guids } from "../provider/programs.js";
import { workbench } from "../provider/workbench.js";
import { edit } from "./edits.js";
import { randomContainerOffer, randomContainerPlan, randomSaasOffer, randomSaasPlan } from "./random-ingested.js";
import { randomMachineOffer, randomMachinePlan } from "./random-machines.js";
import { accepted } from "./random-programs.js";
import { holdsFor, seeds } from "./seeds.js";

interface Subject {
  readonly kind: Kind;
  /** Of a plan: the type of its offer. */
  readonly offerType?: string;
  readonly pages: readonly TreePage[];
  readonly programs: fc.Arbitrary<Properties>;
}

const subjects: readonly (readonly [name: string, subject: Subject])[] = [
  [
    "an offer of virtual machines",
    { kind: virtualMachineOffer, pages: virtualMachineOfferPages.list, programs: randomMachineOffer() },
  ],
  [
    "a plan of virtual machines",
    {
      kind: virtualMachinePlan,
      offerType: "azureVirtualMachine",
      pages: virtualMachinePlanPages.list,
      programs: randomMachinePlan(),
    },
  ],
  [
    "an offer of containers",
    { kind: containerOffer, pages: containerOfferPages.list, programs: randomContainerOffer() },
  ],
  [
    "a plan of containers",
    {
      kind: containerPlan,
      offerType: "azureContainer",
      pages: containerPlanPages.list,
      programs: randomContainerPlan(),
    },
  ],
  ["an offer of SaaS", { kind: saasOffer, pages: saasOfferPages.list, programs: randomSaasOffer() }],
  [
    "a plan of SaaS",
    { kind: saasPlan, offerType: "softwareAsAService", pages: saasPlanPages.list, programs: randomSaasPlan() },
  ],
];

/** What is kept as several resources: a change of it may take several. */
const several = /^listing\.(screenshots|videos|documents)$/;

const isOneResource = (page: TreePage): page is ResourcePage => "fields" in page;

for (const [name, { kind, offerType, pages, programs }] of subjects) {
  describe(name, function () {
    this.timeout(600_000);
    const bench = workbench({ speed: 0 });
    let runs: IngestionRuns;
    let count = 0;
    before(async () => {
      runs = await IngestionRuns.of(bench, guids.tenant);
    });

    /** Random programs made ones of the same, new object. */
    const ofOne = async (...random: readonly Properties[]): Promise<{ offerId: string; all: Properties[] }> => {
      const offerId = `random-${++count}`;
      if (offerType === undefined) return { offerId, all: random.map((program) => ({ ...program, offerId })) };
      const owner = await OtherTool.makeProduct(bench.emulator, offerId, offerType, guids.tenant);
      if (kind !== virtualMachinePlan) await owner.addMeters("shards", "calls");
      return { offerId, all: random.map((program) => ({ ...program, offer: offerId })) };
    };
    const posts = () =>
      bench.emulator.requests().filter(({ method, path }) => method === "POST" && /configure/.test(path));

    it("is as it was wanted: a refresh finds nothing, and taking over would overwrite nothing", async () => {
      await holdsFor(seeds(1, 200, 12), programs, async (random) => {
        const { all } = await ofOne(random);
        const declared = runs.declared(kind);
        const program = await accepted(declared, all[0] as Properties);
        await declared.up(program);
        assert.equal(await declared.refresh(), true);
        assert.equal((await declared.diff(program)).changes, false);
        assert.deepEqual(await bench.calls(() => declared.up(program)), []);
        const taking = runs.declared(kind);
        // What the service conceals is no evidence of anything.
        const { leads: _, ...shown } = program;
        const writes = await bench.writes(() => taking.up({ ...shown, adopt: "unchanged" }));
        assert.deepEqual(writes, []);
      });
    });

    it("posts the one resource that an edit is in, and leaves a colleague's work in it alone", async () => {
      let [edited, survived] = [0, 0];
      const tried = seeds(1, 200, 12);
      const values = fc.tuple(programs, programs, programs, fc.nat(1_000));
      await holdsFor(tried, values, async ([one, two, three, start]) => {
        const { offerId, all } = await ofOne(one, two, three);
        const [random, other, theirs] = all as [Properties, Properties, Properties];
        const declared = runs.declared(kind);
        const program = await accepted(declared, random);
        const places: readonly Compared[] = pages.flatMap(({ compared }) => compared);
        const change = await edit(declared, program, other, places, start);
        fc.pre(change !== undefined);
        if (change === undefined) return;
        await declared.up(program);
        const page = pages.find(({ compared }) => compared.includes(change.where));
        const colleague = await OtherTool.of(bench.emulator, offerId, guids.tenant);
        const left = isOneResource(page as TreePage)
          ? await editedByColleague(page as ResourcePage, colleague, [program, change.program], theirs)
          : [];
        const before = posts().length;
        await declared.up(change.program);
        const [sent, ...others] = posts().slice(before);
        assert.deepEqual(others, []);
        if (sent !== undefined) edited++;
        if (sent !== undefined && !several.test(change.where.path)) {
          assert.equal(sent.resources, 1, change.where.path);
        }
        if (left.length > 0) {
          survived++;
          const after = await colleague.resource((page as ResourcePage).type as string);
          for (const { field, value } of left) assert.deepEqual(canonical(field, field.read(after)), value, field.path);
        }
        await declared.refresh();
        assert.equal((await declared.diff(change.program)).changes, false, change.where.path);
      });
      if (tried.length >= 10) assert.ok(edited > tried.length * 0.5, `only ${edited} of ${tried.length} were posted`);
      if (tried.length >= 50) assert.ok(survived > 5, `only ${survived} times a colleague had worked on it`);
    });
  });
}

/** A colleague sets what the program leaves alone. @returns What has to be there afterwards. */
async function editedByColleague(
  { type, fields }: ResourcePage,
  colleague: OtherTool,
  programs: readonly Properties[],
  theirs: Properties,
) {
  if (typeof type !== "string") return [];
  const found = (await colleague.resources()).find(({ $schema }) => String($schema).includes(`/${type}/`));
  if (found === undefined) return [];
  const managed = fields.filter((field) => programs.some((program) => isManaged(field, program)));
  const ours = (body: Properties) => managed.map((field) => canonical(field, field.read(body)));
  const taken = new Set(managed.flatMap(({ wire }) => wire));
  const body: Properties = structuredClone(found);
  const left = fields.filter(({ wire }) => !wire.some((key) => taken.has(key)));
  const set = left.flatMap((field) => {
    const value = valueIn(field, theirs);
    if (field.concealed === true || canonical(field, value) === undefined) return [];
    const next = structuredClone(body);
    field.write(next, structuredClone(value), { name: "theirs" });
    if (!same(ours(next), ours(body))) return [];
    for (const key of field.wire) setPath(body, key, next[key]);
    return [field];
  });
  if (set.length === 0) return [];
  await colleague.write(body);
  return set.map((field) => ({ field, value: canonical(field, field.read(body)) }));
}
