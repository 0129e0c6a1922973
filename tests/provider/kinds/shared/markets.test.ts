/** Where a plan is sold: single markets, groups, exceptions, and markets where it is no longer sold. */
import assert from "node:assert/strict";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { marketCodes, marketGroups, selectedMarkets } from "../../../../provider/kinds/shared/markets.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { failure } from "../../declared.js";
import { soldPlans } from "../../sold-plans.js";
import { workbench } from "../../workbench.js";

describe("groups of markets", () => {
  it("have only markets of the marketplace, each once", () => {
    for (const codes of Object.values(marketGroups)) {
      assert.deepEqual(
        codes.filter((code) => !marketCodes.includes(code)),
        [],
      );
      assert.equal(new Set(codes).size, codes.length);
    }
    assert.deepEqual([marketGroups.all.length, marketGroups.taxRemitted.length], [141, 60]);
  });

  const cases: [codes: string[], groups: string[], excluded: string[], selected: string[]][] = [
    [["US"], [], [], ["US"]],
    [["us", "US", "de"], [], [], ["DE", "US"]],
    [[], ["all"], marketCodes.slice(2), ["AD", "AE"]],
    [["JP"], ["taxRemitted"], marketGroups.taxRemitted.filter((code) => code !== "DE"), ["DE", "JP"]],
    [["US"], ["all"], marketCodes.filter((code) => code !== "DE").map((code) => code.toLowerCase()), ["DE"]],
  ];
  for (const [codes, groups, excluded, selected] of cases) {
    it(`[${codes}] and [${groups}] without ${excluded.length} markets are [${selected}]`, () => {
      assert.deepEqual(selectedMarkets(codes, groups, excluded), selected);
    });
  }
});

describe("a market in which a colleague has stopped selling", () => {
  const bench = workbench();

  it("is not sold in again without a word, although the program does not set `stopSelling`", async () => {
    const product = await bench.colleague.createProduct("stopped", "Stopped");
    const productId = String(product.id);
    const program: Properties = {
      offer: productId,
      planId: "gold",
      planType: "managed-application",
      name: "Gold",
      availability: { markets: ["US"] },
    };
    const declared = bench.declared(plan);
    await declared.up(program);
    const variantId = String(declared.outputs.variantId);
    const { marketStates } = await bench.colleague.draft(productId, "FeatureAvailability", variantId);
    const stopped = (marketStates as Properties[]).map((entry) =>
      entry.marketCode === "DE" ? { ...entry, state: "StopSelling" } : entry,
    );
    await bench.colleague.edit(productId, "FeatureAvailability", { marketStates: stopped }, variantId);
    setPath(program, "availability.markets", ["US", "DE"]);
    const { message } = await failure(declared.up(program));
    assert.match(
      message,
      /was changed in Partner Center.*availability\.stopSelling is \["DE"\] in Partner Center, wanted is \(not set\)/,
    );
    const kept = await bench.colleague.draft(productId, "FeatureAvailability", variantId);
    assert.deepEqual(kept.marketStates, stopped);
    await declared.refresh();
    await declared.up(program);
    const now = await bench.colleague.draft(productId, "FeatureAvailability", variantId);
    const german = (now.marketStates as Properties[]).find(({ marketCode }) => marketCode === "DE");
    assert.equal(german?.state, "Enabled", "a refresh has shown it");
  });
});

