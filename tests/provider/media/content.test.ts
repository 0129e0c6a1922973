/** What the bytes of a file in the service are: told by its name, kept in mind, or downloaded. */
import assert from "node:assert/strict";
import { isContent, learnContents, withDigits, withoutDigits } from "../../../provider/media/content.js";
import type { FoundFile, MediaGroup } from "../../../provider/media/media.js";
import { DownloadError } from "../../../provider/partner-center/errors.js";
import { sha256 } from "../../../provider/values/content-hash.js";
import { failureOf, serve, withClient } from "../partner-center/server.js";

const group: MediaGroup = { name: "screenshots", noun: "picture", holds: "list", leaf: "file", texts: [] };
const bytes = "the bytes";
const hash = sha256(Buffer.from(bytes));

describe("the content of a file", () => {
  interface Circumstances {
    readonly file?: Partial<FoundFile>;
    /** The etag that the file had when it was seen. */
    readonly seenAs?: string | undefined;
    readonly isManaged?: boolean;
    /** What the store answers. */
    readonly status?: number;
  }

  /** What is learned of a file that was seen before, and how many downloads that takes. */
  async function learn({ file, seenAs, isManaged = true, status = 200 }: Circumstances): Promise<unknown[]> {
    const store = await serve(() => ({ status, body: bytes }));
    const stored = { fileSasUri: `${store.origin}/theirs.png` };
    const [id, fileName] = ["1", "theirs.png"];
    const theirs = { group, id, etag: "now", fileName, state: "Uploaded", order: 0, texts: {}, stored, raw: {} };
    const memory = [{ id, etag: seenAs, group: group.name, fileName, texts: {}, content: "as it was" }];
    let learned: FoundFile | undefined;
    try {
      await withClient(
        () => ({ status: 500 }),
        async (client) => {
          [learned] = await learnContents(client, [{ ...theirs, ...file }], isManaged ? [group] : [], memory);
        },
      );
      return [learned?.content, store.requests.length];
    } finally {
      await store.close();
    }
  }

  const cases: [what: string, circumstances: Circumstances, content: string | undefined, downloads: number][] = [
    ["is what it was as long as nobody has changed the file", { seenAs: "now" }, "as it was", 0],
    ["is downloaded when somebody has changed the file since", { seenAs: "then" }, hash, 1],
    ["is downloaded when nobody can tell whether the file was changed", { file: { etag: undefined } }, hash, 1],
    ["is told by the name of our own uploads", { file: { fileName: "shot-0123456789ab.png" } }, "0123456789ab", 0],
    ["is not asked for where the program does not set such files", { isManaged: false }, undefined, 0],
    ["is none before the upload", { file: { state: "PendingUpload" } }, undefined, 0],
    ["is none when the service could not process it", { file: { state: "ProcessFailed" } }, undefined, 0],
    ["is not known where the service gives no address", { file: { stored: {} } }, undefined, 0],
    ["is not known when the store has no such file", { status: 404 }, undefined, 1],
    ["is not known when the store does not hand it out", { status: 403 }, undefined, 1],
  ];
  for (const [what, circumstances, content, downloads] of cases) {
    it(what, async () => assert.deepEqual(await learn(circumstances), [content, downloads]));
  }

  it("is an error when the store does not answer, since the file may be as it was", () =>
    failureOf(learn({ status: 500 }), DownloadError));

  it("may be known by its first twelve digits, and by no fewer", () => {
    assert.equal(isContent(hash, hash), true);
    assert.equal(isContent(hash, hash.slice(0, 12)), true);
    assert.equal(isContent(hash, hash.slice(0, 11)), false);
    assert.equal(isContent(hash, ""), false);
    assert.equal(isContent(hash, undefined), false);
    assert.equal(isContent(undefined, hash), false);
  });

  it("is put in front of a name's ending, and taken out again", () => {
    for (const name of ["guide.pdf", "guide", "My guide, v1.2.pdf", "a-b.png"]) {
      assert.equal(withoutDigits(withDigits(name, "0123456789ab")), name);
    }
    assert.equal(withDigits("guide.v1.pdf", "0123456789ab"), "guide.v1-0123456789ab.pdf");
    assert.equal(withoutDigits("guide-0123456789.pdf"), "guide-0123456789.pdf");
  });
});
