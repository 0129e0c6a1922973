// The rules of the API that a client runs into: entity tags, pages, spelling, lags, errors.

import { strict as assert } from "node:assert";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-partnercenter-emulator";
import { type Body, Client, faultOf, noDelays, type Sent, withEmulator } from "../client.js";

async function using(options: EmulatorOptions, work: (client: Client, emulator: Emulator) => Promise<void>) {
  const emulator = await startEmulator({ delays: noDelays, ...options });
  try {
    await work(await Client.signIn(emulator), emulator);
  } finally {
    await emulator.stop();
  }
}

describe("emulator: entity tags", () => {
  const parts = withEmulator();

  async function property(offerId: string): Promise<{ path: string; body: Sent; etag: string }> {
    const { id } = await parts.client.createProduct(offerId);
    const body = await parts.client.draft(id, "properties", "Property");
    return { path: `/products/${id}/properties/${body.id}`, body, etag: body["@odata.etag"] };
  }

  it("accepts the current tag with and without quotes, and any change makes a new one", async () => {
    const { path, body, etag } = await property("etag-current");
    const first = await parts.client.put(path, body, etag);
    assert.notEqual(first["@odata.etag"], etag);
    const second = await parts.client.put(path, body, first["@odata.etag"].replaceAll('"', ""));
    assert.equal((await parts.client.get(path))["@odata.etag"], second["@odata.etag"]);
  });

  it("shows the tag in the header of writes only, and in the body always", async () => {
    const { path, body, etag } = await property("etag-header");
    const read = await parts.client.call("GET", path);
    assert.deepEqual([read.headers.get("etag"), read.body["@odata.etag"]], [null, etag]);
    const written = await parts.client.call("PUT", path, body, { "if-match": etag });
    assert.equal(written.headers.get("etag"), written.body["@odata.etag"]);
  });

  it("refuses a stale tag with 409 and changes nothing", async () => {
    const { path, body, etag } = await property("etag-stale");
    await parts.client.put(path, { ...body, appVersion: "1.0.0" }, etag);
    const answer = await parts.client.call("PUT", path, { ...body, appVersion: "2.0.0" }, { "if-match": etag });
    assert.equal(answer.status, 409);
    assert.equal(faultOf(answer).faultCode, 50409);
    assert.equal((await parts.client.get(path)).appVersion, "1.0.0");
  });

  it("refuses a PUT without a tag where one is required, and only there", async () => {
    const { path, body } = await property("etag-missing");
    const answer = await parts.client.call("PUT", path, body);
    assert.equal(answer.status, 400);
    assert.deepEqual(Object.keys(faultOf(answer).data), ["If-Match"]);
    const product = path.split("/properties")[0];
    const variant = await parts.client.createVariant(product?.split("/")[2] ?? "", "plan");
    await parts.client.expect(200, "PUT", `${product}/variants/${variant.id}`, { ...variant, friendlyName: "renamed" });
  });

  it("can answer 412 and can do without a tag, by switches", async () => {
    await using({ switches: { staleEntityTagStatus: 412, missingIfMatch: "accept" } }, async (client) => {
      const { id } = await client.createProduct("switched");
      const draft = await client.draft(id, "properties", "Property");
      await client.expect(200, "PUT", `/products/${id}/properties/${draft.id}`, draft);
      const stale = { "if-match": draft["@odata.etag"] };
      assert.equal((await client.call("PUT", `/products/${id}/properties/${draft.id}`, draft, stale)).status, 412);
    });
  });
});

