import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import {
  AccessDeniedError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  ForeignHostError,
  NotFoundError,
  RateLimitedError,
  ServiceError,
  UnexpectedResponseError,
  ValidationError,
} from "../../../../provider/partner-center/errors.js";
import { segment } from "../../../../provider/partner-center/http/endpoint.js";
import type { ClientOptions } from "../../../../provider/partner-center/http/options.js";
import { Transport } from "../../../../provider/partner-center/http/transport.js";
import { clientSecretTokenSource } from "../../../../provider/partner-center/sign-in/token-sources.js";
import { type Answer, failureOf, fixedToken, jumpingClock, secretToken, withServer } from "../server.js";
import { testCertificate } from "../sign-in/certificate.js";

const Thing = z.looseObject({ id: z.string() });
const thing: Answer = { body: { id: "1" } };

function transport(origin: string, options: Partial<ClientOptions> = {}): Transport {
  return new Transport({
    endpoint: `${origin}/v1.0/ingestion/`,
    tokenSource: fixedToken,
    clock: jumpingClock(),
    requestsPerSecond: 1000,
    ...options,
  });
}

describe("a call", () => {
  it("carries token, own id per attempt, If-Match and extra headers; the path as given", () =>
    withServer(
      () => thing,
      async ({ origin, requests }) => {
        const client = transport(origin, { headers: { "X-Ms-PublisherId": "7" } });
        await client.get("/products/p/branches/getByModule(module=Listing)", Thing, { $filter: "a eq 'b c'" });
        await client.put("/x", { a: 1 }, Thing, { ifMatch: '"e"' });
        const [get, put] = requests;
        assert.equal(
          get?.url,
          "/v1.0/ingestion/products/p/branches/getByModule(module=Listing)?%24filter=a+eq+%27b+c%27",
        );
        assert.equal(get?.headers.authorization, `Bearer ${secretToken}`);
        assert.equal(get?.headers.accept, "application/json");
        assert.equal(get?.headers["x-ms-publisherid"], "7");
        assert.match(String(get?.headers["client-request-id"]), /^[0-9a-f-]{36}$/);
        assert.notEqual(get?.headers["client-request-id"], put?.headers["client-request-id"]);
        assert.equal(put?.headers["if-match"], '"e"');
        assert.match(String(put?.headers["content-type"]), /^application\/json/);
        assert.deepEqual(put?.json, { a: 1 });
      },
    ));

  it("keeps unknown fields, drops nulls, keeps big integers exact, and takes a missing etag from the header", () =>
    withServer(
      () => ({
        headers: { etag: '"from-header"' },
        body: '{"id":"1","extra":{"a":[null,1],"b":null},"c":null,"big":1152921505695125041}',
      }),
      async ({ origin }) => {
        assert.deepEqual(await transport(origin).get("/x", Thing), {
          id: "1",
          extra: { a: [null, 1] },
          big: "1152921505695125041",
          "@odata.etag": '"from-header"',
        });
      },
    ));

  it("takes the etag in the body for the right one, whatever the header says", () =>
    withServer(
      () => ({ headers: { etag: '"from-header"' }, body: { id: "1", "@odata.etag": '"from-body"' } }),
      async ({ origin }) => {
        const got = await transport(origin).get("/x", Thing);
        assert.equal(got["@odata.etag"], '"from-body"');
      },
    ));

  it("refuses a reply that does not fit the schema, and names the field", () =>
    withServer(
      () => ({ body: { id: 3 } }),
      async ({ origin }) => {
        const error = await failureOf(transport(origin).get("/x", Thing), UnexpectedResponseError);
        assert.match(error.message, /GET \/x .*id: .*string/);
      },
    ));

  it("refuses endpoints that are neither https nor this machine, and headers of its own", () => {
    for (const endpoint of [
      "http://api.example.com",
      "http://127.0.0.1.example.com/x",
      "nonsense",
      "https://u:p@h/x",
      "https://:p@h/x",
      "https://u@h/x",
      "https://h/x?y",
      "https://h/x#y",
    ]) {
      assert.throws(() => transport("", { endpoint }), ConfigurationError, endpoint);
    }
    const own =
      "Authorization Host Content-Length Content-Type Transfer-Encoding Connection If-Match Client-Request-Id";
    const refused: Record<string, string>[] = [
      ...own.split(" ").map((name) => ({ [name]: "x" })),
      { "a b": "x" },
      ...["x\r\ny: z", "x\ny", "x\u0000", "x\u007f", "x\u0100"].map((a) => ({ a })),
    ];
    for (const headers of refused) {
      assert.throws(() => transport("http://localhost:1", { headers }), ConfigurationError);
    }
    assert.throws(() => transport("http://localhost:1", { proxy: "proxy" }), ConfigurationError);
    assert.throws(() => transport("http://localhost:1", { requestsPerSecond: 0 }), ConfigurationError);
    assert.throws(() => transport("http://localhost:1", { maxConcurrency: 1.5 }), ConfigurationError);
    assert.equal(
      new Transport({ tokenSource: fixedToken }).endpoint,
      "https://api.partner.microsoft.com/v1.0/ingestion",
    );
  });

  it("lets no id change the path", () => {
    for (const id of ["", ".", ".."]) assert.throws(() => segment(id), ValidationError);
    assert.equal(segment("a/../b?c"), "a%2F..%2Fb%3Fc");
  });

  it("asks beforeWrite before each write and no read, and sends nothing when it throws", () =>
    withServer(
      () => thing,
      async ({ origin, requests }) => {
        let asked = 0;
        const client = transport(origin, {
          beforeWrite: async () => {
            asked++;
            if (asked > 1) throw new Error("the engine is gone");
          },
        });
        await client.get("/x", Thing);
        await client.put("/x", {}, Thing);
        await assert.rejects(client.post("/x", {}, Thing), /engine is gone/);
        assert.equal(requests.length, 2);
      },
    ));
});

