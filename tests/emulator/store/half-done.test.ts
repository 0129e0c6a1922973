// A request that fails half way, as on a full disk: nothing of it is there, neither at once nor after a restart.

import { strict as assert } from "node:assert";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Client, type Sent } from "../client.js";
import { type Run, runCommand } from "../command/command.js";
import { withFolder } from "../folder.js";

/** A request, and what it answers when it can be done. */
interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: Sent;
  readonly status: number;
}

describe("emulator: a request that fails half way", function () {
  this.timeout(30_000);
  const folder = withFolder();

  async function during(work: (ready: Run["ready"]) => Promise<void>): Promise<void> {
    const options = ["--scenario", "instant", "--switch", "instanceIdsChangeAtPublish=true"];
    const { ready, finish } = await runCommand("--data", folder(), ...options);
    try {
      await work(ready);
    } finally {
      await finish("SIGTERM");
    }
  }

  function inDatabase(sql: string): void {
    const database = new DatabaseSync(join(folder(), "emulator.sqlite"));
    database.exec(sql);
    database.close();
  }

  /** From now on the data folder refuses some records, after others of the same request were written. */
  function refuse(change: "INSERT" | "DELETE", row: string): void {
    inDatabase(`CREATE TRIGGER full BEFORE ${change} ON record WHEN ${row}
      BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  }

  async function stateOf({ control }: Run["ready"]): Promise<unknown> {
    return ((await (await fetch(`${control}/state`)).json()) as { products: unknown }).products;
  }

  /** Makes something, then lets a request fail half way: what is there is the same before, at once, and later. */
  async function failsWithoutTrace(
    refused: Parameters<typeof refuse>,
    prepare: (client: Client) => Promise<Request>,
  ): Promise<void> {
    let before: unknown;
    let token = "";
    let request = { method: "", path: "", status: 0 } as Request;
    await during(async (ready) => {
      const client = await Client.signIn(ready);
      request = await prepare(client);
      before = await stateOf(ready);
      token = client.token;
    });
    const { method, path, body, status } = request;

    refuse(...refused);
    await during(async (ready) => {
      const client = new Client(ready.endpoint, token);
      await client.get("/products");
      for (const _attempt of [1, 2]) {
        assert.match((await client.call(method, path, body)).text, /The emulator failed: Error: the disk is full/);
        assert.deepEqual(await stateOf(ready), before);
        assert.equal((await client.get("/products")).value.length, (before as unknown[]).length);
      }
    });

    inDatabase("DROP TRIGGER full");
    await during(async (ready) => {
      assert.deepEqual(await stateOf(ready), before);
      await new Client(ready.endpoint, token).expect(status, method, path, body);
    });
  }

  it("makes no offer without its drafts", () =>
    failsWithoutTrace(["INSERT", "NEW.kind = 'draft'"], async () => {
      const externalIDs = [{ type: "AzureOfferId", value: "half" }];
      const body = { resourceType: "AzureApplication", name: "Half an offer", externalIDs };
      return { method: "POST", path: "/products", body, status: 201 };
    }));

  it("makes no plan without its drafts", () =>
    failsWithoutTrace(["INSERT", "NEW.kind = 'draft'"], async (client) => {
      const { id } = await client.createProduct("plans");
      const body = { resourceType: "AzureSkuVariant", friendlyName: "Half a plan", externalID: "half" };
      return { method: "POST", path: `/products/${id}/variants`, body, status: 201 };
    }));

  it("takes no draft of a plan away without the plan", () =>
    failsWithoutTrace(["DELETE", "OLD.kind = 'variant'"], async (client) => {
      const { id } = await client.createProduct("plans");
      const variant = await client.createVariant(id, "basic");
      return { method: "DELETE", path: `/products/${id}/variants/${variant.id}`, status: 204 };
    }));

  it("makes no submission, and supersedes none, without new ids for the drafts", () =>
    failsWithoutTrace(["INSERT", "NEW.kind = 'draft'"], async (client) => {
      const { productId } = await client.completeOffer("submissions");
      await client.submit(productId);
      const body = await client.submissionRequest(productId);
      return { method: "POST", path: `/products/${productId}/submissions`, body, status: 201 };
    }));
});
