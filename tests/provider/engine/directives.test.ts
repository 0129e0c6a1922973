/** What only steers the work holds as long as the program says it, and no longer. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { setPath } from "../../../provider/values/properties.js";
import { failure } from "../declared.js";
import { smallOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("a directive", () => {
  const bench = workbench();

  it("is in the state while the program says it, and leaves it with the next change without it", async () => {
    const directives = { force: true, adopt: true, replacePublished: true };
    const shown = (version: object) => Object.keys(directives).filter((key) => key in version);
    const program = await smallOffer(bench, "directives");
    const declared = bench.declared(offer);
    await declared.up({ ...program, ...directives });
    assert.deepEqual(shown(declared.outputs), Object.keys(directives));
    await declared.refresh();
    assert.deepEqual(shown(declared.inputs), Object.keys(directives));
    assert.equal(await declared.up(program), "unchanged");

    setPath(program, "listing.summary", "Another");
    assert.equal(await declared.up({ ...program, adopt: true }), "updated");
    assert.deepEqual(shown(declared.outputs), ["adopt"]);
    await declared.refresh();
    assert.deepEqual(shown(declared.inputs), ["adopt"]);

    setPath(program, "listing.summary", "And another");
    await declared.up(program);
    assert.deepEqual(shown(declared.outputs), []);
    await declared.refresh();
    assert.deepEqual(shown(declared.inputs), []);
  });

  it("does nothing any more that the state alone still says", async () => {
    const program = await smallOffer(bench, "stale-directive");
    const declared = bench.declared(offer);
    await declared.up({ ...program, force: true });
    assert.equal(declared.outputs.force, true);
    await bench.colleague.edit(declared.id as string, "Listing", { summary: "theirs" });
    setPath(program, "listing.summary", "ours");
    assert.match((await failure(declared.up(program))).message, /listing\.summary is "theirs" in Partner Center/);
  });
});
