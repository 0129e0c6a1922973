// What tests steer the emulator with: faults, the request log, the control calls.

import { strict as assert } from "node:assert";
import { request } from "node:http";
import { type Emulator, OptionError, startEmulator } from "pulumi-partnercenter-emulator";
import { Client, faultOf, noDelays, withEmulator } from "../client.js";

describe("emulator: faults", () => {
  const parts = withEmulator();
  afterEach(() => parts.emulator.setFaults([]));

  async function statuses(calls: number): Promise<number[]> {
    const seen: number[] = [];
    for (let call = 0; call < calls; call++) seen.push((await parts.client.call("GET", "/products")).status);
    return seen;
  }

  it("hit the n-th call, a number of calls, or every one", async () => {
    parts.emulator.setFaults([{ operation: "GET /products", nth: 2, effect: { status: 503 } }]);
    assert.deepEqual(await statuses(4), [200, 503, 200, 200]);
    parts.emulator.setFaults([{ operation: "GET /products", nth: 2, times: 2, effect: { status: 500 } }]);
    assert.deepEqual(await statuses(4), [200, 500, 500, 200]);
    parts.emulator.setFaults([{ operation: "*", effect: { status: 429, retryAfter: 7 } }]);
    const answer = await parts.client.call("GET", "/products");
    assert.deepEqual([answer.status, answer.headers.get("retry-after"), faultOf(answer).faultCode], [429, "7", 50429]);
  });

  it("hit at random, but the same calls for the same seed", async () => {
    const rule = { operation: "GET /products", probability: 0.5, seed: 42, effect: { status: 503 } };
    parts.emulator.setFaults([rule]);
    const first = await statuses(20);
    parts.emulator.setFaults([rule]);
    assert.deepEqual(await statuses(20), first);
    assert.ok(first.includes(200) && first.includes(503));
  });

  it("send a body of choice", async () => {
    const body = { statusCode: 500, message: "gateway" };
    parts.emulator.setFaults([{ operation: "GET /products", effect: { status: 500, body } }]);
    assert.deepEqual((await parts.client.call("GET", "/products")).body, body);
  });

  it("cut the connection before or after the work is done", async () => {
    const { client, emulator } = parts;
    const create = (value: string) => {
      const externalIDs = [{ type: "AzureOfferId", value }];
      return client.call("POST", "/products", { resourceType: "AzureApplication", name: value, externalIDs }).then(
        ({ status }) => `answered with ${status}`,
        () => "cut",
      );
    };
    emulator.setFaults([{ operation: "POST /products", effect: { reset: "before" } }]);
    assert.equal(await create("cut-before"), "cut");
    emulator.setFaults([{ operation: "POST /products", effect: { reset: "after" } }]);
    assert.equal(await create("cut-after"), "cut");
    emulator.setFaults([]);
    const names = (await client.get("/products")).value.map((product) => product.externalIDs[0]?.value);
    assert.equal(names.includes("cut-before"), false);
    assert.equal(names.includes("cut-after"), true);
    const cuts = emulator.requests().filter((entry) => entry.status === 0);
    assert.equal(cuts.length, 2);
  });

  it("hold a call up", async () => {
    parts.emulator.setFaults([{ operation: "GET /products", effect: { delayMilliseconds: 150 } }]);
    const start = performance.now();
    await statuses(1);
    assert.ok(performance.now() - start >= 140);
  });

  it("show the branches from before the last change", async () => {
    const { client, emulator } = parts;
    const { id } = await client.createProduct("stale-branches");
    await client.createVariant(id, "plan");
    emulator.setFaults([
      { operation: "GET /products/{id}/branches/{function}", times: 1, effect: { staleBranches: true } },
    ]);
    const path = `/products/${id}/branches/getByModule(module=Listing)`;
    assert.equal((await client.get(path)).value.length, 1);
    assert.equal((await client.get(path)).value.length, 2);
  });

  it("are refused when a rule makes no sense", async () => {
    const put = async (rules: unknown) => {
      const reply = await fetch(`${parts.emulator.control}/faults`, { method: "PUT", body: JSON.stringify(rules) });
      return [reply.status, reply.status === 204 ? "" : await reply.text()] as const;
    };
    assert.deepEqual(await put([{ operation: "*", effect: { status: 500 } }]), [204, ""]);
    assert.deepEqual(await statuses(1), [500]);
    const [status, text] = await put([{ operation: "*", effect: { explode: true } }]);
    assert.equal(status, 400);
    assert.match(text, /explode/);
    assert.equal((await put({}))[0], 400);
    // It could not be sent as a header: the call would never have been answered.
    const broken = await put([{ operation: "*", effect: { status: 503, retryAfter: "1\r\nx: y" } }]);
    assert.deepEqual([broken[0], broken[1].includes("retryAfter")], [400, true]);
  });

  it("are refused when they could never hit a call", async () => {
    const { emulator } = parts;
    const rule = (operation: string) => () => emulator.setFaults([{ operation, effect: { status: 500 } }]);
    for (const operation of [
      "GET /produkt/{id}",
      "GET /propertys/{id}/public/main",
      "POST /configure/{id}",
      "GET products",
      "GET",
      "FETCH /products",
      "GET /v1.0/ingestion/products",
      "POST /products/{id}/submissions/{id}/cancel",
      "GET /products/{id}/branches/getByModule(modul=Listing)",
      "GET /offers*",
      "POST /oauth2/token",
    ]) {
      assert.throws(rule(operation), TypeError, operation);
    }
    const useless = { operation: "GET /products", effect: { processFailed: true } };
    assert.throws(
      () => emulator.setFaults([useless]),
      /processFailed does nothing on GET \/products, only on PUT \/products\/\{id\}\/packages\/\{id\}/,
    );
    for (const operation of [
      "*",
      "GET *",
      "* *",
      "* /products*",
      "get /PRODUCTS/{id}/Setup",
      "GET /products/0c9a*",
      "GET /products/*/listings/*",
      "PUT /products/{id}/listings/abc/images/{id}",
      "GET /products/{id}/branches/{function}",
      "GET /products/{id}/branches/getByModule(module=Listing)",
      "GET /products/{id}/branches/getByModule(*",
      "GET */getByInstanceID*",
      "POST /contoso/oauth2/token",
      "POST /{tenant}/oauth2/v2.0/token",
      "* /*/oauth2/*",
      "PUT /file/{name}",
      "HEAD /file/*",
    ]) {
      assert.doesNotThrow(rule(operation), operation);
    }
    emulator.setFaults([]);
  });
});