describe("a failed call", () => {
  const statuses: [number, abstract new (...of: never) => Error, string][] = [
    [400, ValidationError, "ERR_PARTNER_CENTER_VALIDATION"],
    [403, AccessDeniedError, "ERR_PARTNER_CENTER_ACCESS_DENIED"],
    [404, NotFoundError, "ERR_PARTNER_CENTER_NOT_FOUND"],
    [409, ConflictError, "ERR_PARTNER_CENTER_CONFLICT"],
    [412, ConflictError, "ERR_PARTNER_CENTER_CONFLICT"],
    [422, ValidationError, "ERR_PARTNER_CENTER_VALIDATION"],
  ];
  for (const [status, type, code] of statuses) {
    it(`is ${type.name} for ${status}, not repeated, with both ids and the service's text`, () =>
      withServer(
        () => ({
          status,
          body: JSON.stringify('ICH50400 - Unable. {"faultCode":50400,"data":{"Title":["Too long."]}}'),
        }),
        async ({ origin, requests }) => {
          const error = (await failureOf(transport(origin).get("/products/p", Thing), type)) as NotFoundError;
          assert.equal(requests.length, 1);
          assert.equal(error.code, code);
          assert.equal(error.status, status);
          assert.equal(error.requestId, "service-1");
          assert.ok(error.message.includes("request id service-1"));
          assert.ok(error.message.includes(`client request id ${requests[0]?.headers["client-request-id"]}`));
          assert.ok(error.message.includes("GET /products/p"));
          assert.deepEqual(error.faultData, { Title: ["Too long."] });
          assert.match(error.serviceText ?? "", /ICH50400/);
          assert.ok(!error.message.includes("\n"));
        },
      ));
  }

  it("is repeated after 408, 429, 5xx and a cut connection for GET, PUT and DELETE", () =>
    withServer(
      (_, index) =>
        [{ status: 503 }, { status: 429, headers: { "retry-after": "5" } }, { cut: true }, { status: 408 }][
          index % 5
        ] ?? thing,
      async ({ origin, requests }) => {
        const clock = jumpingClock();
        const client = transport(origin, { clock });
        assert.equal((await client.get("/x", Thing)).id, "1");
        assert.ok((clock.slept[1] ?? 0) >= 5000);
        assert.equal((await client.put("/x", {}, Thing)).id, "1");
        await client.delete("/x");
        assert.equal(requests.length, 15);
        assert.equal(new Set(requests.map(({ headers }) => headers["client-request-id"])).size, 15);
      },
    ));

  it("ends after a bounded number of attempts", async () => {
    for (const [status, type] of [
      [500, ServiceError],
      [429, RateLimitedError],
    ] as const) {
      await withServer(
        () => ({ status }),
        async ({ origin, requests }) => {
          const error = await failureOf<Error>(transport(origin).get("/x", Thing), type);
          assert.equal(requests.length, 6);
          assert.match(error.message, /after 6 attempts/);
        },
      );
    }
  });

  it("is not waited for when the service asks for an hour; the error says how long it asks", async () => {
    for (const [headers, message] of [
      [{ "retry-after": "3600" }, /\(429\)\. It asks to wait 3600 s, and lower requestsPerSecond/],
      [{}, /\(429\) \(after 6 attempts\)\. Wait some minutes, and lower/],
    ] as [Record<string, string>, RegExp][]) {
      await withServer(
        () => ({ status: 429, headers }),
        async ({ origin }) => {
          const error = await failureOf(transport(origin).get("/x", Thing), RateLimitedError);
          assert.match(error.message, message);
        },
      );
    }
  });

  it("that never reached the service is known to have had no effect, also a POST", async () => {
    const error = await failureOf(transport("http://127.0.0.1:1").post("/x", {}, Thing), ConnectionError);
    assert.match(error.message, /: ECONNREFUSED: nothing listens there/);
    assert.doesNotMatch(error.message, /not known whether/);
    assert.equal(error.ambiguous, false);
  });

  it("is a ConnectionError where nobody listens, with the host and what to check", async () => {
    const error = await failureOf(transport("http://127.0.0.1:1").get("/x", Thing), ConnectionError);
    assert.match(error.message, /no reply from 127\.0\.0\.1:1: ECONNREFUSED: nothing listens there/);
  });

  it("is a ConnectionError when the reply takes too long", () =>
    withServer(
      () => ({ delayMs: 500 }),
      async ({ origin }) => {
        const client = transport(origin, { timeouts: { creation: 50 } });
        const error = await failureOf(client.post("/x", {}, Thing), ConnectionError);
        assert.match(error.message, /ETIMEDOUT.*not known whether/);
      },
    ));

  it("waits for a reply as long as told, for each attempt", () =>
    withServer(
      () => ({ delayMs: 500 }),
      async ({ origin, requests }) => {
        const client = transport(origin, { timeouts: { request: 50 } });
        const error = await failureOf(client.get("/x", Thing), ConnectionError);
        assert.match(error.message, /after 6 attempts\): ETIMEDOUT/);
        assert.equal(requests.length, 6);
      },
    ));

  it("is not repeated where the certificate is not to be trusted: that cannot pass by itself", async () => {
    const { certificate, key } = testCertificate();
    let connections = 0;
    const server = createServer({ cert: certificate, key: key() }).on("connection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const error = await failureOf(transport(`https://127.0.0.1:${port}`).get("/x", Thing), ConnectionError);
      assert.match(error.message, /no reply from 127\.0\.0\.1:\d+: \w*CERT\w*: .*NODE_EXTRA_CA_CERTS/);
      assert.equal(connections, 1);
    } finally {
      server.close();
    }
  });

  it("shows a long address cut off", () =>
    withServer(
      () => ({ status: 404 }),
      async ({ origin }) => {
        const error = await failureOf(transport(origin).get(`/${"x".repeat(400)}`, Thing), NotFoundError);
        assert.equal(error.path, `/${"x".repeat(298)}…`);
      },
    ));

  it("takes a DELETE whose first reply was lost for done when the second finds nothing", () =>
    withServer(
      (_, index) => (index === 0 ? { cut: true } : { status: 404 }),
      async ({ origin }) => {
        await transport(origin).delete("/x");
        await failureOf(transport(origin).delete("/y"), NotFoundError);
      },
    ));
});