describe("emulator: pages", () => {
  it("gives every product exactly once over relative links", async () => {
    await using({ switches: { pageSize: 2 } }, async (client) => {
      for (const name of ["a", "b", "c", "d", "e"]) await client.createProduct(`page-${name}`);
      const seen: string[] = [];
      let next: string | undefined = "v1.0/ingestion/products?$skipToken=";
      let pages = 0;
      while (next !== undefined) {
        assert.match(next, /^v1\.0\/ingestion\/products\?\$skipToken=/);
        const { value, nextLink }: Body = await client.get(`/${next.slice("v1.0/ingestion/".length)}`);
        seen.push(...value.map((product) => product.externalIDs[0]?.value ?? ""));
        next = nextLink;
        pages += 1;
      }
      assert.deepEqual(seen, ["page-a", "page-b", "page-c", "page-d", "page-e"]);
      assert.equal(pages, 3);
    });
  });

  it("are irregular, but never longer than the page size, if the switch says so", async () => {
    await using({ switches: { irregularPages: true, pageSize: 2 } }, async (client) => {
      const names = Array.from({ length: 9 }, (_, index) => `irregular-${index}`);
      for (const name of names) await client.createProduct(name);
      const seen: string[][] = [];
      let next: string | undefined = "v1.0/ingestion/products";
      while (next !== undefined) {
        const { value, nextLink }: Body = await client.get(`/${next.slice("v1.0/ingestion/".length)}`);
        seen.push(value.map((product) => product.externalIDs[0]?.value ?? ""));
        next = nextLink;
      }
      assert.deepEqual(seen.flat(), names);
      const lengths = new Set(seen.map(({ length }) => length));
      assert.ok(lengths.has(1) && lengths.has(2) && [...lengths].every((length) => length <= 2));
    });
  });

  it("goes on behind a product that was deleted in between, and keeps the filter", async () => {
    await using({ switches: { pageSize: 1 } }, async (client) => {
      const first = await client.createProduct("one");
      await client.createProduct("box", "AzureContainer");
      const last = await client.createProduct("two");
      const filter = encodeURIComponent("ResourceType eq 'AzureApplication'");
      const page = await client.get(`/products?$filter=${filter}`);
      assert.deepEqual(Object.keys(page), ["nextLink", "value"]);
      assert.deepEqual(page.value, [first]);
      const rest = await client.get(`/${page.nextLink?.slice("v1.0/ingestion/".length)}`);
      assert.deepEqual(rest, { value: [last] });
    });
  });
});

describe("emulator: spelling", () => {
  const parts = withEmulator();

  it("matches path segments, modules and ids in any case, and functions encoded or in quotes", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("spelling");
    const usual = await client.get(`/products/${id}/branches/getByModule(module=Availability)`);
    assert.deepEqual(
      await client.get(`/PRODUCTS/${id.toUpperCase()}/Branches/GETBYMODULE(Module=availability)`),
      usual,
    );
    assert.deepEqual(await client.get(`/products/${id}/branches/getByModule%28module%3D'Availability'%29`), usual);
    const instance = usual.value[0]?.currentDraftInstanceID;
    const lower = await client.get(`/products/${id}/productavailabilities/getbyinstanceid(instanceid=${instance})`);
    assert.equal(lower.value.length, 1);
  });

  it("reads nested names and enumeration words in any case and gives them out in one", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("nested");
    const variant = await client.createVariant(id, "plan");
    const changed = await client.change(id, "productAvailabilities", "Availability", {
      visibility: "public",
      audiences: [{ Type: "PreviewMarketplaceGroup", Values: ["one"] }],
    });
    assert.deepEqual(changed.audiences, [{ type: "PreviewMarketplaceGroup", values: ["one"] }]);
    assert.equal(changed.visibility, "Public");
    const sales = await client.change(
      id,
      "featureAvailabilities",
      "Availability",
      { visibility: "private" },
      variant.id,
    );
    assert.equal(sales.visibility, "Private");
  });

  it("keeps fields that only the wire knows, turns azpc's words into booleans, drops nulls", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("wire-only");
    const variant = await client.createVariant(id, "plan");
    const change = {
      canEnableCustomerActions: "true",
      DeploymentMode: "complete",
      allowedDataActions: ["x"],
      policies: null,
    };
    const body = await client.change(id, "packageConfigurations", "Package", change, variant.id);
    assert.equal(body.canEnableCustomerActions, true);
    assert.equal(body.deploymentMode, "Complete");
    assert.deepEqual(body.allowedDataActions, ["x"]);
    assert.equal("policies" in body, false);
  });

  it("blanks the publisher's terms under the standard contract", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("terms");
    const change = { industries: [""], useEnterpriseContract: true, termsOfUse: "mine", globalAmendmentTerms: null };
    const body = await client.change(id, "properties", "Property", change);
    assert.equal(body.termsOfUse, "");
    assert.deepEqual(body.industries, []);
    assert.equal("globalAmendmentTerms" in body, false);
  });

  it("shows markets, prices and trial only when asked for, and stores them always", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("expand");
    const variant = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "featureAvailabilities", "Availability", variant.id);
    assert.equal(draft.marketStates.length, 141);
    const path = `/products/${id}/featureavailabilities/${draft.id}`;
    const marketStates = [{ marketCode: "CA", state: "Enabled" }];
    const plain = await client.put(path, { ...draft, marketStates });
    assert.equal("marketStates" in plain || "trial" in plain || "priceSchedules" in plain, false);
    const expanded = await client.get(`${path}?$expand=MarketStates,PriceSchedule`);
    assert.deepEqual(expanded.marketStates, marketStates);
    assert.deepEqual(expanded.priceSchedules, []);
    assert.equal("trial" in expanded, false);
  });
});

