/** Edits of many callers in one job, and what becomes of each of them whatever happens. */
import assert from "node:assert/strict";
import { NotFoundError, PartnerCenterError, ValidationError } from "../../../provider/partner-center/errors.js";
import type { Edit } from "../../../provider/product-ingestion/changes/edits.js";
import type { ProductIngestionClient } from "../../../provider/product-ingestion/client.js";
import {
  JobFailedError,
  JobTimeoutError,
  OverwrittenError,
  ProductBusyError,
  UnconfirmedError,
} from "../../../provider/product-ingestion/errors.js";
import { typeOf } from "../../../provider/product-ingestion/wire/normal-form.js";
import { failureOf } from "../partner-center/server.js";
import {
  imageVersion,
  type Json,
  type Service,
  type ServiceOptions,
  type Stored,
  typeIn,
  withService,
} from "./emulated.js";

const offer = { offerId: "contoso" };
const technical = "virtual-machine-plan-technical-configuration";

/** Sets some keys of the only resource of its type. */
const set = (type: string, plan: string | undefined, values: Json): Edit => ({
  type,
  plan,
  merge: (current) => ({ ...current, ...values }),
});

/** Appends an image, as factories do that know of no other. */
const image = (version: string, plan = "standard"): Edit => ({
  type: technical,
  plan,
  merge: (current) => {
    const versions = versionsOf(current);
    const isThere = versions.some(({ versionNumber }) => versionNumber === version);
    return isThere ? current : { ...current, vmImageVersions: [...versions, imageVersion(version)] };
  },
});
/** What no plan can have: its SKU needs its id. */
const bad = (plan: string) => set(technical, plan, { skus: [{ imageType: "x64Gen2", skuId: "bad" }] });

const versionsOf = (resource: Json | undefined) => (resource?.vmImageVersions ?? []) as { versionNumber: string }[];
const numbersOf = (resource: Json | undefined) => versionsOf(resource).map(({ versionNumber }) => versionNumber);
const posts = ({ calls }: Service) => calls().filter((call) => call === "POST /configure").length;
const bodies = ({ requests }: Service) =>
  requests.filter(({ url }) => url.startsWith("/configure?")).map(({ json }) => json.resources as Json[]);

type Test = (client: ProductIngestionClient, service: Service, product: string) => Promise<unknown>;

/** With the offer, if plans are given. */
const withPlans = (plans: readonly string[] | undefined, test: Test, options: ServiceOptions = {}) =>
  withService(options, async (service, client) => {
    const product = plans === undefined ? "" : await service.addOffer("contoso", ...plans);
    await test(client, service, product);
  });