describe("a token", () => {
  it("that expires while a call waits for its next attempt is renewed before it", () => {
    const clock = jumpingClock();
    let tokens = 0;
    return withServer(
      ({ url }, index) =>
        url.endsWith("/token")
          ? { body: { access_token: `token-${++tokens}`, expires_in: 600 } }
          : index === 1
            ? { status: 503, headers: { "retry-after": "300" } }
            : thing,
      async ({ origin, requests }) => {
        const credentials = { tenantId: "t", clientId: "c", clientSecret: "s", origin: "the test" };
        const tokenSource = clientSecretTokenSource({ ...credentials, loginEndpoint: origin, clock });
        await transport(origin, { tokenSource, clock }).put("/x", {}, Thing);
        const sent = requests.filter(({ method }) => method === "PUT").map(({ headers }) => headers.authorization);
        assert.deepEqual(sent, ["Bearer token-1", "Bearer token-2"]);
      },
    );
  });
});

describe("401", () => {
  it("leads to one renewal and one more attempt", () =>
    withServer(
      ({ headers }) => (headers.authorization === `Bearer ${secretToken}-2` ? thing : { status: 401, body: '"no"' }),
      async ({ origin, requests }) => {
        assert.equal((await transport(origin).post("/x", {}, Thing)).id, "1");
        assert.equal(requests.length, 2);
      },
    ));

  it("is AccessDeniedError when the new token is refused too", () =>
    withServer(
      () => ({ status: 401 }),
      async ({ origin, requests }) => {
        const error = await failureOf(transport(origin).get("/x", Thing), AccessDeniedError);
        assert.equal(requests.length, 2);
        assert.match(error.message, /the test.*Manager role/);
      },
    ));
});

