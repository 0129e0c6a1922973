/** Edits of many callers in one job, and what becomes of each of them whatever happens. */
import assert from "node:assert/strict";
import { NotFoundError, PartnerCenterError, ValidationError } from "../../../provider/partner-center/errors.js";
import type { Edit } from "../../../provider/product-ingestion/changes/edits.js";
import {
  JobFailedError,
  JobTimeoutError,
  OverwrittenError,
  ProductBusyError,
  UnconfirmedError,
} from "../../../provider/product-ingestion/errors.js";
import { typeOf } from "../../../provider/product-ingestion/wire/normal-form.js";
import { failureOf } from "../partner-center/server.js";
import { type Json, type Refusal, Service, typeIn } from "./service.js";

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
    return isThere ? current : { ...current, vmImageVersions: [...versions, { versionNumber: version }] };
  },
});
const versionsOf = (resource: Json | undefined) => (resource?.vmImageVersions ?? []) as { versionNumber: string }[];
const posts = (calls: readonly string[]) => calls.filter((call) => call === "POST /configure").length;
const bodies = (requests: readonly { url: string; json: Json }[]) =>
  requests.filter(({ url }) => url.startsWith("/configure?")).map(({ json }) => json.resources as Json[]);

function withPlans(...plans: string[]): { service: Service; product: string } {
  const service = new Service();
  return { service, product: service.addOffer("contoso", ...plans) };
}

const refusing =
  (isMeant: (resource: Json) => boolean, refusal: Partial<Refusal> & { written?: boolean } = {}) =>
  (resource: Json) =>
    isMeant(resource)
      ? {
          code: "badRequest",
          message: "Invalid resource",
          details: [{ code: "businessValidationError", message: "No such thing" }],
          ...refusal,
        }
      : undefined;

