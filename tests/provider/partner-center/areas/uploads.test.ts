import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { blockSize } from "../../../../provider/partner-center/areas/blocks.js";
import {
  PackageProcessingError,
  PackageTimeoutError,
  packagePollDelay,
} from "../../../../provider/partner-center/areas/package-processing.js";
import { Uploader } from "../../../../provider/partner-center/areas/uploads.js";
import { MovedError, UploadError } from "../../../../provider/partner-center/errors.js";
import type { Timeouts } from "../../../../provider/partner-center/http/patience.js";
import { type Answer, failureOf, jumpingClock, type Recorded, type Script, withClient, withServer } from "../server.js";

describe("images and packages", () => {
  /** A service whose upload address is on itself; `uploads` counts the bytes that came. */
  function store(fail: (request: Recorded, index: number) => ReturnType<Script> | undefined = () => undefined) {
    const uploads: string[] = [];
    const script: Script = (request, index) => {
      const failure = fail(request, index);
      if (failure !== undefined) return failure;
      const { method, url, json, headers, text } = request;
      const file = {
        "@odata.etag": '"1"',
        id: "f1",
        fileSasUri: `http://${headers.host}/file/1?sig=SIGNATURE&se=2099-01-01T00%3A00%3A00Z`,
      };
      if (url.startsWith("/file/")) {
        uploads.push(text);
        return { status: 201 };
      }
      if (method === "POST") return { status: 201, body: { ...json, state: "PendingUpload", ...file } };
      if (method === "PUT") return { body: { ...json, state: "InProcessing" } };
      return { body: { value: [] } };
    };
    return { uploads, script };
  }

  it("are announced, sent as a block blob and committed", () => {
    const { script, uploads } = store();
    return withClient(script, async ({ images, packages }, calls, requests) => {
      await images.upload("p", "l", { type: "AzureLogoLarge", fileName: "logo.png", bytes: Buffer.from("png") });
      const sent: number[] = [];
      const done = await packages.upload("p", {
        fileName: "app.zip",
        bytes: Buffer.from("zip"),
        onProgress: (bytes, total) => sent.push(bytes / total),
      });
      assert.equal(done.state, "InProcessing");
      assert.deepEqual(uploads, ["png", "zip"]);
      assert.equal(sent.at(-1), 1);
      assert.deepEqual(
        calls().map((call) => call.split("?")[0]),
        [
          "POST /products/p/listings/l/images",
          "PUT /file/1",
          "PUT /products/p/listings/l/images/f1",
          "POST /products/p/packages",
          "PUT /file/1",
          "PUT /products/p/packages/f1",
        ],
      );
      assert.equal(requests[1]?.headers["x-ms-blob-type"], "BlockBlob");
      assert.equal(requests[1]?.headers["x-ms-blob-content-type"], "image/png");
      assert.equal(requests[1]?.headers.authorization, undefined);
      assert.match(requests[1]?.url ?? "", /sig=SIGNATURE&se=2099-01-01T00%3A00%3A00Z/);
      assert.equal(requests[2]?.headers["if-match"], '"1"');
      assert.deepEqual([requests[2]?.json.state, requests[5]?.json.state], ["Uploaded", "Uploaded"]);
    });
  });

  it("large ones are sent in blocks, with the last one last", () => {
    const { script } = store();
    return withClient(script, async ({ packages }, calls) => {
      await packages.upload("p", { fileName: "app.zip", bytes: Buffer.alloc(3 * blockSize, "x") });
      const kinds = calls().flatMap((call) => /comp=(\w+)/.exec(call)?.[1] ?? []);
      assert.deepEqual(kinds, [...Array<string>(3).fill("block"), "blocklist"]);
    });
  });

  it("what arrives as other bytes is sent again: each request has its MD5", () => {
    const garbled = { status: 400, headers: { "x-ms-error-code": "Md5Mismatch" } };
    const { script } = store(({ url }, index) => (url.startsWith("/file/") && index === 1 ? garbled : undefined));
    return withClient(script, async ({ packages }, calls, requests) => {
      await packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("zip") });
      assert.equal(calls().filter((call) => call.startsWith("PUT /file/")).length, 2);
      assert.equal(requests[1]?.headers["content-md5"], createHash("md5").update("zip").digest("base64"));
    });
  });

  it("a pending one is continued without a second announcement", () => {
    const { script } = store();
    return withClient(script, async ({ packages }, calls, requests) => {
      const first = await packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") });
      const resume = { ...first, state: "PendingUpload" };
      await packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("2"), resume });
      assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
      assert.equal(requests.length, 5);
    });
  });

  it("a pending one whose address has expired is announced anew", () => {
    const { script, uploads } = store(({ url }) => (url.includes("old") ? { status: 403 } : undefined));
    return withClient(script, async ({ packages }, calls, requests) => {
      await packages.list("p");
      const fileSasUri = `http://${requests[0]?.headers.host}/file/old?sig=SIGNATURE&se=2020-01-01T00%3A00%3A00Z`;
      await packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("2"), resume: { id: "f0", fileSasUri } });
      assert.deepEqual(uploads, ["2"]);
      assert.equal(calls().at(-1), "PUT /products/p/packages/f1");
    });
  });

  it("a pending image whose address has expired is announced anew as well", () => {
    const { script, uploads } = store(({ url }) => (url.includes("old") ? { status: 403 } : undefined));
    return withClient(script, async ({ images }, calls, requests) => {
      await images.list("p", "l");
      const fileSasUri = `http://${requests[0]?.headers.host}/file/old?sig=SIGNATURE&se=2020-01-01T00%3A00%3A00Z`;
      const image = { type: "AzureLogoLarge", fileName: "a.png", bytes: Buffer.from("2") };
      await images.upload("p", "l", { ...image, resume: { id: "f0", fileSasUri } });
      assert.deepEqual(uploads, ["2"]);
      assert.equal(calls().at(-1), "PUT /products/p/listings/l/images/f1");
    });
  });

  it("a pending one is not announced anew because the store is down", () => {
    const { script } = store(({ url }) => (url.includes("old") ? { status: 502 } : undefined));
    return withClient(script, async ({ packages }, calls, requests) => {
      await packages.list("p");
      const fileSasUri = `http://${requests[0]?.headers.host}/file/old?sig=SIGNATURE`;
      const upload = packages.upload("p", {
        fileName: "a.zip",
        bytes: Buffer.from("2"),
        resume: { id: "f0", fileSasUri },
      });
      await failureOf(upload, UploadError);
      assert.equal(calls().filter((call) => call.startsWith("POST")).length, 0);
    });
  });

  it("a lost reply to the commit of an image is settled by looking", () => {
    let commits = 0;
    const { script } = store(({ method, url }) => {
      if (method === "PUT" && url.includes("images")) return commits++ === 0 ? { cut: true } : { status: 409 };
      return method === "GET" ? { body: { value: [{ id: "f1", state: "Uploaded" }] } } : undefined;
    });
    return withClient(script, async ({ images }) => {
      const done = await images.upload("p", "l", { type: "t", fileName: "a.png", bytes: Buffer.from("1") });
      assert.equal(done.state, "Uploaded");
      assert.equal(commits, 2);
    });
  });

  it("failed uploads say why, without the signature", async () => {
    const { script } = store(({ url }) => (url.startsWith("/file/") ? { status: 403 } : undefined));
    await withClient(script, async ({ packages }) => {
      const error = await failureOf(packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") }), UploadError);
      assert.match(error.message, /"a\.zip" could not be uploaded to 127\.0\.0\.1:\d+: 403/);
      assert.ok(!JSON.stringify([error.message, error.stack, error]).includes("SIGNATURE"));
    });
    const expired = store(({ url }) => (url.startsWith("/file/") ? { status: 403 } : undefined));
    await withClient(
      async (request, index) => {
        const answer = await expired.script(request, index);
        const body = Object(answer.body);
        return body.fileSasUri === undefined
          ? answer
          : { ...answer, body: { ...body, fileSasUri: body.fileSasUri.replace("2099", "2020") } };
      },
      async ({ images }) => {
        const error = await failureOf(
          images.upload("p", "l", { type: "t", fileName: "a.png", bytes: Buffer.from("1") }),
          Error,
        );
        assert.match(error.message, /the address that Partner Center gave expired at 2020-01-01T00:00:00Z\. Run again/);
      },
    );
    for (const fileSasUri of [
      "http://example.com/file?sig=SIGNATURE",
      "https://user@example.com/file?sig=SIGNATURE",
      "nonsense",
      undefined,
    ]) {
      await withClient(
        ({ json }) => ({ body: { ...json, id: "f1", fileSasUri } }),
        async ({ packages }, calls) => {
          const error = await failureOf(
            packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") }),
            UploadError,
          );
          assert.match(error.message, /not https|no address/);
          assert.equal(calls().length, 1);
        },
      );
    }
  });

  for (const [status, expiry, message] of [
    [401, "2020", /gave expired at 2020-01-01T00:00:00Z\. Run again to get a new one/],
    [403, "2020", /gave expired at 2020-01-01T00:00:00Z\. Run again to get a new one/],
    [404, "2020", /127\.0\.0\.1:\d+: 404.*\. Run again\./],
    [401, "2099", /127\.0\.0\.1:\d+: 401.*\. Run again\./],
    [403, "2099", /127\.0\.0\.1:\d+: 403.*\. Run again\./],
  ] as const) {
    it(`a refusal (${status}) of an address that is good until ${expiry} says what to do`, () =>
      withClient(
        ({ url, json, headers }) =>
          url.startsWith("/file/")
            ? { status }
            : {
                body: {
                  ...json,
                  id: "f1",
                  fileSasUri: `http://${headers.host}/file/1?sig=S&se=${expiry}-01-01T00%3A00%3A00Z`,
                },
              },
        async ({ packages }) => {
          const upload = packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") });
          const error = await failureOf(upload, UploadError);
          assert.match(error.message, message);
          assert.equal(error.status, status);
        },
      ));
  }

  it("a package that was moved is read where it is now", () =>
    withClient(
      ({ url }) =>
        url.endsWith("/old") ? { status: 301, body: { fromId: "old", toId: "n/w" } } : { body: { id: "n/w" } },
      async ({ packages, products }, calls) => {
        assert.equal((await packages.get("p", "old")).id, "n/w");
        assert.deepEqual(calls(), ["GET /products/p/packages/old", "GET /products/p/packages/n%2Fw"]);
        const { message, toId } = await failureOf(products.get("old"), MovedError);
        assert.match(
          message,
          /^Partner Center has moved this object: its id is now n\/w \(301\)\. Run again\. \(GET \/products\/old, /,
        );
        assert.equal(toId, "n/w");
      },
    ));

  it("a stray conflict at the commit of a package is settled by looking", () => {
    let state = "PendingUpload";
    const { script } = store(({ method, url }) => {
      if (method === "PUT" && url.includes("packages")) {
        state = "InProcessing";
        return { status: 409 };
      }
      return method === "GET" ? { body: { id: "f1", state } } : undefined;
    });
    return withClient(script, async ({ packages }, calls) => {
      assert.equal((await packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") })).state, "InProcessing");
      assert.equal(calls().at(-1), "GET /products/p/packages/f1");
    });
  });

  it("a package that is still pending after a conflict is committed again, under the ETag that it has now", () => {
    let commits = 0;
    const { script } = store(({ method, url }) => {
      if (method === "PUT" && url.includes("packages")) return ++commits === 1 ? { status: 409 } : undefined;
      return method === "GET" ? { body: { id: "f1", state: "PendingUpload", "@odata.etag": '"now"' } } : undefined;
    });
    return withClient(script, async ({ packages }, calls, requests) => {
      const done = await packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") });
      assert.equal(done.state, "InProcessing");
      assert.deepEqual(calls().slice(-3), [
        "PUT /products/p/packages/f1",
        "GET /products/p/packages/f1",
        "PUT /products/p/packages/f1",
      ]);
      const { state, "@odata.etag": etag } = requests.at(-1)?.json ?? {};
      assert.deepEqual([state, etag], ["Uploaded", '"now"']);
    });
  });

  it("a pending package that was listed without its address is asked for it, and continued", () => {
    const { script, uploads } = store(({ method, headers }) =>
      method === "GET"
        ? { body: { id: "f0", state: "PendingUpload", fileSasUri: `http://${headers.host}/file/0?sig=s` } }
        : undefined,
    );
    return withClient(script, async ({ packages }, calls) => {
      const resume = { id: "f0", state: "PendingUpload" };
      await packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("2"), resume });
      assert.deepEqual(uploads, ["2"]);
      assert.deepEqual(
        calls().map((call) => call.split("?")[0]),
        ["GET /products/p/packages/f0", "PUT /file/0", "PUT /products/p/packages/f0"],
      );
    });
  });

  it("a package whose announcement had no reply is found again: the last unfinished one, with its address", () => {
    const left = (id: string, fileName: string, state: string) => ({ id, fileName, state });
    const listed = [
      left("first", "a.zip", "PendingUpload"),
      left("wanted", "a.zip", "PendingUpload"),
      left("other", "b.zip", "PendingUpload"),
      left("finished", "a.zip", "Uploaded"),
    ];
    return withClient(
      ({ method, url }) => {
        if (method === "POST") return { cut: true };
        const id = /packages\/(\w+)$/.exec(url)?.[1];
        return { body: id === undefined ? { value: listed } : { id, fileSasUri: "https://blobs.example/1?sig=s" } };
      },
      async ({ packages }, calls) => {
        const found = await packages.create("p", { fileName: "a.zip" });
        assert.deepEqual([found.id, found.fileSasUri], ["wanted", "https://blobs.example/1?sig=s"]);
        assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
      },
    );
  });

  it("a package whose upload was never completed is not waited for", () =>
    withClient(
      () => ({ body: { id: "f1", fileName: "a.zip", state: "PendingUpload" } }),
      async ({ packages }, calls) => {
        const clock = jumpingClock();
        const error = await failureOf(packages.waitProcessed("p", "f1", { clock }), PackageProcessingError);
        assert.match(error.message, /"a\.zip" was announced but its upload was never completed\. Upload it again/);
        assert.equal(calls().length, 1);
      },
    ));

  it("a package is waited for in growing steps, with each state told once", () => {
    const states = ["Uploaded", "InProcessing", "InProcessing", "Processed"];
    return withClient(
      (_, index) => ({ body: { id: "f1", state: states[index] } }),
      async ({ packages }) => {
        const clock = jumpingClock();
        const told: string[] = [];
        const done = await packages.waitProcessed("p", "f1", { clock, onState: (state) => told.push(state) });
        assert.equal(done.state, "Processed");
        assert.deepEqual(told, ["Uploaded", "InProcessing", "Processed"]);
        assert.deepEqual(clock.slept, [500, 750, 1125]);
        assert.equal(packagePollDelay(20), 10_000);
      },
    );
  });

  describe("a package among all of its offer", () => {
    const other = { id: "f0", state: "Processed" };
    async function wait(listed: readonly object[], state: string) {
      const reasons = { validationItems: [{ errorCode: "E", message: "No mainTemplate" }] };
      let found: object | undefined;
      await withClient(
        ({ url }) => ({
          body: url.includes("/packages/") ? { id: "f1", fileName: "a.zip", state, ...reasons } : { value: listed },
        }),
        async ({ packages }, calls) => {
          const { own, all } = await packages.waitProcessedAmong("p", "f1", { clock: jumpingClock() });
          found = { state: own.state, all: all.map(({ id }) => id), calls: calls().length };
        },
      );
      return found;
    }

    it("is waited for by one request where the list has it processed", async () => {
      const found = await wait([other, { id: "f1", state: "Processed" }], "Processed");
      assert.deepEqual(found, { state: "Processed", all: ["f0", "f1"], calls: 1 });
    });

    it("is asked for itself where the list lags: without it, or as it was before its upload", async () => {
      assert.deepEqual(await wait([other], "Processed"), { state: "Processed", all: ["f0"], calls: 2 });
      for (const state of ["PendingUpload", "ProcessFailed"]) {
        const found = await wait([other, { id: "f1", state }], "Processed");
        assert.deepEqual(found, { state: "Processed", all: ["f0", "f1"], calls: 2 });
      }
    });

    it("has the reasons of the package itself where it failed", async () => {
      const failed = wait([{ id: "f1", state: "ProcessFailed" }], "ProcessFailed");
      assert.match((await failureOf(failed, PackageProcessingError)).message, /E: No mainTemplate/);
    });
  });

  it("a package that fails gives its reasons; one that never ends, the time", async () => {
    await withClient(
      () => ({
        body: {
          id: "f1",
          fileName: "a.zip",
          state: "ProcessFailed",
          validationItems: [{ errorCode: "E", message: "No mainTemplate" }],
        },
      }),
      async ({ packages }) => {
        const error = await failureOf(packages.waitProcessed("p", "f1"), PackageProcessingError);
        assert.match(error.message, /"a\.zip": E: No mainTemplate\./);
        assert.equal(error.validationItems.length, 1);
      },
    );
    await withClient(
      () => ({ body: { id: "f1", fileName: "a.zip", state: "InProcessing" } }),
      async ({ packages }) => {
        const clock = jumpingClock();
        const error = await failureOf(packages.waitProcessed("p", "f1", { clock }), PackageTimeoutError);
        assert.match(error.message, /within 900 s \(its state is InProcessing\)\. Run again/);
        assert.equal(
          clock.slept.reduce((sum, step) => sum + step),
          900_000,
        );
      },
    );
  });
});

