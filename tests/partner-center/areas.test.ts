import assert from "node:assert/strict";
import { PartnerCenterClient } from "../../provider/partner-center/client.js";
import { AccessDeniedError, ConflictError, NotFoundError, ServiceError } from "../../provider/partner-center/errors.js";
import {
  PackageProcessingError,
  PackageTimeoutError,
  packagePollDelay,
} from "../../provider/partner-center/packages.js";
import { Listing, Variant } from "../../provider/partner-center/schemas.js";
import { clientSecretTokenSource } from "../../provider/partner-center/token-sources.js";
import { failureOf, fixedToken, jumpingClock, type Recorded, type Script, withServer } from "./server.js";

/** Runs a test with a client of a scripted server; `calls` lists method and path of what was asked. */
function withClient(
  script: Script,
  test: (client: PartnerCenterClient, calls: () => string[], requests: Recorded[]) => Promise<void>,
) {
  return withServer(script, ({ origin, requests }) => {
    const client = new PartnerCenterClient({
      endpoint: origin,
      tokenSource: fixedToken,
      clock: jumpingClock(),
      requestsPerSecond: 1000,
    });
    return test(client, () => requests.map(({ method, url }) => `${method} ${url}`), requests);
  });
}

const offer = (offerId: string, id = "p1") => ({
  resourceType: "AzureApplication",
  id,
  externalIDs: [{ type: "AzureOfferId", value: offerId }],
});

describe("offers", () => {
  it("are found by the filter that was recorded, and matched exactly", () =>
    withClient(
      () => ({ body: { value: [offer("My-Offer"), offer("my-offer", "p2")] } }),
      async ({ products }, calls) => {
        assert.equal((await products.find("my-offer"))?.id, "p2");
        assert.equal(await products.find("other"), undefined);
        assert.equal(
          calls()[0],
          "GET /products?%24filter=externalIDs%2FAny%28i%3Ai%2Ftype+eq+%27AzureOfferId%27+and+i%2Fvalue+eq+%27my-offer%27%29",
        );
      },
    ));

  it("are created once although the reply was lost", () => {
    let exists = false;
    return withClient(
      ({ method }) => {
        if (method === "GET") return { body: { value: exists ? [offer("o")] : [] } };
        exists = true;
        return { cut: true };
      },
      async ({ products }, calls, requests) => {
        const made = await products.create({ resourceType: "AzureApplication", name: "Alias", offerId: "o" });
        assert.equal(made.id, "p1");
        assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
        assert.deepEqual(requests[0]?.json, {
          resourceType: "AzureApplication",
          name: "Alias",
          externalIDs: [{ type: "AzureOfferId", value: "o" }],
          isModularPublishing: true,
        });
      },
    );
  });

  it("that are taken are a conflict, not a find", () =>
    withClient(
      ({ method }) => (method === "POST" ? { status: 409 } : { body: { value: [offer("o")] } }),
      async ({ products }, calls) => {
        await failureOf(products.create({ resourceType: "x", name: "n", offerId: "o" }), ConflictError);
        assert.equal(calls().length, 1);
      },
    ));

  it("are listed by type", () =>
    withClient(
      () => ({ body: { value: [] } }),
      async ({ products }, calls) => {
        await products.list({ type: "AzureApplication" });
        assert.equal(calls()[0], "GET /products?%24filter=ResourceType+eq+%27AzureApplication%27");
      },
    ));
});

describe("set-up and resale", () => {
  it("are sent again after a lost reply: they replace the whole", () =>
    withClient(
      ({ json }, index) => (index % 2 === 0 ? { cut: true } : { body: json }),
      async ({ setup, reseller }, calls) => {
        assert.equal((await setup.set("p", { sellingOption: "ListAndSell" })).sellingOption, "ListAndSell");
        assert.equal((await reseller.set("p", { resellerChannelState: "Enabled" })).resellerChannelState, "Enabled");
        assert.deepEqual(calls(), [
          "POST /products/p/setup",
          "POST /products/p/setup",
          "POST /products/p/resellerConfiguration",
          "POST /products/p/resellerConfiguration",
        ]);
      },
    ));
});