describe("edits of many callers", () => {
  it("of one plan are one POST, whose body is the resource that differs", () => {
    const { service, product } = withPlans("standard", "other");
    return service.with(async (client, calls, requests) => {
      const numbers = Array.from({ length: 10 }, (_, index) => `1.0.${index}`);
      const done = await Promise.all(numbers.map((number) => client.changes.commit(offer, [image(number)])));
      assert.equal(posts(calls()), 1);
      assert.deepEqual(
        versionsOf(service.find(product, technical, "standard")).map(({ versionNumber }) => versionNumber),
        numbers,
      );
      assert.deepEqual(bodies(requests)[0]?.map(typeIn), [technical]);
      assert.ok(done.every(({ jobId, draft }) => jobId !== undefined && draft.root === product));
      assert.equal(calls().filter((call) => call.startsWith("GET /resource-tree")).length, 2);
    });
  });

  it("that change nothing are no POST, and one look for all", () => {
    const { service } = withPlans("standard");
    return service.with(async (client, calls) => {
      const names = Array.from({ length: 5 }, () =>
        client.changes.commit(offer, [set("plan-listing", "standard", { name: "standard" })]),
      );
      assert.deepEqual(new Set((await Promise.all(names)).map(({ jobId }) => jobId)), new Set([undefined]));
      assert.deepEqual(
        calls().map((call) => call.split("/")[1]),
        ["product", "resource-tree"],
      );
    });
  });

  it("make an offer with any number of plans in two POSTs, with ids that are told", () => {
    const service = new Service();
    return service.with(async (client, calls, requests) => {
      const product = set("product", undefined, {
        identity: { externalId: "contoso" },
        type: "azureVirtualMachine",
        alias: "C",
      });
      const logo: Edit = {
        type: "listing-asset",
        key: "logo",
        isMeant: ({ type }) => type === "azureLogoLarge",
        merge: (current) =>
          current ?? { kind: "azure", type: "azureLogoLarge", languageId: "en-us", url: "https://a.example/l.png" },
      };
      const listing = set("listing", undefined, { kind: "azureVM", languageId: "en-us", title: "Contoso" });
      const made = await client.changes.commit(offer, [logo, listing, product]);
      const planIds = Array.from({ length: 8 }, (_, index) => `plan-${index}`);
      const plans = planIds.map((plan) =>
        client.changes.commit({ ...offer, productId: made.draft.root }, [
          image("1.0.0", plan),
          set("plan-listing", plan, { kind: "azureVM-plan", languageId: "en-us", name: plan.toUpperCase() }),
          { ...set("plan", plan, {}), merge: (current) => current ?? { identity: { externalId: plan }, alias: plan } },
        ]),
      );
      const [first] = await Promise.all(plans);
      assert.equal(posts(calls()), 2);
      assert.deepEqual(
        bodies(requests)[0]?.map(({ resourceName }) => resourceName),
        ["R1-product", "R2-listing", "R3-listing-asset"],
      );
      assert.deepEqual(bodies(requests)[0]?.[2]?.listing, { resourceName: "R2-listing" });
      assert.equal(service.find(made.draft.root, "plan-listing", "plan-7").name, "PLAN-7");
      assert.equal(versionsOf(service.find(made.draft.root, technical, "plan-0")).length, 1);
      assert.equal(first?.draft.resources.filter((one) => typeOf(one) === "plan").length, 8);
      assert.ok(calls().filter((call) => call.startsWith("GET") && !call.endsWith("/status")).length <= 8);
    });
  });

  it("wait for the job that runs, and then go together; other offers do not wait", () => {
    const { service } = withPlans("standard");
    service.addOffer("fabrikam", "standard");
    return service.with(async (client, calls) => {
      const more: Promise<unknown>[] = [];
      const begun = client.changes.commit(offer, [image("1.0.0")], {
        onJob: () => {
          for (const number of ["2.0.0", "3.0.0"]) more.push(client.changes.commit(offer, [image(number)]));
          more.push(client.changes.commit({ offerId: "fabrikam" }, [image("1.0.0")]));
        },
      });
      await begun;
      await Promise.all(more);
      assert.equal(posts(calls()), 3);
      const order = [...service.jobs.values()].map(({ resources }) => resources[0]?.product);
      assert.notEqual(order[0], order[1], "the other offer's job begins while the first one runs");
    });
  });

  it("keep what nobody here knows, at any depth, and never post a type that is not known", () => {
    const { service, product } = withPlans("standard");
    const before = service.find(product, technical, "standard");
    const strange = { future: { deep: [{ ofID: 1, Kind: "X", list: [[{ a: { b: "ü" } }]] }] } };
    service.write({ ...before, ...strange, vmImageVersions: [{ versionNumber: "0.0.1", ...strange }] });
    const alien = service.write({
      $schema: "https://schema.mp.microsoft.com/schema/new-thing/2030-01-01",
      product,
      Deep: { ID: 1 },
    });
    return service.with(async (client, _, requests) => {
      const { draft } = await client.changes.commit(offer, [image("1.0.0")]);
      const { $schema, ...written } = service.find(product, technical, "standard");
      const { $schema: _old, ...expected } = {
        ...before,
        ...strange,
        vmImageVersions: [{ versionNumber: "0.0.1", ...strange }, { versionNumber: "1.0.0" }],
      };
      assert.deepEqual(written, expected);
      assert.deepEqual(
        draft.resources.find(({ id }) => id === alien.id),
        alien,
      );
      assert.equal(bodies(requests).flat().length, 1);
    });
  });

  it("of a resource of which there are several say which one, and its address anew", () => {
    const { service, product } = withPlans();
    for (const fileName of ["a", "b"]) {
      service.write({
        $schema: "https://schema.mp.microsoft.com/schema/listing-asset/2022-03-01-preview5",
        product,
        type: "azureLogoScreenshot",
        fileName,
        url: "https://x.example",
      });
    }
    const shot = (values: Json): Edit => ({
      ...set("listing-asset", undefined, values),
      key: "a",
      isMeant: ({ fileName }) => fileName === "a",
    });
    return service.with(async (client) => {
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
      const left = service.drafts.get(product.slice(8))?.filter((one) => typeIn(one) === "listing-asset");
      assert.deepEqual(
        left?.map(({ fileName }) => fileName),
        ["b"],
      );
    });
  });
});

