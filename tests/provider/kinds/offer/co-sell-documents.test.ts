/** Documents for Microsoft's sellers: files of the offer, and the references to them in its co-sell listing. */
import assert from "node:assert/strict";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { front } from "../../front.js";
import { pdf, smallOffer } from "../../programs.js";
import { workbench } from "../../workbench.js";

const post = "POST /products/{productId}/cosellAssets";
const put = "PUT /products/{productId}/cosellAssets/{fileId}";
const remove = "DELETE /products/{productId}/cosellAssets/{fileId}";
const refer = "PUT /products/{productId}/cosellListing/{id}";

describe("documents for co-selling", () => {
  const bench = workbench();
  const service = front(bench);
  let count = 0;

  async function make(documents: Properties): Promise<{ declared: Declared; program: Properties; id: string }> {
    const program = { ...(await smallOffer(bench, `co-sell-${++count}`)), coSell: { documents } };
    const declared = bench.declared(offer);
    await declared.up(program);
    return { declared, program, id: declared.id as string };
  }
  const document = async (text: string, type = "Presentation") => ({
    file: await bench.file(`${text}.pdf`, pdf(text)),
    type,
  });
  const assets = (id: string) => bench.colleague.list(`/products/${id}/cosellAssets`);

  async function listing(id: string): Promise<Properties> {
    const [branch] = await bench.colleague.list(`/products/${id}/branches/getByModule(module=Cosell)`);
    const path = `/products/${id}/cosellListing/getByInstanceID(instanceID=${branch?.currentDraftInstanceID})`;
    const [found] = await bench.colleague.list(path);
    assert.ok(found);
    return { ...found, instance: branch?.currentDraftInstanceID };
  }
  const putListing = async (id: string, change: Properties) => {
    const { instance, ...body } = await listing(id);
    await bench.colleague.call("PUT", `/products/${id}/cosellListing/${instance}`, { ...body, ...change });
  };
  /** Every document has a reference of its type, and there are no others. */
  async function assertReferenced(id: string, more: Properties[] = []): Promise<void> {
    const wanted = (await assets(id)).map(({ id: value, type }) => ({ type, value }));
    const inOrder = (references: unknown) => (references as Properties[]).map((one) => JSON.stringify(one)).sort();
    assert.deepEqual(inOrder((await listing(id)).assetReferences), inOrder([...more, ...wanted]));
  }
  async function settled(declared: Declared, program: Properties): Promise<string[]> {
    const writes = await bench.writes(async () => assert.equal(await declared.up(program), "updated"));
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.deepEqual(getPath(declared.inputs, "coSell"), program.coSell);
    assert.equal(await declared.up(program), "unchanged");
    return writes;
  }

  it("are uploaded, referred to, changed, replaced and removed", async () => {
    const { declared, program, id } = await make({ "Sales deck.pdf": await document("deck") });
    const [deck] = await assets(id);
    assert.match(String(deck?.fileName), /^Sales deck-[0-9a-f]{12}\.pdf$/);
    assert.deepEqual([deck?.type, deck?.state], ["Presentation", "Uploaded"]);
    const { fileSasUri } = await bench.colleague.call(
      "GET",
      `/products/${id}/cosellAssets/${deck?.id}?$expand=FileSasUri`,
    );
    assert.deepEqual(await bench.colleague.bytes(fileSasUri), Buffer.from(pdf("deck")));
    await assertReferenced(id);

    const onePager = await document("one pager", "OnePager");
    program.coSell = { documents: { "Sales deck.pdf": await document("deck"), "One pager": onePager } };
    assert.deepEqual(await settled(declared, program), [post, put, refer]);
    await assertReferenced(id);
    program.coSell = { documents: { "Sales deck.pdf": await document("deck", "PitchDeck"), "One pager": onePager } };
    assert.deepEqual(await settled(declared, program), [put, refer]);
    await assertReferenced(id);
    program.coSell = {
      documents: { "Sales deck.pdf": await document("new deck", "PitchDeck"), "One pager": onePager },
    };
    assert.deepEqual(await settled(declared, program), [post, put, refer, remove]);
    await assertReferenced(id);
    program.coSell = { documents: { "One pager": onePager } };
    assert.deepEqual(await settled(declared, program), [refer, remove]);
    await assertReferenced(id);
    program.coSell = undefined;
    assert.deepEqual(await settled(declared, program), [refer, remove]);
    assert.deepEqual(await assets(id), []);
    await assertReferenced(id);
  });

  it("stand beside the texts of the co-sell listing, and neither loses the other's", async () => {
    const { declared, program, id } = await make({ "Deck.pdf": await document("deck") });
    const theirs = { type: "Elsewhere", value: "https://contoso.com/deck" };
    const { assetReferences } = await listing(id);
    await putListing(id, { assetReferences: [theirs, ...(assetReferences as Properties[])] });
    setPath(program, "coSell.offerType", "ipCoSell");
    assert.deepEqual(await settled(declared, program), [refer]);
    setPath(program, "coSell.documents", { "Deck.pdf": await document("deck"), "More.pdf": await document("more") });
    await settled(declared, program);
    assert.equal((await listing(id)).offerType, "ipCoSell");
    await assertReferenced(id, [theirs]);
  });

  it("come back when a colleague has removed the file or the reference, once a refresh has shown it", async () => {
    const { declared, program, id } = await make({ "Deck.pdf": await document("deck") });
    await putListing(id, { assetReferences: [] });
    await declared.refresh();
    assert.equal(getPath(declared.inputs, "coSell.documents"), undefined);
    assert.deepEqual(await bench.writes(() => declared.up(program)), [refer]);
    await assertReferenced(id);
    const [asset] = await assets(id);
    await bench.colleague.call("DELETE", `/products/${id}/cosellAssets/${asset?.id}`);
    await declared.refresh();
    assert.deepEqual(await settled(declared, program), [post, put, refer]);
    await assertReferenced(id);
  });

  it("are there also when the listing refers to them by their file's name", async () => {
    const { declared, program, id } = await make({ "Deck.pdf": await document("deck") });
    const [asset] = await assets(id);
    await putListing(id, { assetReferences: [{ type: "Presentation", value: asset?.fileName }] });
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    assert.deepEqual(declared.inputs.coSell, program.coSell);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("that a colleague has added are neither overwritten nor kept silently", async () => {
    const { declared, program, id } = await make({ "Deck.pdf": await document("deck") });
    const body = { resourceType: "CosellAsset", fileName: "Theirs.pdf", type: "Presentation" };
    const made = await bench.colleague.call("POST", `/products/${id}/cosellAssets`, body);
    await bench.colleague.call("PUT", `/products/${id}/cosellAssets/${made.id}`, { ...made, state: "Uploaded" });
    setPath(program, "coSell.documents", { "Deck.pdf": await document("deck", "Other") });
    assert.match(
      (await failure(declared.up(program))).message,
      /coSell\.documents has the document Theirs\.pdf .*pulumi refresh/,
    );
    await declared.refresh();
    const shown = getPath(declared.inputs, "coSell.documents") as Properties;
    assert.deepEqual(shown["Theirs.pdf"], { type: "Presentation", file: "Theirs.pdf" });
    await declared.up(program);
    assert.equal((await assets(id)).length, 1);
    await assertReferenced(id);
  });

  it("that a colleague has added before the program sets any are shown by a refresh, which the error asks for", async () => {
    const program: Properties = await smallOffer(bench, `co-sell-${++count}`);
    const declared = bench.declared(offer);
    await declared.up(program);
    const id = String(declared.id);
    const body = { resourceType: "CosellAsset", fileName: "theirs.pdf", type: "OnePager" };
    const made = await bench.colleague.call("POST", `/products/${id}/cosellAssets`, body);
    const done = { ...made, state: "Uploaded" };
    await bench.colleague.call("PUT", `/products/${id}/cosellAssets/${made.id}`, done, { "if-match": "*" });
    program.coSell = { documents: { "Deck.pdf": await document("first deck") } };
    const error = await failure(declared.up(program));
    assert.match(error.message, /coSell\.documents has the document theirs\.pdf .*`pulumi refresh` shows/);
    const lines = await bench.printed(() => declared.refresh());
    assert.match(lines.join("\n"), /coSell\.documents.*theirs\.pdf/);
    await declared.up(program);
    assert.deepEqual(
      (await assets(id)).map(({ type }) => type),
      ["Presentation"],
    );
  });

  it("are referred to beside what a colleague changes in the listing between our reading and our writing", async () => {
    const { declared, program, id } = await make({ "Deck.pdf": await document("guarded") });
    service.take(declared);
    setPath(program, "coSell.documents", { "Other.pdf": await document("other") });
    service.before = async (call) => {
      if (!call.startsWith("PUT ") || !call.includes("/cosellListing/")) return;
      service.before = async () => {};
      await putListing(id, { offerType: "Theirs" });
    };
    await declared.up(program);
    await assertReferenced(id);
    assert.equal((await listing(id)).offerType, "Theirs");
  });

  it("are refused offline when the file is missing or empty, or the type is", async () => {
    const program = await smallOffer(bench, "co-sell-findings");
    const documents = {
      "None.pdf": { file: "none.pdf", type: "Presentation" },
      "Empty.pdf": { file: await bench.file("empty.pdf", ""), type: "Presentation" },
      "Slides.pptx": { file: await bench.file("slides.pptx", "any bytes"), type: "" },
    };
    const { failures } = await bench
      .declared(offer, bench.run({}))
      .handlers.check({}, { ...program, coSell: { documents } });
    assert.deepEqual(failures.map(({ property, reason }) => `${property} ${reason.split(" (")[0]}`.trim()).sort(), [
      `coSell.documents["Empty.pdf"].file "${documents["Empty.pdf"].file}" is empty`,
      'coSell.documents["None.pdf"].file "none.pdf" does not exist',
      'coSell.documents["Slides.pptx"].type is empty; give the type of the document',
    ]);
  });

  it("are not asked for by a refresh where there are none", async () => {
    const declared = bench.declared(offer);
    await declared.up(await smallOffer(bench, "co-sell-none"));
    const calls = await bench.calls(() => declared.refresh());
    assert.deepEqual(
      calls.filter((call) => call.includes("cosellAssets")),
      [],
    );
  });
});
