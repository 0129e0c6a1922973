/** What a failing run hands back: sealed where the new inputs have something else, so that no old secret is in clear. */
import assert from "node:assert/strict";
import { sealedAgain, sealedFailure, sealedPaths } from "../../../provider/engine/sealing.js";
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

  it("is sealed as a whole where it was a secret as a whole, with the names in it", () => {
    const before = { links: { "Old name": "old" } };
    const one = sealedFailure(before, { links: { New: "new" } }, ["links"], ["links"]);
    assert.deepEqual(sealedPaths(one), ["links"]);
  });
});

describe("what a refresh has found", () => {
  it("is sealed where a failing run had sealed it", () => {
    const handedBack = sealedFailure(reached, inputs, keys);
    assert.deepEqual(sealedAgain(reached, handedBack), handedBack);
    assert.deepEqual(sealedAgain({ productId: "1" }, { __sealed: ["leads"] }), { productId: "1", __sealed: ["leads"] });
  });

  it("is sealed where the program has a secret, and the whole map where its name is another one", () => {
    const stored = { __secrets: ["listing.links.Guide.url", "listing.summary", "leads.azureTable"] };
    const found = { listing: { title: "t", summary: "s", links: { Manual: { url: "secret" }, Other: { url: "o" } } } };
    const props = sealedAgain(found, stored);
    assert.deepEqual(unsealed(props), { ...found, ...stored });
    const { title, summary, links } = props.listing as Record<string, unknown>;
    assert.equal(title, "t");
    for (const one of [summary, links])
      assert.deepEqual(Object.values(one as object)[0], "1b47061264138c4ac30d75fd1eb44270");
    assert.deepEqual(sealedAgain(found, {}), found);
  });
});
