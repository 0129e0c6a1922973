/** Deleting: what it does, what it says where the API has no way, and what it never removes. */
import assert from "node:assert/strict";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { release } from "../../../provider/kinds/publishing/release.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { type Declared, failure } from "../declared.js";
import { packageFolder, smallOffer, smallPlan } from "../programs.js";
import { WholeProgram } from "../whole-program.js";
import { workbench } from "../workbench.js";

describe("deleting", () => {
  const bench = workbench();

  it("a plan or an offer that is live is refused with advice, and nothing is pretended", async () => {
    const whole = await WholeProgram.make(bench, "published");
    await bench.declared(release).up(whole.release(await whole.submit()));
    for (const declared of [whole.plan, whole.offer]) {
      const error = await failure(declared.takeOut());
      assert.match(error.message, /only drafts/);
      assert.match(error.message, /Stop distribution/);
      assert.match(error.message, /run the same command with PARTNERCENTER_LEAVE_PUBLISHED=true/);
      assert.match(error.message, /request id/);
      assert.doesNotMatch(error.message, /\n/);
      assert.doesNotMatch(String(error.stack), /at /);
    }
    assert.equal((await bench.colleague.products("published")).length, 1);
    const told = await bench.printed(() => whole.asset.takeOut());
    assert.match(told.join(), /application package .*: left in Partner Center, since the offer was submitted/);
    assert.equal((await bench.colleague.list(`/products/${whole.productId}/packages`)).length, 1);
  });

  it("a package that a plan refers to leaves it and says so; one that nobody refers to goes", async () => {
    const whole = await WholeProgram.make(bench, "referenced");
    const packages = `/products/${whole.productId}/packages`;
    const told = await bench.printed(() => whole.asset.destroy());
    assert.match(told.join(), /left in Partner Center, since plan gold still refers to it/);
    assert.equal((await bench.colleague.list(packages)).length, 1);
    setPath(whole.planProgram, "technicalConfiguration.package", undefined);
    await whole.plan.up(whole.planProgram);
    assert.deepEqual(await bench.printed(() => whole.asset.destroy()), []);
    assert.deepEqual(await bench.colleague.list(packages), []);
    await whole.asset.destroy();
  });

  for (const status of [404, 409, 412]) {
    it(`that is answered with ${status} for no reason fails, and nothing is forgotten`, async () => {
      const whole = await WholeProgram.make(bench, `stray-${status}`);
      const loose = bench.declared(applicationPackage);
      await loose.up({ offer: whole.productId, path: await packageFolder(bench, `loose-${status}`, "2") });
      for (const [declared, call] of [
        [loose, "DELETE /products/{id}/packages/{id}"],
        ...(status === 404 ? [] : [[loose, "GET /products/{id}/submissions"] as const]),
        [whole.plan, "DELETE /products/{id}/variants/{id}"],
        [whole.offer, "DELETE /products/{id}"],
      ] as const) {
        bench.emulator.setFaults([{ operation: call, times: 1, effect: { status } }]);
        const told = await bench.printed(async () => {
          assert.match(
            (await failure(declared.destroy())).message,
            /conflicts with what Partner Center has|has no such object/,
            call,
          );
        });
        assert.deepEqual(told, [], call);
        assert.equal(await declared.refresh(), true, call);
      }
      await loose.destroy();
      assert.equal((await bench.colleague.list(`/products/${whole.productId}/packages`)).length, 1);
      await whole.offer.destroy();
      assert.equal(await whole.offer.refresh(), false);
    });
  }

  it("in an offer that is gone already is success", async () => {
    const whole = await WholeProgram.make(bench, "gone");
    await bench.colleague.call("DELETE", `/products/${whole.productId}`);
    await whole.plan.destroy();
    await whole.asset.destroy();
    await whole.offer.destroy();
    for (const declared of [whole.plan, whole.asset, whole.offer]) assert.equal(await declared.refresh(), false);
  });

  it("a release that is taken out of the program leaves the offer live and says so", async () => {
    const whole = await WholeProgram.make(bench, "live");
    const submitted = await whole.submit();
    const declared = bench.declared(release);
    await declared.up(whole.release(submitted));
    const told = await bench.printed(async () => {
      assert.deepEqual(await bench.calls(() => declared.takeOut()), []);
    });
    assert.match(told.join(), /the offer stays live/);
    const told2 = await bench.printed(() => submitted.takeOut());
    assert.match(told2.join(), /promoted and is left/);
  });

  describe("what another resource of the same run", () => {
    /** The new resource of a run comes first, then the old one is deleted, as the engine does it. */
    async function renamed(old: Declared, fresh: (run: ReturnType<typeof bench.run>) => Declared, program: Properties) {
      const run = bench.run();
      const next = fresh(run);
      await next.up(program);
      old.process = () => run;
      const told = await bench.printed(() => old.destroy());
      assert.match(told.join(), /not deleted, since another resource of this program has taken it over/);
      return next;
    }

    it("has taken over is not deleted: an offer", async () => {
      const program = await smallOffer(bench, "renamed");
      const old = bench.declared(offer);
      await old.up(program);
      const next = await renamed(old, (run) => bench.declared(offer, run), { ...program, adopt: true });
      assert.deepEqual(
        (await bench.colleague.products("renamed")).map(({ id }) => id),
        [next.id],
      );
    });

    it("has taken over is not deleted, even if the old resource knew it by another alias", async () => {
      const program = await smallOffer(bench, "renamed-alias");
      const old = bench.declared(offer);
      await old.up(program);
      old.outputs.alias = "The alias before a person changed it in Partner Center";
      await renamed(old, (run) => bench.declared(offer, run), { ...program, adopt: true });
      assert.equal((await bench.colleague.products("renamed-alias")).length, 1);
    });

    it("has taken over is not deleted: a plan, and a package of the same content", async () => {
      const { id } = await bench.colleague.createProduct("renamed-plan", "Renamed");
      const oldAsset = bench.declared(applicationPackage);
      const assetProgram = { offer: id, path: await packageFolder(bench, "renamed-app") };
      await oldAsset.up(assetProgram);
      const program = smallPlan(String(id), "gold", oldAsset.id as string);
      const old = bench.declared(plan);
      await old.up(program);
      await renamed(old, (run) => bench.declared(plan, run), { ...program, adopt: true });
      assert.equal((await bench.colleague.list(`/products/${id}/variants`)).length, 1);
      await renamed(oldAsset, (run) => bench.declared(applicationPackage, run), assetProgram);
      assert.equal((await bench.colleague.list(`/products/${id}/packages`)).length, 1);
    });

    it("only declares, with no create in between, is not deleted either", async () => {
      const program = await smallOffer(bench, "declared-twice");
      const kept = bench.declared(offer);
      await kept.up(program);
      const run = bench.run();
      kept.process = () => run;
      const old = bench.declared(offer, run);
      Object.assign(old, { id: kept.id, inputs: kept.inputs, outputs: kept.outputs });
      assert.equal(await kept.up(program), "unchanged");
      await old.destroy();
      assert.equal((await bench.colleague.products("declared-twice")).length, 1);
    });

    it("does not want is deleted, also when it has another offer of its own", async () => {
      const run = bench.run();
      const old = bench.declared(offer);
      await old.up(await smallOffer(bench, "unwanted"));
      await bench.declared(offer, run).up(await smallOffer(bench, "wanted"));
      old.process = () => run;
      await old.destroy();
      assert.deepEqual(await bench.colleague.products("unwanted"), []);
      assert.equal((await bench.colleague.products("wanted")).length, 1);
    });
  });

  describe("for a replacement", () => {
    it("comes first when the alias changes, since the offer id can be there only once", async () => {
      const program = await smallOffer(bench, "other-alias");
      const declared = bench.declared(offer);
      await declared.up(program);
      const first = declared.id;
      const wanted = { ...program, alias: "Another alias" };
      const { replaces, deleteBeforeReplace } = await declared.diff(wanted);
      assert.deepEqual([replaces, deleteBeforeReplace], [["alias"], true]);
      assert.equal(await declared.up(wanted), "replaced");
      const found = await bench.colleague.products("other-alias");
      assert.deepEqual(
        found.map(({ id, name }) => [id, name]),
        [[declared.id, "Another alias"]],
      );
      assert.notEqual(declared.id, first);
    });

    it("comes last when the offer id changes", async () => {
      const program = await smallOffer(bench, "old-id");
      const declared = bench.declared(offer);
      await declared.up(program);
      const wanted = { ...program, offerId: "new-id" };
      const { replaces, deleteBeforeReplace } = await declared.diff(wanted);
      assert.deepEqual([replaces, deleteBeforeReplace], [["offerId"], false]);
      assert.equal(await declared.up(wanted), "replaced");
      assert.deepEqual(await bench.colleague.products("old-id"), []);
      assert.equal((await bench.colleague.products("new-id")).length, 1);
    });

    it("comes first when a plan's type changes, last when its id or offer does", async () => {
      const { id } = await bench.colleague.createProduct("plan-types", "Types");
      const { technicalConfiguration: _, ...program } = smallPlan(String(id), "gold", "none") as Properties;
      const declared = bench.declared(plan);
      await declared.up(program);
      assert.deepEqual(await declared.diff({ ...program, planId: "silver" }), {
        changes: true,
        replaces: ["planId"],
        deleteBeforeReplace: false,
      });
      const other = await declared.diff({ ...program, offer: "00000000-0000-4000-8000-00000000000a" });
      assert.deepEqual([other.replaces, other.deleteBeforeReplace], [["offer"], false]);
      const template = { offer: id, planId: "gold", planType: "solution-template", name: "Gold" };
      const { replaces, deleteBeforeReplace } = await declared.diff(template);
      assert.deepEqual([replaces, deleteBeforeReplace], [["planType"], true]);
      assert.equal(await declared.up(template), "replaced");
      const variants = await bench.colleague.list(`/products/${id}/variants`);
      assert.deepEqual(
        variants.map(({ subType }) => subType),
        ["solution-template"],
      );
    });
  });
});
