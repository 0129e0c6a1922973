// Replies compared with recorded ones, field by field and in order (§8.5 of the API reference).

import { strict as assert } from "node:assert";
import { withEmulator } from "../client.js";
import { golden, guidForm } from "./golden.js";

describe("emulator: golden replies", () => {
  const parts = withEmulator();

  it("creates a product from names in other cases, ignoring the id a client sends", async () => {
    const { client } = parts;
    const answer = await client.call("POST", "/products", {
      externalIds: [{ type: "AzureOfferID", value: "offertest-000001" }],
      name: "offertest-000001-alias",
      resourceType: "AzureContainer",
      ID: "offertest-000001",
      isModularPublishing: true,
    });
    assert.equal(answer.status, 201);
    assert.equal(
      golden(answer.body),
      '{"resourceType":"AzureContainer","name":"offertest-000001-alias","externalIDs":[{"type":"AzureOfferId","value":"offertest-000001"}],"isModularPublishing":true,"id":"ID"}',
    );
    assert.equal(answer.headers.get("location"), `${client.endpoint}/products/${answer.body.id}`);
    assert.match(answer.headers.get("request-id") ?? "", guidForm);
    assert.equal(answer.headers.get("content-type"), "application/json; charset=utf-8");
    assert.equal(answer.headers.get("etag"), null);
  });

  it("has the recorded set-up for containers and echoes a changed one with 200", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("setup", "AzureContainer");
    const setup = await client.get(`/products/${id}/setup`);
    assert.equal(
      JSON.stringify(setup),
      '{"resourceType":"AzureProductSetup","sellingOption":"ListAndSell","trialUri":"","enableTestDrive":false,"channelStates":[{"type":"Reseller","value":"Enabled"}]}',
    );
    const changed = await client.expect(200, "POST", `/products/${id}/setup`, { ...setup, trialUri: "https://try.it" });
    assert.deepEqual(changed, { ...setup, trialUri: "https://try.it" });
  });

  it("lists the product's branch before those of its plans, without id and entity tag", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("branches");
    const variant = await client.createVariant(id, "plan");
    const { value } = await client.get(`/products/${id}/branches/getByModule(module=Listing)`);
    const keys = ["resourceType", "friendlyName", "type", "module", "currentDraftInstanceID"];
    assert.deepEqual(value.map(Object.keys), [keys, [...keys, "variantID"]]);
    assert.equal(value[1]?.variantID, variant.id);
    assert.deepEqual([value[0]?.friendlyName, value[0]?.type, value[0]?.module], ["Main", "Main", "Listing"]);
  });

  it("starts a listing as recorded, and a PUT replaces all of it but the language", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("listing");
    const listing = await client.draft(id, "listings", "Listing");
    assert.equal(
      golden(listing),
      '{"resourceType":"AzureListing","listingUris":[],"listingContacts":[],"gettingStartedInstructions":"","languageCode":"en-us","title":"listing alias","keywords":[],"@odata.etag":"ETAG","id":"ID"}',
    );
    const answer = await client.call(
      "PUT",
      `/products/${id}/listings/${listing.id}`,
      {
        resourceType: "AzureListing",
        description: "D",
        title: "listing alias",
        summary: "S",
        shortDescription: "SD",
        "@odata.etag": '"stale-and-ignored"',
        listingUris: [],
        listingContacts: [],
        publisherName: null,
        somethingElse: 1,
      },
      { "if-match": "*" },
    );
    const expected =
      '{"resourceType":"AzureListing","summary":"S","listingUris":[],"listingContacts":[],"languageCode":"en-us","title":"listing alias","description":"D","shortDescription":"SD","@odata.etag":"ETAG","id":"ID"}';
    assert.equal(golden(answer.body), expected);
    assert.equal(answer.headers.get("etag"), answer.body["@odata.etag"]);
    assert.equal(golden(await client.get(`/products/${id}/listings/${listing.id}`)), expected);
  });

  it("creates a plan with the recorded defaults", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("plan-defaults");
    const answer = await client.call("POST", `/products/${id}/variants`, {
      resourceType: "AzureSkuVariant",
      friendlyName: "plantest-000003name",
      externalID: "plantest-000003",
      SubType: "managed-application",
    });
    assert.equal(answer.status, 201);
    assert.equal(
      golden(answer.body),
      '{"resourceType":"AzureSkuVariant","state":"Active","friendlyName":"plantest-000003name","conversionPaths":"*","externalID":"plantest-000003","certificationsAzureGovernment":[],"cloudAvailabilities":["public-azure"],"subType":"managed-application","extendedProperties":[],"@odata.etag":"ETAG","id":"ID"}',
    );
    assert.equal(answer.headers.get("location"), `${client.endpoint}/products/${id}/variants/${answer.body.id}`);
    assert.equal(answer.headers.get("etag"), answer.body["@odata.etag"]);
    const other = { resourceType: "AzureSkuVariant", friendlyName: "x", externalID: "x" };
    assert.equal((await client.expect(201, "POST", `/products/${id}/variants`, other)).subType, "solution-template");
  });

  it("takes a logo through the three recorded steps", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("logo");
    const listing = await client.draft(id, "listings", "Listing");
    const path = `/products/${id}/listings/${listing.id}/images`;
    const request = { resourceType: "ListingImage", fileName: "largelogo.png", type: "AzureLogoLarge", order: 0 };
    const created = await client.expect(201, "POST", path, { ...request, state: "PendingUpload" });
    const order = ["resourceType", "fileName", "type", "fileSasUri", "state", "order", "@odata.etag", "id"];
    assert.deepEqual(Object.keys(created), order);
    assert.match(created.fileSasUri, /\/file\/\d{19}\?sv=2018-03-28&sr=b&sig=[^&]+&se=[^&]+&sp=rwl$/);
    const expiry = Date.parse(new URL(created.fileSasUri).searchParams.get("se") ?? "") - Date.now();
    assert.ok(Math.abs(expiry - 24.25 * 3_600_000) < 60_000, `write address lives ${expiry} ms`);
    await client.upload(`${created.fileSasUri}&file=largelogo.png`, Buffer.from("bytes of a logo"));
    const done = await client.put(`${path}/${created.id}`, { ...created, state: "Uploaded", ID: created.id });
    assert.deepEqual(Object.keys(done), order);
    assert.equal(done.state, "Uploaded");
    assert.notEqual(done["@odata.etag"], created["@odata.etag"]);
    assert.match(done.fileSasUri, /sp=rl$/);
    assert.equal(await (await fetch(done.fileSasUri)).text(), "bytes of a logo");
    const overwrite = await fetch(done.fileSasUri, {
      method: "PUT",
      headers: { "x-ms-blob-type": "BlockBlob" },
      body: "x",
    });
    assert.equal(overwrite.status, 403);
    const plain = (await client.get(path)).value[0];
    assert.equal(plain?.fileSasUri, undefined);
    const mistaken = (await client.get(`${path}?$expand=$expand=FileSasUri`)).value[0];
    assert.equal(mistaken?.fileSasUri, undefined);
    const expanded = (await client.get(`${path}?$expand=FileSasUri`)).value[0];
    assert.match(expanded?.fileSasUri ?? "", /sp=rl$/);
    await client.expect(204, "DELETE", `${path}/${created.id}`);
    assert.deepEqual((await client.get(path)).value, []);
  });

  it("answers a deletion with 204, no body and content-length 0", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("deleted");
    const answer = await client.call("DELETE", `/products/${id}`);
    assert.equal(answer.status, 204);
    assert.equal(answer.text, "");
    assert.equal(answer.headers.get("content-length"), "0");
  });

  it("finds an offer by either spelling of the recorded filter", async () => {
    const { client } = parts;
    const created = await client.createProduct("filtered");
    const recorded =
      "%24filter=externalIDs%2FAny%28i%3Ai%2Ftype+eq+%27AzureOfferId%27+and+i%2Fvalue+eq+%27filtered%27%29";
    assert.deepEqual((await client.get(`/products?${recorded}`)).value, [created]);
    const upper = encodeURIComponent("ExternalIDs/Any(i:i/Type eq 'AzureOfferId' and i/Value eq 'filtered')");
    assert.deepEqual((await client.get(`/products?$filter=${upper}`)).value, [created]);
    const none = encodeURIComponent("ExternalIDs/Any(i:i/Type eq 'AzureOfferId' and i/Value eq 'Filtered')");
    assert.deepEqual(await client.get(`/products?$filter=${none}`), { value: [] });
    const types = encodeURIComponent(
      "ResourceType eq 'AzureContainer' or ResourceType eq 'AzureThirdPartyVirtualMachine'",
    );
    const ofType = (await client.get(`/products?$filter=${types}`)).value;
    assert.ok(ofType.length > 0 && ofType.every((product) => product.resourceType === "AzureContainer"));
    assert.equal((await client.call("GET", "/products?$filter=name eq 'x'")).status, 400);
  });
});