describe("POST", () => {
  it("is not repeated when it may have taken effect and nobody can look", async () => {
    for (const answer of [{ status: 500 }, { cut: true }]) {
      await withServer(
        () => answer,
        async ({ origin, requests }) => {
          await assert.rejects(transport(origin).post("/x", {}, Thing), /not known whether/);
          assert.equal(requests.length, 1);
        },
      );
    }
  });

  it("is repeated after 429", () =>
    withServer(
      (_, index) => (index === 0 ? { status: 429 } : thing),
      async ({ origin, requests }) => {
        await transport(origin).post("/x", {}, Thing);
        assert.equal(requests.length, 2);
      },
    ));

  it("returns what was found after a failure instead of making a second one", () =>
    withServer(
      () => ({ status: 503 }),
      async ({ origin, requests }) => {
        const found = await transport(origin).post("/x", {}, Thing, { recover: async () => ({ id: "found" }) });
        assert.equal(found.id, "found");
        assert.equal(requests.length, 1);
      },
    ));

  it("is repeated when nothing was found, and looks again when told that it exists", () =>
    withServer(
      (_, index) => [{ cut: true }, { status: 409 }][index] ?? thing,
      async ({ origin, requests }) => {
        let looks = 0;
        const recover = async () => (++looks === 2 ? { id: "found" } : undefined);
        assert.equal((await transport(origin).post("/x", {}, Thing, { recover })).id, "found");
        assert.equal(requests.length, 2);
      },
    ));

  it("looks when the reply of a success cannot be read", () =>
    withServer(
      () => ({ status: 201, body: "" }),
      async ({ origin, requests }) => {
        assert.equal(
          (await transport(origin).post("/x", {}, Thing, { recover: async () => ({ id: "found" }) })).id,
          "found",
        );
        assert.equal(requests.length, 1);
      },
    ));

  it("throws the first failure when looking fails as well, and ends after a bounded number of attempts", () =>
    withServer(
      () => ({ status: 500 }),
      async ({ origin, requests }) => {
        const client = transport(origin);
        await failureOf(client.post("/x", {}, Thing, { recover: () => Promise.reject(new Error("x")) }), ServiceError);
        assert.equal(requests.length, 1);
        await failureOf(client.post("/x", {}, Thing, { recover: async () => undefined }), ServiceError);
        assert.equal(requests.length, 7);
        await failureOf(client.post("/x", {}, Thing, { again: async () => ({ body: {} }) }), ServiceError);
        assert.equal(requests.length, 13);
      },
    ));

  it("throws a conflict of the first attempt", () =>
    withServer(
      () => ({ status: 409 }),
      async ({ origin }) => {
        await failureOf(
          transport(origin).post("/x", {}, Thing, { recover: async () => ({ id: "other" }) }),
          ConflictError,
        );
      },
    ));
});

