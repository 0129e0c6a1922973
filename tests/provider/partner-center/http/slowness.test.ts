import assert from "node:assert/strict";
import { kindOfCall, Slowness } from "../../../../provider/partner-center/http/slowness.js";

/** How many of so many answers told that the service is slow. */
function told(slowness: Slowness, kind: string, milliseconds: number, count: number): number {
  return Array.from({ length: count }, () => slowness.answered(kind, milliseconds)).filter(Boolean).length;
}

describe("slow answers", () => {
  it("are those that take several times as long as usual, a few in a row", () => {
    const slowness = new Slowness();
    assert.equal(told(slowness, "GET /products", 400, 50), 0);
    assert.equal(told(slowness, "GET /products", 2500, 2), 0, "one or two are chance");
    assert.equal(told(slowness, "GET /products", 2500, 2), 1);
  });

  it("are not those of a slow kind of call", () => {
    const slowness = new Slowness();
    for (let round = 0; round < 20; round++) {
      assert.equal(told(slowness, "GET /products", 300, 3) + told(slowness, "POST /products", 4000, 3), 0);
    }
  });

  it("are usual after a while", () => {
    const slowness = new Slowness();
    told(slowness, "GET /products", 400, 50);
    assert.ok(told(slowness, "GET /products", 2500, 100) > 0);
    assert.equal(told(slowness, "GET /products", 2500, 100), 0);
  });

  it("are none where all are quick: milliseconds say nothing", () => {
    const slowness = new Slowness();
    assert.equal(told(slowness, "GET /products", 2, 50) + told(slowness, "GET /products", 200, 50), 0);
  });

  for (const [path, kind] of [
    ["/products/7b5f0c1e-1/listings/1-2?expand=x", "GET /products/…/listings/…"],
    ["/products/123/branches/getByModule(module=Listing)", "GET /products/…/branches/getByModule(module=Listing)"],
  ] as const) {
    it(`are compared by kind: ${path}`, () => {
      assert.equal(kindOfCall("GET", path), kind);
    });
  }
});
