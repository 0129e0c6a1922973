// Has every operation answered once, so that the check of every answer has seen them all, and holds the table of
// operations to the published ones.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Client, withEmulator } from "../emulator/client.js";
import { OtherTool } from "../provider/machine-offer.js";
import { checkEveryAnswer } from "./every-answer.js";
import { callEveryOperation } from "./every-operation.js";
import { comparable } from "./openapi-answers.js";
import { hasReferenceMaterial, needReferenceMaterial, readReference } from "./reference-material.js";
import { neverSeen } from "./schema-deviations.js";

interface OperationTables {
  operationTable: { operation: string }[];
  operationsText(): string;
}

const emulatorFolder = dirname(require.resolve("pulumi-partnercenter-emulator/package.json"));
const tables = require(join(emulatorFolder, "dist", "published-operations.js")) as OperationTables;
const check = checkEveryAnswer();

describe("contract: the published operations", () => {
  const slow = 60_000;
  const delays = { validation: slow, previewCreation: slow, certification: slow, publish: slow };
  const parts = withEmulator({ switches: { pageSize: 1 }, delays: { ...delays, branchLag: 0, packageProcessing: 0 } });

  /** Answers that the emulator gives only when a fault rule has brought it into an odd state, and of an offer of a rare type. */
  async function meetOddAnswers(): Promise<void> {
    const { client, emulator } = parts;
    emulator.setFaults([
      { operation: "GET /products", effect: { deadNextLink: true } },
      { operation: "GET /products/{id}/variants", effect: { deadNextLink: true } },
      { operation: "GET /products/{id}/packages/{id}", effect: { packageMoved: true } },
    ]);
    const { id } = await client.createProduct("odd");
    await client.createVariant(id, "odd-plan");
    await OtherTool.makeProduct(emulator, "core", "coreVirtualMachine");
    for (const list of ["/products", `/products/${id}/variants`]) {
      let page = await client.get(list);
      while (page.nextLink !== undefined) {
        page = (await client.call("GET", page.nextLink.replace("v1.0/ingestion", ""))).body;
      }
    }
    const { id: packageId } = await client.uploadPackage(id);
    await client.call("GET", `/products/${id}/packages/${packageId}`);
    emulator.setFaults([]);
  }

  it("are all answered with success, as the schema says but for what is declared", async function () {
    this.timeout(60_000);
    check.answered.clear();
    await callEveryOperation(parts.client, () => parts.emulator.advance(2 * slow));
    const wanted = tables.operationTable.map(({ operation }) => comparable(operation));
    assert.deepEqual(
      wanted.filter((operation) => !check.answered.has(operation)),
      [],
    );
    process.stdout.write(`    ${wanted.length} of ${wanted.length} operations answered\n`);
    if (!hasReferenceMaterial) return;
    await meetOddAnswers();
    assert.deepEqual(check.undeclared(), []);
    assert.deepEqual(neverSeen(check.found.keys()), [], "these deviations are declared, but were not seen");
  });

  it("give errors in the declared form too", async () => {
    const { client } = parts;
    const stranger = new Client(client.endpoint, "not a token");
    assert.equal((await stranger.call("GET", "/products")).status, 401);
    assert.equal((await client.call("GET", "/products/unknown")).status, 404);
    assert.equal((await client.call("POST", "/products", { resourceType: "Unknown" })).status, 400);
    if (hasReferenceMaterial) assert.deepEqual(check.undeclared(), []);
  });

  it("are listed in the README, with what the emulator's behaviour rests on", () => {
    const readme = readFileSync(join(emulatorFolder, "README.md"), "utf8");
    const plain = (text: string) => text.replace(/-{3,}/g, "---").replace(/ +/g, " ");
    assert.ok(plain(readme).includes(plain(tables.operationsText())), "README.md differs from published-operations.ts");
  });

  it("are those of the published table and document", function () {
    needReferenceMaterial(this);
    const rows = readReference("ingestion-api-endpoints.tsv").trim().split("\n").slice(1);
    const published = rows.map((row) => row.split("\t").slice(0, 2).join(" "));
    const listed = tables.operationTable.map(({ operation }) => operation);
    assert.deepEqual(listed, published);
    assert.equal(listed.length, 78);
    assert.deepEqual(listed.map(comparable).sort(), check.declared?.operations().sort());
  });
});
