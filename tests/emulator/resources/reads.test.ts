// How resources are read: trees, single ones, lists and pages, versions, secrets, files, and what nobody knows (Product
// Ingestion API §3, §4; additions §1, §3.2).

import { strict as assert } from "node:assert";
import { instant, type Json, type Resource, schema, typeIn, withIngestion } from "../product-ingestion/client.js";
import { galleryVersion, imageVersion, makeOffer, vmConfiguration, wholeOffer } from "../product-ingestion/offers.js";

const find = (tree: readonly Resource[], type: string) => tree.find((one) => typeIn(one) === type) as Resource;
const versionOf = ({ $schema }: Json) => String($schema).split("/").at(-1);
const vm = "virtual-machine-plan-technical-configuration";

describe("emulator: reads of the second API", () => {
  it("show what an offer and a plan have from the start", () =>
    withIngestion(instant, async (client) => {
      const [product] = wholeOffer("fresh");
      await client.write(product as Json);
      const productId = await client.productId("fresh");
      await client.write({
        $schema: schema("plan", "2022-03-01-preview2"),
        product: productId,
        identity: { externalId: "one" },
        alias: "One",
      });
      const tree = await client.tree(productId);
      assert.deepEqual(tree.map(typeIn), [
        "product",
        "commercial-marketplace-setup",
        "customer-leads",
        "reseller",
        "test-drive",
        "property",
        "listing",
        "price-and-availability-offer",
        "plan",
        "plan-listing",
        "price-and-availability-plan",
        vm,
        "submission",
      ]);
      assert.deepEqual(
        [find(tree, "customer-leads").leadDestination, find(tree, "reseller").resellerChannelState],
        ["none", "notSet"],
      );
      assert.deepEqual([find(tree, "listing").title, find(tree, "plan-listing").name], ["Contoso", "One"]);
      for (const { id } of tree.filter((one) => typeIn(one) !== "submission"))
        assert.equal((await client.get(id)).id, id);
      assert.equal((await client.get(`${productId.replace("product/", "submission/")}/0`)).id, tree.at(-1)?.id);
    }));

  it("know neither other offers nor other targets", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "targets");
      const other = "00000000-0000-4000-8000-000000000001";
      for (const path of [
        `product/${other}`,
        `resource-tree/product/${other}`,
        `submission/${other}`,
        `listing/${productId.slice(8)}/nowhere`,
      ]) {
        const { status, text } = await client.call("GET", path);
        assert.equal(status, 404, path);
        assert.match(text, /^{"error":{"code":"notFound","message":"[^"]+","details":\[\]}}$/);
      }
      assert.equal((await client.call("GET", `resource-tree/${productId}?targetType=live`)).status, 404);
      assert.equal((await client.call("GET", `resource-tree/${productId}?targetType="preview"`)).status, 400);
      assert.equal((await client.call("GET", "plan")).status, 400);
      assert.equal((await client.call("GET", "nothing")).status, 404);
      assert.equal((await client.call("DELETE", "product")).status, 405);
    }));

  it("forgive a doubled slash and names of queries in any case", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "spelling");
      for (const query of ["externalId", "externalID", "externalid"]) {
        assert.deepEqual(
          ((await client.get(`/product?${query}=spelling`)).value as Json[]).map(({ id }) => id),
          [productId],
        );
      }
    }));

  it("come in pages, whose links are absolute and keep the query", () =>
    withIngestion(instant, async (client, emulator) => {
      for (const externalId of ["page-one", "page-two", "page-three"])
        await client.write(wholeOffer(externalId)[0] as Json);
      const first = await client.get("product?type=azureVirtualMachine&$maxpagesize=2&$version=2022-03-01-preview5");
      assert.equal((first.value as Json[]).length, 2);
      const link = String(first["@nextLink"]);
      assert.ok(link.startsWith(`${emulator.productIngestionEndpoint}/product?type=azureVirtualMachine`), link);
      const second = await client.get(link.slice(emulator.productIngestionEndpoint.length + 1));
      assert.deepEqual(
        (second.value as Json[]).map(({ identity }) => identity),
        [{ externalId: "page-three" }],
      );
      assert.ok(!("@nextLink" in second));
      assert.equal((await client.call("GET", "product?continuationToken=x")).status, 400);
      assert.equal((await client.call("GET", "product?$maxpagesize=0")).status, 400);
    }));

  it("are in the newest version below $version", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "versions");
      const read = async (version: string) => {
        const tree = (await client.get(`resource-tree/${productId}${version}`)).resources as Resource[];
        return ["product", "plan", "listing", vm].map((type) => versionOf(find(tree, type)));
      };
      const of = (...previews: number[]) => previews.map((preview) => `2022-03-01-preview${preview}`);
      assert.deepEqual(await read("?$version=2022-03-01-preview5"), of(3, 3, 5, 5));
      assert.deepEqual(await read("?$version=2022-03-01-preview2"), of(2, 2, 2, 2));
      assert.deepEqual(await read(""), ["2022-07-01", "2022-07-01", ...of(5, 5)]);
      assert.deepEqual(await read("?%24version=2026-04-01-preview1"), [
        "2022-07-01",
        "2022-07-01",
        ...of(5),
        "2026-04-01-preview1",
      ]);
      assert.equal((await client.call("GET", `resource-tree/${productId}?$version=latest`)).status, 400);
    }));

  it("hide images in a gallery from versions that cannot say them", () =>
    withIngestion(instant, async (client) => {
      const { productId, planId } = await makeOffer(client, "galleries");
      const vmImageVersions = [imageVersion("1.0.0", "x64Gen2"), galleryVersion("2.0.0")];
      await client.write(vmConfiguration({ product: productId, plan: planId, vmImageVersions }));
      const id = planId.replace("plan/", `${vm}/`);
      const numbers = async (version: string) =>
        ((await client.get(`${id}?$version=${version}`)).vmImageVersions as Json[]).map(
          ({ versionNumber }) => versionNumber,
        );
      assert.deepEqual(await numbers("2022-03-01-preview3"), ["1.0.0"]);
      assert.deepEqual(await numbers("2022-03-01-preview5"), ["1.0.0", "2.0.0"]);
    }));

  it("mask secrets, and a mask that is sent back keeps them", () =>
    withIngestion(instant, async (client, emulator) => {
      const { productId } = await makeOffer(client, "secrets");
      const secret = "DefaultEndpointsProtocol=https;AccountName=leads;AccountKey=c2VjcmV0";
      const leads = {
        $schema: schema("customer-leads", "2022-03-01-preview3"),
        product: productId,
        leadDestination: "blob",
        blobLeadConfiguration: { storageAccountConnectionString: secret, containerName: "leads" },
      };
      await client.write(leads);
      const read = find(await client.tree(productId), "customer-leads");
      const masked = { storageAccountConnectionString: "*********", containerName: "leads" };
      assert.deepEqual(read.blobLeadConfiguration, masked);
      const changed = { ...masked, containerName: "other" };
      await client.write({ ...read, blobLeadConfiguration: changed });
      assert.deepEqual(find(await client.tree(productId), "customer-leads").blobLeadConfiguration, changed);
      const state = await (await fetch(`${emulator.control}/state`)).text();
      assert.ok(!state.includes("c2VjcmV0") && !state.includes("sig=EXAMPLE"));
    }));

  it("give files at new addresses each time, which cannot be sent back; without one a file stays", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "files");
      const read = async () => find(await client.tree(productId), "listing-asset");
      const [first, second] = [await read(), await read()];
      assert.match(String(first.url), /^https:\/\/ingestionpackagesprod1\.blob\.core\.windows\.net\/file\/\w+\?.*sig=/);
      assert.notEqual(first.url, second.url);
      assert.match(await client.refused(first), /#\/url/);
      const { url, ...rest } = first;
      await client.write({ ...rest, description: "A logo" });
      assert.equal((await read()).description, "A logo");
      assert.match(String((await read()).url), /^https:/);
      const { id, ...another } = rest;
      await client.write({ ...another, url: "https://contoso.example/other.png" });
      const assets = (await client.tree(productId)).filter((one) => typeIn(one) === "listing-asset");
      assert.deepEqual(
        assets.map((asset) => asset.id.split("/").slice(-2).join("/")),
        ["azurelogolarge/1", "azurelogolarge/2"],
      );
      await client.write({ ...rest, lifecycleState: "deleted" });
      assert.equal((await client.call("GET", String(id))).status, 404);
    }));
});

