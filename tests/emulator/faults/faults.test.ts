// Each effect of a fault rule, as a client meets it.

import { strict as assert } from "node:assert";
import { get } from "node:http";
import type { FaultEffect, FaultRule } from "pulumi-partnercenter-emulator";
import { Client, faultOf, fetchToken, goodPackage, withEmulator } from "../client.js";

/** Status and text of a GET, as far as it came, and whether it came to its end. */
function rawGet(client: Client, path: string): Promise<{ status: number; text: string; whole: boolean }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${client.token}` };
    const request = get(`${client.endpoint}${path}`, { headers, agent: false }, (reply) => {
      let text = "";
      reply.on("data", (piece) => {
        text += piece;
      });
      reply.on("close", () => resolve({ status: reply.statusCode ?? 0, text, whole: reply.complete }));
      reply.on("error", () => undefined);
    });
    request.on("error", reject);
  });
}

describe("emulator: effects of fault rules", () => {
  const parts = withEmulator({ speed: 0 });
  const faults = (...rules: FaultRule[]) => parts.emulator.setFaults(rules);
  const onProducts = (effect: FaultEffect) => faults({ operation: "GET /products", effect });
  afterEach(() => faults());

  it("do the work and answer with another status all the same", async () => {
    faults({ operation: "POST /products", nth: 1, effect: { statusAfter: 503, retryAfter: 1 } });
    const externalIDs = [{ type: "AzureOfferId", value: "in-doubt" }];
    const body = { resourceType: "AzureApplication", name: "in doubt", externalIDs };
    const answer = await parts.client.call("POST", "/products", body);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get("retry-after"), "1");
    assert.equal((await parts.client.call("POST", "/products", body)).status, 409);
  });

  it("send a body slowly, cut it off, or make it malformed", async () => {
    const { client } = parts;
    const { text: right } = await rawGet(client, "/products");
    onProducts({ slowBodyMilliseconds: 200 });
    const started = performance.now();
    assert.deepEqual(await rawGet(client, "/products"), { status: 200, text: right, whole: true });
    assert.ok(performance.now() - started > 150);
    onProducts({ cutBody: true });
    const cut = await rawGet(client, "/products");
    assert.deepEqual(cut, { status: 200, text: right.slice(0, Math.floor(right.length / 2)), whole: false });
    onProducts({ malformedJson: true });
    const malformed = await rawGet(client, "/products");
    assert.equal(malformed.whole, true);
    assert.throws(() => JSON.parse(malformed.text), SyntaxError);
  });

  it("refuse tokens, at the API and at the token endpoint", async () => {
    onProducts({ tokenRefused: true });
    const answer = await parts.client.call("GET", "/products");
    assert.equal(answer.status, 401);
    assert.equal(faultOf(answer).faultCode, 50401);
    faults({ operation: "POST /{tenant}/oauth2/token", effect: { tokenRefused: true } });
    const refused = await fetchToken(parts.emulator.loginEndpoint);
    assert.equal(refused.status, 401);
    assert.equal(((await refused.json()) as { error: string }).error, "invalid_client");
  });

  it("answer as a gateway in maintenance does, whoever asks", async () => {
    onProducts({ maintenance: true, retryAfter: 5 });
    const reply = await fetch(`${parts.client.endpoint}/products`);
    assert.equal(reply.status, 503);
    assert.equal(reply.headers.get("content-type"), "text/html; charset=utf-8");
    assert.equal(reply.headers.get("retry-after"), "5");
    assert.match(await reply.text(), /maintenance/);
  });

  it("answer without a body", async () => {
    onProducts({ status: 404, emptyBody: true });
    const answer = await parts.client.call("GET", "/products");
    assert.deepEqual([answer.status, answer.text, answer.headers.get("content-length")], [404, "", "0"]);
  });

  it("concern some queries, some clients, some time", async () => {
    const { client, emulator } = parts;
    faults({ operation: "GET /products", queryHas: "$filter", effect: { status: 500 } });
    assert.equal((await client.call("GET", "/products")).status, 200);
    assert.equal((await client.call("GET", "/products?%24filter=ResourceType%20eq%20'AzureContainer'")).status, 500);
    faults({ operation: "GET /products", queryLacks: "$filter", effect: { status: 500 } });
    assert.equal((await client.call("GET", "/products?$filter=ResourceType+eq+'AzureContainer'")).status, 200);
    assert.equal((await client.call("GET", "/products")).status, 500);
    faults({ operation: "*", someClients: true, effect: { status: 503 } });
    const statuses = [];
    for (const digit of ["1", "2"]) {
      const form = { client_id: `c0ffee00-0000-4000-8000-00000000000${digit}` };
      const { access_token } = (await (await fetchToken(emulator.loginEndpoint, "contoso", form)).json()) as {
        access_token: string;
      };
      statuses.push((await new Client(client.endpoint, access_token).call("GET", "/products")).status);
    }
    assert.deepEqual(statuses, [200, 503]);
    faults({ operation: "GET /products", lastsMilliseconds: 60_000, effect: { status: 500 } });
    assert.equal((await client.call("GET", "/products")).status, 500);
    emulator.advance(59_999);
    assert.equal((await client.call("GET", "/products")).status, 500);
    emulator.advance(1);
    assert.equal((await client.call("GET", "/products")).status, 200);
  });

  it("hit uploads too", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("uploads");
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const { fileSasUri } = await client.expect(201, "POST", `/products/${id}/packages`, body);
    const put = () =>
      fetch(fileSasUri, { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body: Buffer.from(goodPackage) });
    faults(
      { operation: "PUT /file/{name}", nth: 1, effect: { status: 503 } },
      { operation: "PUT /file/{name}", nth: 2, effect: { reset: "before" } },
      { operation: "PUT /file/{name}", nth: 3, effect: { reset: "after" } },
    );
    assert.equal((await put()).status, 503);
    await assert.rejects(put());
    assert.equal((await fetch(fileSasUri)).status, 404);
    await assert.rejects(put());
    assert.equal((await (await fetch(fileSasUri)).arrayBuffer()).byteLength, goodPackage.length);
  });

  it("give out upload addresses that have expired, and good ones on the next call", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("expired");
    faults({ operation: "POST /products/{id}/packages", nth: 1, effect: { uploadAddress: "expired" } });
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const made = await client.expect(201, "POST", `/products/${id}/packages`, body);
    const headers = { "x-ms-blob-type": "BlockBlob" };
    const refused = await fetch(made.fileSasUri, { method: "PUT", headers, body: Buffer.from(goodPackage) });
    assert.equal(refused.status, 403);
    assert.equal(refused.headers.get("x-ms-error-code"), "AuthenticationFailed");
    const again = await client.get(`/products/${id}/packages/${made.id}`);
    await client.upload(again.fileSasUri, goodPackage);
  });

  it("make a submission fail in each of the shapes that were seen", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("shapes");
    const submissions = `/products/${productId}/submissions`;
    const seen: { [shape: string]: unknown[] } = {};
    for (const shape of ["validation", "withoutReason", "stillInDraft", "failedUpdate"] as const) {
      faults({ operation: "POST /products/{id}/submissions", effect: { submissionFailed: shape } });
      const { id } = await client.submit(productId);
      const { state, substate, pendingUpdateInfo } = await client.get(`${submissions}/${id}`);
      const { status, failureReason, href } = pendingUpdateInfo as { [name: string]: string };
      const { value } = await client.get(`${submissions}/${id}/validations`);
      seen[shape] = [
        state,
        substate,
        status,
        failureReason !== undefined,
        href?.endsWith(`${id}/validations`),
        value.length,
      ];
      await client.expect(204, "DELETE", `${submissions}/${id}`);
    }
    assert.deepEqual(seen, {
      validation: ["InProgress", "Failed", "Failed", true, undefined, 1],
      withoutReason: ["InProgress", "Failed", "Failed", false, undefined, 0],
      stillInDraft: ["InProgress", "InDraft", "Running", false, undefined, 0],
      failedUpdate: ["InProgress", "InDraft", "Failed", true, true, 1],
    });
  });
});

describe("emulator: signatures of upload addresses", () => {
  const parts = withEmulator({ speed: 0 });

  it("expire by the emulator's clock, and another read of the package gives a good one", async () => {
    const { client, emulator } = parts;
    const { id } = await client.createProduct("clock");
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const made = await client.expect(201, "POST", `/products/${id}/packages`, body);
    const { now } = (await (await fetch(`${emulator.control}/clock`)).json()) as { now: string };
    const life = Date.parse(new URL(made.fileSasUri).searchParams.get("se") ?? "") - Date.parse(now);
    assert.equal(Math.ceil(life / 60_000), 24 * 60 + 15);
    emulator.advance(life - 1);
    await client.upload(made.fileSasUri, goodPackage);
    emulator.advance(1);
    const headers = { "x-ms-blob-type": "BlockBlob" };
    const late = await fetch(made.fileSasUri, { method: "PUT", headers, body: "late" });
    assert.equal(late.status, 403);
    const renewed = await Client.signIn(emulator);
    const again = await renewed.get(`/products/${id}/packages/${made.id}`);
    await renewed.upload(again.fileSasUri, goodPackage);
  });
});
