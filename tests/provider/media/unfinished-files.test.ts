/**
 * Files of an offer that was taken over are overwritten, as the preview has told, until all are there; then no longer.
 */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import { type Declared, failure } from "../declared.js";
import { png } from "../pictures.js";
import { pdf, smallOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("the files of an offer that is being taken over", () => {
  const bench = workbench();
  let count = 0;

  const logo = (shade: number) => bench.file(`unfinished-${shade}.png`, png(216, 216, shade));
  const images = (declared: Declared) => bench.colleague.images(String(declared.id));
  const documents = (declared: Declared) => bench.colleague.list(`/products/${declared.id}/cosellAssets`);
  const marks = (declared: Declared) => getPath(declared.opened(), "observed.mediaUnfinished");

  const documentsPost = "POST /products/{id}/cosellAssets";
  /** Before any file: what the pictures come after, and the first document. */
  const beforeAll = ["PUT /products/{id}/listings/{id}", documentsPost];

  /** Taken over with a logo and a document of a colleague's, but for what comes after requests that failed. */
  async function interruptedAt(...operations: string[]): Promise<{ declared: Declared; program: Properties }> {
    const offerId = `unfinished-${++count}`;
    const program: Properties = { ...(await smallOffer(bench, offerId)), adopt: true };
    const id = String((await bench.colleague.createProduct(offerId, String(program.alias))).id);
    await bench.colleague.replaceImage(id, "AzureLogoLarge", "theirs.png", png(216, 216, 1));
    const body = { resourceType: "CosellAsset", fileName: "Theirs.pdf", type: "Presentation" };
    const made = await bench.colleague.call("POST", `/products/${id}/cosellAssets`, body);
    await bench.colleague.call("PUT", `/products/${id}/cosellAssets/${made.id}`, { ...made, state: "Uploaded" });
    const [branch] = await bench.colleague.list(`/products/${id}/branches/getByModule(module=Cosell)`);
    const instance = branch?.currentDraftInstanceID;
    const path = `/products/${id}/cosellListing`;
    const [listing] = await bench.colleague.list(`${path}/getByInstanceID(instanceID=${instance})`);
    const assetReferences = [{ type: "Presentation", value: made.id }];
    await bench.colleague.call("PUT", `${path}/${instance}`, { ...listing, assetReferences });
    setPath(program, "listing.logos.large", await logo(2));
    const file = await bench.file("deck.pdf", pdf("deck"));
    setPath(program, "coSell.documents", { "Deck.pdf": { file, type: "Presentation" } });
    const declared = bench.declared(offer);
    bench.emulator.setFaults(operations.map((operation) => ({ operation, effect: { status: 400 } })));
    await failure(declared.up(program));
    bench.emulator.setFaults([]);
    assert.equal(declared.id, id);
    return { declared, program };
  }

  /** All files are the program's, and whatever a colleague does from now on is not overwritten unseen. */
  async function assertFinished(declared: Declared, program: Properties): Promise<void> {
    assert.deepEqual([(await images(declared)).length, (await documents(declared)).length], [1, 1]);
    assert.equal(marks(declared), undefined);
    await bench.colleague.replaceImage(String(declared.id), "AzureLogoLarge", "again.png", png(216, 216, 3));
    setPath(program, "listing.logos.large", await logo(4));
    assert.match((await failure(declared.up(program))).message, /listing\.logos\.large is again\.png/);
  }

  it("are overwritten when the first run ended before any of them", async () => {
    const { declared, program } = await interruptedAt(...beforeAll);
    assert.deepEqual(marks(declared), { listing: true, coSell: true });
    assert.equal(await declared.up(program), "updated");
    await assertFinished(declared, program);
  });

  it("are overwritten when the state of an earlier release has one mark for all", async () => {
    const { declared, program } = await interruptedAt(...beforeAll);
    // As that release would have left it in the midst of the first page of files.
    declared.outputs = declared.opened();
    setPath(declared.outputs, "observed.mediaUnfinished", true);
    setPath(declared.outputs, "observed.media", {});
    assert.equal(await declared.up(program), "updated");
    await assertFinished(declared, program);
  });

  it("are guarded page by page: what is there already no longer, what is not there yet still", async () => {
    const { declared, program } = await interruptedAt(documentsPost);
    assert.deepEqual(marks(declared), { coSell: true });
    await bench.colleague.replaceImage(String(declared.id), "AzureLogoLarge", "again.png", png(216, 216, 3));
    setPath(program, "listing.logos.large", await logo(4));
    assert.match((await failure(declared.up(program))).message, /listing\.logos\.large is again\.png/);
    setPath(program, "listing.logos.large", await logo(2));
    await bench.colleague.replaceImage(String(declared.id), "AzureLogoLarge", "ours.png", png(216, 216, 2));
    await declared.up(program);
    await assertFinished(declared, program);
  });

  for (const isOld of [false, true]) {
    it(`are guarded after a refresh${isOld ? ", also with the mark of an earlier release" : ""}`, async () => {
      const { declared, program } = await interruptedAt(...beforeAll);
      if (isOld) declared.outputs = declared.opened();
      if (isOld) setPath(declared.outputs, "observed.mediaUnfinished", true);
      await declared.refresh();
      assert.equal(marks(declared), undefined);
      await bench.colleague.replaceImage(String(declared.id), "AzureLogoLarge", "again.png", png(216, 216, 3));
      assert.match((await failure(declared.up(program))).message, /listing\.logos\.large is again\.png/);
      await declared.refresh();
      await declared.up(program);
      await assertFinished(declared, program);
    });
  }
});