describe("emulator: what nobody knows", () => {
  const put = async (control: string, ...resources: Json[]) =>
    fetch(`${control}/resources`, { method: "PUT", body: JSON.stringify(resources) });

  it("stays in the draft, at any depth, and is published along", () =>
    withIngestion({ ...instant, switches: { unknownKeys: "kept" } }, async (client, emulator) => {
      const { productId, planId } = await makeOffer(client, "unknown");
      const guid = productId.slice("product/".length);
      const wish = {
        $schema: schema("wish-list", "2030-01-01"),
        id: `wish-list/${guid}/1`,
        deep: { er: [{ x: null }] },
      };
      assert.equal((await put(emulator.control, wish)).status, 204);
      const strange = { ...imageVersion("2.0.0", "x64Gen2"), signature: { by: ["us"] } };
      const configuration = vmConfiguration({
        product: productId,
        plan: planId,
        vmImageVersions: [imageVersion("1.0.0", "x64Gen2"), strange],
        vmProperties: { supportsExtensions: true, supportsTelepathy: "soon" },
        newest: { of: [{ all: 1 }] },
      });
      await client.write(configuration);
      await client.goLive(productId);
      for (const target of ["draft", "live"]) {
        const tree = await client.tree(productId, target);
        assert.deepEqual(find(tree, "wish-list"), wish, target);
        const { vmImageVersions, vmProperties, newest } = find(tree, vm);
        assert.deepEqual((vmImageVersions as Json[])[1], strange);
        assert.deepEqual(
          [vmProperties, newest],
          [{ supportsExtensions: true, supportsTelepathy: "soon" }, { of: [{ all: 1 }] }],
        );
      }
      const product = await client.get(productId);
      await client.write({ ...(product as Resource), badge: { colour: "blue" } });
      assert.deepEqual((await client.get(productId)).badge, { colour: "blue" });
    }));

  it("is put there by a control call, which wants an offer that exists", () =>
    withIngestion(instant, async (client, emulator) => {
      const { productId } = await makeOffer(client, "control");
      const resource = { $schema: schema("wish-list"), id: "wish-list/00000000-0000-4000-8000-000000000001" };
      const refused = await put(emulator.control, resource);
      assert.deepEqual([refused.status, (await refused.text()).includes("GUID of an offer")], [400, true]);
      assert.equal((await put(emulator.control, { id: productId })).status, 400);
      assert.equal((await fetch(`${emulator.control}/resources`, { method: "PUT", body: "{}" })).status, 400);
    }));
});
