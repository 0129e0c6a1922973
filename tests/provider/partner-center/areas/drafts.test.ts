import assert from "node:assert/strict";
import type { Draft } from "../../../../provider/partner-center/areas/drafts.js";
import { PartnerCenterClient } from "../../../../provider/partner-center/client.js";
import { ConflictError, DraftNotFoundError } from "../../../../provider/partner-center/errors.js";
import type { Listing } from "../../../../provider/partner-center/schemas/resources.js";
import {
  type Answer,
  failureOf,
  fixedToken,
  type JumpingClock,
  jumpingClock,
  type Recorded,
  withServer,
} from "../server.js";

/** A service with one offer "p": branches and drafts by instance id, ETags by a counter. */
class Service {
  readonly branches: { currentDraftInstanceID: string; variantID?: string; type?: string }[] = [];
  readonly drafts = new Map<string, Record<string, unknown>>();
  emptyLooks = 0;
  branchDelayMs = 0;
  private writes = 0;

  add(instance: string, variantID?: string, body: Record<string, unknown> = {}): this {
    this.branches.push({ currentDraftInstanceID: instance, ...(variantID === undefined ? {} : { variantID }) });
    this.drafts.set(instance, {
      resourceType: "X",
      id: `id-${instance}`,
      "@odata.etag": '"e0"',
      unknown: [1],
      ...body,
    });
    return this;
  }

  readonly answer = ({ method, url, headers, json }: Recorded): Answer => {
    const path = decodeURIComponent(url).replace("/v1.0/ingestion/products/p/", "");
    if (path.startsWith("branches/")) {
      const value = this.emptyLooks-- > 0 ? [] : this.branches;
      return { body: { value: value.map((branch) => ({ module: "Any", ...branch })) }, delayMs: this.branchDelayMs };
    }
    const instance = /instanceID=([^)]*)\)/.exec(path)?.[1];
    if (instance !== undefined) {
      const draft = this.drafts.get(instance);
      return { body: { value: draft === undefined ? [] : [draft] } };
    }
    const id = path.split("?")[0]?.split("/")[1];
    const [key, draft] = [...this.drafts].find(([, { id: own }]) => own === id) ?? [];
    if (method !== "PUT" || key === undefined || draft === undefined) return { status: 404 };
    if (headers["if-match"] !== draft["@odata.etag"]) return { status: 409 };
    const next = { ...json, id, "@odata.etag": `"e${++this.writes}"` };
    this.drafts.set(key, next);
    return { body: next };
  };
}

const listing = { productId: "p", kind: "Listing" } as const;
const titled = (title: string) => (current: Listing) => ({ ...current, title });

function run(
  service: Service,
  test: (
    client: PartnerCenterClient,
    calls: () => string[],
    slept: number[],
    clock: JumpingClock,
    requests: readonly Recorded[],
  ) => Promise<void>,
) {
  const clock = jumpingClock();
  return withServer(service.answer, ({ origin, requests }) => {
    let seen = 0;
    const calls = () => {
      const fresh = requests
        .slice(seen)
        .map(({ method, url }) => `${method} ${url.replace("/v1.0/ingestion/products/p/", "")}`);
      seen = requests.length;
      return fresh;
    };
    const client = new PartnerCenterClient({
      endpoint: `${origin}/v1.0/ingestion`,
      tokenSource: fixedToken,
      clock,
      requestsPerSecond: 1000,
    });
    return test(client, calls, clock.slept, clock, requests);
  });
}

