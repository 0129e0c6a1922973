// What cannot be taken back once an offer is live, if the switch `lockPublishedFields` says so (§4.11).

import { strict as assert } from "node:assert";
import { type Body, type Client, faultOf, type Sent, withEmulator } from "../client.js";

async function tryToChange(client: Client, collection: string, productId: string, draft: Body, change: Sent) {
  const path = `/products/${productId}/${collection}/${draft.id}`;
  const answer = await client.call("PUT", path, { ...draft, ...change }, { "if-match": "*" });
  return answer.status === 400 ? Object.keys(faultOf(answer).data) : answer.status;
}

describe("emulator: what publication locks", () => {
  const parts = withEmulator({ switches: { lockPublishedFields: true } });
  const unlocked = withEmulator();

  /** What comes of turning the standard contract off, or making the plan private. */
  async function takingBack(client: Client, productId: string, variantId: string) {
    const property = await client.draft(productId, "properties", "Property");
    const sales = await client.draft(productId, "featureAvailabilities", "Availability", variantId);
    const { useEnterpriseContract: _on, ...withoutContract } = property;
    return {
      contract: await tryToChange(client, "properties", productId, property, { useEnterpriseContract: false }),
      contractLeftOut: await tryToChange(client, "properties", productId, withoutContract as Body, {}),
      visibility: await tryToChange(client, "featureAvailabilities", productId, sales, { visibility: "Private" }),
    };
  }

  async function publish(client: Client, productId: string): Promise<void> {
    const { id } = await client.submit(productId);
    await client.expect(200, "POST", `/products/${productId}/submissions/${id}/promote`);
  }

  const free = { contract: 200, contractLeftOut: 200, visibility: 200 };

  it("are the standard contract and a plan's being public, once they are live", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("locked");
    await publish(client, productId);
    assert.deepEqual(await takingBack(client, productId, variantId), {
      contract: ["useEnterpriseContract"],
      contractLeftOut: ["useEnterpriseContract"],
      visibility: ["visibility"],
    });
    const property = await client.draft(productId, "properties", "Property");
    assert.equal(property.useEnterpriseContract, true);
    const other = { appVersion: "2.0.0" };
    assert.equal(await tryToChange(client, "properties", productId, property, other), 200);
    const sales = await client.draft(productId, "featureAvailabilities", "Availability", variantId);
    assert.equal(await tryToChange(client, "featureAvailabilities", productId, sales, { isHidden: true }), 200);
  });

  it("are meters, who manages the application, its clouds and whose configuration it uses; detaching is free", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("locked-plan");
    const base = await client.createVariant(productId, "base");
    const path = `/products/${productId}/variants/${variantId}`;
    const plan = await client.expect(200, "GET", path);
    const change = async (more: Sent) => {
      const answer = await client.call("PUT", path, { ...plan, ...more }, { "if-match": "*" });
      return answer.status === 400 ? Object.keys(faultOf(answer).data) : answer.status;
    };
    await client.expect(204, "DELETE", `/products/${productId}/variants/${base.id}`);
    await publish(client, productId);
    const sales = await client.draft(productId, "featureAvailabilities", "Availability", variantId);
    const technical = await client.draft(productId, "packageconfigurations", "Package", variantId);
    const meter = {
      ID: "reports",
      displayName: "Reports",
      unitOfMeasure: "per report",
      priceInUsd: 1,
      isEnabled: true,
    };
    assert.deepEqual(
      [
        await tryToChange(client, "featureAvailabilities", productId, sales, { customMeters: [meter] }),
        await tryToChange(client, "packageconfigurations", productId, technical, {
          customerAccessEnableState: "Enabled",
        }),
        await change({ cloudAvailabilities: ["azure-government"] }),
        await change({ referenceVariantID: String(base.id) }),
        await change({ cloudAvailabilities: ["public-azure", "azure-government"] }),
        await change({ referenceVariantID: undefined as never }),
      ],
      [["customMeters"], ["customerAccessEnableState"], ["cloudAvailabilities"], ["referenceVariantID"], 200, 200],
    );
  });

  it("are nothing as long as there is only a preview", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("preview");
    await client.submit(productId);
    assert.deepEqual(await takingBack(client, productId, variantId), free);
  });

  it("are no terms of one's own, and no private plan: these can become standard and public", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("opening");
    const own = { useEnterpriseContract: false, termsOfUse: "mine" };
    await client.change(productId, "properties", "Property", own);
    await client.change(productId, "featureAvailabilities", "Availability", { visibility: "Private" }, variantId);
    await publish(client, productId);
    await client.change(productId, "properties", "Property", { useEnterpriseContract: true });
    await client.change(productId, "featureAvailabilities", "Availability", { visibility: "Public" }, variantId);
    assert.deepEqual(await takingBack(client, productId, variantId), free);
  });

  it("are not those of another plan", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("plans");
    await publish(client, productId);
    const second = await client.createVariant(productId, "second");
    const { visibility } = await takingBack(client, productId, second.id);
    assert.equal(visibility, 200);
    assert.deepEqual((await takingBack(client, productId, variantId)).visibility, ["visibility"]);
  });

  it("are nothing without the switch", async () => {
    const { client } = unlocked;
    const { productId, variantId } = await client.completeOffer("unlocked");
    await publish(client, productId);
    assert.deepEqual(await takingBack(client, productId, variantId), free);
  });
});
