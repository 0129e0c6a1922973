/** A plan from nothing to gone: managed application and solution template. */
import assert from "node:assert/strict";
import { applicationPackage } from "../../../../provider/kinds/application-package.js";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import type { Declared } from "../../declared.js";
import { guids, packageFolder, wholePlan } from "../../programs.js";
import { workbench } from "../../workbench.js";

const variant = "PUT /products/{productId}/variants/{variantId}";
const listing = "PUT /products/{productId}/listings/{id}";
const availability = "PUT /products/{productId}/featureavailabilities/{id}";
const configuration = "PUT /products/{productId}/packageconfigurations/{id}";

const price = (amount: number, currency: string) => ({ amount, currency });
const meter = (pricePerUnit: number, more: Properties = {}) => ({
  displayName: "Calls",
  unitOfMeasure: "per call",
  pricePerUnit,
  ...more,
});
const edits: [path: string, value: unknown, write: string][] = [
  ["name", "Another name", variant],
  ["setup.clouds", ["azure-government"], variant],
  ["setup.governmentCertifications", { CJIS: "https://contoso.com/other" }, variant],
  ["setup.state", "Inactive", variant],
  ["setup.leadGenId", "contoso.other", variant],
  ["listing.title", "Another title", listing],
  ["listing.summary", "Shorter", listing],
  ["listing.description", "Longer", listing],
  ["availability.markets", ["US", "DE", "JP", "FR"], availability],
  ["availability.monthlyPrice", 0, availability],
  ["availability.monthlyPrice", 12.34, availability],
  ["availability.monthlyPrices", { DE: price(8, "EUR"), JP: price(1000, "JPY") }, availability],
  ["availability.monthlyPrices", { JP: price(900, "JPY"), FR: price(1, "EUR") }, availability],
  ["availability.hidden", false, availability],
  ["availability.stopSelling", ["GB", "CA"], availability],
  ["availability.annualPrice", 99.5, availability],
  ["availability.annualPrices", { JP: price(9000, "JPY") }, availability],
  ["availability.meters.reports.pricePerUnit", 0.25, availability],
  ["availability.meters.reports.included", { annual: { infinite: true } }, availability],
  ["availability.meters.pages.enabled", false, availability],
  ["availability.meters", { calls: meter(0.01, { included: { monthly: { quantity: 5 } } }) }, availability],
  ["availability.trial.duration", 3, availability],
  ["availability.trial", { type: "Unlimited" }, availability],
  ["availability.privateAudience.subscriptions", { [guids.otherSubscription]: "a friend" }, availability],
  ["availability.privateAudience.tenants", { [guids.principal]: "another tenant" }, availability],
  ["availability.privateAudience.subscriptions", { [guids.otherSubscription]: "an old friend" }, availability],
  ["technicalConfiguration.version", "1.0.1", configuration],
  ["technicalConfiguration.tenantId", guids.principal, configuration],
  ["technicalConfiguration.authorizations", [{ principalId: guids.role, role: "Contributor" }], configuration],
  ["technicalConfiguration.governmentTenantId", guids.principal, configuration],
  ["technicalConfiguration.governmentAuthorizations", [{ principalId: guids.role, role: "Owner" }], configuration],
  ["technicalConfiguration.justInTimeAccess", false, configuration],
  ["technicalConfiguration.deploymentMode", "Complete", configuration],
  ["technicalConfiguration.customizeAllowedActions", false, configuration],
  ["technicalConfiguration.allowedCustomerActions", ["Microsoft.Compute/*"], configuration],
  ["technicalConfiguration.allowedDataActions", ["Microsoft.Storage/x", "Microsoft.Storage/y"], configuration],
  ["technicalConfiguration.policies.audit.parameters", '{"a":1}', configuration],
  ["technicalConfiguration.policies.second", { definitionId: "/y" }, configuration],
  ["technicalConfiguration.customerAccess", "Disabled", configuration],
];

