/** Another run uploads the same files while this one does: each stays once, and both runs go on with it. */
import assert from "node:assert/strict";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { setPath } from "../../../provider/values/properties.js";
import type { Declared } from "../declared.js";
import { front } from "../front.js";
import { png } from "../pictures.js";
import { packageFolder, pdf, smallOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("what another run uploads at the same time", () => {
  const bench = workbench();
  const service = front(bench);

  /** This run, whose first call of a kind waits until the other run has come to its end. */
  function beside(declared: Declared, call: RegExp, other: () => Promise<unknown>): void {
    declared.process = () => service.run();
    service.before = async (asked) => {
      if (!call.test(asked)) return;
      service.before = async () => {};
      await other();
    };
  }

  it("is there once: a package, which both runs have", async () => {
    const { id: productId } = await bench.colleague.createProduct("twin-package", "Twin package");
    const program = { offer: String(productId), path: await packageFolder(bench, "twin-app") };
    const [mine, other] = [bench.declared(applicationPackage), bench.declared(applicationPackage)];
    beside(mine, /^POST .*\/packages$/, () => other.up(program));
    await mine.up(program);
    const all = await bench.colleague.list(`/products/${productId}/packages`);
    assert.equal(all.length, 1);
    assert.deepEqual([mine.outputs.packageId, other.outputs.packageId], [all[0]?.id, all[0]?.id]);
  });

  it("is no other run's when one program names the same file twice", async () => {
    const program = await smallOffer(bench, "twin-screenshots");
    const file = await bench.file("same.png", png(1280, 720, 9));
    setPath(program, "listing.screenshots", [
      { file, caption: "Same" },
      { file, caption: "Same" },
    ]);
    const declared = bench.declared(offer);
    await declared.up(program);
    const images = await bench.colleague.images(String(declared.id));
    assert.equal(images.filter(({ type }) => type === "AzureLogoScreenshot").length, 2);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  for (const [what, path, list] of [
    ["a document of the listing", "listing.documents", "assets"],
    ["a document for co-sell", "coSell.documents", "cosellAssets"],
  ] as const) {
    it(`is there once: ${what}`, async () => {
      const offerId = `twin-${list.toLowerCase()}`;
      const program = await smallOffer(bench, offerId);
      const first = bench.declared(offer);
      await first.up(program);
      const [mine, other] = [bench.declared(offer), bench.declared(offer)];
      for (const one of [mine, other])
        Object.assign(one, structuredClone({ id: first.id, inputs: first.inputs, outputs: first.outputs }));
      service.take(mine);
      const file = await bench.file(`${list}.pdf`, pdf(list));
      setPath(program, path, { "Sales deck": list === "assets" ? { file } : { file, type: "Presentation" } });
      beside(mine, new RegExp(`^POST .*/${list}$`), () => other.up(program));
      await mine.up(program).catch(() => mine.up(program));
      const { id } = await bench.colleague.draft(String(first.id), "Listing");
      const at =
        list === "assets" ? `/products/${first.id}/listings/${id}/assets` : `/products/${first.id}/cosellAssets`;
      assert.equal((await bench.colleague.list(at)).length, 1);
    });
  }
});