describe("emulator: branch lag", () => {
  it("hides new branches until the clock has passed the lag", async () => {
    await using({ delays: { ...noDelays, branchLag: 60_000 } }, async (client, emulator) => {
      const { id } = await client.createProduct("lag");
      const path = `/products/${id}/branches/getByModule(module=Property)`;
      assert.deepEqual(await client.get(path), { value: [] });
      emulator.advance(60_000);
      assert.equal((await client.get(path)).value.length, 1);
    });
  });

  it("gives the chosen number of empty replies for each module", async () => {
    await using({ switches: { emptyBranchReplies: 2 } }, async (client) => {
      const { id } = await client.createProduct("empties");
      const count = async (module: string) =>
        (await client.get(`/products/${id}/branches/getByModule(module=${module})`)).value.length as number;
      assert.deepEqual([await count("Listing"), await count("Listing"), await count("Listing")], [0, 0, 1]);
      assert.equal(await count("Property"), 0);
    });
  });
});

describe("emulator: refusals", () => {
  const parts = withEmulator();

  it("names the field in the recorded error form", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("bad-fields");
    const variant = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "featureAvailabilities", "Availability", variant.id);
    const bad = { ...draft, visibility: "Secret", marketStates: [{ marketCode: "US", state: "Maybe" }] };
    const answer = await client.call("PUT", `/products/${id}/featureavailabilities/${draft.id}`, bad, {
      "if-match": "*",
    });
    assert.equal(answer.status, 400);
    const fault = faultOf(answer);
    assert.equal(fault.faultCode, 50400);
    assert.equal(fault.reasonPhrase, "Request validation failed.");
    assert.deepEqual(Object.keys(fault.data), ["visibility", "marketStates[0].state"]);
  });

  it("says Enter a valid GUID for bad ids in a technical configuration", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("bad-guid");
    const variant = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "packageConfigurations", "Package", variant.id);
    const path = `/products/${id}/packageconfigurations/${draft.id}`;
    const bad = { ...draft, publicAzureAuthorizations: [{ principalID: "me", roleDefinitionID: "Owner" }] };
    const answer = await client.call("PUT", path, bad, { "if-match": "*" });
    assert.equal(answer.status, 400);
    assert.match(answer.text, /Enter a valid GUID/);
    assert.deepEqual(Object.keys(faultOf(answer).data), ["publicAzureAuthorizations[0].principalID"]);
  });

  it("refuses a configuration of the other plan type, duplicates, and unknown types", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("wrong-type");
    const variant = await client.createVariant(id, "plan");
    const draft = await client.draft(id, "packageConfigurations", "Package", variant.id);
    const path = `/products/${id}/packageconfigurations/${draft.id}`;
    const other = { ...draft, resourceType: "AzureSolutionTemplatePackageConfiguration" };
    assert.equal((await client.call("PUT", path, other, { "if-match": "*" })).status, 400);
    const again = { resourceType: "AzureSkuVariant", friendlyName: "x", externalID: "plan" };
    assert.equal((await client.call("POST", `/products/${id}/variants`, again)).status, 409);
    const externalIDs = [{ type: "AzureOfferId", value: "wrong-type" }];
    const duplicate = { resourceType: "AzureContainer", name: "x", externalIDs };
    assert.equal((await client.call("POST", "/products", duplicate)).status, 409);
    const unknown = { resourceType: "Spaceship", name: "x", externalIDs: [{ type: "AzureOfferId", value: "y" }] };
    assert.equal((await client.call("POST", "/products", unknown)).status, 400);
  });

  it("answers 404 for unknown ids and ids of another product, and nothing for unknown instances", async () => {
    const { client } = parts;
    const one = await client.createProduct("owner");
    const two = await client.createProduct("stranger");
    const draft = await client.draft(one.id, "listings", "Listing");
    const answer = await client.call("GET", `/products/${two.id}/listings/${draft.id}`);
    assert.equal(answer.status, 404);
    assert.equal(faultOf(answer).faultCode, 50404);
    const instance = await client.instance(one.id, "Listing");
    const path = `/products/${two.id}/listings/getByInstanceID(instanceID=${instance})`;
    assert.deepEqual(await client.get(path), { value: [] });
    const nowhere = await client.call("GET", `/products/${one.id}/nonsense`);
    assert.deepEqual([nowhere.status, nowhere.headers.get("allow")], [404, null]);
  });

  // RFC 9110, 15.5.6: "The origin server MUST generate an Allow header field in a 405 response".
  it("answers 405 with the methods that are possible instead", async () => {
    const { client, emulator } = parts;
    const { id } = await client.createProduct("methods");
    const refused = await client.call("PUT", `/products/${id}`, {});
    assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, DELETE"]);
    assert.equal(faultOf(refused).faultCode, 50405);
    const token = await fetch(`${emulator.loginEndpoint}/contoso/oauth2/token`);
    assert.deepEqual([token.status, token.headers.get("allow")], [405, "POST"]);
  });

  it("accepts the instance id in place of a configuration's own id", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("alias-id");
    const variant = await client.createVariant(id, "plan");
    const instance = await client.instance(id, "Package", variant.id);
    const draft = await client.draft(id, "packageConfigurations", "Package", variant.id);
    assert.deepEqual(await client.get(`/products/${id}/packageconfigurations/${instance}`), draft);
  });
});