describe("edits of many callers", () => {
  it("of one plan are one POST, whose body is the resource that differs", () =>
    withPlans(["standard", "other"], async (client, service, product) => {
      const numbers = Array.from({ length: 10 }, (_, index) => `1.0.${index}`);
      const done = await Promise.all(numbers.map((number) => client.changes.commit(offer, [image(number)])));
      assert.equal(posts(service), 1);
      assert.deepEqual(numbersOf(await service.find(product, technical, "standard")), ["0.0.0", ...numbers]);
      assert.deepEqual(bodies(service)[0]?.map(typeIn), [technical]);
      assert.ok(done.every(({ jobId, draft }) => jobId !== undefined && draft.root === product));
      assert.equal(service.calls().filter((call) => call.startsWith("GET /resource-tree")).length, 2);
    }));

  it("that change nothing are no POST, and one look for all", () =>
    withPlans(["standard"], async (client, service) => {
      const names = Array.from({ length: 5 }, () =>
        client.changes.commit(offer, [set("plan-listing", "standard", { name: "standard" })]),
      );
      assert.deepEqual(new Set((await Promise.all(names)).map(({ jobId }) => jobId)), new Set([undefined]));
      assert.deepEqual(
        service.calls().map((call) => call.split("/")[1]),
        ["product", "resource-tree"],
      );
    }));

  it("make an offer with any number of plans in two POSTs, with ids that are told", () =>
    withPlans(undefined, async (client, service) => {
      const product = set("product", undefined, {
        identity: { externalId: "contoso" },
        type: "azureVirtualMachine",
        alias: "C",
      });
      const asset = { kind: "azure", type: "azureLogoLarge", languageId: "en-us", url: "https://a.example/l.png" };
      const logo: Edit = {
        type: "listing-asset",
        key: "logo",
        isMeant: ({ type }) => type === "azureLogoLarge",
        merge: (current) => current ?? asset,
      };
      const listing = set("listing", undefined, { kind: "azureVM", languageId: "en-us", title: "Contoso" });
      const made = await client.changes.commit(offer, [logo, listing, product]);
      const planIds = Array.from({ length: 8 }, (_, index) => `plan-${index}`);
      const plans = planIds.map((plan) =>
        client.changes.commit({ ...offer, productId: made.draft.root }, [
          set(technical, plan, machine(plan)),
          set("plan-listing", plan, { kind: "azureVM-plan", languageId: "en-us", name: plan.toUpperCase() }),
          {
            ...set("plan", plan, {}),
            merge: (current) => current ?? { identity: { externalId: plan }, alias: plan },
          },
        ]),
      );
      const [first] = await Promise.all(plans);
      assert.equal(posts(service), 2);
      assert.deepEqual(
        bodies(service)[0]?.map(({ resourceName }) => resourceName),
        ["R1-product", "R2-listing", "R3-listing-asset"],
      );
      assert.deepEqual(bodies(service)[0]?.[2]?.listing, { resourceName: "R2-listing" });
      assert.equal((await service.find(made.draft.root, "plan-listing", "plan-7")).name, "PLAN-7");
      assert.equal(versionsOf(await service.find(made.draft.root, technical, "plan-0")).length, 1);
      assert.equal(first?.draft.resources.filter((one) => typeOf(one) === "plan").length, 8);
      const gets = service.calls().filter((call) => call.startsWith("GET") && !call.endsWith("/status"));
      assert.ok(gets.length <= 8);
    }));

  it("wait for the job that runs, and then go together; other offers do not wait", () =>
    withPlans(["standard"], async (client, service, product) => {
      const fabrikam = await service.addOffer("fabrikam", "standard");
      const more: Promise<unknown>[] = [];
      const begun = client.changes.commit(offer, [image("1.0.0")], {
        onJob: () => {
          for (const number of ["2.0.0", "3.0.0"]) more.push(client.changes.commit(offer, [image(number)]));
          more.push(client.changes.commit({ offerId: "fabrikam" }, [image("1.0.0")]));
        },
      });
      await begun;
      await Promise.all(more);
      const order = bodies(service).map(([first]) => first?.product);
      assert.deepEqual(order, [product, fabrikam, product], "the other offer's job begins while the first one runs");
    }));

  it("keep what nobody here knows, at any depth, and never post a type that is not known", () => {
    const strange = { future: { deep: [{ ofID: 1, Kind: "X", list: [[{ a: { b: "ü" } }]] }] } };
    const test: Test = async (client, service, product) => {
      const before = await service.find(product, technical, "standard");
      await service.others({ ...before, ...strange, vmImageVersions: [{ ...imageVersion("0.0.1"), ...strange }] });
      const id = `new-thing/${product.slice("product/".length)}`;
      const $schema = "https://schema.mp.microsoft.com/schema/new-thing/2030-01-01";
      const alien = await service.put({ $schema, id, product, Deep: { ID: 1 } });
      const { draft } = await client.changes.commit(offer, [image("1.0.0")]);
      const { $schema: _, ...written } = await service.find(product, technical, "standard");
      const { $schema: _old, ...expected } = {
        ...before,
        ...strange,
        vmImageVersions: [{ ...imageVersion("0.0.1"), ...strange }, imageVersion("1.0.0")],
      };
      assert.deepEqual(written, expected);
      assert.deepEqual(
        draft.resources.find((one) => one.id === alien.id),
        alien,
      );
      assert.equal(bodies(service).flat().length, 1);
    };
    return withPlans(["standard"], test, { emulator: { switches: { unknownKeys: "kept" } } });
  });

  it("of a resource of which there are several say which one, and its address anew", () =>
    withPlans([], async (client, service, product) => {
      await service.others(
        ...["a", "b"].map((fileName) => ({ ...screenshot(fileName), product, listing: listingOf(product) })),
      );
      const shot = (values: Json): Edit => ({
        ...set("listing-asset", undefined, values),
        key: "a",
        isMeant: ({ fileName }) => fileName === "a",
      });
      const { isMeant, ...any } = shot({});
      await assert.rejects(
        client.changes.commit(offer, [any]),
        /has 2 of listing-asset a, and the edit does not say which/,
      );
      await assert.rejects(
        client.changes.commit(offer, [shot({ description: "new" })]),
        /Give the address from which the service can fetch it/,
      );
      await client.changes.commit(offer, [shot({ description: "new", url: "https://x.example/a" })]);
      await client.changes.commit(offer, [shot({ lifecycleState: "deleted" })]);
      const left = (await service.draft(product)).filter((one) => typeIn(one) === "listing-asset");
      assert.deepEqual(
        left.map(({ fileName }) => fileName),
        ["b"],
      );
    }));
});