describe("the look-up of a draft", () => {
  it("picks the branch by the plan, never by position", () =>
    run(new Service().add("plan-b", "b").add("offer").add("plan-a", "a"), async ({ drafts }) => {
      assert.equal(await drafts.instanceId(listing), "offer");
      assert.equal(await drafts.instanceId({ ...listing, variantId: "a" }), "plan-a");
      assert.equal(await drafts.instanceId({ ...listing, variantId: "b" }), "plan-b");
    }));

  it("takes the Main branch of several, in any order and case, and one without a type for Main", () => {
    const service = new Service();
    const branch = (instance: string, type?: string, variantID?: string) => {
      const of = { ...(type === undefined ? {} : { type }), ...(variantID === undefined ? {} : { variantID }) };
      service.branches.push({ currentDraftInstanceID: instance, ...of });
    };
    branch("private", "Private");
    branch("main", "Main");
    branch("private-a", "Private", "a");
    branch("main-a", "main", "a");
    branch("private-b", "Private", "b");
    branch("untyped-b", undefined, "b");
    branch("only-c", "Private", "c");
    return run(service, async ({ drafts }) => {
      assert.equal(await drafts.instanceId(listing), "main");
      assert.equal(await drafts.instanceId({ ...listing, variantId: "a" }), "main-a");
      assert.equal(await drafts.instanceId({ ...listing, variantId: "b" }), "untyped-b");
      assert.equal(await drafts.instanceId({ ...listing, variantId: "c" }), "only-c");
      assert.equal(await drafts.moduleInstanceId("p", "Listing"), "main");
    });
  });

  it("is one request for all concurrent callers and plans, kept until forgotten", () => {
    const service = new Service().add("offer").add("plan-a", "a");
    service.branchDelayMs = 20;
    return run(service, async ({ drafts }, calls) => {
      await Promise.all(
        [listing, { ...listing, variantId: "a" }, listing].map((reference) => drafts.instanceId(reference)),
      );
      await drafts.branches("p", "Listing");
      assert.deepEqual(calls(), ["GET branches/getByModule(module=Listing)"]);
      drafts.forget("other");
      await drafts.instanceId(listing);
      assert.deepEqual(calls(), []);
      drafts.forget("p");
      await drafts.instanceId(listing);
      assert.equal(calls().length, 1);
    });
  });

  it("waits in steps of a second, shared, while the service has not made the branches yet", () => {
    const service = new Service().add("offer");
    service.emptyLooks = 3;
    return run(service, async ({ drafts }, calls, slept) => {
      const found = await Promise.all([
        drafts.instanceId(listing),
        drafts.instanceId(listing),
        drafts.instanceId(listing),
      ]);
      assert.deepEqual(found, ["offer", "offer", "offer"]);
      assert.equal(calls().length, 4);
      assert.deepEqual(slept, [1000, 1000, 1000]);
    });
  });

  it("is never answered from shared reads that are old: not after forgetting, nor while a branch is missing", () => {
    const service = new Service().add("offer");
    service.emptyLooks = 1;
    return run(service, (client, calls, slept) =>
      client.looking(async () => {
        assert.equal(await client.drafts.instanceId(listing), "offer");
        assert.equal(calls().length, 2);
        assert.deepEqual(slept, [1000]);
        client.drafts.forget("p");
        await client.drafts.instanceId(listing);
        assert.equal(calls().length, 1);
      }),
    );
  });

  it("looks again at once when an older look does not have the new plan", () => {
    const service = new Service().add("offer");
    return run(service, async ({ drafts }, calls, slept, clock) => {
      await drafts.instanceId(listing);
      service.add("plan-a", "a");
      await clock.sleep(5000);
      slept.length = 0;
      assert.equal(await drafts.instanceId({ ...listing, variantId: "a" }), "plan-a");
      assert.equal(calls().length, 2);
      assert.deepEqual(slept, []);
    });
  });

  it("gives up after thirty seconds and says so", () =>
    run(new Service().add("offer"), async ({ drafts }, calls, slept) => {
      const error = await failureOf(drafts.instanceId({ ...listing, variantId: "a" }), DraftNotFoundError);
      assert.match(error.message, /no Listing draft for plan a of offer p, even after 30 s/);
      assert.equal(slept.length, 30);
      assert.equal(calls().length, 31);
    }));

  it("does not wait for a module that the service may not have", () =>
    run(new Service().add("plan-a", "a"), async ({ drafts }, calls, slept) => {
      assert.equal(await drafts.moduleInstanceId("p", "ResellerConfiguration"), undefined);
      assert.equal(calls().length, 1);
      assert.deepEqual(slept, []);
    }));

  it("tries again after a failed look", () => {
    const service = new Service().add("offer");
    let fail = true;
    return withServer(
      (request) => (fail ? { status: 400 } : service.answer(request)),
      async ({ origin }) => {
        const { drafts } = new PartnerCenterClient({ endpoint: `${origin}/v1.0/ingestion`, tokenSource: fixedToken });
        await assert.rejects(drafts.instanceId(listing));
        fail = false;
        assert.equal(await drafts.instanceId(listing), "offer");
      },
    );
  });
});

