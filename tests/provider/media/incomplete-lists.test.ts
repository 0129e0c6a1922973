/** A list of files that comes back empty or short once is not believed; a file that is gone is. */
import assert from "node:assert/strict";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import { failure } from "../declared.js";
import { front } from "../front.js";
import { png } from "../pictures.js";
import { pdf, wholeOffer } from "../programs.js";
import { workbench } from "../workbench.js";

describe("files that a list leaves out once", () => {
  const bench = workbench();
  const service = front(bench);
  let count = 0;

  async function make() {
    const program = await wholeOffer(bench, `incomplete-${++count}`);
    const declared = bench.declared(offer);
    declared.process = () => service.run();
    await declared.up(program);
    return { declared, program, id: String(declared.id) };
  }

  const entry = (program: Properties, list: string) =>
    (getPath(program, `listing.${list}`) as Properties[])[0] as Properties;

  const lists = {
    "listings/{id}/images": /\/listings\/[^/]+\/images(\?|$)/,
    "listings/{id}/videos": /\/listings\/[^/]+\/videos(\?|$)/,
    "listings/{id}/assets": /\/listings\/[^/]+\/assets(\?|$)/,
    cosellAssets: /\/cosellAssets(\?|$)/,
  };

  /** From now on a list leaves out all files, or all but the last. */
  function leaveOut(list: RegExp, left: number): void {
    service.answer = (call, body) =>
      call.startsWith("GET ") && list.test(call) && Array.isArray(body.value)
        ? { ...body, value: body.value.slice(body.value.length - left) }
        : body;
  }

  async function filesOf(id: string): Promise<unknown[]> {
    const all = [
      ...(await bench.colleague.media(id, "images")),
      ...(await bench.colleague.media(id, "videos")),
      ...(await bench.colleague.media(id, "assets")),
      ...(await bench.colleague.list(`/products/${id}/cosellAssets`)),
    ];
    return all.map((file) => file.id).sort();
  }

  for (const [name, list] of Object.entries(lists)) {
    for (const left of [0, 1]) {
      it(`are seen by a refresh all the same (${name}, ${left} left)`, async () => {
        const { declared, program } = await make();
        leaveOut(list, left);
        assert.deepEqual(await bench.printed(() => declared.refresh()), []);
        service.answer = (_, body) => body;
        assert.equal((await declared.diff(program)).changes, false);
        assert.equal(await declared.up(program), "unchanged");
      });

      it(`are neither left behind nor uploaded twice (${name}, ${left} left)`, async () => {
        const { declared, program, id } = await make();
        const before = await filesOf(id);
        setPath(program, "listing.logos.small", await bench.file("incomplete-small.png", png(48, 48, 99)));
        entry(program, "screenshots").caption = "Another caption";
        entry(program, "videos").title = "Another title";
        setPath(program, "listing.documents.Fact sheet.description", "Another");
        setPath(program, "coSell.documents", {
          "Sales deck.pdf": {
            file: await bench.file("incomplete-deck.pdf", pdf("Another deck")),
            type: "Presentation",
          },
        });
        leaveOut(list, left);
        await declared.up(program);
        service.answer = (_, body) => body;
        assert.equal((await filesOf(id)).length, before.length);
        assert.deepEqual(await bench.printed(() => declared.refresh()), []);
        assert.equal(await declared.up(program), "unchanged");
      });
    }
  }

  it("are seen by a refresh all the same (documents for sellers, with the branch of their listing)", async () => {
    for (const isSet of [true, false]) {
      const { declared, program } = await make();
      if (!isSet) {
        setPath(program, "coSell", undefined);
        declared.inputs = { ...declared.inputs, coSell: undefined };
        declared.outputs = { ...declared.outputs, coSell: undefined };
      }
      await declared.refresh();
      let isDone = false;
      service.answer = (call, body) => {
        if (isDone || !call.includes("getByModule(module=Cosell)")) return body;
        isDone = true;
        return { ...body, value: [] };
      };
      assert.deepEqual(await bench.printed(() => declared.refresh()), []);
      service.answer = (_, body) => body;
      assert.deepEqual(await bench.printed(() => declared.refresh()), []);
    }
  });

  it("cost nothing when none is left out", async () => {
    const { declared } = await make();
    const calls = await bench.calls(() => declared.refresh());
    assert.deepEqual(
      calls.filter((call) => /(images|videos|assets|cosellAssets)\/\{/.test(call)),
      [],
    );
  });

  it("are gone when they are not found by their id either", async () => {
    const { declared, program, id } = await make();
    const [logo] = (await bench.colleague.images(id)).filter(({ type }) => type === "AzureLogoSmall");
    await bench.colleague.deleteMedia(id, "images", logo?.id);
    await declared.refresh();
    assert.equal((await declared.diff(program)).changes, true);
    assert.equal(await declared.up(program), "updated");
    assert.equal((await bench.colleague.images(id)).length, 6);
  });

  it("may be removed by somebody else while we remove them", async () => {
    const { declared, program, id } = await make();
    setPath(program, "listing.logos.small", undefined);
    service.before = async (call) => {
      if (!call.startsWith("DELETE ")) return;
      service.before = async () => {};
      await bench.colleague.call("DELETE", call.slice("DELETE ".length));
    };
    await declared.up(program);
    assert.equal((await bench.colleague.images(id)).length, 5);
    assert.equal(await declared.up(program), "unchanged");
  });

  for (const force of [false, true]) {
    it(`may be removed by somebody else while we change them${force ? ", with force" : ""}`, async () => {
      const { declared, program, id } = await make();
      entry(program, "screenshots").caption = "Another caption";
      service.before = async (call) => {
        if (!call.startsWith("PUT ") || !call.includes("/images/")) return;
        service.before = async () => {};
        await bench.colleague.call("DELETE", call.slice("PUT ".length));
      };
      if (force) {
        await declared.up({ ...program, force });
      } else {
        const error = await failure(declared.up(program));
        assert.match(error.message, /listing\.screenshots\[0\]\.file was removed\. `pulumi refresh` shows/);
        await declared.refresh();
        await declared.up(program);
      }
      assert.equal((await bench.colleague.images(id)).length, 6);
      await declared.refresh();
      assert.equal(await declared.up(program), "unchanged");
    });
  }
});