describe("more edits than one request takes", () => {
  it("are split, parents first", () => {
    const { service, product } = withPlans();
    const assets = Array.from({ length: 201 }, (_, index): Edit => {
      const fileName = `${index}.png`;
      const values = {
        kind: "azure",
        type: "azureLogoScreenshot",
        languageId: "en-us",
        fileName,
        url: "https://a.example",
      };
      const isMeant = (one: Json) => one.fileName === fileName;
      return { type: "listing-asset", key: fileName, isMeant, merge: (current) => current ?? values };
    });
    return service.with(async (client, _, requests) => {
      await client.changes.commit(offer, [...assets, set("listing", undefined, { title: "First" })]);
      assert.deepEqual(
        bodies(requests).map(({ length }) => length),
        [200, 2],
      );
      assert.equal(typeIn(bodies(requests)[0]?.[0] ?? {}), "listing");
      assert.equal(service.drafts.get(product.slice(8))?.filter((one) => typeIn(one) === "listing-asset").length, 201);
    });
  });
});

describe("edits that are handed in by work that only looks", () => {
  it("are made on what is there now", () => {
    const { service, product } = withPlans("standard");
    return service.with((client) =>
      client.looking(async () => {
        await client.resources.draft(product);
        service.write({ ...service.find(product, "plan-listing", "standard"), summary: "theirs" });
        await client.changes.commit(offer, [set("plan-listing", "standard", { description: "ours" })]);
        assert.equal(service.find(product, "plan-listing", "standard").summary, "theirs");
      }),
    );
  });
});

describe("a caller whose edit cannot be made", () => {
  it("fails alone, with all of its edits", () => {
    const { service, product } = withPlans("standard", "other");
    const broken: Edit = {
      type: "plan-listing",
      plan: "standard",
      merge: () => {
        throw new ValidationError("It was changed by a colleague");
      },
    };
    return service.with(async (client, calls) => {
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
      assert.equal(posts(calls()), 1);
      assert.equal(service.find(product, "plan-listing", "standard").name, "yes");
      assert.equal(service.find(product, "plan-listing", "other").name, "other");
    });
  });

  it("learns that there is no such offer", () => {
    const service = new Service();
    return service.with(async (client, calls) => {
      await assert.rejects(client.changes.commit(offer, [image("1.0.0")]), NotFoundError);
      assert.equal(posts(calls()), 0);
    });
  });
});

describe("a sibling that the service refuses", () => {
  for (const [how, isAtOnce] of [
    ["by its job", false],
    ["at once", true],
  ] as const) {
    it(`${how} does not fail the others`, () => {
      const { service, product } = withPlans("a", "b", "c");
      const message =
        "Schema validation failed for schema https://schema.mp.microsoft.com/schema/plan-listing/2022-03-01-preview5";
      if (isAtOnce)
        service.mishaps.push({
          status: 400,
          body: {
            error: {
              code: "badRequest",
              message: "Invalid configuration",
              details: [{ code: "schemaValidationError", message }],
            },
          },
        });
      else service.rule = refusing((resource) => resource.name === "bad");
      return service.with(async (client, calls) => {
        const bad = client.changes.commit(offer, [set("plan-listing", "b", { name: "bad" })]);
        const good = [
          client.changes.commit(offer, [image("1.0.0", "a")]),
          client.changes.commit(offer, [image("1.0.0", "c")]),
        ];
        const error = await failureOf(bad, PartnerCenterError);
        assert.ok(error instanceof (isAtOnce ? ValidationError : JobFailedError));
        if (!isAtOnce)
          assert.match(
            error.message,
            /^Offer contoso, plan-listing of plan b: the job \S+ was refused: No such thing\. Correct it/,
          );
        await Promise.all(good);
        assert.equal(versionsOf(service.find(product, technical, "c")).length, 1);
        assert.equal(posts(calls()), 2);
      });
    });
  }

  it("is refused also where the draft has what it wanted, under whichever name the error has for it", async () => {
    for (const resourceId of [undefined, "id"]) {
      const { service, product } = withPlans("a", "b");
      const { id } = service.find(product, "plan-listing", "b");
      service.rule = refusing((resource) => resource.name === "bad", {
        written: true,
        ...(resourceId && { resourceId: id }),
      });
      await service.with(async (client) => {
        const good = client.changes.commit(offer, [image("1.0.0", "a")]);
        await failureOf(client.changes.commit(offer, [set("plan-listing", "b", { name: "bad" })]), JobFailedError);
        await good;
        assert.equal(service.find(product, "plan-listing", "b").name, "bad");
      });
    }
  });

  it("of which nobody is named fails all", () => {
    const { service } = withPlans("a", "b");
    service.rule = refusing(({ name }) => name === "x", { resourceId: undefined });
    return service.with(async (client, calls) => {
      const all = ["a", "b"].map((plan) =>
        failureOf(client.changes.commit(offer, [set("plan-listing", plan, { name: "x" })]), JobFailedError),
      );
      assert.deepEqual(
        (await Promise.all(all)).map(({ reasons }) => reasons.length),
        [1, 1],
      );
      assert.equal(posts(calls()), 1);
    });
  });

  it("does not learn the secrets of the others", () => {
    const { service } = withPlans("a", "b");
    service.rule = refusing(({ name }) => name === "x", {
      details: [{ code: "x", message: "after pa55word-of-a" }],
      resourceId: undefined,
    });
    return service.with(async (client) => {
      const secrets = ["pa55word-of-a"];
      const first = client.changes.commit(offer, [set("customer-leads", undefined, { secret: secrets[0] })], {
        secrets,
      });
      const second = failureOf(client.changes.commit(offer, [set("plan-listing", "b", { name: "x" })]), JobFailedError);
      await assert.rejects(first);
      const error = await second;
      assert.match(error.message, /after …/);
      assert.ok(!JSON.stringify({ ...error, message: error.message }).includes("pa55word"));
    });
  });
});