describe("emulator: the small parts of an offer", () => {
  const parts = withEmulator();

  it("mirrors the reseller channel between set-up and reseller configuration", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("reseller");
    const path = `/products/${id}/resellerConfiguration`;
    assert.deepEqual(await client.get(path), {
      resourceType: "ResellerConfiguration",
      resellerChannelState: "Disabled",
      tenantIds: [],
    });
    const posted = { resourceType: "ResellerConfiguration", ResellerChannelState: "enabled", TenantIds: [] };
    assert.equal((await client.expect(200, "POST", path, posted)).resellerChannelState, "Enabled");
    const setup = await client.get(`/products/${id}/setup`);
    assert.deepEqual(setup.channelStates, [{ type: "Reseller", value: "Enabled" }]);
    const channelStates = [{ type: "Reseller", value: "Disabled" }];
    await client.expect(200, "POST", `/products/${id}/setup`, { ...setup, channelStates });
    assert.equal((await client.get(path)).resellerChannelState, "Disabled");
  });

  it("has no lead configuration until one is posted, and refuses an unknown kind", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("leads");
    const path = `/products/${id}/leadconfiguration`;
    assert.equal((await client.call("GET", path)).status, 404);
    const lead = { resourceType: "HttpsEndpointLeadConfiguration", httpsEndpointUri: "https://contoso.example/leads" };
    assert.deepEqual(await client.expect(200, "POST", path, lead), lead);
    assert.deepEqual(await client.get(path), lead);
    assert.equal((await client.call("POST", path, { resourceType: "PigeonLeadConfiguration" })).status, 400);
  });

  it("refuses a test drive for a virtual machine as recorded in 2025", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("machine", "AzureThirdPartyVirtualMachine");
    const body = { resourceType: "AzureProductSetup", enableTestDrive: true, testDriveType: "AzureResourceManager" };
    const answer = await client.call("POST", `/products/${id}/setup`, body);
    assert.equal(answer.status, 400);
    assert.deepEqual(faultOf(answer).data, { FeatureName: ["The field FeatureName is invalid."] });
  });

  it("makes a listing in a second language, once", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("languages");
    const instance = await client.instance(id, "Listing");
    const path = `/products/${id}/listings/createWithInstanceID(instanceID=${instance})`;
    const body = { resourceType: "AzureListing", languageCode: "de-de", title: "Angebot" };
    const created = await client.expect(201, "POST", path, body);
    assert.equal((await client.call("POST", path, body)).status, 409);
    const listed = await client.get(`/products/${id}/listings/getByInstanceID(instanceID=${instance})`);
    assert.deepEqual(
      listed.value.map((listing) => listing.languageCode),
      ["en-us", "de-de"],
    );
    await client.expect(204, "DELETE", `/products/${id}/listings/${created.id}`);
    const last = `/products/${id}/listings/${listed.value[0]?.id}`;
    assert.equal((await client.call("DELETE", last)).status, 409);
    assert.equal((await client.get(last)).languageCode, "en-us");
  });

  it("finds a picture only below the listing that it belongs to", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("pictures");
    const variant = await client.createVariant(id, "plan");
    const own = await client.draft(id, "listings", "Listing");
    const other = await client.draft(id, "listings", "Listing", variant.id);
    const body = { resourceType: "ListingImage", fileName: "logo.png", type: "AzureLogoLarge" };
    const image = await client.expect(201, "POST", `/products/${id}/listings/${own.id}/images`, body);
    const elsewhere = `/products/${id}/listings/${other.id}/images`;
    assert.deepEqual((await client.get(elsewhere)).value, []);
    for (const method of ["GET", "DELETE"]) {
      assert.equal((await client.call(method, `${elsewhere}/${image.id}`)).status, 404, method);
    }
    await client.expect(204, "DELETE", `/products/${id}/listings/${own.id}/images/${image.id}`);
  });

  it("removes the branches of a deleted plan, and its plan id can be used again", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("plan-again");
    const variant = await client.createVariant(id, "plan");
    await client.expect(204, "DELETE", `/products/${id}/variants/${variant.id}`);
    const { value } = await client.get(`/products/${id}/branches/getByModule(module=Package)`);
    assert.equal(value.length, 1);
    await client.createVariant(id, "plan");
  });
});
