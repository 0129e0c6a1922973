// Calls that get no answer, tokens that end early, and a state that is put back.

import { strict as assert } from "node:assert";
import { type Emulator, type HeldCall, startEmulator } from "pulumi-partnercenter-emulator";
import { Client, fetchToken, goodPackage, noDelays } from "../client.js";

describe("emulator: the effect hang", () => {
  let emulator: Emulator;
  let client: Client;
  /** What is done with the next call that is held. */
  let onHang: (held: HeldCall) => void = () => {};
  before(async () => {
    emulator = await startEmulator({ delays: noDelays, onHang: (held) => onHang(held) });
    client = await Client.signIn(emulator);
  });
  afterEach(() => emulator.setFaults([]));
  after(() => emulator.stop());

  const product = (value: string) => ({
    resourceType: "AzureApplication",
    name: value,
    externalIDs: [{ type: "AzureOfferId", value }],
  });
  /** A POST of a product by a client that leaves as soon as it is held. */
  async function impatient(when: "before" | "after", offerId: string): Promise<HeldCall> {
    const patience = new AbortController();
    let seen: HeldCall | undefined;
    onHang = (held) => {
      seen = held;
      patience.abort();
    };
    emulator.setFaults([{ operation: "POST /products", nth: 1, effect: { hang: when } }]);
    await assert.rejects(
      fetch(`${client.endpoint}/products`, {
        method: "POST",
        headers: { authorization: `Bearer ${client.token}`, "content-type": "application/json" },
        body: JSON.stringify(product(offerId)),
        signal: patience.signal,
      }),
    );
    assert.ok(seen, "the listener was told");
    return seen;
  }
  const offerIds = async () => (await client.get("/products")).value.map(({ externalIDs }) => externalIDs[0]?.value);

  it("gives no answer until the client leaves, before the work or after it", async () => {
    const first = await impatient("before", "never-made");
    assert.deepEqual([first.method, first.path, first.when], ["POST", "/products", "before"]);
    assert.equal((await impatient("after", "made-in-silence")).when, "after");
    assert.deepEqual(await offerIds(), ["made-in-silence"]);
  });

  it("ends when a test lets the call go on", async () => {
    onHang = (held) => setImmediate(held.goOn);
    for (const when of ["before", "after"] as const) {
      emulator.setFaults([{ operation: "POST /products", nth: 1, effect: { hang: when } }]);
      await client.expect(201, "POST", "/products", product(`held-${when}`));
    }
  });

  it("holds uploads and token calls too", async () => {
    const held: string[] = [];
    onHang = ({ method, path, when, goOn }) => {
      held.push(`${method} ${path.replace(/^\/file\/.*/, "/file")} ${when}`);
      goOn();
    };
    const { id } = await client.createProduct("held-upload");
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const { fileSasUri } = await client.expect(201, "POST", `/products/${id}/packages`, body);
    emulator.setFaults([
      { operation: "PUT /file/{name}", nth: 1, effect: { hang: "before" } },
      { operation: "PUT /file/{name}", nth: 2, effect: { hang: "after" } },
      { operation: "POST /{tenant}/oauth2/token", effect: { hang: "before" } },
    ]);
    for (let round = 0; round < 2; round++) {
      const headers = { "x-ms-blob-type": "BlockBlob" };
      const put = await fetch(fileSasUri, { method: "PUT", headers, body: Buffer.from(goodPackage) });
      assert.equal(put.status, 201);
    }
    assert.equal((await fetchToken(emulator.loginEndpoint)).status, 200);
    assert.deepEqual(held, ["PUT /file before", "PUT /file after", "POST /contoso/oauth2/token before"]);
  });

  it("a token that expires is refused from then on, and a new one is good", async () => {
    const second = await Client.signIn(emulator);
    emulator.setFaults([{ operation: "GET /products", nth: 1, effect: { tokenExpires: true } }]);
    for (let call = 0; call < 2; call++) assert.equal((await second.call("GET", "/products")).status, 401);
    assert.equal((await (await Client.signIn(emulator)).call("GET", "/products")).status, 200);
    assert.throws(
      () => emulator.setFaults([{ operation: "POST /{tenant}/oauth2/token", effect: { tokenExpires: true } }]),
      /tokenExpires does nothing on/,
    );
  });

  it("an upload address can be on a host that no name service knows", async () => {
    const { id } = await client.createProduct("unknown-host");
    emulator.setFaults([
      { operation: "POST /products/{id}/packages", nth: 1, effect: { uploadAddress: "unknownHost" } },
    ]);
    const body = { resourceType: "AzureApplicationPackage", fileName: "app.zip" };
    const { fileSasUri } = await client.expect(201, "POST", `/products/${id}/packages`, body);
    assert.match(fileSasUri, /^https:\/\/uploads\.invalid\//);
  });

  it("offers, drafts and files are put back as they were saved", async () => {
    const { id } = await client.createProduct("put-back");
    const asset = await client.uploadPackage(id);
    const state = async () => {
      const { products } = (await (await fetch(`${emulator.control}/state`)).json()) as { products: unknown };
      return products;
    };
    const saved = emulator.save();
    const before = await state();
    await client.expect(204, "DELETE", `/products/${id}/packages/${asset.id}`);
    await client.createProduct("made-later");
    emulator.restore(saved);
    assert.deepEqual(await state(), before);
    assert.match(JSON.stringify(before), /"sha256":"[0-9a-f]{64}"/);
    await client.expect(204, "DELETE", `/products/${id}`);
    emulator.restore(saved);
    assert.deepEqual(await state(), before);
    assert.equal((await offerIds()).includes("made-later"), false);
  });
});
