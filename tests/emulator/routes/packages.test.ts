// Packages: processing as seen by a client that waits, and the reasons it gets (§4.5).

import { strict as assert } from "node:assert";
import { strToU8, zipSync } from "fflate";
import { goodPackage, withEmulator } from "../client.js";

describe("emulator: packages", () => {
  const parts = withEmulator({ delays: { packageProcessing: 60_000 } });

  async function processed(bytes: Uint8Array | null, name: string) {
    const { client, emulator } = parts;
    const { id } = await client.createProduct(name);
    const uploaded = await client.uploadPackage(id, bytes);
    const path = `/products/${id}/packages/${uploaded.id}`;
    const during = await client.get(path);
    emulator.advance(60_000);
    return { uploaded, during, after: await client.get(path), path };
  }

  it("are never shown as Uploaded: InProcessing until the time is over, then Processed", async () => {
    const zip = zipSync({ "mainTemplate.json": strToU8("{}"), "createUiDefinition.json": strToU8("{}") });
    const { uploaded, during, after } = await processed(zip, "package-good");
    assert.deepEqual([uploaded.state, during.state, after.state], ["InProcessing", "InProcessing", "Processed"]);
    assert.deepEqual([uploaded.resourceType, after.resourceType], ["AzureApplicationPackage", ""]);
    assert.equal(after.fileSasUri, undefined);
    assert.equal(after.validationItems, undefined);
  });

  it("fail with a reason when nothing was uploaded, or no zip, or a file is not at its root", async () => {
    const codes = async (bytes: Uint8Array | null, name: string) => {
      const { after } = await processed(bytes, name);
      assert.equal(after.state, "ProcessFailed");
      return after.validationItems.map((item) => item.errorCode);
    };
    assert.deepEqual(await codes(null, "package-none"), ["PackageContentMissing"]);
    assert.deepEqual(await codes(strToU8("PK but not a zip"), "package-no-zip"), ["PackageNotAZipFile"]);
    const nested = zipSync({ "app/mainTemplate.json": strToU8("{}"), "createUiDefinition.json": strToU8("{}") });
    assert.deepEqual(await codes(nested, "package-nested"), ["PackageFileMissing"]);
    assert.deepEqual(await codes(zipSync({ "a.txt": strToU8("") }), "package-other"), [
      "PackageFileMissing",
      "PackageFileMissing",
    ]);
  });

  it("take an upload in blocks", async () => {
    const { client, emulator } = parts;
    const { id } = await client.createProduct("package-blocks");
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const created = await client.expect(201, "POST", `/products/${id}/packages`, body);
    const zip = zipSync({ "mainTemplate.json": strToU8("{}"), "createUiDefinition.json": strToU8("{}") });
    const half = Math.floor(zip.length / 2);
    const ids = ["MDAwMQ==", "MDAwMg=="];
    for (const [index, piece] of [zip.subarray(0, half), zip.subarray(half)].entries()) {
      const address = `${created.fileSasUri}&comp=block&blockid=${encodeURIComponent(ids[index] ?? "")}`;
      assert.equal((await fetch(address, { method: "PUT", body: Buffer.from(piece) })).status, 201);
    }
    const list = `<?xml version="1.0"?><BlockList>${ids.map((one) => `<Latest>${one}</Latest>`).join("")}</BlockList>`;
    const committed = await fetch(`${created.fileSasUri}&comp=blocklist`, { method: "PUT", body: list });
    assert.equal(committed.status, 201);
    await client.expect(200, "PUT", `/products/${id}/packages/${created.id}`, { ...created, state: "Uploaded" });
    emulator.advance(60_000);
    const done = await client.get(`/products/${id}/packages/${created.id}?$expand=FileSasUri`);
    assert.equal(done.state, "Processed");
    assert.equal((await (await fetch(done.fileSasUri)).arrayBuffer()).byteLength, zip.length);
  });

  it("refuse an upload without a blob type, or to another blob", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("package-sas");
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const { fileSasUri } = await client.expect(201, "POST", `/products/${id}/packages`, body);
    assert.equal((await fetch(fileSasUri, { method: "PUT", body: "x" })).status, 400);
    const elsewhere = fileSasUri.replace(/\/file\/\d+/, "/file/3000000000000000000");
    const stolen = await fetch(elsewhere, { method: "PUT", headers: { "x-ms-blob-type": "BlockBlob" }, body: "x" });
    assert.equal(stolen.status, 403);
  });

  it("are committed once, by the first of two writes under one entity tag", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("package-twice");
    const announced = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const created = await client.expect(201, "POST", `/products/${id}/packages`, announced);
    await client.upload(created.fileSasUri, goodPackage);
    const path = `/products/${id}/packages/${created.id}`;
    const commit = () =>
      client.call("PUT", path, { ...created, state: "Uploaded" }, { "if-match": created["@odata.etag"] });
    const statuses = (await Promise.all([commit(), commit()])).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [200, 409]);
  });

  it("cannot be deleted while a technical configuration refers to them", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("package-delete");
    const variant = await client.createVariant(id, "plan");
    const { id: packageId } = await client.uploadPackage(id);
    await client.configure(id, variant.id, packageId, "1.0.0");
    const path = `/products/${id}/packages/${packageId}`;
    assert.equal((await client.call("DELETE", path)).status, 409);
    await client.change(id, "packageConfigurations", "Package", { packageReferences: [] }, variant.id);
    await client.expect(204, "DELETE", path);
    assert.equal((await client.call("GET", path)).status, 404);
  });
});
