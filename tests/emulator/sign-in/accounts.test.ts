// Signing in, and what a token is good for (§1 of the API reference).

import { strict as assert } from "node:assert";
import { type Emulator, startEmulator } from "pulumi-partnercenter-emulator";
import { Client, fetchToken, noDelays, withEmulator } from "../client.js";

type TokenBody = {
  [field: string]: unknown;
  access_token: string;
  error: string;
  error_description: string;
  error_codes: number[];
};

async function token(emulator: Emulator, tenant: string, form: Record<string, string> = {}) {
  const reply = await fetchToken(emulator.loginEndpoint, tenant, form);
  return { status: reply.status, body: (await reply.json()) as TokenBody };
}

describe("emulator: tokens", () => {
  const parts = withEmulator({ speed: 0 });

  it("come from the v1 endpoint with every value a string", async () => {
    const { status, body } = await token(parts.emulator, "contoso");
    assert.equal(status, 200);
    assert.equal(body.expires_in, "3599");
    assert.equal(body.resource, "https://api.partner.microsoft.com");
    assert.ok(Object.values(body).every((value) => typeof value === "string"));
    assert.equal(Number(body.expires_on) - Number(body.not_before), 3599);
    assert.equal(body.access_token.split(".").length, 3);
  });

  it("come from the v2 endpoint with numbers, for a scope", async () => {
    const reply = await fetch(`${parts.emulator.loginEndpoint}/contoso/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "id",
        client_secret: "secret",
        scope: "https://api.partner.microsoft.com/.default",
      }),
    });
    const body = (await reply.json()) as TokenBody;
    assert.equal(body.expires_in, 3599);
    await new Client(parts.emulator.endpoint, body.access_token).get("/products");
  });

  it("expire by the emulator's clock", async () => {
    const { body } = await token(parts.emulator, "clock");
    const client = new Client(parts.emulator.endpoint, body.access_token);
    await client.get("/products");
    const { now } = (await (await fetch(`${parts.emulator.control}/clock`)).json()) as { now: string };
    parts.emulator.advance(Number(body.expires_on) * 1_000 - Date.parse(now) - 1);
    await client.get("/products");
    parts.emulator.advance(1);
    const answer = await client.call("GET", "/products");
    assert.equal(answer.status, 401);
    assert.equal(typeof answer.body, "string");
    assert.equal(answer.headers.get("www-authenticate"), null);
  });

  it("are refused when missing, made up, tampered with, or for another audience", async () => {
    const { emulator } = parts;
    assert.equal((await fetch(`${emulator.endpoint}/products`)).status, 401);
    for (const made of ["", "x", "a.b.c"]) {
      assert.equal((await new Client(emulator.endpoint, made).call("GET", "/products")).status, 401);
    }
    const { body } = await token(emulator, "contoso");
    const [head, claims, mark] = body.access_token.split(".");
    const changed = Buffer.from(
      Buffer.from(claims ?? "", "base64url")
        .toString()
        .replace("contoso", "fabrikam"),
    );
    const forged = `${head}.${changed.toString("base64url")}.${mark}`;
    assert.equal((await new Client(emulator.endpoint, forged).call("GET", "/products")).status, 401);
    const graph = await token(emulator, "contoso", { resource: "https://graph.microsoft.com" });
    assert.equal(graph.status, 200);
    assert.equal((await new Client(emulator.endpoint, graph.body.access_token).call("GET", "/products")).status, 401);
  });

  it("keep the accounts of two tenants apart", async () => {
    const contoso = await Client.signIn(parts.emulator, "contoso-apart");
    const fabrikam = await Client.signIn(parts.emulator, "fabrikam-apart");
    const { id } = await contoso.createProduct("same-id");
    assert.deepEqual((await fabrikam.get("/products")).value, []);
    assert.equal((await fabrikam.call("GET", `/products/${id}`)).status, 404);
    assert.equal((await fabrikam.call("DELETE", `/products/${id}`)).status, 404);
    await fabrikam.createProduct("same-id");
  });

  it("need a grant type and a client", async () => {
    const missing = await token(parts.emulator, "contoso", { client_id: "" });
    assert.deepEqual([missing.status, missing.body.error], [400, "invalid_request"]);
    const password = await token(parts.emulator, "contoso", { grant_type: "password" });
    assert.deepEqual([password.status, password.body.error], [400, "unsupported_grant_type"]);
  });
});

describe("emulator: given credentials", () => {
  it("let only these in, with the error numbers of the real service, and know those without a role", async () => {
    const credentials = [
      { tenantId: "contoso", clientId: "app", clientSecret: "right" },
      { tenantId: "contoso", clientId: "stranger", clientSecret: "right", role: "none" as const },
    ];
    const emulator = await startEmulator({ delays: noDelays, credentials });
    try {
      const answer = async (tenant: string, client_id: string, client_secret: string) => {
        const { status, body } = await token(emulator, tenant, { client_id, client_secret });
        return [status, body.error, body.error_codes?.[0]];
      };
      assert.deepEqual(await answer("contoso", "app", "wrong"), [401, "invalid_client", 7000215]);
      assert.deepEqual(await answer("fabrikam", "app", "right"), [400, "invalid_request", 90002]);
      assert.deepEqual(await answer("contoso", "other", "right"), [400, "unauthorized_client", 700016]);
      const good = await token(emulator, "contoso", { client_id: "app", client_secret: "right" });
      await new Client(emulator.endpoint, good.body.access_token).get("/products");
      const stranger = await token(emulator, "contoso", { client_id: "stranger", client_secret: "right" });
      assert.equal(stranger.status, 200);
      assert.equal(
        (await new Client(emulator.endpoint, stranger.body.access_token).call("GET", "/products")).status,
        403,
      );
    } finally {
      await emulator.stop();
    }
  });
});
