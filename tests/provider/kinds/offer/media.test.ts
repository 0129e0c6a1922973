/**
 * Videos, documents and pictures of an offer's listing, in English and in further languages: made, changed, removed.
 */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import type { MediaKind } from "../../colleague.js";
import type { Declared } from "../../declared.js";
import { png } from "../../pictures.js";
import { pdf, smallOffer } from "../../programs.js";
import { workbench } from "../../workbench.js";

const made = (kind: string) => [
  `POST /products/{productId}/listings/{id}/${kind}`,
  `PUT /products/{productId}/listings/{id}/${kind}/{fileId}`,
];
const changed = (kind: string) => [`PUT /products/{productId}/listings/{id}/${kind}/{fileId}`];
const deleted = (kind: string) => [`DELETE /products/{productId}/listings/{id}/${kind}/{fileId}`];

for (const [at, language] of [
  ["listing", "en-us"],
  ["translations.de-DE", "de-de"],
] as const) {
  describe(`the files of ${at}`, () => {
    const bench = workbench();
    let count = 0;

    async function make(block: Properties): Promise<{ declared: Declared; program: Properties; productId: string }> {
      const program = await smallOffer(bench, `media-${++count}`);
      setPath(program, at, { ...(getPath(program, at) as Properties | undefined), ...block });
      const declared = bench.declared(offer);
      await declared.up(program);
      return { declared, program, productId: declared.id as string };
    }
    const shown = (productId: string, kind: MediaKind) => bench.colleague.media(productId, kind, language);
    const thumbnail = (shade: number) => bench.file(`thumbnail-${shade}.png`, png(1280, 720, shade));
    const video = async (name: string, shade: number) => ({
      title: name,
      address: `https://youtu.be/${name}`,
      thumbnail: await thumbnail(shade),
    });
    const titles = async (productId: string) =>
      (await shown(productId, "videos")).map(({ thumbnail: about }) => (about as Properties).title);
    const documents = async (productId: string) =>
      (await shown(productId, "assets")).map(({ friendlyName, description }) => [friendlyName, description]);

    /** An up, a second one and one after a refresh, of which only the first does anything. */
    async function settled(declared: Declared, program: Properties): Promise<string[]> {
      const writes = await bench.writes(async () => assert.equal(await declared.up(program), "updated"));
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
      assert.deepEqual(await bench.printed(() => declared.refresh()), []);
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
      assert.deepEqual(getPath(declared.inputs, at), getPath(program, at));
      return writes;
    }

    it("arrive with all their bytes and texts", async () => {
      const { productId } = await make({
        logos: { small: await bench.file("small.png", png(48, 48, 1)) },
        screenshots: [{ file: await bench.file("shot.png", png(1280, 720, 2)), caption: "A view" }],
        videos: [await video("Tour", 3)],
        documents: { Guide: { file: await bench.file("guide.pdf", pdf("guide")), description: "All of it" } },
      });
      const [small, shot] = (await shown(productId, "images")).filter(({ type }) => type !== "AzureLogoLarge");
      assert.deepEqual(
        [small?.type, shot?.type, shot?.description],
        ["AzureLogoSmall", "AzureLogoScreenshot", "A view"],
      );
      assert.deepEqual(await bench.colleague.bytes(small?.fileSasUri), png(48, 48, 1));
      assert.deepEqual(await bench.colleague.bytes(shot?.fileSasUri), png(1280, 720, 2));
      const [tour] = await shown(productId, "videos");
      assert.ok(tour);
      assert.equal(tour.streamingUri, "https://youtu.be/Tour");
      const { title, fileSasUri, state } = tour.thumbnail as Properties;
      assert.deepEqual([title, state], ["Tour", "Processed"]);
      assert.deepEqual(await bench.colleague.bytes(fileSasUri), png(1280, 720, 3));
      const [guide] = await shown(productId, "assets");
      assert.deepEqual(
        [guide?.type, guide?.friendlyName, guide?.description, guide?.state],
        ["PdfDocument", "Guide", "All of it", "Uploaded"],
      );
      assert.deepEqual(await bench.colleague.bytes(guide?.fileSasUri), Buffer.from(pdf("guide")));
      assert.match(String(guide?.fileName), /^Guide-[0-9a-f]{12}\.pdf$/);
    });

    it("cost only what has changed: a title, an address, a picture, a new video at the end", async () => {
      const [tour, details] = [await video("tour", 1), await video("details", 2)];
      const { declared, program, productId } = await make({ videos: [tour, details] });
      setPath(program, `${at}.videos`, [{ ...tour, title: "The tour" }, details]);
      assert.deepEqual(await settled(declared, program), changed("videos"));
      setPath(program, `${at}.videos`, [{ ...tour, title: "The tour", address: "https://vimeo.com/2" }, details]);
      assert.deepEqual(await settled(declared, program), changed("videos"));
      const third = await video("third", 3);
      setPath(program, `${at}.videos`, [tour, details, third]);
      assert.deepEqual(await settled(declared, program), [...changed("videos"), ...made("videos")]);
      assert.deepEqual(await titles(productId), ["tour", "details", "third"]);
      const other = { ...third, thumbnail: await thumbnail(4) };
      setPath(program, `${at}.videos`, [tour, details, other]);
      assert.deepEqual(await settled(declared, program), [...made("videos"), ...deleted("videos")]);
      setPath(program, `${at}.videos`, [tour, other]);
      assert.deepEqual(await settled(declared, program), deleted("videos"));
      assert.deepEqual(await titles(productId), ["tour", "third"]);
    });

    it("keep the order of videos: one that comes to the front makes those behind it anew", async () => {
      const [first, second, third] = [await video("first", 1), await video("second", 1), await video("third", 2)];
      const { declared, program, productId } = await make({ videos: [first, second] });
      setPath(program, `${at}.videos`, [third, first, second]);
      await settled(declared, program);
      assert.deepEqual(await titles(productId), ["third", "first", "second"]);
      setPath(program, `${at}.videos`, [second, third, first]);
      await settled(declared, program);
      assert.deepEqual(await titles(productId), ["second", "third", "first"]);
    });

    it("are documents by their title: renamed and described in place, replaced by content, removed", async () => {
      const guide = { file: await bench.file("guide.pdf", pdf("guide")), description: "Old" };
      const facts = { file: await bench.file("facts.pdf", pdf("facts")) };
      const { declared, program, productId } = await make({ documents: { Guide: guide, Facts: facts } });
      setPath(program, `${at}.documents`, { Guide: { ...guide, description: "New" }, Facts: facts });
      assert.deepEqual(await settled(declared, program), changed("assets"));
      setPath(program, `${at}.documents`, { Guide: { file: guide.file }, "Facts, v2.0": facts });
      assert.deepEqual(await settled(declared, program), [...changed("assets"), ...changed("assets")]);
      assert.deepEqual(await documents(productId), [
        ["Guide", undefined],
        ["Facts, v2.0", undefined],
      ]);
      const more = { file: await bench.file("more.pdf", pdf("more facts")) };
      setPath(program, `${at}.documents`, { Guide: { file: guide.file }, "Facts, v2.0": more });
      assert.deepEqual(await settled(declared, program), [...made("assets"), ...deleted("assets")]);
      setPath(program, `${at}.documents`, { "Facts, v2.0": more });
      assert.deepEqual(await settled(declared, program), deleted("assets"));
      assert.deepEqual(await documents(productId), [["Facts, v2.0", undefined]]);
    });

    it("have short names in the service, whatever their titles are", async () => {
      const file = await bench.file("titled.pdf", pdf("titled"));
      const long = "A title that goes on ".repeat(10);
      const { productId } = await make({ documents: { [long]: { file }, "Größe?": { file }, 説明書: { file } } });
      const names = (await shown(productId, "assets")).map(({ fileName }) => String(fileName));
      assert.deepEqual(
        names.map((name) => name.replace(/-[0-9a-f]{12}\.pdf$/, "")),
        [long.replaceAll(" ", "-").slice(0, 60), "Gr-e", "document"],
      );
    });

    it("are not changed by another caption or order of screenshots, but for these", async () => {
      const shot = async (shade: number, caption: string) => ({
        file: await bench.file(`shot-${shade}.png`, png(1280, 720, shade)),
        caption,
      });
      const [first, second, third] = [await shot(1, "One"), await shot(2, "Two"), await shot(3, "Three")];
      const { declared, program, productId } = await make({ screenshots: [first, second] });
      setPath(program, `${at}.screenshots`, [first, { ...second, caption: "Zwei" }]);
      assert.deepEqual(await settled(declared, program), changed("images"));
      setPath(program, `${at}.screenshots`, [{ ...second, caption: "Zwei" }, first]);
      assert.deepEqual(await settled(declared, program), [...changed("images"), ...changed("images")]);
      setPath(program, `${at}.screenshots`, [third, first]);
      assert.deepEqual(await settled(declared, program), [...made("images"), ...deleted("images")]);
      const captions = (await shown(productId, "images"))
        .filter(({ type }) => type === "AzureLogoScreenshot")
        .sort((a, b) => Number(a.order) - Number(b.order))
        .map(({ description }) => description);
      assert.deepEqual(captions, ["Three", "One"]);
    });

    it("may move to other paths, and cost nothing then", async () => {
      const block = async (name: string) => ({
        videos: [{ ...(await video("tour", 1)), thumbnail: await bench.file(`${name}.png`, png(1280, 720, 1)) }],
        documents: { Guide: { file: await bench.file(`${name}.pdf`, pdf("guide")) } },
      });
      const { declared, program } = await make(await block("here"));
      Object.assign(getPath(program, at) as Properties, await block("there"));
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    });

    it("are removed when they leave the program", async () => {
      const { declared, program, productId } = await make({
        videos: [await video("tour", 1)],
        documents: { Guide: { file: await bench.file("guide.pdf", pdf("guide")) } },
      });
      setPath(program, `${at}.videos`, undefined);
      setPath(program, `${at}.documents`, undefined);
      if (getPath(program, at) === undefined) setPath(program, at, {});
      assert.deepEqual(await settled(declared, program), [...deleted("videos"), ...deleted("assets")]);
      assert.deepEqual([await shown(productId, "videos"), await shown(productId, "assets")], [[], []]);
    });

    it("count for the content of a submission", async () => {
      const guide = { file: await bench.file("guide.pdf", pdf("guide")) };
      const { declared, program } = await make({ documents: { Guide: guide } });
      const { contentHash } = declared.outputs;
      setPath(program, `${at}.documents`, { Guide: { file: await bench.file("guide2.pdf", pdf("guide 2")) } });
      await declared.up(program);
      assert.notEqual(declared.outputs.contentHash, contentHash);
      setPath(program, `${at}.documents`, { Guide: guide });
      await declared.up(program);
      assert.equal(declared.outputs.contentHash, contentHash);
      setPath(program, `${at}.documents`, { Guide: { ...guide, description: "More" } });
      await declared.up(program);
      assert.notEqual(declared.outputs.contentHash, contentHash);
    });

    it("that an interrupted run has announced are continued, and never there twice", async () => {
      const program = await smallOffer(bench, `media-${++count}`);
      setPath(program, at, {
        ...(getPath(program, at) as Properties | undefined),
        videos: [await video("tour", 1)],
        documents: { Guide: { file: await bench.file("guide.pdf", pdf("guide")) } },
      });
      const commits = ["videos", "assets"].map((kind) => `PUT /products/{id}/listings/{id}/${kind}/{id}`);
      bench.emulator.setFaults(commits.map((operation) => ({ operation, effect: { status: 400 } })));
      await assert.rejects(bench.declared(offer).up(program));
      bench.emulator.setFaults([]);
      const declared = bench.declared(offer);
      const writes = await bench.writes(() => declared.up(program));
      assert.deepEqual(writes.filter((call) => /images|videos|assets/.test(call)).sort(), [
        ...changed("assets"),
        ...changed("videos"),
      ]);
      const all = [
        ...(await shown(declared.id as string, "videos")),
        ...(await shown(declared.id as string, "assets")),
      ];
      assert.deepEqual(
        all.map(({ state }) => state),
        ["Uploaded", "Uploaded"],
      );
    });
  });
}

