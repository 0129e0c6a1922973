/** What a failing run hands back: sealed where the new inputs have something else, so that no old secret is in clear. */
import assert from "node:assert/strict";
import { sealedAt, sealedFailure, sealedPaths } from "../../../provider/engine/sealing.js";
import { unsealed } from "../declared.js";

const reached = {
  productId: "1",
  title: "Same",
  leads: { azureTable: { connectionString: "old key" }, contactEmail: "same@contoso.example" },
  listing: { summary: "old", links: ["old"], "a.b": { text: "old" }, keywords: ["same"] },
  audience: { members: ["old member"] },
};
const inputs = {
  title: "Same",
  leads: { httpsEndpoint: { url: "new key" }, contactEmail: "same@contoso.example" },
  listing: { summary: "new", links: ["new"], "a.b": { text: "new" }, keywords: ["same"] },
};
const keys = ["title", "leads", "listing", "audience", "absent"];

describe("what a failing run hands back", () => {
  const handedBack = sealedFailure(reached, inputs, keys);

  it("is sealed where the new inputs have something else", () => {
    assert.doesNotMatch(
      JSON.stringify(handedBack, (key, value) => (key === "value" ? undefined : value)),
      /old/,
    );
    const { __sealed: paths, ...plain } = unsealed(handedBack);
    assert.deepEqual(plain, reached);
    assert.deepEqual(paths, ["leads.azureTable", "listing", "audience"]);
  });

  it("is in clear where it is the same, and where it is no input", () => {
    const one = sealedFailure(
      { productId: "1", listing: { summary: "old", title: "Same" } },
      { listing: { title: "Same" } },
      keys,
    );
    assert.equal(one.productId, "1");
    assert.equal((one.listing as { title: string }).title, "Same");
    assert.deepEqual(sealedPaths(one), ["listing.summary"]);
    assert.deepEqual(sealedFailure(inputs, inputs, keys), inputs);
  });

  it("is sealed again by a look after it", () => {
    assert.deepEqual(sealedAt(reached, sealedPaths(handedBack)), handedBack);
    assert.deepEqual(sealedAt({ productId: "1" }, ["leads"]), { productId: "1", __sealed: ["leads"] });
  });
});