describe("the markets of a plan", () => {
  const bench = workbench();
  const at = soldPlans(bench, "plan-markets");

  async function states(): Promise<Map<string, string>> {
    const { marketStates } = await at.sales();
    return new Map((marketStates as Properties[]).map(({ marketCode, state }) => [String(marketCode), String(state)]));
  }

  async function inState(state: string): Promise<string[]> {
    return [...(await states())]
      .filter(([, value]) => value === state)
      .map(([code]) => code)
      .sort();
  }

  async function theirs(changes: Record<string, string>): Promise<void> {
    const marketStates = [...(await states())].map(([marketCode, state]) => ({
      marketCode,
      state: changes[marketCode] ?? state,
    }));
    await at.edit({ marketStates });
  }

  it("are all but some, and written out they are the same", async () => {
    await at.make({ marketGroups: ["all"], excludedMarkets: ["ru", "BY"] });
    const wanted = marketCodes.filter((code) => !["RU", "BY"].includes(code));
    assert.deepEqual(await inState("Enabled"), wanted);
    await at.calm();
    assert.deepEqual(at.declared.inputs.availability, { marketGroups: ["all"], excludedMarkets: ["ru", "BY"] });
    const hash = at.declared.inputs.__contentHash;
    at.program.availability = { markets: wanted.map((code) => code.toLowerCase()).reverse() };
    await at.calm();
    assert.equal(at.declared.inputs.__contentHash, hash);
  });

  it("are a group and single ones; another exception is one write; nothing at all is none", async () => {
    await at.make({ markets: ["JP"], marketGroups: ["taxRemitted"] });
    assert.deepEqual(await inState("Enabled"), [...marketGroups.taxRemitted, "JP"].sort());
    setPath(at.program, "availability.excludedMarkets", ["US"]);
    const calls = await bench.writes(async () => assert.equal(await at.declared.up(at.program), "updated"));
    assert.equal(calls.length, 1);
    assert.equal((await states()).get("US"), "Disabled");
    await at.calm();
    delete at.program.availability;
    assert.equal(await at.declared.up(at.program), "updated");
    assert.deepEqual(await inState("Enabled"), []);
    assert.deepEqual(
      ["availability", "csvAudience"].map((key) => at.declared.outputs[key]),
      [undefined, undefined],
    );
    await at.calm();
  });

  it("that a colleague has changed are found by a refresh, and set right by the next up", async () => {
    await at.make({ marketGroups: ["taxRemitted"], excludedMarkets: ["RU"] });
    await theirs({ US: "Disabled", RU: "Enabled", JP: "Terminated" });
    await at.declared.refresh();
    // In the program's words, lest sixty markets hide the one.
    const found = { marketGroups: ["taxRemitted"], excludedMarkets: ["US"] };
    assert.deepEqual([at.declared.inputs.availability, at.declared.outputs.availability], [found, found]);
    assert.equal(await at.declared.up(at.program), "updated");
    const now = await states();
    assert.deepEqual([now.get("US"), now.get("RU"), now.get("JP")], ["Enabled", "Disabled", "Terminated"]);
    await at.calm();
  });

  it("that a colleague has changed are found beside the single ones and the exceptions that are left", async () => {
    await at.make({ markets: ["jp", "ua"], marketGroups: ["taxRemitted"], excludedMarkets: ["ru", "by"] });
    await theirs({ UA: "Disabled", BY: "Enabled", AD: "Enabled", DE: "Disabled" });
    await at.declared.refresh();
    assert.deepEqual(at.declared.inputs.availability, {
      markets: ["JP", "AD"],
      marketGroups: ["taxRemitted"],
      excludedMarkets: ["RU", "DE"],
    });
    assert.equal(await at.declared.up(at.program), "updated");
    await at.calm();
  });

  it("of which a colleague has left a few are those", async () => {
    await at.make({ marketGroups: ["all"] });
    await theirs(Object.fromEntries(marketCodes.map((code) => [code, code < "AF" ? "Enabled" : "Disabled"])));
    await at.declared.refresh();
    assert.deepEqual(at.declared.inputs.availability, { markets: ["AD", "AE"] });
    assert.equal(await at.declared.up(at.program), "updated");
    assert.deepEqual(await inState("Enabled"), marketCodes);
    await at.calm();
  });

  it("that a colleague has changed are a conflict without a refresh", async () => {
    await at.make({ marketGroups: ["taxRemitted"] });
    await theirs({ US: "Disabled" });
    setPath(at.program, "availability.excludedMarkets", ["RU"]);
    assert.match(
      (await failure(at.declared.up(at.program))).message,
      /availability\.markets is \["RU"\] beside 58 that agree in Partner Center, wanted is \["US"\]/,
    );
  });

  it("in which it is no longer sold are left alone, unless the program lists them", async () => {
    await at.make({ markets: ["US", "DE"] });
    await theirs({ FR: "StopSelling", JP: "Terminated" });
    await at.declared.refresh();
    setPath(at.program, "availability.markets", ["US", "GB"]);
    await at.declared.up(at.program);
    assert.deepEqual([await inState("StopSelling"), await inState("Terminated")], [["FR"], ["JP"]]);

    setPath(at.program, "availability.markets", ["US"]);
    setPath(at.program, "availability.stopSelling", ["gb", "FR", "fr"]);
    await at.declared.up(at.program);
    assert.deepEqual([await inState("StopSelling"), await inState("Enabled")], [["FR", "GB"], ["US"]]);
    await at.calm();

    setPath(at.program, "availability.markets", ["US", "GB"]);
    setPath(at.program, "availability.stopSelling", ["FR"]);
    await at.declared.up(at.program);
    assert.deepEqual([await inState("StopSelling"), await inState("Enabled")], [["FR"], ["GB", "US"]]);
    await at.calm();

    setPath(at.program, "availability.stopSelling", undefined);
    await at.declared.up(at.program);
    assert.deepEqual([await inState("StopSelling"), await inState("Terminated")], [[], ["JP"]]);
    await at.calm();
  });

  it("in which selling stops keep their prices, which nobody can remove once they are published", async () => {
    await at.make({ markets: ["US", "DE"], monthlyPrices: { de: { amount: 40, currency: "EUR" } } });
    setPath(at.program, "availability.markets", ["US"]);
    await assert.rejects(at.declared.up(at.program), /not among `markets`/);
    setPath(at.program, "availability.stopSelling", ["DE"]);
    await at.declared.up(at.program);
    assert.deepEqual([await inState("StopSelling"), await inState("Enabled")], [["DE"], ["US"]]);
    await at.calm();
  });

  it("not known yet, in any of the three properties, are a change and no finding", async () => {
    await at.make({ markets: ["JP"], marketGroups: ["taxRemitted"], excludedMarkets: ["RU"] });
    for (const key of ["markets", "marketGroups", "excludedMarkets"]) {
      for (const value of [unknownMarker, [unknownMarker]]) {
        const unsure = structuredClone(at.program);
        setPath(unsure, `availability.${key}`, value);
        assert.equal((await at.declared.diff(unsure)).changes, true, key);
      }
    }
  });
});
