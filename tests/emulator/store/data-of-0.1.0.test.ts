// A data folder that an emulator of version 0.1.0 has written: its table has no column for the instance of a draft.

import { strict as assert } from "node:assert";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startEmulator } from "pulumi-partnercenter-emulator";
import { Client, noDelays } from "../client.js";
import { withFolder } from "../folder.js";

describe("a data folder of version 0.1.0", () => {
  const folder = withFolder();

  it("is read on, and written to", async () => {
    const options = { dataDirectory: folder(), delays: noDelays };
    const first = await startEmulator(options);
    const client = await Client.signIn(first);
    const { id: productId } = await client.createProduct("older");
    const { id: variantId } = await client.createVariant(productId, "basic");
    await client.change(productId, "listings", "Listing", { summary: "In short" }, variantId);
    await first.stop();
    const database = new DatabaseSync(join(folder(), "emulator.sqlite"));
    database.exec(`DROP INDEX draft_of_instance; ALTER TABLE record DROP COLUMN instance;
      CREATE INDEX record_of_instance ON record (product, json_extract(body, '$.instanceId')) WHERE kind = 'draft'`);
    database.close();

    for (const summary of ["In short", "Changed"]) {
      const again = await startEmulator(options);
      const later = new Client(again.endpoint, client.token);
      assert.equal((await later.draft(productId, "listings", "Listing", variantId)).summary, summary);
      await later.change(productId, "listings", "Listing", { summary: "Changed" }, variantId);
      await later.createVariant(productId, summary.replace(" ", "-").toLowerCase());
      assert.equal((await later.get(`/products/${productId}/variants`)).value.length, summary === "Changed" ? 3 : 2);
      await again.stop();
    }
  });
});