const machine = (plan: string): Json => ({
  operatingSystem: { family: "linux", type: "debian", friendlyName: plan },
  skus: [{ imageType: "x64Gen2", skuId: plan }],
  vmImageVersions: [imageVersion("1.0.0")],
});

const screenshot = (fileName: string): Stored =>
  ({
    $schema: "https://schema.mp.microsoft.com/schema/listing-asset/2022-03-01-preview5",
    kind: "azure",
    type: "azureLogoScreenshot",
    languageId: "en-us",
    fileName,
    friendlyName: "",
    description: "",
    displayOrder: 0,
    url: "https://x.example",
  }) as unknown as Stored;
const listingOf = (product: string) => `${product.replace("product/", "listing/")}/public/main/default/en-us`;

describe("a resource that is written as a whole", () => {
  const whole = (values: Json): Edit => ({
    type: "plan-listing",
    plan: "standard",
    merge: () => ({ kind: "azureVM-plan", languageId: "en-us", name: "standard", ...values }),
  });

  it("is there with what the service fills in", () => {
    const lines: string[] = [];
    const test: Test = async (client, service, product) => {
      await client.changes.commit(offer, [whole({ summary: "Short" })]);
      assert.equal(posts(service), 1);
      assert.deepEqual(lines, []);
      const { description, summary } = await service.find(product, "plan-listing", "standard");
      assert.deepEqual([description, summary], ["", "Short"]);
    };
    return withPlans(["standard"], test, { notice: (line) => lines.push(line) });
  });

  it("is not there while somebody's post has what was taken out", () =>
    withPlans(["standard"], async (client, service, product) => {
      await client.changes.commit(offer, [whole({ description: "Old" })]);
      const stale = await service.find(product, "plan-listing", "standard");
      let times = 0;
      service.afterJob = async () => {
        if (times++ === 0) await service.put(stale);
      };
      await client.changes.commit(offer, [whole({ summary: "Short" })]);
      assert.equal((await service.find(product, "plan-listing", "standard")).description, "");
      assert.equal(posts(service), 3);
    }));
});

describe("more edits than one request takes", () => {
  it("are split, parents first", () =>
    withPlans([], async (client, service, product) => {
      const assets = Array.from({ length: 201 }, (_, index): Edit => {
        const fileName = `${index}.png`;
        const isMeant = (one: Json) => one.fileName === fileName;
        return { type: "listing-asset", key: fileName, isMeant, merge: (current) => current ?? screenshot(fileName) };
      });
      await client.changes.commit(offer, [...assets, set("listing", undefined, { title: "First" })]);
      assert.deepEqual(
        bodies(service).map(({ length }) => length),
        [200, 2],
      );
      assert.equal(typeIn(bodies(service)[0]?.[0] ?? {}), "listing");
      const made = (await service.draft(product)).filter((one) => typeIn(one) === "listing-asset");
      assert.equal(made.length, 201);
    }));
});

