/**
 * What the service keeps of a field beside what a program says: keys that no table here knows, how others have written
 * an id, and labels that they left out stay when something next to them changes.
 */
import assert from "node:assert/strict";
import { type Field, isManaged } from "../../../../provider/fields/field.js";
import { containerOfferPages } from "../../../../provider/kinds/container/offer.js";
import { containerPlanPages } from "../../../../provider/kinds/container/plan.js";
import { saasOfferPages } from "../../../../provider/kinds/saas/offer.js";
import { saasPlanPages } from "../../../../provider/kinds/saas/plan.js";
import { virtualMachineOfferPages } from "../../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlanPages } from "../../../../provider/kinds/virtual-machine/plan.js";
import type { ResourcePage } from "../../../../provider/tree-pages/resource-page.js";
import type { TreePage } from "../../../../provider/tree-pages/tree-page.js";
import { getPath, isObject, type Properties } from "../../../../provider/values/properties.js";
import { containerOfferProgram, containerPlanProgram, imagePlanProgram } from "../../container-programs.js";
import { machineOfferProgram, machinePlanProgram } from "../../machine-programs.js";
import { guids } from "../../programs.js";
import { saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";

const programs: readonly (readonly [name: string, pages: readonly TreePage[], program: Properties])[] = [
  ["an offer of virtual machines", virtualMachineOfferPages.list, machineOfferProgram("offer")],
  ["a plan of virtual machines", virtualMachinePlanPages.list, machinePlanProgram("offer")],
  ["an offer of containers", containerOfferPages.list, containerOfferProgram("offer")],
  ["a plan of bundles", containerPlanPages.list, containerPlanProgram("offer")],
  ["a plan of images", containerPlanPages.list, imagePlanProgram("offer")],
  ["an offer of SaaS", saasOfferPages.list, saasOfferProgram("offer")],
  ["a plan of SaaS", saasPlanPages.list, saasPlanProgram("offer")],
];

/** Of these the service refuses keys that it does not know: there are none. */
const closed = /^listing\.contacts\./;

const hasFields = (page: TreePage): page is ResourcePage => "fields" in page;
const owner = { name: "The owner" };

/** A key that nobody knows in each object. */
function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([key, each]) => [key, withUnknown(each)]);
  return { ...Object.fromEntries(inner), "unknown to us": { since: "today" } };
}

function written(field: Field, value: unknown, body: Properties = {}): Properties {
  const next = structuredClone(body);
  field.write(next, structuredClone(value), owner);
  return next;
}

function fieldsOf(pages: readonly TreePage[]): Map<string, Field> {
  return new Map(pages.filter(hasFields).flatMap(({ fields }) => fields.map((field) => [field.path, field])));
}

describe("what nobody here knows of an object of the second API", () => {
  for (const [name, pages, program] of programs) {
    it(`stays in ${name} when a field is written`, () => {
      const managed = pages
        .filter(hasFields)
        .flatMap(({ fields }) => fields)
        .filter((field) => isManaged(field, program) && !closed.test(field.path));
      assert.notEqual(managed.length, 0);
      for (const field of managed) {
        const value = getPath(program, field.path);
        // Lists of meters and categories are maps by names: a name that nobody knows is an entry, and goes.
        const body = withUnknown(written(field, value)) as Properties;
        const read = field.read(structuredClone(body));
        assert.deepEqual(written(field, read, body), body, field.path);
      }
    });
  }

  it("stays with a member of a private audience, as others have written it", () => {
    const field = fieldsOf(saasPlanPages.list).get("availability.privateAudience.tenants");
    assert.ok(field);
    const theirs = { type: "tenant", id: guids.tenant.toUpperCase() };
    const body = { privateAudiences: [theirs] };
    const wanted = { [guids.tenant]: "", [guids.subscription]: "Northwind" };
    assert.deepEqual(written(field, wanted, body).privateAudiences, [
      theirs,
      { type: "tenant", id: guids.subscription, label: "Northwind" },
    ]);
    const [labelled] = written(field, { [guids.tenant]: "Contoso" }, body).privateAudiences as Properties[];
    assert.deepEqual(labelled, { ...theirs, label: "Contoso" });
  });

  it("stays with an hourly price when the price changes, and the price of another choice goes", () => {
    const field = fieldsOf(virtualMachinePlanPages.list).get("availability.hourly");
    assert.ok(field);
    const pricing = { corePricing: { priceInputOption: "flat", price: 1, note: "theirs" }, other: "theirs" };
    assert.deepEqual(written(field, { perCore: 2 }, { pricing }).pricing, {
      licenseModel: "payAsYouGo",
      corePricing: { priceInputOption: "perCore", pricePerCore: 2, note: "theirs" },
      other: "theirs",
    });
  });

  const byMarket: readonly (readonly [
    string,
    readonly TreePage[],
    path: string,
    (prices: Properties) => Properties,
  ])[] = [
    ["virtual machines", virtualMachinePlanPages.list, "availability.hourly", (perMarket) => ({ perMarket })],
    ["containers", containerPlanPages.list, "availability.hourlyPrices", (perNode) => ({ perNode })],
    ["meters", containerPlanPages.list, "availability.meters", (pricesPerUnit) => ({ a: { pricesPerUnit } })],
    ["SaaS", saasPlanPages.list, "availability.flatRate", (prices) => ({ oneYear: { prices } })],
  ];
  for (const [name, pages, path, whole] of byMarket) {
    it(`stays with each market when the price of one changes: ${name}`, () => {
      const field = fieldsOf(pages).get(path);
      assert.ok(field);
      const price = (amount: number, currency = "EUR") =>
        name === "virtual machines" ? { currency, prices: { one: amount } } : { currency, amount };
      const before = whole({ DE: price(1), FR: price(1), US: price(2, "USD") });
      const noted = withNotes(written(field, before));
      const after = written(field, whole({ DE: price(3), FR: price(1), US: price(2, "USD"), IT: price(1) }), noted);
      const notes = entriesIn(after).map(({ markets, note }) => [markets, note]);
      assert.deepEqual(notes, [
        [["de"], "of de, fr"],
        [["fr"], "of de, fr"],
        [["us"], "of us"],
        [["it"], undefined],
      ]);
      const back = written(field, before, after);
      assert.deepEqual(entriesIn(back), entriesIn(noted));
    });
  }
});

/** The entries of a list of prices by market, wherever it is. */
function entriesIn(value: unknown): Properties[] {
  if (Array.isArray(value)) return value.flatMap(entriesIn);
  if (!isObject(value)) return [];
  return Array.isArray(value.markets) ? [value] : Object.values(value).flatMap(entriesIn);
}

function withNotes(body: Properties): Properties {
  const noted = structuredClone(body);
  for (const entry of entriesIn(noted)) entry.note = `of ${(entry.markets as string[]).join(", ")}`;
  return noted;
}
