/** The titles of documents that a program marks as secret as a whole are in no key of what is kept in clear. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { asObject, setPath } from "../../../provider/values/properties.js";
import { secretPathsKey } from "../../../provider/values/secrets.js";
import { wholeOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("documents that are secret as a whole", () => {
  const bench = workbench();
  const keysOf = (files: unknown) => Object.keys(asObject(files)).join("\n");

  for (const path of ["listing", "listing.documents", "translations", "coSell.documents"]) {
    it(`have no title in the keys of files (${path})`, async () => {
      const titles = { listing: /Fact sheet/, translations: /Handbuch/, coSell: /Sales deck/ };
      const title = titles[path.split(".")[0] as keyof typeof titles];
      const program = await wholeOffer(bench, `secret-titles-${path.replace(".", "-").toLowerCase()}`);
      const declared = bench.declared(offer);
      await declared.up(program);
      assert.match(keysOf(declared.outputs.files), title);
      Object.assign(program, { [secretPathsKey]: [path] });
      assert.deepEqual(await bench.writes(() => declared.up(program)), []);
      for (const { files } of [declared.inputs, declared.outputs]) assert.doesNotMatch(keysOf(files), title);
      await declared.refresh();
      assert.doesNotMatch(keysOf(declared.outputs.files), title);
      assert.equal(await declared.up(program), "unchanged");
    });
  }

  it("keep theirs where only what is in one of them is a secret", async () => {
    const program = await wholeOffer(bench, "secret-description");
    setPath(program, secretPathsKey, ["listing.documents.Fact sheet.description"]);
    const declared = bench.declared(offer);
    await declared.up(program);
    assert.match(keysOf(declared.outputs.files), /Fact sheet/);
  });
});
