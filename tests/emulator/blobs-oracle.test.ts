/** The emulator's blobs beside Azurite, Microsoft's emulator of blob storage: the same calls get the same answers. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { BlobShelf } from "../../emulator/src/blobs/blob-shelf.js";
import { account, container, signature } from "../../emulator/src/blobs/signature.js";
import { type Azurite, startAzurite } from "./azurite.js";

interface Call {
  readonly method: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Default: `rwl`. */
  readonly rights?: string;
  /** Another blob than the one that was signed for. */
  readonly of?: string;
}

const block = (id: string, body: string, headers: Record<string, string> = {}): Call => {
  return {
    method: "PUT",
    query: `comp=block&blockid=${encodeURIComponent(Buffer.from(id).toString("base64"))}`,
    body,
    headers,
  };
};
const list = (...ids: readonly string[]): Call => {
  const entries = ids.map((id) => `<Latest>${Buffer.from(id).toString("base64")}</Latest>`).join("");
  return {
    method: "PUT",
    query: "comp=blocklist",
    body: `<?xml version="1.0" encoding="utf-8"?><BlockList>${entries}</BlockList>`,
  };
};
const whole = (body: string, headers: Record<string, string> = {}): Call => {
  return { method: "PUT", body, headers: { "x-ms-blob-type": "BlockBlob", ...headers } };
};
const md5 = (body: string) => createHash("md5").update(body).digest("base64");
const get: Call = { method: "GET" };
const blocks = (type: string): Call => ({ method: "GET", query: `comp=blocklist&blocklisttype=${type}` });

const stories: Readonly<Record<string, readonly Call[]>> = {
  "a file in one piece": [get, whole("hello"), get, { method: "HEAD" }, whole("other"), get],
  "an empty file": [whole(""), get],
  "a file of a type": [whole("{}", { "x-ms-blob-content-type": "application/json" }), get],
  "a file in blocks": [
    block("a", "one"),
    block("b", "two"),
    get,
    blocks("uncommitted"),
    list("b", "a"),
    get,
    blocks("all"),
  ],
  "blocks again": [
    block("a", "one"),
    list("a"),
    block("b", "two"),
    list("a", "b"),
    get,
    blocks("committed"),
    blocks("uncommitted"),
  ],
  "a block that is replaced": [block("a", "one"), block("a", "two"), list("a"), get],
  "a list of what is not there": [block("a", "one"), list("a", "z"), get],
  "parts of a file": [
    whole("0123456789"),
    ...["bytes=2-4", "bytes=5-", "bytes=8-99"].map((range) => ({ ...get, headers: { range } })),
  ],
  "sums that are right": [whole("x", { "content-md5": md5("x") }), block("a", "y", { "content-md5": md5("y") })],
  "sums that are wrong": [whole("x", { "content-md5": md5("y") }), block("a", "x", { "content-md5": md5("y") }), get],
  "no type of blob": [{ method: "PUT", body: "x" }],
  "rights that are too few": [
    { ...whole("x"), rights: "rl" },
    whole("x"),
    { ...get, rights: "w" },
    { ...block("a", "x"), rights: "r" },
    { ...blocks("all"), rights: "w" },
  ],
  "a signature of another blob": [{ ...get, of: "elsewhere" }],
  "what was never uploaded": [get, { method: "HEAD" }, blocks("all")],
};

/** Headers that a client may go by. */
const compared = [
  "content-type",
  "content-length",
  "content-range",
  "content-md5",
  "accept-ranges",
  "x-ms-blob-type",
  "x-ms-error-code",
];

const hour = 3_600_000;

describe("emulator: blobs, beside Azurite", function () {
  this.timeout(30_000);
  let azurite: Azurite;
  before(async () => {
    azurite = await startAzurite();
  });
  after(() => azurite.stop());

  it("but for a part behind the end, which Azurite gives as an empty one, and the real store refuses", () => {
    const shelf = new BlobShelf();
    shelf.put("short", Buffer.from("0123456789"));
    const query = new URLSearchParams(signature("short", "r", Date.now() + hour));
    const headers = { range: "bytes=10-12" };
    assert.equal(shelf.answer({ method: "GET", name: "short", query, headers, body: Buffer.alloc(0) }).status, 416);
  });

  let number = 0;
  for (const [title, calls] of Object.entries(stories)) {
    it(title, async () => {
      number += 1;
      const name = `blob-${number}`;
      const shelf = new BlobShelf();
      for (const { method, query = "", headers = {}, body, rights = "rwl", of = name } of calls) {
        const type = body === undefined ? {} : { "content-type": "application/octet-stream" };
        const all = { "x-ms-version": "2018-03-28", ...type, ...headers };
        const search = [query, signature(of, rights, Date.now() + hour)].filter((part) => part !== "").join("&");
        const sent = { method, headers: all, ...(body === undefined ? {} : { body }) };
        const theirs = await fetch(`${azurite.origin}/${account}/${container}/${name}?${search}`, sent);
        const ours = shelf.answer({
          method,
          name,
          query: new URLSearchParams(search),
          headers: all,
          body: Buffer.from(body ?? ""),
        });
        const where = `${method} ${query}`;
        assert.equal(ours.status, theirs.status, where);
        const text = await theirs.text();
        if (theirs.ok)
          assert.equal(
            method === "HEAD" ? "" : plain(ours.body.toString()),
            method === "HEAD" ? "" : plain(text),
            where,
          );
        for (const header of compared) {
          const [own, other] = [ours.headers[header], theirs.headers.get(header) ?? undefined];
          // Of what has no body, and of errors, the code alone counts.
          const counts = (header === "x-ms-error-code" && other !== undefined) || (theirs.ok && method !== "PUT");
          if (counts)
            assert.equal(
              header === "content-length" && query !== "" ? undefined : own,
              header === "content-length" && query !== "" ? undefined : other,
              `${where} ${header}`,
            );
        }
      }
    });
  }
});

/** XML without its declaration. */
const plain = (text: string) => text.replace(/^<\?xml[^>]*\?>/, "").replaceAll(/\s+/g, "");
