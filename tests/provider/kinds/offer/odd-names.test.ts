/** Names that mean something else in JavaScript, on the offer's listing: they are kept, or said to be none. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, type Properties } from "../../../../provider/values/properties.js";
import { Refused } from "../../declared.js";
import { workbench } from "../../workbench.js";

/** What Pulumi keeps of a state: one name is lost on the way. */
function carried(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(carried);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(entries.map(([key, inner]) => [key, carried(inner)]));
}

describe("odd names in an offer", () => {
  const bench = workbench();
  const program = (links: Properties): Properties => ({
    offerId: "odd-names",
    alias: "Odd",
    type: "AzureApplication",
    listing: { links },
  });
  const url = (path: string) => ({ url: `https://contoso.com/${path}` });

  it("that every object has are names like others", async () => {
    const declared = bench.declared(offer);
    const links = { constructor: url("c"), toString: url("t"), hasOwnProperty: url("h"), "1": url("1") };
    assert.equal(await declared.up(program(links)), "created");
    assert.equal(await declared.up(program(links)), "unchanged");
    await declared.refresh();
    assert.deepEqual(getPath(declared.outputs, "listing.links"), links);
    assert.equal(await declared.up(program(links)), "unchanged");
    const { constructor: _, ...fewer } = links;
    assert.equal(await declared.up(program(fewer)), "updated");
    assert.equal(await declared.up(program(fewer)), "unchanged");
  });

  it("that Pulumi loses are refused", async () => {
    const links = JSON.parse('{ "__proto__": { "url": "https://contoso.com" } }') as Properties;
    await assert.rejects(bench.declared(offer).up(program(links)), (error: Refused) => {
      assert.ok(error instanceof Refused);
      assert.match(error.message, /^listing\.links\.__proto__ cannot be a name: Pulumi loses it/);
      return true;
    });
  });

  it("that Pulumi loses are seen where somebody else has set them, and go", async () => {
    const declared = bench.declared(offer);
    const named = { ...program({ Guide: url("guide") }), offerId: "odd-names-elsewhere" };
    await declared.up(named);
    const [product] = await bench.colleague.products("odd-names-elsewhere");
    const productId = String(product?.id);
    const draft = await bench.colleague.draft(productId, "Listing");
    const theirs = { type: "HelpUri", displayText: "__proto__", uri: "https://contoso.com/theirs" };
    await bench.colleague.edit(productId, "Listing", { listingUris: [...(draft.listingUris as object[]), theirs] });
    await declared.refresh();
    declared.outputs = carried(declared.outputs) as Properties;
    declared.inputs = carried(declared.inputs) as Properties;
    assert.deepEqual(getPath(declared.outputs, "listing.links"), {
      Guide: url("guide"),
      "__proto__ (Pulumi cannot keep this name)": url("theirs"),
    });
    assert.equal(await declared.up(named), "updated");
    await declared.refresh();
    assert.deepEqual(getPath(declared.outputs, "listing.links"), { Guide: url("guide") });
    assert.equal(await declared.up(named), "unchanged");
  });
});
