import assert from "node:assert/strict";
import {
  AuthenticationError,
  ConfigurationError,
  ForeignHostError,
  UnexpectedResponseError,
} from "../../../../provider/partner-center/errors.js";
import { clientSecretTokenSource } from "../../../../provider/partner-center/sign-in/token-sources.js";
import { failureOf, jumpingClock, type Script, withServer } from "../server.js";

const audience = "https://api.partner.microsoft.com";
const numbered: Script = (_, index) => ({
  body: { access_token: `token-${index + 1}`, expires_in: "3599", token_type: "Bearer" },
});

function source(origin: string, clock = jumpingClock(), lines: string[] = []) {
  return clientSecretTokenSource({
    tenantId: "contoso.example",
    clientId: "client-1",
    clientSecret: "s3cr=t &/",
    loginEndpoint: origin,
    origin: "the stack configuration",
    trace: (line) => lines.push(line),
    clock,
  });
}

describe("tokens by client secret", () => {
  it("asks the v1 endpoint once for all concurrent callers, and sends the documented form", () =>
    withServer(
      (request, index) => ({ ...numbered(request, index), delayMs: 30 }),
      async ({ origin, requests }) => {
        const tokens = source(origin);
        const got = await Promise.all(Array.from({ length: 20 }, () => tokens.token(audience)));
        assert.deepEqual(new Set(got), new Set(["token-1"]));
        assert.equal(requests.length, 1);
        assert.equal(requests[0]?.url, "/contoso.example/oauth2/token");
        assert.deepEqual(Object.fromEntries(new URLSearchParams(requests[0]?.text)), {
          grant_type: "client_credentials",
          client_id: "client-1",
          client_secret: "s3cr=t &/",
          resource: audience,
        });
      },
    ));

  it("keeps one token per audience", () =>
    withServer(numbered, async ({ origin, requests }) => {
      const tokens = source(origin);
      assert.equal(await tokens.token(audience), "token-1");
      assert.equal(await tokens.token("https://graph.microsoft.com"), "token-2");
      assert.equal(await tokens.token(audience), "token-1");
      assert.equal(requests.length, 2);
    }));

  const lives: [string, (now: number) => Record<string, unknown>][] = [
    ["expires_in as text", () => ({ expires_in: "3599" })],
    ["expires_in as a number", () => ({ expires_in: 3599 })],
    ["expires_on where expires_in says nothing", (now) => ({ expires_in: "0", expires_on: String(now / 1000 + 3599) })],
    ["expires_on as text", (now) => ({ expires_on: String(Math.floor(now / 1000) + 3599) })],
  ];
  for (const [name, fields] of lives) {
    it(`renews five minutes ahead of ${name}`, () => {
      const clock = jumpingClock();
      return withServer(
        (_, index) => ({ body: { access_token: `token-${index + 1}`, ...fields(clock.now()) } }),
        async ({ origin }) => {
          const tokens = source(origin, clock);
          assert.equal(await tokens.token(audience), "token-1");
          await clock.sleep(54 * 60_000);
          assert.equal(await tokens.token(audience), "token-1");
          await clock.sleep(60_000);
          assert.equal(await tokens.token(audience), "token-2");
        },
      );
    });
  }

  it("renews at the very millisecond, and at half its life if that is short", async () => {
    for (const [expires_in, life] of [
      [3600, 3_300_000],
      [60, 30_000],
    ] as const) {
      const clock = jumpingClock();
      await withServer(
        (_, index) => ({ body: { access_token: `token-${index + 1}`, expires_in } }),
        async ({ origin }) => {
          const tokens = source(origin, clock);
          await tokens.token(audience);
          await clock.sleep(life - 1);
          assert.equal(await tokens.token(audience), "token-1");
          await clock.sleep(1);
          assert.equal(await tokens.token(audience), "token-2");
        },
      );
    }
  });

  it("refuses an empty credential before any request, and says where it comes from", () => {
    const whole = { tenantId: "t", clientId: "c", clientSecret: "s", origin: "the test" };
    for (const name of ["tenantId", "clientId", "clientSecret"]) {
      assert.throws(
        () => clientSecretTokenSource({ ...whole, [name]: " " }),
        (error) => error instanceof ConfigurationError && error.message === `${name} is empty. It comes from the test.`,
      );
    }
  });

  it("asks below the login endpoint's own path", () =>
    withServer(numbered, async ({ origin, requests }) => {
      await source(`${origin}/login//`).token(audience);
      assert.equal(requests[0]?.url, "/login/contoso.example/oauth2/token");
    }));

  for (const status of [302, 307, 308]) {
    it(`follows no redirect (${status}): the secret goes nowhere else`, () =>
      withServer(numbered, (elsewhere) =>
        withServer(
          () => ({ status, headers: { location: `${elsewhere.origin}/contoso.example/oauth2/token` } }),
          async ({ origin, requests }) => {
            const error = await failureOf(source(origin).token(audience), ForeignHostError);
            assert.match(error.message, /redirect, which is not followed\. Check the login endpoint/);
            assert.deepEqual([requests.length, elsewhere.requests.length], [1, 0]);
          },
        ),
      ));
  }

  it("takes a login endpoint with a user, a query or a fragment for a mistake, and does not show it", () => {
    for (const rest of ["user:passw0rd@h/", "user@h", "h/?tenant=passw0rd", "h/#passw0rd"]) {
      assert.throws(
        () => source(`https://${rest}`),
        (error) =>
          error instanceof ConfigurationError &&
          /without a user, a query or a fragment/.test(error.message) &&
          !error.message.includes("passw0rd"),
      );
    }
  });

  it("takes no reply without a token for one", async () => {
    for (const body of [{ expires_in: 3599 }, { access_token: "" }, { access_token: 7 }, "<html>", "", "null"]) {
      await withServer(
        () => ({ body }),
        async ({ origin }) => {
          const error = await failureOf(source(origin).token(audience), UnexpectedResponseError);
          assert.match(error.message, /without a token/);
        },
      );
    }
  });

  it("renews a refused token once, also for concurrent and for late callers", () =>
    withServer(
      (request, index) => ({ ...numbered(request, index), delayMs: 10 }),
      async ({ origin, requests }) => {
        const tokens = source(origin);
        const refused = await tokens.token(audience);
        const renewed = await Promise.all(Array.from({ length: 10 }, () => tokens.renew(audience, refused)));
        assert.deepEqual(new Set(renewed), new Set(["token-2"]));
        assert.equal(await tokens.renew(audience, refused), "token-2");
        assert.equal(requests.length, 2);
      },
    ));

  it("asks no more when the login service gives the refused token again", () =>
    withServer(
      () => ({ body: { access_token: "same", expires_in: "3599" } }),
      async ({ origin, requests }) => {
        const tokens = source(origin);
        await tokens.token(audience);
        await tokens.renew(audience, "same");
        await tokens.renew(audience, "same");
        assert.equal(requests.length, 2);
      },
    ));

  it("tries again after 429, 5xx and a cut connection, a bounded number of times", async () => {
    await withServer(
      (request, index) =>
        [{ status: 503 }, { cut: true }, { status: 429, headers: { "retry-after": "3" } }][index] ??
        numbered(request, index),
      async ({ origin }) => {
        const clock = jumpingClock();
        assert.equal(await source(origin, clock).token(audience), "token-4");
        assert.equal(clock.slept.length, 3);
        assert.ok((clock.slept[2] ?? 0) >= 3000);
      },
    );
    await withServer(
      () => ({ status: 500 }),
      async ({ origin, requests }) => {
        await failureOf(source(origin).token(audience), AuthenticationError);
        assert.equal(requests.length, 5);
      },
    );
  });

  it("says where the credentials come from, what to check and the AADSTS text; never the secret", () =>
    withServer(
      ({ text }) => ({
        status: 401,
        body: {
          error: "invalid_client",
          error_description: `AADSTS7000215: Invalid client secret. You sent ${text} s3cr=t &/.\r\nTrace ID: t-1`,
          trace_id: "t-1 s3cr=t &/",
          correlation_id: "c-1 s3cr=t &/",
        },
      }),
      async ({ origin, requests }) => {
        const lines: string[] = [];
        const error = await failureOf(source(origin, jumpingClock(), lines).token(audience), AuthenticationError);
        assert.equal(requests.length, 1);
        assert.equal(error.code, "ERR_PARTNER_CENTER_AUTHENTICATION");
        for (const part of [
          "AADSTS7000215",
          "the stack configuration",
          "contoso.example",
          "client-1",
          "Manager role",
          "t-1",
          "c-1",
        ]) {
          assert.ok(error.message.includes(part), `${part} in ${error.message}`);
        }
        assert.ok(!error.message.includes("\n"));
        const all = [error.message, error.stack, error.serviceText, JSON.stringify(error), ...lines].join("\n");
        assert.ok(!all.includes("s3cr"), all);
        assert.equal(lines.length, 1);
      },
    ));

  it("keeps what the service says where the secret is a few letters", () =>
    withServer(
      () => ({ status: 400, body: { error: "x", error_description: "AADSTS90002: Tenant not found." } }),
      async ({ origin }) => {
        const credentials = { tenantId: "t", clientId: "c", clientSecret: "s", origin: "a test" };
        const tokens = clientSecretTokenSource({ ...credentials, loginEndpoint: origin });
        const { message } = await failureOf(tokens.token(audience), AuthenticationError);
        assert.match(message, /AADSTS90002: Tenant not found\./);
      },
    ));

  it("keeps the secret out of the error in any spelling of the reply", () =>
    withServer(
      () => ({ status: 400, body: { error: "x", error_description: 'You sent se"cret/+~1' } }),
      async ({ origin }) => {
        const options = { tenantId: "t", clientId: "c", clientSecret: 'se"cret/+~1', loginEndpoint: origin };
        const tokens = clientSecretTokenSource({ ...options, origin: "a test" });
        const error = await failureOf(tokens.token(audience), AuthenticationError);
        assert.ok(!`${error.message}${error.serviceText}`.includes("cret/"), error.serviceText);
      },
    ));

  it("gives up a sign-in service that does not answer after a minute", () => {
    const clock = jumpingClock();
    return withServer(
      async () => {
        await clock.sleep(20_000);
        return { hangs: true };
      },
      async ({ origin, requests }) => {
        const lines: string[] = [];
        const tokens = clientSecretTokenSource({
          tenantId: "t",
          clientId: "c",
          clientSecret: "s3cr=t",
          loginEndpoint: origin,
          origin: "the test",
          clock,
          timeouts: { signIn: 100 },
          notice: (line) => lines.push(line),
        });
        const error = await failureOf(tokens.token(audience), AuthenticationError);
        assert.match(error.message, /could not be reached \(ETIMEDOUT.*\) \(after 3 attempts\)/);
        assert.equal(requests.length, 3);
        assert.match(lines.join("|"), /^127\.0\.0\.1:\d+ has not answered a token request \(in full\) for \d+ s/);
      },
    );
  });

  for (const [status, message] of [
    [
      429,
      /^No token for \S+: the sign-in service 127\.0\.0\.1:\d+ receives too many requests \(429\) \(after 5 attempts\): Slow down\. Wait some minutes, then run again\.$/,
    ],
    [
      503,
      /^No token for \S+: the sign-in service 127\.0\.0\.1:\d+ is not available \(503\) \(after 5 attempts\): Slow down\. The cause is on its side: run again later\.$/,
    ],
  ] as const) {
    it(`does not blame the credentials for ${status}`, () =>
      withServer(
        () => ({ status, body: { error: "x", error_description: "Slow down." } }),
        async ({ origin }) => {
          const error = await failureOf(source(origin).token(audience), AuthenticationError);
          assert.match(error.message, message);
        },
      ));
  }

  it("takes no answer for a token that is as large as no token, or of a strange form", async () => {
    for (const [body, message] of [
      ["x".repeat(2 * 1024 * 1024), /answered 200 with more than 1 MB, which is no token/],
      ['{"a":'.repeat(200_000), /without a token/],
      [{ access_token: "t", expires_in: { toString: 1 }, expires_on: { toString: 1 } }, undefined],
    ] as const) {
      await withServer(
        () => ({ body }),
        async ({ origin }) => {
          const token = source(origin).token(audience);
          if (message === undefined) assert.equal(await token, "t");
          else assert.match((await failureOf(token, Error)).message, message);
        },
      );
    }
    await withServer(
      () => ({ status: 400, body: { error: { toString: 1 }, error_description: { toString: 1 } } }),
      async ({ origin }) => {
        const error = await failureOf(source(origin).token(audience), AuthenticationError);
        assert.match(error.message, /HTTP 400\. The credentials come from/);
      },
    );
  });

  it("speaks of the network, not of the credentials, when nobody answers", async () => {
    const error = await failureOf(source("http://127.0.0.1:1").token(audience), AuthenticationError);
    assert.match(
      error.message,
      /could not be reached \(ECONNREFUSED.*Check the network, the proxy and the login endpoint/,
    );
  });

  it("can be asked again after a failure", () =>
    withServer(
      (request, index) => (index === 0 ? { status: 400, body: { error: "x" } } : numbered(request, index)),
      async ({ origin }) => {
        const tokens = source(origin);
        await failureOf(tokens.token(audience), AuthenticationError);
        assert.equal(await tokens.token(audience), "token-2");
      },
    ));

  it("sends the secret only over https or on this machine", () => {
    for (const endpoint of [
      "http://login.example.com",
      "ftp://127.0.0.1",
      "login",
      "http://127.0.0.1.example.com",
      "http://login.localhost:1",
    ]) {
      assert.throws(() => source(endpoint), ConfigurationError);
    }
    for (const endpoint of ["https://login.microsoftonline.us", "http://localhost:1", "http://[::1]:1"])
      source(endpoint);
  });
});
