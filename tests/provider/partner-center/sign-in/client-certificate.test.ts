import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, verify } from "node:crypto";
import { AuthenticationError, ConfigurationError } from "../../../../provider/partner-center/errors.js";
import {
  type ClientCertificateOptions,
  clientCertificateTokenSource,
} from "../../../../provider/partner-center/sign-in/client-certificate.js";
import { failureOf, jumpingClock, type Script, withServer } from "../server.js";
import { testCertificate } from "./certificate.js";

const audience = "https://api.partner.microsoft.com";
const own = testCertificate();
const pem = own.certificate + own.key();
const granting: Script = (_, index) => ({ body: { access_token: `token-${index + 1}`, expires_in: 3599 } });

function source(loginEndpoint: string, more: Partial<ClientCertificateOptions> = {}) {
  return clientCertificateTokenSource({
    tenantId: "contoso.example",
    clientId: "client-1",
    certificate: pem,
    loginEndpoint,
    origin: "the test",
    clock: jumpingClock(),
    ...more,
  });
}

const decoded = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;

describe("tokens by a client certificate", () => {
  it("send a statement that is signed with the key, for this endpoint, and good for minutes", () =>
    withServer(granting, async ({ origin, requests }) => {
      const clock = jumpingClock();
      const now = Math.floor(clock.now() / 1000);
      assert.equal(await source(origin, { clock }).token(audience), "token-1");
      assert.equal(requests[0]?.url, "/contoso.example/oauth2/v2.0/token");
      const { client_assertion = "", ...form } = Object.fromEntries(new URLSearchParams(requests[0]?.text));
      assert.deepEqual(form, {
        grant_type: "client_credentials",
        client_id: "client-1",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        scope: `${audience}/.default`,
      });
      const [header, claims, signature] = client_assertion.split(".");
      assert.deepEqual(decoded(header), {
        alg: "RS256",
        typ: "JWT",
        x5t: createHash("sha1").update(own.raw).digest("base64url"),
      });
      const { aud, iss, sub, jti, nbf, exp } = decoded(claims);
      assert.deepEqual([aud, iss, sub], [`${origin}/contoso.example/oauth2/v2.0/token`, "client-1", "client-1"]);
      assert.deepEqual([Number(nbf) - now, Number(exp) - now], [0, 600]);
      assert.match(String(jti), /^[0-9a-f-]{36}$/);
      const isSigned = verify(
        "RSA-SHA256",
        Buffer.from(`${header}.${claims}`),
        own.publicKey,
        Buffer.from(signature ?? "", "base64url"),
      );
      assert.ok(isSigned);
    }));

  it("are cached, renewed ahead of time, with another statement each time", () =>
    withServer(granting, async ({ origin, requests }) => {
      const clock = jumpingClock();
      const tokens = source(origin, { clock });
      await tokens.token(audience);
      assert.equal(await tokens.token(audience), "token-1");
      await clock.sleep(55 * 60_000);
      assert.equal(await tokens.token(audience), "token-2");
      const statements = requests.map(({ text }) => new URLSearchParams(text).get("client_assertion"));
      assert.equal(new Set(statements).size, 2);
    }));

  const forms: [name: string, certificate: string, password?: string][] = [
    ["the key before the certificate", own.key() + own.certificate],
    ["the PEM text in base64", Buffer.from(pem).toString("base64")],
    ["an encrypted key", own.certificate + own.key("pass-word"), "pass-word"],
    ["text around it, as openssl writes it", `Bag Attributes\n${own.certificate}Key Attributes\n${own.key()}`],
  ];
  for (const [name, certificate, password] of forms) {
    it(`take ${name}`, () =>
      withServer(granting, async ({ origin }) => {
        assert.equal(await source(origin, { certificate, password }).token(audience), "token-1");
      }));
  }

  const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
    type: "pkcs8",
    format: "pem",
  });
  const wrong: [name: string, certificate: string, message: RegExp, password?: string][] = [
    ["a certificate without its key", own.certificate, /CERTIFICATE and a PRIVATE KEY.*openssl pkcs12.*the test/],
    ["a PKCS#12 file", Buffer.from([0x30, 0x82, 1, 2]).toString("base64"), /openssl pkcs12/],
    ["a wrong password", own.certificate + own.key("right-one"), /cannot be read.*password.*the test/, "wrong-one"],
    ["a missing password", own.certificate + own.key("right-one"), /cannot be read/],
    ["another certificate's key", own.certificate + testCertificate().key(), /do not belong together/],
    ["a key that is not RSA", own.certificate + elliptic, /must be an RSA key/],
  ];
  for (const [name, certificate, message, password] of wrong) {
    it(`are refused before any request for ${name}, without showing the key or the password`, () => {
      assert.throws(
        () => source("http://127.0.0.1:1", { certificate, password }),
        (error: Error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, message);
          assert.ok(!/right-one|wrong-one|MII/.test(error.message), error.message);
          return true;
        },
      );
    });
  }

  it("that are refused tell the thumbprint that Entra should have, and never the statement", () =>
    withServer(
      ({ text }) => ({
        status: 401,
        body: {
          error: "invalid_client",
          error_description: `AADSTS700027: The certificate is not registered. ${text}`,
        },
      }),
      async ({ origin, requests }) => {
        const error = await failureOf(source(origin).token(audience), AuthenticationError);
        const print = createHash("sha1").update(own.raw).digest("hex").toUpperCase();
        for (const part of ["AADSTS700027", print, "valid until 2049-01-01", "the test"]) {
          assert.ok(error.message.includes(part), `${part} in ${error.message}`);
        }
        const statement = new URLSearchParams(requests[0]?.text).get("client_assertion") ?? "none";
        const shown = [error.message, error.serviceText, JSON.stringify(error)].join("\n");
        assert.ok(!shown.includes(statement) && !shown.includes(statement.split(".")[2] ?? "none"), shown);
      },
    ));
});
