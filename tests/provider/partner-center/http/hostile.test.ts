/** A service that answers with what would harm a careless client: too much, too deep, or somebody else's secrets. */
import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import {
  ForeignHostError,
  PartnerCenterError,
  UnexpectedResponseError,
  ValidationError,
} from "../../../../provider/partner-center/errors.js";
import { parseErrorBody } from "../../../../provider/partner-center/http/error-body.js";
import { mostLevels } from "../../../../provider/partner-center/http/json.js";
import { isLoopback, loopbackLookup, safeUrl } from "../../../../provider/partner-center/http/safe-url.js";
import { Transport } from "../../../../provider/partner-center/http/transport.js";
import { failureOf, fixedToken, jumpingClock, withServer } from "../server.js";

const Thing = z.looseObject({ id: z.string() });
const megabyte = Buffer.alloc(1024 * 1024, " ");

function transport(endpoint: string, headers: Record<string, string> = {}, trace?: (line: string) => void): Transport {
  return new Transport({
    endpoint,
    tokenSource: fixedToken,
    clock: jumpingClock(),
    requestsPerSecond: 1000,
    headers,
    trace,
  });
}

async function withRawServer(listener: RequestListener, test: (client: Transport) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await test(transport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("an answer without end", () => {
  for (const status of [200, 400]) {
    it(`(${status}) is read no further than its limit`, () => {
      let sent = 0;
      return withRawServer(
        (_request, response) => {
          response.statusCode = status;
          const more = () => {
            while (!response.destroyed && sent < 500 && response.write(megabyte)) sent++;
          };
          response.on("drain", more);
          more();
        },
        async (client) => {
          const error = await failureOf(client.get("/x", Thing), PartnerCenterError);
          if (status === 200) {
            assert.ok(error instanceof UnexpectedResponseError);
            assert.match(error.message, /^127\.0\.0\.1:\d+ answered 200 with more than 32 MB; the rest is not read/);
          } else {
            assert.ok(error instanceof ValidationError);
          }
          assert.ok(sent < 100, `${sent} MB were sent`);
        },
      );
    });
  }

  it("is counted as it is unpacked", () => {
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, " "));
    return withRawServer(
      (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
      async (client) => {
        const { message } = await failureOf(client.get("/x", Thing), UnexpectedResponseError);
        assert.match(message, /more than 32 MB/);
      },
    );
  });

  it("to a POST is looked behind: what it asked for may be there", () =>
    withRawServer(
      (_request, response) => response.end(Buffer.alloc(33 * 1024 * 1024, " ")),
      async (client) => {
        assert.equal((await client.post("/x", {}, Thing, { recover: async () => ({ id: "found" }) })).id, "found");
      },
    ));

  it("is none in pages either", function () {
    this.timeout(60_000);
    let page = 0;
    const padding = gzipSync(`${" ".repeat(30 * 1024 * 1024)}}`);
    return withRawServer(
      (_request, response) => {
        const body = Buffer.concat([gzipSync(`{"value":[],"nextLink":"x?page=${++page}"`), padding]);
        response.writeHead(200, { "content-encoding": "gzip" }).end(body);
      },
      async (client) => {
        const { message } = await failureOf(client.list("/x", Thing), UnexpectedResponseError);
        assert.match(message, /^The pages of GET \/x have more than 256 MB together/);
        assert.equal(page, 9);
      },
    );
  });
});

describe("JSON", () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}[]${"}".repeat(levels - 1)}`;
  const levels = (text: string) => `{"id":"1","text":"[[[{{{\\"[[[","deep":${text}}`;

  it("of many levels is refused, and does no harm", () =>
    withServer(
      ({ url }) => ({ body: levels(nested(url === "/deep" ? 200_000 : mostLevels)) }),
      async ({ origin }) => {
        for (const path of ["/deep", "/deeper"]) {
          const { message } = await failureOf(transport(origin).get(path, Thing), UnexpectedResponseError);
          assert.match(message, /not in the form that is known: JSON with more than 100 levels/);
        }
      },
    ));

  it("of as many levels as are read is read", () =>
    withServer(
      () => ({ body: levels(nested(mostLevels - 1)) }),
      async ({ origin }) => {
        assert.equal((await transport(origin).get("/x", Thing)).id, "1");
      },
    ));

  it("of many levels in an error is text, also inside its texts", () => {
    const deep = nested(200_000);
    for (const text of [deep, JSON.stringify(deep), `ICH50400 - No. ${deep}`, JSON.stringify({ message: deep })]) {
      assert.ok(parseErrorBody(text).message.length <= 500);
    }
  });

  it("changes no prototype", () =>
    withServer(
      ({ url }) => ({
        status: url === "/bad" ? 400 : 200,
        body:
          url === "/bad"
            ? '{"message":"no","data":{"__proto__":{"polluted":["x"]},"constructor":["y"]}}'
            : '{"id":"1","__proto__":{"polluted":1},"inner":{"__proto__":{"polluted":1},"a":1},"constructor":{"prototype":{"polluted":1}}}',
      }),
      async ({ origin }) => {
        const got = await transport(origin).get("/x", Thing);
        assert.deepEqual(Object.keys(got).sort(), ["constructor", "id", "inner"]);
        const inner = Object.assign({}, got.inner) as Record<string, unknown>;
        assert.deepEqual(
          [inner.a, inner.polluted, ({} as Record<string, unknown>).polluted],
          [1, undefined, undefined],
        );
        const { faultData } = await failureOf(transport(origin).get("/bad", Thing), ValidationError);
        assert.deepEqual(Object.entries(faultData ?? {}), [["constructor", ["y"]]]);
      },
    ));
});

describe("an error of a hostile service", () => {
  it("is short, however much the service says", () =>
    withServer(
      () => ({
        status: 400,
        body: { message: "m".repeat(200_000), data: { [`f${"x".repeat(9_000)}`]: ["v".repeat(9_000)] } },
      }),
      async ({ origin }) => {
        const error = await failureOf(transport(origin).get("/x", Thing), ValidationError);
        assert.ok(error.message.length < 2_000, String(error.message.length));
        assert.ok((error.serviceText?.length ?? 0) <= 20_000);
      },
    ));

  it("is short also where the form of a good answer is wrong", () =>
    withServer(
      () => ({ body: { value: [{ id: { ["k".repeat(100_000)]: 1 } }], ["k".repeat(100_000)]: 1 } }),
      async ({ origin }) => {
        const schema = z.object({ value: z.record(z.string(), z.string()) }).strict();
        const error = await failureOf(transport(origin).get("/x", schema), UnexpectedResponseError);
        assert.ok(error.message.length < 2_000, String(error.message.length));
        assert.ok((error.serviceText?.length ?? 0) <= 20_000);
      },
    ));

  it("does not repeat the value of an extra header, nor does a trace", () =>
    withServer(
      ({ url, headers }) => {
        const key = String(headers["x-key"]);
        return {
          status: url === "/good" ? 200 : 400,
          headers: { "request-id": `r-${key}` },
          body: { message: `bad key ${key}`, data: { [key]: [key] }, [key]: key, id: 7 },
        };
      },
      async ({ origin }) => {
        const lines: string[] = [];
        const client = transport(origin, { "x-key": "k/3y+value", "x-publisher": "123" }, (line) => lines.push(line));
        for (const path of ["/good", "/bad"]) {
          const error = await failureOf(client.get(path, Thing), PartnerCenterError);
          const all = [error.message, error.serviceText, JSON.stringify(error), error.stack, ...lines].join("\n");
          assert.doesNotMatch(all, /3y.{1,6}value/);
          assert.match(all, /bad key …/);
        }
      },
    ));
});

describe("a next page", () => {
  it("on another port or by another scheme is not asked for", () =>
    withServer(
      ({ headers }, index) => {
        const [host = "", port = ""] = String(headers.host).split(":");
        const links = [`https://${host}:${port}/x`, `http://${host}:1/x`, `http://${host}/x`, "file:///x", "http:///x"];
        return { body: { value: [], nextLink: links[index] } };
      },
      async ({ origin, requests }) => {
        for (let link = 0; link < 5; link++) {
          await failureOf(transport(origin).list("/x", Thing), ForeignHostError);
        }
        assert.equal(requests.length, 5);
      },
    ));
});

describe("this machine", () => {
  it("is what its addresses and localhost name, and nothing below localhost", () => {
    for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) assert.ok(isLoopback(host), host);
    for (const host of ["foo.localhost", "localhost.example.com", "128.0.0.1", "127.0.0.1.example.com", "[::2]"]) {
      assert.ok(!isLoopback(host), host);
      assert.equal(safeUrl(`http://${host}/`), undefined);
    }
  });

  it("is looked up nowhere", () =>
    withServer(
      () => ({ body: { id: "1" } }),
      async ({ origin }) => {
        const client = transport(origin.replace("127.0.0.1", "localhost"));
        assert.equal((await client.get("/x", Thing)).id, "1");
        loopbackLookup("localhost", { all: true }, (_error, addresses) =>
          assert.deepEqual(addresses, [
            { address: "127.0.0.1", family: 4 },
            { address: "::1", family: 6 },
          ]),
        );
        loopbackLookup("localhost", { family: 6 }, (_error, address, family) =>
          assert.deepEqual([address, family], ["::1", 6]),
        );
      },
    ));
});
