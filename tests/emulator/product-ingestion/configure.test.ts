// What `configure` refuses at once, and what then has not been written (Product Ingestion API §4.7, §6.1, §6.2).

import { strict as assert } from "node:assert";
import { fetchToken } from "../client.js";
import { IngestionClient, instant, type Json, schema, submission, withIngestion } from "./client.js";
import { makeOffer, vmConfiguration, wholeOffer } from "./offers.js";

const listing = (changed: Json = {}): Json => ({
  $schema: schema("listing"),
  product: { externalId: "refusals" },
  kind: "azureVM",
  languageId: "en-us",
  ...changed,
});

describe("emulator: a configure that makes no sense", () => {
  const cases: [what: string, resource: Json, said: RegExp][] = [
    [
      "the old host of schemas",
      listing({ $schema: "https://product-ingestion.azureedge.net/schema/listing/2022-03-01-preview5" }),
      /azureedge\.net\S+ could not be accessed/,
    ],
    ["a type that nobody knows", listing({ $schema: schema("wish-list") }), /wish-list\/\S+ could not be accessed/],
    ["a blank behind the schema", listing({ $schema: `${schema("listing")} ` }), /could not be accessed/],
    [
      "a version that only the index knows",
      { ...listing(), $schema: schema("plan", "2022-03-01-preview4") },
      /could not be found/,
    ],
    [
      "a key that is not known in a closed object",
      listing({ tilte: "x" }),
      /schemaValidationError.*#\/tilte: not known/,
    ],
    [
      "a key that is missing",
      { $schema: schema("listing"), kind: "azureVM", languageId: "en-us" },
      /#\/product: required/,
    ],
    ["a capital letter, as reads were seen to have", listing({ kind: "AzureVM" }), /#\/kind/],
    ["null where it means nothing", listing({ title: null }), /#\/title/],
    ["an id of null", { ...submission("product/x", "preview"), id: null }, /#\/id/],
    ["an id of another type", listing({ id: "plan/00000000-0000-4000-8000-000000000001/x" }), /#\/id/],
    ["a name that is too long", listing({ resourceName: "x".repeat(51) }), /#\/resourceName/],
    ["what the service adds itself", listing({ validations: [] }), /#\/validations/],
    [
      "an offer id that is too short",
      {
        $schema: schema("product", "2022-03-01-preview3"),
        identity: { externalId: "ab" },
        type: "azureVirtualMachine",
        alias: "a",
      },
      /externalId/,
    ],
    [
      "markets and all markets",
      {
        $schema: schema("price-and-availability-plan", "2022-03-01-preview4"),
        product: "product/x",
        plan: "plan/x/y",
        visibility: "visible",
        audience: "public",
        customerMarkets: "allMarkets",
        markets: ["us"],
      },
      /markets cannot be given/,
    ],
    [
      "a price of another kind than the option says",
      {
        $schema: schema("price-and-availability-plan", "2022-03-01-preview4"),
        product: "product/x",
        plan: "plan/x/y",
        visibility: "visible",
        audience: "public",
        pricing: { corePricing: { priceInputOption: "perCore", price: 1 } },
      },
      /with perCore goes pricePerCore/,
    ],
    [
      "leads with two destinations",
      {
        $schema: schema("customer-leads", "2022-03-01-preview3"),
        product: "product/x",
        leadDestination: "none",
        emailLeadConfiguration: { contactEmail: ["a@b.example"] },
      },
      /exactly the configuration/,
    ],
    [
      "a version that is none",
      vmConfiguration({ vmImageVersions: [{ versionNumber: "1.0", vmImages: [] }] }),
      /versionNumber/,
    ],
    [
      "an image in a gallery and on a disk",
      vmConfiguration({
        vmImageVersions: [
          {
            versionNumber: "1.0.0",
            vmImages: [
              {
                imageType: "x64Gen2",
                source: {
                  sourceType: "sharedImageGallery",
                  sharedImage: { tenantId: "t", resourceId: "r" },
                  osDisk: { uri: "https://x" },
                },
              },
            ],
          },
        ],
      }),
      /osDisk: not known/,
    ],
    [
      "more than two SKUs in the first version",
      vmConfiguration({
        $schema: schema("virtual-machine-plan-technical-configuration", "2022-03-01-preview2"),
        skus: ["a", "b", "c"].map((skuId) => ({ imageType: "x64Gen1", skuId })),
      }),
      /at most 2 entries/,
    ],
    [
      "digits in a type of cluster extension",
      {
        $schema: schema("container-plan-technical-configuration", "2022-03-01-preview3"),
        product: "product/x",
        plan: "plan/x/y",
        clusterExtensionType: "Contoso.Queue2",
      },
      /clusterExtensionType/,
    ],
  ];
  for (const [what, resource, said] of cases) {
    it(`is refused: ${what}`, () =>
      withIngestion(instant, async (client, emulator) => {
        assert.match(await client.refused(resource), said);
        const state = (await (await fetch(`${emulator.control}/state`)).json()) as { jobs: unknown[] };
        assert.deepEqual(state.jobs, []);
      }));
  }

  it("is refused as a whole, with good resources beside", () =>
    withIngestion(instant, async (client) => {
      const text = await client.refused(...wholeOffer("refusals"), listing({ kind: "x" }));
      assert.match(text, /"code":"badRequest","message":"Invalid configuration: schema validation failed"/);
      assert.match(text, /Schema validation failed for schema https:\S+listing\/2022-03-01-preview5/);
      assert.deepEqual((await client.get("product?externalId=refusals")).value, []);
    }));

  it("is refused for its envelope", () =>
    withIngestion(instant, async (client) => {
      const envelope = schema("configure", "2022-03-01-preview2");
      const status = async (body: unknown) => (await client.call("POST", "configure", body)).status;
      assert.equal(await status({ $schema: envelope, resources: [] }), 400);
      assert.equal(await status({ $schema: envelope }), 400);
      assert.equal(await status({ $schema: schema("listing"), resources: [listing()] }), 400);
      assert.equal(await status({ $schema: envelope, resources: [listing()], more: 1 }), 400);
      assert.equal(await status([]), 400);
      assert.match(
        await client.refused({ ...listing(), resourceName: "a" }, { ...listing(), resourceName: "a" }),
        /twice/,
      );
      for (const version of ["2022-03-01-preview3", "2022-07-01"]) {
        assert.equal(await status({ $schema: schema("configure", version), resources: [listing()] }), 202);
      }
    }));

  it("is refused for a resource that is newer than $version, by date", () =>
    withIngestion(instant, async (client) => {
      const resource = vmConfiguration({
        $schema: schema("virtual-machine-plan-technical-configuration", "2026-04-01-preview1"),
      });
      const body = { $schema: schema("configure", "2022-07-01"), resources: [resource] };
      const asked = async (version: string) =>
        (await client.call("POST", `configure?$version=${version}`, body)).status;
      assert.deepEqual(
        [await asked("2022-07-01"), await asked("2026-04-01-preview1"), await asked("new")],
        [400, 202, 400],
      );
      // As the documentation posts a preview5 with preview2.
      const older = { ...body, resources: [listing()] };
      assert.equal((await client.call("POST", "configure?$version=2022-03-01-preview2", older)).status, 202);
    }));

  it("passes with a key of null that nobody knows, as cloudpub sends one", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "null-keys");
      const property = { $schema: schema("property", "2022-03-01-preview2"), product: productId, kind: "azureVM" };
      await client.write({ ...property, categories: { compute: [] }, termsConditions: "custom", terms_of_use: null });
      const read = (await client.tree(productId)).find(({ id }) => id.startsWith("property/"));
      assert.ok(read !== undefined && !("terms_of_use" in read));
    }));
});

describe("emulator: who may call the second API", () => {
  it("is told by a token for Microsoft Graph, and for the account of its tenant", () =>
    withIngestion(instant, async (client, emulator) => {
      await makeOffer(client, "accounts");
      const other = await IngestionClient.signIn(emulator, "fabrikam");
      assert.deepEqual((await other.get("product")).value, []);
      const { access_token: wrong } = (await (await fetchToken(emulator.loginEndpoint)).json()) as {
        access_token: string;
      };
      const refused = await new IngestionClient(emulator, wrong).call("GET", "product");
      assert.equal(refused.status, 401);
      assert.match(refused.text, /"code":"unauthorized".*not for https:\/\/graph\.microsoft\.com/);
      const first = await fetch(`${emulator.endpoint}/products`, {
        headers: { authorization: `Bearer ${client.token}` },
      });
      assert.equal(first.status, 401);
    }));

  it("finds the token endpoint in the documents that MSAL asks for", () =>
    withIngestion(instant, async (_, emulator) => {
      const tenant = "11111111-1111-4111-8111-111111111111";
      const read = async (path: string) => (await (await fetch(`${emulator.loginEndpoint}${path}`)).json()) as Json;
      const { token_endpoint, issuer } = await read(`/${tenant}/v2.0/.well-known/openid-configuration`);
      assert.equal(token_endpoint, `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`);
      assert.equal(issuer, `https://login.microsoftonline.com/${tenant}/v2.0`);
      const { metadata } = await read("/common/discovery/instance?api-version=1.1");
      assert.match(JSON.stringify(metadata), /login\.microsoftonline\.com/);
      const entry = emulator.requests()[1];
      assert.deepEqual(
        [entry?.kind, entry?.operation],
        ["token", "GET /{tenant}/v2.0/.well-known/openid-configuration"],
      );
    }));
});