describe("edits that are handed in by work that only looks", () => {
  it("are made on what is there now", () =>
    withPlans(["standard"], (client, service, product) =>
      client.looking(async () => {
        await client.resources.draft(product);
        await service.put({ ...(await service.find(product, "plan-listing", "standard")), summary: "theirs" });
        await client.changes.commit(offer, [set("plan-listing", "standard", { description: "ours" })]);
        assert.equal((await service.find(product, "plan-listing", "standard")).summary, "theirs");
      }),
    ));
});

describe("a caller whose edit cannot be made", () => {
  it("fails alone, with all of its edits", () =>
    withPlans(["standard", "other"], async (client, service, product) => {
      const broken: Edit = {
        type: "plan-listing",
        plan: "standard",
        merge: () => {
          throw new ValidationError("It was changed by a colleague");
        },
      };
      const results = await Promise.allSettled([
        client.changes.commit(offer, [set("plan-listing", "other", { name: "no" }), broken]),
        client.changes.commit(offer, [set("plan-listing", "standard", { name: "yes" })]),
        client.changes.commit(offer, [image("1.0.0", "missing")]),
        client.changes.commit(offer, [set("new-thing", undefined, { a: 1 })]),
      ]);
      const said = results.map((result) => (result.status === "fulfilled" ? "" : String(result.reason.message)));
      assert.match(said[0] ?? "", /colleague/);
      assert.equal(said[1], "");
      assert.match(said[2] ?? "", /Offer contoso has no plan missing/);
      assert.match(said[3] ?? "", /"new-thing" is no type/);
      assert.equal(posts(service), 1);
      assert.equal((await service.find(product, "plan-listing", "standard")).name, "yes");
      assert.equal((await service.find(product, "plan-listing", "other")).name, "other");
    }));

  it("learns that there is no such offer", () =>
    withPlans(undefined, async (client, service) => {
      await assert.rejects(client.changes.commit(offer, [image("1.0.0")]), NotFoundError);
      assert.equal(posts(service), 0);
    }));
});

describe("a sibling that the service refuses", () => {
  const refusals: [how: string, edit: Edit, error: abstract new (...of: never) => PartnerCenterError, said: RegExp][] =
    [
      [
        "by its job",
        bad("b"),
        JobFailedError,
        /^Offer contoso, virtual-machine-plan-technical-configuration of plan b: the job \S+ was refused: One of the SkuIds should match plan Id b\. Correct it/,
      ],
      ["at once", set("plan-listing", "b", { name: 7 }), ValidationError, /Schema validation failed/],
    ];
  for (const [how, edit, kind, said] of refusals) {
    it(`${how} does not fail the others`, () =>
      withPlans(["a", "b", "c"], async (client, service, product) => {
        const refused = client.changes.commit(offer, [edit]);
        const good = ["a", "c"].map((plan) => client.changes.commit(offer, [image("1.0.0", plan)]));
        const error = await failureOf(refused, PartnerCenterError);
        assert.ok(error instanceof kind);
        assert.match(error.message, said);
        await Promise.all(good);
        assert.deepEqual(numbersOf(await service.find(product, technical, "c")), ["0.0.0", "1.0.0"]);
        assert.equal(posts(service), 2);
      }));
  }

  it("is refused also where the draft has what it wanted", () => {
    const test: Test = async (client, service, product) => {
      const good = client.changes.commit(offer, [image("1.0.0", "a")]);
      await failureOf(client.changes.commit(offer, [bad("b")]), JobFailedError);
      await good;
      assert.match(JSON.stringify((await service.find(product, technical, "b")).skus), /bad/);
    };
    return withPlans(["a", "b"], test, { emulator: { switches: { businessFailure: "kept" } } });
  });

  it("of which nobody is named fails all", () =>
    withPlans(["a", "b"], async (client, service) => {
      service.statusMishaps.push(...Array<object>(100).fill({ jobErrors: "unnamed" }));
      const all = ["a", "b"].map((plan) => failureOf(client.changes.commit(offer, [bad(plan)]), JobFailedError));
      assert.deepEqual(
        (await Promise.all(all)).map(({ reasons }) => reasons.length),
        [1, 1],
      );
      assert.equal(posts(service), 1);
    }));

  it("does not learn the secrets of the others", () =>
    withPlans(["a", "b"], async (client, service) => {
      service.statusMishaps.push(...Array<object>(100).fill({ jobErrors: "unnamed" }));
      // The service repeats what it refuses.
      const size = "pa55word-of-a-v6";
      const first = client.changes.commit(offer, [set(technical, "a", { recommendedVmSizes: [size] })], {
        secrets: [size],
      });
      const second = failureOf(client.changes.commit(offer, [image("1.0.0", "b")]), JobFailedError);
      await assert.rejects(first);
      const error = await second;
      assert.match(error.message, /The size … is not supported/);
      assert.ok(!JSON.stringify({ ...error, message: error.message }).includes("pa55word"));
    }));
});

