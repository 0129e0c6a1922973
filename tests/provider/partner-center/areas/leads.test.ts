import assert from "node:assert/strict";
import type { NewLeadConfiguration } from "../../../../provider/partner-center/areas/leads.js";
import { PartnerCenterClient } from "../../../../provider/partner-center/client.js";
import {
  PartnerCenterError,
  UnexpectedResponseError,
  ValidationError,
} from "../../../../provider/partner-center/errors.js";
import { redact, withoutSecrets } from "../../../../provider/partner-center/redact.js";
import { failureOf, fixedToken, jumpingClock, withClient, withServer } from "../server.js";

const key = "a+b/c==key0123456789";
const table: NewLeadConfiguration = {
  resourceType: "AzureTableLeadConfiguration",
  connectionString: `DefaultEndpointsProtocol=https;AccountName=leads;AccountKey=${key};EndpointSuffix=core.example`,
};

const customers: NewLeadConfiguration = {
  resourceType: "DynamicsCustomerRelationshipManagementLeadConfiguration",
  uri: "https://crm.example",
  userName: "user",
  password: 'pass"word&1',
  applicationKey: "application-key-1",
};

describe("lead configurations", () => {
  it("are sent as they are, with the field that tells their kind", () =>
    withClient(
      ({ json }) => ({ body: json }),
      async ({ leads }, calls, requests) => {
        const answer = await leads.set("p", { ...table, contactEmail: "a@contoso.example" });
        assert.deepEqual(calls(), ["POST /products/p/leadconfiguration"]);
        assert.deepEqual(requests[0]?.json, { ...table, contactEmail: "a@contoso.example" });
        assert.equal(answer.connectionString, table.connectionString);
      },
    ));

  it("are sent again after a lost reply: they replace the whole", () =>
    withClient(
      ({ json }, index) => (index === 0 ? { cut: true } : { body: json }),
      async ({ leads }, calls) => {
        await leads.set("p", table);
        assert.equal(calls().length, 2);
      },
    ));

  it("that are of no known kind, or lack a field, are not sent; the error names the field, not its value", () =>
    withClient(
      () => ({}),
      async ({ leads }, calls) => {
        const broken = { ...table, connectionString: 12345678 } as unknown as NewLeadConfiguration;
        const error = await failureOf(leads.set("p", broken), ValidationError);
        assert.match(error.message, /connectionString/);
        assert.ok(!error.message.includes("12345678"));
        const unknown = { resourceType: "PigeonLeadConfiguration", password: "pigeon-1" };
        const second = await failureOf(leads.set("p", unknown as unknown as NewLeadConfiguration), ValidationError);
        assert.match(second.message, /resourceType/);
        assert.ok(!second.message.includes("pigeon-1"));
        assert.deepEqual(calls(), []);
      },
    ));

  for (const [name, body, secrets] of [
    ["a connection string", table, [key, "AccountName=leads"]],
    ["a password and a key", customers, ["pass", "application-key-1"]],
    [
      "an address with a key",
      { resourceType: "HttpsEndpointLeadConfiguration", httpsEndpointUri: "https://logic.example/run?code=c0de-c0de" },
      ["c0de-c0de", "logic.example/run"],
    ],
  ] as const) {
    for (const [form, repeat] of [
      ["as sent", (text: string) => text],
      ["in a JSON text", (text: string) => JSON.stringify(`ICH50400 - Bad. {"data":{"Field":[${text}]}}`)],
      ["with .NET's escapes", (text: string) => text.replaceAll("+", "\\u002B").replaceAll("&", "\\u0026")],
      ["encoded for an address", (text: string) => `No such lead: ${encodeURIComponent(text)}`],
    ] as const) {
      it(`with ${name} are in no error and no trace, also where the service repeats it ${form}`, () =>
        withServer(
          ({ json }) => ({
            status: 400,
            body: Object.values(json)
              .map((value) => repeat(JSON.stringify(value)))
              .join(" "),
          }),
          async ({ origin }) => {
            const lines: string[] = [];
            const client = new PartnerCenterClient({
              endpoint: origin,
              tokenSource: fixedToken,
              trace: (line) => lines.push(line),
            });
            const error = await failureOf(client.leads.set("p", body), ValidationError);
            const shown = [
              error.message,
              error.stack,
              error.serviceText,
              JSON.stringify(error),
              JSON.stringify(error.faultData),
            ].join("\n");
            const parts = [shown, ...lines].join("\n");
            for (const secret of secrets) {
              assert.ok(!parts.includes(secret) && !parts.includes(encodeURIComponent(secret)), parts);
            }
            assert.equal(lines.length, 1);
          },
        ));
    }
  }

  it("that are refused keep in the error what is no secret", () =>
    withClient(
      ({ text }) => ({ status: 400, body: { message: `Not this: ${text}` } }),
      async ({ leads }) => {
        const blob = {
          ...table,
          resourceType: "AzureBlobLeadConfiguration",
          containerName: "leads-of-contoso",
        } as const;
        const { message } = await failureOf(leads.set("p", blob), ValidationError);
        assert.match(message, /leads-of-contoso/);
        assert.ok(!message.includes(key), message);
      },
    ));

  it("that cannot be understood are not kept in the error", () =>
    withClient(
      () => ({ body: { resourceType: 1, connectionString: table.connectionString, httpsEndpointUri: 7 } }),
      async ({ leads }) => {
        for (const call of [leads.get("p"), leads.set("p", table)]) {
          const error = await failureOf(call, UnexpectedResponseError);
          assert.equal(error.serviceText, undefined);
          assert.ok(!JSON.stringify(error).includes(key) && !error.message.includes(key));
        }
      },
    ));

  it("that fail on the network say so without what was sent", () =>
    withServer(
      () => ({ cut: true }),
      async ({ origin }) => {
        const client = new PartnerCenterClient({ endpoint: origin, tokenSource: fixedToken, clock: jumpingClock() });
        const error = await failureOf(client.leads.set("p", table), PartnerCenterError);
        assert.ok(!`${error.message}${error.stack}${JSON.stringify(error)}`.includes(key));
      },
    ));
});

