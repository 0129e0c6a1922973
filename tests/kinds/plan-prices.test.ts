/** Prices and meters of a plan: what somebody else has put beside ours survives, and our own is found again. */
import assert from "node:assert/strict";
import { plan } from "../../provider/kinds/plan.js";
import { getPath, type Properties, setPath } from "../../provider/properties.js";
import { type Declared, failure } from "../provider/declared.js";
import { workbench } from "../provider/workbench.js";

const calls = { displayName: "Calls", unitOfMeasure: "per call", pricePerUnit: 0.5 };

describe("the prices and meters of a plan", () => {
  const bench = workbench();
  let productId: string;
  let program: Properties;
  let declared: Declared;
  let count = 0;

  before(async () => {
    productId = String((await bench.colleague.createProduct("plan-prices", "Prices")).id);
  });

  async function make(availability: Properties): Promise<void> {
    const planId = `priced-${++count}`;
    program = { offer: productId, planId, planType: "managed-application", name: planId, availability };
    declared = bench.declared(plan);
    await declared.up(program);
  }

  const variantId = () => String(declared.outputs.variantId);
  const sales = () => bench.colleague.draft(productId, "FeatureAvailability", variantId());
  const edit = (change: Properties) => bench.colleague.edit(productId, "FeatureAvailability", change, variantId());
  const calm = async () => {
    assert.equal(await declared.up(program), "unchanged");
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  };

  it("a month and a year are two schedules of one market", async () => {
    const price = (amount: number) => ({ DE: { amount, currency: "EUR" } });
    await make({
      markets: ["US", "DE"],
      monthlyPrice: 10,
      monthlyPrices: price(9),
      annualPrice: 100,
      annualPrices: price(90),
    });
    const all = (await sales()).priceSchedules as {
      isBaseSchedule: boolean;
      marketCodes?: string[];
      schedules: Properties[];
    }[];
    assert.deepEqual(
      all.map(({ isBaseSchedule, marketCodes, schedules }) => [isBaseSchedule, marketCodes ?? [], schedules.length]),
      [
        [true, [], 2],
        [false, ["DE"], 2],
      ],
    );
    await calm();
    setPath(program, "availability.monthlyPrices", undefined);
    await declared.up(program);
    const [, german] = (await sales()).priceSchedules as { schedules: { priceCadence: Properties }[] }[];
    assert.deepEqual(
      german?.schedules.map(({ priceCadence }) => priceCadence.type),
      ["Year"],
    );
    await calm();
  });

  it("by market have no letter case", async () => {
    await make({ markets: ["US", "DE"], monthlyPrices: { de: { amount: 9, currency: "EUR" } } });
    const [german] = (await sales()).priceSchedules as Properties[];
    assert.deepEqual(german?.marketCodes, ["DE"]);
    await calm();
    setPath(program, "availability.monthlyPrices", { DE: { amount: 9, currency: "EUR" } });
    assert.equal(await declared.up(program), "unchanged");
  });

  it("leave a schedule that we do not know, one for a time only, and prices by usage, as they are", async () => {
    await make({ markets: ["US"], monthlyPrice: 10 });
    const [base] = (await sales()).priceSchedules as { schedules: Properties[] }[];
    const [ours] = base?.schedules ?? [];
    const usage = { retailPrice: { openPrice: 3, currencyCode: "USD" }, pricingModel: "Usage" };
    const quarterly = { ...ours, priceCadence: { type: "Month", value: 3 } };
    const later = {
      ...ours,
      retailPrice: { openPrice: 20, currencyCode: "USD" },
      dateTimeRange: { startAt: { dateTimeInUtc: "2030-01-01T00:00:00Z" } },
    };
    await edit({ priceSchedules: [{ ...base, schedules: [usage, quarterly, later, ours] }] });
    await declared.refresh();
    assert.equal(getPath(declared.inputs, "availability.monthlyPrice"), 10);
    setPath(program, "availability.monthlyPrice", 12);
    await declared.up(program);
    const [now] = (await sales()).priceSchedules as { schedules: { retailPrice: Properties }[] }[];
    assert.deepEqual(
      now?.schedules.map(({ retailPrice }) => retailPrice.openPrice),
      [3, 10, 20, 12],
    );
    setPath(program, "availability.monthlyPrice", undefined);
    await declared.up(program);
    const [left] = (await sales()).priceSchedules as { schedules: unknown[] }[];
    assert.equal(left?.schedules.length, 3);
  });

  it("keep what the service knows of a meter, and of terms that we do not know", async () => {
    await make({
      markets: ["US"],
      monthlyPrice: 0,
      meters: { calls: { ...calls, included: { monthly: { quantity: 5 } } } },
    });
    const [meter] = (await sales()).customMeters as { includedBaseQuantities: Properties[] }[];
    const biennial = { recurringUnit: "Biennial", isInfinite: false, quantity: 7 };
    await edit({
      customMeters: [
        {
          ...meter,
          uniqueID: "of the service",
          includedBaseQuantities: [biennial, ...(meter?.includedBaseQuantities ?? [])],
        },
      ],
    });
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    setPath(program, "availability.meters.calls.displayName", "All calls");
    await declared.up(program);
    const [now] = (await sales()).customMeters as Properties[];
    assert.deepEqual([now?.uniqueID, now?.displayName], ["of the service", "All calls"]);
    assert.deepEqual(now?.includedBaseQuantities, [
      biennial,
      { recurringUnit: "Monthly", isInfinite: false, quantity: 5 },
    ]);
  });

  it("have meters of other plans beside them, which are not enabled here and left alone", async () => {
    await make({ markets: ["US"], meters: { calls } });
    const others = { ID: "of-another-plan", displayName: "X", unitOfMeasure: "x", priceInUsd: 1, isEnabled: false };
    await edit({ customMeters: [others, ...((await sales()).customMeters as Properties[])] });
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    setPath(program, "availability.meters", { hits: calls });
    await declared.up(program);
    assert.deepEqual(
      ((await sales()).customMeters as Properties[]).map(({ ID, isEnabled }) => [ID, isEnabled]),
      [
        ["of-another-plan", false],
        ["hits", true],
      ],
    );
    await calm();
  });

  it("are equal with what goes without saying", async () => {
    await make({
      markets: ["US"],
      meters: {
        calls: { ...calls, enabled: true, included: { monthly: { quantity: 0 }, annual: { infinite: false } } },
      },
    });
    setPath(program, "availability.meters", { calls });
    await calm();
    setPath(program, "availability.meters", { calls, unused: { ...calls, enabled: false } });
    await calm();
  });

  it("that a colleague has changed are a conflict, or found by a refresh", async () => {
    await make({ markets: ["US"], meters: { calls } });
    const [meter] = (await sales()).customMeters as Properties[];
    await edit({
      customMeters: [{ ...meter, priceInUsd: 9 }],
      trial: { type: "TimedAccess", durationType: "Months", duration: 1 },
    });
    setPath(program, "availability.markets", ["US", "DE"]);
    assert.match(
      (await failure(declared.up(program))).message,
      /availability\.meters is \{"calls":\{.*"pricePerUnit":9/,
    );
    const told = await bench.printed(() => declared.refresh());
    assert.match(
      told.join("\n"),
      /availability\.trial\.type, which this program does not set, went from "NoTrial" to "TimedAccess"/,
    );
    assert.equal(getPath(declared.inputs, "availability.meters.calls.pricePerUnit"), 9);
    await declared.up(program);
    const now = await sales();
    assert.deepEqual([(now.customMeters as Properties[])[0]?.priceInUsd, (now.trial as Properties).duration], [0.5, 1]);
  });

  it("leave the clouds that somebody has put beside them", async () => {
    await make({ markets: ["US"], monthlyPrice: 1 });
    const properties = [{ type: "ApplicableClouds", value: "PublicAzure" }];
    await edit({ properties });
    await declared.refresh();
    setPath(program, "availability.monthlyPrice", 2);
    await declared.up(program);
    assert.deepEqual((await sales()).properties, properties);
  });
});