describe("reading a draft", () => {
  it("gives the whole resource with unknown fields", () =>
    run(new Service().add("offer", undefined, { title: "T" }), async ({ drafts }, calls) => {
      const draft = await drafts.read(listing);
      assert.deepEqual(draft, {
        instanceId: "offer",
        id: "id-offer",
        etag: '"e0"',
        body: { resourceType: "X", id: "id-offer", "@odata.etag": '"e0"', unknown: [1], title: "T" },
      });
      assert.equal(calls()[1], "GET listings/getByInstanceID(instanceID=offer)");
    }));

  it("asks for the expanded parts of a feature availability, on reading and on writing", () =>
    run(new Service().add("f", "a", { marketStates: [], priceSchedules: [] }), async ({ drafts }, calls) => {
      const reference = { productId: "p", kind: "FeatureAvailability", variantId: "a" } as const;
      await drafts.write(reference, (current) => ({ ...current, visibility: "Private" }));
      assert.deepEqual(calls(), [
        "GET branches/getByModule(module=Availability)",
        "GET featureAvailabilities/getByInstanceID(instanceID=f)?%24expand=MarketStates%2CTrial%2CPriceSchedules",
        "PUT featureavailabilities/id-f?%24expand=MarketStates%2CTrial%2CPriceSchedules",
      ]);
    }));

  it("looks the instance up once more, a second later, when it is gone", () => {
    const service = new Service().add("old");
    return run(service, async ({ drafts }, _, slept) => {
      await drafts.instanceId(listing);
      service.branches.length = 0;
      service.drafts.clear();
      service.add("new");
      assert.equal((await drafts.read(listing)).instanceId, "new");
      assert.deepEqual(slept, [1000]);
      service.drafts.clear();
      await failureOf(drafts.read(listing), DraftNotFoundError);
    });
  });

  it("picks the listing by language: en-us unless another is asked for", () => {
    const service = new Service().add("offer");
    return withServer(
      (request) =>
        request.url.includes("/listings/")
          ? {
              body: {
                value: ["de-de", "en-us"].map((languageCode) => ({
                  id: languageCode,
                  "@odata.etag": "e",
                  languageCode,
                })),
              },
            }
          : service.answer(request),
      async ({ origin }) => {
        const { drafts } = new PartnerCenterClient({
          endpoint: `${origin}/v1.0/ingestion`,
          tokenSource: fixedToken,
          clock: jumpingClock(),
        });
        assert.equal((await drafts.read(listing)).id, "en-us");
        assert.equal((await drafts.read({ ...listing, languageCode: "DE-DE" })).id, "de-de");
        await failureOf(drafts.read({ ...listing, languageCode: "fr-fr" }), DraftNotFoundError);
      },
    );
  });
});

describe("a further language", () => {
  it("is added to the draft instance with the code of the reference", () =>
    withServer(
      ({ method, url, json }) =>
        url.includes("branches")
          ? { body: { value: [{ currentDraftInstanceID: "i" }] } }
          : method === "POST"
            ? { body: { ...json, id: "new", "@odata.etag": '"1"' } }
            : { status: 404 },
      async ({ origin, requests }) => {
        const client = new PartnerCenterClient({ endpoint: origin, tokenSource: fixedToken, clock: jumpingClock() });
        const added = await client.drafts.addLanguage({ ...listing, languageCode: "de-de" }, { title: "Titel" });
        assert.deepEqual([added.instanceId, added.id, added.etag], ["i", "new", '"1"']);
        assert.equal(requests[1]?.url, "/products/p/listings/createWithInstanceID(instanceID=i)");
        assert.deepEqual(requests[1]?.json, { resourceType: "AzureListing", title: "Titel", languageCode: "de-de" });
      },
    ));
});

