import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { z } from "zod";
import { Uploader } from "../../../../provider/partner-center/areas/uploads.js";
import { proxyFor } from "../../../../provider/partner-center/http/proxy.js";
import { Transport } from "../../../../provider/partner-center/http/transport.js";
import { clientSecretTokenSource } from "../../../../provider/partner-center/sign-in/token-sources.js";
import { fixedToken, withServer } from "../server.js";

describe("which proxy", () => {
  const api = new URL("https://api.partner.microsoft.com/v1.0");
  const loopback = new URL("http://127.0.0.1:1/");
  const table: [string, URL, string | undefined, Record<string, string>, string | undefined][] = [
    ["none by default", api, undefined, {}, undefined],
    ["HTTPS_PROXY", api, undefined, { HTTPS_PROXY: "http://p:1" }, "http://p:1"],
    ["https_proxy", api, undefined, { https_proxy: "http://p:1" }, "http://p:1"],
    ["the explicit one first", api, "http://q:1", { HTTPS_PROXY: "http://p:1", NO_PROXY: "*" }, "http://q:1"],
    ["the explicit one also for loopback", loopback, "http://q:1", {}, "http://q:1"],
    ["none for loopback", loopback, undefined, { HTTPS_PROXY: "http://p:1" }, undefined],
    [
      "none for a host in NO_PROXY",
      api,
      undefined,
      { HTTPS_PROXY: "http://p:1", NO_PROXY: "a,api.partner.microsoft.com" },
      undefined,
    ],
    [
      "none below a domain in NO_PROXY",
      api,
      undefined,
      { HTTPS_PROXY: "http://p:1", no_proxy: ".Microsoft.com" },
      undefined,
    ],
    [
      "none for a port in NO_PROXY",
      api,
      undefined,
      { HTTPS_PROXY: "http://p:1", NO_PROXY: "microsoft.com:443" },
      undefined,
    ],
    [
      "a proxy for another port",
      api,
      undefined,
      { HTTPS_PROXY: "http://p:1", NO_PROXY: "microsoft.com:8443" },
      "http://p:1",
    ],
    [
      "a proxy for a host that only ends alike",
      api,
      undefined,
      { HTTPS_PROXY: "http://p:1", NO_PROXY: "soft.com" },
      "http://p:1",
    ],
    ["none for *", api, undefined, { HTTPS_PROXY: "http://p:1", NO_PROXY: "*" }, undefined],
  ];
  for (const [name, url, explicit, environment, expected] of table) {
    it(`is ${name}`, () => assert.equal(proxyFor(url, explicit, environment), expected));
  }
});

describe("an explicit proxy", () => {
  it("carries calls, token requests and uploads, with its own credentials", () => {
    const tunnels: { target: string; authorization: string | undefined }[] = [];
    const sockets = new Set<Socket>();
    const ports = new Set<number | undefined>();
    const proxy = createServer((_, response) => response.writeHead(500).end());
    proxy.on("connect", (request, client: Socket, head) => {
      tunnels.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
      const { hostname, port } = new URL(`http://${request.url}`);
      const upstream = connect(Number(port), hostname, () => {
        if (upstream.localPort !== undefined) ports.add(upstream.localPort);
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        if (head.length > 0) upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on("error", () => socket.destroy());
      }
    });
    return withServer(
      ({ url }) =>
        url.endsWith("/token")
          ? { body: { access_token: "t", expires_in: "3599" } }
          : { status: url.startsWith("/file") ? 201 : 200, body: { id: "1" } },
      async ({ origin, requests }) => {
        await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
        const address = `http://user:pass@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
        try {
          const tokens = clientSecretTokenSource({
            tenantId: "t",
            clientId: "c",
            clientSecret: "s",
            loginEndpoint: origin,
            origin: "the test",
            proxy: address,
          });
          await tokens.token("a");
          assert.equal(tunnels.length, 1);
          await new Transport({ endpoint: `${origin}/v`, tokenSource: fixedToken, proxy: address }).get(
            "/x",
            z.unknown(),
          );
          await new Uploader({ proxy: address }).upload(`${origin}/file/1?sig=x`, Buffer.from("bytes"), {
            fileName: "f.zip",
          });
          assert.equal(requests.length, 3);
          for (const { url, remotePort } of requests) assert.ok(ports.has(remotePort), `${url} came through the proxy`);
          for (const { target, authorization } of tunnels) {
            assert.equal(target, new URL(origin).host);
            assert.equal(authorization, `Basic ${Buffer.from("user:pass").toString("base64")}`);
          }
          const before = tunnels.length;
          await new Transport({ endpoint: `${origin}/v`, tokenSource: fixedToken }).get("/x", z.unknown());
          assert.equal(tunnels.length, before);
        } finally {
          for (const socket of sockets) socket.destroy();
          await new Promise((resolve) => proxy.close(resolve));
        }
      },
    );
  });
});
