/** An offer from nothing to gone: nothing is ever written twice, and each edit writes its own part only. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import type { Declared } from "../../declared.js";
import { png } from "../../pictures.js";
import { guids, wholeOffer } from "../../programs.js";
import { workbench } from "../../workbench.js";

const property = "PUT /products/{productId}/properties/{id}";
const listing = "PUT /products/{productId}/listings/{id}";
const audience = "PUT /products/{productId}/productavailabilities/{id}";
const resale = "POST /products/{productId}/resellerConfiguration";

/** One edit of each field, and the calls that it costs beside reading. */
const edits: [path: string, value: unknown, writes: string[]][] = [
  ["properties.categories", { web: ["ecommerce"] }, [property]],
  ["properties.version", "2.0.0", [property]],
  ["properties.termsOfUse", "Use it better.", [property]],
  ["listing.title", "Another title", [listing]],
  ["listing.summary", "Shorter", [listing]],
  ["listing.shortDescription", "A bit longer", [listing]],
  ["listing.description", "<p>Longer</p>", [listing]],
  ["listing.keywords", ["four"], [listing]],
  ["listing.privacyPolicyLink", "https://contoso.com/privacy/2", [listing]],
  ["listing.supportLink", "https://contoso.com/support/2", [listing]],
  ["listing.contacts.support.url", "https://contoso.com/help/2", [listing]],
  ["listing.contacts.engineering.phone", "+1 425 555 0199", [listing]],
  ["listing.contacts.channelManager.name", "Somebody else", [listing]],
  ["previewAudience.subscriptions", [guids.otherSubscription], [audience]],
  ["resale.channel", "Disabled", [resale]],
  ["resale.tenantIds", [guids.principal], [resale]],
];

