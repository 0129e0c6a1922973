/** Pictures of an offer of containers that are given by paths: their bytes go through the first API. */
import assert from "node:assert/strict";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { getPath, type Properties } from "../../../../provider/values/properties.js";
import { unknownMarker } from "../../../../provider/values/unknown.js";
import { failure } from "../../declared.js";
import { IngestionRuns, postsIn } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { fetched } from "../../machine-programs.js";
import { png } from "../../pictures.js";
import { workbench } from "../../workbench.js";

const create = "POST /products/{productId}/listings/{id}/images";
const update = "PUT /products/{productId}/listings/{id}/images/{fileId}";

describe("the pictures of an offer of containers", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });
  const logo = async (shade: number) => ({ path: await bench.file("logo.png", png(216, 216, shade)) });
  const shot = async (shade: number, caption?: string) => ({
    path: await bench.file(`shot-${shade}.png`, png(1280, 720, shade)),
    ...(caption === undefined ? {} : { caption }),
  });
  const program = (offerId: string, files: Properties): Properties => ({
    offerId,
    alias: "Contoso Queue",
    listing: { summary: "In short", ...files },
  });
  const made = async (files: Properties) => {
    const offerId = `pictures-${++count}`;
    const offer = runs.declared(containerOffer);
    await offer.up(program(offerId, files));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const shown = async () => {
      const all = (await colleague.resources()).filter(({ $schema }) => String($schema).includes("/listing-asset/"));
      return all.toSorted((one, other) => Number(one.displayOrder) - Number(other.displayOrder));
    };
    const uploaded = () => bench.colleague.media(colleague.productId, "images");
    const up = (changed: Properties) => offer.up(program(offerId, changed));
    return { offerId, offer, colleague, shown, uploaded, up };
  };

  it("arrive with their bytes, order and captions, and then nothing is to do", async () => {
    const files = { logos: { large: await logo(1) }, screenshots: [await shot(2, "A view"), await shot(3)] };
    const { offer, offerId, shown, uploaded } = await made(files);
    const [large, first, second] = await uploaded();
    assert.deepEqual(await bench.colleague.bytes(large?.fileSasUri), png(216, 216, 1));
    assert.deepEqual(await bench.colleague.bytes(second?.fileSasUri), png(1280, 720, 3));
    assert.equal(first?.description, "A view");
    assert.match(String(large?.fileName), /^logo-[0-9a-f]{12}\.png$/);
    assert.deepEqual(
      (await shown()).map(({ type, displayOrder, description }) => [type, displayOrder, description]),
      [
        ["azureLogoLarge", 0, ""],
        ["azureLogoScreenshot", 0, "A view"],
        ["azureLogoScreenshot", 1, ""],
      ],
    );
    await runs.unchanged(offer, program(offerId, files));
    await offer.refresh();
    assert.deepEqual(runs.lines, []);
    await runs.unchanged(offer, program(offerId, files));
    const again = runs.declared(containerOffer);
    assert.equal(await again.up({ ...program(offerId, files), adopt: "unchanged" }), "created");
  });

  it("are uploaded when their content has changed, and the old one is taken out by a post of one resource", async () => {
    const { offer, offerId, shown, uploaded, up } = await made({ logos: { large: await logo(1) } });
    const [before] = await shown();
    const other = { logos: { large: await logo(9) } };
    const calls = await bench.calls(async () => assert.equal(await up(other), "updated"));
    assert.deepEqual([postsIn(calls), calls.filter((call) => call === create).length], [1, 1]);
    const all = await shown();
    assert.equal(all.length, 1);
    assert.notEqual(all[0]?.fileName, before?.fileName);
    assert.deepEqual(await bench.colleague.bytes((await uploaded())[0]?.fileSasUri), png(216, 216, 9));
    await runs.unchanged(offer, program(offerId, other));
  });

  it("get another caption and another order without an upload", async () => {
    const [one, two] = [await shot(1, "One"), await shot(2, "Two")];
    const { offer, offerId, shown, up } = await made({ screenshots: [one, two] });
    const swapped = { screenshots: [{ ...two, caption: "First" }, one] };
    const calls = await bench.calls(() => up(swapped));
    assert.deepEqual(
      calls.filter((call) => !call.startsWith("GET ")),
      [update, update],
    );
    assert.deepEqual(
      (await shown()).map(({ description }) => description),
      ["First", "One"],
    );
    await runs.unchanged(offer, program(offerId, swapped));
  });

  it("may stand at an address afterwards, and on the disk again", async () => {
    const onDisk = { logos: { large: await logo(1) } };
    const { offer, offerId, shown, uploaded, up } = await made(onDisk);
    const elsewhere = { logos: { large: { url: fetched("logo.png") } } };
    await up(elsewhere);
    assert.match(String((await shown())[0]?.fileName), /^logo-/);
    assert.equal((await uploaded()).length, 0);
    await runs.unchanged(offer, program(offerId, elsewhere));
    await up(onDisk);
    assert.deepEqual([(await shown()).length, (await uploaded()).length], [1, 1]);
    await runs.unchanged(offer, program(offerId, onDisk));
  });

  it("that somebody has taken away are uploaded again after a refresh", async () => {
    const files = { logos: { large: await logo(1) } };
    const { offer, colleague, shown, up } = await made(files);
    const [large] = await shown();
    const { url: _, ...kept } = large as Properties;
    await colleague.write({ ...kept, type: "azureLogoLarge", lifecycleState: "deleted" });
    await offer.refresh();
    assert.equal(await up(files), "updated");
    assert.equal((await shown()).length, 1);
  });

  it("of a colleague are not overwritten before a refresh has shown them", async () => {
    const [one, two] = [await shot(1, "One"), await shot(2, "Two")];
    const { colleague, offer, shown, up } = await made({ screenshots: [one, two] });
    const { url: _, ...first } = (await shown())[0] as Properties;
    await colleague.write({ ...first, type: "azureLogoScreenshot", description: "Theirs" });
    const next = { screenshots: [one, await shot(3)] };
    assert.match((await failure(up(next))).message, /listing\.screenshots is .*Theirs.* in Partner Center/);
    await offer.refresh();
    await up(next);
    assert.deepEqual(
      (await shown()).map(({ description }) => description),
      ["One", ""],
    );
  });

  it("of a run that was killed are there once", async () => {
    const offerId = `pictures-${++count}`;
    const __urn = `urn:pulumi:dev::${offerId}::pulumi-nodejs:dynamic/partnercenter:ContainerOffer::queue`;
    const inputs = { ...program(offerId, { logos: { large: await logo(1) } }), __urn };
    let deaths = 0;
    for (let calls = 4; ; calls += 1) {
      const isDead = await runs.dying(calls, (run) => runs.declared(containerOffer, run).up(inputs));
      await runs.clock.sleep(120_000);
      if (!isDead) break;
      deaths += 1;
      if (deaths > 30) assert.fail("it never comes to its end");
    }
    assert.ok(deaths > 5, `${deaths} deaths`);
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const all = (await colleague.resources()).filter(({ type }) => type === "azureLogoLarge");
    assert.equal(all.length, 1);
    const listed = await bench.colleague.media(colleague.productId, "images");
    assert.deepEqual(
      listed.map(({ state }) => state),
      ["Uploaded"],
    );
  });

  it("are looked into at preview, all at once and without a request", async () => {
    const offer = runs.declared(containerOffer);
    const files = {
      logos: { large: { path: await bench.file("small.png", png(48, 48, 1)) }, wide: { path: "nowhere.png" } },
      screenshots: [
        { path: await bench.file("no.png", Buffer.from("GIF89a, but not long enough")), caption: "x" },
        { caption: "y" },
        { path: "a.png", url: fetched("a.png") },
        { url: "logos/large.png" },
      ],
    };
    const calls = await bench.calls(async () => {
      const { message } = await failure(offer.check(program("nowhere", files)));
      assert.match(
        message,
        /listing\.logos\.large\.path .*small\.png.* is 48 × 48 pixels; Partner Center takes a square/,
      );
      assert.match(message, /listing\.logos\.wide\.path .*nowhere\.png.* does not exist/);
      assert.match(message, /listing\.screenshots\[0\]\.path .*no\.png.* is a GIF picture; Partner Center takes a PNG/);
      assert.match(message, /listing\.screenshots\[1\] says no file: give its url, or its path/);
      assert.match(message, /listing\.screenshots\[2\] has a url and a path/);
      assert.match(
        message,
        /listing\.screenshots\[3\]\.url is "logos\/large\.png", .*: give a file of the program as path/,
      );
    });
    assert.deepEqual(calls, []);
    const unknown = program("nowhere", { logos: { large: { path: unknownMarker } }, screenshots: unknownMarker });
    const { files: hashes } = await offer.check(unknown);
    assert.equal(
      getPath(hashes as Properties, "listing.logos.large") ?? (hashes as Properties)["listing.logos.large"],
      unknownMarker,
    );
  });
});
