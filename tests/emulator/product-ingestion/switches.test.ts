// Where sources are silent or disagree, each of the ways that the emulator can go (DEVIATIONS.md, README.md).

import { strict as assert } from "node:assert";
import type { EmulatorOptions } from "pulumi-partnercenter-emulator";
import { Client } from "../client.js";
import { instant, type Json, type Resource, schema, submission, typeIn, withIngestion } from "./client.js";
import { imageVersion, makeOffer, vmConfiguration, wholeOffer } from "./offers.js";

const withSwitches = (switches: EmulatorOptions["switches"] & object, test: Parameters<typeof withIngestion>[1]) =>
  withIngestion({ ...instant, switches }, test);
const vm = "virtual-machine-plan-technical-configuration";
const configurationOf = (tree: readonly Resource[]) => tree.find((one) => typeIn(one) === vm) as Resource;

describe("emulator: switches of the second API", () => {
  it("configureStatus", () =>
    withSwitches({ configureStatus: 200 }, async (client) => {
      const resources = [wholeOffer("switched")[0]];
      const { status } = await client.call("POST", "configure", {
        $schema: schema("configure", "2022-07-01"),
        resources,
      });
      assert.equal(status, 200);
    }));

  it("jobDetail: what a failed job has written", () =>
    withSwitches({ jobDetail: "partial" }, async (client) => {
      const [product, property] = wholeOffer("switched");
      const { jobId } = await client.begin(product as Json, { ...property, product: { externalId: "unknown" } });
      const { resources } = await client.get(`configure/${jobId}`);
      assert.deepEqual((resources as Json[]).map(typeIn), ["product"]);
    }));

  it("businessFailure: the draft keeps what has failed, or does not", async () => {
    for (const businessFailure of ["dropped", "kept"] as const) {
      await withSwitches({ businessFailure }, async (client) => {
        const { productId, planId } = await makeOffer(client, "switched");
        const skus = [{ imageType: "x64Gen1", skuId: "standard" }];
        assert.match(await client.failure(vmConfiguration({ product: productId, plan: planId, skus })), /active image/);
        const isKept = JSON.stringify(configurationOf(await client.tree(productId)).skus) === JSON.stringify(skus);
        assert.equal(isKept, businessFailure === "kept");
      });
    }
  });

  it("omittedFields: reset, or kept", async () => {
    for (const omittedFields of ["reset", "kept"] as const) {
      await withSwitches({ omittedFields }, async (client) => {
        const { productId, planId } = await makeOffer(client, "switched");
        const { recommendedVmSizes, ...less } = vmConfiguration({ product: productId, plan: planId });
        await client.write(less);
        const read = configurationOf(await client.tree(productId));
        assert.deepEqual(read.recommendedVmSizes, omittedFields === "kept" ? recommendedVmSizes : []);
      });
    }
  });

  it("knownExternalId: a conflict, or an update", async () => {
    await withSwitches({}, async (client) => {
      await makeOffer(client, "switched");
      assert.match(await client.failure(wholeOffer("switched")[0] as Json), /conflict .* in use.*invalidResource/);
    });
    await withSwitches({ knownExternalId: "upsert" }, async (client) => {
      const { productId, planId } = await makeOffer(client, "switched");
      await client.write({ ...(wholeOffer("switched")[0] as Json), alias: "Renamed" });
      const plan = {
        $schema: schema("plan", "2022-03-01-preview2"),
        product: productId,
        identity: { externalId: "standard" },
      };
      await client.write({ ...plan, alias: "Renamed too" });
      assert.deepEqual(
        [(await client.get(productId)).alias, (await client.get(planId)).alias],
        ["Renamed", "Renamed too"],
      );
    });
  });

  it("ownIdInVmConfiguration and vmWriteVersions: refused with no more than two words", async () => {
    for (const switches of [{ ownIdInVmConfiguration: "refused" }, { vmWriteVersions: "newest" }] as const) {
      await withSwitches(switches, async (client) => {
        const whole = wholeOffer("switched");
        await client.job(...whole.slice(0, -1));
        const productId = await client.productId("switched");
        const tree = await client.tree(productId);
        const { id } = configurationOf(tree);
        const plan = tree.find((one) => typeIn(one) === "plan")?.id;
        const own = vmConfiguration({ product: productId, plan });
        const newest = schema(vm, "2026-04-01-preview1");
        const isById = "ownIdInVmConfiguration" in switches;
        assert.equal(await client.failure(isById ? { ...own, id } : own), "badRequest Invalid resource");
        await client.write(isById ? own : { ...own, id, $schema: newest });
      });
    }
  });

  it("unpublishedTarget", () =>
    withSwitches({ unpublishedTarget: 400 }, async (client) => {
      const { productId } = await makeOffer(client, "switched");
      assert.equal((await client.call("GET", `resource-tree/${productId}?targetType=preview`)).status, 400);
    }));

  it("liveWithoutId: what is in preview", () =>
    withSwitches({ liveWithoutId: "newest" }, async (client) => {
      const { productId } = await makeOffer(client, "switched");
      await client.publish(productId, "preview");
      assert.equal((await client.publish(productId, "live")).jobResult, "succeeded");
    }));

  it("draftWhilePublishing: allowed, or locked", async () => {
    for (const draftWhilePublishing of ["allowed", "locked"] as const) {
      const switches = { draftWhilePublishing };
      await withIngestion({ speed: 0, switches, delays: { validation: 60_000 } }, async (client) => {
        const { productId, planId } = await makeOffer(client, "switched");
        await client.publish(productId, "preview");
        const { jobResult, errors } = await client.job(vmConfiguration({ product: productId, plan: planId }));
        assert.equal(jobResult, draftWhilePublishing === "allowed" ? "succeeded" : "failed");
        assert.equal(JSON.stringify(errors).includes("productLocked"), draftWhilePublishing === "locked");
      });
    }
  });

  it("previewListedWhenLive: what is live stands for preview too", () =>
    withSwitches({ previewListedWhenLive: true }, async (client) => {
      const { productId } = await makeOffer(client, "switched");
      await client.goLive(productId);
      const [, live, preview] = await client.submissions(productId);
      assert.equal(live?.id, preview?.id);
      assert.deepEqual([live?.target, preview?.target], [{ targetType: "live" }, { targetType: "preview" }]);
      assert.deepEqual([preview?.status, preview?.result], ["completed", "succeeded"]);
    }));

  it("readHosts, readEnums, planReferences: what then is read, a write refuses", () =>
    withSwitches({ readHosts: "mixed", readEnums: "pascal", planReferences: "stale" }, async (client) => {
      const { productId } = await makeOffer(client, "switched");
      const tree = await client.tree(productId);
      const read = (type: string) => tree.find((one) => typeIn(one) === type) as Resource;
      assert.match(read("listing").$schema, /azureedge/);
      assert.match(read("plan").$schema, /schema\.mp/);
      assert.match(await client.refused(read("listing")), /could not be accessed/);
      const { url, ...asset } = read("listing-asset");
      assert.equal(asset.type, "AzureLogoLarge");
      assert.match(await client.refused({ ...asset, $schema: schema("listing-asset") }), /#\/type/);
      assert.notEqual(read("plan").product, productId);
      assert.match(await client.failure(read("plan")), /resourceNotFound/);
      await client.write({ ...read("plan"), product: productId });
    }));

  it("treeOrder: not that of the types, and always the same", () =>
    withSwitches({ treeOrder: "shuffled" }, async (client) => {
      const { productId } = await makeOffer(client, "switched");
      const ids = async () => (await client.tree(productId)).map(typeIn);
      const first = await ids();
      assert.deepEqual(await ids(), first);
      assert.notDeepEqual(first.slice(0, 3), ["product", "commercial-marketplace-setup", "customer-leads"]);
    }));

  it("v1PublishOfOtherTypes: the first API publishes a container, for both", () =>
    withSwitches({ v1PublishOfOtherTypes: "allowed", resellerResourceRequired: false }, async (client, emulator) => {
      const { productId } = await makeOffer(client, "switched", "azureContainer");
      const first = await Client.signIn(emulator);
      const guid = productId.slice("product/".length);
      const variants = (await first.get(`/products/${guid}/variants`)).value;
      const named = async (variantId?: string) => {
        const modules = ["Property", "Listing", "Availability", "Package"].filter(
          (one) => variantId === undefined || one !== "Property",
        );
        return Promise.all(modules.map(async (type) => ({ type, value: await first.instance(guid, type, variantId) })));
      };
      const request = {
        resourceType: "SubmissionCreationRequest",
        targets: [{ type: "Scope", value: "Preview" }],
        resources: await named(),
        variantResources: [{ variantID: variants[0]?.id, resources: await named(variants[0]?.id) }],
      };
      await first.expect(201, "POST", `/products/${guid}/submissions`, request);
      const preview = await client.tree(productId, "preview");
      assert.ok(preview.some((one) => typeIn(one) === "container-plan-technical-configuration"));
    }));

  it("scenarios that are named after what happened", async () => {
    const read = async (scenario: string) => {
      let state: Json = {};
      await withIngestion({ scenario }, async (_, emulator) => {
        state = ((await (await fetch(`${emulator.control}/state`)).json()) as { switches: Json }).switches;
      });
      return state;
    };
    assert.equal((await read("2025-02-schema-host-gone")).readHosts, "mixed");
    assert.equal((await read("2026-vm-newest-version-only")).vmWriteVersions, "newest");
    assert.equal((await read("2026-07-pascal-case-assets")).readEnums, "pascal");
    assert.equal((await read("stale-plan-references")).planReferences, "stale");
  });
});

describe("emulator: two images at once", () => {
  it("replace each other's list, as resources are written whole", () =>
    withIngestion(instant, async (client) => {
      const { productId, planId } = await makeOffer(client, "arrays");
      const add = (number: string) =>
        client.write(
          vmConfiguration({
            product: productId,
            plan: planId,
            vmImageVersions: [imageVersion("1.0.0", "x64Gen2"), imageVersion(number, "x64Gen2")],
          }),
        );
      await add("2.0.0");
      await add("3.0.0");
      const versions = configurationOf(await client.tree(productId)).vmImageVersions as Json[];
      assert.deepEqual(
        versions.map(({ versionNumber }) => versionNumber),
        ["1.0.0", "3.0.0"],
      );
      assert.equal((await client.job(submission(productId, "preview"))).jobResult, "succeeded");
    }));
});
