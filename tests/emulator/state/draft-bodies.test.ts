// What drafts answer, as clients of the real service read it. Each test names the client, its file and the commit.

import { strict as assert } from "node:assert";
import { type Body, faultOf, type Sent, subscription, withEmulator } from "../client.js";

describe("emulator: drafts as the service's clients read them", () => {
  const parts = withEmulator();
  const guid = "5b4a2c1d-0000-4000-8000-0123456789ab";

  // Azure/partnercenter-cli-extension a470f52, clients/plan_technicalconfiguration_client.py: the request is made of
  // `publisher_management_mode` and `customer_access_enable_state`, names that the SDK does not know and sends as they
  // are; of the reply it reads `pkg_config.publisherManagementMode` and `pkg_config.customerAccessEnableState`.
  it("a technical configuration keeps management mode and customer access that a PUT misspells or leaves out", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("misspelt");
    const plan = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "packageConfigurations", "Package", plan.id);
    const path = `/products/${id}/packageconfigurations/${draft.id}`;
    const managed = "AzureManagedApplicationPackageConfiguration";
    const read = ({ publisherManagementMode, customerAccessEnableState }: Body) => [
      publisherManagementMode,
      customerAccessEnableState,
    ];
    const sent: Sent = {
      resourceType: managed,
      publisher_management_mode: draft.publisherManagementMode,
      customer_access_enable_state: draft.customerAccessEnableState,
      DeploymentMode: "Incremental",
      version: "1.0.0",
    };
    const answer = await client.put(path, sent);
    assert.deepEqual([...read(answer), answer.deploymentMode], ["Managed", "Disabled", "Incremental"]);
    assert.equal(answer.publisher_management_mode, undefined);
    await client.put(path, { resourceType: managed, customerAccessEnableState: "Enabled" });
    assert.deepEqual(read(await client.put(path, { resourceType: managed })), ["Managed", "Enabled"]);
    const template = await client.createVariant(id, "template", "solution-template");
    const change = { version: "1.0.0" };
    const other = await client.change(id, "packageConfigurations", "Package", change, template.id);
    assert.deepEqual(read(other), [undefined, undefined]);
  });

  // microsoft/custom-meters-accelerator cac67b9, src/Services/Utilities/AzureAppOfferApi.cs, getProductFeature: of what
  // `featureAvailabilities/getByInstanceID(instanceID=…)` lists, it takes `if (item.id == instanceId)` only.
  it("the markets and prices of a plan have the id of their draft instance", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("one-id");
    const plan = await client.createVariant(id, "plan");
    // It asks for the module in small letters.
    const { value } = await client.get(`/products/${id}/branches/getByModule(module=availability)`);
    const instanceId = value.find(({ variantID }) => variantID === plan.id)?.currentDraftInstanceID;
    const listed = await client.get(`/products/${id}/featureAvailabilities/getByInstanceID(instanceID=${instanceId})`);
    assert.deepEqual(
      listed.value.map((item) => item.id),
      [instanceId],
    );
    assert.equal((await client.get(`/products/${id}/featureavailabilities/${instanceId}`)).id, instanceId);
  });

  // Two public pipelines in PowerShell (functions `Put-AzurePreviewAudience`) take the entity tag from
  // `getByInstanceID`, and then PUT `productavailabilities/` with the `currentDraftInstanceID` of the branch as the id.
  it("the preview audience is written by the id of its draft instance", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("by-instance");
    const instanceId = await client.instance(id, "Availability");
    const path = `/products/${id}/productavailabilities`;
    const listed = await client.get(`${path}/getByInstanceID(instanceID=${instanceId})`);
    const audiences = [{ type: "PreviewMarketplaceGroup", values: [subscription] }];
    const body = { resourceType: "ProductAvailability", visibility: "Public", audiences };
    const written = await client.put(`${path}/${instanceId}`, body, listed.value[0]?.["@odata.etag"]);
    assert.deepEqual([written.id, written.audiences], [instanceId, audiences]);
    assert.deepEqual(await client.get(`${path}/${instanceId}`), written);
    const own = `/products/${id}/properties/${await client.instance(id, "Property")}`;
    assert.equal((await client.call("GET", own)).status, 404, "a property has an id of its own");
  });

  // robpearson/custom-meters-accelerator bc6b0c5 (a fork of Microsoft's), src/Services/Models/ProductFeatureModel.cs:
  // `CustomMeter.id`, `SubscriptionAudiences.id`; read by System.Text.Json, which tells cases apart. The same in
  // sugerio/suger-sdk, AzureAudience and AzureProductVariantCustomMeter.
  it("custom meters and members of audiences have an id in small letters", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("small-letters");
    const plan = await client.createVariant(id, "plan");
    const sales = {
      customMeters: [{ isEnabled: true, ID: "messages", uniqueID: guid, displayName: "Messages" }],
      subscriptionAudiences: [{ ID: subscription, description: "Ours" }],
      tenantAudiences: [{ Id: guid, description: "Theirs" }],
    };
    const { customMeters, subscriptionAudiences, tenantAudiences } = await client.change(
      id,
      "featureAvailabilities",
      "Availability",
      sales,
      plan.id,
    );
    assert.deepEqual(customMeters, [{ isEnabled: true, id: "messages", uniqueID: guid, displayName: "Messages" }]);
    assert.deepEqual(subscriptionAudiences, [{ id: subscription, description: "Ours" }]);
    assert.deepEqual(tenantAudiences, [{ id: guid, description: "Theirs" }]);
  });

  // The README says that a PUT checks enumerations; the published OpenAPI document has this one at PricingUnit.name.
  it("a unit of a price is one of those that the published document lists", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("units");
    const plan = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "featureAvailabilities", "Availability", plan.id);
    const path = `/products/${id}/featureavailabilities/${draft.id}`;
    const priced = (name: string) => ({
      ...draft,
      priceSchedules: [{ isBaseSchedule: true, schedules: [{ pricingModel: "Usage", pricingUnits: [{ name }] }] }],
    });
    const refused = await client.call("PUT", path, priced("bananas"), { "if-match": "*" });
    assert.equal(refused.status, 400);
    assert.deepEqual(Object.keys(faultOf(refused).data), ["priceSchedules[0].schedules[0].pricingUnits[0].name"]);
    const { priceSchedules } = await client.put(`${path}?$expand=PriceSchedules`, priced("SharedCore"));
    assert.match(JSON.stringify(priceSchedules), /"pricingUnits":\[\{"name":"sharedcore"\}\]/);
  });
});
