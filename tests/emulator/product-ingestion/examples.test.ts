// Bodies of each type as they are known: posted, read, posted as they were read, and read again; and whole offers, made
// anew from their trees by one request (Product Ingestion API §11, additions §3.1).

import { strict as assert } from "node:assert";
import { needReferenceMaterial, readIngestionExamples } from "../../contract/reference-material.js";
import { type IngestionClient, instant, type Json, type Resource, schema, typeIn, withIngestion } from "./client.js";
import { galleryVersion, vmConfiguration } from "./offers.js";

const guids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The offer that an example belongs to: told by its GUID, or by its type. */
function offerTypeOf(example: Json, types: ReadonlyMap<string, string>): string {
  if (typeIn(example).startsWith("core-")) return "coreVirtualMachine";
  return types.get(guids.exec(String(example.id))?.[0] ?? "") ?? "azureVirtualMachine";
}

/** What has to be there first for the rules of the business. */
function needed(example: Json, product: string): Json[] {
  const text = JSON.stringify(example);
  return [
    ...(text.includes('"payloadType":"image"')
      ? [
          {
            $schema: schema("commercial-marketplace-setup", "2022-03-01-preview2"),
            product,
            sellThroughMicrosoft: false,
          },
        ]
      : []),
    ...(text.includes('"invoices"') && typeIn(example) !== "price-and-availability-custom-meter"
      ? [
          {
            $schema: schema("price-and-availability-custom-meter", "2022-03-01-preview3"),
            product,
            customMeters: { invoices: { displayName: "Invoices", unitOfMeasure: "invoice" } },
          },
        ]
      : []),
    ...(text.includes('"basePlan"')
      ? [
          plan(product, "base"),
          vmConfiguration({
            product,
            plan: { externalId: "base" },
            skus: [{ imageType: "x64Gen2", skuId: "base" }],
          }),
        ]
      : []),
  ];
}

function plan(product: string, externalId: string): Json {
  const alias = `Plan ${externalId}`;
  return { $schema: schema("plan", "2022-03-01-preview2"), product, identity: { externalId }, alias };
}

/** Without what a read never has as it was sent: the address of a file, the version, and what is a new offer's own. */
function comparable(resource: Json): Json {
  const { $schema, ...body } = resource;
  return JSON.parse(JSON.stringify(body), (key, value) => (key === "url" ? "…" : value)) as Json;
}

/** An example shows a deprecated version alone, with which its draft could not be written. */
function withActiveImage(resource: Resource): Resource {
  const versions = (resource.vmImageVersions ?? []) as { lifecycleState: string }[];
  if (versions.every(({ lifecycleState }) => lifecycleState !== "deprecated")) return resource;
  return { ...resource, vmImageVersions: [...versions, galleryVersion("2.0.0", "arm64Gen2")] };
}

/** Nothing that a read gave and a write refuses (additions §3.3). */
function sendable(resource: Resource): Json {
  const { url, assets, ...rest } = resource;
  return typeIn(resource).startsWith("listing-") ? rest : resource;
}

async function readTwice(client: IngestionClient, example: Json, offerType: string, name: string): Promise<void> {
  const type = typeIn(example);
  const externalId = name
    .replace(/\.json$/, "")
    .replaceAll(".", "-")
    .slice(0, 50);
  const own = type === "product" ? (example.identity as { externalId: string }).externalId : externalId;
  const product = { $schema: schema("product", "2022-03-01-preview3"), identity: { externalId: own }, type: offerType };
  await client.write({ ...product, alias: "An example" });
  const productId = await client.productId(own);
  const planId = type === "plan" ? (example.identity as { externalId: string }).externalId : "standard";
  await client.write(...needed(example, productId), plan(productId, planId));
  const plans = (await client.get(`plan?product=${productId}`)).value as Resource[];
  const idOf = (id: string) =>
    plans.find((one) => (one.identity as { externalId: string }).externalId === id)?.id ?? "";
  const text = JSON.stringify(example)
    .replaceAll(String(example.basePlan), idOf("base"))
    .replaceAll(type === "plan" ? String(example.id) : String(example.plan), idOf(planId))
    .replaceAll(String(example.plan).split("/")[2] ?? "no plan", idOf(planId).split("/")[2] ?? "")
    .replaceAll(guids.exec(String(example.id))?.[0] ?? "", productId.split("/")[1] ?? "");
  const sent = withActiveImage(JSON.parse(text) as Resource);
  const isNew = type === "listing-asset" || type === "listing-trailer";
  const { id, ...body } = sent;
  await client.write(isNew ? body : sent);
  const read = (await client.get(`${id}?$version=2026-04-01-preview1`)) as Resource;
  assert.deepEqual(comparable(read), comparable(sent), name);
  await client.write(sendable(read));
  const again = await client.get(`${id}?$version=2026-04-01-preview1`);
  assert.deepEqual(comparable(again), comparable(sent), `${name}, posted as it was read`);
}

describe("emulator: example bodies of the second API", () => {
  before(function () {
    needReferenceMaterial(this);
  });

  it("are read as they were posted, and again when what was read is posted", async () => {
    const examples = readIngestionExamples();
    const products = [...examples.values()].filter((example) => typeIn(example) === "product");
    const types = new Map(products.map(({ id, type }) => [guids.exec(String(id))?.[0] ?? "", String(type)]));
    let count = 0;
    await withIngestion(instant, async (client) => {
      for (const [name, example] of examples) {
        if (typeof example.id !== "string" || typeIn(example) === "submission") continue;
        await readTwice(client, example, offerTypeOf(example, types), name);
        count += 1;
      }
    });
    assert.ok(count >= 40, `${count} examples`);
  });

  for (const kind of ["vm", "container", "saas"]) {
    it(`make a whole offer anew by one request: ${kind}`, async () => {
      const tree = readIngestionExamples().get(`resource-tree.${kind}.json`) as { resources: Resource[] };
      await withIngestion(instant, async (client, emulator) => {
        const names = new Map(tree.resources.map(({ id }, index) => [id, `resource-${index}`]));
        const named = (key: string, value: unknown) =>
          ["product", "plan", "listing"].includes(key) ? { resourceName: names.get(String(value)) } : value;
        const left = tree.resources.filter((one) => !["submission", "customer-leads"].includes(typeIn(one)));
        const clone = left.map(({ id, ...body }) => ({
          ...Object.fromEntries(Object.entries(body).map(([key, value]) => [key, named(key, value)])),
          resourceName: names.get(id),
        }));
        // The order does not matter: whoever is referred to is written first.
        await client.write(...clone.reverse());
        const productId = await client.productId(
          (left[0]?.identity as { externalId: string } | undefined)?.externalId ?? "",
        );
        const made = await client.tree(productId);
        const plain = (resource: Json) => {
          const text = JSON.stringify(comparable(resource));
          return text.replaceAll(new RegExp(`/${guids.source}`, "g"), "/…");
        };
        const read = made.map((one) => plain(one));
        for (const resource of left) {
          const parsed = JSON.parse(plain(resource)) as Json;
          assert.ok(
            read.some((one) => isSame(JSON.parse(one), parsed)),
            `${resource.id} is not there as it was`,
          );
        }
        const jobs = emulator.requests().filter(({ operation }) => operation === "POST /configure");
        assert.deepEqual(
          jobs.map(({ resources }) => resources),
          [left.length],
        );
      });
    });
  }
});

function isSame(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}
