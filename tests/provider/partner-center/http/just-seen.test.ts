/** What a client has just seen itself, and for how long it counts. */
import assert from "node:assert/strict";
import { JustSeen } from "../../../../provider/partner-center/http/just-seen.js";
import { jumpingClock } from "../server.js";

describe("what a client has just seen", () => {
  const clock = jumpingClock();
  let seen: JustSeen;
  beforeEach(() => {
    seen = new JustSeen(clock);
  });

  it("counts for a minute", async () => {
    seen.keep("/a", 1);
    await clock.sleep(60_000);
    assert.equal(seen.get("/a"), 1);
    await clock.sleep(1);
    assert.equal(seen.get("/a"), undefined);
  });

  it("takes no memory after that, once something else is seen", async () => {
    for (const key of ["/a", "/b", "/c"]) seen.keep(key, key);
    await clock.sleep(30_000);
    seen.keep("/b", "again");
    await clock.sleep(30_001);
    seen.keep("/d", "d");
    assert.deepEqual([...(Reflect.get(seen, "entries") as Map<string, unknown>).keys()], ["/b", "/d"]);
  });

  it("is changed by a write without becoming younger, and dropped with what it is below", async () => {
    seen.keep("/products/1/listings/i", ["old"]);
    await clock.sleep(59_000);
    seen.change<string[]>("/products/1/listings/", () => ["new"]);
    assert.deepEqual(seen.get("/products/1/listings/i"), ["new"]);
    await clock.sleep(2_000);
    assert.equal(seen.get("/products/1/listings/i"), undefined);
    seen.keep("/products/1/listings/i", ["old"]);
    seen.forget("/products/1");
    assert.equal(seen.get("/products/1/listings/i"), undefined);
  });

  it("is nothing of a list below what was just made, until something was added, or its time is over", async () => {
    assert.equal(seen.list("/products/1/packages", "/products/1"), undefined);
    seen.keep("/products/1", {});
    assert.deepEqual(seen.list("/products/1/packages", "/products/1"), []);
    seen.drop("/products/1/packages");
    assert.equal(seen.list("/products/1/packages", "/products/1"), undefined);
    await clock.sleep(60_001);
    assert.equal(seen.list("/products/1/images", "/products/1"), undefined);
    seen.keep("/products/1/packages", ["one"]);
    assert.deepEqual(seen.list("/products/1/packages", "/products/1"), ["one"]);
  });
});
