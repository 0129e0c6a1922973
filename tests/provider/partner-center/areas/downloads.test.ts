/**
 * Files are fetched from the address that the service gives, without our token; a failure says why, without the
 * signature.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Downloads } from "../../../../provider/partner-center/areas/downloads.js";
import { DownloadError } from "../../../../provider/partner-center/errors.js";
import { type Answer, failureOf, jumpingClock, type Recorded, withClient, withServer } from "../server.js";

const files = ({ url, headers }: Recorded) => {
  if (url.startsWith("/blob/gone")) return { status: 404 };
  if (url.startsWith("/blob/")) return { body: "the bytes" };
  const fileSasUri = `http://${headers.host}/blob/1?sig=SIGNATURE`;
  return { body: { value: [{ id: "i1", fileName: "large.png", state: "Uploaded", fileSasUri }] } };
};

describe("a download", () => {
  it("gives the bytes, and sends no token to the store", () =>
    withClient(files, async ({ images, downloads }, _calls, requests) => {
      const [image] = await images.list("p", "l");
      assert.match((await downloads.get(image ?? {})).toString(), /the bytes/);
      assert.equal(requests.at(-1)?.headers.authorization, undefined);
      assert.match(requests.at(-1)?.url ?? "", /sig=SIGNATURE/);
    }));

  it("takes nothing but the file itself for it: no redirect, no part", async () => {
    for (const status of [204, 206, 302]) {
      await withClient(
        () => ({ status, body: "x", headers: { location: "https://elsewhere.example/" } }),
        async ({ images, downloads }, calls, requests) => {
          await images.list("p", "l").catch(() => undefined);
          const fileSasUri = `http://${requests[0]?.headers.host}/blob/1?sig=SIGNATURE`;
          const before = calls().length;
          const error = await failureOf(downloads.get({ fileName: "a.png", fileSasUri }), DownloadError);
          assert.match(error.message, new RegExp(`answered ${status}\\. Run again`));
          assert.equal(calls().length, before + 1);
        },
      );
    }
  });

  it("that fails says which file and why, without the signature", () =>
    withClient(files, async ({ images, downloads }, _calls, requests) => {
      await images.list("p", "l");
      const fileSasUri = `http://${requests[0]?.headers.host}/blob/gone?sig=SIGNATURE`;
      const gone = await failureOf(downloads.get({ fileName: "a.png", fileSasUri }), DownloadError);
      assert.match(gone.message, /^"a.png" could not be fetched: 127.0.0.1:\d+ answered 404/);
      const refused = await failureOf(
        downloads.get({ fileName: "a.png", fileSasUri: "http://127.0.0.1:1/x?sig=SIGNATURE" }),
        DownloadError,
      );
      assert.match(refused.message, /^"a.png" could not be fetched from 127.0.0.1:1: nothing listens there/);
      for (const fileSasUri of [
        undefined,
        "http://elsewhere.example/a.png?sig=SIGNATURE",
        "https://me:pw@elsewhere.example/a.png",
      ]) {
        const error = await failureOf(downloads.get({ fileName: "a.png", fileSasUri }), DownloadError);
        assert.match(error.message, /gives no address|not https/);
      }
      for (const { message } of [gone, refused]) assert.ok(!message.includes("SIGNATURE"));
    }));

  const failures: [string, Answer][] = [
    ["429", { status: 429, headers: { "retry-after": "7" } }],
    ["502", { status: 502 }],
    ["a cut connection", { cut: true }],
    ["silence", { hangs: true }],
  ];
  for (const [name, failure] of failures) {
    it(`is tried again after ${name}, five times in all`, () =>
      withServer(
        (_, index) => (index === 0 || index > 1 ? failure : { body: "the bytes" }),
        async ({ origin, requests }) => {
          const downloads = new Downloads({ clock: jumpingClock(), timeouts: { stall: 200 } });
          const file = { fileName: "a.png", fileSasUri: `${origin}/x?sig=SIGNATURE` };
          assert.equal((await downloads.get(file)).toString(), "the bytes");
          assert.equal(requests.length, 2);
          await failureOf(downloads.get(file), DownloadError);
          assert.equal(requests.length, 7);
        },
      ));
  }

  it("ends at its limit, while it is still being sent", async () => {
    let sent = 0;
    const server = createServer((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const more = () => {
        while (!response.destroyed && sent < 400 && response.write(chunk)) sent++;
      };
      response.on("drain", more);
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const fileSasUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
      const error = await failureOf(new Downloads().get({ fileName: "a.pdf", fileSasUri }), DownloadError);
      assert.match(
        error.message,
        /^"a\.pdf" could not be fetched: 127\.0\.0\.1:\d+ answered 200 with more than 128 MB/,
      );
      assert.ok(sent < 200, `${sent} MB were sent`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
