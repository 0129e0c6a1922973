/** Files that another tool has uploaded are known by their bytes: what is the same is taken over as it is. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, objectsIn, type Properties, setPath } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { front } from "../../front.js";
import { png } from "../../pictures.js";
import { pdf } from "../../programs.js";
import { workbench } from "../../workbench.js";

describe("the files of an offer that another tool has made", () => {
  const bench = workbench();
  const service = front(bench);
  const noDownloads = [{ operation: "GET /file/*", effect: { status: 500 } }];
  let count = 0;

  /** An offer with files in two languages, and a program that says the same. */
  async function theirs(): Promise<{ program: Properties; productId: string }> {
    const offerId = `made-elsewhere-${++count}`;
    const productId = String((await bench.colleague.createProduct(offerId, "Made elsewhere")).id);
    const branches = await bench.colleague.list(`/products/${productId}/branches/getByModule(module=Listing)`);
    const instance = branches[0]?.currentDraftInstanceID;
    const create = `/products/${productId}/listings/createWithInstanceID(instanceID=${instance})`;
    await bench.colleague.call("POST", create, { resourceType: "AzureListing", languageCode: "de-de" });
    const { colleague } = bench;
    const image = (type: string, fileName: string, order: number, description?: string) => ({
      resourceType: "ListingImage",
      type,
      fileName,
      order,
      ...(description === undefined ? {} : { description }),
    });
    const shot = "AzureLogoScreenshot";
    await colleague.addMedia(productId, "images", image("AzureLogoLarge", "logo.png", 0), png(300, 300, 1));
    await colleague.addMedia(productId, "images", image(shot, "b.png", 7, "Second"), png(1280, 720, 2));
    await colleague.addMedia(productId, "images", image(shot, "a.png", 3, "First"), png(1280, 720, 3));
    for (const [language, title] of [
      ["en-us", "Tour"],
      ["de-de", "Rundgang"],
    ] as const) {
      const thumbnail = { fileName: "thumb.png", title, description: "The picture" };
      const video = {
        resourceType: "ListingVideo",
        fileName: "what we do not set",
        streamingUri: `https://youtu.be/${title}`,
        thumbnail,
      };
      await colleague.addMedia(productId, "videos", video, png(1280, 720, 4), language);
      const document = { resourceType: "ListingAsset", type: "PdfDocument", friendlyName: title };
      const about = { ...document, fileName: "guide.pdf", description: "About it" };
      await colleague.addMedia(productId, "assets", about, pdf(title), language);
    }
    const block = async (title: string) => ({
      videos: [
        {
          title,
          address: `https://youtu.be/${title}`,
          thumbnail: await bench.file("our-thumb.png", png(1280, 720, 4)),
          description: "The picture",
        },
      ],
      documents: { [title]: { file: await bench.file(`${title}.pdf`, pdf(title)), description: "About it" } },
    });
    const program = {
      offerId,
      alias: "Made elsewhere",
      type: "AzureApplication",
      listing: {
        logos: { large: await bench.file("our-logo.png", png(300, 300, 1)) },
        screenshots: [
          { file: await bench.file("our-a.png", png(1280, 720, 3)), caption: "First" },
          { file: await bench.file("our-b.png", png(1280, 720, 2)), caption: "Second" },
        ],
        ...(await block("Tour")),
      },
      translations: { "de-de": await block("Rundgang") },
    };
    return { program, productId };
  }

  it("are taken over without a write, and are downloaded no second time", async () => {
    const { program, productId } = await theirs();
    const declared = bench.declared(offer);
    const told = await bench.printed(() => declared.check({ ...program, adopt: true }));
    assert.match(String(told), /is as this program wants it/);
    const writes = await bench.writes(() => declared.up({ ...program, adopt: "unchanged" }));
    assert.deepEqual(writes, []);
    assert.equal(declared.id, productId);
    bench.emulator.setFaults(noDownloads);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.equal(await declared.up(program), "unchanged");
    const { listing, translations } = declared.inputs as Properties;
    assert.deepEqual({ listing, translations }, { listing: program.listing, translations: program.translations });
  });

  for (const list of ["images", "videos", "assets"] as const) {
    for (const left of [0, 1]) {
      it(`are uploaded no second time when a list is short once (${list}, ${left} left)`, async () => {
        const { program } = await theirs();
        const declared = bench.declared(offer);
        declared.process = () => service.run();
        const counts = new Map<string, number>();
        service.answer = (call, body) => {
          if (!call.startsWith("GET ") || !new RegExp(`/${list}(\\?|$)`).test(call)) return body;
          const count = (counts.get(call) ?? 0) + 1;
          counts.set(call, count);
          // The first is the survey's.
          return count === 2 ? { ...body, value: objectsIn(body.value).slice(0, left) } : body;
        };
        const writes = await bench.writes(() => declared.up({ ...program, adopt: true }));
        assert.deepEqual(writes, []);
      });
    }
  }

  it("are told at preview where they differ, and brought to what the program says: no more is written", async () => {
    const { program, productId } = await theirs();
    setPath(program, "listing.logos.large", await bench.file("new-logo.png", png(300, 300, 9)));
    setPath(program, "listing.logos.small", await bench.file("new-small.png", png(48, 48, 9)));
    const [first, second] = getPath(program, "listing.screenshots") as [Properties, Properties];
    setPath(program, "listing.screenshots", [{ ...first, caption: "Erstes" }, second]);
    setPath(program, "translations.de-de.documents", {});
    const [video] = getPath(program, "listing.videos") as [Properties];
    setPath(program, "listing.videos", [{ ...video, thumbnail: await bench.file("t.png", png(1280, 720, 8)) }]);
    const declared = bench.declared(offer);
    const [line = ""] = await bench.printed(() => declared.check({ ...program, adopt: true }));
    for (const difference of [
      "listing.logos.small (not there yet)",
      "listing.logos.large (the picture logo.png is replaced)",
      'listing.screenshots[0].file (caption "First" becomes "Erstes")',
      "listing.videos[0].thumbnail (the video Tour is replaced)",
      "translations.de-de.documents.Rundgang.file (the document Rundgang is removed)",
    ]) {
      assert.ok(line.includes(difference), `${difference} is not in ${line}`);
    }
    assert.ok(!line.includes("documents.Tour") && !line.includes("screenshots[1]"), line);
    const writes = await bench.writes(() => declared.up({ ...program, adopt: true }));
    assert.deepEqual(
      writes.map((call) => call.replace(/ .*\{id\}/, " ")).sort(),
      [
        "POST /images",
        "PUT /images/{fileId}",
        "POST /images",
        "PUT /images/{fileId}",
        "PUT /images/{fileId}",
        "DELETE /images/{fileId}",
        "POST /videos",
        "PUT /videos/{fileId}",
        "DELETE /videos/{fileId}",
        "DELETE /assets/{fileId}",
      ].sort(),
    );
    const german = await bench.colleague.media(productId, "videos", "de-de");
    assert.equal(german[0]?.fileName, "what we do not set");
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("that the program does not set are no news at the first refresh, and are when they change", async () => {
    const { program, productId } = await theirs();
    setPath(program, "listing", undefined);
    setPath(program, "translations", undefined);
    const declared = bench.declared(offer);
    await declared.up({ ...program, adopt: true });
    const first = await bench.printed(() => declared.refresh());
    assert.doesNotMatch(first.join("\n"), /went from/);
    await bench.colleague.replaceImage(productId, "AzureLogoLarge", "other.png", png(300, 300, 9));
    const told = await bench.printed(() => declared.refresh());
    assert.match(
      told.join("\n"),
      /listing\.logos\.large, which this program does not set, went from "logo\.png" to "other\.png"/,
    );
  });

  it("keep what we do not know of them when a text changes", async () => {
    const { program, productId } = await theirs();
    const declared = bench.declared(offer);
    await declared.up({ ...program, adopt: true });
    const [video] = getPath(program, "listing.videos") as [Properties];
    setPath(program, "listing.videos", [{ ...video, title: "A tour" }]);
    await declared.up(program);
    const [now] = await bench.colleague.media(productId, "videos");
    assert.ok(now);
    const { title, description, fileName } = now.thumbnail as Properties;
    assert.deepEqual([title, description, fileName], ["A tour", "The picture", "thumb.png"]);
    assert.equal(now.fileName, "what we do not set");
  });

  for (const operation of ["PUT /products/{id}/listings/{id}", "POST /products/{id}/listings/{id}/videos"]) {
    it(`are overwritten, as the preview has told, also when ${operation} failed the first time`, async () => {
      const { program, productId } = await theirs();
      setPath(program, "listing.summary", "Ours");
      setPath(program, "listing.logos.large", await bench.file("new-logo.png", png(300, 300, 9)));
      const [video] = getPath(program, "listing.videos") as [Properties];
      setPath(program, "listing.videos", [{ ...video, thumbnail: await bench.file("t.png", png(1280, 720, 8)) }]);
      const declared = bench.declared(offer);
      bench.emulator.setFaults([{ operation, effect: { status: 400 } }]);
      await failure(declared.up({ ...program, adopt: true }));
      bench.emulator.setFaults([]);
      assert.equal(declared.id, productId);
      await declared.up({ ...program, adopt: true });
      assert.deepEqual(
        (await bench.colleague.media(productId, "videos")).map(({ thumbnail }) => (thumbnail as Properties).title),
        ["Tour"],
      );
      await declared.refresh();
      assert.equal(await declared.up(program), "unchanged");
      await bench.colleague.replaceImage(productId, "AzureLogoLarge", "theirs.png", png(300, 300, 7));
      setPath(program, "listing.logos.large", await bench.file("newer-logo.png", png(300, 300, 10)));
      assert.match((await failure(declared.up(program))).message, /theirs\.png/);
    });
  }

  it("are refused without `adopt`, whatever they are", async () => {
    const { program } = await theirs();
    const { listing: _, translations: __, ...bare } = program;
    const error = await failure(bench.declared(offer).up({ ...bare, translations: { "de-de": {} } }));
    assert.match(error.message, /listing\.documents\.Tour\.file is the document Tour/);
    assert.match(error.message, /translations\.de-de\.videos\[0\]\.thumbnail is the video Rundgang/);
    assert.match(error.message, /adopt: true/);
  });

  it("are not taken for changed because the store does not answer: the refresh fails, and the next one is right", async () => {
    const { program, productId } = await theirs();
    const declared = bench.declared(offer);
    await declared.up({ ...program, adopt: true });
    await bench.colleague.replaceImage(productId, "AzureLogoLarge", "same.png", png(300, 300, 1));
    bench.emulator.setFaults(noDownloads);
    assert.match((await failure(declared.refresh())).message, /"same\.png" could not be fetched: .* answered 500/);
    bench.emulator.setFaults([]);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });
});