describe("plans", () => {
  it("are created once although the service failed after making it", () => {
    let exists = false;
    return withClient(
      ({ method }) => {
        if (method === "GET") return { body: { value: exists ? [{ id: "v", externalID: "plan" }] : [] } };
        exists = true;
        return { status: 500 };
      },
      async ({ variants }, calls) => {
        assert.equal((await variants.create("p", { externalID: "plan" })).id, "v");
        assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
      },
    );
  });

  it("are replaced under their ETag", () =>
    withClient(
      ({ json }) => ({ body: json }),
      async ({ variants }, calls, requests) => {
        await variants.update("p", "v", Variant.parse({ id: "v", extra: 1 }), '"e"');
        assert.equal(calls()[0], "PUT /products/p/variants/v");
        assert.equal(requests[0]?.headers["if-match"], '"e"');
        assert.deepEqual(requests[0]?.json, { id: "v", extra: 1 });
      },
    ));

  it("come with one spelling of each field", () => {
    const plan = Variant.parse({
      ID: "v",
      SubType: "managed-application",
      azureGovernmentCertifications: [{ title: "t" }],
    });
    assert.deepEqual(plan, {
      id: "v",
      subType: "managed-application",
      certificationsAzureGovernment: [{ title: "t" }],
    });
    assert.equal(Listing.safeParse({ id: "x" }).success, false);
  });
});

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
      await packages.upload("p", { fileName: "app.zip", bytes: Buffer.alloc(20 * 1024 * 1024, "x") });
      const kinds = calls().flatMap((call) => /comp=(\w+)/.exec(call)?.[1] ?? []);
      assert.deepEqual(kinds, ["block", "block", "block", "blocklist"]);
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

  it("failed uploads say why, without the signature", async () => {
    const { script } = store(({ url }) => (url.startsWith("/file/") ? { status: 403 } : undefined));
    await withClient(script, async ({ packages }) => {
      const error = await failureOf(packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") }), Error);
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
    for (const fileSasUri of ["http://example.com/file?sig=SIGNATURE", "nonsense", undefined]) {
      await withClient(
        ({ json }) => ({ body: { ...json, id: "f1", fileSasUri } }),
        async ({ packages }, calls) => {
          const error = await failureOf(packages.upload("p", { fileName: "a.zip", bytes: Buffer.from("1") }), Error);
          assert.match(error.message, /not https|no address/);
          assert.equal(calls().length, 1);
        },
      );
    }
  });

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

describe("submissions", () => {
  const submission = (id: string, releaseNumber?: number, substate = "Submitted") => ({ id, releaseNumber, substate });

  it("are listed oldest first, by release and then by the number that the id is", () =>
    withClient(
      () => ({
        body: {
          value: [
            submission("10", 2),
            submission("1152921505695125041", 1),
            submission("1152921505695125040", 1),
            submission("9", 2),
          ],
        },
      }),
      async ({ submissions }, calls) => {
        assert.deepEqual(
          (await submissions.list("p")).map(({ id }) => id),
          ["1152921505695125040", "1152921505695125041", "9", "10"],
        );
        assert.equal(calls()[0], "GET /products/p/submissions?%24expand=PublishOption");
      },
    ));

  it("are created once although the reply was lost", async () => {
    for (const [known, expected] of [
      [1, "2"],
      [2, undefined],
    ] as const) {
      let posts = 0;
      await withClient(
        ({ method }) =>
          method === "GET"
            ? { body: { value: [submission("1", 1), submission("2", 2)] } }
            : ++posts > 1
              ? { status: 400 }
              : { cut: true },
        async ({ submissions }) => {
          const made = submissions.create("p", { resources: [] }, { knownReleaseNumber: known });
          if (expected === undefined) await assert.rejects(made);
          else assert.equal((await made).id, expected);
          assert.equal(posts, expected === undefined ? 2 : 1);
        },
      );
    }
  });

  it("without a known release number, a lost reply is an error and nothing is sent twice", () =>
    withClient(
      () => ({ status: 502 }),
      async ({ submissions }, calls) => {
        await failureOf(submissions.create("p", { resources: [] }), ServiceError);
        assert.equal(calls().length, 1);
      },
    ));

  it("make the client forget the draft instances", () =>
    withClient(
      ({ url }) =>
        url.includes("branches") ? { body: { value: [{ currentDraftInstanceID: "i" }] } } : { body: { id: "1" } },
      async ({ submissions, drafts }, calls) => {
        const looks = () => calls().filter((call) => call.includes("branches")).length;
        const reference = { productId: "p", kind: "Property" } as const;
        await drafts.instanceId(reference);
        await drafts.instanceId(reference);
        assert.equal(looks(), 1);
        await submissions.create("p", { resources: [{ type: "Property", value: "i" }] });
        await drafts.instanceId(reference);
        assert.equal(looks(), 2);
        await submissions.promote("p", "1");
        await drafts.instanceId(reference);
        assert.equal(looks(), 3);
      },
    ));

  it("are promoted once although the reply was lost, whatever the reply is", async () => {
    for (const reply of [
      { cut: true },
      { status: 500 },
      { status: 200, body: "" },
      { status: 200, body: "fine" },
      { status: 204 },
    ]) {
      await withClient(
        ({ method }) => (method === "POST" ? reply : { body: submission("1", 1, "Publishing") }),
        async ({ submissions }, calls) => {
          await submissions.promote("p", "1");
          assert.equal(calls().filter((call) => call.startsWith("POST")).length, 1);
        },
      );
    }
  });

  it("that cannot be promoted are a conflict", () =>
    withClient(
      () => ({ status: 409 }),
      async ({ submissions }) => {
        await failureOf(submissions.promote("p", "1"), ConflictError);
      },
    ));
});

describe("the whole client", () => {
  it("renews a refused token once for all concurrent callers", () => {
    let tokens = 0;
    return withServer(
      ({ url, headers }) => {
        if (url.endsWith("/token")) return { body: { access_token: `token-${++tokens}`, expires_in: "3599" } };
        return headers.authorization === "Bearer token-2" ? { body: offer("o") } : { status: 401, delayMs: 10 };
      },
      async ({ origin, requests }) => {
        const tokenSource = clientSecretTokenSource({
          tenantId: "t",
          clientId: "c",
          clientSecret: "s",
          origin: "test",
          loginEndpoint: origin,
        });
        const client = new PartnerCenterClient({
          endpoint: origin,
          tokenSource,
          requestsPerSecond: 1000,
          maxConcurrency: 50,
        });
        await Promise.all(Array.from({ length: 20 }, () => client.products.get("p1")));
        assert.equal(tokens, 2);
        assert.equal(requests.length, 2 + 40);
      },
    );
  });

  it("gives up on an account that is refused, after one renewal", () => {
    let tokens = 0;
    return withServer(
      ({ url }) =>
        url.endsWith("/token") ? { body: { access_token: `token-${++tokens}`, expires_in: "3599" } } : { status: 401 },
      async ({ origin }) => {
        const tokenSource = clientSecretTokenSource({
          tenantId: "t",
          clientId: "c",
          clientSecret: "s",
          origin: "test",
          loginEndpoint: origin,
        });
        const client = new PartnerCenterClient({ endpoint: origin, tokenSource });
        await failureOf(client.products.get("p1"), AccessDeniedError);
        assert.equal(tokens, 2);
      },
    );
  });

  it("deletes and tells what was not there", () =>
    withClient(
      ({ url }) => ({ status: url.includes("gone") ? 404 : 204 }),
      async (client, calls) => {
        await client.products.delete("p");
        await client.variants.delete("p", "v");
        await client.packages.delete("p", "k");
        await client.images.delete("p", "l", "i");
        await client.submissions.cancel("p", "s");
        await failureOf(client.products.delete("gone"), NotFoundError);
        assert.deepEqual(calls(), [
          "DELETE /products/p",
          "DELETE /products/p/variants/v",
          "DELETE /products/p/packages/k",
          "DELETE /products/p/listings/l/images/i",
          "DELETE /products/p/submissions/s",
          "DELETE /products/gone",
        ]);
      },
    ));
});