describe("a language with files", () => {
  const bench = workbench();

  it("is removed with them, and can be added again", async () => {
    const program = await smallOffer(bench, "language-with-files");
    const german = {
      logos: { large: await bench.file("gross.png", png(216, 216, 1)) },
      documents: { Handbuch: { file: await bench.file("handbuch.pdf", pdf("Handbuch")) } },
    };
    const declared = bench.declared(offer);
    await declared.up({ ...program, translations: { "de-de": german } });
    const renamed = { ...program, translations: { "de-DE": german } };
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(renamed), "unchanged")), []);
    await declared.up(program);
    assert.deepEqual(
      Object.keys(declared.outputs.files as Properties).filter((key) => key.startsWith("translations")),
      [],
    );
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    await declared.up(renamed);
    const [document] = await bench.colleague.media(declared.id as string, "assets", "de-de");
    assert.equal(document?.friendlyName, "Handbuch");
    await declared.refresh();
    assert.equal(await declared.up(renamed), "unchanged");
  });

  it("that a colleague took away comes back with its files after a refresh, or by `force`", async () => {
    const program = await smallOffer(bench, "language-taken-away");
    const german = { summary: "Kurz", documents: { Handbuch: { file: await bench.file("h.pdf", pdf("H")) } } };
    program.translations = { "de-de": german };
    const declared = bench.declared(offer);
    await declared.up(program);
    const productId = declared.id as string;
    const takeAway = async () => {
      const { id } = await bench.colleague.listing(productId, "de-de");
      await bench.colleague.call("DELETE", `/products/${productId}/listings/${id}`);
    };
    await takeAway();
    await declared.refresh();
    assert.equal(await declared.up(program), "updated");
    assert.equal((await bench.colleague.media(productId, "assets", "de-de")).length, 1);
    await takeAway();
    german.summary = "Anders";
    await declared.up({ ...program, force: true });
    assert.equal((await bench.colleague.media(productId, "assets", "de-de")).length, 1);
    await declared.refresh();
    assert.equal(await declared.up({ ...program, force: true }), "unchanged");
  });
});