describe("a post that got no good answer", () => {
  for (const mishap of ["lostAfter", "502After", "unreadable"] as const) {
    it(`and was accepted is not posted again: ${mishap}`, () =>
      withPlans(["standard"], async (client, service, product) => {
        service.mishaps.push(mishap);
        const both = ["1.0.0", "2.0.0"].map((number) => client.changes.commit(offer, [image(number)]));
        await Promise.all(both);
        assert.equal(posts(service), 1);
        assert.equal(versionsOf(await service.find(product, technical, "standard")).length, 3);
      }));
  }

  it("makes no second offer", () =>
    withPlans(undefined, async (client, service) => {
      service.mishaps.push("lostAfter");
      const product = set("product", undefined, {
        identity: { externalId: "contoso" },
        type: "azureVirtualMachine",
        alias: "C",
      });
      const { draft } = await client.changes.commit(offer, [product]);
      assert.ok(draft.resources.some((one) => typeOf(one) === "customer-leads"));
      assert.equal(posts(service), 1);
      assert.equal((await client.products.list()).length, 1);
    }));

  it("and was not accepted is posted once more, when a job would have ended", () =>
    withPlans(["standard"], async (client, service) => {
      service.mishaps.push("lostBefore");
      const begun = service.clock.now();
      await client.changes.commit(offer, [image("1.0.0")]);
      assert.equal(posts(service), 2);
      assert.ok(service.clock.now() - begun > 600_000);
    }));

  it("twice is told", () =>
    withPlans(["standard"], async (client, service) => {
      service.mishaps.push("lostBefore", "lostBefore");
      const error = await failureOf(client.changes.commit(offer, [image("1.0.0")]), UnconfirmedError);
      assert.match(
        error.message,
        /^Offer contoso: it cannot be seen whether the changes were accepted: .* Run again\.$/,
      );
      assert.equal(posts(service), 2);
    }));

  it("is not proven by a secret, which reads back masked", () =>
    withPlans(["standard"], async (client, service) => {
      const leads = (key: string) => ({
        leadDestination: "table",
        tableLeadConfiguration: {
          storageAccountConnectionString: `DefaultEndpointsProtocol=https;AccountName=leads;AccountKey=${key}`,
        },
      });
      await client.changes.commit(offer, [set("customer-leads", undefined, leads("old"))]);
      service.mishaps.push("lostBefore");
      await client.changes.commit(offer, [set("customer-leads", undefined, leads("new"))], { secrets: ["new"] });
      assert.deepEqual(
        bodies(service).map(([first]) => JSON.stringify(first).includes("AccountKey=new")),
        [false, true, true],
      );
    }));
});

