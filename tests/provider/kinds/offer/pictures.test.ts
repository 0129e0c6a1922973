/** Pictures that a colleague replaces, and pictures of which an upload was interrupted. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { png } from "../../pictures.js";
import { smallOffer } from "../../programs.js";
import { workbench } from "../../workbench.js";

describe("pictures of an offer", () => {
  const bench = workbench();
  let count = 0;

  async function make(more: Properties = {}): Promise<{ declared: Declared; program: Properties; productId: string }> {
    const program = await smallOffer(bench, `pictures-${++count}`);
    Object.assign(program.listing as Properties, more);
    const declared = bench.declared(offer);
    await declared.up(program);
    return { declared, program, productId: declared.id as string };
  }
  const names = async (productId: string, type: string) =>
    (await bench.colleague.images(productId)).filter((image) => image.type === type).map(({ fileName }) => fileName);

  it("are not overwritten when a colleague has replaced them, until a refresh has shown it", async () => {
    const { declared, program, productId } = await make();
    await bench.colleague.replaceImage(productId, "AzureLogoLarge", "theirs.png", png(216, 216, 3));
    setPath(program, "listing.logos.large", await bench.file("ours.png", png(216, 216, 4)));
    const writes = await bench.writes(async () => {
      const error = await failure(declared.up(program));
      assert.match(error.message, /listing\.logos\.large is theirs\.png/);
      assert.match(error.message, /pulumi refresh/);
    });
    assert.deepEqual(writes, []);
    await declared.refresh();
    assert.equal((await declared.diff(program)).changes, true);
    assert.equal(await declared.up(program), "updated");
    const [name] = await names(productId, "AzureLogoLarge");
    assert.match(String(name), /^large-[0-9a-f]{12}\.png$/);
    assert.equal((await names(productId, "AzureLogoLarge")).length, 1);
  });

  it("that a colleague replaced show as a difference after a refresh, also when the program is the same", async () => {
    const { declared, program, productId } = await make();
    await bench.colleague.replaceImage(productId, "AzureLogoLarge", "theirs.png", png(216, 216, 3));
    assert.equal(await declared.up(program), "unchanged");
    await declared.refresh();
    assert.equal(await declared.up(program), "updated");
    assert.equal(await declared.up(program), "unchanged");
    assert.doesNotMatch(String(await names(productId, "AzureLogoLarge")), /theirs/);
  });

  it("that a colleague took away come back after a refresh", async () => {
    const { declared, program, productId } = await make();
    const listing = await bench.colleague.draft(productId, "Listing");
    const [image] = await bench.colleague.images(productId);
    await bench.colleague.call("DELETE", `/products/${productId}/listings/${listing.id}/images/${image?.id}`);
    await declared.refresh();
    assert.equal(await declared.up(program), "updated");
    assert.equal((await names(productId, "AzureLogoLarge")).length, 1);
  });

  it("are overwritten by `force`", async () => {
    const { declared, program, productId } = await make();
    await bench.colleague.replaceImage(productId, "AzureLogoLarge", "theirs.png", png(216, 216, 3));
    setPath(program, "listing.logos.large", await bench.file("ours.png", png(216, 216, 4)));
    await declared.up({ ...program, force: true });
    assert.doesNotMatch(String(await names(productId, "AzureLogoLarge")), /theirs/);
  });

  it("of a kind that the program does not set are left alone", async () => {
    const { declared, program, productId } = await make();
    await bench.colleague.replaceImage(productId, "AzureLogoSmall", "theirs.png", png(48, 48));
    setPath(program, "listing.logos.large", await bench.file("ours.png", png(216, 216, 4)));
    await declared.up(program);
    assert.deepEqual(await names(productId, "AzureLogoSmall"), ["theirs.png"]);
  });

  it("of a kind that a colleague has set are not overwritten when the program begins to set it, until a refresh", async () => {
    const { declared, program, productId } = await make();
    await bench.colleague.replaceImage(productId, "AzureLogoSmall", "theirs.png", png(48, 48));
    setPath(program, "listing.logos.small", await bench.file("our-small.png", png(48, 48, 1)));
    assert.match((await failure(declared.up(program))).message, /listing\.logos\.small is theirs\.png/);
    await declared.refresh();
    await declared.up(program);
    assert.equal((await names(productId, "AzureLogoSmall")).length, 1);
    assert.doesNotMatch(String(await names(productId, "AzureLogoSmall")), /theirs/);
  });

  it("are compared with their captions and their order: a colleague's shows after a refresh, and is put right", async () => {
    const file = await bench.file("shot.png", png(1280, 720, 1));
    const { declared, program, productId } = await make({ screenshots: [{ file, caption: "Ours" }] });
    const listing = await bench.colleague.draft(productId, "Listing");
    const image = (await bench.colleague.images(productId)).find(({ type }) => type === "AzureLogoScreenshot");
    const path = `/products/${productId}/listings/${listing.id}/images/${image?.id}`;
    await bench.colleague.call("PUT", path, { ...image, description: "Theirs" }, { "if-match": "*" });
    await declared.refresh();
    assert.deepEqual(getPath(declared.inputs, "listing.screenshots"), [{ file, caption: "Theirs" }]);
    assert.equal(await declared.up(program), "updated");
    const now = (await bench.colleague.images(productId)).filter(({ type }) => type === "AzureLogoScreenshot");
    assert.deepEqual(
      now.map(({ description }) => description),
      ["Ours"],
    );
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("that a colleague added to our screenshots show after a refresh", async () => {
    const file = await bench.file("shot.png", png(1280, 720, 1));
    const { declared, program, productId } = await make({ screenshots: [{ file }] });
    const listing = await bench.colleague.draft(productId, "Listing");
    const images = `/products/${productId}/listings/${listing.id}/images`;
    const more = { resourceType: "ListingImage", fileName: "more.png", type: "AzureLogoScreenshot", order: 1 };
    const made = await bench.colleague.call("POST", images, more);
    await bench.colleague.call("PUT", `${images}/${made.id}`, { ...made, state: "Uploaded" }, { "if-match": "*" });
    await declared.refresh();
    assert.equal(await declared.up(program), "updated");
    assert.equal((await names(productId, "AzureLogoScreenshot")).length, 1);
  });

  it("that a failed update has uploaded are ours also when the program then names a third one", async () => {
    const { declared, program, productId } = await make();
    setPath(program, "listing.logos.large", await bench.file("second.png", png(216, 216, 2)));
    bench.emulator.setFaults([
      { operation: "DELETE /products/{id}/listings/{id}/images/{id}", effect: { status: 400 } },
    ]);
    await failure(declared.up(program));
    bench.emulator.setFaults([]);
    assert.equal((await names(productId, "AzureLogoLarge")).length, 2);
    setPath(program, "listing.logos.large", await bench.file("third.png", png(216, 216, 3)));
    await declared.up(program);
    assert.equal((await names(productId, "AzureLogoLarge")).length, 1);
  });

  it("are numbered anew when a failed update has left two with the same number", async () => {
    const shot = async (shade: number) => ({ file: await bench.file(`tied-${shade}.png`, png(1280, 720, shade)) });
    const [first, second, third] = [await shot(31), await shot(32), await shot(33)];
    const { declared, program, productId } = await make({ screenshots: [first, second] });
    setPath(program, "listing.screenshots", [second, third]);
    // The second one is to become the first; the third is added beside it, and gets through.
    bench.emulator.setFaults([
      { operation: "PUT /products/{id}/listings/{id}/images/{id}", nth: 1, effect: { status: 400 } },
    ]);
    await failure(declared.up(program));
    bench.emulator.setFaults([]);
    assert.equal(await declared.up(program), "updated");
    const shown = (await bench.colleague.images(productId)).filter(({ type }) => type === "AzureLogoScreenshot");
    assert.deepEqual(shown.map(({ order }) => order).sort(), [0, 1]);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("of a kind of which there are two show after a refresh; ours is the one that stays", async () => {
    const { declared, program, productId } = await make();
    const body = { resourceType: "ListingImage", type: "AzureLogoLarge", fileName: "second.png" };
    await bench.colleague.addMedia(productId, "images", body, png(216, 216, 3));
    await declared.refresh();
    const logos = getPath(declared.inputs, "listing.logos") as Properties;
    assert.equal(logos.large, getPath(program, "listing.logos.large"));
    assert.equal(logos["large (another)"], "second.png");
    assert.deepEqual(await bench.writes(() => declared.up(program)), [
      "DELETE /products/{productId}/listings/{id}/images/{fileId}",
    ]);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("are removed by an empty list when an offer is taken over, as the preview tells", async () => {
    const file = await bench.file("shot.png", png(1280, 720, 1));
    const { program, productId } = await make({ screenshots: [{ file, caption: "Old" }] });
    setPath(program, "listing.screenshots", []);
    const declared = bench.declared(offer);
    const [line] = await bench.printed(() => declared.check({ ...program, adopt: true }));
    assert.match(String(line), /listing\.screenshots\[0\]\.file \(the picture screenshot-\w+\.png is removed\)/);
    await declared.up({ ...program, adopt: true });
    assert.deepEqual(await names(productId, "AzureLogoScreenshot"), []);
    await declared.refresh();
    assert.deepEqual(getPath(declared.inputs, "listing.screenshots"), []);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("in a state of an earlier release are ours by their names: they are replaced, and a colleague's is not", async () => {
    const { declared, program, productId } = await make();
    const observed = { ...(declared.opened().observed as Properties) };
    delete observed.media;
    observed.images = [{ id: "1", type: "AzureLogoLarge", fileName: "large.png" }];
    declared.outputs.observed = observed;
    setPath(program, "listing.logos.large", await bench.file("ours.png", png(216, 216, 4)));
    await declared.up(program);
    assert.equal((await names(productId, "AzureLogoLarge")).length, 1);

    declared.outputs.observed = observed;
    await bench.colleague.replaceImage(productId, "AzureLogoLarge", "theirs.png", png(216, 216, 3));
    setPath(program, "listing.logos.large", await bench.file("third.png", png(216, 216, 5)));
    assert.match((await failure(declared.up(program))).message, /listing\.logos\.large is theirs\.png/);
    await declared.refresh();
    assert.equal(getPath(declared.opened(), "observed.images"), undefined);
  });
});