describe("emulator: throttling", () => {
  it("hits every n-th call when switched on", async () => {
    const emulator = await startEmulator({ delays: noDelays, switches: { throttleEvery: 3 } });
    try {
      const client = await Client.signIn(emulator);
      const seen: number[] = [];
      for (let call = 0; call < 6; call++) seen.push((await client.call("GET", "/products")).status);
      assert.deepEqual(seen, [200, 200, 429, 200, 200, 429]);
    } finally {
      await emulator.stop();
    }
  });

  it("answers so many calls in any second when switched on", async () => {
    const emulator = await startEmulator({ delays: noDelays, speed: 0, switches: { throttlePerSecond: 2 } });
    try {
      const client = await Client.signIn(emulator);
      const seen: unknown[] = [];
      for (const pauseMs of [0, 600, 0, 400, 0, 600]) {
        emulator.advance(pauseMs);
        const { status, headers } = await client.call("GET", "/products");
        seen.push([status, headers.get("retry-after")]);
      }
      const [answered, refused] = [
        [200, null],
        [429, "1"],
      ];
      assert.deepEqual(seen, [answered, answered, refused, answered, refused, answered]);
    } finally {
      await emulator.stop();
    }
  });
});

describe("emulator: control calls", () => {
  const parts = withEmulator();

  async function control(method: string, path: string, body?: unknown) {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const reply = await fetch(`${parts.emulator.control}${path}`, init);
    const text = await reply.text();
    return { status: reply.status, text, body: text === "" ? undefined : JSON.parse(text) };
  }

  it("give a log of calls with operation and ids, without bodies and secrets", async () => {
    const { client, emulator } = parts;
    await control("DELETE", "/requests");
    const headers = { "client-request-id": "mine-1" };
    const { body: created, headers: replied } = await client.call(
      "POST",
      "/products",
      { resourceType: "AzureContainer", name: "logged", externalIDs: [{ type: "AzureOfferId", value: "logged" }] },
      headers,
    );
    await client.call("GET", `/products/${created.id}?sig=secret-signature&a=b`);
    await Client.signIn(emulator);
    const { body, text } = await control("GET", "/requests");
    assert.deepEqual(
      body.map((entry: { kind: string; method: string; operation: string; status: number }) => [
        entry.kind,
        entry.operation,
        entry.status,
      ]),
      [
        ["api", "POST /products", 201],
        ["api", "GET /products/{productId}", 200],
        ["token", "POST /{tenant}/oauth2/token", 200],
      ],
    );
    assert.equal(body[0].clientRequestId, "mine-1");
    assert.equal(body[0].requestId, replied.get("request-id"));
    assert.equal(typeof body[0].milliseconds, "number");
    assert.equal(body[1].path, `/v1.0/ingestion/products/${created.id}?sig=***&a=b`);
    assert.equal(text.includes("secret") || text.includes(client.token) || text.includes("logged"), false);
    assert.deepEqual(emulator.requests(), body);
  });

  it("move the clock by milliseconds or in words, and never back", async () => {
    const now = async () => Date.parse((await control("GET", "/clock")).body.now);
    const start = await now();
    assert.equal((await control("POST", "/clock", { advance: "2h" })).status, 200);
    assert.equal((await control("POST", "/clock", { advanceMilliseconds: 60_000 })).status, 200);
    const passed = (await now()) - start;
    assert.ok(passed >= 7_260_000 && passed < 7_290_000, `${passed} ms`);
    for (const bad of [{ advance: "soon" }, { advanceMilliseconds: -1 }, {}]) {
      assert.equal((await control("POST", "/clock", bad)).status, 400);
    }
    // Beyond it there are no dates as the service writes them.
    const far = await control("POST", "/clock", { advanceMilliseconds: 1e15 });
    assert.deepEqual([far.status, far.body.error.includes("9999")], [400, true]);
    assert.throws(() => parts.emulator.advance(1e15), RangeError);
    parts.client = await Client.signIn(parts.emulator);
  });

  it("show the whole state without secrets and upload addresses, and forget it on reset", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("state");
    const lead = { resourceType: "AzureTableLeadConfiguration", connectionString: "AccountKey=hidden" };
    await client.expect(200, "POST", `/products/${productId}/leadconfiguration`, lead);
    await client.submit(productId);
    const { body, text } = await control("GET", "/state");
    const offer = body.products.find((product: { id: string }) => product.id === productId);
    assert.equal(offer.status, "Preview");
    assert.equal(offer.leadConfiguration.connectionString, "***");
    assert.equal(offer.submissions.length, 1);
    assert.equal(offer.packages[0].state, "Processed");
    assert.equal(text.includes("hidden") || text.includes("sig="), false);
    assert.equal((await control("POST", "/reset")).status, 204);
    assert.deepEqual((await client.get("/products")).value, []);
    assert.equal((await control("GET", "/state")).body.products.length, 0);
  });

  it("are refused under a name that is not loopback", async () => {
    const { port } = new URL(parts.emulator.control);
    for (const path of ["/_emulator/state", "/"]) {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const call = request({ host: "127.0.0.1", port, path, headers: { host: "evil.example" } }, (reply) => {
          reply.resume();
          resolve(reply.statusCode);
        });
        call.on("error", reject).end();
      });
      assert.equal(status, 403);
    }
  });

  it("are refused to pages of other sites in a browser, as are tokens; the own pages and tools may", async () => {
    const { control: address, loginEndpoint } = parts.emulator;
    await parts.client.createProduct("kept");
    const from = async (url: string, origin: string) =>
      (await fetch(url, { method: "POST", headers: { origin } })).status;
    for (const origin of ["https://evil.example", "http://127.0.0.1.evil.example:1", "null"]) {
      for (const url of [`${address}/reset`, `${address}/clock`, `${loginEndpoint}/contoso/oauth2/token`]) {
        assert.equal(await from(url, origin), 403, `${origin} ${url}`);
      }
    }
    assert.equal((await control("GET", "/state")).body.products.length, 1);
    assert.equal(await from(`${address}/reset`, new URL(address).origin), 204);
  });
});

