/**
 * What publication locks is refused at preview, with the time since when; and the service is asked only when it
 * matters.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind } from "../../../provider/engine/kind.js";
import type { Lock } from "../../../provider/fields/compared.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { release } from "../../../provider/kinds/publishing/release.js";
import { publicationLocks } from "../../../provider/kinds/shared/publication-locks.js";
import { publicationOf } from "../../../provider/pages/publication.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { unknownMarker } from "../../../provider/values/unknown.js";
import { type Declared, failure } from "../declared.js";
import { guids } from "../programs.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

const since = /\(published since \d{4}-\d\d-\d\dT[\d:.]+Z\)$/;

describe("what publication locks", () => {
  const bench = workbench();
  let published: WholeProgram;
  let draft: WholeProgram;

  before(async () => {
    published = await make("locked");
    await bench.declared(release).up(published.release(await published.submit()));
    draft = await make("not-locked");
  });

  async function make(offerId: string): Promise<WholeProgram> {
    const whole = await WholeProgram.make(bench, offerId);
    setPath(whole.offerProgram, "properties.standardContract", true);
    await whole.offer.up(whole.offerProgram);
    return whole;
  }

  interface Case {
    readonly title: string;
    readonly of: "offer" | "plan";
    readonly change: (program: Properties) => void;
    readonly property: string;
    readonly reason: RegExp;
    /** What is read of the draft, to know what it has. */
    readonly reads?: readonly string[];
  }
  const branches = "GET /products/{productId}/branches/getByModule(module={module})";
  const ofProperties = [branches, "GET /products/{productId}/properties/getByInstanceID(instanceID={instanceId})"];
  const ofSales = [
    branches,
    "GET /products/{productId}/featureavailabilities/getByInstanceID(instanceID={instanceId})",
  ];

  const cases: readonly Case[] = [
    {
      title: "the standard contract cannot be turned off",
      of: "offer",
      change: (program) => setPath(program, "properties.standardContract", false),
      property: "properties.standardContract",
      reason: /^cannot be turned off once the offer is published/,
      reads: ofProperties,
    },
    {
      title: "the standard contract cannot be taken out of the program",
      of: "offer",
      change: (program) => setPath(program, "properties.standardContract", undefined),
      property: "properties.standardContract",
      reason: /^cannot be turned off once the offer is published/,
      reads: ofProperties,
    },
    {
      title: "a public plan cannot become private",
      of: "plan",
      change: (program) => {
        setPath(program, "availability.visibility", "Private");
        setPath(program, "availability.privateAudience", { subscriptions: { [guids.subscription]: "ours" } });
      },
      property: "availability.visibility",
      reason: /^cannot become Private once the plan is published/,
      reads: ofSales,
    },
    {
      title: "the offer id cannot change",
      of: "offer",
      change: (program) => setPath(program, "offerId", "another-id"),
      property: "offerId",
      reason: /^cannot change from "[\w-]+" to "another-id": that would replace offer [\w-]+ /,
    },
    {
      title: "the alias cannot change",
      of: "offer",
      change: (program) => setPath(program, "alias", "Another alias"),
      property: "alias",
      reason: /^cannot change from .* to "Another alias"/,
    },
    {
      title: "the plan id cannot change",
      of: "plan",
      change: (program) => setPath(program, "planId", "silver"),
      property: "planId",
      reason: /^cannot change from "gold" to "silver": that would replace plan gold/,
    },
  ];

  const partOf = (whole: WholeProgram, of: "offer" | "plan"): [Declared, Properties] => [
    whole[of],
    structuredClone(of === "offer" ? whole.offerProgram : whole.planProgram),
  ];

  for (const { title, of, change, property, reason, reads = [] } of cases) {
    it(`${title}: refused at preview, with the time, in a few reads`, async () => {
      const [declared, program] = partOf(published, of);
      await declared.refresh();
      change(program);
      let refused: Error | undefined;
      const calls = await bench.calls(async () => {
        refused = await failure(declared.diff(program));
      });
      const line = String(refused?.message)
        .split("; ")
        .find((part) => part.includes(property));
      assert.match(String(line).slice(String(line).indexOf(property) + property.length + 1), reason);
      assert.match(String(line), since);
      assert.deepEqual([...new Set(calls)].sort(), ["GET /products/{productId}/submissions", ...reads].sort());
    });

    it(`${title}: but a draft is free`, async () => {
      const [declared, program] = partOf(draft, of);
      change(program);
      assert.equal((await declared.diff(program)).changes, true);
    });

    it(`${title}: without credentials it is said, and the preview goes on`, async () => {
      const [declared, program] = partOf(published, of);
      change(program);
      const process = declared.process;
      declared.process = () => bench.run({});
      const told = await bench.printed(() => declared.diff(program));
      declared.process = process;
      assert.match(told.join(), new RegExp(`whether ${property} may still change depends on its being published`));
    });
  }

  it("names all that is locked at once, and two ways out of a replacement", async () => {
    const [declared, program] = partOf(published, "offer");
    setPath(program, "properties.standardContract", false);
    setPath(program, "offerId", "another-id");
    const { message } = await failure(declared.diff(program));
    assert.match(message, /properties\.standardContract cannot be turned off/);
    assert.match(message, /offerId cannot change .* as a resource of its own, or set `replacePublished: true`/);
  });

  it("asks nobody when nothing of it changes, or when the new value is not known yet", async () => {
    const [declared, program] = partOf(published, "offer");
    setPath(program, "listing.summary", "Shorter");
    assert.deepEqual(await bench.calls(() => declared.diff(program)), []);
    setPath(program, "properties.standardContract", unknownMarker);
    assert.deepEqual(await bench.calls(() => declared.diff(program)), []);
  });

  it("lets the preview go on when the service cannot be asked, and says so", async () => {
    const [declared, program] = partOf(published, "plan");
    setPath(program, "planId", "silver");
    await bench.emulator.setFaults([{ operation: "GET /products/{productId}/submissions", effect: { status: 403 } }]);
    const told = await bench.printed(async () => assert.deepEqual((await declared.diff(program)).replaces, ["planId"]));
    assert.match(told.join(), /whether planId may still change could not be found out/);
  });

  it("lets go of what is published when the program allows it: another one is made, the published one is left", async () => {
    const whole = await WholeProgram.make(bench, "let-go");
    await bench.declared(release).up(whole.release(await whole.submit()));
    const program = { ...whole.planProgram, planId: "silver", replacePublished: true };
    const told = await bench.printed(async () => assert.equal(await whole.plan.up(program), "replaced"));
    assert.match(
      told.join(),
      /plan gold: left in Partner Center, since this API cannot delete it; this stack no longer manages it/,
    );
    const plans = await bench.colleague.list(`/products/${whole.productId}/variants`);
    assert.deepEqual(plans.map(({ externalID }) => externalID).sort(), ["gold", "silver"]);
    const { replacePublished: _, ...after } = program;
    assert.equal(await whole.plan.up(after), "unchanged");
  });

  for (const [of, key, value, id] of [
    ["offer", "alias", "Another alias", "offerId"],
    ["plan", "planType", "solution-template", "planId"],
  ] as const) {
    it(`does not let ${key} of what is published change under the same ${id}, whatever the program allows`, async () => {
      const [declared, program] = partOf(published, of);
      const changed = { ...program, [key]: value, replacePublished: true };
      if (of === "plan") changed.technicalConfiguration = { version: "1.0.0" };
      if (of === "plan") changed.availability = {};
      const { message } = await failure(declared.diff(changed));
      assert.match(message, new RegExp(`${key} cannot change from .*: .* keeps its ${id}, .* or change ${id} too`));
    });
  }

  it("is no replacement of an offer in preview either: it can no longer be deleted", async () => {
    const whole = await make("in-preview");
    await whole.submit();
    for (const [key, value] of [
      ["offerId", "in-preview-2"],
      ["alias", "Another alias"],
    ] as const) {
      let refused: Error | undefined;
      const calls = await bench.calls(async () => {
        refused = await failure(whole.offer.diff({ ...whole.offerProgram, [key]: value }));
      });
      assert.match(String(refused?.message), new RegExp(`${key} cannot change .* \\(it is in preview\\)$`));
      assert.deepEqual(calls, ["GET /products/{productId}/submissions"]);
    }
    const free = structuredClone(whole.offerProgram);
    setPath(free, "properties.standardContract", false);
    assert.equal((await whole.offer.diff(free)).changes, true);
    for (const [key, value] of [
      ["planId", "silver"],
      ["offer", "00000000-0000-4000-8000-00000000000a"],
    ] as const) {
      const { message } = await failure(whole.plan.diff({ ...whole.planProgram, [key]: value }));
      assert.match(message, new RegExp(`${key} cannot change from .*take it out first: .* \\(it is in preview\\)$`));
    }
    const allowed = { ...whole.offerProgram, offerId: "in-preview-2", replacePublished: true };
    const told = await bench.printed(async () => assert.equal(await whole.offer.up(allowed), "replaced"));
    assert.match(told.join(), /offer in-preview: left in Partner Center, since this API cannot delete it/);
  });

  it("is what is live or going live, not what is in preview", () => {
    const at = (substate: string, state: string, publishedTimeInUtc?: string) => ({
      id: "1152921504606846976",
      state,
      substate,
      ...(publishedTimeInUtc === undefined ? {} : { publishedTimeInUtc }),
    });
    assert.equal(publicationOf([]), undefined);
    assert.equal(publicationOf([at("ReadyToPublish", "Published", "1601-01-01T00:00:00Z")]), undefined);
    assert.deepEqual(publicationOf([at("Publishing", "Published", "1601-01-01T00:00:00Z")]), { since: undefined });
    assert.deepEqual(
      publicationOf([at("InStore", "Published", "2022-08-04T13:53:31.2590809Z"), at("ReadyToPublish", "Published")]),
      { since: "2022-08-04T13:53:31.2590809Z" },
    );
  });
});

