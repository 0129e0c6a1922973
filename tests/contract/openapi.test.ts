// Holds every answer that emulators of this process give, during all tests, to the published OpenAPI document. What
// differs is declared one by one, with its reason, in schema-deviations.ts; anything else fails.

import { strict as assert } from "node:assert";
import { subscribe } from "node:diagnostics_channel";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Exchange, exchangeChannelName } from "pulumi-partnercenter-emulator";
import { Client, withEmulator } from "../emulator/client.js";
import { callEveryOperation } from "./every-operation.js";
import { comparable, DeclaredAnswers } from "./openapi-answers.js";
import { hasReferenceMaterial, needReferenceMaterial, readReference } from "./reference-material.js";
import { isDeclared, neverSeen, schemaDeviations } from "./schema-deviations.js";

interface OperationTables {
  operationTable: { operation: string }[];
  operationsText(): string;
}

const emulatorFolder = dirname(require.resolve("pulumi-partnercenter-emulator/package.json"));
const tables = require(join(emulatorFolder, "dist", "operations.js")) as OperationTables;
const answers = hasReferenceMaterial ? new DeclaredAnswers() : undefined;
const found = new Map<string, string>();
const answered = new Set<string>();
let checked = 0;

subscribe(exchangeChannelName, (message) => {
  const exchange = message as Exchange;
  if (exchange.injected || exchange.operation === undefined) return;
  checked += 1;
  if (exchange.status < 300) answered.add(comparable(exchange.operation));
  for (const difference of answers?.differences(exchange) ?? []) {
    if (!found.has(difference)) found.set(difference, `${exchange.method} ${exchange.path}`);
  }
});

function undeclared(): string[] {
  return [...found].filter(([at]) => !isDeclared(at)).map(([at, call]) => `${at} (${call})`);
}

after("all answers of all tests are as published, or declared", function () {
  if (!hasReferenceMaterial) return;
  process.stdout.write(
    `\n  ${checked} answers checked against the OpenAPI document: ${undeclared().length} undeclared`,
  );
  process.stdout.write(` deviations, ${schemaDeviations.length} declared ones\n`);
  this.timeout(10_000);
  assert.deepEqual(undeclared(), []);
});

describe("contract: the published operations", () => {
  const slow = 60_000;
  const delays = { validation: slow, previewCreation: slow, certification: slow, publish: slow };
  const parts = withEmulator({ switches: { pageSize: 1 }, delays: { ...delays, branchLag: 0, packageProcessing: 0 } });

  /** Answers that the emulator gives only when a fault rule has brought it into an odd state. */
  async function meetOddAnswers(): Promise<void> {
    const { client, emulator } = parts;
    emulator.setFaults([
      { operation: "GET /products", effect: { deadNextLink: true } },
      { operation: "GET /products/{id}/packages/{id}", effect: { packageMoved: true } },
    ]);
    let page = await client.get("/products");
    while (page.nextLink !== undefined) {
      page = (await client.call("GET", page.nextLink.replace("v1.0/ingestion", ""))).body;
    }
    const { id } = await client.createProduct("odd");
    const { id: packageId } = await client.uploadPackage(id);
    await client.call("GET", `/products/${id}/packages/${packageId}`);
    emulator.setFaults([]);
  }

  it("are all answered with success, as the schema says but for what is declared", async function () {
    this.timeout(60_000);
    answered.clear();
    await callEveryOperation(parts.client, () => parts.emulator.advance(2 * slow));
    const wanted = tables.operationTable.map(({ operation }) => comparable(operation));
    assert.deepEqual(
      wanted.filter((operation) => !answered.has(operation)),
      [],
    );
    process.stdout.write(`    ${wanted.length} of ${wanted.length} operations answered\n`);
    if (!hasReferenceMaterial) return;
    await meetOddAnswers();
    assert.deepEqual(undeclared(), []);
    assert.deepEqual(neverSeen(found.keys()), [], "these deviations are declared, but were not seen");
  });

  it("give errors in the declared form too", async () => {
    const { client } = parts;
    const stranger = new Client(client.endpoint, "not a token");
    assert.equal((await stranger.call("GET", "/products")).status, 401);
    assert.equal((await client.call("GET", "/products/unknown")).status, 404);
    assert.equal((await client.call("POST", "/products", { resourceType: "Unknown" })).status, 400);
    if (hasReferenceMaterial) assert.deepEqual(undeclared(), []);
  });

  it("are listed in the README, with what the emulator's behaviour rests on", () => {
    const readme = readFileSync(join(emulatorFolder, "README.md"), "utf8");
    const plain = (text: string) => text.replace(/-{3,}/g, "---").replace(/ +/g, " ");
    assert.ok(plain(readme).includes(plain(tables.operationsText())), "README.md differs from operations.ts");
  });

  it("are those of the published table and document", function () {
    needReferenceMaterial(this);
    const rows = readReference("ingestion-api-endpoints.tsv").trim().split("\n").slice(1);
    const published = rows.map((row) => row.split("\t").slice(0, 2).join(" "));
    const listed = tables.operationTable.map(({ operation }) => operation);
    assert.deepEqual(listed, published);
    assert.equal(listed.length, 78);
    assert.deepEqual(listed.map(comparable).sort(), answers?.operations().sort());
  });
});
