/** A create that is killed after any of its requests is continued by the next one: nothing is made twice. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { submission } from "../../../provider/kinds/publishing/submission.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { sampleStep } from "../../properties/seeds.js";
import type { Declared } from "../declared.js";
import { png } from "../pictures.js";
import { packageFolder, pdf, smallOffer, wholeOffer, wholePlan } from "../programs.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

describe("a create that is killed", () => {
  const bench = workbench();

  /** Runs a create of which nothing but the first `count` requests reaches the service; true when it needed no more. */
  async function killedAfter(count: number, declared: Declared, program: Properties): Promise<boolean> {
    const before = bench.emulator.requests().length;
    bench.emulator.setFaults([
      { operation: "* /products*", nth: count + 1, times: 1_000_000, effect: { status: 400 } },
    ]);
    const ended = await declared.up(program).then(
      () => true,
      () => false,
    );
    bench.emulator.setFaults([]);
    const lost = bench.emulator
      .requests()
      .slice(before)
      .filter(({ kind, status }) => kind === "api" && status === 400);
    assert.equal(lost.length > 0, !ended, "the create failed for no other reason");
    return ended;
  }

  /**
   * Lets one kill, and all that follows it, take 20 s. How many there are, and so what all of them take, does not
   * matter.
   */
  async function inTime<T>(work: () => Promise<T>): Promise<T> {
    const done = new AbortController();
    const tooLong = sleep(20_000, undefined, { signal: done.signal }).then(() => assert.fail("a kill takes over 20 s"));
    tooLong.catch(() => undefined);
    try {
      return await Promise.race([work(), tooLong]);
    } finally {
      done.abort();
    }
  }

  /**
   * Kills after each request until a create needs no more; in `npm test`, after every third.
   * @returns How often it was killed, or would have been.
   */
  async function eachRound(test: Mocha.Context, isLast: (round: number) => Promise<boolean>): Promise<number> {
    test.timeout(0); // see `inTime`
    for (let round = 0; round < 500; round += sampleStep) {
      if (await inTime(() => isLast(round))) return round;
    }
    return assert.fail("a create needs more and more requests");
  }

  /** A resource of which the state was lost, as when the engine is killed during a create. */
  function eachKill(
    test: Mocha.Context,
    make: (round: number) => Promise<[Declared, Declared, Properties]>,
    look: (declared: Declared) => Promise<void>,
  ): Promise<number> {
    return eachRound(test, async (round) => {
      const [first, second, program] = await make(round);
      const ended = await killedAfter(round, first, program);
      await second.up(program);
      assert.equal(await second.up(program), "unchanged");
      await look(second);
      return ended;
    });
  }

  it("of an offer", async function () {
    const kills = await eachKill(
      this,
      async (round) => [bench.declared(offer), bench.declared(offer), await wholeOffer(bench, `killed-${round}`)],
      async (declared) => {
        const offerId = String(declared.outputs.offerId);
        assert.deepEqual(
          (await bench.colleague.products(offerId)).map(({ id }) => id),
          [declared.id],
        );
        const images = await bench.colleague.images(declared.id as string);
        assert.deepEqual(
          images.map(({ type, state, order }) => `${type} ${state} ${order}`).sort(),
          [
            "AzureLogoLarge Uploaded 0",
            "AzureLogoMedium Uploaded 0",
            "AzureLogoScreenshot Uploaded 0",
            "AzureLogoScreenshot Uploaded 1",
            "AzureLogoSmall Uploaded 0",
            "AzureLogoWide Uploaded 0",
          ],
          `${offerId}`,
        );
        for (const [language, videos, documents] of [
          ["en-us", ["The tour", "The details"], ["User guide, v1.2", "Fact sheet"]],
          ["de-de", ["Der Rundgang"], ["Handbuch"]],
        ] as const) {
          const shown = await bench.colleague.media(declared.id as string, "videos", language);
          const titles = shown.map(({ thumbnail, state }) => [(thumbnail as Properties).title, state]);
          assert.deepEqual(
            titles,
            videos.map((title) => [title, "Uploaded"]),
          );
          const assets = await bench.colleague.media(declared.id as string, "assets", language);
          assert.deepEqual(
            assets.map(({ friendlyName, state }) => [friendlyName, state]),
            documents.map((title) => [title, "Uploaded"]),
          );
        }
        assert.equal((await bench.colleague.draft(declared.id as string, "Listing")).summary, "In short");
      },
    );
    assert.ok(kills > 45, `${kills} kills`);
  });

  it("of a plan", async function () {
    const productId = String((await bench.colleague.createProduct("killed-plans", "Plans")).id);
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: productId, path: await packageFolder(bench, "app") });
    const kills = await eachKill(
      this,
      async (round) => [
        bench.declared(plan),
        bench.declared(plan),
        wholePlan(productId, `plan-${round}`, asset.id as string),
      ],
      async (declared) => {
        const variants = await bench.colleague.list(`/products/${productId}/variants`);
        const ours = variants.filter(({ externalID }) => externalID === declared.outputs.planId);
        assert.deepEqual(
          ours.map(({ id }) => `${productId}/${id}`),
          [declared.id],
        );
      },
    );
    assert.ok(kills > 8, `${kills} kills`);
  });

  it("of a package", async function () {
    const productId = String((await bench.colleague.createProduct("killed-packages", "Packages")).id);
    const kills = await eachKill(
      this,
      async (round) => [
        bench.declared(applicationPackage),
        bench.declared(applicationPackage),
        { offer: productId, path: await packageFolder(bench, `killed-app-${round}`, `content ${round}`) },
      ],
      async (declared) => {
        const packages = await bench.colleague.list(`/products/${productId}/packages`);
        const name = (declared.opened().observed as Properties).fileName;
        const ours = packages.filter(({ fileName }) => fileName === name);
        assert.deepEqual(
          ours.map(({ id, state }) => [id, state]),
          [[declared.outputs.packageId, "Processed"]],
        );
      },
    );
    assert.ok(kills >= 4, `${kills} kills`);
  });

  it("of a submission", async function () {
    let last: WholeProgram | undefined;
    const kills = await eachKill(
      this,
      async (round) => {
        last = await WholeProgram.make(bench, `killed-submission-${round}`);
        return [bench.declared(submission), bench.declared(submission), last.submission()];
      },
      async (declared) => {
        assert.equal(declared.outputs.releaseNumber, 1, "submitted once");
        assert.equal(declared.outputs.substate, "ReadyToPublish");
        assert.ok(declared.outputs.draftHash);
        const all = await bench.colleague.list(`/products/${declared.id}/submissions`);
        assert.deepEqual(
          all.map(({ id }) => id),
          [declared.outputs.submissionId],
        );
      },
    );
    assert.ok(kills > 10, `${kills} kills`);
  });

  for (const isStateKept of [true, false]) {
    it(`is an update of an offer's files, ${isStateKept ? "of which the engine has kept what was reached" : "of which nobody knows"}`, async function () {
      const shot = async (shade: number, caption: string) => ({
        file: await bench.file(`update-${shade}.png`, png(1280, 720, shade)),
        caption,
      });
      const [one, two, three, four] = await Promise.all([shot(1, "1"), shot(2, "2"), shot(3, "3"), shot(4, "4")]);
      const video = (title: string, { file }: { file: string }) => ({
        title,
        address: `https://youtu.be/${title}`,
        thumbnail: file,
      });
      const document = async (text: string) => ({ file: await bench.file(`${text}.pdf`, pdf(text)) });
      const [a, b] = [await document("a"), await document("b")];
      const typed = { type: "Presentation" };
      const kills = await eachRound(this, async (round) => {
        const program = await smallOffer(bench, `killed-update-${isStateKept}-${round}`);
        const declared = bench.declared(offer);
        const listing = { screenshots: [one, two, three], videos: [video("v", one), video("w", two)] };
        await declared.up({
          ...program,
          listing: { ...listing, documents: { A: a, B: b } },
          coSell: { documents: { A: { ...a, ...typed } } },
        });
        const wanted = {
          ...program,
          listing: {
            logos: { small: await bench.file("update-small.png", png(48, 48)) },
            screenshots: [{ ...three, caption: "III" }, four, one],
            videos: [video("w", two), video("v", three)],
            documents: { "A too": a, C: b },
          },
          translations: { "de-de": { documents: { A: a } } },
          coSell: { documents: { A: { ...b, ...typed } } },
        };
        const { outputs, inputs } = declared;
        const ended = await killedAfter(round, declared, wanted);
        if (!isStateKept && !ended) Object.assign(declared, { outputs, inputs, isPartial: false });
        await declared.up(wanted);
        const printed = await bench.printed(() => declared.refresh());
        assert.deepEqual(printed, [], `killed after ${round} requests`);
        assert.equal(await declared.up(wanted), "unchanged", `killed after ${round} requests`);
        const id = declared.id as string;
        const counts = [
          await bench.colleague.media(id, "images"),
          await bench.colleague.media(id, "videos"),
          await bench.colleague.media(id, "assets"),
          await bench.colleague.media(id, "assets", "de-de"),
          await bench.colleague.list(`/products/${id}/cosellAssets`),
        ].map((files) => files.map(({ state }) => state).join(" "));
        const uploaded = (count: number) => Array(count).fill("Uploaded").join(" ");
        assert.deepEqual(counts, [uploaded(4), uploaded(2), uploaded(2), uploaded(1), uploaded(1)]);
        return ended;
      });
      assert.ok(kills >= 25, `${kills} kills`);
    });
  }

  it("in the middle of a request whose work was done makes nothing twice either", async function () {
    this.timeout(0); // see `inTime`
    const lost = (operation: string) => [{ operation, nth: 1, effect: { reset: "after" as const } }];
    const program = await wholeOffer(bench, "lost-replies");
    const file = await bench.file("deck.pdf", pdf("deck"));
    setPath(program, "coSell.documents", { "Sales deck": { file, type: "Presentation" } });
    for (const operation of [
      "POST /products",
      "POST /products/{id}/listings/{id}/images",
      "PUT /products/{id}/listings/{id}/images/{id}",
      "POST /products/{id}/listings/{id}/videos",
      "PUT /products/{id}/listings/{id}/videos/{id}",
      "POST /products/{id}/listings/{id}/assets",
      "PUT /products/{id}/listings/{id}/assets/{id}",
      "POST /products/{id}/cosellAssets",
      "PUT /products/{id}/cosellAssets/{id}",
      "PUT /products/{id}/listings/{id}",
    ]) {
      await inTime(async () => {
        bench.emulator.setFaults(lost(operation));
        const declared = bench.declared(offer);
        await declared.up(program);
        assert.equal((await bench.colleague.products("lost-replies")).length, 1, operation);
        for (const [kind, count] of [
          ["images", 6],
          ["videos", 2],
          ["assets", 2],
        ] as const) {
          assert.equal((await bench.colleague.media(declared.id as string, kind)).length, count, operation);
        }
        const documents = await bench.colleague.list(`/products/${declared.id}/cosellAssets`);
        assert.equal(documents.length, 1, operation);
        await declared.destroy();
      });
    }
    await inTime(async () => {
      const whole = await WholeProgram.make(bench, "lost-submission");
      bench.emulator.setFaults(lost("POST /products/{id}/submissions"));
      const declared = await whole.submit();
      assert.equal(declared.outputs.releaseNumber, 1);
      assert.equal((await bench.colleague.list(`/products/${whole.productId}/submissions`)).length, 1);
    });
  });
});
