/** The plan itself: clouds, certifications, and the technical configuration of another plan. */
import assert from "node:assert/strict";
import type { Run } from "../../../../provider/engine/run.js";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { planSetupPage } from "../../../../provider/kinds/plan/setup.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { front } from "../../front.js";
import { smallPlan } from "../../programs.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const variant = "PUT /products/{productId}/variants/{variantId}";

describe("the set-up of a plan", () => {
  const bench = workbench();
  const service = front(bench);
  let whole: WholeProgram;
  let count = 0;

  before(async () => {
    whole = await WholeProgram.make(bench, "plan-setup");
  });

  async function make(
    setup: Properties,
    process?: () => Run,
  ): Promise<{ declared: Declared; program: Properties; path: string }> {
    const planId = `plan-${++count}`;
    const program = { offer: whole.productId, planId, planType: "managed-application", name: planId, setup };
    const declared = bench.declared(plan);
    declared.process = process ?? declared.process;
    await declared.up(program);
    return { declared, program, path: `/products/${whole.productId}/variants/${declared.outputs.variantId}` };
  }

  it("is made with the plan, in one request between two looks whether it is there", async () => {
    const setup = { clouds: ["azure-government"], governmentCertifications: { CJIS: "https://contoso.com/c" } };
    const calls = await bench.calls(() => make(setup));
    const look = "GET /products/{productId}/variants";
    assert.deepEqual(calls, [look, "POST /products/{productId}/variants", look]);
  });

  it("is no change in another order or letter case", async () => {
    const { declared, program } = await make({ clouds: ["public-azure", "azure-government"] });
    setPath(program, "setup.clouds", ["Azure-Government", "public-azure"]);
    assert.equal(await declared.up(program), "unchanged");
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    setPath(program, "listing.summary", "Something else");
    assert.equal((await bench.writes(() => declared.up(program))).length, 1);
    assert.deepEqual(
      getPath(declared.outputs, "setup.clouds"),
      ["Azure-Government", "public-azure"],
      "as it is written",
    );
  });

  it("keeps what the program does not set, and what we do not know", async () => {
    const { declared, program, path } = await make({ governmentCertifications: { CJIS: "https://contoso.com/c" } });
    const theirs = await bench.colleague.call("GET", path);
    const extendedProperties = [{ type: "theirs", value: "1" }];
    const validated = { title: "CJIS", uri: "https://contoso.com/c", validationResults: [{ errorMessage: "gone" }] };
    const certificationsAzureGovernment = [validated];
    const more = { extendedProperties, conversionPaths: "theirs", leadGenID: "theirs", certificationsAzureGovernment };
    await bench.colleague.call("PUT", path, { ...theirs, ...more, cloudAvailabilities: ["public-azure", "new-cloud"] });
    const told = await bench.printed(() => declared.refresh());
    assert.match(told.join("\n"), /setup\.clouds, which this program does not set, went from .* to .*new-cloud/);
    assert.match(
      told.join("\n"),
      /setup\.leadGenId, which this program does not set, went from \(not set\) to "theirs"/,
    );
    setPath(program, "setup.governmentCertifications.FedRAMP", "https://contoso.com/f");
    assert.deepEqual(await bench.writes(() => declared.up(program)), [variant]);
    const now = await bench.colleague.call("GET", path);
    assert.deepEqual(
      [now.extendedProperties, now.conversionPaths, now.leadGenID, now.cloudAvailabilities],
      [extendedProperties, "theirs", "theirs", ["public-azure", "new-cloud"]],
    );
    assert.deepEqual(now.certificationsAzureGovernment, [
      validated,
      { title: "FedRAMP", uri: "https://contoso.com/f" },
    ]);
  });

  it("that a colleague changes is a conflict, or found by a refresh", async () => {
    const { declared, program, path } = await make({ clouds: ["public-azure"], leadGenId: "ours" });
    const theirs = await bench.colleague.call("GET", path);
    await bench.colleague.call("PUT", path, { ...theirs, cloudAvailabilities: ["public-azure", "azure-government"] });
    setPath(program, "setup.leadGenId", "ours too");
    assert.match(
      (await failure(declared.up(program))).message,
      /setup\.clouds is \["azure-government","public-azure"\]/,
    );
    await declared.refresh();
    assert.deepEqual(getPath(declared.inputs, "setup.clouds"), ["public-azure", "azure-government"]);
    assert.equal(await declared.up(program), "updated");
    assert.deepEqual((await bench.colleague.call("GET", path)).cloudAvailabilities, ["public-azure"]);
  });

  it("that a colleague changes between our reading and our writing is not overwritten", async () => {
    const { declared, program, path } = await make({ leadGenId: "ours" }, () => service.run());
    service.before = async (call) => {
      if (!call.startsWith("PUT ")) return;
      service.before = async () => {};
      const theirs = { ...(await bench.colleague.call("GET", path)), leadGenID: "theirs", conversionPaths: "theirs" };
      await bench.colleague.call("PUT", path, theirs);
    };
    setPath(program, "setup.leadGenId", "ours too");
    assert.match((await failure(declared.up(program))).message, /leadGenId is "theirs" in Partner Center/);
    const inService = async () => {
      const { leadGenID, conversionPaths } = await bench.colleague.call("GET", path);
      return [leadGenID, conversionPaths];
    };
    assert.deepEqual(await inService(), ["theirs", "theirs"]);
    await declared.refresh();
    assert.equal(await declared.up(program), "updated");
    assert.deepEqual(await inService(), ["ours too", "theirs"]);
  });

  it("has the type that Partner Center has, unless it says none", async () => {
    const { declared } = await make({}, () => service.run());
    declared.outputs.planType = "solution-template";
    const withoutType = (key: string, value: unknown) => (key === "subType" ? undefined : value);
    service.answer = (_, body) => JSON.parse(JSON.stringify(body, withoutType));
    await declared.refresh();
    assert.equal(declared.inputs.planType, "solution-template");
    service.answer = (_, body) => body;
    await declared.refresh();
    assert.equal(declared.inputs.planType, "managed-application");
  });

  it("has its certifications under either of the names that are known of them", () => {
    const field = planSetupPage.fields.find(({ path }) => path === "setup.governmentCertifications");
    const [recorded, published] = ["certificationsAzureGovernment", "azureGovernmentCertifications"] as const;
    const entries = [{ title: "CJIS", uri: "https://contoso.com/c", theirs: 1 }];
    const [value, wanted] = [{ CJIS: "https://contoso.com/c" }, { CJIS: "https://contoso.com/d" }];
    const written = [{ title: "CJIS", uri: "https://contoso.com/d", theirs: 1 }];
    for (const [body, expected] of [
      [{ [recorded]: entries }, { [recorded]: written }],
      [{ [published]: entries }, { [published]: written }],
    ] as [Properties, Properties][]) {
      assert.deepEqual(field?.read(body), value);
      field?.write(body, wanted, { name: "" });
      assert.deepEqual(body, expected);
    }
    const fresh: Properties = {};
    field?.write(fresh, value, { name: "" });
    assert.deepEqual(fresh, { [recorded]: [{ title: "CJIS", uri: "https://contoso.com/c" }] });
  });

  it("goes back to what a new plan has", async () => {
    const { declared, program, path } = await make({ clouds: ["azure-government"], state: "Inactive", leadGenId: "x" });
    const { setup: _, ...bare } = program;
    assert.deepEqual(await bench.writes(() => declared.up(bare)), [variant]);
    const now = await bench.colleague.call("GET", path);
    assert.deepEqual([now.cloudAvailabilities, now.state, now.leadGenID], [["public-azure"], "Active", undefined]);
    assert.equal(declared.outputs.setup, undefined);
    await declared.refresh();
    assert.equal(await declared.up(bare), "unchanged");
  });

  it("on which somebody has worked is not taken over without `adopt`", async () => {
    const body = {
      resourceType: "AzureSkuVariant",
      externalID: "theirs",
      friendlyName: "Theirs",
      subType: "managed-application",
    };
    await bench.colleague.call("POST", `/products/${whole.productId}/variants`, { ...body, leadGenID: "theirs" });
    const program = { offer: whole.productId, planId: "theirs", planType: "managed-application", name: "Theirs" };
    const declared = bench.declared(plan);
    assert.match((await failure(declared.up(program))).message, /somebody has set setup\.leadGenId/);
    const told = await bench.printed(() => declared.up({ ...program, adopt: true, setup: { leadGenId: "ours" } }));
    assert.match(told.join(), /setup\.leadGenId \("theirs" becomes "ours"\)/);
  });

  it("may be the technical configuration of another plan, by the plan's id or the service's", async () => {
    const other = bench.declared(plan);
    const program = smallPlan(whole.productId, "reuses", "unused");
    delete program.technicalConfiguration;
    program.setup = { technicalConfigurationOf: whole.plan.id };
    await other.up(program);
    const path = `/products/${whole.productId}/variants/${other.outputs.variantId}`;
    assert.equal((await bench.colleague.call("GET", path)).referenceVariantID, whole.plan.outputs.variantId);
    setPath(program, "setup.technicalConfigurationOf", whole.plan.outputs.variantId);
    assert.deepEqual(await bench.calls(async () => assert.equal(await other.up(program), "unchanged")), []);
    await other.refresh();
    assert.equal(await other.up(program), "unchanged");

    // Such a plan goes to preview without a package of its own; the other plans of this suite, which have none either,
    // do not.
    const plans = await bench.colleague.list(`/products/${whole.productId}/variants`);
    const kept = [other.outputs.variantId, whole.plan.outputs.variantId];
    for (const { id } of plans.filter((candidate) => !kept.includes(candidate.id))) {
      await bench.colleague.call("DELETE", `/products/${whole.productId}/variants/${id}`);
    }
    const submitted = bench.declared(submission);
    await submitted.up(whole.submission({ lacking: { "plan reuses": ["technicalConfiguration.package"] } }));
    assert.equal(submitted.outputs.substate, "ReadyToPublish");

    program.setup = undefined;
    delete program.setup;
    await other.up(program);
    assert.equal((await bench.colleague.call("GET", path)).referenceVariantID, undefined);
  });
});