describe("a managed-application plan", () => {
  const bench = workbench();
  let productId: string;
  let program: Properties;
  let declared: Declared;

  before(async () => {
    productId = String((await bench.colleague.createProduct("plan-life", "Plans")).id);
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: productId, path: await packageFolder(bench, "app") });
    program = wholePlan(productId, "gold", asset.id as string);
    declared = bench.declared(plan);
    await declared.up(program);
  });

  it("is created with everything that the program says", async () => {
    const [found] = await bench.colleague.list(`/products/${productId}/variants`);
    assert.equal(declared.id, `${productId}/${found?.id}`);
    assert.deepEqual(
      [declared.outputs.productId, declared.outputs.variantId, found?.externalID, found?.subType],
      [productId, found?.id, "gold", "managed-application"],
    );
    const sales = await bench.colleague.draft(productId, "FeatureAvailability", String(found?.id));
    const enabled = (sales.marketStates as Properties[]).filter(({ state }) => state === "Enabled");
    assert.deepEqual(enabled.map(({ marketCode }) => marketCode).sort(), ["DE", "US"]);
    assert.deepEqual([sales.visibility, sales.isHidden], ["Private", true]);
    assert.deepEqual(sales.trial, { type: "TimedAccess", durationType: "Months", duration: 1 });
    assert.deepEqual(
      (sales.marketStates as Properties[]).find(({ state }) => state === "StopSelling")?.marketCode,
      "GB",
    );
    assert.deepEqual([found?.cloudAvailabilities, found?.state], [["public-azure", "azure-government"], "Active"]);
    const [reports, pages] = sales.customMeters as Properties[];
    assert.deepEqual(
      [reports?.id, reports?.isEnabled, reports?.priceInUsd, reports?.includedBaseQuantities],
      [
        "reports",
        true,
        0.125,
        [
          { recurringUnit: "Monthly", isInfinite: false, quantity: 30 },
          { recurringUnit: "Annual", isInfinite: false, quantity: 400 },
        ],
      ],
    );
    assert.deepEqual(pages?.includedBaseQuantities, [{ recurringUnit: "Monthly", isInfinite: true }]);
    const technical = await bench.colleague.draft(productId, "PackageConfiguration", String(found?.id));
    assert.equal(technical.publicAzureTenantID, guids.tenant);
    assert.deepEqual(technical.allowedCustomerActions, ["Microsoft.Storage/*;Microsoft.Network/*"]);
  });

  it("is read as the program has it, and costs nothing while the program is the same", async () => {
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    const inputs = declared.inputs;
    await declared.refresh();
    assert.deepEqual(declared.inputs, inputs);
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
  });

  for (const [path, value, write] of edits) {
    it(`writes one part when ${path} becomes ${JSON.stringify(value)}`, async () => {
      setPath(program, path, value);
      const calls = await bench.writes(async () => assert.equal(await declared.up(program), "updated"));
      assert.deepEqual(calls, [write]);
      assert.deepEqual(getPath(declared.outputs, path), value);
      await declared.refresh();
      assert.deepEqual(getPath(declared.inputs, path), value);
      assert.equal(await declared.up(program), "unchanged");
    });
  }

  it("becomes public in one write", async () => {
    setPath(program, "availability.visibility", "Public");
    setPath(program, "availability.privateAudience", undefined);
    assert.deepEqual(await bench.writes(() => declared.up(program)), [availability]);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    const { variantId } = declared.outputs;
    const sales = await bench.colleague.draft(productId, "FeatureAvailability", String(variantId));
    assert.deepEqual([sales.visibility, sales.subscriptionAudiences, sales.tenantAudiences], ["Public", [], []]);
  });

  it("takes another package by its id, with or without the product in front", async () => {
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: productId, path: await packageFolder(bench, "app-2", "2") });
    setPath(program, "technicalConfiguration.package", asset.id);
    assert.deepEqual(await bench.writes(() => declared.up(program)), [configuration]);
    setPath(program, "technicalConfiguration.package", asset.outputs.packageId);
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
  });

  it("goes back to what a new plan is when all is taken out of the program", async () => {
    const { offer, planId, planType, name } = program;
    const bare = { offer, planId, planType, name };
    assert.equal(await declared.up(bare), "updated");
    const { variantId } = declared.outputs;
    const page = await bench.colleague.draft(productId, "Listing", String(variantId));
    assert.equal(page.title, name);
    assert.ok(!page.shortDescription && !page.description);
    const sales = await bench.colleague.draft(productId, "FeatureAvailability", String(variantId));
    assert.deepEqual(
      (sales.marketStates as Properties[]).filter(({ state }) => state === "Enabled"),
      [],
    );
    assert.deepEqual([sales.visibility, sales.isHidden, sales.priceSchedules], ["Public", false, []]);
    const enabled = (sales.customMeters as Properties[]).filter(({ isEnabled }) => isEnabled);
    // a meter that is not enabled counts as not there
    assert.deepEqual([enabled, sales.trial], [[], { type: "NoTrial" }]);
    const states = new Set((sales.marketStates as Properties[]).map(({ state }) => state));
    assert.deepEqual([...states], ["Disabled"]);
    const itself = await bench.colleague.call("GET", `/products/${productId}/variants/${variantId}`);
    assert.deepEqual(
      [itself.cloudAvailabilities, itself.certificationsAzureGovernment, itself.state, itself.leadGenID],
      [["public-azure"], [], "Active", undefined],
    );
    const technical = await bench.colleague.draft(productId, "PackageConfiguration", String(variantId));
    for (const key of ["publicAzureAuthorizations", "azureGovernmentAuthorizations", "policies", "packageReferences"]) {
      assert.deepEqual(technical[key], [], key);
    }
    assert.deepEqual(
      [
        technical.allowJitAccess,
        technical.canEnableCustomerActions,
        technical.publisherManagementMode,
        technical.customerAccessEnableState,
      ],
      [false, false, "Managed", "Disabled"],
    );
    assert.ok(!technical.publicAzureTenantID && !technical.version && !technical.deploymentMode);
    assert.equal(await declared.up(bare), "unchanged");
    await declared.refresh();
    assert.equal(await declared.up(bare), "unchanged");
    const blocks = ["setup", "listing", "availability", "technicalConfiguration"];
    assert.deepEqual(
      blocks.filter((block) => declared.inputs[block] !== undefined),
      [],
    );
  });

  it("is deleted while it is a draft, and a second time without complaint", async () => {
    await declared.destroy();
    assert.deepEqual(await bench.colleague.list(`/products/${productId}/variants`), []);
    await declared.destroy();
    assert.equal(await declared.refresh(), false);
  });
});

describe("a solution-template plan", () => {
  const bench = workbench();

  it("has version and package, and lives from create to delete", async () => {
    const productId = String((await bench.colleague.createProduct("templates", "Templates")).id);
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: productId, path: await packageFolder(bench, "app") });
    const program: Properties = {
      offer: productId,
      planId: "free",
      planType: "solution-template",
      name: "Free",
      listing: { title: "Free", summary: "In short", description: "At length" },
      availability: { visibility: "Private", privateAudience: { tenants: { [guids.tenant]: "we" } } },
      technicalConfiguration: { version: "1.0.0", package: asset.id },
    };
    const declared = bench.declared(plan);
    assert.equal(await declared.up(program), "created");
    assert.equal(await declared.up(program), "unchanged");
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    setPath(program, "technicalConfiguration.version", "1.1.0");
    assert.deepEqual(await bench.writes(() => declared.up(program)), [configuration]);
    setPath(program, "availability", { visibility: "Public" });
    assert.deepEqual(await bench.writes(() => declared.up(program)), [availability]);
    await declared.destroy();
    assert.deepEqual(await bench.colleague.list(`/products/${productId}/variants`), []);
  });
});
