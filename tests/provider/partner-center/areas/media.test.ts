/**
 * Files that are announced, uploaded and committed: documents, videos with their pictures, documents for co-selling.
 */
import assert from "node:assert/strict";
import { ConflictError, UploadError, ValidationError } from "../../../../provider/partner-center/errors.js";
import { type Answer, failureOf, type Recorded, withClient } from "../server.js";

const bytes = Buffer.from("%PDF-1.7");

/** A service that takes files: announces them at an address of its own, and gives them back when they are committed. */
function fileService(options: { expired?: boolean; conflict?: boolean } = {}) {
  const items: Record<string, unknown>[] = [];
  const uploads: string[] = [];
  const script = ({ method, url, headers, json, text }: Recorded): Answer => {
    const origin = `http://${headers.host}`;
    if (url.startsWith("/blob/")) {
      if (options.expired && url.startsWith("/blob/old")) return { status: 403 };
      uploads.push(text);
      return { status: 201 };
    }
    if (method === "GET") return { body: { value: items } };
    const fileSasUri = `${origin}/blob/${items.length}?sig=secret`;
    if (method === "POST") {
      const thumbnail = json.thumbnail === undefined ? {} : { thumbnail: { ...Object(json.thumbnail), fileSasUri } };
      const made = { ...json, ...thumbnail, fileSasUri, id: `file-${items.length}`, "@odata.etag": '"1"' };
      items.push(made);
      return { status: 201, body: made };
    }
    if (options.conflict) {
      Object.assign(items[0] ?? {}, { state: "Uploaded" });
      return { status: 409 };
    }
    return { body: { ...json, "@odata.etag": '"2"' } };
  };
  return { script, uploads, items };
}

const paths = (calls: readonly string[]) => calls.filter((call) => !call.includes("/blob/"));

describe("documents of a listing", () => {
  it("are announced, uploaded and committed with all their fields", () => {
    const { script, uploads } = fileService();
    return withClient(script, async ({ assets }, calls, requests) => {
      const done = await assets.upload("p", "l", {
        fileName: "guide.pdf",
        type: "PdfDocument",
        friendlyName: "Guide",
        description: "How to",
        bytes,
      });
      assert.equal(done.state, "Uploaded");
      assert.deepEqual(uploads, [bytes.toString()]);
      assert.deepEqual(paths(calls()), [
        "POST /products/p/listings/l/assets",
        "PUT /products/p/listings/l/assets/file-0",
      ]);
      const sent = requests.at(-1)?.json ?? {};
      assert.equal(sent.friendlyName, "Guide");
      assert.equal(sent.description, "How to");
      assert.equal(requests.at(-1)?.headers["if-match"], '"1"');
    });
  });

  it("go on with what an interrupted run announced, and announce anew when its address has expired", () => {
    const { script, uploads } = fileService({ expired: true });
    return withClient(script, async ({ assets }, calls, requests) => {
      const left = {
        id: "old",
        "@odata.etag": '"0"',
        fileName: "guide.pdf",
        type: "PdfDocument",
        state: "PendingUpload",
      };
      await assets.upload("p", "l", { fileName: "guide.pdf", type: "PdfDocument", bytes });
      const host = `http://${requests[0]?.headers.host}`;
      const from = calls().length;
      await assets.upload("p", "l", {
        fileName: "guide.pdf",
        type: "PdfDocument",
        bytes,
        resume: { ...left, fileSasUri: `${host}/blob/old?sig=secret` },
      });
      assert.deepEqual(paths(calls().slice(from)), [
        "POST /products/p/listings/l/assets",
        "PUT /products/p/listings/l/assets/file-1",
      ]);
      assert.equal(uploads.length, 2);
    });
  });

  it("count as committed when the reply to the commit was a conflict but the service has taken them", () => {
    const { script } = fileService({ conflict: true });
    return withClient(script, async ({ assets }) => {
      const done = await assets.upload("p", "l", { fileName: "guide.pdf", type: "PdfDocument", bytes });
      assert.equal(done.state, "Uploaded");
    });
  });

  it("are not committed by a conflict alone: the service must have the very file", async () => {
    for (const listed of [
      { id: "file-0", state: "PendingUpload" },
      { id: "file-0" },
      { id: "another", state: "Uploaded" },
    ]) {
      const { script } = fileService();
      const answer = (request: Recorded) =>
        request.url.startsWith("/blob/") || request.method === "POST"
          ? script(request)
          : request.method === "GET"
            ? { body: { value: [listed] } }
            : { status: 409 };
      await withClient(answer, async ({ assets, videos }) => {
        const document = { fileName: "guide.pdf", type: "PdfDocument", bytes };
        await failureOf(assets.upload("p", "l", document), ConflictError);
        const video = { streamingUri: "https://video.example/1", thumbnail: { fileName: "t.png" }, picture: bytes };
        await failureOf(videos.upload("p", "l", video), ConflictError);
      });
    }
  });

  it("whose announcement had no reply are found again: the last unfinished one of that name and type", () => {
    const file = {
      fileName: "guide.pdf",
      type: "PdfDocument",
      state: "PendingUpload",
      fileSasUri: "https://blobs.example/g?sig=s",
    };
    const { fileSasUri: _, ...withoutAddress } = file;
    const left = [
      { ...file, id: "first" },
      { ...file, id: "wanted" },
      { ...file, id: "of another name", fileName: "other.pdf" },
      { ...file, id: "of another type", type: "Other" },
      { ...file, id: "finished", state: "Uploaded" },
      { ...withoutAddress, id: "without an address" },
    ];
    return withClient(
      ({ method }) => (method === "GET" ? { body: { value: left } } : { cut: true }),
      async ({ assets }, calls) => {
        const found = await assets.create("p", "l", { fileName: "guide.pdf", type: "PdfDocument" });
        assert.equal(found.id, "wanted");
        assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
      },
    );
  });

  it("without an ETag are committed whatever it is; with one, and images and videos, under theirs", () =>
    withClient(
      ({ method, json, headers, url }) =>
        method === "POST"
          ? { body: { ...json, id: "f", fileSasUri: `http://${headers.host}/blob/1?sig=s` } }
          : url.startsWith("/blob/")
            ? { status: 201 }
            : { body: { ...json } },
      async ({ assets, images, videos }, _, requests) => {
        const last = () => requests.at(-1)?.headers["if-match"];
        await assets.upload("p", "l", { fileName: "guide.pdf", type: "PdfDocument", bytes });
        assert.equal(last(), "*");
        await images.update("p", "l", "i", { id: "i" });
        assert.equal(last(), "*");
        await images.update("p", "l", "i", { id: "i", "@odata.etag": '"1"' });
        assert.equal(last(), '"1"');
        await images.update("p", "l", "i", { id: "i", "@odata.etag": '"1"' }, '"2"');
        assert.equal(last(), '"2"');
        await videos.update("p", "l", "v", { id: "v", "@odata.etag": '"3"' });
        assert.equal(last(), '"3"');
        await assets.update("p", "l", "a", { id: "a", "@odata.etag": '"4"' });
        assert.equal(last(), '"4"');
      },
    ));

  it("that lack a name are not announced", () =>
    withClient(
      () => ({}),
      async ({ assets }, calls) => {
        const error = await failureOf(assets.create("p", "l", { fileName: "", type: "PdfDocument" }), ValidationError);
        assert.match(error.message, /fileName/);
        assert.deepEqual(calls(), []);
      },
    ));
});

