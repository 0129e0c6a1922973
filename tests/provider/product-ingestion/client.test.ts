/** Reads, jobs and errors over a real server. */
import assert from "node:assert/strict";
import {
  ConfigurationError,
  ConnectionError,
  ForeignHostError,
  NotFoundError,
  ServiceError,
  UnexpectedResponseError,
  ValidationError,
} from "../../../provider/partner-center/errors.js";
import { ProductIngestionClient } from "../../../provider/product-ingestion/client.js";
import { JobTimeoutError } from "../../../provider/product-ingestion/errors.js";
import { typeOf } from "../../../provider/product-ingestion/wire/normal-form.js";
import { failureOf, fixedToken, jumpingClock, type Script, withServer } from "../partner-center/server.js";
import { schema, withService } from "./emulated.js";

const G = "00000000-0000-4000-8000-000000000001";

/** A client of a scripted server. */
const scripted = (script: Script, test: (client: ProductIngestionClient, urls: () => string[]) => Promise<void>) =>
  withServer(script, ({ origin, requests }) => {
    const endpoint = `${origin}/rp/product-ingestion`;
    const client = new ProductIngestionClient({
      endpoint,
      tokenSource: fixedToken,
      clock: jumpingClock(),
      requestsPerSecond: 1000,
    });
    return test(client, () => requests.map(({ method, url }) => `${method} ${url}`));
  });

describe("the client of the Product Ingestion API", () => {
  it("finds offers and plans by the ids that people know", () =>
    withService({}, async (service, client) => {
      const offer = await service.addOffer("contoso", "standard");
      await service.addOffer("fabrikam");
      assert.equal((await client.products.find("contoso"))?.id, offer);
      assert.equal(await client.products.find("conto"), undefined);
      const [plan] = await client.products.plans(offer);
      assert.equal(plan?.identity.externalId, "standard");
      assert.equal(service.requests[0]?.url, "/product?externalId=contoso&%24version=2026-04-01-preview1");
    }));

  it("reads draft, preview and live, and one resource by its durable id", () =>
    withService({ emulator: { scenario: "instant" } }, async (service, client) => {
      const offer = await service.addWholeOffer("contoso");
      const guid = offer.slice("product/".length);
      const draft = await client.resources.draft(guid);
      assert.equal(draft.root, offer);
      assert.ok(draft.resources.some((resource) => typeOf(resource) === "plan-listing"));
      assert.equal(await client.resources.published(offer, "preview"), undefined);
      const submission = schema("submission", "2022-03-01-preview2");
      await service.others({ $schema: submission, product: offer, target: { targetType: "preview" } });
      const [, preview] = await client.submissions.list(offer);
      await service.others({ $schema: submission, id: preview?.id, product: offer, target: { targetType: "live" } });
      assert.equal((await client.resources.published(offer, "live"))?.target, "live");
      assert.equal((await client.submissions.list(offer, { target: "live" }))[0]?.id, preview?.id);
      assert.equal((await client.submissions.get(offer, preview?.id.split("/").at(-1) ?? "")).result, "succeeded");
      assert.equal((await client.resources.get(`listing/${guid}/public/main/default/en-us`)).title, "Contoso");
      await assert.rejects(client.resources.get(`plan/${guid}/none`), NotFoundError);
    }));

  it("takes a 400 for a target that was never published, and not for an offer of another type", () => {
    const refusals = ["The target has no resources", "Type AzureApplication is not supported"];
    return scripted(
      (_, index) => ({ status: 400, body: { error: { code: "badRequest", message: refusals[index], details: [] } } }),
      async (client) => {
        assert.equal(await client.resources.published(G, "live"), undefined);
        assert.match(
          (await failureOf(client.resources.published(G, "live"), ValidationError)).message,
          /AzureApplication/,
        );
      },
    );
  });

  it("follows @nextLink, absolute on its host or relative to wherever, and nowhere else", () => {
    const pages = [
      "/rp/product-ingestion/product?continuationToken=a",
      "product?continuationToken=b%3D",
      "?continuationToken=c",
      "",
    ];
    return scripted(
      ({ headers }, index) => {
        const link = index === 1 ? `http://${headers.host}/rp/product-ingestion/${pages[1]}` : pages[index];
        return {
          body: {
            value: [],
            "@nextLink": index === 4 ? "https://elsewhere.example/product?continuationToken=a" : (link ?? null),
          },
        };
      },
      async (client, urls) => {
        assert.deepEqual(await client.products.list(), []);
        const tokens = [
          "%24version=2026-04-01-preview1",
          "continuationToken=a",
          "continuationToken=b%3D",
          "continuationToken=c",
        ];
        assert.deepEqual(
          urls(),
          tokens.map((query) => `GET /rp/product-ingestion/product?${query}`),
        );
        await assert.rejects(client.products.list(), ForeignHostError);
      },
    );
  });

  it("keeps null and adds nothing where that means something", () =>
    scripted(
      () => ({ headers: { etag: "x" }, body: { $schema: schema("price-and-availability-plan"), trial: null, big: 1 } }),
      async (client) => {
        assert.deepEqual(await client.resources.get(`price-and-availability-plan/${G}/${G}`), {
          $schema: schema("price-and-availability-plan"),
          trial: null,
          big: 1,
          product: `product/${G}`,
        });
      },
    ));

  it("asks for tokens of Microsoft Graph", () =>
    withServer(
      () => ({ body: { value: [] } }),
      async ({ origin }) => {
        const asked: string[] = [];
        const token = async (audience: string) => {
          asked.push(audience);
          return "t";
        };
        const tokenSource = { ...fixedToken, token };
        await new ProductIngestionClient({ endpoint: origin, tokenSource }).products.list();
        assert.deepEqual(asked, ["https://graph.microsoft.com"]);
      },
    ));

  it("refuses an endpoint, a version or an id that cannot be right", () => {
    const set = (options: object) => () => new ProductIngestionClient({ tokenSource: fixedToken, ...options });
    assert.throws(set({ endpoint: "http://graph.microsoft.com" }), ConfigurationError);
    assert.throws(set({ schemaVersions: { plan: "preview2" } }), /schemaVersions: "plan"/);
    const client = set({})();
    assert.equal(client.endpoint, "https://graph.microsoft.com/rp/product-ingestion");
    return assert.rejects(client.resources.draft("contoso"), /"contoso" is not the id of an offer/);
  });
});

