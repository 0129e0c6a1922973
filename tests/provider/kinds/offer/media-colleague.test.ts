/** What colleagues do to the files of an offer's listing: it is shown, and never overwritten before that. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { png } from "../../pictures.js";
import { pdf, smallOffer } from "../../programs.js";
import { workbench } from "../../workbench.js";

const theirVideo = (fileName = "theirs.png") => ({
  resourceType: "ListingVideo",
  streamingUri: "https://youtu.be/theirs",
  thumbnail: { fileName, title: "Theirs" },
});
const theirDocument = (friendlyName: string) => ({
  resourceType: "ListingAsset",
  fileName: "theirs.pdf",
  type: "PdfDocument",
  friendlyName,
});

describe("a colleague who works on the files of an offer", () => {
  const bench = workbench();
  let count = 0;

  async function make(more: Properties = {}): Promise<{ declared: Declared; program: Properties; id: string }> {
    const program = await smallOffer(bench, `theirs-${++count}`);
    Object.assign(program, more);
    const declared = bench.declared(offer);
    await declared.up(program);
    return { declared, program, id: declared.id as string };
  }
  async function managed() {
    const made = await make();
    Object.assign(made.program.listing as Properties, {
      videos: [
        {
          title: "Tour",
          address: "https://youtu.be/tour",
          thumbnail: await bench.file("tour.png", png(1280, 720, 1)),
        },
      ],
      documents: { Guide: { file: await bench.file("guide.pdf", pdf("guide")), description: "Ours" } },
    });
    await made.declared.up(made.program);
    return made;
  }

  it("keeps an upload that has only begun, when we change what is beside it", async () => {
    const { declared, program, id } = await managed();
    const { id: listing } = await bench.colleague.draft(id, "Listing");
    const begun = await bench.colleague.call(
      "POST",
      `/products/${id}/listings/${listing}/assets`,
      theirDocument("Theirs"),
    );
    setPath(program, "listing.documents.Guide.description", "Ours, changed");
    await declared.up(program);
    const now = await bench.colleague.list(`/products/${id}/listings/${listing}/assets`);
    assert.deepEqual(now.map(({ state }) => state).sort(), ["PendingUpload", "Uploaded"]);
    assert.ok(now.some((asset) => asset.id === begun.id));
  });

  /** Refused as it is; shown by a refresh; then put right. */
  async function refusedUntilRefresh(
    { declared, program }: { declared: Declared; program: Properties },
    names: RegExp,
  ) {
    const writes = await bench.writes(async () => {
      const error = await failure(declared.up(program));
      assert.match(error.message, names);
      assert.match(error.message, /`pulumi refresh` shows/);
      assert.match(error.message, /`force: true`/);
    });
    assert.deepEqual(writes, []);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal((await declared.diff(program)).changes, true);
    assert.equal(await declared.up(program), "updated");
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  }

  it("and changes the title of a video is not overwritten", async () => {
    const made = await managed();
    const [video] = await bench.colleague.media(made.id, "videos");
    assert.ok(video);
    const thumbnail = { ...(video.thumbnail as Properties), title: "Theirs" };
    await bench.colleague.editMedia(made.id, "videos", video.id, { thumbnail });
    const [tour] = getPath(made.program, "listing.videos") as [Properties];
    setPath(made.program, "listing.videos", [{ ...tour, title: "Ours again" }]);
    await refusedUntilRefresh(made, /listing\.videos has the video thumbnail-[0-9a-f]{12}\.png .*"title":"Theirs"/);
    const [now] = await bench.colleague.media(made.id, "videos");
    assert.ok(now);
    assert.equal((now.thumbnail as Properties).title, "Ours again");
  });

  it("and adds a video or a document to ours is not overwritten, and a refresh names the additions", async () => {
    const made = await managed();
    await bench.colleague.addMedia(made.id, "videos", theirVideo(), png(1280, 720, 9));
    await bench.colleague.addMedia(made.id, "assets", theirDocument("Their guide"), pdf("theirs"));
    setPath(made.program, "listing.documents.Guide.description", "Ours again");
    await failure(made.declared.up(made.program));
    await made.declared.refresh();
    const { videos, documents } = made.declared.inputs.listing as Properties;
    assert.deepEqual((videos as Properties[])[1], {
      title: "Theirs",
      address: "https://youtu.be/theirs",
      thumbnail: "theirs.png",
    });
    assert.deepEqual((documents as Properties)["Their guide"], { file: "theirs.pdf" });
    await made.declared.up(made.program);
    assert.equal((await bench.colleague.media(made.id, "videos")).length, 1);
    assert.deepEqual(
      (await bench.colleague.media(made.id, "assets")).map(({ friendlyName, description }) => [
        friendlyName,
        description,
      ]),
      [["Guide", "Ours again"]],
    );
  });

  it("and removes a document is not overruled while the program changes another one", async () => {
    const made = await managed();
    const more = { file: await bench.file("more.pdf", pdf("more")) };
    setPath(made.program, "listing.documents.More", more);
    await made.declared.up(made.program);
    const [guide] = await bench.colleague.media(made.id, "assets");
    await bench.colleague.deleteMedia(made.id, "assets", guide?.id);
    setPath(made.program, "listing.documents.More", { ...more, description: "New" });
    await refusedUntilRefresh(made, /listing\.documents\.Guide\.file was removed/);
    assert.equal((await bench.colleague.media(made.id, "assets")).length, 2);
  });

  it("and replaces the picture of a video or the content of a document shows after a refresh", async () => {
    const made = await managed();
    for (const [kind, body, bytes] of [
      ["videos", { ...theirVideo(), streamingUri: "https://youtu.be/tour" }, png(1280, 720, 9)],
      ["assets", theirDocument("Guide"), pdf("theirs")],
    ] as const) {
      const [ours] = await bench.colleague.media(made.id, kind);
      await bench.colleague.deleteMedia(made.id, kind, ours?.id);
      await bench.colleague.addMedia(made.id, kind, body, bytes);
    }
    assert.equal(await made.declared.up(made.program), "unchanged");
    await made.declared.refresh();
    assert.equal(getPath(made.declared.inputs, "listing.documents.Guide.file"), "theirs.pdf");
    assert.equal(await made.declared.up(made.program), "updated");
    const [video] = await bench.colleague.media(made.id, "videos");
    assert.ok(video);
    assert.deepEqual(await bench.colleague.bytes((video.thumbnail as Properties).fileSasUri), png(1280, 720, 1));
    const [document] = await bench.colleague.media(made.id, "assets");
    assert.deepEqual(await bench.colleague.bytes(document?.fileSasUri), Buffer.from(pdf("guide")));
  });

  it("and brings our screenshots into another order is not overwritten", async () => {
    const shot = async (shade: number) => ({ file: await bench.file(`shot-${shade}.png`, png(1280, 720, shade)) });
    const made = await make();
    const shots = [await shot(1), await shot(2), await shot(3)];
    setPath(made.program, "listing.screenshots", shots);
    await made.declared.up(made.program);
    const images = (await bench.colleague.images(made.id)).filter(({ type }) => type === "AzureLogoScreenshot");
    for (const image of images) {
      await bench.colleague.editMedia(made.id, "images", image.id, { order: 2 - Number(image.order) });
    }
    setPath(made.program, "listing.screenshots", [{ ...shots[0], caption: "New" }, shots[1], shots[2]]);
    await refusedUntilRefresh(made, /the order of listing\.screenshots is another one/);
  });

  it("is overruled by `force`", async () => {
    const made = await managed();
    await bench.colleague.addMedia(made.id, "videos", theirVideo(), png(1280, 720, 9));
    const [tour] = getPath(made.program, "listing.videos") as [Properties];
    setPath(made.program, "listing.videos", [{ ...tour, title: "Ours again" }]);
    await made.declared.up({ ...made.program, force: true });
    assert.equal((await bench.colleague.media(made.id, "videos")).length, 1);
  });

  it("and adds files that the program does not set is told once by a refresh, a line each, and left alone", async () => {
    const { declared, program, id } = await make();
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    const video = await bench.colleague.addMedia(id, "videos", theirVideo(), png(1280, 720, 9));
    await bench.colleague.addMedia(id, "assets", theirDocument("Their guide"), pdf("theirs"));
    await bench.colleague.replaceImage(id, "AzureLogoSmall", "small.png", png(48, 48, 9));
    const lines = await bench.printed(() => declared.refresh());
    const title = `offer theirs-${count}: `;
    assert.deepEqual([...lines].sort(), [
      `${title}listing.documents, which this program does not set, went from (not set) to "Their guide"`,
      `${title}listing.logos.small, which this program does not set, went from (not set) to "small.png"`,
      `${title}listing.videos, which this program does not set, went from (not set) to "Theirs"`,
    ]);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal(await declared.up(program), "unchanged");
    await bench.colleague.deleteMedia(id, "videos", video.id);
    const [gone, ...rest] = await bench.printed(() => declared.refresh());
    assert.match(String(gone), /listing\.videos, which this program does not set, went from "Theirs" to \(not set\)/);
    assert.deepEqual(rest, []);
    setPath(program, "listing.summary", "Another");
    await declared.up(program);
    assert.equal((await bench.colleague.media(id, "assets")).length, 1);
  });

  it("and has files that the program begins to set is not overwritten until a refresh", async () => {
    const made = await make();
    await bench.colleague.addMedia(made.id, "assets", theirDocument("Guide"), pdf("theirs"));
    setPath(made.program, "listing.documents", { Guide: { file: await bench.file("guide.pdf", pdf("guide")) } });
    assert.match(
      (await failure(made.declared.up(made.program))).message,
      /listing\.documents has the document theirs\.pdf/,
    );
    await made.declared.refresh();
    assert.equal(await made.declared.up(made.program), "updated");
    assert.equal((await bench.colleague.media(made.id, "assets")).length, 1);
  });

  it("and adds files to a language that the program then removes keeps them until a refresh", async () => {
    const german = { documents: { Handbuch: { file: await bench.file("handbuch.pdf", pdf("Handbuch")) } } };
    const { declared, program, id } = await make({ translations: { "de-de": german } });
    await bench.colleague.addMedia(id, "videos", theirVideo(), png(1280, 720, 9), "de-de");
    const { translations: _, ...without } = program;
    const error = await failure(declared.up(without));
    assert.match(error.message, /translations\.de-de\.videos has the video theirs\.png/);
    assert.equal((await bench.colleague.media(id, "videos", "de-de")).length, 1);
    assert.equal((await bench.printed(() => declared.refresh())).length, 1);
    assert.equal(await declared.up(without), "updated");
  });
});