describe("text without secrets", () => {
  it("is unchanged without secrets, and nothing where a secret is a few letters", () => {
    assert.equal(withoutSecrets("a \\u002B b", []), "a \\u002B b");
    assert.equal(withoutSecrets("the field abc is bad", ["abc"]), "…");
    assert.equal(withoutSecrets("", ["abc"]), "");
  });

  it("has none above U+007F either, in whatever way a service writes it", () => {
    const secret = "clé+gardée€𝄞";
    const escaped = [...secret.split("")].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    for (const text of [secret, escaped.join(""), escaped.join("").toUpperCase().replaceAll("\\U", "\\u")]) {
      assert.equal(withoutSecrets(`x ${text} y`, [secret]), "x … y");
      assert.equal(withoutSecrets(`x ${text.replaceAll("\\", "\\\\")} y`, [secret]), "x … y");
    }
  });

  it("has none in Base64 either, wherever in it the secret stands", () => {
    for (const before of ["", "a", "ab", "user:"]) {
      const encoded = Buffer.from(`${before}the secret of the test`).toString("base64");
      assert.equal(withoutSecrets(`sent "${encoded}" by`, ["the secret of the test"]), 'sent "…" by');
    }
  });

  it("has no signature, in whatever way a service writes its address", () => {
    for (const address of [
      "https://a.example/f?sv=1&sig=SIGNED%3D&se=2",
      "https://a.example/f?sv=1\\u0026sig=SIGNED%3D\\u0026se=2",
      "https://a.example/f?sv=1&amp;sig=SIGNED",
      "https%3A%2F%2Fa.example%2Ff%3Fsv%3D1%26sig%3DSIGNED%253D",
      '{"fileSasUri":"https://a.example/f?sig=SIGNED"}',
      "f?sv=1\\u0026sig\\u003dSIGNED",
    ]) {
      assert.ok(!redact(address).includes("SIGNED"), redact(address));
    }
  });

  it("is had at once of any text", function () {
    this.timeout(20_000);
    const many = (piece: string) => piece.repeat(1_000_000 / piece.length);
    for (const text of [many("http://a"), many("http://a?"), many("-eyJaaaaa")]) assert.equal(redact(text), text);
  });
});
