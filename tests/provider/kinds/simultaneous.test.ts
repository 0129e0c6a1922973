/** Two engines that make one offer or plan from different programs: whoever comes second to a text is told so. */
import assert from "node:assert/strict";
import type { Run } from "../../../provider/engine/run.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { correctedOffer, correctedPlan, theirEdits } from "../corrections.js";
import { failure } from "../declared.js";
import { front } from "../front.js";
import { workbench } from "../workbench.js";

describe("a creation while somebody else works on the same object", () => {
  const bench = workbench({ switches: { duplicateOfferStatus: 409, duplicatePlanStatus: 409 } });
  const service = front(bench);

  /** A provider process, before whose n-th write and all further ones somebody does something. */
  function interruptedBy(write: number, work: () => Promise<unknown>) {
    const run = bench.run();
    let done = 0;
    let working: Promise<unknown> | undefined;
    const stillWanted = async () => {
      if (++done < write) return;
      working ??= work();
      await working;
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
      const work = () => edit(bench, String(product.id));
      // A set-up has no entity tag: what counts is the look right before its write, the second one.
      let looks = 0;
      service.before = async (call) => {
        if (/^GET .*\/setup$/.test(call) && ++looks === 2) await work();
      };
      const run = path.startsWith("setup.") ? service.run() : interruptedBy(1, work);
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

  for (const [{ kind, make }, operation] of [
    [correctedOffer, "POST /products"],
    [correctedPlan, "POST /products/{id}/variants"],
  ] as const) {
    it(`is refused when the answer to ${operation} was lost, and what is then found is the other's`, async () => {
      const program = await make(bench);
      const theirs: Properties = { ...structuredClone(program), __stack: "other" };
      setPath(theirs, "listing.summary", "Theirs");
      const run = interruptedBy(1, async () => {
        await bench.declared(kind).up(theirs);
        bench.emulator.setFaults([{ operation, nth: 1, effect: { reset: "before" } }]);
      });
      const error = await failure(bench.declared(kind, run).up(program));
      assert.match(error.message, /listing\.summary is "Theirs" in Partner Center, wanted is/);
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

describe("a creation at the same moment, where the service takes both", () => {
  const bench = workbench({ switches: { duplicateOfferStatus: 201, duplicatePlanStatus: 201 } });

  /** Two provider processes, neither of which writes before the other wants to write, too. */
  function sideBySide(): Run[] {
    let come = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    return [bench.run(), bench.run()].map((run) =>
      Object.assign(run, {
        stillWanted: async () => {
          if (++come === 2) open();
          await both;
        },
      }),
    );
  }

  for (const { what, kind, make } of [correctedOffer, correctedPlan]) {
    for (const texts of [
      ["Same", "Same"],
      ["One", "Other"],
    ]) {
      it(`leaves one of two (${what}, ${texts.join(" and ")})`, async () => {
        const program = await make(bench);
        const all = async () =>
          program.offer === undefined
            ? bench.colleague.products(String(program.offerId))
            : bench.colleague.list(`/products/${program.offer}/variants`);
        const runs = sideBySide();
        const both = texts.map(async (summary, index) => {
          const copy: Properties = { ...structuredClone(program), __stack: String(index) };
          setPath(copy, "listing.summary", summary);
          const declared = bench.declared(kind, runs[index]);
          await declared.up(copy);
          declared.process = () => bench.run();
          return { declared, program: copy };
        });
        const ends = await Promise.allSettled(both);
        assert.equal((await all()).length, 1);
        const errors = ends.flatMap((end) => (end.status === "rejected" ? [String(end.reason.message)] : []));
        assert.equal(errors.length, texts[0] === texts[1] ? 0 : 1, errors.join("\n"));
        for (const error of errors) assert.match(error, /listing\.summary is "(One|Other)"/);
        const [winner] = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
        assert.deepEqual(await bench.printed(async () => assert.ok(await winner?.declared.refresh())), []);
        assert.equal(await winner?.declared.up(winner.program), "unchanged");
      });
    }
  }

  it("goes on with the one that is there already", async () => {
    const { kind, make } = correctedOffer;
    const program = await make(bench);
    const first = bench.declared(kind);
    await first.up({ ...program, __stack: "first" });
    const list = { status: 200, body: { value: [] } };
    bench.emulator.setFaults([{ operation: "GET /products", nth: 1, effect: list }]);
    const second = bench.declared(kind);
    await second.up(program);
    assert.equal(second.id, first.id);
    assert.equal((await bench.colleague.products(String(program.offerId))).length, 1);
  });
});
