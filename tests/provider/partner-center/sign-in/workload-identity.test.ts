import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AuthenticationError, ConfigurationError } from "../../../../provider/partner-center/errors.js";
import {
  type AssertionSource,
  assertionFromAzurePipelines,
  assertionFromFile,
  assertionFromGitHub,
  assertionFromText,
  workloadIdentityTokenSource,
} from "../../../../provider/partner-center/sign-in/workload-identity.js";
import { type Answer, failureOf, jumpingClock, type Script, withServer } from "../server.js";

const audience = "https://api.partner.microsoft.com";
const granting: Script = (_, index) => ({ body: { access_token: `token-${index + 1}`, expires_in: 3599 } });

function source(loginEndpoint: string, assertions: AssertionSource, clock = jumpingClock()) {
  return workloadIdentityTokenSource({
    tenantId: "contoso.example",
    clientId: "client-1",
    assertions,
    loginEndpoint,
    origin: "the test",
    clock,
  });
}

const sent = (text: string | undefined) => Object.fromEntries(new URLSearchParams(text));

describe("tokens by workload identity", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "workload-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("send the file's statement instead of a secret, and read the file anew for each token", () =>
    withServer(granting, async ({ origin, requests }) => {
      const file = join(folder, "token");
      writeFileSync(file, "statement-1\n");
      const clock = jumpingClock();
      const tokens = source(origin, assertionFromFile(file), clock);
      assert.equal(await tokens.token(audience), "token-1");
      assert.equal(await tokens.token(audience), "token-1");
      writeFileSync(file, "statement-2");
      await clock.sleep(56 * 60_000);
      assert.equal(await tokens.token(audience), "token-2");
      assert.deepEqual(
        requests.map(({ url }) => url),
        ["/contoso.example/oauth2/v2.0/token", "/contoso.example/oauth2/v2.0/token"],
      );
      assert.deepEqual(sent(requests[0]?.text), {
        grant_type: "client_credentials",
        client_id: "client-1",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: "statement-1",
        scope: `${audience}/.default`,
      });
      assert.equal(sent(requests[1]?.text).client_assertion, "statement-2");
    }));

  it("say which file is not there, or is empty, and ask nobody", () =>
    withServer(granting, async ({ origin, requests }) => {
      const missing = join(folder, "missing");
      const error = await failureOf(source(origin, assertionFromFile(missing)).token(audience), AuthenticationError);
      assert.match(error.message, /cannot be read \(ENOENT\).* The credentials come from the test\.$/);
      assert.ok(error.message.includes(missing));
      const empty = join(folder, "empty");
      writeFileSync(empty, "\n");
      await failureOf(source(origin, assertionFromFile(empty)).token(audience), AuthenticationError);
      assert.equal(requests.length, 0);
    }));

  it("do not wait for a pipe, and do not read a file without end", () =>
    withServer(granting, async ({ origin, requests }) => {
      const pipe = join(folder, "pipe");
      if (process.platform !== "win32") execFileSync("mkfifo", [pipe]);
      const endless = join(folder, "endless");
      writeFileSync(endless, "");
      truncateSync(endless, 3_000_000_000);
      for (const [path, why] of [
        [process.platform === "win32" ? folder : pipe, /cannot be read \((it is no file|EISDIR)\)/],
        [endless, /cannot be read \(it has more than 1 MB\)/],
      ] as const) {
        const error = await failureOf(source(origin, assertionFromFile(path)).token(audience), AuthenticationError);
        assert.match(error.message, why);
      }
      assert.equal(requests.length, 0);
    }));

  it("ask GitHub for a statement to Microsoft Entra, with the job's own token", () =>
    withServer(
      (request, index) =>
        request.url.startsWith("/github") ? { body: { value: "statement-1" } } : granting(request, index),
      async ({ origin, requests }) => {
        const assertions = assertionFromGitHub({ url: `${origin}/github?api-version=2.0`, token: "job-token-1" });
        assert.equal(await source(origin, assertions).token(audience), "token-2");
        assert.equal(requests[0]?.url, "/github?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange");
        assert.equal(requests[0]?.method, "GET");
        assert.equal(requests[0]?.headers.authorization, "Bearer job-token-1");
        assert.equal(sent(requests[1]?.text).client_assertion, "statement-1");
        assert.equal(requests[1]?.headers.authorization, undefined);
      },
    ));

  it("ask Azure Pipelines for a statement about the service connection", () =>
    withServer(
      (request, index) =>
        request.url.startsWith("/pipelines") ? { body: { oidcToken: "statement-1" } } : granting(request, index),
      async ({ origin, requests }) => {
        const assertions = assertionFromAzurePipelines({
          url: `${origin}/pipelines/oidctoken`,
          token: "job-token-1",
          serviceConnectionId: "connection-1",
        });
        assert.equal(await source(origin, assertions).token(audience), "token-2");
        assert.equal(requests[0]?.method, "POST");
        assert.equal(requests[0]?.url, "/pipelines/oidctoken?api-version=7.1&serviceConnectionId=connection-1");
        assert.equal(requests[0]?.headers.authorization, "Bearer job-token-1");
        assert.equal(requests[0]?.headers["x-tfs-fedauthredirect"], "Suppress");
        assert.equal(sent(requests[1]?.text).client_assertion, "statement-1");
      },
    ));

  for (const [platform, make, advice] of [
    ["GitHub Actions", assertionFromGitHub, /id-token: write/],
    [
      "Azure Pipelines",
      (of: Parameters<typeof assertionFromGitHub>[0]) =>
        assertionFromAzurePipelines({ ...of, serviceConnectionId: "connection-1" }),
      /service connection connection-1 exists/,
    ],
  ] as const) {
    it(`say that ${platform} refuses, and what to check; never the job's token`, () =>
      withServer(
        ({ headers }) => ({ status: 403, body: `no: ${headers.authorization}` }),
        async ({ origin, requests }) => {
          const assertions = make({ url: `${origin}/ask`, token: "job-token-1" });
          const error = await failureOf(source(origin, assertions).token(audience), AuthenticationError);
          assert.match(
            error.message,
            new RegExp(`${platform} does not vouch.*HTTP 403.* The credentials come from the test\\.$`),
          );
          assert.match(error.message, advice);
          assert.ok(!`${error.message}${error.stack}${JSON.stringify(error)}`.includes("job-token-1"));
          assert.equal(requests.length, 1);
        },
      ));

    it(`ask ${platform} again after failures that may pass, three times in all`, async () => {
      const failures: Answer[] = [{ status: 503 }, { cut: true }, { status: 429 }];
      await withServer(
        (_, index) => failures[index] ?? { body: { value: "s", oidcToken: "s" } },
        async ({ origin, requests }) => {
          const clock = jumpingClock();
          const assertions = make({ url: `${origin}/ask`, token: "job-token-1", clock });
          const error = await failureOf(assertions.assertion(), AuthenticationError);
          assert.match(error.message, /HTTP 429/);
          assert.deepEqual(clock.slept, [500, 1000]);
          assert.equal(await assertions.assertion(), "s");
          assert.equal(requests.length, 4);
        },
      );
    });

    it(`do not take a sign-in page or an empty statement of ${platform} for a statement`, async () => {
      for (const answer of [
        { status: 203, body: { value: "s", oidcToken: "s" } },
        { body: { value: "", oidcToken: "" } },
        { body: "<html>" },
      ]) {
        await withServer(
          () => answer,
          async ({ origin }) => {
            await failureOf(make({ url: `${origin}/ask`, token: "t" }).assertion(), AuthenticationError);
          },
        );
      }
    });

    it(`send the job's token of ${platform} only over https or on this machine`, () => {
      for (const url of ["http://tokens.example/ask", "tokens.example", ""]) {
        assert.throws(() => make({ url, token: "job-token-1" }), ConfigurationError);
      }
    });
  }

  it("that are refused tell who vouched and what Entra said; never the statement", () =>
    withServer(
      ({ text }) => ({
        status: 401,
        body: { error: "invalid_client", error_description: `AADSTS70021: No matching federated identity. ${text}` },
      }),
      async ({ origin }) => {
        const tokens = source(origin, assertionFromText("statement-that-is-secret"));
        const error = await failureOf(tokens.token(audience), AuthenticationError);
        for (const part of ["AADSTS70021", "the token that was given", "federated credential", "the test"]) {
          assert.ok(error.message.includes(part), `${part} in ${error.message}`);
        }
        assert.ok(!`${error.message}${error.serviceText}`.includes("statement-that-is-secret"));
      },
    ));
});
