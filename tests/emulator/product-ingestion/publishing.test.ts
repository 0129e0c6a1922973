// Submissions: to preview, to live, failures, which resources they publish, and what both APIs say of them (Product
// Ingestion API §9; additions §3.5).

import { strict as assert } from "node:assert";
import { Client } from "../client.js";
import { IngestionClient, instant, type Json, type Resource, schema, submission, withIngestion } from "./client.js";
import { imageVersion, makeOffer, type OfferType, vmConfiguration, wholeOffer } from "./offers.js";

const targets = (list: readonly Resource[]) =>
  list.map(({ target, status, result }) => [(target as Json).targetType, status, result].filter(Boolean).join(" "));
const configurationOf = (tree: readonly Resource[]) =>
  tree.find(({ id }) => id.startsWith("virtual-machine-plan-technical-configuration/")) as Resource;
const versionsIn = (tree: readonly Resource[]) =>
  (configurationOf(tree).vmImageVersions as Json[]).map(({ versionNumber }) => versionNumber);

describe("emulator: publishing through the second API", () => {
  for (const type of ["azureVirtualMachine", "azureContainer", "softwareAsAService"] satisfies OfferType[]) {
    it(`takes an offer to preview and live: ${type}`, () =>
      withIngestion(instant, async (client) => {
        const { productId } = await makeOffer(client, "going", type);
        assert.deepEqual(targets(await client.submissions(productId)), ["draft"]);
        assert.equal((await client.publish(productId, "preview")).jobResult, "succeeded");
        const [, preview] = await client.submissions(productId);
        assert.deepEqual(targets([preview as Resource]), ["preview completed succeeded"]);
        assert.equal((await client.publish(productId, "live", preview?.id)).jobResult, "succeeded");
        const after = await client.submissions(productId);
        assert.deepEqual(targets(after), ["draft", "live completed succeeded"]);
        assert.equal(after[1]?.id, preview?.id);
        const [draft, live] = [await client.tree(productId), await client.tree(productId, "live")];
        const ids = (tree: readonly Resource[]) =>
          tree.map(({ id }) => id).filter((id) => !id.startsWith("submission/"));
        assert.deepEqual(ids(live), ids(draft));
      }));
  }

  it("is the same job from the draft to its end, through phases", () =>
    withIngestion(
      { speed: 0, delays: { draftJob: 100, validation: 1000, previewCreation: 1000 } },
      async (client, emulator) => {
        const { productId } = await makeOffer(client, "phases");
        const { jobId } = await client.begin(submission(productId, "preview"));
        emulator.advance(100);
        assert.deepEqual(targets(await client.submissions(productId)), ["draft", "preview running pending"]);
        assert.equal((await client.status(jobId)).jobStatus, "running");
        assert.match(await client.failure(submission(productId, "preview")), /conflict .*; productLocked/);
        emulator.advance(2000);
        assert.equal((await client.status(jobId)).jobResult, "succeeded");
        const [, preview] = await client.submissions(productId);
        const live = await client.begin({ ...submission(productId, "live"), id: preview?.id });
        emulator.advance(1000);
        assert.deepEqual(targets(await client.submissions(productId)), ["draft", "live running pending"]);
        emulator.advance(2000);
        assert.equal((await client.status(live.jobId)).jobResult, "succeeded");
      },
    ));

  it("can be seen only after a while, with the delay submissionLag", () =>
    withIngestion({ speed: 0, delays: { draftJob: 100, submissionLag: 5000 } }, async (client, emulator) => {
      const { productId } = await makeOffer(client, "lag");
      await client.begin(submission(productId, "preview"));
      emulator.advance(5000);
      assert.deepEqual(targets(await client.submissions(productId)), ["draft"]);
      emulator.advance(100);
      assert.deepEqual(targets(await client.submissions(productId)), ["draft", "preview running pending"]);
    }));

  it("keeps what was published apart from the draft", () =>
    withIngestion(instant, async (client) => {
      const { productId, planId } = await makeOffer(client, "apart");
      await client.goLive(productId);
      const two = [imageVersion("1.0.0", "x64Gen2"), imageVersion("2.0.0", "x64Gen2")];
      await client.write(vmConfiguration({ product: productId, plan: planId, vmImageVersions: two }));
      assert.deepEqual(versionsIn(await client.tree(productId)), ["1.0.0", "2.0.0"]);
      assert.deepEqual(versionsIn(await client.tree(productId, "live")), ["1.0.0"]);
      await client.publish(productId, "preview");
      assert.deepEqual(versionsIn(await client.tree(productId, "preview")), ["1.0.0", "2.0.0"]);
      assert.deepEqual(versionsIn(await client.tree(productId, "live")), ["1.0.0"]);
      assert.deepEqual(targets(await client.submissions(productId)), [
        "draft",
        "live completed succeeded",
        "preview completed succeeded",
      ]);
    }));

  it("publishes only the resources of its job when there are others, the rest as it was", () =>
    withIngestion(instant, async (client) => {
      const { productId, planId } = await makeOffer(client, "modular");
      await client.goLive(productId);
      const tree = await client.tree(productId);
      const listing = tree.find(({ id }) => id.startsWith("listing/")) as Resource;
      await client.write({ ...listing, title: "Only in the draft" });
      const two = [imageVersion("1.0.0", "x64Gen2"), imageVersion("2.0.0", "x64Gen2")];
      const configuration = vmConfiguration({ product: productId, plan: planId, vmImageVersions: two });
      await client.write(configuration, submission(productId, "preview"));
      const preview = await client.tree(productId, "preview");
      assert.deepEqual(versionsIn(preview), ["1.0.0", "2.0.0"]);
      assert.equal(preview.find(({ id }) => id === listing.id)?.title, "Contoso");
      assert.equal((await client.get(listing.id)).title, "Only in the draft");
    }));

  it("is refused without what an offer needs, and makes no submission then", () =>
    withIngestion(instant, async (client) => {
      const [product] = wholeOffer("bare");
      await client.write(product as Json);
      const productId = await client.productId("bare");
      const text = await client.failure(submission(productId, "preview"));
      for (const need of [
        "a category",
        "a large logo",
        "a plan",
        "somebody in the preview audience",
        "a description",
      ]) {
        assert.match(text, new RegExp(`businessValidationError The offer needs .*${need}`));
      }
      assert.deepEqual(targets(await client.submissions(productId)), ["draft"]);
    }));

  for (const [lacking, needed] of [
    [{ searchResultSummary: "" }, "a summary"],
    [{ title: "", description: "" }, "a title and a description"],
    [{ title: "", searchResultSummary: "", description: "" }, "a title, a summary and a description"],
    [{ engineeringContact: undefined }, "an engineering contact"],
  ] as const) {
    it(`names of what it needs only what is missing: ${needed}`, () =>
      withIngestion(instant, async (client) => {
        const { productId } = await makeOffer(client, "lacking");
        const tree = await client.tree(productId);
        const listing = tree.find(({ id }) => id.startsWith("listing/")) as Resource;
        await client.write({ ...listing, ...lacking });
        const text = await client.failure(submission(productId, "preview"));
        assert.match(text, new RegExp(`The offer needs ${needed}\\.`));
      }));
  }

  it("names of what a plan needs only what is missing", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "lacking-plan");
      const tree = await client.tree(productId);
      const listing = tree.find(({ id }) => id.startsWith("plan-listing/")) as Resource;
      await client.write({ ...listing, description: "" });
      const text = await client.failure(submission(productId, "preview"));
      assert.match(text, /The plan \w+ needs a description\./);
    }));

  it("goes to live only as what is in preview, named by its id", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "ids");
      assert.match(await client.failure(submission(productId, "live")), /badRequest .*; invalidId/);
      await client.publish(productId, "preview");
      assert.match(await client.failure(submission(productId, "live")), /invalidId/);
      const draft = productId.replace("product/", "submission/");
      assert.match(await client.failure({ ...submission(productId, "live"), id: `${draft}/0` }), /invalidId/);
      assert.equal(
        (await client.job({ ...submission(productId, "preview"), id: `${draft}/0` })).jobResult,
        "succeeded",
      );
    }));

  it("may fail in certification, before the preview or before it is live", () =>
    withIngestion(instant, async (client, emulator) => {
      const { productId } = await makeOffer(client, "certified");
      const rule = { operation: "POST /configure", nth: 1, effect: { certificationFailed: true } };
      emulator.setFaults([rule]);
      const failed = await client.publish(productId, "preview");
      const [error] = failed.errors;
      const [, refused] = await client.submissions(productId);
      assert.equal(error?.resourceId, refused?.id);
      assert.deepEqual([error?.code, error?.message], ["internalServerError", "Operation failed"]);
      assert.match(
        JSON.stringify(error?.details),
        /"invalidState".*"Certification".*Issues found during Certification\./,
      );
      assert.deepEqual(targets([refused as Resource]), ["preview completed failed"]);
      await client.publish(productId, "preview");
      const preview = (await client.submissions(productId)).at(-1);
      emulator.setFaults([rule]);
      assert.equal((await client.publish(productId, "live", preview?.id)).jobResult, "failed");
      assert.deepEqual(targets(await client.submissions(productId)), ["draft", "live completed failed"]);
    }));

  it("changes private audiences in draft and live at once, of types that were published", () =>
    withIngestion(instant, async (client) => {
      const { productId, planId } = await makeOffer(client, "audiences");
      const find = (tree: readonly Resource[]) => tree.find(({ id }) => id.startsWith("price-and-availability-plan/"));
      const prices = find(await client.tree(productId)) as Resource;
      const member = (id: string, type = "tenant") => ({ type, id, label: id });
      await client.write({ ...prices, audience: "private", privateAudiences: [member("one")] });
      const update = (add: unknown[], remove: unknown[] = []) => ({
        $schema: schema("price-and-availability-update-private-audiences", "2022-03-01-preview3"),
        product: productId,
        plan: planId,
        privateAudiences: { add, remove },
      });
      assert.match(await client.failure(update([member("two")])), /not live as a private one: that needs to be publ/);
      await client.goLive(productId);
      await client.write(update([member("two")], [member("one")]));
      for (const target of ["draft", "preview", "live"]) {
        assert.deepEqual(find(await client.tree(productId, target))?.privateAudiences, [member("two")], target);
      }
      assert.match(await client.failure(update([member("three", "subscription")])), /needs to be published/);
    }));

  it("gives up an offer that is live", () =>
    withIngestion(instant, async (client) => {
      const { productId } = await makeOffer(client, "given-up");
      await client.goLive(productId);
      const id = (await client.submissions(productId)).at(-1)?.id;
      await client.write({ ...submission(productId, "live"), id, lifecycleState: "deprecated" });
      const [product] = await client.tree(productId, "live");
      assert.equal(product?.lifecycleState, "deprecated");
    }));
});

