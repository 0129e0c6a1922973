/**
 * A creation whose engine is killed, then a text that is corrected in the program: what the killed run has written is
 * known as ours, and what a colleague has written meanwhile is not.
 */
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import {
  correct,
  correctedOffer,
  correctedPlan,
  killed,
  killedAfter,
  theirEdits,
  unfinishedIn,
} from "../corrections.js";
import { failure } from "../declared.js";
import { workbench } from "../workbench.js";

describe("a killed creation whose program is corrected", () => {
  const bench = workbench();
  const folder = () => unfinishedIn(bench);
  const kept = () => readdir(folder()).catch(() => []);
  beforeEach(() => rm(folder(), { recursive: true, force: true }));

  for (const { what, kind, make, corrections } of [correctedOffer, correctedPlan]) {
    /** @returns Whether it was killed. */
    async function goOn(writes: number, paths: readonly string[]): Promise<boolean> {
      const program = await make(bench);
      const { run, isKilled } = killedAfter(bench.run(), writes);
      await bench
        .declared(kind, run)
        .up(program)
        .catch(() => undefined);
      if (!isKilled()) return false;
      const second = bench.declared(kind);
      const corrected = paths.reduce((last, path) => correct(last, path, corrections[path]), program);
      await second.up(corrected);
      assert.deepEqual(await bench.printed(() => second.refresh()), [], `killed after ${writes} writes`);
      assert.equal(await second.up(corrected), "unchanged", `killed after ${writes} writes`);
      assert.deepEqual(await kept(), [], "nothing is kept of what the state knows");
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

  /** A creation that has come to its end, but was not stored: its engine was killed in that moment. */
  async function created(program: Properties): Promise<string> {
    const first = bench.declared(correctedOffer.kind);
    await first.up(program);
    return String(first.id);
  }
  const offerProgram = () => correctedOffer.make(bench);
  const declaredOffer = () => bench.declared(correctedOffer.kind);

  const theirs: typeof theirEdits = {
    ...theirEdits,
    "listing.gettingStartedInstructions": ({ colleague }, id) =>
      colleague.edit(id, "Listing", { gettingStartedInstructions: "Theirs" }),
  };
  for (const [path, edit] of Object.entries(theirs)) {
    it(`is not gone on with when a colleague has worked on it meanwhile (${path})`, async () => {
      const program = await offerProgram();
      const id = await created(program);
      await edit(bench, id);
      const corrected = correct(program, "properties.termsOfUse", "Second terms");
      const declared = declaredOffer();
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
    });
  }

  for (const [{ what, kind, make }, other, writes] of [
    [correctedOffer, { alias: "Another alias" }, 4],
    [correctedPlan, { planType: "solution-template", availability: undefined }, 2],
  ] as const) {
    it(`of ${what} in the place of another one is gone on with`, async () => {
      const program = await make(bench);
      const declared = bench.declared(kind);
      await declared.up(program);
      const second: Properties = { ...structuredClone(program), ...other };
      setPath(second, "listing.summary", "Second");
      assert.ok(await killed(bench, declared, second, writes));
      setPath(second, "listing.summary", "Third");
      const lines = await bench.printed(async () => assert.equal(await declared.up(second), "replaced"));
      assert.doesNotMatch(lines.join("\n"), /could not be found out/);
      assert.deepEqual(await bench.printed(() => declared.refresh()), []);
      assert.equal(await declared.up(second), "unchanged");
    });
  }

  it("keeps what it no longer sets, and says so", async () => {
    const program = await offerProgram();
    await created(program);
    const { leads: _, translations: __, ...less } = structuredClone(program);
    setPath(less, "listing.summary", undefined);
    const lines = await bench.printed(async () => {
      await declaredOffer().up(less);
    });
    assert.match(lines.join("\n"), /listing\.summary stays as an interrupted run has written it/);
    assert.match(lines.join("\n"), /leads\.contactEmail stays as/);
  });

  it("is not gone on with when a colleague has deleted the offer and made it anew", async () => {
    const program = await offerProgram();
    const id = await created(program);
    await bench.colleague.call("DELETE", `/products/${id}`);
    const anew = await bench.colleague.createProduct(String(program.offerId), String(program.alias));
    await bench.colleague.edit(String(anew.id), "Property", { termsOfUse: "First terms" });
    const error = await failure(declaredOffer().up(correct(program, "properties.termsOfUse", "Second terms")));
    assert.match(error.message, /properties\.termsOfUse is "First terms"/);
  });

  it("of a plan is not gone on with when a colleague has deleted it and made it anew", async () => {
    const program = await correctedPlan.make(bench);
    const first = bench.declared(correctedPlan.kind);
    await first.up(program);
    const [productId, variantId] = String(first.id).split("/");
    const plans = `/products/${productId}/variants`;
    const { id: _, ...body } = await bench.colleague.call("GET", `${plans}/${variantId}`);
    await bench.colleague.call("DELETE", `${plans}/${variantId}`);
    await bench.colleague.call("POST", plans, body);
    const error = await failure(bench.declared(correctedPlan.kind).up(correct(program, "name", "Another name")));
    assert.match(error.message, /a plan with this id exists already and its name is/);
  });

  it("is not gone on with once the engine had stored it: a later run has asked for it", async () => {
    for (const command of ["up", "preview"] as const) {
      const program = await offerProgram();
      const first = declaredOffer();
      await first.up(program);
      await (command === "up" ? first.up(program) : first.diff(program));
      assert.deepEqual(await kept(), [], command);
      const error = await failure(declaredOffer().up(correct(program, "properties.termsOfUse", "Second terms")));
      assert.match(error.message, /properties\.termsOfUse is "First terms"/);
    }
  });

  it("is not gone on with by another stack on the same machine", async () => {
    const program = { ...(await offerProgram()), __stack: "offers/dev" };
    await created(program);
    const corrected = correct(program, "properties.termsOfUse", "Second terms");
    const error = await failure(declaredOffer().up({ ...corrected, __stack: "offers/prod" }));
    assert.match(error.message, /properties\.termsOfUse is "First terms"/);
    const declared = declaredOffer();
    await declared.up(corrected);
    assert.equal(await declared.up({ ...corrected, __stack: "offers/renamed" }), "unchanged");
    assert.ok(!("__stack" in declared.outputs));
  });

  it("is not gone on with after more than a week", async () => {
    const program = await offerProgram();
    await created(program);
    const [name = ""] = await kept();
    const eightDaysAgo = Date.now() / 1000 - 8 * 24 * 60 * 60;
    await utimes(join(folder(), name), eightDaysAgo, eightDaysAgo);
    const error = await failure(declaredOffer().up(correct(program, "properties.termsOfUse", "Second terms")));
    assert.match(error.message, /properties\.termsOfUse is "First terms"/);
  });

  it("is refused like a colleague's work on another machine, for which the error names the way out", async () => {
    const program = await offerProgram();
    await created(program);
    await rm(folder(), { recursive: true });
    const error = await failure(declaredOffer().up(correct(program, "properties.termsOfUse", "Second terms")));
    assert.match(error.message, /interrupted on another machine.*`adopt: true`/);
  });

  it("with other credentials is gone on with, unless a colleague has set his own", async () => {
    const leads = (text: string) => ({ azureTable: { connectionString: `AccountKey=${text}` } });
    for (const isUpdate of [false, true]) {
      const program = { ...(await offerProgram()), leads: leads("first") };
      const declared = declaredOffer();
      if (isUpdate) await declared.up(program);
      await killed(bench, declared, { ...program, leads: leads("second") }, Number.POSITIVE_INFINITY);
      await declared.up({ ...program, leads: leads("third") });
      assert.deepEqual(await bench.printed(() => declared.refresh()), []);
      assert.equal(await declared.up({ ...program, leads: leads("third") }), "unchanged");

      await killed(bench, declared, { ...program, leads: leads("fourth") }, Number.POSITIVE_INFINITY);
      const at = `/products/${declared.id}/leadconfiguration`;
      const theirs = { ...(await bench.colleague.call("GET", at)), connectionString: "AccountKey=theirs" };
      await bench.colleague.call("POST", at, theirs);
      const error = await failure(declared.up({ ...program, leads: leads("fifth") }));
      assert.match(error.message, /leads\.azureTable\.connectionString is \(a secret\)/);
    }
  });

  it("with other texts that the program marks as secret is gone on with", async () => {
    const program: Properties = { ...(await offerProgram()), __secrets: ["listing.gettingStartedInstructions"] };
    const said = (text: string) => {
      const copy = structuredClone(program);
      setPath(copy, "listing.gettingStartedInstructions", text);
      return copy;
    };
    const declared = declaredOffer();
    await killed(bench, declared, said("Use the first key"), Number.POSITIVE_INFINITY);
    await declared.up(said("Use the second key"));
    assert.deepEqual(await bench.printed(() => declared.refresh()), []);
  });

  it("is known by hashes only, in a file that only its owner reads", async () => {
    const program = await offerProgram();
    setPath(program, "leads", { azureTable: { connectionString: "AccountKey=the-first" } });
    await created(program);
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
    const declared = declaredOffer();
    await declared.up(program);
    assert.equal(await declared.up(program), "unchanged");
    await rm(folder());
    await created(await offerProgram());
    const [name = ""] = await kept();
    await writeFile(join(folder(), name), "{");
    await declaredOffer().up(await offerProgram());
    await rm(folder(), { recursive: true });
  });
});
