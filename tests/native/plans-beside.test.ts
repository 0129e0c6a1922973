/** Plans of one offer that may not stand side by side, where no class in TypeScript compares them. */
import assert from "node:assert/strict";
import { decode, encode } from "../../native/wire.js";
import { providerText } from "../../provider/provider-text.js";
import { type Properties, setPath } from "../../provider/values/properties.js";
import { unknownMarker } from "../../provider/values/unknown.js";
import { machinePlanProgram } from "../provider/machine-programs.js";
import { WholeProgram } from "../provider/whole-program.js";
import { workbench } from "../provider/workbench.js";
import { Door } from "./server.js";

describe("plans of one offer, through the plugin's door", () => {
  const bench = workbench();
  let door: Door;
  beforeEach(async () => {
    door = await Door.open(bench);
  });
  afterEach(() => door.stop());

  /** What is found about a plan. */
  async function found(program: Properties, { kind = "Plan", olds }: { kind?: string; olds?: Properties } = {}) {
    const checked = await door.check(kind, program, olds, [], String(program.planId));
    return checked.getFailuresList().map((one) => `${one.getProperty()} ${one.getReason()}`.trimStart());
  }

  /** A plan that needs nothing but its offer. */
  const planOf = (offer: string, planId: string): Properties => ({
    offer,
    planId,
    planType: "managed-application",
    name: planId,
  });
  const machinePlan = (planId: string, sku: unknown): Properties => {
    const plan = machinePlanProgram("machines", planId);
    setPath(plan, "technicalConfiguration.skus.x64Gen1", sku);
    return plan;
  };

  it("refuses a new one with the name of another, on its own row", async () => {
    const { productId } = await WholeProgram.make(bench, "beside-name");
    assert.deepEqual(await found({ ...planOf(productId, "silver"), name: "Same" }), []);
    const again = { ...planOf(productId, "bronze"), name: " same " };
    const [first, ...more] = await found(again);
    assert.match(String(first), /^name is the name of plan silver too; each plan of an offer has a name of its own/);
    assert.deepEqual(more, []);
    assert.deepEqual(await found({ ...planOf(productId, "silver"), name: "Same" }), [], "the first, once more");
  });

  it("refuses it also where the engine comes to the new one first", async () => {
    const { productId, planProgram } = await WholeProgram.make(bench, "beside-first");
    await found({ ...planOf(productId, "silver"), name: String(planProgram.name) });
    const [first] = await found(planProgram, { olds: planProgram });
    assert.match(String(first), /^name is the name of plan silver too/);
  });

  it("only warns where both are there: Partner Center has taken them", async () => {
    const { productId, planProgram } = await WholeProgram.make(bench, "beside-held");
    const other = { ...planOf(productId, "silver"), name: String(planProgram.name) };
    await found(other, { olds: other });
    const printed = await bench.printed(async () => {
      assert.deepEqual(await found(planProgram, { olds: planProgram }), []);
    });
    assert.match(printed.join("\n"), /warning: name is the name of plan silver too/);
  });

  it("finds a SKU of two plans, and names it by its path", async () => {
    assert.deepEqual(await found(machinePlan("one", "gen1"), { kind: "VirtualMachinePlan" }), []);
    const [first] = await found(machinePlan("two", "gen1"), { kind: "VirtualMachinePlan" });
    assert.match(String(first), /^technicalConfiguration\.skus\.x64Gen1 is "gen1", which is a SKU of plan one too/);
  });

  it("warns of a meter that two plans say differently", async () => {
    const { productId } = await WholeProgram.make(bench, "beside-meters");
    const printed = await bench.printed(async () => {
      for (const [planId, unitOfMeasure] of Object.entries({ silver: "message", bronze: "letter" })) {
        const plan = planOf(productId, planId);
        const messages = { displayName: "Messages", unitOfMeasure, pricePerUnit: 1 };
        setPath(plan, "availability", { markets: ["US"], monthlyPrice: 1, meters: { messages } });
        assert.deepEqual(await found(plan), []);
      }
    });
    assert.match(
      printed.join("\n"),
      /^: warning: availability\.meters\.messages has another unitOfMeasure than in plan silver/,
    );
  });

  it("compares only what is known, and plans of one offer", async () => {
    assert.deepEqual(await found({ ...planOf(unknownMarker, "silver"), name: "Same" }), []);
    assert.deepEqual(await found({ ...planOf(unknownMarker, "bronze"), name: "Same" }), []);
    const { productId } = await WholeProgram.make(bench, "beside-other");
    const other = await WholeProgram.make(bench, "beside-another");
    assert.deepEqual(await found({ ...planOf(productId, "silver"), name: "Same" }), []);
    assert.deepEqual(await found({ ...planOf(other.productId, "silver"), name: "Same" }), []);
    assert.deepEqual(await found({ ...planOf(productId, "bronze"), name: unknownMarker }), []);
    const kind = "VirtualMachinePlan";
    assert.deepEqual(await found(machinePlan("one", unknownMarker), { kind }), []);
    assert.deepEqual(await found(machinePlan("two", unknownMarker), { kind }), []);
  });

  it("says nothing where a class in TypeScript has compared them", async () => {
    const { productId } = await WholeProgram.make(bench, "beside-class");
    for (const planId of ["silver", "bronze"]) {
      const plan = { ...planOf(productId, planId), name: "Same", __provider: providerText("Plan") };
      assert.deepEqual(await found(plan), []);
    }
  });

  it("warns of just-in-time access that the given package cannot switch on", async () => {
    const { productId, asset } = await WholeProgram.make(bench, "beside-jit");
    await door.diff("ApplicationPackage", String(asset.id), encode(asset.outputs), encode(asset.inputs));
    const plan = planOf(productId, "silver");
    setPath(plan, "technicalConfiguration", { version: "1.0.0", package: asset.id, justInTimeAccess: true });
    const printed = await bench.printed(async () => void (await found(plan)));
    assert.match(
      printed.join("\n"),
      /technicalConfiguration\.justInTimeAccess is true, but .* no output jitAccessPolicy/,
    );
  });

  it("refuses the technical configuration of a plan of the other type", async () => {
    const { productId, plan, planProgram } = await WholeProgram.make(bench, "beside-types");
    const checked = await door.check("Plan", planProgram, planProgram, [], "gold");
    const inputs = checked.getInputs();
    assert.ok(inputs && decode(inputs).properties.planType === "managed-application");
    await door.diff("Plan", String(plan.id), inputs, inputs);
    const sharing = (planId: string, planType: string): Properties => ({
      offer: productId,
      planId,
      name: planId,
      planType,
      setup: { technicalConfigurationOf: plan.id },
    });
    const [first] = await found(sharing("free", "solution-template"));
    assert.match(
      String(first),
      /^setup\.technicalConfigurationOf is a plan of the type managed-application, and this one is a solution-template/,
    );
    assert.deepEqual(await found(sharing("silver", "managed-application")), []);
  });
});
