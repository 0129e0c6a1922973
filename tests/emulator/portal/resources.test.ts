// The portal's pages of an offer of the second API: what it is, what is live, what became of its jobs.

import { strict as assert } from "node:assert";
import { instant, type Json, typeIn, withIngestion } from "../product-ingestion/client.js";
import { imageVersion, makeOffer, vmConfiguration, wholeOffer } from "../product-ingestion/offers.js";

describe("emulator: portal pages of the second API", () => {
  it("show an offer with its images, its submissions and its jobs, and what is live", () =>
    withIngestion(instant, async (client, emulator) => {
      const page = async (path: string) => (await fetch(new URL(path, emulator.portal))).text();
      const { productId, planId } = await makeOffer(client, "portal");
      const overview = `/dashboard/commercial-marketplace/offers/${productId.slice("product/".length)}/overview`;
      await client.goLive(productId);
      const versions = [imageVersion("1.0.0", "x64Gen2"), imageVersion("7.7.7", "x64Gen2")];
      await client.write(vmConfiguration({ product: productId, plan: planId, vmImageVersions: versions }));
      await client.failure(vmConfiguration({ product: productId, plan: planId, skus: [], vmImageVersions: [] }));
      const hostile = wholeOffer("portal").find((one) => typeIn(one) === "listing") as Json;
      await client.write({ ...hostile, product: productId, title: "<script>alert(1)</script>" });
      const text = await page(overview);
      const expected = [
        "Standard",
        "7.7.7",
        "vhds/7.7.7-x64Gen2.vhd",
        "standard (x64Gen2)",
        "At least one SKU is required.",
        ">Live</span>",
      ];
      for (const words of expected) assert.ok(text.includes(words), `no ${words} on the page`);
      assert.ok(!text.includes("<script>alert") && text.includes("&lt;script&gt;"));
      assert.ok(!text.includes("sig=EXAMPLE"));
      const live = await page("/marketplace/apps/contoso.portal");
      for (const stage of ["Draft", "Live"]) assert.ok(live.includes(`<strong>${stage}.</strong>`), `no ${stage}`);
      assert.ok(live.includes("$0.05/core/hour") && live.includes("What differs (1)"));
      assert.ok(!live.includes("<script>alert") && live.includes("&lt;script&gt;"));
      assert.ok(text.includes("See it as a buyer"));
    }));
});