describe("somebody else at the same offer", () => {
  it("who edits another resource between read and post loses nothing, and is told of", () => {
    const lines: string[] = [];
    const test: Test = async (client, service, product) => {
      service.meanwhile = async () => {
        await service.put({ ...(await service.find(product, "plan-listing", "other")), name: "theirs" });
      };
      await client.changes.commit(offer, [image("1.0.0")]);
      assert.equal((await service.find(product, "plan-listing", "other")).name, "theirs");
      assert.match(lines.join(), /offer contoso: somebody else has changed plan-listing\/\S+ while the job/);
      lines.length = 0;
      service.meanwhile = async () => {
        await service.put({ ...(await service.find(product, "plan-listing", "other")), theirs: 1 });
      };
      await client.changes.commit(offer, [image("2.0.0")]);
      assert.match(lines.join(), /somebody else has changed plan-listing/, "also by what they have added");
    };
    return withPlans(["standard", "other"], test, { notice: (line) => lines.push(line) });
  });

  /** Theirs was read before ours had written, and is written after it. */
  const overwrite = async (service: Service, product: string, number: string) => {
    const stale = await service.find(product, technical, "standard");
    await service.put({ ...stale, vmImageVersions: [imageVersion("0.0.0"), imageVersion(number)] });
  };

  it("whose post takes ours away is answered once, on what they have written", () =>
    withPlans(["standard"], async (client, service, product) => {
      let times = 0;
      service.afterJob = async () => {
        if (times++ === 0) await overwrite(service, product, "9.0.0");
      };
      await client.changes.commit(offer, [image("1.0.0")]);
      assert.deepEqual(numbersOf(await service.find(product, technical, "standard")), ["0.0.0", "9.0.0", "1.0.0"]);
      assert.equal(posts(service), 2);
    }));

  it("who does so again and again is told of", () =>
    withPlans(["standard"], async (client, service, product) => {
      let times = 0;
      service.afterJob = () => overwrite(service, product, `9.0.${times++}`);
      const error = await failureOf(client.changes.commit(offer, [image("1.0.0")]), OverwrittenError);
      assert.match(
        error.message,
        /virtual-machine-plan-technical-configuration of plan standard was changed by somebody else/,
      );
      assert.equal(posts(service), 2);
    }));

  it("who holds the offer is waited for, for ten minutes", async () => {
    for (const minutes of [2, 20]) {
      const test: Test = async (client, service) => {
        const product = await service.addWholeOffer("contoso");
        const details = [{ code: "productLocked", message: "Product is locked" }];
        service.mishaps.push({ status: 409, body: { error: { code: "conflict", message: "Locked", details } } });
        // A submission locks the draft as long as it is on its way.
        const submission = "https://schema.mp.microsoft.com/schema/submission/2022-03-01-preview2";
        const resources = [{ $schema: submission, product, target: { targetType: "preview" } }];
        const $schema = "https://schema.mp.microsoft.com/schema/configure/2022-03-01-preview2";
        await service.ask("POST", "configure", { $schema, resources });
        service.emulator.advance(6000);
        const commit = client.changes.commit(offer, [image("2.0.0")]);
        if (minutes === 2) await commit;
        else await failureOf(commit, ProductBusyError);
        const found = numbersOf(await service.find(product, technical, "standard"));
        assert.deepEqual(found, minutes === 2 ? ["1.0.0", "2.0.0"] : ["1.0.0"]);
      };
      const delays = { draftJob: 5000, validation: minutes * 60_000, previewCreation: 0 };
      const emulator = { switches: { draftWhilePublishing: "locked" }, delays } as const;
      await withPlans(undefined, test, { emulator });
    }
  });

  it("who has what is new is no reason to wait", () =>
    withPlans(["standard"], async (client, service) => {
      const details = [{ code: "invalidResource", message: "The id is taken" }];
      service.mishaps.push({ status: 409, body: { error: { code: "conflict", message: "Conflict", details } } });
      await assert.rejects(client.changes.commit(offer, [image("1.0.0")]), /The id is taken/);
      assert.equal(posts(service), 1);
    }));

  it("in another process appends to the same plan: both images are there, in any order of events", async () => {
    for (let seed = 0; seed < 20; seed++) {
      const test: Test = async (client, service, product) => {
        let colleague = seed % 3;
        service.meanwhile = async () => {
          if (colleague-- !== 0) return;
          await service.put({ ...(await service.find(product, "plan-listing", "standard")), summary: "theirs" });
        };
        const other = service.client({ gathering: { quietMs: 100 * seed, mostMs: 5000 } });
        await client.changes.commit(offer, [image("1.0.0"), set("plan-listing", "standard", { description: "ours" })]);
        await Promise.all([
          client.changes.commit(offer, [image("2.0.0")]),
          other.changes.commit(offer, [image("3.0.0")]),
        ]);
        const once = [client, other].map((one, at) => one.changes.commit(offer, [image(`${at + 2}.0.0`)]));
        await Promise.all(once);
        const found = numbersOf(await service.find(product, technical, "standard"));
        assert.deepEqual(found.sort(), ["0.0.0", "1.0.0", "2.0.0", "3.0.0"], `seed ${seed}`);
        const listing = await service.find(product, "plan-listing", "standard");
        assert.equal(listing.description, "ours", `seed ${seed}`);
      };
      await withPlans(["standard"], test, { emulator: { delays: { draftJob: 1000 * (seed % 4) } } });
    }
  });
});