describe("a post that got no good answer", () => {
  for (const mishap of ["lostAfter", "502After", "unreadable"] as const) {
    it(`and was accepted is not posted again: ${mishap}`, () => {
      const { service, product } = withPlans("standard");
      service.mishaps.push(mishap);
      return service.with(async (client, calls) => {
        const both = ["1.0.0", "2.0.0"].map((number) => client.changes.commit(offer, [image(number)]));
        await Promise.all(both);
        assert.equal(posts(calls()), 1);
        assert.equal(versionsOf(service.find(product, technical, "standard")).length, 2);
      });
    });
  }

  it("makes no second offer", () => {
    const service = new Service();
    service.mishaps.push("lostAfter");
    return service.with(async (client, calls) => {
      const product = set("product", undefined, {
        identity: { externalId: "contoso" },
        type: "azureVirtualMachine",
        alias: "C",
      });
      assert.equal((await client.changes.commit(offer, [product])).draft.resources.length, 3);
      assert.equal(posts(calls()), 1);
      assert.equal(service.drafts.size, 1);
    });
  });

  it("and was not accepted is posted once more, when a job would have ended", () => {
    const { service } = withPlans("standard");
    service.mishaps.push("lostBefore");
    return service.with(async (client, calls) => {
      const begun = service.clock.now();
      await client.changes.commit(offer, [image("1.0.0")]);
      assert.equal(posts(calls()), 2);
      assert.ok(service.clock.now() - begun > 600_000);
    });
  });

  it("twice is told", () => {
    const { service } = withPlans("standard");
    service.mishaps.push("lostBefore", "lostBefore");
    return service.with(async (client, calls) => {
      const error = await failureOf(client.changes.commit(offer, [image("1.0.0")]), UnconfirmedError);
      assert.match(
        error.message,
        /^Offer contoso: it cannot be seen whether the changes were accepted: .* Run again\.$/,
      );
      assert.equal(posts(calls()), 2);
    });
  });

  it("is not proven by a secret, which reads back masked", () => {
    const { service, product } = withPlans("standard");
    service.write({ ...service.find(product, "customer-leads"), secret: "old-secret" });
    service.mishaps.push("lostBefore");
    return service.with(async (client, calls) => {
      await client.changes.commit(offer, [set("customer-leads", undefined, { secret: "new-secret" })], {
        secrets: ["new-secret"],
      });
      assert.equal(service.find(product, "customer-leads").secret, "new-secret");
      assert.equal(posts(calls()), 2);
    });
  });
});

