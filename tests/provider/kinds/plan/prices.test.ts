/** Prices and meters of a plan: what somebody else has put beside ours survives, and our own is found again. */
import assert from "node:assert/strict";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { soldPlans } from "../../sold-plans.js";
import { workbench } from "../../workbench.js";

const calls = { displayName: "Calls", unitOfMeasure: "per call", pricePerUnit: 0.5 };

describe("the prices and meters of a plan", () => {
  const bench = workbench();
  const at = soldPlans(bench, "plan-prices");

  it("a month and a year are two schedules of one market", async () => {
    const price = (amount: number) => ({ DE: { amount, currency: "EUR" } });
    await at.make({
      markets: ["US", "DE"],
      monthlyPrice: 10,
      monthlyPrices: price(9),
      annualPrice: 100,
      annualPrices: price(90),
    });
    const all = (await at.sales()).priceSchedules as {
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
    await at.calm();
    setPath(at.program, "availability.monthlyPrices", undefined);
    await at.declared.up(at.program);
    const [, german] = (await at.sales()).priceSchedules as { schedules: { priceCadence: Properties }[] }[];
    assert.deepEqual(
      german?.schedules.map(({ priceCadence }) => priceCadence.type),
      ["Year"],
    );
    await at.calm();
  });

  it("by market have no letter case", async () => {
    await at.make({ markets: ["US", "DE"], monthlyPrices: { de: { amount: 9, currency: "EUR" } } });
    const [german] = (await at.sales()).priceSchedules as Properties[];
    assert.deepEqual(german?.marketCodes, ["DE"]);
    await at.calm();
    setPath(at.program, "availability.monthlyPrices", { DE: { amount: 9, currency: "EUR" } });
    assert.equal(await at.declared.up(at.program), "unchanged");
  });

  it("leave a schedule that we do not know, one for a time only, and prices by usage, as they are", async () => {
    await at.make({ markets: ["US"], monthlyPrice: 10 });
    const [base] = (await at.sales()).priceSchedules as { schedules: Properties[] }[];
    const [ours] = base?.schedules ?? [];
    const usage = { retailPrice: { openPrice: 3, currencyCode: "USD" }, pricingModel: "Usage" };
    const quarterly = { ...ours, priceCadence: { type: "Month", value: 3 } };
    const later = {
      ...ours,
      retailPrice: { openPrice: 20, currencyCode: "USD" },
      dateTimeRange: { startAt: { dateTimeInUtc: "2030-01-01T00:00:00Z" } },
    };
    await at.edit({ priceSchedules: [{ ...base, schedules: [usage, quarterly, later, ours] }] });
    await at.declared.refresh();
    assert.equal(getPath(at.declared.inputs, "availability.monthlyPrice"), 10);
    setPath(at.program, "availability.monthlyPrice", 12);
    await at.declared.up(at.program);
    const [now] = (await at.sales()).priceSchedules as { schedules: { retailPrice: Properties }[] }[];
    assert.deepEqual(
      now?.schedules.map(({ retailPrice }) => retailPrice.openPrice),
      [3, 10, 20, 12],
    );
    setPath(at.program, "availability.monthlyPrice", undefined);
    await at.declared.up(at.program);
    const [left] = (await at.sales()).priceSchedules as { schedules: unknown[] }[];
    assert.equal(left?.schedules.length, 3);
  });

  it("keep what the service knows of a meter, and of terms that we do not know", async () => {
    await at.make({
      markets: ["US"],
      monthlyPrice: 0,
      meters: { calls: { ...calls, included: { monthly: { quantity: 5 } } } },
    });
    const [meter] = (await at.sales()).customMeters as { includedBaseQuantities: Properties[] }[];
    const biennial = { recurringUnit: "Biennial", isInfinite: false, quantity: 7 };
    await at.edit({
      customMeters: [
        {
          ...meter,
          uniqueID: "of the service",
          includedBaseQuantities: [biennial, ...(meter?.includedBaseQuantities ?? [])],
        },
      ],
    });
    await at.declared.refresh();
    assert.equal(await at.declared.up(at.program), "unchanged");
    setPath(at.program, "availability.meters.calls.displayName", "All calls");
    await at.declared.up(at.program);
    const [now] = (await at.sales()).customMeters as Properties[];
    assert.deepEqual([now?.uniqueID, now?.displayName], ["of the service", "All calls"]);
    assert.deepEqual(now?.includedBaseQuantities, [
      biennial,
      { recurringUnit: "Monthly", isInfinite: false, quantity: 5 },
    ]);
  });

  it("have meters of other plans beside them, which are not enabled here and left alone", async () => {
    await at.make({ markets: ["US"], meters: { calls } });
    const others = { ID: "of-another-plan", displayName: "X", unitOfMeasure: "x", priceInUsd: 1, isEnabled: false };
    await at.edit({ customMeters: [others, ...((await at.sales()).customMeters as Properties[])] });
    await at.declared.refresh();
    assert.equal(await at.declared.up(at.program), "unchanged");
    setPath(at.program, "availability.meters", { hits: calls });
    await at.declared.up(at.program);
    assert.deepEqual(
      ((await at.sales()).customMeters as Properties[]).map(({ id, isEnabled }) => [id, isEnabled]),
      [
        ["of-another-plan", false],
        ["hits", true],
      ],
    );
    await at.calm();
  });

  it("have the only meter still when it is disabled, and no longer when it leaves the program", async () => {
    await at.make({ markets: ["US"], meters: { calls } });
    const meters = async () =>
      (((await at.sales()).customMeters ?? []) as Properties[]).map(({ id, isEnabled }) => [id, isEnabled]);
    setPath(at.program, "availability.meters.calls.enabled", false);
    await at.declared.up(at.program);
    assert.deepEqual(await meters(), [["calls", false]]);
    await at.calm();
    setPath(at.program, "availability.meters.calls.enabled", true);
    await at.declared.up(at.program);
    assert.deepEqual(await meters(), [["calls", true]]);
    setPath(at.program, "availability.meters", undefined);
    await at.declared.up(at.program);
    assert.deepEqual(await meters(), []);
  });

  it("have a meter once that was disabled and is enabled again", async () => {
    await at.make({ markets: ["US"], meters: { calls, hits: calls } });
    for (const enabled of [false, true]) {
      setPath(at.program, "availability.meters", { calls: { ...calls, enabled }, hits: calls });
      await at.declared.up(at.program);
      assert.deepEqual(
        ((await at.sales()).customMeters as Properties[]).map(({ id, isEnabled }) => [id, isEnabled]),
        [
          ["calls", enabled],
          ["hits", true],
        ],
      );
    }
    await at.calm();
  });

  it("are no longer shared with a market whose price goes", async () => {
    await at.make({
      markets: ["US", "DE", "FR"],
      monthlyPrice: 10,
      monthlyPrices: { DE: { amount: 9, currency: "EUR" } },
    });
    const [base, german] = (await at.sales()).priceSchedules as Properties[];
    await at.edit({ priceSchedules: [base, { ...german, marketCodes: ["DE", "FR"] }] });
    await at.declared.refresh();
    const shared = { DE: { amount: 9, currency: "EUR" }, FR: { amount: 9, currency: "EUR" } };
    assert.deepEqual(getPath(at.declared.inputs, "availability.monthlyPrices"), shared);
    await at.declared.up(at.program);
    const [, ...own] = (await at.sales()).priceSchedules as Properties[];
    assert.deepEqual(
      own.map(({ marketCodes }) => marketCodes),
      [["DE"]],
    );
    await at.calm();
  });

  it("are equal with what goes without saying", async () => {
    await at.make({
      markets: ["US"],
      meters: {
        calls: { ...calls, enabled: true, included: { monthly: { quantity: 0 }, annual: { infinite: false } } },
      },
    });
    setPath(at.program, "availability.meters", { calls });
    await at.calm();
    setPath(at.program, "availability.meters", { calls, unused: { ...calls, enabled: false } });
    await at.calm();
  });

  it("that a colleague has changed are a conflict, or found by a refresh", async () => {
    await at.make({ markets: ["US"], meters: { calls } });
    const [meter] = (await at.sales()).customMeters as Properties[];
    await at.edit({
      customMeters: [{ ...meter, priceInUsd: 9 }],
      trial: { type: "TimedAccess", durationType: "Months", duration: 1 },
    });
    setPath(at.program, "availability.markets", ["US", "DE"]);
    assert.match(
      (await failure(at.declared.up(at.program))).message,
      /availability\.meters is \{"calls":\{.*"pricePerUnit":9/,
    );
    const told = await bench.printed(() => at.declared.refresh());
    assert.match(
      told.join("\n"),
      /availability\.trial\.type, which this program does not set, went from "NoTrial" to "TimedAccess"/,
    );
    assert.equal(getPath(at.declared.inputs, "availability.meters.calls.pricePerUnit"), 9);
    await at.declared.up(at.program);
    const now = await at.sales();
    assert.deepEqual([(now.customMeters as Properties[])[0]?.priceInUsd, (now.trial as Properties).duration], [0.5, 1]);
  });

  it("leave the clouds that somebody has put beside them", async () => {
    await at.make({ markets: ["US"], monthlyPrice: 1 });
    const properties = [{ type: "ApplicableClouds", value: "PublicAzure" }];
    await at.edit({ properties });
    await at.declared.refresh();
    setPath(at.program, "availability.monthlyPrice", 2);
    await at.declared.up(at.program);
    assert.deepEqual((await at.sales()).properties, properties);
  });
});