describe("a run that ends before its job", () => {
  it("is gone on with by the id of the job: nothing is posted twice", () => {
    const test: Test = async (client, service) => {
      let job: string | undefined;
      const onJob = (id: string) => {
        job = id;
      };
      const error = await failureOf(client.changes.commit(offer, [image("1.0.0")], { onJob }), JobTimeoutError);
      assert.equal(error.jobId, job);
      const next = service.client();
      assert.equal(
        (await failureOf(next.changes.commit(offer, [image("1.0.0")], { job }), JobTimeoutError)).jobId,
        job,
      );
      for (let minute = 0; minute < 60; minute++) await service.clock.sleep(60_000);
      assert.equal((await next.changes.commit(offer, [image("1.0.0")], { job })).jobId, undefined);
      assert.equal(posts(service), 1);
    };
    return withPlans(["standard"], test, { emulator: { delays: { draftJob: 3_600_000 } } });
  });

  it("and whose job nobody knows any more begins anew", () =>
    withPlans(["standard"], async (client, service) => {
      await client.changes.commit(offer, [image("1.0.0")], { job: "gone" });
      assert.equal(posts(service), 1);
    }));

  it("and goes on as an orphan posts nothing more", () => {
    let isOrphan = false;
    const beforeWrite = () => {
      if (isOrphan) throw new Error("the engine has gone");
    };
    const test: Test = async (client, service) => {
      const first = client.changes.commit(offer, [image("1.0.0", "a")], {
        onJob: () => {
          isOrphan = true;
        },
      });
      await assert.rejects(first, /the engine has gone/);
      await assert.rejects(client.changes.commit(offer, [image("1.0.0", "b")]), /the engine has gone/);
      assert.equal(posts(service), 1);
    };
    return withPlans(["a", "b"], test, { beforeWrite });
  });

  it("has told the draft as soon as it was read, also before it fails", () =>
    withPlans(["standard"], async (client) => {
      const plans: number[] = [];
      const made: Edit = {
        ...set("plan", "new", {}),
        merge: (current) => current ?? { identity: { externalId: "new" }, alias: "new" },
      };
      const onDraft = ({ resources }: { resources: readonly { $schema: string }[] }) =>
        plans.push(resources.filter((one) => typeOf(one) === "plan").length);
      await failureOf(client.changes.commit(offer, [made, bad("new")], { onDraft }), JobFailedError);
      assert.deepEqual(plans, [1, 2]);
    }));
});

describe("work alone on an offer", () => {
  it("waits for the job, and edits wait for it", () =>
    withPlans(["standard"], async (client, service) => {
      const order: string[] = [];
      const edits = client.changes.commit(offer, [image("1.0.0")], {
        onJob: () => {
          void client.changes.alone(offer, async () => {
            order.push(`alone, ${await service.running()} running`);
            await service.clock.sleep(5_000);
            order.push("end");
          });
          void client.changes.commit(offer, [image("2.0.0")], { onJob: () => void order.push("edits") });
        },
      });
      await edits;
      await client.changes.commit(offer, [image("3.0.0")]);
      assert.deepEqual(order, ["alone, 0 running", "end", "edits"]);
      assert.equal(posts(service), 2);
    }));
});