describe("redirects and pages", () => {
  it("follows no redirect and sends the token nowhere else", () =>
    withServer(
      () => thing,
      (elsewhere) =>
        withServer(
          () => ({ status: 302, headers: { location: `${elsewhere.origin}/x` } }),
          async ({ origin }) => {
            await failureOf(transport(origin).get("/x", Thing), ForeignHostError);
            assert.equal(elsewhere.requests.length, 0);
          },
        ),
    ));

  it("follows nextLink relative to the host without a slash, absolute on it, and under its other name", () =>
    withServer(
      ({ headers }, index) => ({
        body: [
          { nextLink: "v1.0/ingestion/products?$skipToken=a%3D", value: [{ id: "1" }] },
          { nextLink: `http://${headers.host}/v1.0/ingestion/products?$skipToken=b`, value: [] },
          { "@odata.nextLink": "v1.0/ingestion/products?$skipToken=c", value: [{ id: "2" }] },
          { value: [{ id: "3" }] },
        ][index],
      }),
      async ({ origin, requests }) => {
        const items = await transport(origin).list("/products", Thing);
        assert.deepEqual(
          items.map(({ id }) => id),
          ["1", "2", "3"],
        );
        assert.deepEqual(
          requests.map(({ url }) => url),
          ["", "?%24skipToken=a%3D", "?%24skipToken=b", "?%24skipToken=c"].map(
            (query) => `/v1.0/ingestion/products${query}`,
          ),
        );
      },
    ));

  it("refuses a next page on another host, and sends no token there", () =>
    withServer(
      () => ({ body: { value: [] } }),
      async (elsewhere) => {
        const { host } = new URL(elsewhere.origin);
        for (const link of [`${elsewhere.origin}/p`, `//${host}/p`, `http://127.0.0.1@${host}/p`, `\\\\${host}\\p`]) {
          await withServer(
            () => ({ body: { value: [], nextLink: link } }),
            async ({ origin }) => {
              await failureOf(transport(origin).list("/p", Thing), ForeignHostError);
            },
          );
        }
        assert.equal(elsewhere.requests.length, 0);
      },
    ));

  it("ends at a dead next link, but not at a first page that is missing", () =>
    withServer(
      ({ url }) => (url.endsWith("first") ? { body: { value: [{ id: "1" }], nextLink: "dead" } } : { status: 404 }),
      async ({ origin }) => {
        assert.equal((await transport(origin).list("/first", Thing)).length, 1);
        await failureOf(transport(origin).list("/missing", Thing), NotFoundError);
      },
    ));

  it("refuses pages that lead in a circle", () =>
    withServer(
      () => ({ body: { value: [], nextLink: "v1.0/ingestion/x" } }),
      async ({ origin, requests }) => {
        await failureOf(transport(origin).list("/x", Thing), UnexpectedResponseError);
        assert.equal(requests.length, 1);
      },
    ));
});