describe("emulator: stopping", () => {
  it("does not wait for an answer that is on its way", async () => {
    const faults = [{ operation: "GET /products", effect: { slowBodyMilliseconds: 10_000 } }];
    const emulator = await startEmulator({ faults });
    const client = await Client.signIn(emulator);
    const headers = { authorization: `Bearer ${client.token}` };
    const reply = await fetch(`${client.endpoint}/products`, { headers });
    const rest = reply.text().then(
      () => "whole",
      () => "cut",
    );
    await emulator.stop();
    assert.equal(await rest, "cut");
  });
});

describe("emulator: options", () => {
  it("are refused with a reason when they make no sense", async () => {
    const refused = async (options: object, reason: RegExp) => {
      let emulator: Emulator | undefined;
      try {
        emulator = await startEmulator(options);
      } catch (error) {
        assert.ok(error instanceof OptionError, String(error));
        assert.match(error.message, reason);
        return;
      }
      await emulator.stop();
      assert.fail(`accepted ${JSON.stringify(options)}`);
    };
    await refused({ switches: { pageSize: 0 } }, /pageSize/);
    await refused({ switches: { nonsense: 1 } }, /nonsense/);
    await refused({ delays: { publish: -1 } }, /publish/);
    await refused({ scenario: "holiday" }, /holiday.*real-life/);
    await refused({ speed: -1 }, /speed/);
    await refused({ latency: "some" }, /latency/);
    await refused({ port: 70_000 }, /port/i);
    await refused({ faults: [{ operation: "*" }] }, /effect/);
  });

  it("let the clock run faster, and answers take as long as recorded", async () => {
    const options = { speed: 1_000, delays: { packageProcessing: 1_000_000 }, latency: "recorded" as const };
    const emulator = await startEmulator(options);
    try {
      const client = await Client.signIn(emulator);
      const { id } = await client.createProduct("fast");
      const uploaded = await client.uploadPackage(id);
      const path = `/products/${id}/packages/${uploaded.id}`;
      assert.equal((await client.get(path)).state, "InProcessing");
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      assert.equal((await client.get(path)).state, "Processed");
    } finally {
      await emulator.stop();
    }
    const slow = await startEmulator({ latency: "recorded" });
    try {
      const client = await Client.signIn(slow);
      await client.get("/products");
      const taken = slow.requests().at(-1)?.milliseconds ?? 0;
      assert.ok(taken >= 190, `${taken} ms`);
    } finally {
      await slow.stop();
    }
  });

  it("let answers take as long as recorded under a clock that stands still", async () => {
    const still = await startEmulator({ latency: "recorded", speed: 0 });
    try {
      const client = await Client.signIn(still);
      await client.get("/products");
      const taken = still.requests().at(-1)?.milliseconds ?? 0;
      assert.ok(taken >= 190 && taken < 15_000, `${taken} ms`);
    } finally {
      await still.stop();
    }
  });

  it("take a scenario, and what is given beside it wins", async () => {
    const emulator = await startEmulator({ scenario: "january-2024", delays: { branchLag: 0 } });
    try {
      const client = await Client.signIn(emulator);
      const { id } = await client.createProduct("old-times");
      await client.createVariant(id, "plan");
      const { value } = await client.get(`/products/${id}/variants`);
      assert.deepEqual(
        value.map((variant) => variant.resourceType),
        ["AzureTestDriveVariant", "AzureSkuVariant"],
      );
      const branches = await client.get(`/products/${id}/branches/getByModule(module=Listing)`);
      assert.deepEqual(
        branches.value.map((branch) => branch.variantID),
        [undefined, "testdrive", value[1]?.id],
      );
    } finally {
      await emulator.stop();
    }
  });
});
