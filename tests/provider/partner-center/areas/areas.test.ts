import assert from "node:assert/strict";
import { PartnerCenterClient } from "../../../../provider/partner-center/client.js";
import {
  AccessDeniedError,
  ConflictError,
  NotFoundError,
  ServiceError,
  ValidationError,
} from "../../../../provider/partner-center/errors.js";
import { Listing, Variant } from "../../../../provider/partner-center/schemas/resources.js";
import { clientSecretTokenSource } from "../../../../provider/partner-center/sign-in/token-sources.js";
import { failureOf, withClient, withServer } from "../server.js";

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
          "GET /products?%24filter=externalIDs%2FAny" +
            "%28i%3Ai%2Ftype+eq+%27AzureOfferId%27+and+i%2Fvalue+eq+%27my-offer%27%29",
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

  it("are known by their offer id, in whatever case its type is, and asked for with quotes doubled", () =>
    withClient(
      () => ({ body: { value: [{ ...offer("it's"), externalIDs: [{ type: "azureofferid", value: "it's" }] }] } }),
      async ({ products }, calls) => {
        assert.equal((await products.find("it's"))?.id, "p1");
        assert.match(decodeURIComponent(calls()[0] ?? ""), /i\/value\+eq\+'it''s'\)$/);
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
  it("send what the service demands: their type, and a list of partners even if it is empty", () =>
    withClient(
      ({ json }) => ({ body: json }),
      async ({ setup, reseller }, _, requests) => {
        await setup.set("p", { sellingOption: "ListAndSell" });
        await reseller.set("p", { resellerChannelState: "OptOut" });
        await reseller.set("p", { resellerChannelState: "PartialOptIn", tenantIds: ["t"] });
        assert.deepEqual(
          requests.map(({ json }) => json),
          [
            { resourceType: "AzureProductSetup", sellingOption: "ListAndSell" },
            { resourceType: "ResellerConfiguration", resellerChannelState: "OptOut", tenantIds: [] },
            { resourceType: "ResellerConfiguration", resellerChannelState: "PartialOptIn", tenantIds: ["t"] },
          ],
        );
      },
    ));

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

describe("set-up, resale and leads after a pause", () => {
  for (const refusal of [{ status: 429, headers: { "retry-after": "200" } }, { status: 503 }, { cut: true }]) {
    it(`are sent as they are made anew (${JSON.stringify(refusal)})`, () =>
      withClient(
        ({ json }, index) => (index % 2 === 0 ? refusal : { body: json }),
        async ({ setup, reseller, leads }, _, requests) => {
          await setup.set("p", { callToAction: "free" }, async () => ({ callToAction: "contact-me" }));
          const resale = { resourceType: "ResellerConfiguration", tenantIds: ["t"] };
          await reseller.set("p", { ...resale, resellerChannelState: "OptOut" }, async () => resale);
          const salesforce = { resourceType: "SalesForceLeadConfiguration", objectIdentifier: "00D" } as const;
          await leads.set("p", { ...salesforce, contactEmail: "a@contoso.example" }, async () => salesforce);
          assert.deepEqual(
            requests.filter((_, index) => index % 2 === 1).map(({ json }) => json),
            [{ resourceType: "AzureProductSetup", callToAction: "contact-me" }, resale, salesforce],
          );
        },
      ));
  }

  it("say no secret of what is made anew", () => {
    const table = { resourceType: "AzureTableLeadConfiguration", connectionString: "the-first" } as const;
    return withClient(
      ({ text }, index) => (index === 0 ? { status: 503 } : { status: 400, body: { message: `Not this: ${text}` } }),
      async ({ leads }) => {
        const setting = leads.set("p", table, async () => ({ ...table, connectionString: "the-second" }));
        const error = await failureOf(setting, ValidationError);
        assert.ok(!`${error.message}${error.serviceText}`.includes("the-second"), error.message);
      },
    );
  });
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

  it("are found by exactly their id", () =>
    withClient(
      () => ({
        body: {
          value: [
            { id: "1", externalID: "Gold" },
            { id: "2", externalID: "gold" },
          ],
        },
      }),
      async ({ variants }) => {
        assert.equal((await variants.find("p", "gold"))?.id, "2");
        assert.equal(await variants.find("p", "GOLD"), undefined);
      },
    ));

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

  it("that somebody changed since are a conflict, and are overwritten only without an ETag", () =>
    withClient(
      ({ headers, json }) =>
        headers["if-match"] === undefined || headers["if-match"] === '"now"' ? { body: json } : { status: 412 },
      async ({ variants }) => {
        const plan = Variant.parse({ id: "v" });
        await failureOf(variants.update("p", "v", plan, '"then"'), ConflictError);
        assert.equal((await variants.update("p", "v", plan, '"now"')).id, "v");
        assert.equal((await variants.update("p", "v", plan)).id, "v");
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

  for (const [substate, posts] of [
    ["Publishing", 1],
    ["Published", 1],
    ["InStore", 1],
    ["ReadyToPublish", 2],
  ] as const) {
    it(`whose promotion had no reply are ${posts === 1 ? "done" : "promoted again"} when found in ${substate}`, () => {
      let sent = 0;
      return withClient(
        ({ method }) => {
          if (method === "GET") return { body: submission("1", 1, substate) };
          return ++sent === 1 ? { cut: true } : { body: {} };
        },
        async ({ submissions }) => {
          await submissions.promote("p", "1");
          assert.equal(sent, posts);
        },
      );
    });
  }

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