describe("writing a draft", () => {
  const shapeOf = (calls: string[]) => calls.map((call) => call.replace(/\(.*|\/id-.*/, ""));

  it("takes three requests without knowledge, two with it; unknown fields survive", () => {
    const service = new Service().add("offer", undefined, { title: "old", summary: "S" });
    return run(service, async (client, calls) => {
      const first = await client.drafts.write(listing, titled("new"));
      assert.deepEqual(shapeOf(calls()), ["GET branches/getByModule", "GET listings/getByInstanceID", "PUT listings"]);
      assert.equal(first.etag, '"e1"');
      client.drafts.forget("p");
      const second = await client.drafts.write(listing, titled("newer"), first);
      assert.deepEqual(shapeOf(calls()), ["GET branches/getByModule", "PUT listings"]);
      assert.deepEqual(second.body, { ...first.body, title: "newer", "@odata.etag": '"e2"' });
      assert.deepEqual(service.drafts.get("offer")?.unknown, [1]);
    });
  });

  it("lets merge change its copy in place, and leaves what the caller knows as it is", () =>
    run(new Service().add("offer", undefined, { title: "old" }), async ({ drafts }) => {
      const known = await drafts.read(listing);
      const written = await drafts.write(
        listing,
        (current) => {
          current.title = "new";
          return current;
        },
        known,
      );
      assert.deepEqual([known.body.title, written.body.title], ["old", "new"]);
    }));

  it("sends nothing when there is nothing to change", () =>
    run(new Service().add("offer", undefined, { title: "same" }), async ({ drafts }, calls) => {
      const draft = await drafts.write(listing, (current) => ({ title: "same", summary: undefined, ...current }));
      assert.equal(draft.etag, '"e0"');
      assert.equal(calls().filter((call) => call.startsWith("PUT")).length, 0);
    }));

  it("merges into what a colleague wrote meanwhile, by one fresh read", () => {
    const service = new Service().add("offer", undefined, { title: "old" });
    return run(service, async ({ drafts }, calls) => {
      const known = await drafts.read(listing);
      service.drafts.set("offer", {
        ...service.drafts.get("offer"),
        summary: "a colleague's",
        "@odata.etag": '"other"',
      });
      calls();
      const merged: (string | undefined)[] = [];
      const draft = await drafts.write(
        listing,
        (current) => {
          merged.push(current.summary);
          return { ...current, title: "new" };
        },
        known,
      );
      assert.deepEqual(merged, [undefined, "a colleague's"]);
      assert.equal(draft.body.summary, "a colleague's");
      assert.equal(draft.body.title, "new");
      assert.deepEqual(shapeOf(calls()), ["PUT listings", "GET listings/getByInstanceID", "PUT listings"]);
    });
  });

  it("is content when the fresh read shows what was wanted", () => {
    const service = new Service().add("offer", undefined, { title: "old" });
    return run(service, async ({ drafts }, calls) => {
      const known = await drafts.read(listing);
      service.drafts.set("offer", { ...service.drafts.get("offer"), title: "new", "@odata.etag": '"other"' });
      calls();
      const draft = await drafts.write(listing, titled("new"), known);
      assert.equal(draft.etag, '"other"');
      assert.deepEqual(shapeOf(calls()), ["PUT listings", "GET listings/getByInstanceID"]);
    });
  });

  it("throws what merge throws, also the second time, and writes nothing", () => {
    const service = new Service().add("offer", undefined, { title: "old" });
    return run(service, async ({ drafts }) => {
      const known = await drafts.read(listing);
      service.drafts.set("offer", { ...service.drafts.get("offer"), title: "colleague", "@odata.etag": '"other"' });
      const guarded = (current: Listing) => {
        if (current.title !== "old") throw new RangeError("changed elsewhere");
        return { ...current, title: "new" };
      };
      await failureOf(drafts.write(listing, guarded, known), RangeError);
      assert.equal(service.drafts.get("offer")?.title, "colleague");
    });
  });

  it("gives up when it loses four times", () =>
    withServer(
      ({ method, url }) => {
        if (url.includes("branches")) return { body: { value: [{ currentDraftInstanceID: "i" }] } };
        return method === "PUT" ? { status: 412 } : { body: { value: [{ id: "1", "@odata.etag": "e" }] } };
      },
      async ({ origin, requests }) => {
        const { drafts } = new PartnerCenterClient({
          endpoint: `${origin}/v1.0/ingestion`,
          tokenSource: fixedToken,
          clock: jumpingClock(),
        });
        await failureOf(drafts.write(listing, titled("x")), ConflictError);
        assert.equal(requests.filter(({ method }) => method === "PUT").length, 4);
      },
    ));

  it("sends the ETag that it read, in the header and in the body", () =>
    run(new Service().add("offer", undefined, { title: "old" }), async ({ drafts }, _, __, ___, requests) => {
      const first = await drafts.write(listing, titled("new"));
      await drafts.write(listing, (current) => ({ ...titled("newer")(current), "@odata.etag": "another" }), first);
      const puts = requests.filter(({ method }) => method === "PUT");
      assert.deepEqual(
        puts.map(({ headers, json }) => [headers["if-match"], json["@odata.etag"]]),
        [
          ['"e0"', '"e0"'],
          ['"e1"', '"e1"'],
        ],
      );
    }));

  it("ignores knowledge of another instance", () => {
    const service = new Service().add("offer", undefined, { title: "old", summary: "kept" });
    return run(service, async ({ drafts }, calls) => {
      const known: Draft<Listing> = {
        instanceId: "former",
        id: "id-former",
        etag: "x",
        body: { id: "id-former", "@odata.etag": "x" },
      };
      const draft = await drafts.write(listing, titled("new"), known);
      assert.equal(draft.body.summary, "kept");
      assert.deepEqual(shapeOf(calls()), ["GET branches/getByModule", "GET listings/getByInstanceID", "PUT listings"]);
    });
  });

  it("finds the draft again when the id behind the instance, or the instance itself, has changed", () => {
    const service = new Service().add("offer", undefined, { title: "old" });
    return run(service, async ({ drafts }) => {
      const known = await drafts.read(listing);
      service.drafts.set("offer", { id: "id-2", "@odata.etag": '"z"', title: "old", summary: "second" });
      const second = await drafts.write(listing, titled("new"), known);
      assert.equal(second.id, "id-2");
      assert.equal(second.body.summary, "second");
      service.branches.length = 0;
      service.drafts.clear();
      service.add("offer-3", undefined, { title: "old", summary: "third" });
      const third = await drafts.write(listing, titled("newest"), second);
      assert.equal(third.instanceId, "offer-3");
      assert.equal(third.body.summary, "third");
    });
  });

  it("does not take a feature availability without markets and prices for the whole", () => {
    const service = new Service().add("f", "a", {
      marketStates: [{ marketCode: "US", state: "Enabled" }],
      priceSchedules: [],
    });
    const reference = { productId: "p", kind: "FeatureAvailability", variantId: "a" } as const;
    return withServer(
      (request) => {
        const answer = service.answer(request);
        if (request.method !== "PUT" || answer.body === undefined) return answer;
        const { marketStates: _, priceSchedules: __, ...rest } = Object(answer.body);
        return { body: rest };
      },
      async ({ origin }) => {
        const { drafts } = new PartnerCenterClient({
          endpoint: `${origin}/v1.0/ingestion`,
          tokenSource: fixedToken,
          clock: jumpingClock(),
        });
        const first = await drafts.write(reference, (current) => ({ ...current, visibility: "Private" }));
        assert.equal(first.body.marketStates?.length, 1);
        const { marketStates: _, ...body } = first.body;
        await drafts.write(reference, (current) => ({ ...current, visibility: "Public" }), { ...first, body });
        assert.deepEqual(service.drafts.get("f")?.marketStates, [{ marketCode: "US", state: "Enabled" }]);
      },
    );
  });
});
