// Each incident of the real service as a named scenario: what a client meets, and that the rest goes on working.

import { strict as assert } from "node:assert";
import { startEmulator } from "pulumi-partnercenter-emulator";
import { Client, fetchToken, goodPackage, noDelays } from "../client.js";

const filter = (offerId: string) =>
  `/products?$filter=ExternalIDs/Any(i:i/Type eq 'AzureOfferId' and i/Value eq '${offerId}')`;

/** Runs an emulator under a scenario. */
async function under(
  scenario: string,
  work: (client: Client, advance: (milliseconds: number) => void, loginEndpoint: string) => Promise<void>,
): Promise<void> {
  const emulator = await startEmulator({ scenario, delays: noDelays });
  try {
    await work(await Client.signIn(emulator), (milliseconds) => emulator.advance(milliseconds), emulator.loginEndpoint);
  } finally {
    await emulator.stop();
  }
}

describe("emulator: incidents of the real service", () => {
  it("2021-01: 503 for some client applications, always", () =>
    under("2021-01-unavailable-for-some", async (client, advance, loginEndpoint) => {
      assert.equal((await client.call("GET", "/products")).status, 200);
      const form = { client_id: "c0ffee00-0000-4000-8000-000000000002" };
      const reply = (await (await fetchToken(loginEndpoint, "contoso", form)).json()) as { access_token: string };
      const other = new Client(client.endpoint, reply.access_token);
      advance(86_000);
      assert.equal((await other.call("GET", "/products")).status, 503);
      assert.equal((await other.call("POST", "/products", {})).status, 503);
    }));

  it("2023-08: the last nextLink is dead", () =>
    under("2023-08-dead-next-link", async (client) => {
      await client.createProduct("only");
      const { value, nextLink = "" } = await client.get("/products");
      assert.equal(value.length, 1);
      const dead = await client.call("GET", nextLink.replace("v1.0/ingestion", ""));
      assert.deepEqual([dead.status, dead.text], [404, ""]);
    }));

  it("2023-10: the unfiltered list is not found", () =>
    under("2023-10-list-not-found", async (client) => {
      await client.createProduct("found");
      const list = await client.call("GET", "/products");
      assert.deepEqual([list.status, list.text], [404, ""]);
      assert.equal((await client.get(filter("found"))).value.length, 1);
    }));

  it("2025-02: valid logins are refused for ten minutes", () =>
    under("2025-02-logins-refused", async (client, advance) => {
      assert.equal((await client.call("GET", "/products")).status, 401);
      advance(600_000);
      assert.equal((await client.call("GET", "/products")).status, 200);
    }));

  it("2026-02: lists are empty while products answer by id", () =>
    under("2026-02-empty-product-list", async (client) => {
      const { id } = await client.createProduct("hidden");
      assert.deepEqual((await client.get("/products")).value, []);
      assert.deepEqual((await client.get(filter("hidden"))).value, []);
      assert.equal((await client.get(`/products/${id}`)).id, id);
    }));

  it("2026-04: a submission is not found once in preview", () =>
    under("2026-04-submission-not-found", async (client) => {
      const { productId } = await client.completeOffer("not-found-once");
      const { id } = await client.submit(productId);
      const path = `/products/${productId}/submissions/${id}`;
      assert.equal((await client.call("GET", path)).status, 404);
      assert.equal((await client.get(path)).substate, "ReadyToPublish");
    }));

  it("2026-04: the unfiltered list is refused", () =>
    under("2026-04-unfiltered-list-refused", async (client) => {
      await client.createProduct("filtered");
      const refused = await client.call("GET", "/products?$skipToken=");
      assert.equal(refused.status, 400);
      assert.match(refused.text, /ProductTypeFilter/);
      assert.equal((await client.get(filter("filtered"))).value.length, 1);
    }));

  it("2026-06: every product call wants a header that nobody knows, for a week", () =>
    under("2026-06-publisher-id-required", async (client, advance, loginEndpoint) => {
      const refused = await client.call("GET", "/products/any");
      assert.equal(refused.status, 400);
      assert.match(refused.text, /x-ms-publisherId/);
      advance(7 * 24 * 3_600_000);
      const reply = (await (await fetchToken(loginEndpoint)).json()) as { access_token: string };
      await new Client(client.endpoint, reply.access_token).createProduct("after-a-week");
    }));

  it("2026-08: upload addresses move to another host and path", () =>
    under("2026-08-upload-host-moved", async (client) => {
      const { id } = await client.createProduct("moved-host");
      const made = await client.uploadPackage(id, null);
      assert.equal(made.state, "InProcessing");
      const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
      const { fileSasUri } = await client.expect(201, "POST", `/products/${id}/packages`, body);
      const { hostname, pathname } = new URL(fileSasUri);
      assert.equal(hostname, "localhost");
      assert.match(pathname, /^\/workloadfilewus1\/pkgfile-\d{19}$/);
      await client.upload(fileSasUri, goodPackage);
      await client.completeOffer("moved-host-offer");
    }));

  it("503 although the product was created", () =>
    under("unavailable-although-created", async (client) => {
      const externalIDs = [{ type: "AzureOfferId", value: "in-doubt" }];
      const body = { resourceType: "AzureApplication", name: "in doubt", externalIDs };
      assert.equal((await client.call("POST", "/products", body)).status, 503);
      assert.equal((await client.get(filter("in-doubt"))).value.length, 1);
    }));

  it("a package has moved", () =>
    under("package-moved", async (client) => {
      const { id: productId } = await client.createProduct("moved-package");
      const { id } = await client.uploadPackage(productId);
      const path = `/products/${productId}/packages`;
      const answer = await client.call("GET", `${path}/${id}`);
      assert.equal(answer.status, 301);
      const { toId } = answer.body as unknown as { toId: string };
      assert.equal((await client.get(`${path}/${toId}`)).state, "Processed");
      assert.equal((await client.call("GET", `${path}/${id}`)).status, 301);
      assert.deepEqual(
        (await client.get(path)).value.map((entry) => entry.id),
        [toId],
      );
    }));

  it("maintenance for ten minutes", () =>
    under("maintenance", async (client, advance) => {
      const reply = await fetch(`${client.endpoint}/products`);
      assert.deepEqual([reply.status, reply.headers.get("retry-after")], [503, "2"]);
      advance(600_000);
      assert.equal((await client.call("GET", "/products")).status, 200);
    }));
});