describe("what publication locks of a plan's set-up, prices and meters", () => {
  const bench = workbench();
  let declared: Declared;
  let program: Properties;

  const meter = (more: Properties = {}) => ({
    displayName: "Calls",
    unitOfMeasure: "per call",
    pricePerUnit: 1,
    included: { monthly: { quantity: 5 } },
    ...more,
  });

  before(async () => {
    const whole = await WholeProgram.make(bench, "locked-details");
    declared = whole.plan;
    program = structuredClone(whole.planProgram);
    program.setup = { clouds: ["public-azure", "azure-government"] };
    setPath(program, "availability.markets", ["US", "DE"]);
    setPath(program, "availability.monthlyPrices", { DE: { amount: 9, currency: "EUR" } });
    setPath(program, "availability.meters", { calls: meter() });
    setPath(program, "availability.trial", { type: "Unlimited" });
    await declared.up(program);
    await bench.declared(release).up(whole.release(await whole.submit()));
  });

  const refused: [path: string, value: unknown, reason: RegExp][] = [
    ["setup.clouds", ["azure-government"], /setup\.clouds cannot lose public-azure once the plan is published there/],
    ["setup.clouds", undefined, /setup\.clouds cannot lose azure-government/],
    [
      "setup.technicalConfigurationOf",
      guids.otherSubscription,
      /setup\.technicalConfigurationOf cannot be begun with once the plan is published: give the plan/,
    ],
    ["technicalConfiguration.managementMode", "CustomerManaged", /managementMode cannot change .* another plan/],
    ["technicalConfiguration.customerAccess", "Enabled", /customerAccess cannot change .* another plan/],
    [
      "availability.monthlyPrice",
      11,
      /availability\.monthlyPrice cannot change once .* Azure Government: .* another plan/,
    ],
    ["availability.monthlyPrice", undefined, /availability\.monthlyPrice cannot change once/],
    ["availability.monthlyPrices", { DE: { amount: 8, currency: "EUR" } }, /monthlyPrices \(DE\) cannot change/],
    ["availability.monthlyPrices", undefined, /monthlyPrices \(DE\) cannot change/],
    [
      "availability.meters",
      undefined,
      /availability\.meters cannot change like this .*: the meter calls cannot be removed/,
    ],
    ["availability.meters", { hits: meter() }, /calls cannot be removed, renamed or disabled/],
    ["availability.meters.calls.enabled", false, /calls cannot be removed, renamed or disabled/],
    ["availability.meters.calls.unitOfMeasure", "per 10 calls", /calls cannot change its unit of measure/],
    ["availability.meters.calls.pricePerUnit", 2, /the price of the meter calls cannot change once/],
    ["availability.meters.hits", meter(), /hits cannot be enabled for this plan: declare another plan/],
    ["availability.trial", undefined, /availability\.trial\.type cannot be turned off/],
  ];
  for (const [path, value, reason] of refused) {
    it(`refuses ${path}: ${JSON.stringify(value)}`, async () => {
      const changed = structuredClone(program);
      setPath(changed, path, value);
      if (path === "setup.technicalConfigurationOf") delete changed.technicalConfiguration;
      const { message } = await failure(declared.diff(changed));
      assert.match(message, reason);
      assert.match(message, since);
    });
  }

  const free: [path: string, value: unknown][] = [
    ["setup.clouds", ["azure-government", "public-azure", "another"]],
    ["availability.markets", ["US", "DE", "FR"]],
    ["availability.monthlyPrices", { DE: { amount: 9, currency: "EUR" }, US: { amount: 8, currency: "USD" } }],
    ["availability.annualPrice", 100],
    ["availability.meters", { calls: meter({ displayName: "All calls" }), hits: meter({ enabled: false }) }],
    ["availability.hidden", true],
    ["availability.stopSelling", ["FR"]],
  ];
  for (const [path, value] of free) {
    it(`lets ${path} become ${JSON.stringify(value)}`, async () => {
      const changed = structuredClone(program);
      setPath(changed, path, value);
      await declared.diff(changed);
    });
  }

  it("warns of what only an old page says", async () => {
    const changed = structuredClone(program);
    setPath(changed, "availability.meters.calls.included", {});
    const told = await bench.printed(() => declared.diff(changed));
    assert.match(
      told.join(),
      /warning: availability\.meters .* calls cannot change its included quantities.*published since/,
    );
  });

  it("makes a warning of a lock that the program tolerates, as every refusal says", async () => {
    const changed = structuredClone(program);
    setPath(changed, "setup.clouds", ["azure-government"]);
    const { message } = await failure(declared.diff(changed));
    assert.match(message, /`toleratedLocks: \["setup\.clouds"\]` makes a warning of it \(published since/);
    const tolerated = { ...changed, toleratedLocks: ["setup.clouds"] };
    const told = await bench.printed(async () => assert.equal((await declared.diff(tolerated)).changes, true));
    assert.match(told.join(), /warning: setup\.clouds cannot lose public-azure/);
    const { message: unknown } = await failure(declared.check({ ...program, toleratedLocks: ["setup.cloud"] }));
    assert.match(unknown, /"setup\.cloud" is nothing that publication locks/);
  });

  it("looks at what was seen in Partner Center when the program has not set it so far", async () => {
    const { setup: _, ...bare } = program;
    await declared.up({ ...bare, setup: { clouds: ["public-azure", "azure-government"], leadGenId: "x" } });
    const adopting = { ...bare, adopt: true, setup: { leadGenId: "x" } };
    const other = bench.declared(plan);
    await other.up(adopting);
    const { message } = await failure(other.diff({ ...adopting, setup: { clouds: ["public-azure"], leadGenId: "x" } }));
    assert.match(message, /setup\.clouds cannot lose azure-government/);
  });
});

describe("what publication locks, and the draft has already", () => {
  const bench = workbench();
  let whole: WholeProgram;

  before(async () => {
    whole = await WholeProgram.make(bench, "held");
    setPath(whole.offerProgram, "properties.standardContract", true);
    await whole.offer.up(whole.offerProgram);
    await bench.declared(release).up(whole.release(await whole.submit()));
  });

  const changed = (program: Properties, path: string, value: unknown) => {
    const other = structuredClone(program);
    setPath(other, path, value);
    return other;
  };

  it("is not refused of an offer: a colleague has set it, which no refresh has seen", async () => {
    const program = changed(whole.offerProgram, "properties.standardContract", false);
    assert.match(
      (await failure(whole.offer.diff(program))).message,
      /properties\.standardContract cannot be turned off/,
    );
    await bench.colleague.edit(whole.productId, "Property", { useEnterpriseContract: false });
    assert.equal((await whole.offer.diff(program)).changes, true);
    assert.equal(await whole.offer.up(program), "updated");
  });

  it("is not refused of a plan, and another value is, with its path and the way", async () => {
    const { planProgram: program, plan: declared } = whole;
    const dearer = (amount: number) => changed(program, "availability.monthlyPrice", amount);
    assert.match((await failure(declared.diff(dearer(25)))).message, /availability\.monthlyPrice cannot change/);
    const variantId = String(declared.id).split("/")[1];
    const { priceSchedules } = await bench.colleague.draft(whole.productId, "FeatureAvailability", variantId);
    const schedules = JSON.parse(JSON.stringify(priceSchedules).replaceAll(/:10([,}])/g, ":25$1")) as unknown;
    assert.notDeepEqual(schedules, priceSchedules);
    await bench.colleague.edit(whole.productId, "FeatureAvailability", { priceSchedules: schedules }, variantId);
    const { message } = await failure(declared.diff(dearer(30)));
    assert.match(message, /availability\.monthlyPrice cannot change .* a person changes it in Partner Center/);
    assert.equal((await declared.diff(dearer(25))).changes, true);
    assert.equal(await declared.up(dearer(25)), "updated");
    assert.equal(await declared.up(dearer(25)), "unchanged");
  });

  it("is not refused of what a program sets for the first time, and another value is", async () => {
    const yearly = (amount: number) => changed(whole.planProgram, "availability.annualPrice", amount);
    const declared = bench.declared(plan);
    const other = bench.declared(plan);
    await declared.up(changed({ ...whole.planProgram, adopt: true }, "availability.monthlyPrice", 25));
    await other.up(changed({ ...yearly(90), adopt: true }, "availability.monthlyPrice", 25));
    const wanted = (amount: number) => changed({ ...yearly(amount), adopt: true }, "availability.monthlyPrice", 25);
    assert.match((await failure(declared.diff(wanted(100)))).message, /availability\.annualPrice cannot change/);
    assert.equal((await declared.diff(wanted(90))).changes, true);
  });
});