describe("somebody else at the same offer", () => {
  it("who edits another resource between read and post loses nothing, and is told of", () => {
    const { service, product } = withPlans("standard", "other");
    const lines: string[] = [];
    service.meanwhile = () => service.write({ ...service.find(product, "plan-listing", "other"), name: "theirs" });
    return service.with(
      async (client) => {
        await client.changes.commit(offer, [image("1.0.0")]);
        assert.equal(service.find(product, "plan-listing", "other").name, "theirs");
        assert.match(lines.join(), /offer contoso: somebody else has changed plan-listing\/\S+ while the job/);
      },
      { notice: (line) => lines.push(line) },
    );
  });

  it("whose post takes ours away is answered once, on what they have written", () => {
    const { service, product } = withPlans("standard");
    let times = 0;
    // Their job read before ours had written, and writes after it.
    service.rule = (resource) => {
      if (typeIn(resource) === technical && times++ === 0) {
        const stale = service.find(product, technical, "standard");
        setImmediate(() => service.write({ ...stale, vmImageVersions: [{ versionNumber: "9.0.0" }] }));
      }
      return undefined;
    };
    return service.with(async (client, calls) => {
      await client.changes.commit(offer, [image("1.0.0")]);
      assert.deepEqual(
        versionsOf(service.find(product, technical, "standard")).map(({ versionNumber }) => versionNumber),
        ["9.0.0", "1.0.0"],
      );
      assert.equal(posts(calls()), 2);
    });
  });

  it("who does so again and again is told of", () => {
    const { service, product } = withPlans("standard");
    let times = 0;
    service.rule = (resource) => {
      const stale = service.find(product, technical, "standard");
      if (typeIn(resource) === technical)
        setImmediate(() => service.write({ ...stale, vmImageVersions: [{ versionNumber: `9.0.${times++}` }] }));
      return undefined;
    };
    return service.with(async (client, calls) => {
      const error = await failureOf(client.changes.commit(offer, [image("1.0.0")]), OverwrittenError);
      assert.match(
        error.message,
        /virtual-machine-plan-technical-configuration of plan standard was changed by somebody else/,
      );
      assert.equal(posts(calls()), 2);
    });
  });

  it("who holds the offer is waited for, for ten minutes", async () => {
    for (const times of [3, 1000]) {
      const { service, product } = withPlans("standard");
      const details = [{ code: "productLocked", message: "Product is locked" }];
      service.mishaps.push({ status: 409, body: { error: { code: "conflict", message: "Locked", details } } });
      let held = 0;
      service.jobMs = 5_000;
      service.rule = refusing(() => held++ < times, { code: "Conflict", details });
      await service.with(async (client) => {
        const commit = client.changes.commit(offer, [image("1.0.0")]);
        if (times === 3) await commit;
        else await failureOf(commit, ProductBusyError);
        assert.equal(versionsOf(service.find(product, technical, "standard")).length, times === 3 ? 1 : 0);
      });
    }
  });

  it("who has what is new is no reason to wait", () => {
    const { service } = withPlans("standard");
    const details = [{ code: "invalidResource", message: "The id is taken" }];
    service.mishaps.push({ status: 409, body: { error: { code: "conflict", message: "Conflict", details } } });
    return service.with(async (client, calls) => {
      await assert.rejects(client.changes.commit(offer, [image("1.0.0")]), /The id is taken/);
      assert.equal(posts(calls()), 1);
    });
  });

  it("in another process appends to the same plan: both images are there, in any order of events", async () => {
    // Twenty orders take three seconds.
    for (let seed = 0; seed < 20; seed++) {
      const { service, product } = withPlans("standard");
      service.jobMs = 1000 * (seed % 4);
      let colleague = seed % 3;
      service.meanwhile = () => {
        if (colleague-- === 0)
          service.write({ ...service.find(product, "plan-listing", "standard"), summary: "theirs" });
      };
      await service.with(async (client, _, requests) => {
        const other = service.client(client.endpoint, { gathering: { quietMs: 100 * seed, mostMs: 5000 } });
        await client.changes.commit(offer, [image("1.0.0"), set("plan-listing", "standard", { description: "ours" })]);
        await Promise.all([
          client.changes.commit(offer, [image("2.0.0")]),
          other.changes.commit(offer, [image("3.0.0")]),
        ]);
        const once = [client, other].map((one, at) => one.changes.commit(offer, [image(`${at + 2}.0.0`)]));
        await Promise.all(once);
        const found = versionsOf(service.find(product, technical, "standard")).map(
          ({ versionNumber }) => versionNumber,
        );
        assert.deepEqual(found.sort(), ["1.0.0", "2.0.0", "3.0.0"], `seed ${seed}, ${requests.length} requests`);
        const listing = service.find(product, "plan-listing", "standard");
        assert.equal(listing.description, "ours", `seed ${seed}`);
      });
    }
  });
});

