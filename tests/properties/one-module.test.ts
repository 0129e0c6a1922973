/**
 * An edit of one property is sent to the one object of the service that holds it, once; afterwards nothing is left to
 * change.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Compared } from "../../provider/fields/compared.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { workbench } from "../provider/workbench.js";
import { edit } from "./edits.js";
import { collectionOf } from "./modules.js";
import { accepted } from "./random-programs.js";
import { holdsFor, seeds } from "./seeds.js";
import { Subject, subjectKinds } from "./subjects.js";

/** A property, and where in the service it belongs to. */
interface Belonging extends Compared {
  readonly collection: string;
}

/** Files live beside the listing; a change of one takes several requests. */
const files: readonly Belonging[] = ["small", "medium", "large", "wide"]
  .map((logo) => ({ path: `listing.logos.${logo}`, collection: "listings/images" }))
  .concat([
    { path: "listing.screenshots", collection: "listings/images" },
    { path: "listing.videos", collection: "listings/videos" },
    { path: "listing.documents", collection: "listings/assets" },
    { path: "coSell.documents", collection: "cosellAssets" },
  ]);
const severalRequests = new Set(["setup", ...files.map(({ collection }) => collection)]);

for (const [name, kind] of subjectKinds) {
  describe(`an edit of one property of ${name}`, function () {
    this.timeout(600_000);
    const bench = workbench({ switches: { testDriveVariant: true } });
    const subject = new Subject(bench, kind, true);
    before(() => subject.prepare());

    it("is written to its one object, and is all there is to change", async () => {
      let written = 0;
      const values = fc.tuple(subject.programs, subject.programs, fc.nat(1_000));
      const tried = kind === offer ? seeds(1, 40) : seeds(41, 200); // files make offers slow
      await holdsFor(tried, values, async ([one, two, start]) => {
        const declared = bench.declared(kind);
        const [random, other] = subject.ofOne(one, two) as [typeof one, typeof two];
        const program = await accepted(declared, random);
        const places: Belonging[] = subject
          .places(declared, program)
          .map((place) => ({ ...place, collection: place.module.collection }));
        if (kind === offer) places.push(...files);
        const edited = await edit(declared, program, other, places, start);
        fc.pre(edited !== undefined);
        if (edited === undefined) return;
        await declared.up(program);
        const writes = await bench.writes(() => declared.up(edited.program));
        const { collection, path } = edited.where;
        const others = new Set(writes.map(collectionOf).filter((found) => found !== collection));
        // The set-up repeats the resale's channel, and the service may take it from there: it is put back.
        if (collection === "setup") others.delete("resellerConfiguration");
        if (collection === "cosellAssets") others.delete("cosellListing"); // which refers to its documents
        assert.deepEqual([...others], [], path);
        if (!severalRequests.has(collection)) assert.ok(writes.length <= 1, `${path}: ${writes}`);
        if (writes.length > 0) written++;
        await declared.refresh();
        assert.equal((await declared.diff(edited.program)).changes, false, path);
        assert.deepEqual(await bench.writes(() => declared.up(edited.program)), []);
      });
      // The others set what the service has from the start, such as a `false`.
      assert.ok(written > tried.length * 0.6, `only ${written} of ${tried.length} edits were written`);
    });
  });
}