describe("what publication locks, when it is taken over", () => {
  const bench = workbench();
  let whole: WholeProgram;
  let draft: WholeProgram;
  let dear: Properties;
  let optedOut: Properties;

  before(async () => {
    for (const offerId of ["taken-over", "taken-draft"]) {
      const made = await WholeProgram.make(bench, offerId);
      setPath(made.offerProgram, "properties.standardContract", true);
      await made.offer.up(made.offerProgram);
      if (offerId === "taken-draft") draft = made;
      else whole = made;
    }
    await bench.declared(release).up(whole.release(await whole.submit()));
    dear = structuredClone({ ...whole.planProgram, adopt: true });
    setPath(dear, "availability.monthlyPrice", 25);
    setPath(dear, "availability.meters", { hits: { displayName: "Hits", unitOfMeasure: "hit", pricePerUnit: 1 } });
    optedOut = structuredClone({ ...whole.offerProgram, adopt: true });
    setPath(optedOut, "properties.standardContract", false);
  });

  async function refused(kind: Kind, program: Properties): Promise<Map<string, string>> {
    let error: Awaited<ReturnType<typeof failure>> | undefined;
    const writes = await bench.writes(async () => {
      error = await failure(bench.declared(kind).up(program));
    });
    assert.deepEqual(writes, []);
    return new Map(error?.findings?.map(({ property, reason }) => [property, reason]));
  }

  for (const __preview of [true, undefined]) {
    const when = __preview ? "at the preview" : "in an update without one";
    const now = (program: Properties) => ({ ...program, ...(__preview ? { __preview } : {}) });

    it(`is refused of an offer ${when}, and nothing is written`, async () => {
      const found = await refused(offer as Kind, now(optedOut));
      assert.match(String(found.get("properties.standardContract")), /^cannot be turned off once .*`toleratedLocks: /);
      assert.match(String(found.get("properties.standardContract")), since);
    });

    it(`is refused of a plan ${when}, each with the way, and nothing is written`, async () => {
      const found = await refused(plan as Kind, now(dear));
      assert.match(String(found.get("availability.monthlyPrice")), /a person changes it in Partner Center/);
      assert.match(String(found.get("availability.meters")), /hits cannot be enabled .* another plan/);
      assert.equal(found.size, 2);
    });
  }

  it("is a warning where the program tolerates it", async () => {
    const told = await bench.printed(() =>
      bench.declared(offer).preview({ ...optedOut, toleratedLocks: ["properties.standardContract"] }),
    );
    assert.match(told.join(), /warning: properties\.standardContract cannot be turned off/);
    assert.match(told.join(), /is taken over; this would be overwritten: properties\.standardContract/);
  });

  it("is free of a draft", async () => {
    const freed = structuredClone({ ...draft.offerProgram, adopt: true });
    setPath(freed, "properties.standardContract", false);
    assert.equal(await bench.declared(offer).up(freed), "created");
    const { offer: _, planId: __, ...values } = dear;
    assert.equal(await bench.declared(plan).up({ ...draft.planProgram, ...values }), "created");
  });

  it("is not asked for where nothing that locks differs", async () => {
    const other = structuredClone({ ...whole.offerProgram, adopt: true });
    setPath(other, "listing.summary", "Another");
    const calls = await bench.calls(() => bench.declared(offer).preview(other));
    assert.ok(!calls.includes("GET /products/{productId}/submissions"), calls.join());
    assert.equal(await bench.declared(offer).up(other), "created");
  });

  it("is refused of what was imported and then edited", async () => {
    for (const [kind, id, program, path] of [
      [offer, whole.productId, optedOut, "properties.standardContract"],
      [plan, whole.plan.id, dear, "availability.monthlyPrice"],
    ] as const) {
      const imported = bench.declared(kind as Kind);
      imported.id = String(id);
      await imported.refresh();
      const { adopt: _, ...edited } = program;
      assert.match((await failure(imported.diff(edited))).message, new RegExp(`${path} cannot`));
    }
  });
});

describe("a published price", () => {
  const last = (clouds: string[], hidden = false) => ({ setup: { clouds }, availability: { hidden } });
  const lock = publicationLocks["availability.monthlyPrice"];
  const cases: [what: string, reason: string | undefined, expected: RegExp][] = [
    ["that is no price yet may be set", lock.refuses(undefined, 20, last([])), /^undefined$/],
    ["is changed by a person", lock.refuses(10, 20, last(["public-azure"])), /a person changes it in Partner Center/],
    ["of nothing is changed by nobody", lock.refuses(0, 20, last([])), /not even in Partner Center.*another plan/],
    [
      "in Azure Government is changed by nobody",
      lock.refuses(10, 20, last(["azure-government"])),
      /not even in Partner/,
    ],
    [
      "of a hidden plan may be changed by nobody",
      lock.refuses(10, 20, last([], true)),
      /an older page says that nobody/,
    ],
  ];
  for (const [what, reason, expected] of cases) it(what, () => assert.match(String(reason), expected));
});

describe("the locks of publication", () => {
  it("are listed in the docs with what they forbid, their pages and dates", () => {
    const text = readFileSync(join(__dirname, "../../../..", "docs", "publishing.md"), "utf8");
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    for (const [path, { what, source, warns }] of Object.entries(publicationLocks) as [string, Lock][]) {
      for (const said of [{ what, source }, ...(warns === undefined ? [] : [warns])]) {
        const row = rows.find((line) => line.includes(`\`${path}\``) && line.includes(said.what));
        assert.ok(row?.includes(said.source), `${path}: ${said.what}; ${said.source}`);
      }
    }
  });
});

describe("what publication locks, at a plan of two", () => {
  const bench = workbench();

  it("is free as long as only the other plan is published", async () => {
    const whole = await WholeProgram.make(bench, "two-plans");
    await bench.declared(release).up(whole.release(await whole.submit()));
    const program = { ...whole.planProgram, planId: "new", name: "New" };
    const declared = bench.declared(plan);
    await declared.up(program);
    assert.deepEqual((await declared.diff({ ...program, planId: "newer" })).replaces, ["planId"]);
  });
});