describe("emulator: one offer in both APIs", () => {
  it("is found, read and promoted by either", () =>
    withIngestion(instant, async (client, emulator) => {
      const first = await Client.signIn(emulator);
      const { productId, planId } = await makeOffer(client, "both");
      const guid = productId.slice("product/".length);
      const product = await first.get(`/products/${guid}`);
      assert.deepEqual([product.name, product.resourceType], ["Contoso", "AzureThirdPartyVirtualMachine"]);
      const variant = await first.get(`/products/${guid}/variants/${planId.split("/")[2]}`);
      assert.deepEqual([variant.externalID, variant.friendlyName], ["standard", "Standard"]);
      await client.publish(productId, "preview");
      const { value } = await first.get(`/products/${guid}/submissions`);
      assert.deepEqual(
        value.map(({ substate }) => substate),
        ["ReadyToPublish"],
      );
      assert.equal((await client.submissions(productId)).at(-1)?.id, `submission/${guid}/${value[0]?.id}`);
      await first.expect(200, "POST", `/products/${guid}/submissions/${value[0]?.id}/promote`);
      assert.deepEqual(targets(await client.submissions(productId)), ["draft", "live completed succeeded"]);
    }));

  it("shows plans and set-ups that the first has made, and the other way round", () =>
    withIngestion(instant, async (client, emulator) => {
      const first = await Client.signIn(emulator);
      const { id } = await first.createProduct("made-by-first", "SoftwareAsAService");
      const sku = { resourceType: "AzureSkuVariant", friendlyName: "gold name", externalID: "gold" };
      const variant = await first.expect(201, "POST", `/products/${id}/variants`, sku);
      const productId = `product/${id}`;
      assert.equal(await client.productId("made-by-first"), productId);
      const plan = await client.get(`plan/${id}/${variant.id}`);
      assert.deepEqual(
        [plan.identity, plan.alias, plan.azureRegions],
        [{ externalId: "gold" }, "gold name", ["azureGlobal"]],
      );
      const setup = {
        resourceType: "AzureProductSetup",
        sellingOption: "ListingOnly",
        callToAction: "contact-me",
        trialUri: "https://contoso.example",
      };
      await first.expect(200, "POST", `/products/${id}/setup`, setup);
      const read = await client.get(`commercial-marketplace-setup/${id}`);
      assert.deepEqual(
        [read.sellThroughMicrosoft, read.callToAction, read.accessUrl],
        [false, "contactMe", "https://contoso.example"],
      );
      await client.write({
        ...(read as Resource),
        sellThroughMicrosoft: true,
        callToAction: "freeTrial",
        requireLicenseForInstall: true,
      });
      const seen = await first.get(`/products/${id}/setup`);
      assert.deepEqual([seen.sellingOption, seen.callToAction], ["ListAndSell", "free-trial"]);
      assert.equal((await client.get(`commercial-marketplace-setup/${id}`)).requireLicenseForInstall, true);
      await first.expect(204, "DELETE", `/products/${id}/variants/${variant.id}`);
      assert.deepEqual((await client.get(`plan?product=${productId}`)).value, []);
      assert.equal((await client.call("GET", `plan-listing/${id}/public/main/${variant.id}/en-us`)).status, 404);
    }));

  it("is told apart: Azure applications are listed, and nothing else", () =>
    withIngestion(instant, async (client, emulator) => {
      const first = await Client.signIn(emulator);
      const { id } = await first.createProduct("application");
      const list = (await client.get("product?type=azureApplication")).value as Json[];
      assert.deepEqual(
        list.map(({ type }) => type),
        ["azureApplication"],
      );
      const tree = await client.call("GET", `resource-tree/product/${id}`);
      assert.equal(tree.status, 400);
      assert.match(tree.text, /Type AzureApplication is not supported.*notSupported/);
      const property = {
        $schema: schema("property"),
        product: `product/${id}`,
        kind: "azureVM",
        categories: {},
        termsConditions: "custom",
      };
      assert.match(await client.failure(property), /Type AzureApplication is not supported/);
      const { productId } = await makeOffer(client, "machine");
      const request = { resourceType: "SubmissionCreationRequest", targets: [], resources: [], variantResources: [] };
      const path = `/products/${productId.slice("product/".length)}/submissions`;
      assert.equal((await first.call("POST", path, request)).status, 400);
    }));

  it("does not know an offer that the other has deleted", () =>
    withIngestion(instant, async (client, emulator) => {
      const first = await Client.signIn(emulator);
      const { productId } = await makeOffer(client, "deleted");
      await first.expect(204, "DELETE", `/products/${productId.slice("product/".length)}`);
      assert.equal((await client.call("GET", productId)).status, 404);
      const { productId: again } = await makeOffer(client, "deleted");
      const [product] = wholeOffer("deleted");
      await client.write({ ...(product as Json), id: again, lifecycleState: "deleted" });
      assert.equal((await first.call("GET", `/products/${again.slice("product/".length)}`)).status, 404);
      assert.ok(await IngestionClient.signIn(emulator));
    }));
});