describe("an offer", () => {
  const bench = workbench();
  let program: Properties;
  let declared: Declared;

  before(async () => {
    program = await wholeOffer(bench, "whole-life");
    declared = bench.declared(offer);
    await declared.up(program);
  });

  it("is created with everything that the program says", async () => {
    const productId = declared.id as string;
    assert.equal(declared.outputs.productId, productId);
    assert.equal((await bench.colleague.products("whole-life"))[0]?.id, productId);
    const page = await bench.colleague.draft(productId, "Listing");
    assert.equal(page.summary, "In short");
    assert.equal((page.listingContacts as unknown[]).length, 3);
    const pictures = (await bench.colleague.images(productId)).map(({ type, state, order, description }) => [
      type,
      state,
      order,
      description,
    ]);
    assert.deepEqual(pictures, [
      ["AzureLogoSmall", "Uploaded", 0, undefined],
      ["AzureLogoMedium", "Uploaded", 0, undefined],
      ["AzureLogoLarge", "Uploaded", 0, undefined],
      ["AzureLogoWide", "Uploaded", 0, undefined],
      ["AzureLogoScreenshot", "Uploaded", 0, "The first"],
      ["AzureLogoScreenshot", "Uploaded", 1, "The second"],
    ]);
    const videos = await bench.colleague.media(productId, "videos");
    assert.deepEqual(
      videos.map(({ streamingUri, thumbnail }) => [streamingUri, (thumbnail as Properties).title]),
      [
        ["https://www.youtube.com/watch?v=tour", "The tour"],
        ["https://vimeo.com/1234", "The details"],
      ],
    );
    const documents = await bench.colleague.media(productId, "assets");
    assert.deepEqual(
      documents.map(({ type, friendlyName, description, state }) => [type, friendlyName, description, state]),
      [
        ["PdfDocument", "User guide, v1.2", "How to use it", "Uploaded"],
        ["PdfDocument", "Fact sheet", undefined, "Uploaded"],
      ],
    );
    const { resellerChannelState } = await bench.colleague.call("GET", `/products/${productId}/resellerConfiguration`);
    assert.equal(resellerChannelState, "Enabled");
  });

  it("is not touched, and not asked for, when the program is the same", async () => {
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
  });

  it("is read as the program has it, and then still has no difference", async () => {
    const { __provider, files, contentHash, ...inputs } = { ...declared.inputs };
    await declared.refresh();
    const { __provider: _, files: filesRead, contentHash: hashRead, ...read } = declared.inputs;
    assert.deepEqual(read, inputs);
    assert.deepEqual([filesRead, hashRead], [files, contentHash]);
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    assert.ok(__provider);
  });

  for (const [path, value, writes] of edits) {
    it(`writes ${writes.length === 1 ? "one part" : "nothing else"} when ${path} is edited`, async () => {
      setPath(program, path, value);
      const calls = await bench.writes(async () => assert.equal(await declared.up(program), "updated"));
      assert.deepEqual(calls, writes);
      assert.deepEqual(getPath(declared.outputs, path), value);
      assert.equal(await declared.up(program), "unchanged");
      await declared.refresh();
      assert.equal(await declared.up(program), "unchanged");
      assert.deepEqual(getPath(declared.inputs, path), value);
    });
  }

  it("goes over to the standard contract, which takes the place of its own terms", async () => {
    setPath(program, "properties.standardContract", true);
    setPath(program, "properties.termsOfUse", undefined);
    assert.deepEqual(await bench.writes(() => declared.up(program)), [property]);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
    assert.equal((await bench.colleague.draft(declared.id as string, "Property")).useEnterpriseContract, true);
  });

  for (const logo of ["small", "medium", "large", "wide"]) {
    it(`uploads only the ${logo} logo when its content has changed`, async () => {
      const sizes: Record<string, [number, number]> = {
        small: [48, 48],
        medium: [90, 90],
        large: [300, 300],
        wide: [255, 115],
      };
      const [width, height] = sizes[logo] as [number, number];
      setPath(program, `listing.logos.${logo}`, await bench.file(`other-${logo}.png`, png(width, height, 7)));
      assert.deepEqual(await bench.writes(() => declared.up(program)), [
        "POST /products/{productId}/listings/{id}/images",
        "PUT /products/{productId}/listings/{id}/images/{fileId}",
        "DELETE /products/{productId}/listings/{id}/images/{fileId}",
      ]);
      assert.equal(await declared.up(program), "unchanged");
      await declared.refresh();
      assert.equal(await declared.up(program), "unchanged");
    });
  }

  it("has no difference when a picture moves to another path", async () => {
    setPath(program, "listing.logos.small", await bench.file("moved.png", png(48, 48, 7)));
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
  });

  it("brings screenshots into another order, and to another caption", async () => {
    const screenshots = getPath(program, "listing.screenshots") as Properties[];
    setPath(program, "listing.screenshots", [screenshots[1], { ...screenshots[0], caption: "Was the first" }]);
    assert.equal(await declared.up(program), "updated");
    const shown = (await bench.colleague.images(declared.id as string))
      .filter(({ type }) => type === "AzureLogoScreenshot")
      .map(({ order, description }) => [order, description]);
    assert.deepEqual(shown.sort(), [
      [0, "The second"],
      [1, "Was the first"],
    ]);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("takes the screenshots away when they are taken out of the program", async () => {
    setPath(program, "listing.screenshots", undefined);
    assert.equal(await declared.up(program), "updated");
    const types = (await bench.colleague.images(declared.id as string)).map(({ type }) => type);
    assert.deepEqual(types.sort(), ["AzureLogoLarge", "AzureLogoMedium", "AzureLogoSmall", "AzureLogoWide"]);
    await declared.refresh();
    assert.equal(await declared.up(program), "unchanged");
  });

  it("goes back to what a new offer is when all is taken out of the program, and reads as such", async () => {
    const bare = { offerId: program.offerId, alias: program.alias, type: program.type };
    assert.equal(await declared.up(bare), "updated");
    const productId = declared.id as string;
    const page = await bench.colleague.draft(productId, "Listing");
    assert.equal(page.title, "whole-life alias");
    for (const key of ["summary", "shortDescription", "description"]) assert.ok(!page[key], key);
    for (const key of ["keywords", "listingUris", "listingContacts"]) assert.deepEqual(page[key] ?? [], [], key);
    const properties = await bench.colleague.draft(productId, "Property");
    assert.equal(properties.useEnterpriseContract, false);
    assert.ok(!properties.leveledCategories && !properties.appVersion && !properties.termsOfUse);
    assert.deepEqual((await bench.colleague.draft(productId, "ProductAvailability")).audiences, []);
    const reseller = await bench.colleague.call("GET", `/products/${productId}/resellerConfiguration`);
    assert.deepEqual([reseller.resellerChannelState, reseller.tenantIds ?? []], ["Disabled", []]);
    for (const kind of ["images", "videos", "assets"] as const) {
      assert.deepEqual(await bench.colleague.media(productId, kind), []);
    }
    assert.deepEqual(await bench.colleague.list(`/products/${productId}/cosellAssets`), []);
    const blocks = ["properties", "listing", "previewAudience", "resale", "coSell"];
    assert.deepEqual(
      blocks.filter((block) => declared.outputs[block] !== undefined),
      [],
    );
    assert.equal(await declared.up(bare), "unchanged");
    await declared.refresh();
    assert.deepEqual(
      blocks.filter((block) => declared.inputs[block] !== undefined),
      [],
    );
    assert.equal(await declared.up(bare), "unchanged");
  });

  it("is deleted while it is a draft, and a second time without complaint", async () => {
    await declared.destroy();
    assert.deepEqual(await bench.colleague.products("whole-life"), []);
    await declared.destroy();
    assert.equal(await declared.refresh(), false);
  });
});
