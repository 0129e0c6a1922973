/** Limits and requirements of what the Product Ingestion API keeps, as a preview tells them. */
import assert from "node:assert/strict";
import { virtualMachineOffer } from "../../../provider/kinds/virtual-machine/offer.js";
import { virtualMachinePlan } from "../../../provider/kinds/virtual-machine/plan.js";
import { lacking } from "../../../provider/rules/completeness.js";
import { ingestedLimits } from "../../../provider/rules/ingested-limits.js";
import { checkLimits } from "../../../provider/rules/limit-checks.js";
import { compareIngestedPlans } from "../../../provider/rules/plan-comparison.js";
import { Findings } from "../../../provider/values/findings.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { machineOfferProgram, machinePlanProgram } from "../machine-programs.js";

/** So many of what a limit counts, at its property. */
function program(property: string, unit: string, count: number): Properties {
  const inputs: Properties = {};
  const keys = Array.from({ length: count }, (_, index) => `n${index}`);
  const value = unit === "characters" ? "x".repeat(count) : Object.fromEntries(keys.map((key) => [key, key]));
  if (property.endsWith(".(key)")) setPath(inputs, property.replace(".(key)", ""), { [String(value)]: "" });
  else setPath(inputs, property.replaceAll(".*", ".one"), value);
  return inputs;
}

describe("the limits of offers and plans of the second API", () => {
  for (const { of, property, unit, allowed } of ingestedLimits) {
    const [{ most }] = allowed;
    it(`take ${most} ${unit} of ${of}'s ${property}, and no more`, () => {
      const told = [most, most + 1].map((count) => {
        const findings = new Findings();
        checkLimits(of, program(property, unit, count), findings);
        return findings.unlessHeld().map(({ reason }) => reason);
      });
      assert.deepEqual(told[0], []);
      assert.match(
        String(told[1]),
        new RegExp(`at most ${most} \\(Microsoft's schemas and pages of this type of offer, 2026-11\\)`),
      );
    });
  }

  it("are told with all else that is wrong, by path", async () => {
    const findings = new Findings();
    const offer = machineOfferProgram("limits");
    setPath(offer, "listing.summary", "x".repeat(101));
    setPath(offer, "listing.description", "");
    await virtualMachineOffer.derive(offer, findings, {});
    const told = findings.unlessHeld().map(({ property }) => property);
    assert.deepEqual(told.sort(), ["listing.description", "listing.summary"]);
    assert.deepEqual(lacking("VirtualMachinePlan", machinePlanProgram("limits")), []);
  });

  it("ask for SKUs with a technical configuration", async () => {
    const findings = new Findings();
    const plan = machinePlanProgram("limits");
    plan.technicalConfiguration = { recommendedSizes: ["Standard_D2s_v5"] };
    await virtualMachinePlan.derive(plan, findings, {});
    assert.match(JSON.stringify(findings.unlessHeld()), /technicalConfiguration\.skus.*is needed with a technical/);
  });
});

describe("plans of SaaS beside each other", () => {
  const plan = (planId: string, availability: object) => ({ planId, availability });
  it("are priced in the same way", () => {
    const others = [plan("free", {}), plan("one", { flatRate: { oneYear: { price: 1 } } })];
    assert.deepEqual(
      compareIngestedPlans(plan("two", { flatRate: { oneMonth: { price: 2 } } }), others).unlessHeld(),
      [],
    );
    assert.deepEqual(compareIngestedPlans(plan("three", {}), others).unlessHeld(), []);
    const [found] = compareIngestedPlans(plan("two", { perUser: { oneYear: { price: 1 } } }), others).unlessHeld();
    assert.equal(found?.property, "availability.perUser");
    assert.match(String(found?.reason), /is another way to be priced than flatRate of plan one; all plans .* the same/);
  });
});

describe("plans of virtual machines beside each other", () => {
  const plan = (planId: string, skuId: string) => ({
    planId,
    technicalConfiguration: { skus: { x64Gen2: planId, x64Gen1: skuId } },
  });
  it("have each SKU id once", () => {
    const others = [plan("one", "shared")];
    assert.deepEqual(compareIngestedPlans(plan("two", "two-gen1"), others).unlessHeld(), []);
    const [found] = compareIngestedPlans(plan("two", "shared"), others).unlessHeld();
    assert.equal(found?.property, "technicalConfiguration.skus.x64Gen1");
    assert.match(String(found?.reason), /is "shared", which is a SKU of plan one too/);
  });
});
