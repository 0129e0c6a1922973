/**
 * An update whose engine is killed, then a text that is corrected in the program: what the killed run has written is
 * known as ours, and what a colleague has written meanwhile is not.
 */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { correct, correctedOffer, correctedPlan, killed, theirEdits, unfinishedIn } from "../corrections.js";
import { type Declared, failure } from "../declared.js";
import { png } from "../pictures.js";
import { workbench } from "../workbench.js";

describe("a killed update whose program is corrected", () => {
  const bench = workbench();
  beforeEach(() => rm(unfinishedIn(bench), { recursive: true, force: true }));

  const kill = (declared: Declared, program: Properties, writes: number) => killed(bench, declared, program, writes);

  for (const { what, kind, make, corrections } of [correctedOffer, correctedPlan]) {
    const all = Object.keys(corrections);
    const corrected = (program: Properties, paths: readonly string[], text: (path: string) => unknown) =>
      paths.reduce((last, path) => correct(last, path, text(path)), program);
    /** A third value, where any text will do. */
    const third = (path: string): unknown => {
      const second = corrections[path];
      if (typeof second === "number") return second + 1;
      if (path === "setup.callToAction") return "free-trial";
      if (path === "resale.channel") return "Disabled";
      if (path === "availability.markets") return ["US", "FR"];
      if (path === "previewAudience.emails") return { "reviewer@contoso.com": "third" };
      return String(second)
        .replace(/second/i, "Third")
        .replace("Zweiter", "Dritter");
    };

    /** @returns Whether it was killed. */
    async function goOn(writes: number, paths: readonly string[]): Promise<boolean> {
      const program = await make(bench);
      const declared = bench.declared(kind);
      await declared.up(program);
      const wasKilled = await kill(
        declared,
        corrected(program, all, (path) => corrections[path]),
        writes,
      );
      const last = corrected(
        corrected(program, all, (path) => corrections[path]),
        paths,
        third,
      );
      await declared.up(last);
      assert.deepEqual(await bench.printed(() => declared.refresh()), [], `killed after ${writes} writes`);
      assert.equal(await declared.up(last), "unchanged", `killed after ${writes} writes`);
      return wasKilled;
    }
    let most = 0;

    it(`of ${what} is undone when the program is taken back to what it was`, async () => {
      for (const writes of [1, 2, 4, Number.POSITIVE_INFINITY]) {
        const program = await make(bench);
        const declared = bench.declared(kind);
        await declared.up(program);
        await kill(
          declared,
          corrected(program, all, (path) => corrections[path]),
          writes,
        );
        const lines = await bench.printed(async () => assert.equal(await declared.up(program), "updated"));
        assert.match(lines.join("\n"), /its last update was interrupted/);
        assert.equal(await declared.up(program), "unchanged");
        assert.deepEqual(await bench.printed(() => declared.refresh()), [], `killed after ${writes} writes`);
        assert.equal(await declared.up(program), "unchanged", `killed after ${writes} writes`);
      }
    });

    it(`of ${what} is gone on with after any of its writes, with a text of each page corrected`, async function () {
      this.timeout(0); // ends with the last write of an update
      while (await goOn(most, all)) most += 1;
      assert.ok(most > 3, `${most} writes`);
    });

    for (const path of all) {
      it(`of ${what} is gone on with when only ${path} is corrected`, () => goOn(most, [path]));
    }
  }

  /** An offer, and an update of it that has come to its end but was not stored. */
  async function cutShort(): Promise<{ declared: Declared; second: Properties }> {
    const { kind, make, corrections } = correctedOffer;
    const program = await make(bench);
    const declared = bench.declared(kind);
    await declared.up(program);
    const second = Object.entries(corrections).reduce((last, [path, text]) => correct(last, path, text), program);
    setPath(second, "listing.summary", "Second");
    setPath(second, "listing.logos.large", await bench.file("second.png", png(216, 216, 77)));
    await kill(declared, second, Number.POSITIVE_INFINITY);
    return { declared, second };
  }

  for (const [path, edit] of Object.entries(theirEdits)) {
    it(`is not gone on with when a colleague has worked on it meanwhile (${path})`, async () => {
      const { declared, second } = await cutShort();
      await edit(bench, String(declared.id));
      const third = correct(second, "properties.termsOfUse", "Third terms");
      setPath(third, "listing.description", "<p>Third</p>");
      setPath(third, "translations.de-DE.title", "Dritter");
      const error = await failure(declared.up(third));
      assert.match(error.message.toLowerCase(), new RegExp(path.toLowerCase()));
      assert.match(error.message, /since this stack last saw/);
      await declared.refresh();
      await declared.up(third);
      await declared.refresh();
      assert.equal(await declared.up(third), "unchanged");
    });
  }

  it("that has added and removed a language and files is gone on with", async () => {
    const { kind, make } = correctedOffer;
    const program = await make(bench);
    const declared = bench.declared(kind);
    await declared.up(program);
    const second = structuredClone(program);
    second.translations = { "fr-FR": { title: "Premier" } };
    const [first, added] = [
      { file: await bench.file("shot.png", png(1280, 720, 9)), caption: "First" },
      { file: await bench.file("added.png", png(1280, 720, 40)), caption: "Added" },
    ];
    setPath(second, "listing.screenshots", [added]);
    setPath(second, "coSell.documents", {});
    await kill(declared, second, Number.POSITIVE_INFINITY);
    const third = correct(program, "translations.de-DE.title", "Dritter");
    setPath(third, "translations.fr-FR", { title: "Deuxième" });
    setPath(third, "listing.screenshots", [added, first]);
    setPath(third, "coSell.documents", correct(program, "coSell.documents", "Third").coSell);
    setPath(third, "coSell", correct(program, "coSell.documents", "Third").coSell);
    await declared.up(third);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal(await declared.up(third), "unchanged");
  });

  it("counts for nothing once the engine had stored it: a colleague's return to it is refused", async () => {
    const { kind, make } = correctedOffer;
    const program = await make(bench);
    const declared = bench.declared(kind);
    await declared.up(program);
    const texts = (summary: string) => correct(program, "listing.summary", summary);
    await declared.up(texts("Second"));
    await declared.up(texts("Third"));
    await bench.colleague.edit(String(declared.id), "Listing", { summary: "Second" });
    const error = await failure(declared.up(texts("Fourth")));
    assert.match(error.message, /listing\.summary is "Second" in Partner Center, wanted is "Fourth"/);
  });
});