describe("a run that ends before its job", () => {
  it("is gone on with by the id of the job: nothing is posted twice", () => {
    const { service } = withPlans("standard");
    service.jobMs = 3_600_000;
    return service.with(async (client, calls) => {
      let job: string | undefined;
      const onJob = (id: string) => {
        job = id;
      };
      const error = await failureOf(client.changes.commit(offer, [image("1.0.0")], { onJob }), JobTimeoutError);
      assert.equal(error.jobId, job);
      const next = service.client(client.endpoint);
      assert.equal(
        (await failureOf(next.changes.commit(offer, [image("1.0.0")], { job }), JobTimeoutError)).jobId,
        job,
      );
      for (let minute = 0; minute < 60; minute++) await service.clock.sleep(60_000);
      assert.equal((await next.changes.commit(offer, [image("1.0.0")], { job })).jobId, undefined);
      assert.equal(posts(calls()), 1);
    });
  });

  it("and whose job nobody knows any more begins anew", () => {
    const { service } = withPlans("standard");
    return service.with(async (client, calls) => {
      await client.changes.commit(offer, [image("1.0.0")], { job: "gone" });
      assert.equal(posts(calls()), 1);
    });
  });

  it("and goes on as an orphan posts nothing more", () => {
    const { service } = withPlans("a", "b");
    let isOrphan = false;
    const beforeWrite = () => {
      if (isOrphan) throw new Error("the engine has gone");
    };
    return service.with(
      async (client, calls) => {
        const first = client.changes.commit(offer, [image("1.0.0", "a")], {
          onJob: () => {
            isOrphan = true;
          },
        });
        await assert.rejects(first, /the engine has gone/);
        await assert.rejects(client.changes.commit(offer, [image("1.0.0", "b")]), /the engine has gone/);
        assert.equal(posts(calls()), 1);
      },
      { beforeWrite },
    );
  });

  it("has told the draft as soon as it was read, also before it fails", () => {
    const { service } = withPlans("standard");
    service.rule = refusing(({ name }) => name === "x");
    return service.with(async (client) => {
      const plans: number[] = [];
      const made: Edit = {
        ...set("plan", "new", {}),
        merge: (current) => current ?? { identity: { externalId: "new" }, alias: "new" },
      };
      const listing = set("plan-listing", "new", { kind: "azureVM-plan", languageId: "en-us", name: "x" });
      const onDraft = ({ resources }: { resources: readonly { $schema: string }[] }) =>
        plans.push(resources.filter((one) => typeOf(one) === "plan").length);
      await failureOf(client.changes.commit(offer, [made, listing], { onDraft }), JobFailedError);
      assert.deepEqual(plans, [1, 2]);
    });
  });
});

describe("work alone on an offer", () => {
  it("waits for the job, and edits wait for it", () => {
    const { service } = withPlans("standard");
    return service.with(async (client, calls) => {
      const order: string[] = [];
      const edits = client.changes.commit(offer, [image("1.0.0")], {
        onJob: () => {
          void client.changes.alone(offer, async () => {
            order.push(
              `alone, ${[...service.jobs.values()].filter(({ ended }) => ended === undefined).length} running`,
            );
            await service.clock.sleep(5_000);
            order.push("end");
          });
          void client.changes.commit(offer, [image("2.0.0")], { onJob: () => order.push("edits") });
        },
      });
      await edits;
      await client.changes.commit(offer, [image("3.0.0")]);
      assert.deepEqual(order, ["alone, 0 running", "end", "edits"]);
      assert.equal(posts(calls()), 2);
    });
  });
});
