/** Two engines that make one offer or plan from different programs: whoever comes second to a text is told so. */
import assert from "node:assert/strict";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { correctedOffer, correctedPlan, theirEdits } from "../corrections.js";
import { failure } from "../declared.js";
import { workbench } from "../workbench.js";

describe("a creation while somebody else works on the same object", () => {
  const bench = workbench({ switches: { duplicateOfferStatus: 409, duplicatePlanStatus: 409 } });

  /** A provider process, before whose n-th write somebody does something. */
  function interruptedBy(write: number, work: () => Promise<unknown>) {
    const run = bench.run();
    let done = 0;
    const stillWanted = async () => {
      if (++done === write) await work();
    };
    return Object.assign(run, { stillWanted });
  }

  const productOf = async (program: Properties) =>
    String((await bench.colleague.products(String(program.offerId)))[0]?.id);

  it("is refused when the other has written to what was just made", async () => {
    const { kind, make } = correctedOffer;
    const program = await make(bench);
    const edit = async () => {
      const id = await productOf(program);
      await bench.colleague.edit(id, "Listing", { summary: "Theirs", searchKeywords: ["theirs"] });
    };
    // The first write makes the offer.
    const declared = bench.declared(kind, interruptedBy(2, edit));
    const error = await failure(declared.up(program));
    assert.match(error.message, /listing\.summary is "Theirs" in Partner Center, wanted is/);
    assert.doesNotMatch(error.message, /keywords/, "this program does not set them");
    declared.process = () => bench.run();
    assert.match((await failure(declared.up(program))).message, /listing\.summary is "Theirs"/);
    await declared.refresh();
    await declared.up(program);
    assert.equal(await declared.up(program), "unchanged");
  });

  for (const [path, edit] of Object.entries(theirEdits)) {
    if (path !== "listing.summary" && path !== "setup.callToAction") continue;
    it(`is refused when the other has written to what was found untouched (${path})`, async () => {
      const { kind, make } = correctedOffer;
      const program = await make(bench);
      const product = await bench.colleague.createProduct(String(program.offerId), String(program.alias));
      const run = interruptedBy(1, () => edit(bench, String(product.id)));
      const error = await failure(bench.declared(kind, run).up(program));
      assert.match(error.message, new RegExp(`${path} is "`));
    });
  }

  it("is refused when the other has added files to what was found untouched", async () => {
    const { kind, make } = correctedOffer;
    const program = await make(bench);
    const second = await make(bench);
    setPath(second, "listing.screenshots", (program.listing as Properties).screenshots);
    const product = await bench.colleague.createProduct(String(program.offerId), String(program.alias));
    const upload = async () => {
      const { screenshots } = second.listing as { screenshots: Properties[] };
      const listing = { screenshots: screenshots.map((one) => ({ ...one, caption: "Theirs" })) };
      const { offerId, alias, type } = program;
      await bench.declared(kind).up({ offerId, alias, type, listing, __stack: "other" });
    };
    const error = await failure(bench.declared(kind, interruptedBy(1, upload)).up(program));
    assert.match(error.message, /listing\.screenshots has the picture .*Theirs/);
    assert.equal((await bench.colleague.images(String(product.id))).length, 1);
  });

  for (const { what, kind, make } of [correctedOffer, correctedPlan]) {
    it(`ends for one of two that make ${what} with another text at the same moment`, async () => {
      const program = await make(bench);
      const programs = ["One", "Other"].map((summary) => {
        const copy: Properties = { ...structuredClone(program), __stack: summary };
        setPath(copy, "listing.summary", summary);
        return copy;
      });
      const both = programs.map((one) => bench.declared(kind).up(one));
      const ends = await Promise.allSettled(both);
      const errors = ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason.message)] : []));
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(String(errors[0]), /listing\.summary is "(One|Other)"/);
    });
  }

  it("overwrites with `force` and `adopt`", async () => {
    const { kind, make } = correctedOffer;
    for (const more of [{ force: true }, { adopt: true }]) {
      const program = { ...(await make(bench)), ...more };
      const edit = async () => bench.colleague.edit(await productOf(program), "Listing", { summary: "Theirs" });
      const declared = bench.declared(kind, interruptedBy(2, edit));
      await declared.up(program);
      assert.deepEqual(await bench.printed(() => declared.refresh()), []);
      assert.equal(await declared.up(program), "unchanged");
    }
  });
});