describe("a picture whose first announcement comes late", () => {
  it("is there once: what was made after its answer was given up is taken away", () => {
    const files: Record<string, unknown>[] = [];
    let posts = 0;
    return withClient(
      ({ method, url, json, headers }) => {
        const make = (id: string) => {
          files.push({ ...json, id, fileSasUri: `http://${headers.host}/blob/${id}?sig=s` });
          return { body: files.at(-1) };
        };
        if (method === "GET") return { body: { value: files } };
        if (method === "POST" && posts++ === 0) return { cut: true };
        if (method === "POST") return make("second");
        if (url.startsWith("/blob/")) {
          files.push({ ...files[0], id: "first" }); // the first request has come to its end
          return { status: 201 };
        }
        if (method === "PUT") return { body: Object.assign(files[0] ?? {}, json) };
        files.splice(1);
        return { status: 204 };
      },
      async ({ images }, calls) => {
        await images.upload("p", "l", { type: "AzureLogoLarge", fileName: "a.png", bytes });
        assert.deepEqual(
          files.map(({ id, state }) => [id, state]),
          [["second", "Uploaded"]],
        );
        assert.equal(calls().at(-1), "DELETE /products/p/listings/l/images/first");
      },
    );
  });
});

describe("videos of a listing", () => {
  const video = { streamingUri: "https://video.example/1", thumbnail: { fileName: "t.png", title: "Tour" } };

  it("bring their picture to the thumbnail's address, and say that it is there", () => {
    const { script, uploads } = fileService();
    return withClient(script, async ({ videos }, calls, requests) => {
      const done = await videos.upload("p", "l", { ...video, picture: bytes });
      assert.deepEqual(uploads, [bytes.toString()]);
      assert.deepEqual(paths(calls()), [
        "POST /products/p/listings/l/videos",
        "PUT /products/p/listings/l/videos/file-0",
      ]);
      assert.equal(done.thumbnail?.state, "Uploaded");
      assert.equal(requests.at(-1)?.json.streamingUri, video.streamingUri);
      assert.deepEqual(requests[0]?.json, { resourceType: "ListingVideo", ...video });
    });
  });

  it("go on with what an interrupted run has added, and are added anew when its address has expired", () => {
    const { script, uploads } = fileService({ expired: true });
    return withClient(script, async ({ videos }, calls, requests) => {
      await videos.upload("p", "l", { ...video, picture: bytes });
      const host = `http://${requests[0]?.headers.host}`;
      const left = (address: string) => ({
        id: "left",
        ...video,
        thumbnail: { ...video.thumbnail, state: "PendingUpload", fileSasUri: `${host}/blob/${address}?sig=secret` },
      });
      let from = calls().length;
      await videos.upload("p", "l", { ...video, picture: bytes }, left("good"));
      assert.deepEqual(paths(calls().slice(from)), ["PUT /products/p/listings/l/videos/left"]);
      from = calls().length;
      await videos.upload("p", "l", { ...video, picture: bytes }, left("old"));
      assert.deepEqual(paths(calls().slice(from)), [
        "POST /products/p/listings/l/videos",
        "PUT /products/p/listings/l/videos/file-1",
      ]);
      assert.equal(uploads.length, 3);
    });
  });

  it("count as committed when the reply to the commit was a conflict but the service has taken them", () => {
    const { script } = fileService({ conflict: true });
    return withClient(script, async ({ videos }) => {
      assert.equal((await videos.upload("p", "l", { ...video, picture: bytes })).state, "Uploaded");
    });
  });

  it("are added once although the reply was lost", () => {
    const left = {
      id: "v",
      ...video,
      thumbnail: { ...video.thumbnail, state: "PendingUpload", fileSasUri: "https://blobs.example/t?sig=s" },
    };
    const of = (id: string, thumbnail: object, more: object = {}) => {
      return { ...left, id, thumbnail: { ...left.thumbnail, ...thumbnail }, ...more };
    };
    const listed = [
      left,
      of("at another address", {}, { streamingUri: "https://video.example/2" }),
      of("with another picture", { fileName: "u.png" }),
      of("with a finished picture", { state: "Uploaded" }),
      of("without an address for its picture", { fileSasUri: undefined }),
    ];
    return withClient(
      ({ method }) => (method === "GET" ? { body: { value: listed } } : { cut: true }),
      async ({ videos }, calls) => {
        assert.equal((await videos.create("p", "l", video)).id, "v");
        assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
      },
    );
  });

  it("without an address for the picture fail by name", () =>
    withClient(
      ({ json }) => ({ body: { ...json, id: "v" } }),
      async ({ videos }) => {
        const error = await failureOf(videos.upload("p", "l", { ...video, picture: bytes }), UploadError);
        assert.match(error.message, /t\.png/);
      },
    ));
});

