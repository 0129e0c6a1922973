// An offer of Dynamics 365 Business Central, by the calls of BcContainerHelper (microsoft/navcontainerhelper 0ee0633,
// AppSource/New-AppSourceSubmission.ps1; 1687337, Get-AppSourceProduct.ps1; 9d1fbfd, Get-AppSourceSubmission.ps1). Such
// offers have no plans: technical configuration, markets and prices are at the level of the product.

import { strict as assert } from "node:assert";
import { strToU8 } from "fflate";
import { type Body, type Client, type Sent, withEmulator } from "../client.js";
import { pngOf } from "../picture.js";

const extension = "Dynamics365BusinessCentralAddOnExtensionPackage";

/** The one draft of a module at the level of the product, found as the script does. */
async function only(client: Client, productId: string, module: string, collection: string): Promise<Body[]> {
  const path = `/products/${productId}`;
  const branches = (await client.get(`${path}/branches/getByModule(module=${module})`)).value;
  const own = branches.filter(({ variantID }) => variantID === undefined);
  assert.equal(own.length, 1, `Unable to find the branch of ${module}`);
  const instance = own[0]?.currentDraftInstanceID;
  return (await client.get(`${path}/${collection}/getByInstanceID(instanceID=${instance})?$expand=MarketStates`)).value;
}

/** `New-AppSourceSubmission -appFile …`: uploads the app, refers to it, sets the version, submits these two modules. */
async function newSubmission(client: Client, productId: string, version: string, everything = false): Promise<Body> {
  const path = `/products/${productId}`;
  const [configuration, ...others] = await only(client, productId, "Package", "packageConfigurations");
  assert.ok(configuration !== undefined && others.length === 0, "unable to locate package configuration");
  const announced = { resourceType: extension, fileName: `Contoso_App_${version}.app` };
  const upload = await client.expect(201, "POST", `${path}/packages`, announced);
  await client.upload(upload.fileSasUri, strToU8(`NAVX ${version}`));
  const put = (collection: string, body: Body, change: Sent) =>
    client.put(`${path}/${collection}/${body.id}`, { ...body, ...change }, body["@odata.etag"]);
  const uploaded = await put("packages", upload, { state: "Uploaded" });
  assert.equal(uploaded.state, "Processed", "Could not process package");
  const packageReferences = [{ type: extension, value: uploaded.id }];
  await put("packageConfigurations", configuration, { packageReferences });
  const [property] = await only(client, productId, "Property", "properties");
  assert.ok(property);
  await put("properties", property, { appVersion: version });
  const modules = everything ? ["Availability", "Listing"] : [];
  const resources: Sent[] = [];
  for (const type of ["Package", "Property", ...modules]) {
    resources.push({ type, value: await client.instance(productId, type) });
  }
  const targets = [{ type: "Scope", value: "preview" }];
  const request = { resourceType: "SubmissionCreationRequest", targets, resources };
  return client.expect(201, "POST", `${path}/submissions`, request);
}

describe("emulator: Dynamics 365 Business Central, by the calls of BcContainerHelper", () => {
  // As strict as can be: what Azure applications must have is not asked for here.
  const parts = withEmulator({ switches: { portalRequirements: true } });

  it("goes live without plans, and its next release names only what has changed", async () => {
    const { client } = parts;
    const { id: productId } = await client.createProduct("bc-app", "AzureDynamics365BusinessCentral");
    const path = `/products/${productId}`;
    const texts = { title: "An app", summary: "In short", description: "<p>At length</p>" };
    await client.change(productId, "listings", "Listing", texts);
    await client.uploadLogo(productId, pngOf(216));
    await client.change(productId, "properties", "Property", { leveledCategories: { finance: [] } });

    // The offer itself was published from the portal before: a first submission has all modules.
    const first = await newSubmission(client, productId, "1.0.0.0", true);
    const submission = `${path}/submissions/${first.id}`;
    const found = (await client.get(`${submission}/validations`)).value;
    assert.deepEqual(
      found.map(({ message }) => message),
      [],
    );
    assert.equal((await client.get(`${submission}/workflowdetails`)).value.length, 2);
    const ready = await client.get(submission);
    assert.deepEqual([ready.state, ready.substate], ["Published", "ReadyToPublish"]);
    await client.expect(200, "POST", `${submission}/promote`, {});
    assert.equal((await client.get(submission)).substate, "InStore");

    const second = await newSubmission(client, productId, "1.1.0.0");
    // The pasted output of Get-AppSourceSubmission.ps1 lists the modules in this order, those not sent among them.
    assert.deepEqual(
      second.resources.map(({ type }) => type),
      ["Availability", "Listing", "Package", "Property"],
    );
    assert.deepEqual(second.variantResources, []);
    await client.expect(200, "POST", `${path}/submissions/${second.id}/promote`, {});
    const { value } = await client.get(`${path}/submissions`);
    assert.deepEqual([value.at(-1)?.id, value.at(-1)?.substate, value.length], [second.id, "InStore", 1]);
  });

  it("shows a processed package with five fields, and both availabilities of one instance", async () => {
    const { client } = parts;
    const { id: productId } = await client.createProduct("bc-shown", "AzureDynamics365BusinessCentral");
    const body = { resourceType: extension, fileName: "Contoso_App.app" };
    const upload = await client.expect(201, "POST", `/products/${productId}/packages`, body);
    await client.upload(upload.fileSasUri, strToU8("NAVX"));
    await client.put(`/products/${productId}/packages/${upload.id}`, { ...upload, state: "Uploaded" });
    // Get-AppSourceProduct.ps1, the help's last example: `@{resourceType=; fileName=…; state=Processed; @odata.etag=…;
    // id=…}`.
    const { text, body: shown } = await client.call("GET", `/products/${productId}/packages/${upload.id}`);
    const rest = `"@odata.etag":${JSON.stringify(shown["@odata.etag"])},"id":"${upload.id}"`;
    assert.equal(text, `{"resourceType":"","fileName":"Contoso_App.app","state":"Processed",${rest}}`);

    const instance = await client.instance(productId, "Availability");
    for (const [collection, resourceType] of [
      ["productavailabilities", "ProductAvailability"],
      ["featureavailabilities", "FeatureAvailability"],
    ] as const) {
      const [draft] = await only(client, productId, "Availability", collection);
      assert.deepEqual([draft?.resourceType, draft?.id], [resourceType, instance]);
      const path = `/products/${productId}/${collection}/${instance}`;
      const { resourceType: written } = await client.put(path, { resourceType }, draft?.["@odata.etag"]);
      assert.equal(written, resourceType);
    }
  });
});
