/** Whether a request without a reply may be sent again, told by how it failed. */
import assert from "node:assert/strict";
import { ExchangeFailure, exchange, failureOfError } from "../../../../provider/partner-center/http/exchange.js";
import { withServer } from "../server.js";

describe("a request without a reply", () => {
  const table: [kind: ExchangeFailure["kind"], what: string, code: string, timedOut?: string][] = [
    ["unsent", "nobody listens", "ECONNREFUSED"],
    ["unsent", "the name is not known", "ENOTFOUND"],
    ["unsent", "the name cannot be looked up now", "EAI_AGAIN"],
    ["unsent", "there is no way to the network", "ENETUNREACH"],
    ["unsent", "there is no way to the host", "EHOSTUNREACH"],
    ["unsent", "this machine has no address or port left", "EADDRNOTAVAIL"],
    ["unsent", "looking up the name takes too long", "ETIMEDOUT", "lookup"],
    ["unsent", "connecting takes too long", "ETIMEDOUT", "connect"],
    ["unsent", "TLS takes too long", "ETIMEDOUT", "secureConnect"],
    ["lost", "the reply takes too long", "ETIMEDOUT", "request"],
    ["lost", "the connection breaks", "ECONNRESET"],
    ["lost", "it is not known how", ""],
    ["hopeless", "the certificate has expired", "CERT_HAS_EXPIRED"],
    ["hopeless", "the certificate is the network's own", "SELF_SIGNED_CERT_IN_CHAIN"],
    ["hopeless", "the certificate is for another host", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["hopeless", "the request itself cannot be sent", "ERR_INVALID_CHAR"],
  ];
  for (const [kind, what, code, timedOut] of table) {
    it(`is ${kind} where ${what}`, () => {
      const failure = failureOfError({ code, message: "what happened sig=SIGNATURE" }, timedOut);
      assert.equal(failure.kind, kind);
      assert.equal(failure.code, code || "ERR_REQUEST");
      if (timedOut === undefined) assert.match(failure.message, /^what happened sig=…/);
    });
  }

  it("says what took too long in whole seconds", () => {
    const message = "Timeout awaiting 'request' for 18043.8234ms";
    for (const [timedOut, said] of [
      ["request", "no whole answer within 18 s"],
      ["connect", "no connection within 18 s"],
      ["lookup", "no connection within 18 s"],
      ["socket", "not a byte for 18 s"],
    ] as const) {
      assert.equal(failureOfError({ code: "ETIMEDOUT", message }, timedOut).message, said);
    }
  });

  it("because of its certificate says where to name the network's own", () => {
    const { message } = failureOfError({ code: "SELF_SIGNED_CERT_IN_CHAIN", message: "no" });
    assert.match(message, /NODE_EXTRA_CA_CERTS/);
  });

  it("is told so by the network itself: nobody listens, or the connection is cut", () =>
    withServer(
      () => ({ cut: true }),
      async ({ origin }) => {
        for (const [url, kind] of [
          ["http://127.0.0.1:1", "hopeless"],
          [origin, "lost"],
        ] as const) {
          const outcome = await exchange({
            method: "POST",
            url: new URL(url),
            headers: {},
            timeoutMs: 5_000,
            mostBytes: 1000,
          });
          assert.ok(outcome instanceof ExchangeFailure);
          assert.equal(outcome.kind, kind);
        }
      },
    ));
});
