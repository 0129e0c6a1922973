/** Reads that several ask for side by side. */
import assert from "node:assert/strict";
import { SharedReads } from "../../../../provider/partner-center/http/shared-reads.js";
import { jumpingClock, withClient } from "../server.js";

describe("shared reads", () => {
  const plans = { body: { value: [{ id: "a" }, { id: "b" }] } };

  it("are asked once for all who look, also pages and single objects; others ask for themselves", () =>
    withClient(
      () => plans,
      async (client, calls) => {
        const look = () => client.looking(() => client.variants.look("p", "b"));
        const found = await Promise.all([look(), look(), client.looking(() => client.variants.list("p"))]);
        await look();
        assert.deepEqual([found[0].id, found[1].id, found[2].length], ["b", "b", 2]);
        assert.notEqual(found[0], found[1], "each gets an object of its own");
        assert.deepEqual(calls(), ["GET /products/p/variants"]);
        await client.variants.list("p");
        assert.equal(calls().length, 2);
      },
    ));

  it("of a plan or package that the list lacks are asked for by its id", () =>
    withClient(
      ({ url }) => (url.endsWith("/c") ? { body: { id: "c" } } : plans),
      async ({ variants, packages }, calls) => {
        assert.equal((await variants.look("p", "c")).id, "c");
        assert.equal((await packages.look("p", "c")).id, "c");
        assert.deepEqual(calls(), [
          "GET /products/p/variants",
          "GET /products/p/variants/c",
          "GET /products/p/packages",
          "GET /products/p/packages/c",
        ]);
      },
    ));

  it("are asked again after a write of any kind, also one that failed", () =>
    withClient(
      ({ method }) => (method === "DELETE" ? { status: 409 } : plans),
      async (client, calls) => {
        await client.looking(() => client.variants.list("p"));
        await assert.rejects(client.variants.delete("p", "a"));
        await client.looking(() => client.variants.list("p"));
        assert.deepEqual(calls(), [
          "GET /products/p/variants",
          "DELETE /products/p/variants/a",
          "GET /products/p/variants",
        ]);
      },
    ));

  it("serve for five seconds, and failures only those who were waiting for them", async () => {
    const clock = jumpingClock();
    const reads = new SharedReads<number>(clock);
    let asked = 0;
    const get = () =>
      reads.within(() =>
        reads.get("x", async () => {
          asked += 1;
          await new Promise((resolve) => setImmediate(resolve));
          if (asked === 1) throw new Error("not now");
          return asked;
        }),
      );
    const both = await Promise.allSettled([get(), get()]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(await get(), 2);
    await clock.sleep(5_000);
    assert.equal(await get(), 2);
    await clock.sleep(1);
    assert.equal(await get(), 3);
  });
});
