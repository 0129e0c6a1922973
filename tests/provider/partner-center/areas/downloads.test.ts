/**
 * Files are fetched from the address that the service gives, without our token; a failure says why, without the
 * signature.
 */
import assert from "node:assert/strict";
import { DownloadError } from "../../../../provider/partner-center/errors.js";
import { failureOf, type Recorded, withClient } from "../server.js";

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
      assert.match(refused.message, /^"a.png" could not be fetched from 127.0.0.1:1: .*ECONNREFUSED/);
      for (const fileSasUri of [undefined, "http://elsewhere.example/a.png?sig=SIGNATURE"]) {
        const error = await failureOf(downloads.get({ fileName: "a.png", fileSasUri }), DownloadError);
        assert.match(error.message, /gives no address|not https/);
      }
      for (const { message } of [gone, refused]) assert.ok(!message.includes("SIGNATURE"));
    }));
});
