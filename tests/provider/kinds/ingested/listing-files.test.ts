/** The files of a listing that the service fetches: made, changed in place, put in order, taken out. */
import assert from "node:assert/strict";
import { virtualMachineOffer } from "../../../../provider/kinds/virtual-machine/offer.js";
import type { Properties } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { fetched, machineFiles } from "../../machine-programs.js";
import { workbench } from "../../workbench.js";

const isFile = (type: string) => (one: Properties) => String(one.$schema).includes(`/${type}/`);

describe("the files of an offer's listing", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });
  const programOf = (offerId: string, files: Properties = machineFiles()) => ({
    offerId,
    alias: "Contoso",
    listing: { summary: "In short", ...files },
  });
  const made = async (files?: Properties) => {
    const offerId = `files-${++count}`;
    const offer = runs.declared(virtualMachineOffer);
    await offer.up(programOf(offerId, files));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const assets = async () => (await colleague.resources()).filter(isFile("listing-asset"));
    const ofType = async (type: string) => (await assets()).filter((one) => String(one.type).toLowerCase() === type);
    const up = (changed: Properties) => offer.up(programOf(offerId, { ...(files ?? machineFiles()), ...changed }));
    return { offerId, offer, colleague, assets, ofType, up };
  };
  const lastPost = () =>
    bench.emulator.requests().findLast(({ method, path }) => method === "POST" && /configure/.test(path));

  it("are made with the offer, by names that tell where they come from, and then nothing is to do", async () => {
    const { offer, assets, ofType, colleague, up } = await made();
    assert.equal((await assets()).length, 5);
    const screenshots = await ofType("azurelogoscreenshot");
    assert.deepEqual(
      screenshots.map(({ description, displayOrder }) => [description, displayOrder]),
      [
        ["The first", 0],
        ["", 1],
      ],
    );
    const [wide] = await ofType("azurelogowide");
    assert.match(String(wide?.fileName), /^logo-wide-[0-9a-f]{12}\.png$/);
    const [guide] = await ofType("pdfdocument");
    assert.equal(guide?.friendlyName, "User guide, v1.2");
    const trailer = (await colleague.resources()).find(isFile("listing-trailer"));
    assert.equal(trailer?.streamingUrl, "https://youtu.be/contoso");

    assert.doesNotMatch(JSON.stringify(offer.outputs), /sig=/);
    const calls = await bench.calls(async () => assert.equal(await up({}), "unchanged"));
    assert.deepEqual(calls, []);
    bench.emulator.advance(24 * 3_600_000); // the addresses that reads have given have ended
    await offer.refresh();
    assert.deepEqual(runs.lines, []);
    assert.equal(await up({}), "unchanged");
    assert.equal(await up(machineFiles("renewed")), "unchanged", "another signature");
  });

  it("are changed in place, each by a post of one resource; a text takes none of them along", async () => {
    const { assets, ofType, up } = await made();
    const before = (await assets()).map(({ id }) => id);
    await up({ logos: { large: { url: fetched("other.png") }, wide: { url: fetched("logo(wide).png") } } });
    assert.equal(lastPost()?.resources, 1);
    const [large] = await ofType("azurelogolarge");
    assert.match(String(large?.fileName), /^other-/);
    assert.deepEqual(
      (await assets()).map(({ id }) => id),
      before,
    );
    await up({
      logos: { large: { url: fetched("other.png") }, wide: { url: fetched("logo(wide).png") } },
      summary: "In other words",
    });
    assert.equal(lastPost()?.resources, 1);
    const [screenshot, ...others] = machineFiles().screenshots as Properties[];
    await up({
      logos: { large: { url: fetched("other.png") }, wide: { url: fetched("logo(wide).png") } },
      summary: "In other words",
      screenshots: [{ ...screenshot, caption: "Another" }, ...others],
    });
    assert.equal(lastPost()?.resources, 1);
    assert.deepEqual(
      (await ofType("azurelogoscreenshot")).map(({ description }) => description),
      ["Another", ""],
    );
  });

  it("keep the order of the program, and what leaves it is taken out", async () => {
    const { ofType, up, assets, colleague } = await made();
    const names = async () =>
      (await ofType("azurelogoscreenshot"))
        .sort((one, other) => Number(one.displayOrder) - Number(other.displayOrder))
        .map(({ fileName }) => String(fileName).replace(/-[^-]*$/, ""));
    await up({ screenshots: ["new", "second", "first"].map((name) => ({ url: fetched(`${name}.png`) })) });
    assert.deepEqual(await names(), ["new", "second", "first"]);
    await up({ screenshots: [{ url: fetched("first.png") }] });
    assert.deepEqual(await names(), ["first"]);
    const { documents: _, videos: _videos, screenshots: _screenshots, ...logos } = machineFiles();
    const { offer, offerId } = await made();
    await offer.up(programOf(offerId, logos));
    assert.equal(await offer.up(programOf(offerId, logos)), "unchanged");
    const left = await (await OtherTool.of(bench.emulator, offerId)).resources();
    assert.equal(left.filter(isFile("listing-asset")).length, 2);
    assert.equal(left.filter(isFile("listing-trailer")).length, 0);
    assert.ok((await assets()).length > 0 && colleague.offerId !== offerId);
  });

  it("of a colleague are not overwritten before a refresh has shown them", async () => {
    const { offer, colleague, up, ofType } = await made();
    const [large] = await ofType("azurelogolarge");
    await colleague.write({
      ...large,
      type: "azureLogoLarge",
      url: "https://theirs.example/l.png",
      fileName: "theirs.png",
    });
    const logos = { large: { url: fetched("mine.png") }, wide: { url: fetched("logo(wide).png") } };
    const { message } = await failure(up({ logos }));
    assert.match(message, /listing\.logos\.large is .*theirs\.png.* in Partner Center/);
    await offer.refresh();
    assert.deepEqual((offer.outputs.listing as { logos: Properties }).logos.large, { file: "theirs.png" });
    assert.equal(await up({ logos }), "updated");
    assert.match(String((await ofType("azurelogolarge"))[0]?.fileName), /^mine-/);
  });

  it("that the program does not set stay, and are told of at a refresh", async () => {
    const { offer, colleague, up, ofType } = await made({ logos: { large: { url: fetched("logo.png") } } });
    const { id: listing } = await colleague.resource("listing");
    const $schema = "https://schema.mp.microsoft.com/schema/listing-asset/2022-03-01-preview5";
    const theirs = { kind: "azure", languageId: "en-us", type: "pdfDocument", url: "https://theirs.example/guide.pdf" };
    const product = `product/${colleague.productId}`;
    await colleague.write({ $schema, product, listing, ...theirs, friendlyName: "Theirs", fileName: "guide.pdf" });
    await offer.refresh();
    assert.match(
      runs.lines.join("\n"),
      /listing\.documents, which this program does not set, went from .* to .*Theirs/,
    );
    await up({ logos: { large: { url: fetched("new.png") } } });
    assert.equal((await ofType("pdfdocument")).length, 1);
  });

  it("are taken over where that is wanted, with what would be overwritten", async () => {
    const { offerId } = await made();
    const other = runs.declared(virtualMachineOffer);
    const program = programOf(offerId);
    assert.equal(await other.up({ ...program, adopt: "unchanged" }), "created");
    const third = runs.declared(virtualMachineOffer);
    const changed = { ...program, adopt: true, listing: { logos: { large: { url: fetched("third.png") } } } };
    await third.preview(changed);
    assert.match(runs.lines.join("\n"), /this would be overwritten: listing\.logos\.large/);
    await third.up(changed);
    assert.equal(lastPost()?.resources, 1);
  });

  it("are written again for another picture of a video, which nobody can read", async () => {
    const { up } = await made();
    const [video] = machineFiles().videos as Properties[];
    assert.equal(await up({ videos: [{ ...video, thumbnail: { url: fetched("other.png") } }] }), "updated");
    assert.equal(lastPost()?.resources, 1);
    assert.equal(await up({ videos: [{ ...video, thumbnail: { url: fetched("other.png", "new") } }] }), "unchanged");
  });

  it("are addresses: a path is refused at preview, with what to do", async () => {
    const offer = runs.declared(virtualMachineOffer);
    const files = {
      logos: { large: { url: "logos/large.png" } },
      videos: [{ title: "x", address: "https://a.example" }],
    };
    const { message } = await failure(offer.check(programOf("no-paths", files)));
    assert.match(message, /listing\.logos\.large\.url is "logos\/large\.png", and the service fetches files from an/);
    assert.match(message, /listing\.videos\[0\]\.address/);
  });
});
