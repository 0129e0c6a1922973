/** A package whose run is killed, and whose files then change: what is left of it is removed, and nothing else is. */
import assert from "node:assert/strict";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import type { Properties } from "../../../provider/values/properties.js";
import { killed, killedAfter, unfinishedIn } from "../corrections.js";
import { failure } from "../declared.js";
import { mainTemplate, packageFolder } from "../programs.js";
import { workbench } from "../workbench.js";

const remove = "DELETE /products/{productId}/packages/{packageId}";

describe("a killed run that was uploading a package", () => {
  const bench = workbench();
  beforeEach(() => rm(unfinishedIn(bench), { recursive: true, force: true }));
  let count = 0;

  /** A program in an offer of its own, its files, and what Partner Center has of them. */
  async function made() {
    const name = `left-${++count}`;
    const offer = String((await bench.colleague.createProduct(name, name)).id);
    const path = await packageFolder(bench, name, "first");
    const urn = (resource: string, stack = "dev") => ({
      __stack: `offers/${stack}`,
      __urn: `urn:pulumi:${stack}::offers::pulumi-nodejs:dynamic/partnercenter:ApplicationPackage::${resource}`,
    });
    const program: Properties = { offer, path, ...urn("app") };
    return {
      offer,
      program,
      others: { "another resource": urn("other"), "another stack": urn("app", "prod") },
      declared: bench.declared(applicationPackage),
      write: (text: string) => writeFile(join(path, "mainTemplate.json"), mainTemplate(text)),
      states: async () => (await bench.colleague.list(`/products/${offer}/packages`)).map(({ state }) => state),
    };
  }

  for (const [when, writes] of [
    ["before its bytes had arrived", 1],
    ["when its work was done", 2],
  ] as const) {
    it(`for the first time, ${when}: the next run removes it once its own is there`, async () => {
      const { program, declared, write, states } = await made();
      await killed(bench, declared, program, writes);
      assert.equal((await states()).length, 1);
      await write("second");
      const lines = await bench.printed(async () => assert.equal(await declared.up(program), "created"));
      assert.deepEqual(await states(), ["Processed"]);
      assert.match(lines.join("\n"), /removed left-\d+-[0-9a-f]{12}\.zip, which an interrupted run had uploaded/);
      assert.equal(await declared.up(program), "unchanged");
      assert.deepEqual(await readdir(unfinishedIn(bench)), []);
    });

    it(`in the place of another one, ${when}: the next run removes both`, async () => {
      const { program, declared, write, states } = await made();
      await declared.up(program);
      await write("second");
      await killed(bench, declared, program, writes);
      await declared.refresh();
      await write("third");
      assert.equal(await declared.up(program), "replaced");
      assert.deepEqual(await states(), ["Processed"]);
      assert.equal(await declared.up(program), "unchanged");
    });

    it(`in the place of another one, ${when}: files that are taken back are an update that removes it`, async () => {
      const { program, declared, write, states } = await made();
      await declared.up(program);
      await write("second");
      await killed(bench, declared, program, writes);
      await write("first");
      const lines = await bench.printed(async () => assert.equal(await declared.up(program), "updated"));
      assert.match(lines.join("\n"), /its last update was interrupted/);
      assert.deepEqual(await states(), ["Processed"]);
      assert.equal(await declared.up(program), "unchanged");
      assert.equal(await declared.refresh(), true);
    });
  }

  for (const how of ["destroy", "takeOut"] as const) {
    it(`in the place of another one, and is then taken out of the program (${how}): both are removed`, async () => {
      for (const writes of [1, 2]) {
        const { program, declared, write, states } = await made();
        await declared.up(program);
        await write("second");
        await killed(bench, declared, program, writes);
        assert.equal((await states()).length, 2);
        const lines = await bench.printed(() => declared[how]());
        assert.deepEqual(await states(), []);
        assert.match(lines.join("\n"), /removed left-\d+-[0-9a-f]{12}\.zip, which an interrupted run had uploaded/);
      }
    });
  }

  it("several times removes them all", async () => {
    const { program, declared, write, states } = await made();
    for (const text of ["second", "third"]) {
      await killed(bench, declared, program, Number.POSITIVE_INFINITY);
      await write(text);
    }
    // What fails is no other than what is killed.
    bench.emulator.setFaults([{ operation: "PUT /products/{id}/packages/{id}", effect: { status: 400 } }]);
    await failure(declared.up(program));
    bench.emulator.setFaults([]);
    await write("fourth");
    await declared.up(program);
    assert.deepEqual(await states(), ["Processed"]);
  });

  it("deletes the old one first, if the program says so: the next run knows what it has uploaded", async () => {
    const { program, declared, write, states } = await made();
    await declared.up(program);
    await write("second");
    // The engine keeps the old one's state until it has the new one's.
    const run = bench.run();
    const { isKilled } = killedAfter(run, 3);
    declared.process = () => run;
    const news = await declared.check(program);
    await declared.diff(program);
    await declared.handlers.delete(String(declared.id), structuredClone(declared.outputs));
    await declared.handlers.create(structuredClone(news));
    assert.ok(!isKilled());
    assert.deepEqual(await states(), ["Processed"]);
    declared.process = () => bench.run();
    await write("third");
    await declared.up(program);
    assert.deepEqual(await states(), ["Processed"]);
  });

  it("leaves the packages of others alone: another resource, another stack, a colleague", async () => {
    const { offer, program, others, declared, write, states } = await made();
    await bench.colleague.call("POST", `/products/${offer}/packages`, {
      resourceType: "AzureApplicationPackage",
      fileName: "left-0123456789ab.zip",
    });
    for (const [what, theirs] of Object.entries(others)) {
      await write(what);
      await killed(bench, bench.declared(applicationPackage), { ...program, ...theirs }, Number.POSITIVE_INFINITY);
    }
    await write("second");
    assert.deepEqual(
      (await bench.writes(() => declared.up(program))).filter((call) => call === remove),
      [],
    );
    assert.equal((await states()).length, 4);
  });

  it("leaves what came to be in use meanwhile, and says so", async () => {
    const { offer, program, declared, write, states } = await made();
    await killed(bench, declared, program, Number.POSITIVE_INFINITY);
    await write("second");
    bench.emulator.setFaults([{ operation: remove, effect: { status: 409 } }]);
    const lines = await bench.printed(() => declared.up(program));
    assert.match(
      lines.join("\n"),
      /left-\d+-[0-9a-f]{12}\.zip, which an interrupted run had uploaded, stays in Partner/,
    );
    assert.equal((await states()).length, 2);
    assert.equal(await declared.up(program), "unchanged");
    assert.equal((await bench.colleague.list(`/products/${offer}/packages`)).length, 2);
  });

  it("is forgotten with the resource: what a program then makes anew removes nothing", async () => {
    const { program, declared, write, states } = await made();
    await declared.up(program);
    const submissions = { status: 200, body: { value: [{ id: "1", resourceType: "Submission" }] } };
    bench.emulator.setFaults([{ operation: "GET /products/{id}/submissions", effect: submissions }]);
    assert.match((await bench.printed(() => declared.takeOut())).join(), /left in Partner Center, since the offer was/);
    bench.emulator.setFaults([]);
    await write("second");
    await bench.declared(applicationPackage).up(program);
    assert.equal((await states()).length, 2);
  });
});
