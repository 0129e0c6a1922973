/**
 * What publication locks of offers and plans of each type: refused at the preview, with the property and what to do, but
 * never where the service has the value already.
 */
import assert from "node:assert/strict";
import type { Kind } from "../../../../provider/engine/kind.js";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../../provider/kinds/virtual-machine/plan.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { containerOfferProgram, containerPlanProgram, imagePlanProgram } from "../../container-programs.js";
import { type Declared, failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { galleryImage } from "../../machine-images.js";
import { OtherTool } from "../../machine-offer.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { perUserProgram, saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { workbench } from "../../workbench.js";

/** Values by their paths; undefined: not set. */
type Values = Readonly<Record<string, unknown>>;

interface Subject {
  readonly kind: Kind;
  readonly program: (offerId: string) => Properties;
  /** What is published with it, and is not looked at: the offer of a plan, a plan of the offer. */
  readonly beside: (offerId: string) => { readonly kind: Kind; readonly program: Properties };
}

const isPublic: Values = { "availability.visibility": "Public", "availability.privateAudience": undefined };
const isPrivate: Values = {
  "availability.visibility": "Private",
  "availability.privateAudience": { tenants: { [guids.tenant]: "Contoso" } },
};

function withValues(program: Properties, ...all: Values[]): Properties {
  const changed = structuredClone(program);
  for (const values of all) for (const [path, value] of Object.entries(values)) setPath(changed, path, value);
  return changed;
}

const isListed: Values = { "setup.sellThroughMicrosoft": false };
const described = { title: "Plan", summary: "In short", description: "<p>For all.</p>" };
const gallery = (version: string, definition?: string) => {
  const image = { galleryImage: galleryImage(version, definition), tenantId: guids.tenant };
  return { x64Gen2: image, x64Gen1: image };
};

const programs = {
  machineOffer: machineOfferProgram,
  machinePlan: (offerId: string) =>
    withValues(machinePlanProgram(offerId), isPublic, {
      "technicalConfiguration.securityTypes": undefined,
      "technicalConfiguration.deprecatedVersions": undefined,
      "technicalConfiguration.skus": { x64Gen2: "standard", x64Gen1: "standard-gen1" },
      "technicalConfiguration.images": { "1.0.0": gallery("1.0.0") },
    }),
  containerOffer: containerOfferProgram,
  containerPlan: (offerId: string) => withValues(containerPlanProgram(offerId), isPublic),
  imageOffer: (offerId: string) => withValues(containerOfferProgram(offerId), isListed),
  imagePlan: (offerId: string) =>
    withValues(imagePlanProgram(offerId), {
      listing: described,
      "setup.clouds": ["azureGlobal", "azureGovernment"],
      availability: { markets: ["US"], bringYourOwnLicense: true },
    }),
  saasOffer: saasOfferProgram,
  saasPlan: (offerId: string) =>
    withValues(saasPlanProgram(offerId), isPublic, { "setup.clouds": ["azureGlobal", "azureGovernment"] }),
  perUserPlan: (offerId: string) =>
    withValues(perUserProgram(offerId), {
      listing: { title: "Plan", description: "<p>For all.</p>" },
    }),
};

const beside = (kind: Kind, program: (offerId: string) => Properties) => (offerId: string) => ({
  kind,
  program: program(offerId),
});

const subjects = {
  "an offer of virtual machines": {
    kind: virtualMachineOffer,
    program: programs.machineOffer,
    beside: beside(virtualMachinePlan, programs.machinePlan),
  },
  "a plan of virtual machines": {
    kind: virtualMachinePlan,
    program: programs.machinePlan,
    beside: beside(virtualMachineOffer, programs.machineOffer),
  },
  "an offer of containers": {
    kind: containerOffer,
    program: programs.containerOffer,
    beside: beside(containerPlan, programs.containerPlan),
  },
  "an offer of containers that is only listed": {
    kind: containerOffer,
    program: programs.imageOffer,
    beside: beside(containerPlan, programs.imagePlan),
  },
  "a plan of containers": {
    kind: containerPlan,
    program: programs.containerPlan,
    beside: beside(containerOffer, programs.containerOffer),
  },
  "a plan of images of containers": {
    kind: containerPlan,
    program: programs.imagePlan,
    beside: beside(containerOffer, programs.imageOffer),
  },
  "an offer of SaaS": {
    kind: saasOffer,
    program: programs.saasOffer,
    beside: beside(saasPlan, programs.saasPlan),
  },
  "a plan of SaaS": {
    kind: saasPlan,
    program: programs.saasPlan,
    beside: beside(saasOffer, programs.saasOffer),
  },
  "a plan of SaaS for each user": {
    kind: saasPlan,
    program: programs.perUserPlan,
    beside: beside(saasOffer, programs.saasOffer),
  },
} satisfies Readonly<Record<string, Subject>>;

interface Row {
  readonly of: keyof typeof subjects;
  /** What is locked. */
  readonly path: string;
  /** What the program says of it, and of what goes with it. */
  readonly wanted: Values;
  /** What is to be done instead. */
  readonly way: RegExp;
  /** What it says when it is published; default: all that the subject has. */
  readonly first?: Values;
  readonly from?: "preview";
}

const anotherPlan = /declare another plan with it/;
const anotherOffer = /declare another offer/;
const person = /or let a person change it in Partner Center .*after a `pulumi refresh`, set the new price here/;
const nobody = /not even in Partner Center, .*: declare another plan with it/;
const noPrices: Values = {
  "availability.hourly": undefined,
  "availability.reservations": undefined,
  "availability.trialMonths": undefined,
};
const none: Values = { availability: undefined };

const rows: readonly Row[] = [
  ...(["an offer of virtual machines", "an offer of containers", "an offer of SaaS"] as const).map((of): Row => {
    const path = "properties.standardContract";
    const amendments = { "properties.universalAmendment": undefined, "properties.customAmendments": undefined };
    return { of, path, wanted: { [path]: false, ...amendments }, way: anotherOffer };
  }),
  ...(["an offer of containers", "an offer of SaaS"] as const).map(
    (of): Row => ({ of, path: "setup.sellThroughMicrosoft", wanted: isListed, way: anotherOffer }),
  ),
  {
    of: "an offer of containers that is only listed",
    path: "setup.sellThroughMicrosoft",
    wanted: { "setup.sellThroughMicrosoft": true },
    way: anotherOffer,
  },
  ...(["an offer of containers", "an offer of SaaS"] as const).map((of): Row => {
    const meters = { calls: { displayName: "Calls", unitOfMeasure: "per call" } };
    return { of, path: "meters", wanted: { meters }, way: /declare another meter beside it/ };
  }),
  {
    of: "an offer of SaaS",
    path: "alias",
    wanted: { alias: "Another" },
    way: /set it back to "Contoso Ledger"/,
    from: "preview",
  },
  ...(["a plan of virtual machines", "a plan of images of containers", "a plan of SaaS"] as const).map(
    (of): Row => ({
      of,
      path: "setup.clouds",
      wanted: { "setup.clouds": ["azureGlobal"] },
      way: /leave .* or declare another plan/,
    }),
  ),
  ...(
    ["a plan of virtual machines", "a plan of containers", "a plan of SaaS", "a plan of SaaS for each user"] as const
  ).map((of): Row => ({ of, path: "availability.visibility", wanted: isPrivate, way: anotherPlan })),
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    wanted: { "availability.hourly": { perCore: 0.06 } },
    way: person,
    first: { "setup.clouds": ["azureGlobal"] },
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    wanted: { "availability.hourly": { perCore: 0.06 } },
    way: nobody,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    wanted: { "availability.hourly": { flat: 1 } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: { ...noPrices, "availability.hourly": { free: true } },
    wanted: { "availability.hourly": { flat: 1 } },
    way: nobody,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: { ...noPrices, "availability.bringYourOwnLicense": true },
    wanted: { "availability.bringYourOwnLicense": undefined, "availability.hourly": { flat: 1 } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.bringYourOwnLicense",
    wanted: { ...noPrices, "availability.bringYourOwnLicense": true },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.trialMonths",
    wanted: { "availability.trialMonths": undefined },
    way: /set it back to 1, or, for virtual machines, to another number of months/,
  },
  {
    of: "a plan of SaaS for each user",
    path: "availability.trialMonths",
    wanted: { "availability.trialMonths": undefined },
    way: /set it back to 1/,
  },
  {
    of: "a plan of virtual machines",
    path: "technicalConfiguration.skus",
    wanted: { "technicalConfiguration.skus": { x64Gen2: "standard", x64Gen1: "renamed" } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "setup.technicalConfigurationOf",
    wanted: { technicalConfiguration: undefined, "setup.technicalConfigurationOf": "standard" },
    way: /declare another plan/,
  },
  {
    of: "a plan of containers",
    path: "availability.hourly",
    wanted: { "availability.hourly": { perNode: 0.2 } },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.hourlyPrices",
    wanted: {
      "availability.hourly": undefined,
      "availability.hourlyPrices": { perNode: { US: { amount: 1 }, DE: { amount: 1, currency: "EUR" } } },
    },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.meters",
    wanted: { "availability.hourly": undefined, "availability.meters": { shards: { pricePerUnit: 1 } } },
    way: anotherPlan,
  },
  {
    of: "a plan of containers",
    path: "availability.meters",
    first: { "availability.hourly": undefined, "availability.meters": { shards: { pricePerUnit: 1 } } },
    wanted: { "availability.meters": { shards: { pricePerUnit: 2 } } },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.bringYourOwnLicense",
    wanted: { "availability.hourly": undefined, "availability.bringYourOwnLicense": true },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "technicalConfiguration.kubernetes.extensionType",
    wanted: { "technicalConfiguration.kubernetes.extensionType": "Contoso.Other" },
    way: anotherPlan,
    from: "preview",
  },
  {
    of: "a plan of images of containers",
    path: "technicalConfiguration.images.repository",
    wanted: { "technicalConfiguration.images.repository": "other" },
    way: anotherPlan,
  },
  {
    of: "a plan of SaaS",
    path: "availability.flatRate",
    wanted: { "availability.flatRate": { oneMonth: { price: 59 }, oneYear: { price: 50, paidEvery: "oneMonth" } } },
    way: nobody,
  },
  {
    of: "a plan of SaaS",
    path: "availability.flatRate",
    first: { "setup.clouds": ["azureGlobal"] },
    wanted: { "availability.flatRate": { oneMonth: { price: 59 }, oneYear: { price: 50, paidEvery: "oneMonth" } } },
    way: person,
  },
  {
    of: "a plan of SaaS",
    path: "availability.meters",
    wanted: { "availability.meters": undefined },
    way: /cannot be removed, renamed or disabled: leave it/,
  },
  {
    of: "a plan of SaaS for each user",
    path: "availability.perUser",
    wanted: {
      "availability.userLimits": undefined,
      "availability.perUser": undefined,
      "availability.flatRate": { oneYear: { price: 1 } },
    },
    way: anotherOffer,
  },
  {
    of: "a plan of SaaS for each user",
    path: "availability.userLimits",
    wanted: { "availability.userLimits": { least: 1, most: 100 } },
    way: person,
  },
];

/** Published with values that only Partner Center knows: this program does not name them. */
const unmanaged: readonly (Row & { readonly first: Values; readonly theirs: Values })[] = [
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: none,
    theirs: { availability: { bringYourOwnLicense: true, markets: ["US"] } },
    wanted: { availability: { hourly: { flat: 1 } } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.bringYourOwnLicense",
    first: none,
    theirs: { availability: { bringYourOwnLicense: true, markets: ["US"] } },
    wanted: { availability: { bringYourOwnLicense: false } },
    way: anotherPlan,
  },
  {
    of: "a plan of virtual machines",
    path: "availability.hourly",
    first: none,
    theirs: { availability: { hourly: { perCore: 1 }, markets: ["US"] } },
    wanted: { availability: { hourly: { flat: 1 } } },
    way: anotherPlan,
  },
  {
    of: "a plan of containers",
    path: "availability.hourly",
    first: none,
    theirs: { availability: { bringYourOwnLicense: true, markets: ["US"] } },
    wanted: { availability: { hourly: { perPod: 1 } } },
    way: nobody,
  },
  {
    of: "a plan of containers",
    path: "availability.hourlyPrices",
    first: none,
    theirs: { availability: { hourly: { perPod: 1 }, markets: ["US"] } },
    wanted: { availability: { markets: ["US"], hourlyPrices: { perPod: { US: { amount: 1 } } } } },
    way: nobody,
  },
  {
    of: "a plan of SaaS",
    path: "availability.flatRate",
    first: none,
    theirs: { availability: { perUser: { oneYear: { price: 1 } }, markets: ["US"] } },
    wanted: { availability: { flatRate: { oneYear: { price: 1 } } } },
    way: anotherOffer,
  },
  {
    of: "a plan of SaaS",
    path: "availability.visibility",
    first: none,
    theirs: { availability: { flatRate: { oneYear: { price: 1 } }, markets: ["US"] } },
    wanted: { ...none, ...isPrivate },
    way: anotherPlan,
  },
  {
    of: "a plan of containers",
    path: "technicalConfiguration.kubernetes.extensionType",
    first: { technicalConfiguration: undefined },
    theirs: {},
    wanted: { technicalConfiguration: { kubernetes: { extensionType: "Contoso.Other" } } },
    way: anotherPlan,
  },
  {
    of: "an offer of SaaS",
    path: "setup.sellThroughMicrosoft",
    first: { setup: undefined },
    theirs: {},
    wanted: isListed,
    way: anotherOffer,
  },
];

describe("what publication locks of offers and plans of each type", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;

  before(async () => {
    runs = await IngestionRuns.of(bench, guids.tenant);
  });

  const isOffer = (kind: Kind) => kind.name.endsWith("Offer");

  /**
   * Publishes what a program says, or what another stack has made of it meanwhile.
   *
   * @param theirs What the other stack says. @returns The resource of this program, which saw nothing of that.
   */
  async function published({ of, first = {}, from }: Row, theirs?: Values): Promise<[Declared, Properties]> {
    const { kind, program, beside }: Subject = subjects[of];
    const offerId = `locked-${++count}`;
    const other = beside(offerId);
    const declared = runs.declared(kind);
    const said = withValues(program(offerId), first);
    if (isOffer(other.kind)) await runs.declared(other.kind).up(other.program);
    await declared.up(said);
    if (!isOffer(other.kind)) await runs.declared(other.kind).up(other.program);
    if (theirs !== undefined) {
      const another = runs.declared(kind);
      await another.up({ ...said, adopt: true });
      await another.up(withValues(program(offerId), theirs));
    }
    const colleague = await OtherTool.of(bench.emulator, offerId, guids.tenant);
    await colleague.publish("preview");
    if (from === undefined) await colleague.publish("live");
    return [declared, said];
  }

  /** What is said of the property. */
  async function refusal(declared: Declared, changed: Properties, path: string): Promise<string> {
    const { message } = await failure(declared.diff(changed));
    const start = message.indexOf(`${path} `);
    assert.ok(start >= 0, message);
    return message.slice(start);
  }

  for (const row of rows) {
    const { of, path, wanted, first, from, way } = row;
    const was = first === undefined ? "" : `, where it was ${JSON.stringify(first)}`;
    const since = from === undefined ? "once it is live" : "from preview on";
    const what = `${of}: ${path} does not become ${JSON.stringify(wanted)}${was} ${since}`;
    it(what, async () => {
      const [declared, said] = await published(row);
      assert.match(await refusal(declared, withValues(said, wanted), path), way);
    });

    it(`${what}, but where it is so already`, async () => {
      const [declared, said] = await published(row, { ...first, ...wanted });
      assert.equal((await declared.diff(withValues(said, wanted))).changes, true);
    });
  }

  for (const row of unmanaged) {
    const { of, path, wanted, theirs, way } = row;
    it(`${of}: ${path} does not become ${JSON.stringify(wanted)} where Partner Center has ${JSON.stringify(theirs)}`, async () => {
      const [declared, said] = await published(row, theirs);
      assert.match(await refusal(declared, withValues(said, wanted), path), way);
      await declared.diff(withValues(said, theirs));
    });
  }

  const replaced: readonly (readonly [keyof typeof subjects, key: string, value: unknown, way: RegExp])[] = [
    ["an offer of virtual machines", "offerId", "another-one", /as a resource of its own/],
    ["an offer of virtual machines", "core", true, /change offerId too/],
    ["an offer of containers", "offerId", "another-one", /as a resource of its own/],
    ["an offer of SaaS", "offerId", "another-one", /as a resource of its own/],
    ["a plan of containers", "planId", "another-one", /as a resource of its own/],
    ["a plan of SaaS", "planId", "another-one", /as a resource of its own/],
  ];
  for (const [of, key, value, way] of replaced) {
    it(`${of}: ${key} does not become ${JSON.stringify(value)}, from preview on`, async () => {
      const row: Row = { of, path: key, wanted: { [key]: value }, way, from: "preview" };
      const [declared, said] = await published({ ...row, wanted: {} });
      assert.match(await refusal(declared, withValues(said, row.wanted), key), way);
    });
  }

  it("a plan of virtual machines: a published image version keeps its images", async () => {
    const of = "a plan of virtual machines";
    const [declared, said] = await published({ of, path: "", wanted: {}, way: /./ });
    const path = "technicalConfiguration.images";
    const changed = withValues(said, { [path]: { "1.0.0": gallery("1.0.0", "another") } });
    const { message } = await failure(declared.preview({ ...changed, __preview: true }));
    assert.match(message, /technicalConfiguration\.images\["1\.0\.0"\] .*publish/);
  });

  it("a plan of virtual machines: SKUs that leave the program stay, and are no change", async () => {
    const path = "technicalConfiguration.skus";
    const of = "a plan of virtual machines";
    const [declared, said] = await published({ of, path, wanted: {}, way: /./ });
    assert.equal((await declared.diff(withValues(said, { technicalConfiguration: undefined }))).changes, true);
  });

  it("an offer of virtual machines: core is false where it is not set", async () => {
    const [declared, said] = await published({ of: "an offer of virtual machines", path: "", wanted: {}, way: /./ });
    assert.deepEqual((await declared.diff({ ...said, core: false })).replaces, []);
  });

  it("is nothing of a draft", async () => {
    for (const { of, wanted, first = {} } of rows) {
      const { kind, program, beside }: Subject = subjects[of];
      const offerId = `free-${++count}`;
      const other = beside(offerId);
      if (isOffer(other.kind)) await runs.declared(other.kind).up(other.program);
      const declared = runs.declared(kind);
      const said = withValues(program(offerId), first);
      await declared.up(said);
      assert.equal((await declared.diff(withValues(said, wanted))).changes, true);
    }
  });
});