describe("documents for co-selling", () => {
  it("belong to the offer", () => {
    const { script, uploads } = fileService();
    return withClient(script, async ({ cosellAssets }, calls) => {
      await cosellAssets.upload("p", { fileName: "deck.pdf", type: "Presentation", bytes });
      assert.deepEqual(paths(calls()), ["POST /products/p/cosellAssets", "PUT /products/p/cosellAssets/file-0"]);
      assert.equal(uploads.length, 1);
    });
  });
});

describe("draft resources by their own id", () => {
  it("are replaced under the ETag that they were read with, or the one given", () =>
    withClient(
      ({ json }) => ({ body: json }),
      async ({ properties }, _, requests) => {
        const property = { id: "x", "@odata.etag": '"7"', appVersion: "1.0.0" };
        await properties.update("p", "x", property);
        await properties.update("p", "x", property, "*");
        assert.deepEqual(
          requests.map(({ headers }) => headers["if-match"]),
          ['"7"', "*"],
        );
      },
    ));

  it("are a conflict when somebody was faster", () =>
    withClient(
      () => ({ status: 412 }),
      async ({ listings }) => {
        await failureOf(listings.update("p", "x", { id: "x", "@odata.etag": '"7"' }), ConflictError);
      },
    ));

  it("are made once per language although the reply was lost", () =>
    withClient(
      ({ method }) =>
        method === "GET"
          ? {
              body: {
                value: ["en-us", "de-DE", "fr-fr"].map((languageCode) => ({
                  id: languageCode,
                  "@odata.etag": '"1"',
                  languageCode,
                })),
              },
            }
          : { status: 503 },
      async ({ listings }, calls) => {
        assert.equal((await listings.create("p", "i", { languageCode: "de-de" })).id, "de-DE");
        assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
      },
    ));

  it("may have fields set to null: that is the same as not set", () =>
    withClient(
      ({ json }) => ({ body: json }),
      async ({ listings }, _, requests) => {
        const body = JSON.parse('{"id": "x", "@odata.etag": "e", "summary": null}');
        await listings.update("p", "x", body);
        assert.equal(requests[0]?.json.summary, null);
      },
    ));
});
