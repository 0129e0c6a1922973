/**
 * A creation whose engine is killed, then a text that is corrected in the program: what the killed run has written is
 * known as ours, and what a colleague has written meanwhile is not.
 */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Run } from "../../../provider/engine/run.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import { failure } from "../declared.js";
import { png } from "../pictures.js";
import { guids, pdf, smallOffer, smallPlan } from "../programs.js";
import { workbench } from "../workbench.js";

describe("a killed creation whose program is corrected", () => {
  const bench = workbench();
  const folder = () => join(bench.folder, "partnercenter", "unfinished");
  const kept = () => readdir(folder()).catch(() => []);
  let count = 0;
  beforeEach(() => rm(folder(), { recursive: true, force: true }));

  /** A provider process whose engine is killed after so many writes; nothing of what it has reached is stored. */
  function killedAfter(writes: number): { run: Run; isKilled: () => boolean } {
    const run = bench.run();
    let done = 0;
    const stillWanted = async () => {
      if (++done > writes) throw new Error("the engine is gone");
    };
    return { run: Object.assign(run, { stillWanted }), isKilled: () => done > writes };
  }

  const contact = (name: string) => ({ name, email: `${name}@contoso.com`, phone: "+1 425 555 0100" });

  async function offerProgram(): Promise<Properties> {
    const program = await smallOffer(bench, `corrected-${++count}`);
    setPath(program, "properties.termsOfUse", "First terms");
    setPath(program, "listing.contacts", { support: contact("support"), engineering: contact("first") });
    setPath(program, "listing.screenshots", [
      { file: await bench.file("shot.png", png(1280, 720, 9)), caption: "First" },
    ]);
    const file = await bench.file("corrected.pdf", pdf("corrected"));
    return {
      ...program,
      setup: { callToAction: "contact-me" },
      leads: { marketo: { serverId: "1", munchkinAccountId: "2", formId: "3" }, contactEmail: "first@contoso.com" },
      previewAudience: { subscriptions: [guids.subscription], emails: { "reviewer@contoso.com": "first" } },
      resale: { channel: "PartialOptIn", tenantIds: [guids.tenant] },
      coSell: { offerType: "First", documents: { "Deck.pdf": { file, type: "First" } } },
      translations: { "de-DE": { title: "Erster", summary: "Kurz" } },
    };
  }

  async function planProgram(): Promise<Properties> {
    const productId = String((await bench.colleague.createProduct(`corrected-${++count}`, "Plans")).id);
    const program: Properties = smallPlan(productId, "plan", "unused");
    delete program.technicalConfiguration;
    return {
      ...program,
      setup: { leadGenId: "first" },
      translations: { "de-de": { title: "Erster", summary: "Kurz" } },
    };
  }

  const offerCorrections: Record<string, unknown> = {
    "properties.termsOfUse": "Second terms",
    "listing.description": "<p>Second</p>",
    "listing.contacts.engineering.name": "second",
    "listing.screenshots": "caption",
    "setup.callToAction": "free",
    "leads.contactEmail": "second@contoso.com",
    "previewAudience.emails": { "reviewer@contoso.com": "second" },
    "resale.channel": "Enabled",
    "coSell.offerType": "Second",
    "coSell.documents": "type",
    "translations.de-DE.title": "Zweiter",
  };
  const planCorrections: Record<string, unknown> = {
    name: "Another name",
    "setup.leadGenId": "second",
    "listing.summary": "Second",
    "availability.monthlyPrice": 11,
    "availability.markets": ["US", "DE"],
    "translations.de-de.title": "Zweiter",
  };

  function correct(program: Properties, path: string, value: unknown): Properties {
    const corrected = structuredClone(program);
    if (path === "listing.screenshots")
      (getPath(corrected, path) as Properties[])[0] = {
        ...(getPath(corrected, path) as Properties[])[0],
        caption: "Second",
      };
    else if (path === "coSell.documents") setPath(corrected, path, mapTypes(getPath(corrected, path) as Properties));
    else setPath(corrected, path, value);
    return corrected;
  }
  const mapTypes = (documents: Properties) =>
    Object.fromEntries(
      Object.entries(documents).map(([name, one]) => [name, { ...(one as Properties), type: "Second" }]),
    );

  for (const [what, kind, make, corrections] of [
    ["an offer", offer, offerProgram, offerCorrections],
    ["a plan", plan, planProgram, planCorrections],
  ] as const) {
    /** @returns Whether it was killed. */
    async function goOn(writes: number, paths: readonly string[]): Promise<boolean> {
      const program = await make();
      const { run, isKilled } = killedAfter(writes);
      await bench
        .declared(kind, run)
        .up(program)
        .catch(() => undefined);
      if (!isKilled()) return false;
      const second = bench.declared(kind);
      const corrected = paths.reduce((last, path) => correct(last, path, corrections[path]), program);
      await second.up(corrected);
      assert.deepEqual(await kept(), [], "nothing is kept of what is finished");
      assert.deepEqual(await bench.printed(() => second.refresh()), [], `killed after ${writes} writes`);
      assert.equal(await second.up(corrected), "unchanged", `killed after ${writes} writes`);
      return true;
    }
    let most = 0;

    it(`of ${what} is gone on with after any of its writes, with a text of each page corrected`, async function () {
      this.timeout(0); // ends with the last write of a creation
      while (await goOn(most, Object.keys(corrections))) most += 1;
      assert.ok(most > 3, `${most} writes`);
    });

    for (const path of Object.keys(corrections)) {
      it(`of ${what} is gone on with when only ${path} is corrected`, async () => {
        assert.ok(await goOn(most - 1, [path]), "killed before the state was stored");
      });
    }
  }

  /** A creation that was killed after its last write, before anything was stored. */
  async function killed(program: Properties, kind: typeof offer | typeof plan = offer): Promise<string> {
    const { run } = killedAfter(Number.POSITIVE_INFINITY);
    const first = bench.declared(kind, run);
    const make = run.unfinished.bind(run);
    run.unfinished = (object) => Object.assign(make(object), { forget: async () => {} });
    await first.up(program);
    return String(first.id);
  }

  const theirs: Record<string, (id: string) => Promise<unknown>> = {
    "listing.summary": (id) => bench.colleague.edit(id, "Listing", { summary: "Theirs" }),
    "listing.gettingStartedInstructions": (id) =>
      bench.colleague.edit(id, "Listing", { gettingStartedInstructions: "Theirs" }),
    "setup.callToAction": async (id) => {
      const setup = await bench.colleague.call("GET", `/products/${id}/setup`);
      await bench.colleague.call("POST", `/products/${id}/setup`, { ...setup, callToAction: "free-trial" });
    },
    "listing.screenshots": async (id) => {
      const shot = (await bench.colleague.images(id)).find(({ type }) => type === "AzureLogoScreenshot");
      await bench.colleague.editMedia(id, "images", shot?.id, { description: "Theirs" });
    },
    "listing.logos": (id) => bench.colleague.replaceImage(id, "AzureLogoLarge", "theirs.png", png(220, 220, 1)),
    "translations.de-de.summary": async (id) => {
      const listing = await bench.colleague.listing(id, "de-de");
      const path = `/products/${id}/listings/${listing.id}`;
      await bench.colleague.call("PUT", path, { ...listing, summary: "Ihres" }, { "if-match": "*" });
    },
  };
  for (const [path, edit] of Object.entries(theirs)) {
    it(`is not gone on with when a colleague has worked on it meanwhile (${path})`, async () => {
      const program = await offerProgram();
      const id = await killed(program);
      await edit(id);
      const corrected = correct(program, "properties.termsOfUse", "Second terms");
      const declared = bench.declared(offer);
      let error = new Error();
      assert.deepEqual(
        await bench.writes(async () => {
          error = await failure(declared.up(corrected));
        }),
        [],
      );
      assert.match(error.message.toLowerCase(), new RegExp(path.toLowerCase()));
      assert.match(error.message, /`adopt: true`/);
      await declared.up({ ...corrected, adopt: true });
      await declared.refresh();
      assert.deepEqual(await kept(), []);
    });
  }

  it("keeps what it no longer sets, and says so", async () => {
    const program = await offerProgram();
    await killed(program);
    const { leads: _, translations: __, ...less } = structuredClone(program);
    setPath(less, "listing.summary", undefined);
    const lines = await bench.printed(async () => {
      await bench.declared(offer).up(less);
    });
    assert.match(lines.join("\n"), /listing\.summary stays as an interrupted run has written it/);
    assert.match(lines.join("\n"), /leads\.contactEmail stays as/);
  });

  it("is refused like a colleague's work on another machine, for which the error names the way out", async () => {
    const program = await offerProgram();
    await killed(program);
    await rm(folder(), { recursive: true });
    const error = await failure(bench.declared(offer).up(correct(program, "properties.termsOfUse", "Second terms")));
    assert.match(error.message, /interrupted on another machine.*`adopt: true`/);
  });

  it("is known by hashes only, in a file that only its owner reads", async () => {
    const program = await offerProgram();
    setPath(program, "leads", { azureTable: { connectionString: "AccountKey=the-first" } });
    await killed(program);
    const [name = ""] = await kept();
    const text = await readFile(join(folder(), name), "utf8");
    if (process.platform !== "win32") assert.equal((await stat(join(folder(), name))).mode & 0o077, 0);
    for (const word of ["First", "Contoso", "AccountKey", "corrected"]) assert.ok(!text.includes(word), word);
    await rm(folder(), { recursive: true });
  });

  it("works without a folder that can be written, and with a file that is damaged", async () => {
    await rm(folder(), { recursive: true, force: true });
    await mkdir(join(bench.folder, "partnercenter"), { recursive: true });
    await writeFile(folder(), "a file where the folder should be");
    const program = await offerProgram();
    const declared = bench.declared(offer);
    await declared.up(program);
    assert.equal(await declared.up(program), "unchanged");
    await rm(folder());
    await killed(await offerProgram());
    const [name = ""] = await kept();
    await writeFile(join(folder(), name), "{");
    await bench.declared(offer).up(await offerProgram());
    await rm(folder(), { recursive: true });
  });
});