describe("a job", () => {
  const product = {
    $schema: schema("product", "2022-03-01-preview3"),
    identity: { externalId: "contoso" },
    type: "azureVirtualMachine",
    alias: "C",
  };

  it("is sent with the version on it, waited for, and tells the new ids", () =>
    withService({}, async (service, client) => {
      const { jobId, jobStatus, jobEnd } = await client.jobs.configure([{ ...product, resourceName: "offer" }]);
      assert.deepEqual([jobStatus, jobEnd], ["notStarted", "0001-01-01T00:00:00"]);
      const seen: string[] = [];
      const done = await client.jobs.wait(jobId, { onChange: (job) => seen.push(job.jobStatus) });
      assert.equal(done.jobResult, "succeeded");
      assert.deepEqual(seen, ["running", "completed"]);
      const looks = service.calls().filter((call) => call.endsWith("/status")).length;
      assert.ok(looks <= 16, `${looks} looks at a job of 65 s`);
      const made = await client.products.find("contoso");
      assert.deepEqual(
        (await client.jobs.detail(jobId)).map(({ id }) => id),
        [made?.id],
      );
      assert.equal(await client.jobs.cancel(jobId), undefined, "too late");
      assert.equal(service.requests[0]?.url, "/configure?%24version=2026-04-01-preview1");
      assert.equal(service.requests[0]?.json.$schema, schema("configure", "2022-03-01-preview2"));
    }));

  it("can be cancelled", () =>
    withService({}, async (_, client) => {
      const { jobId } = await client.jobs.configure([product]);
      assert.equal((await client.jobs.cancel(jobId))?.jobResult, "cancelled");
    }));

  it("is cancelled also when the answer is lost", () => {
    const error = { code: "badRequest", message: "Cannot cancel job, job has already completed.", details: [] };
    const cancelled = { jobId: "j", jobStatus: "completed", jobResult: "cancelled", errors: [] };
    return scripted(
      (_, index) => [{ cut: true }, { status: 400, body: { error } }, { body: cancelled }][index] ?? { status: 500 },
      async (client, urls) => {
        assert.equal((await client.jobs.cancel("j"))?.jobResult, "cancelled");
        assert.equal(urls().length, 3);
      },
    );
  });

  for (const [mishap, error] of [
    ["lostAfter", ConnectionError],
    ["502After", ServiceError],
    ["unreadable", UnexpectedResponseError],
  ] as const) {
    it(`is never sent twice by itself: ${mishap}`, () =>
      withService({}, async (service, client) => {
        service.mishaps.push(mishap);
        await assert.rejects(client.jobs.configure([product]), error);
        assert.deepEqual(service.calls(), ["POST /configure"]);
      }));
  }

  it("refused at once says why, with all the reasons", () =>
    withService({}, async (_, client) => {
      const listing = { $schema: schema("listing"), product: `product/${G}`, languageId: "en-us" };
      const refused = await failureOf(client.jobs.configure([{ ...listing, kind: "x", title: 1 }]), ValidationError);
      assert.match(
        refused.message,
        /Schema validation failed for schema \S+: #\/kind: .* expected.*#\/title: a string/,
      );
      const twice = client.jobs.configure(
        ["azureVM", "azureVM"].map((kind) => ({ ...listing, kind, resourceName: "a" })),
      );
      await assert.rejects(twice, /resourceName a is used twice/);
      await assert.rejects(client.jobs.configure([{ $schema: schema("new-thing") }]), /"new-thing" is no type/);
    }));

  it("is waited for through outages, and not through those that last", () =>
    withService({ timeouts: { requestInAll: 3_000 } }, async (service, client) => {
      const { jobId } = await client.jobs.configure([product]);
      service.statusMishaps.push(...Array<object>(10).fill({ status: 500 }));
      assert.equal((await client.jobs.wait(jobId)).jobResult, "succeeded");
      service.statusMishaps.push(...Array<object>(100).fill({ status: 500 }));
      await assert.rejects(client.jobs.wait(jobId), ServiceError);
      service.statusMishaps.splice(0, 100, { status: 404 });
      assert.equal((await client.jobs.wait(jobId)).jobResult, "succeeded");
    }));

  it("without an end is left, with its id", () =>
    withService({}, async (service, client) => {
      service.mishaps.push({ jobNeverEnds: true });
      const { jobId } = await client.jobs.configure([product]);
      const error = await failureOf(client.jobs.wait(jobId), JobTimeoutError);
      assert.equal(error.jobId, jobId);
      assert.match(error.message, /within 10 min\. It goes on/);
    }));

  it("is not sent by a process that nobody waits for any more", () => {
    const beforeWrite = () => {
      throw new Error("nobody waits");
    };
    return withService({ beforeWrite }, async (service, client) => {
      await assert.rejects(client.jobs.configure([product]), /nobody waits/);
      assert.deepEqual(service.calls(), []);
    });
  });
});
