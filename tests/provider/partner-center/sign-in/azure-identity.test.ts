/**
 * Sign-in by `az`, with a stand-in on the PATH, and by a managed identity, with a stand-in for App Service's endpoint.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { AuthenticationError } from "../../../../provider/partner-center/errors.js";
import {
  azureCliTokenSource,
  managedIdentityTokenSource,
} from "../../../../provider/partner-center/sign-in/azure-identity.js";
import { failureOf, jumpingClock, type LocalServer, serve } from "../server.js";

const audience = "https://api.partner.microsoft.com";
const hour = 60 * 60_000;

describe("tokens of the Azure CLI", () => {
  let folder: string;
  const path = process.env.PATH;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "az-"));
    process.env.PATH = `${folder}${delimiter}${path}`;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  /** Puts a stand-in on the PATH that notes its arguments. */
  function standIn(script: string): () => string[] {
    const log = join(folder, "calls");
    writeFileSync(join(folder, "az"), `#!/bin/sh\necho "$@" >> "${log}"\n${script}\n`, { mode: 0o755 });
    return () => readFileSync(log, "utf8").trim().split("\n");
  }

  const reply = (token: string, lifeMs: number) =>
    JSON.stringify({ accessToken: token, expires_on: Math.floor((Date.now() + lifeMs) / 1000), tokenType: "Bearer" });

  it("are asked for by audience and tenant, cached, and renewed ahead of time", async () => {
    const calls = standIn(`echo '${reply("token-of-az", hour)}'`);
    const clock = jumpingClock();
    const tokens = azureCliTokenSource({ tenantId: "contoso.example", origin: "the test", clock });
    assert.equal(await tokens.token(audience), "token-of-az");
    assert.deepEqual(await Promise.all([tokens.token(audience), tokens.token(audience)]), [
      "token-of-az",
      "token-of-az",
    ]);
    assert.equal(calls().length, 1);
    assert.match(
      calls()[0] ?? "",
      /^account get-access-token --output json --resource https:\/\/api\.partner\.microsoft\.com/,
    );
    assert.match(calls()[0] ?? "", /--tenant contoso\.example/);
    await clock.sleep(hour - 4 * 60_000);
    await tokens.token(audience);
    assert.equal(calls().length, 2);
  });

  it("that cannot be had because nobody is signed in say how to sign in", async () => {
    standIn(`echo "Please run 'az login' to setup account." >&2; exit 1`);
    const tokens = azureCliTokenSource({ tenantId: "contoso.example", origin: "the environment (X)" });
    const error = await failureOf(tokens.token(audience), AuthenticationError);
    assert.match(error.message, /az login --tenant contoso\.example/);
    assert.match(error.message, /the environment \(X\)/);
    assert.ok(!error.message.includes("\n"));
  });

  it("that cannot be had because there is no `az` say so", async () => {
    process.env.PATH = folder;
    const tokens = azureCliTokenSource({ tenantId: "contoso.example", origin: "the test" });
    const error = await failureOf(tokens.token(audience), AuthenticationError);
    assert.match(error.message, /Azure CLI is installed/);
  });
});

describe("tokens of a managed identity", () => {
  const names = ["IDENTITY_ENDPOINT", "IDENTITY_HEADER"] as const;
  const previous = names.map((name) => process.env[name]);
  let platform: LocalServer;

  // One for all: Microsoft's library looks for its platform once per process.
  before(async () => {
    platform = await serve(({ url }) => {
      if (url.includes("silent")) return { hangs: true };
      if (url.includes("unknown")) return { status: 400, body: { message: "No such identity" } };
      const expires_on = String(Math.floor((Date.now() + hour) / 1000));
      return { body: { access_token: "token-of-identity", expires_on, resource: audience, token_type: "Bearer" } };
    });
    process.env.IDENTITY_ENDPOINT = `${platform.origin}/msi/token`;
    process.env.IDENTITY_HEADER = "platform-1";
  });
  after(async () => {
    names.forEach((name, index) => {
      const value = previous[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
    await platform.close();
  });

  for (const [whose, clientId] of [["for the system's identity"], ["by client id", "identity-1"]] as const) {
    it(`are asked for where the platform says, ${whose}`, async () => {
      const start = platform.requests.length;
      const tokens = managedIdentityTokenSource({ clientId, origin: "the test" });
      assert.equal(await tokens.token(audience), "token-of-identity");
      assert.equal(await tokens.token(audience), "token-of-identity");
      const [request, ...further] = platform.requests.slice(start);
      assert.deepEqual(further, []);
      const query = new URLSearchParams(request?.url.split("?")[1]);
      assert.equal(query.get("resource"), audience);
      assert.equal(query.get("client_id"), clientId ?? null);
      assert.equal(request?.headers["x-identity-header"], "platform-1");
    });
  }

  it("that do not come are given up, and told of", async () => {
    const lines: string[] = [];
    const tokens = managedIdentityTokenSource({
      clientId: "silent",
      origin: "the test",
      timeouts: { signInInAll: 500, notice: 10 },
      notice: (line) => lines.push(line),
    });
    const error = await failureOf(tokens.token(audience), AuthenticationError);
    assert.match(error.message, /There was no answer for \d+ s\. This way to sign in comes from the test/);
    assert.match(lines.join("|"), /^Azure has not answered a token request/);
  });

  it("that are refused say what to check", async function () {
    this.timeout(60_000);
    const tokens = managedIdentityTokenSource({ clientId: "unknown", origin: "the test" });
    const error = await failureOf(tokens.token(audience), AuthenticationError);
    assert.match(error.message, /the test.*the identity unknown.*Manager role/);
    assert.ok(!error.message.includes("\n"));
  });
});

describe("Microsoft's library for signing in", () => {
  /** What is said in a process that does not find the package. */
  function refusal(way: string): string {
    const from = pathToFileURL(join(tmpdir(), "nowhere", "program.js")).href; // far from any node_modules
    const ways = require.resolve("../../../../provider/partner-center/sign-in/azure-identity.js");
    const script = `
      require("node:module").registerHooks({
        resolve: (name, context, next) =>
          next(name, name === "@azure/identity" ? { ...context, parentURL: ${JSON.stringify(from)} } : context),
      });
      const ways = require(${JSON.stringify(ways)});
      ${way}.token("https://api.example").catch(({ code, message }) => console.log(code, message));`;
    return execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
  }

  for (const [way, words] of [
    [
      'ways.azureCliTokenSource({ tenantId: "contoso.example", origin: "PARTNERCENTER_USE_CLI" })',
      "The Azure CLI's sign-in, which comes from PARTNERCENTER_USE_CLI,",
    ],
    [
      'ways.managedIdentityTokenSource({ origin: "PARTNERCENTER_USE_MANAGED_IDENTITY" })',
      "A managed identity, which comes from PARTNERCENTER_USE_MANAGED_IDENTITY,",
    ],
  ] as const) {
    it(`is asked for by name where it is not installed: ${words.slice(0, 20)}`, () => {
      const said = refusal(way);
      assert.ok(
        said.startsWith(`ERR_PARTNER_CENTER_CONFIGURATION ${words} needs Microsoft's package @azure/identity`),
        said,
      );
      assert.match(said, /Run `npm install @azure\/identity` in the program's folder/);
    });
  }
});
