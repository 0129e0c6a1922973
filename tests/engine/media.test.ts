/** Videos, documents and translated pictures through the real engine, from nothing to live, and an edit after that. */
import assert from "node:assert/strict";
import type { OfferArgs } from "../../sdk/index.js";
import { png } from "../provider/pictures.js";
import { changed, createOfferStack, nothing, type OfferStack, writes } from "./emulated-service.js";
import { program, write } from "./offer-program.js";

describe("the engine, with all kinds of files", function () {
  this.timeout(120_000);
  let at: OfferStack;
  const files = (guide: string): Partial<OfferArgs> => ({
    translations: {
      "de-DE": {
        title: "Contoso App",
        summary: "Eine Anwendung",
        description: "<p>Eine Anwendung.</p>",
        logos: { large: "media/gross.png" },
        documents: { "Handbuch, 1. Teil": { file: guide, description: "Auf Deutsch" } },
      },
    },
    coSell: { documents: { "Sales deck.pdf": { file: "media/deck.pdf", type: "Presentation" } } },
  });
  const listing = {
    screenshots: [{ file: "media/shot.png", caption: "A view" }],
    videos: [{ title: "Tour", address: "https://youtu.be/tour", thumbnail: "media/shot.png" }],
    documents: { "User guide, v1.2": { file: "media/guide.pdf" } },
  };
  const up = (guide: string) =>
    at.service.counting(() => at.stack.up({ program: program({ offer: files(guide), listing, goal: "live" }) }));

  before(async () => {
    at = await createOfferStack({ emulator: { switches: { instanceIdsChangeAtPublish: true } } });
    await write(at.folder, "media/shot.png", png(1280, 720, 0x20));
    await write(at.folder, "media/gross.png", png(216, 216, 0x30));
    for (const name of ["deck", "guide", "handbuch", "handbuch-2"]) {
      await write(at.folder, `media/${name}.pdf`, `%PDF-1.7 ${name}`);
    }
  });
  after(() => at.dispose());

  it("goes live with them; then nothing is asked for, and a refresh finds nothing", async () => {
    assert.deepEqual((await up("media/handbuch.pdf")).result.counts, { ...nothing, create: 5 });
    const again = await up("media/handbuch.pdf");
    assert.deepEqual([again.result.counts, again.counts.api], [{ ...nothing, same: 5 }, 0]);
    assert.deepEqual((await at.stack.refresh()).counts, { ...nothing, same: 5 });
    assert.deepEqual((await up("media/handbuch.pdf")).result.counts, { ...nothing, same: 5 });
  });

  it("writes a changed document alone, and submits it", async () => {
    const { result, counts } = await up("media/handbuch-2.pdf");
    assert.deepEqual(changed(result), ["update app", "update preview", "update live"]);
    assert.deepEqual(
      writes(counts.operations).filter((operation) => !operation.includes("submissions")),
      [
        "POST /products/{productId}/listings/{id}/assets",
        "PUT /products/{productId}/listings/{id}/assets/{fileId}",
        "DELETE /products/{productId}/listings/{id}/assets/{fileId}",
      ],
    );
    assert.deepEqual((await up("media/handbuch-2.pdf")).result.counts, { ...nothing, same: 5 });
  });
});