describe("the limiter", () => {
  it("has at most so many requests under way", () =>
    withServer(
      () => ({ ...thing, delayMs: 20 }),
      async ({ origin, mostOpen }) => {
        const client = transport(origin, { maxConcurrency: 3 });
        await Promise.all(Array.from({ length: 15 }, () => client.get("/x", Thing)));
        assert.equal(mostOpen(), 3);
      },
    ));

  it("slows down for all when the service refuses a call, and says so once", () => {
    const clock = jumpingClock();
    const lines: string[] = [];
    const times: number[] = [];
    return withServer(
      (_, index) => {
        times.push(clock.now());
        return index === 0 ? { status: 429, headers: { "retry-after": "8" } } : thing;
      },
      async ({ origin }) => {
        const client = transport(origin, { clock, maxConcurrency: 1, notice: (line) => lines.push(line) });
        await Promise.all(Array.from({ length: 20 }, () => client.get("/x", Thing)));
        const [first = 0, second = 0] = times;
        assert.ok(second - first >= 8000, `${second - first} ms`);
        assert.equal(lines.length, 1);
        assert.match(lines[0] ?? "", /^127\.0\.0\.1:\d+ has too much to do, or asks for fewer requests; they are sent/);
      },
    );
  });

  it("lets others pass while one call waits before its next attempt", () => {
    const clock = jumpingClock();
    let wake = () => {};
    return withServer(
      ({ url }, index) => (url.endsWith("/slow") && index === 0 ? { status: 503 } : thing),
      async ({ origin }) => {
        const client = transport(origin, {
          maxConcurrency: 1,
          clock: { ...clock, sleep: (ms) => (ms < 500 ? clock.sleep(ms) : new Promise((resolve) => (wake = resolve))) },
        });
        const slow = client.get("/slow", Thing);
        await client.get("/fast", Thing);
        await client.get("/fast", Thing);
        wake();
        await slow;
      },
    );
  });
});

describe("an error", () => {
  it("has no control characters of the service's text: in a terminal they are commands", () =>
    withServer(
      () => ({ status: 400, body: { message: "\u001b]0;owned\u0007 first\u009b2J\r\nsecond" } }),
      async ({ origin }) => {
        const { message } = await failureOf(transport(origin).get("/x", Thing), ValidationError);
        assert.doesNotMatch(message, /\p{Cc}/u);
        assert.match(message, /owned first 2J second/);
      },
    ));
});

describe("secrets", () => {
  it("appear in no error and no trace line", () =>
    withServer(
      ({ method }) => ({
        status: method === "GET" ? 400 : 500,
        body: {
          message: `Bearer ${secretToken} failed for https://x.blob.example/file/1?sv=1&sig=SIGNATURE&se=2`,
          fileSasUri: "https://x/y?sig=SIGNATURE",
        },
      }),
      async ({ origin }) => {
        const lines: string[] = [];
        const client = transport(origin, { trace: (line) => lines.push(line) });
        const errors = [
          await failureOf(client.get("/x", Thing, { $filter: "a\nb sig=SIGNATURE" }), ValidationError),
          await failureOf(client.post("/x", { fileSasUri: "https://x/y?sig=SIGNATURE" }, Thing), ServiceError),
          await failureOf(
            new Transport({ endpoint: "http://127.0.0.1:1", tokenSource: fixedToken, clock: jumpingClock() }).get(
              "/x",
              Thing,
            ),
            ConnectionError,
          ),
        ];
        for (const error of errors) {
          const all = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join("\n");
          assert.ok(!all.includes("secret-token") && !all.includes("SIGNATURE"), all);
        }
        assert.equal(lines.length, 2);
        assert.match(lines[0] ?? "", /^GET \/x\S* .*400 \d+ ms client-request-id=\S{36} request-id=service-1$/);
        assert.ok(!/secret-token|SIGNATURE|\n/.test(lines.join("|")), lines.join("|"));
      },
    ));
});