describe("an upload", () => {
  const last = 1024 * 1024;
  const twoBlocks = Buffer.alloc(blockSize + last, "x");
  const kindOf = ({ url }: Recorded) => /comp=(\w+)/.exec(url)?.[1] ?? "blob";

  function withStore(
    script: Script,
    test: (
      upload: (bytes: Uint8Array, onProgress?: (sent: number) => void) => Promise<void>,
      requests: Recorded[],
      clock: ReturnType<typeof jumpingClock>,
      lines: string[],
    ) => Promise<void>,
    timeouts: Partial<Timeouts> = {},
  ) {
    const clock = jumpingClock();
    const lines: string[] = [];
    return withServer(script, ({ origin, requests }) => {
      const uploader = new Uploader({ clock, timeouts, notice: (line) => lines.push(line) });
      const upload = (bytes: Uint8Array, onProgress?: (sent: number) => void) =>
        uploader.upload(`${origin}/c/b?sig=SIGN%2BATURE%3D&se=2099-01-01`, bytes, { fileName: "a.zip", onProgress });
      return test(upload, requests, clock, lines);
    });
  }

  const failures: [string, Answer][] = [
    ["408", { status: 408 }],
    ["429", { status: 429, headers: { "retry-after": "7" } }],
    ["500", { status: 500 }],
    ["502", { status: 502 }],
    ["503", { status: 503 }],
    ["504", { status: 504 }],
    ["a cut connection", { cut: true }],
    ["silence", { hangs: true }],
  ];
  for (const [name, failure] of failures) {
    it(`sends each block, and the list of them, again after ${name}`, () => {
      const seen = new Set<string>();
      return withStore(
        ({ url }) => {
          if (seen.has(url)) return { status: 201 };
          seen.add(url);
          return failure;
        },
        async (upload, requests, clock) => {
          const sent: number[] = [];
          await upload(twoBlocks, (bytes) => sent.push(bytes));
          assert.deepEqual(requests.map(kindOf), [...Array<string>(4).fill("block"), "blocklist", "blocklist"]);
          assert.equal(sent.length, 2);
          assert.equal(sent.at(-1), twoBlocks.length);
          if (name === "429") assert.ok(clock.slept.every((slept) => slept >= 7000));
          await upload(Buffer.from("small"));
          assert.deepEqual(requests.slice(6).map(kindOf), ["blob", "blob"]);
          for (const { url } of requests) assert.match(url, /^\/c\/b\?sig=SIGN%2BATURE%3D&se=2099-01-01(&comp=|$)/);
        },
        { stall: 500 },
      );
    });
  }

  it("goes on at the blocks that an interrupted run has not sent, unless their content is another one", () => {
    const stored = new Map<string, number>();
    const script: Script = ({ method, url, text }) => {
      const { searchParams } = new URL(url, "http://x");
      const block = searchParams.get("blockid");
      if (method === "GET") {
        assert.equal(searchParams.get("blocklisttype"), "uncommitted");
        const blocks = [...stored].map(([name, size]) => `<Block><Name>${name}</Name><Size>${size}</Size></Block>`);
        const xml = `<BlockList><UncommittedBlocks>${blocks.join("")}</UncommittedBlocks></BlockList>`;
        return { status: 200, body: xml };
      }
      if (block !== null) stored.set(block, text.length);
      return { status: 201 };
    };
    return withServer(script, async ({ origin, requests }) => {
      const uploader = new Uploader({ clock: jumpingClock() });
      const again = (bytes: Uint8Array) =>
        uploader.upload(`${origin}/c/b?sig=s`, bytes, { fileName: "a.zip", isResumed: true });
      await again(twoBlocks);
      for (const [name, size] of stored) if (size < blockSize) stored.delete(name);
      assert.equal(stored.size, 1);
      requests.length = 0;
      await again(twoBlocks);
      assert.deepEqual(requests.map(kindOf), ["blocklist", "block", "blocklist"]);
      requests.length = 0;
      await again(Buffer.alloc(twoBlocks.length, "y"));
      assert.deepEqual(requests.map(kindOf), ["blocklist", "block", "block", "blocklist"]);
    });
  });

  it("is stopped between its blocks: no list is sent, and the error says that the next run goes on", () => {
    const stop = new AbortController();
    const script: Script = ({ url }) => {
      if (!url.includes("comp=blocklist")) stop.abort(); // while the other block is on its way, or before it
      return { status: 201 };
    };
    return withServer(script, async ({ origin, requests }) => {
      const uploader = new Uploader({ clock: jumpingClock(), stopUploads: stop.signal });
      await assert.rejects(uploader.upload(`${origin}/c/b?sig=s`, twoBlocks, { fileName: "a.zip" }), {
        name: "UploadError",
        message: 'The upload of "a.zip" was stopped. Run again: it goes on with what was sent.',
      });
      assert.deepEqual(
        requests.filter((request) => kindOf(request) === "blocklist"),
        [],
      );
      // What is done in one request comes to its end.
      await uploader.upload(`${origin}/c/b?sig=s`, Buffer.from("small"), { fileName: "b.zip" });
    });
  });

  it("that begins when the run is being stopped already sends no block", () =>
    withServer(
      () => ({ status: 201 }),
      async ({ origin, requests }) => {
        const uploader = new Uploader({ clock: jumpingClock(), stopUploads: AbortSignal.abort() });
        await assert.rejects(uploader.upload(`${origin}/c/b?sig=s`, twoBlocks, { fileName: "a.zip" }), /was stopped/);
        assert.deepEqual(requests, []);
      },
    ));

  it("sends all blocks where the store does not tell which it has", () =>
    withServer(
      ({ method }) => ({ status: method === "GET" ? 403 : 201 }),
      async ({ origin, requests }) => {
        const uploader = new Uploader({ clock: jumpingClock() });
        await uploader.upload(`${origin}/c/b?sig=s`, twoBlocks, { fileName: "a.zip", isResumed: true });
        assert.equal(requests.filter((request) => kindOf(request) === "block").length, 2);
      },
    ));

  it("sends the list of the blocks in their order", () =>
    withStore(
      () => ({ status: 201 }),
      async (upload, requests) => {
        await upload(twoBlocks);
        const ids = requests.slice(0, 2).map(({ url }) => new URL(url, "http://x").searchParams.get("blockid"));
        const sizes = requests.slice(0, 2).map(({ text }) => text.length);
        const listed = [...(requests[2]?.text ?? "").matchAll(/<Latest>(.*?)<\/Latest>/g)].map(([, id]) => id);
        assert.deepEqual(
          listed.map((id) => sizes[ids.indexOf(id ?? "")]),
          [blockSize, last],
        );
      },
    ));

  it("reads a file by the megabyte, into memory that it uses again", () =>
    withServer(
      () => ({ status: 201 }),
      async ({ origin, requests }) => {
        const memories = new Set<ArrayBufferLike>();
        let most = 0;
        const source = {
          byteLength: twoBlocks.length,
          async read(start: number, end: number, into = Buffer.alloc(end - start)) {
            most = Math.max(most, end - start);
            memories.add(into.buffer);
            twoBlocks.copy(into, 0, start, end);
            return into;
          },
        };
        await new Uploader().upload(`${origin}/c/b?sig=s`, source, { fileName: "a.zip" });
        assert.equal(requests.filter(({ text }) => text.length >= last).length, 2);
        for (const { headers, text } of requests) {
          assert.equal(headers["content-md5"], createHash("md5").update(text).digest("base64"));
        }
        assert.equal(most, 1024 * 1024);
        // One for the look at each block, and one for its request.
        assert.equal(memories.size, 4);
      },
    ));

  it("sends no more of a block that was refused before its end", async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(403).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      let reads = 0;
      const source = {
        byteLength: blockSize,
        async read(start: number, end: number) {
          reads += 1;
          return Buffer.alloc(end - start);
        },
      };
      const upload = new Uploader().upload(`http://127.0.0.1:${port}/c/b?sig=s`, source, { fileName: "a.zip" });
      assert.equal((await failureOf(upload, UploadError)).status, 403);
      const before = reads;
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.ok(before < 31 && reads <= before + 1, `${before} reads, and ${reads} later`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("ends with what reading the file throws, also when a part of it was sent, and sends nothing again", () =>
    withServer(
      () => ({ status: 201 }),
      async ({ origin, requests }) => {
        let reads = 0;
        const source = {
          byteLength: 2 * 1024 * 1024,
          async read(start: number, end: number) {
            reads += 1;
            if (reads === 4) throw new RangeError("the file has changed");
            return Buffer.alloc(end - start);
          },
        };
        const upload = new Uploader().upload(`${origin}/c/b?sig=s`, source, { fileName: "a.zip" });
        const { message } = await failureOf(upload, RangeError);
        assert.equal(message, "the file has changed");
        assert.equal(reads, 4);
        assert.equal(requests.length, 0);
      },
    ));

  it("is given up after five attempts of a block, without the others and the list", () =>
    withStore(
      () => ({ status: 502 }),
      async (upload, requests) => {
        const { message } = await failureOf(upload(Buffer.from("small")), UploadError);
        assert.match(
          message,
          /^"a\.zip" could not be uploaded to 127\.0\.0\.1:\d+ \(after 5 attempts\): 502\. Run again/,
        );
        assert.equal(requests.length, 5);
        await failureOf(upload(twoBlocks), UploadError);
        assert.ok(requests.every((request) => kindOf(request) !== "blocklist"));
      },
    ));

  it("is given up at once where blocks are refused before they have arrived, and ends no process", async () => {
    let asked = 0;
    // The answer comes before the bytes are read, and the connection stays open.
    const server = createServer((_request, response) => void response.writeHead(asked++ === 0 ? 201 : 400).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const upload = new Uploader().upload(`http://127.0.0.1:${port}/c/b?sig=x`, twoBlocks, { fileName: "a.zip" });
      const { message } = await failureOf(upload, UploadError);
      assert.match(message, /: 400\. Run again/);
      // What the other block has left behind would end the process here.
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(asked, 2);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("is given up when the whole takes too long", () => {
    const clock = jumpingClock();
    return withServer(
      async () => {
        await clock.sleep(200_000);
        return { status: 503 };
      },
      async ({ origin, requests }) => {
        const uploader = new Uploader({ clock });
        await failureOf(uploader.upload(`${origin}/c/b?sig=x`, Buffer.from("1"), { fileName: "a" }), UploadError);
        assert.equal(requests.length, 2);
      },
    );
  });

  it("gives a block the time that its bytes take, and no more", () =>
    withStore(
      () => ({ status: 201, delayMs: 300 }),
      async (upload, requests) => {
        await upload(twoBlocks.subarray(0, blockSize));
        assert.equal(requests.length, 1);
        const { message } = await failureOf(upload(Buffer.from("1")), UploadError);
        assert.match(message, /\(after 5 attempts\): ETIMEDOUT/);
      },
      { block: 50 },
    ));

  it("that is quiet is told of once", () =>
    withStore(
      (_, index) => (index === 0 ? { hangs: true } : { status: 201 }),
      async (upload, _requests, _clock, lines) => {
        await upload(Buffer.from("1"));
        assert.equal(lines.length, 1);
        assert.match(lines[0] ?? "", /^127\.0\.0\.1:\d+ has not answered the upload of "a\.zip"/);
      },
      { stall: 500, notice: 10 },
    ));

  it("follows no redirect", () =>
    withServer(
      () => ({ status: 201 }),
      (elsewhere) =>
        withStore(
          () => ({ status: 307, headers: { location: `${elsewhere.origin}/c/b` } }),
          async (upload, requests) => {
            const { message } = await failureOf(upload(Buffer.from("1")), UploadError);
            assert.match(message, /answered with a redirect \(307\), which is not followed/);
            assert.deepEqual([requests.length, elsewhere.requests.length], [1, 0]);
          },
        ),
    ));

  it("goes to an address without a container, too", () =>
    withServer(
      () => ({ status: 201 }),
      async ({ origin, requests }) => {
        const uploader = new Uploader();
        for (const path of ["/x?sig=1", "/?sig=1", "/x"]) {
          await uploader.upload(`${origin}${path}`, twoBlocks, { fileName: "a.zip" });
        }
        assert.equal(requests.length, 9);
      },
    ));
});
