/** A package: uploaded once per content, found again by it, and honest about what the service says. */
import assert from "node:assert/strict";
import { cp, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import { readPackage } from "../../../provider/files/package-content.js";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import type { Properties } from "../../../provider/values/properties.js";
import { failure } from "../declared.js";
import { mainTemplate, packageFolder } from "../programs.js";
import { workbench } from "../workbench.js";

const announce = "POST /products/{productId}/packages";
const commit = "PUT /products/{productId}/packages/{packageId}";
const remove = "DELETE /products/{productId}/packages/{packageId}";

describe("an application package", () => {
  const bench = workbench();
  let productId: string;
  before(async () => {
    productId = String((await bench.colleague.createProduct("packages", "Packages")).id);
  });
  const packages = () => bench.colleague.list(`/products/${productId}/packages`);
  const named = async (stem: string) =>
    (await packages()).filter(({ fileName }) => String(fileName).startsWith(`${stem}-`));

  /** A package that somebody else has announced, but not uploaded. */
  const announced = (fileName: unknown) =>
    bench.colleague.call("POST", `/products/${productId}/packages`, {
      resourceType: "AzureApplicationPackage",
      fileName,
    });
  /** One that was then committed without bytes, so that it failed. */
  const failed = async (fileName: unknown) => {
    const made = await announced(fileName);
    const path = `/products/${productId}/packages/${made.id}`;
    return bench.colleague.call("PUT", path, { ...made, state: "Uploaded" }, { "if-match": "*" });
  };

  it("is uploaded, read, not uploaded again, replaced by new content, and deleted", async () => {
    const path = await packageFolder(bench, "life");
    const program = { offer: productId, path };
    const declared = bench.declared(applicationPackage);
    const told = await bench.printed(async () => {
      assert.deepEqual(await bench.writes(() => declared.up(program)), [announce, commit]);
    });
    assert.match(told.join(), /uploading life-[0-9a-f]{12}\.zip \(1 KiB, 3 files\)/);
    const [found] = await named("life");
    assert.equal(declared.id, `${productId}/${found?.id}`);
    assert.deepEqual([declared.outputs.packageId, found?.state], [found?.id, "Processed"]);
    assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    const { inputs } = declared;
    await declared.refresh();
    assert.deepEqual(declared.inputs, inputs);
    assert.equal(await declared.up(program), "unchanged");

    await writeFile(join(path, "mainTemplate.json"), mainTemplate("another"));
    const { replaces, deleteBeforeReplace } = await declared.diff(program);
    assert.deepEqual([replaces, deleteBeforeReplace], [["contentHash"], false]);
    assert.deepEqual(await bench.writes(async () => assert.equal(await declared.up(program), "replaced")), [
      announce,
      commit,
      remove,
    ]);
    assert.equal((await named("life")).length, 1);

    await declared.destroy();
    assert.equal((await named("life")).length, 0);
    await declared.destroy();
    assert.equal(await declared.refresh(), false);
  });

  it("holds the files of the folder when it arrives", async () => {
    const path = await packageFolder(bench, "arrives");
    const declared = bench.declared(applicationPackage);
    await declared.up({ offer: productId, path });
    const shown = await bench.colleague.call(
      "GET",
      `/products/${productId}/packages/${declared.outputs.packageId}?$expand=FileSasUri`,
    );
    const bytes = new Uint8Array(await (await fetch(String(shown.fileSasUri))).arrayBuffer());
    const archive = (await readPackage(path)).archive();
    assert.deepEqual(Buffer.from(bytes), Buffer.from(await archive.read(0, archive.byteLength)));
  });

  it("with the tracking id of another offer is uploaded with a warning, or not at all", async () => {
    const path = await packageFolder(bench, "tracked");
    const template = JSON.parse(mainTemplate("tracked")) as Properties;
    const pid = (id: string) => ({
      ...template,
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          apiVersion: "2025-04-01",
          name: `pid-${id}-partnercenter`,
          properties: {
            mode: "Incremental",
            template: { $schema: template.$schema, contentVersion: "1.0.0.0", resources: [] },
          },
        },
      ],
    });
    const declared = bench.declared(applicationPackage);
    const told = (program: Properties) => bench.printed(() => declared.up({ offer: productId, path, ...program }));
    await writeFile(join(path, "mainTemplate.json"), JSON.stringify(pid("2f6d7a4e-1111-4222-8333-444455556666")));
    const refused = await failure(declared.up({ offer: productId, path, certification: "error" }));
    assert.match(refused.message, /is the tracking id of another offer; .* \[tracking-id-owner\]$/);
    assert.match((await told({})).join("\n"), /is the tracking id of another offer; .*; fails certification \(/);
    assert.doesNotMatch((await told({})).join("\n"), /tracking id/);
    await writeFile(join(path, "mainTemplate.json"), JSON.stringify(pid(productId)));
    assert.doesNotMatch((await told({ certification: "error" })).join("\n"), /tracking id/);
  });

  it("is the same when its folder moves, or is zipped", async () => {
    const path = await packageFolder(bench, "moves");
    const declared = bench.declared(applicationPackage);
    await declared.up({ offer: productId, path });
    const moved = join(bench.folder, "moved");
    await rename(path, moved);
    const { files } = await readPackage(moved);
    const zip = await bench.file(
      "zipped.zip",
      zipSync(Object.fromEntries([...files].map(([name, file]) => [name, file.read()]))),
    );
    for (const place of [moved, zip]) {
      const calls = await bench.calls(async () =>
        assert.equal(await declared.up({ offer: productId, path: place }), "unchanged"),
      );
      assert.deepEqual(calls, [], place);
    }
  });

  it("that is there already is used, and nothing is uploaded", async () => {
    const path = await packageFolder(bench, "shared", "shared");
    const first = bench.declared(applicationPackage);
    await first.up({ offer: productId, path });
    const copy = join(bench.folder, "shared-copy");
    await cp(path, copy, { recursive: true });
    const second = bench.declared(applicationPackage);
    assert.deepEqual(await bench.writes(() => second.up({ offer: productId, path: copy })), []);
    assert.equal(second.id, first.id);
  });

  it("that a killed run has announced is uploaded in its place", async () => {
    const path = await packageFolder(bench, "announced", "announced");
    bench.emulator.setFaults([{ operation: "PUT /products/{id}/packages/{id}", effect: { status: 400 } }]);
    await failure(bench.declared(applicationPackage).up({ offer: productId, path }));
    bench.emulator.setFaults([]);
    const declared = bench.declared(applicationPackage);
    assert.deepEqual(await bench.writes(() => declared.up({ offer: productId, path })), [commit]);
    assert.equal((await named("announced")).length, 1);
  });

  it("is uploaded beside one that somebody else has announced, and one of its content that failed", async () => {
    const path = await packageFolder(bench, "beside", "beside");
    const first = bench.declared(applicationPackage);
    await first.up({ offer: productId, path });
    const [{ fileName } = {}] = await named("beside");
    await first.destroy();
    await announced("someones.zip");
    await failed(fileName);
    const declared = bench.declared(applicationPackage);
    const calls = await bench.calls(() => declared.up({ offer: productId, path }));
    assert.deepEqual(calls.slice(0, 3), ["GET /products/{productId}/packages", announce, commit]);
    assert.deepEqual((await named("beside")).map(({ state }) => state).sort(), ["ProcessFailed", "Processed"]);
    assert.deepEqual(
      (await packages()).filter((one) => one.fileName === "someones.zip").map(({ state }) => state),
      ["PendingUpload"],
    );
  });

  it("of which the service does not tell the name counts as ours", async () => {
    const path = await packageFolder(bench, "nameless", "nameless");
    const program = { offer: productId, path };
    const declared = bench.declared(applicationPackage);
    await declared.up(program);
    const shown = await bench.colleague.call("GET", `/products/${productId}/packages/${declared.outputs.packageId}`);
    const { fileName, ...body } = shown;
    assert.ok(fileName);
    const effect = { status: 200, body: { value: [body] } };
    bench.emulator.setFaults([{ operation: "GET /products/{id}/packages", effect }]);
    await declared.refresh();
    assert.equal((declared.opened().observed as Properties).fileName, undefined);
    bench.emulator.setFaults([]);
    assert.equal(await declared.up(program), "unchanged");
  });

  it("that cannot be processed is an error with the service's reasons; the next run uploads it again", async () => {
    const path = await packageFolder(bench, "broken", "broken");
    const program: Properties = { offer: productId, path };
    bench.emulator.setFaults([{ operation: "PUT /products/{id}/packages/{id}", effect: { processFailed: true } }]);
    const declared = bench.declared(applicationPackage);
    const error = await failure(declared.up(program));
    assert.match(
      error.message,
      /^application package .*: Partner Center could not process the package "broken-[0-9a-f]{12}\.zip": /,
    );
    assert.match(error.message, /fault rule|ProcessFailed|failed/i);
    assert.doesNotMatch(error.message, /\n|it gave no reason/);
    bench.emulator.setFaults([]);
    assert.equal(await declared.up(program), "created");
    assert.deepEqual(
      (await named("broken")).map(({ state }) => state),
      ["Processed"],
    );
  });

  it("that has come to hold another file, or has failed, is found outdated by a refresh, and replaced", async () => {
    const path = await packageFolder(bench, "outdated", "outdated");
    const program = { offer: productId, path };
    const declared = bench.declared(applicationPackage);
    await declared.up(program);
    const { id, outputs } = declared;
    const [{ fileName } = {}] = await named("outdated");
    for (const [other, found] of [
      [await announced("theirs.zip"), { fileName: "theirs.zip", state: "PendingUpload" }],
      [await failed(fileName), { fileName, state: "ProcessFailed" }],
    ] as const) {
      declared.id = `${productId}/${other.id}`;
      await declared.refresh();
      assert.equal(declared.outputs.contentHash, undefined);
      assert.deepEqual(declared.outputs.outdated, found);
      assert.deepEqual(declared.inputs.outdated, found, "a preview shows it");
      const { replaces, deleteBeforeReplace } = await declared.diff(program);
      assert.deepEqual([replaces, deleteBeforeReplace], [["contentHash"], false]);
      assert.equal(await declared.up(program), "replaced");
      assert.deepEqual([declared.id, declared.outputs], [id, outputs], "the package of this content is there already");
      assert.equal(await declared.up(program), "unchanged");
    }
  });

  it("that an earlier version found outdated, and said so in the place of the hash, is replaced", async () => {
    const path = await packageFolder(bench, "older", "older");
    const program = { offer: productId, path };
    const declared = bench.declared(applicationPackage);
    await declared.up(program);
    declared.outputs.contentHash = "(older-0123456789ab.zip, ProcessFailed)";
    declared.inputs.contentHash = declared.outputs.contentHash;
    await declared.refresh();
    const { replaces, deleteBeforeReplace } = await declared.diff(program);
    assert.deepEqual([replaces, deleteBeforeReplace], [["contentHash"], false]);
  });

  it("does not follow content that changes between preview and upload", async () => {
    const path = await packageFolder(bench, "hasty", "before");
    const declared = bench.declared(applicationPackage);
    const news = await declared.check({ offer: productId, path });
    await writeFile(join(path, "mainTemplate.json"), mainTemplate("after"));
    assert.match(
      (await failure(declared.handlers.create(news))).message,
      /changed while this run was going on; run it again/,
    );
    assert.equal((await named("hasty")).length, 0);
  });

  it("belongs to its offer: another offer is another package, made before the old one goes", async () => {
    const path = await packageFolder(bench, "moves-offer", "x");
    const declared = bench.declared(applicationPackage);
    await declared.up({ offer: productId, path });
    const other = String((await bench.colleague.createProduct("packages-2", "Packages")).id);
    const { replaces, deleteBeforeReplace } = await declared.diff({ offer: other, path });
    assert.deepEqual([replaces, deleteBeforeReplace], [["offer"], false]);
    assert.equal(await declared.up({ offer: other, path }), "replaced");
    assert.equal((await bench.colleague.list(`/products/${other}/packages`)).length, 1);
    assert.equal((await named("moves-offer")).length, 0);
  });

  it("reads and deletes without its files", async () => {
    const path = await packageFolder(bench, "fileless", "fileless");
    const declared = bench.declared(applicationPackage);
    await declared.up({ offer: productId, path });
    await rename(path, `${path}-gone`);
    assert.equal(await declared.refresh(), true);
    await declared.destroy();
  });
});

describe("an application package that takes its time", () => {
  const bench = workbench({ delays: { packageProcessing: 700 } });

  it("is waited for, and not uploaded again when the first run was ended meanwhile", async () => {
    const offer = String((await bench.colleague.createProduct("patience", "Packages")).id);
    const path = await packageFolder(bench, "patient");
    const effect = { status: 403 };
    bench.emulator.setFaults([{ operation: "GET /products/{id}/packages", nth: 2, effect }]); // when it is uploaded
    await failure(bench.declared(applicationPackage).up({ offer, path }));
    bench.emulator.setFaults([]);
    const [pending] = await bench.colleague.list(`/products/${offer}/packages`);
    assert.equal(pending?.state, "InProcessing");
    const declared = bench.declared(applicationPackage);
    assert.deepEqual(await bench.writes(() => declared.up({ offer, path })), []);
    assert.deepEqual((declared.opened().observed as Properties).state, "Processed");
    assert.equal(declared.outputs.packageId, pending?.id);
  });
});
