/** What is unusual in a plan, or assumed to be wrong, is a warning: it stops nothing. */
import assert from "node:assert/strict";
import { applicationPackage } from "../../../../provider/kinds/application-package.js";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { Findings } from "../../../../provider/values/findings.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { packageFolder, smallPlan } from "../../programs.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

async function warnings(inputs: Properties): Promise<string[]> {
  const findings = new Findings();
  await plan.derive(inputs, findings, {});
  assert.deepEqual(findings.list(), []);
  return findings.warnings().map(({ property, reason }) => `${property} ${reason}`);
}

describe("a plan is warned of", () => {
  const price = (amount: number, currency: string) => ({ amount, currency });
  const meter = { displayName: "Calls", unitOfMeasure: "per call", pricePerUnit: 0.00001 };
  const cases: [path: string, value: unknown, warning: RegExp | undefined][] = [
    ["availability.monthlyPrice", 9.999, /^availability\.monthlyPrice is 9\.999 USD, with more than the 2 decimals/],
    ["availability.monthlyPrice", 1234567.89, undefined],
    ["availability.monthlyPrice", 0.1, undefined],
    ["availability.monthlyPrice", 0, undefined],
    [
      "availability.monthlyPrices",
      { JP: price(1000.5, "JPY") },
      /^availability\.monthlyPrices\.JP\.amount .* the 0 decimals/,
    ],
    ["availability.monthlyPrices", { JP: price(1000, "JPY") }, undefined],
    [
      "availability.monthlyPrices",
      { JP: price(10, "USD") },
      /^availability\.monthlyPrices\.JP\.currency is USD; prices of JP are in JPY/,
    ],
    ["availability.monthlyPrices", { jp: price(10, "JPY") }, undefined],
    ["availability.annualPrice", 1, /^availability\.annualPrice is a price that the API has/],
    ["availability.annualPrices", { JP: price(10, "JPY") }, /^availability\.annualPrices is a price that the API has/],
    ["availability.meters", { "calls per day": meter }, /^availability\.meters\["calls per day"\] is an unusual id/],
    ["availability.meters", { "calls.per-day_1": meter }, undefined],
    [
      "availability.trial",
      { type: "Unlimited" },
      /^availability\.trial is a value of the API; .* virtual machines and SaaS only/,
    ],
    ["availability.trial", { type: "NoTrial" }, undefined],
    ["availability.hidden", true, /^availability\.hidden is documented for solution templates only/],
    ["availability.hidden", false, undefined],
    ["setup.state", "Inactive", /^setup\.state is a value of the API of which no page says/],
    ["setup.state", "Active", undefined],
    ["availability.monthlyPrice", unknownMarker, undefined],
    ["availability.monthlyPrices", { JP: price(1, unknownMarker) }, undefined],
  ];
  for (const [path, value, warning] of cases) {
    it(`${path}: ${JSON.stringify(value)}${warning === undefined ? ": nothing" : ""}`, async () => {
      const inputs = smallPlan("product", "gold", "product/package");
      setPath(inputs, "availability.markets", ["US", "JP"]);
      setPath(inputs, path, value);
      const found = await warnings(inputs);
      assert.equal(found.length, warning === undefined ? 0 : 1, found.join("\n"));
      if (warning !== undefined) assert.match(String(found[0]), warning);
    });
  }

  it("markets of a solution template", async () => {
    const inputs = { offer: "p", planId: "free", planType: "solution-template", name: "Free" };
    const found = await warnings({ ...inputs, availability: { hidden: true, markets: ["US"], marketGroups: ["all"] } });
    assert.deepEqual(
      found.map((text) => text.split(" ")[0]),
      ["availability.markets", "availability.marketGroups"],
    );
  });
});

describe("a version of a technical configuration that does not grow", () => {
  const bench = workbench();
  let published: WholeProgram;
  let draft: WholeProgram;
  let otherPackage: string;

  before(async () => {
    published = await WholeProgram.make(bench, "version-published");
    await bench.declared(release).up(published.release(await published.submit()));
    draft = await WholeProgram.make(bench, "version-draft");
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: published.productId, path: await packageFolder(bench, "another", "2") });
    otherPackage = String(asset.id);
  });

  async function told(whole: WholeProgram, changes: Record<string, unknown>): Promise<string[]> {
    const program = structuredClone(whole.planProgram);
    for (const [path, value] of Object.entries(changes)) setPath(program, `technicalConfiguration.${path}`, value);
    const lines = await bench.printed(() => whole.plan.diff(program));
    return lines.filter((line) => line.includes("technicalConfiguration.version"));
  }

  const warned: [title: string, changes: () => Record<string, unknown>, line: RegExp][] = [
    [
      "stays with another package",
      () => ({ package: otherPackage }),
      /stays at 1\.0\.0, although technicalConfiguration\.package changed; it must grow/,
    ],
    ["stays with a package that is not known yet", () => ({ package: unknownMarker }), /stays at 1\.0\.0/],
    [
      "stays with another setting",
      () => ({ justInTimeAccess: true }),
      /although technicalConfiguration\.justInTimeAccess changed/,
    ],
    ["goes back", () => ({ version: "0.9.10" }), /goes back from 1\.0\.0 to 0\.9\.10/],
  ];
  for (const [title, changes, line] of warned) {
    it(`is a warning once the plan is published: it ${title}`, async () => {
      const lines = await told(published, changes());
      assert.equal(lines.length, 1);
      assert.match(String(lines[0]), /^plan gold: warning: technicalConfiguration\.version /);
      assert.match(String(lines[0]), line);
    });

    it(`is nothing as long as the plan is a draft: it ${title}`, async () => {
      assert.deepEqual(await told(draft, changes()), []);
    });
  }

  it("is nothing when it grows, is not known yet, or nothing else changes; and then nobody is asked", async () => {
    for (const changes of [
      {},
      { version: "1.0.1", package: otherPackage },
      { version: "1.0.10" },
      { version: unknownMarker, package: otherPackage },
    ]) {
      const calls = await bench.calls(async () => assert.deepEqual(await told(published, changes), []));
      assert.deepEqual(calls, []);
    }
  });

  it("is nothing in another offer, where the plan is a new one; and then nobody is asked", async () => {
    const program = structuredClone(published.planProgram);
    setPath(program, "technicalConfiguration.justInTimeAccess", true);
    program.offer = draft.productId;
    assert.deepEqual(await bench.calls(() => published.plan.check(program)), []);
  });
});
