// Submissions that are refused or fail, and what a publish does to the drafts (§4.9 to §4.12, §7 #12, #14).

import { strict as assert } from "node:assert";
import { faultOf, withEmulator } from "../client.js";

describe("emulator: submissions that cannot work", () => {
  const parts = withEmulator();

  it("are refused with 400 when a module is missing or an instance is unknown", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("structure");
    const request = await client.submissionRequest(productId);
    const path = `/products/${productId}/submissions`;
    const resources = request.resources as { type: string; value: string }[];
    const without = (type: string) => resources.filter((resource) => resource.type !== type);
    const missing = await client.call("POST", path, { ...request, resources: without("Property") });
    assert.equal(missing.status, 400);
    assert.deepEqual(faultOf(missing).data, { Property: ["The module Property is missing."] });
    const noPlan = await client.call("POST", path, { ...request, variantResources: [] });
    assert.equal(Object.keys(faultOf(noPlan).data).length, 3);
    const noReseller = await client.call("POST", path, { ...request, resources: without("ResellerConfiguration") });
    assert.equal(noReseller.status, 400);
    const value = "00000000-0000-0000-0000-000000000000";
    const unknown = await client.call("POST", path, {
      ...request,
      resources: [{ type: "Listing", value }, ...resources],
    });
    assert.deepEqual(Object.keys(faultOf(unknown).data), ["resources[0]"]);
    assert.deepEqual((await client.get(path)).value, []);
  });

  it("are refused with 400 when a package is unknown or not processed", async () => {
    const { client, emulator } = parts;
    emulator.setFaults([{ operation: "PUT /products/{id}/packages/{id}", effect: { processFailed: true } }]);
    const { productId, variantId } = await client.completeOffer("unprocessed");
    emulator.setFaults([]);
    const submit = async () =>
      client.call("POST", `/products/${productId}/submissions`, await client.submissionRequest(productId));
    assert.match((await submit()).text, /is ProcessFailed, not Processed/);
    await client.configure(productId, variantId, productId, "1.0.0");
    assert.match((await submit()).text, /There is no package/);
  });

  it("fail with one validation for each problem of content, and can be followed by a better one", async () => {
    const { client } = parts;
    const { id } = await client.createProduct("empty-offer");
    const variant = await client.createVariant(id, "plan");
    const submitted = await client.submit(id);
    assert.deepEqual([submitted.state, submitted.substate], ["InProgress", "Submitted"]);
    const path = `/products/${id}/submissions/${submitted.id}`;
    const failed = await client.get(path);
    assert.deepEqual([failed.state, failed.substate], ["InProgress", "Failed"]);
    const found = (await client.get(`${path}/validations`)).value;
    assert.deepEqual(
      found.map((item) => item.errorCode),
      [
        "ListingFieldMissing",
        "ListingFieldMissing",
        "LogoMissing",
        "PreviewAudienceMissing",
        "CategoryMissing",
        "ListingFieldMissing",
        "PackageMissing",
        "VersionInvalid",
        "MarketMissing",
        "PriceMissing",
      ],
    );
    assert.ok(found.every((item) => item.severity === "Error" && item.message !== "" && item.resource !== ""));
    const flows = (await client.get(`${path}/workflowdetails`)).value;
    assert.deepEqual(
      flows.map((flow) => flow.state),
      ["Failed", "NotStarted"],
    );
    assert.equal((await client.call("POST", `${path}/promote`)).status, 409);
    await client.expect(204, "DELETE", `/products/${id}/variants/${variant.id}`);
    const second = await client.submit(id);
    const codes = (await client.get(`/products/${id}/submissions/${second.id}/validations`)).value.map(
      (one) => one.errorCode,
    );
    assert.deepEqual(codes, [
      "ListingFieldMissing",
      "ListingFieldMissing",
      "LogoMissing",
      "PreviewAudienceMissing",
      "CategoryMissing",
      "PlanMissing",
    ]);
    await client.expect(204, "DELETE", `/products/${id}`);
  });

  it("fail when a changed configuration has no higher version than the live one", async () => {
    const { client } = parts;
    const { productId, variantId, packageId } = await client.completeOffer("versions");
    const first = await client.submit(productId);
    await client.expect(200, "POST", `/products/${productId}/submissions/${first.id}/promote`);
    const substateAfter = async (version: string, change: { [field: string]: unknown }) => {
      await client.configure(productId, variantId, packageId, version);
      await client.change(productId, "packageConfigurations", "Package", change, variantId);
      const { id } = await client.submit(productId);
      return (await client.get(`/products/${productId}/submissions/${id}`)).substate;
    };
    assert.equal(await substateAfter("1.0.0", {}), "ReadyToPublish");
    assert.equal(await substateAfter("1.0.0", { allowJitAccess: true }), "Failed");
    assert.equal(await substateAfter("0.10.0", { allowJitAccess: true }), "Failed");
    assert.equal(await substateAfter("1.0.1", { allowJitAccess: true }), "ReadyToPublish");
  });

  it("do not carry over what belongs to a plan that is gone", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("plan-gone");
    const second = await client.createVariant(productId, "second", "solution-template");
    await client.change(productId, "listings", "Listing", { title: "Second", description: "<p>x</p>" }, second.id);
    const further = await client.uploadPackage(productId);
    await client.configure(productId, second.id, further.id, "1.0.0");
    const { id } = await client.submit(productId);
    assert.equal((await client.get(`/products/${productId}/submissions/${id}`)).substate, "ReadyToPublish");
    await client.expect(204, "DELETE", `/products/${productId}/variants/${second.id}`);
    const path = `/products/${productId}/packages/${further.id}`;
    assert.equal((await client.call("DELETE", path)).status, 409);
    await client.submit(productId);
    await client.expect(204, "DELETE", path);
  });

  it("can fail in certification, after which a new one is possible", async () => {
    const { client, emulator } = parts;
    const { productId } = await client.completeOffer("certification");
    const { id } = await client.submit(productId);
    emulator.setFaults([
      { operation: "POST /products/{id}/submissions/{id}/promote", effect: { certificationFailed: true } },
    ]);
    const path = `/products/${productId}/submissions/${id}`;
    await client.expect(200, "POST", `${path}/promote`);
    emulator.setFaults([]);
    const failed = await client.get(path);
    assert.deepEqual([failed.state, failed.substate], ["InProgress", "FailedInCertification"]);
    assert.equal((await client.get(`${path}/reports`)).value[0]?.status, "Failed");
    assert.equal((await client.submit(productId)).releaseNumber, 2);
  });

  it("do not keep an offer from being deleted once they have failed in certification", async () => {
    const { client, emulator } = parts;
    const { productId } = await client.completeOffer("never-certified");
    emulator.setFaults([{ operation: "POST /products/{id}/submissions", effect: { certificationFailed: true } }]);
    const { id } = await client.submit(productId, { publishOption: { isAutoPromote: true } });
    emulator.setFaults([]);
    const { substate } = await client.get(`/products/${productId}/submissions/${id}`);
    assert.equal(substate, "FailedInCertification");
    await client.expect(204, "DELETE", `/products/${productId}`);
  });

  it("protect what is live: neither offer nor plan can be deleted", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("protected");
    const { id } = await client.submit(productId);
    await client.expect(200, "POST", `/products/${productId}/submissions/${id}/promote`);
    assert.equal((await client.call("DELETE", `/products/${productId}`)).status, 409);
    assert.equal((await client.call("DELETE", `/products/${productId}/variants/${variantId}`)).status, 409);
  });

  it("protect nothing once they are superseded", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("superseded");
    assert.equal((await client.submit(productId)).substate, "Submitted");
    await client.change(productId, "listings", "Listing", { summary: "x".repeat(101) });
    await client.submit(productId);
    const { value } = await client.get(`/products/${productId}/submissions`);
    assert.deepEqual(
      value.map((entry) => entry.substate),
      ["Failed"],
    );
    await client.expect(204, "DELETE", `/products/${productId}`);
  });

  it("protect a plan no longer than it is in them", async () => {
    const { client } = parts;
    const { productId, packageId } = await client.completeOffer("left-out");
    const second = await client.createVariant(productId, "second", "solution-template");
    await client.change(
      productId,
      "listings",
      "Listing",
      { title: "Two", summary: "Two", description: "Two" },
      second.id,
    );
    await client.configure(productId, second.id, packageId, "1.0.0");
    const publish = async () => {
      const { id } = await client.submit(productId);
      await client.expect(200, "POST", `/products/${productId}/submissions/${id}/promote`);
    };
    await publish();
    const path = `/products/${productId}/variants/${second.id}`;
    assert.equal((await client.call("DELETE", path)).status, 409);
    await client.put(path, { ...second, state: "Inactive" });
    assert.equal((await client.call("DELETE", path)).status, 409);
    await publish();
    await client.expect(204, "DELETE", path);
  });

  it("are filtered by state and target, and not by what is not understood", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("filtered");
    const { id } = await client.submit(productId);
    await client.expect(200, "POST", `/products/${productId}/submissions/${id}/promote`);
    await client.change(productId, "listings", "Listing", { summary: "x".repeat(101) });
    await client.submit(productId);
    const path = `/products/${productId}/submissions?$filter=`;
    const found = async (filter: string) =>
      (await client.get(`${path}${encodeURIComponent(filter)}`)).value.map((entry) => entry.substate);
    assert.deepEqual(await found("State eq 'Published'"), ["InStore"]);
    assert.deepEqual(await found("state eq 'inprogress'"), ["Failed"]);
    assert.deepEqual(await found("State eq 'InProgress' or State eq 'Published'"), ["InStore", "Failed"]);
    const preview = "Targets/Any(t:t/Type eq 'Scope' and t/Value eq 'preview')";
    assert.deepEqual(await found(`State eq 'InProgress' and ${preview}`), ["Failed"]);
    assert.deepEqual(await found("Targets/Any(t:t/Type eq 'Sandbox' and t/Value eq 'x')"), []);
    for (const odd of ["Substate eq 'InStore'", "State ne 'Published'", "Published"]) {
      const answer = await client.call("GET", `${path}${encodeURIComponent(odd)}`);
      assert.deepEqual([answer.status, Object.keys(faultOf(answer).data)], [400, ["$filter"]]);
    }
  });
});

describe("emulator: drafts after a publish", () => {
  const parts = withEmulator();

  it("keep their ids and entity tags by default", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("kept-ids");
    const before = await client.draft(productId, "listings", "Listing");
    await client.submit(productId);
    assert.deepEqual(await client.draft(productId, "listings", "Listing"), before);
  });
});

describe("emulator: the switch instanceIdsChangeAtPublish", () => {
  const parts = withEmulator({ switches: { instanceIdsChangeAtPublish: true } });

  it("gives offer and plans new instances, resources and images with the old content", async () => {
    const { client } = parts;
    const { productId, variantId } = await client.completeOffer("new-ids");
    const instance = await client.instance(productId, "Listing");
    const listing = await client.draft(productId, "listings", "Listing");
    const images = (await client.get(`/products/${productId}/listings/${listing.id}/images`)).value;
    const plan = await client.draft(productId, "packageConfigurations", "Package", variantId);
    const { id } = await client.submit(productId);
    assert.equal((await client.get(`/products/${productId}/submissions/${id}`)).substate, "ReadyToPublish");
    assert.equal((await client.call("GET", `/products/${productId}/listings/${listing.id}`)).status, 404);
    const old = `/products/${productId}/listings/getByInstanceID(instanceID=${instance})`;
    assert.deepEqual(await client.get(old), { value: [] });
    const { id: newId, "@odata.etag": newTag, ...content } = await client.draft(productId, "listings", "Listing");
    const { id: oldId, "@odata.etag": oldTag, ...before } = listing;
    assert.deepEqual(content, before);
    assert.ok(newId !== oldId && newTag !== oldTag);
    const newImages = (await client.get(`/products/${productId}/listings/${newId}/images`)).value;
    assert.deepEqual([newImages.length, newImages[0]?.fileName], [1, images[0]?.fileName]);
    assert.notEqual(newImages[0]?.id, images[0]?.id);
    const newPlan = await client.draft(productId, "packageConfigurations", "Package", variantId);
    assert.notEqual(newPlan.id, plan.id);
    const again = await client.submit(productId);
    assert.equal((await client.get(`/products/${productId}/submissions/${again.id}`)).substate, "ReadyToPublish");
  });

  it("lets the new co-sell listing refer to the new documents", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("new-documents");
    const document = { resourceType: "CosellAsset", fileName: "deck.pdf", type: "Presentation" };
    const { id } = await client.expect(200, "POST", `/products/${productId}/cosellAssets`, document);
    const references = (value: string) => [{ type: "CosellAsset", value }];
    await client.change(productId, "cosellListing", "Cosell", { assetReferences: references(id) });
    await client.submit(productId);
    const { value } = await client.get(`/products/${productId}/cosellAssets`);
    assert.deepEqual([value.length, value[0]?.fileName], [1, "deck.pdf"]);
    assert.notEqual(value[0]?.id, id);
    const listing = await client.draft(productId, "cosellListing", "Cosell");
    assert.deepEqual(listing.assetReferences, references(value[0]?.id ?? ""));
  });
});

describe("emulator: switches around submissions", () => {
  const parts = withEmulator({
    switches: {
      submissionOrder: "newest-first",
      inFlightSubmission: "accept",
      resellerResourceRequired: false,
      unknownInstance: "not-found",
      lockPublishedFields: true,
      versionsMustGrow: false,
      packageResourceType: "kept",
    },
    delays: { validation: 60_000, previewCreation: 0, certification: 0, publish: 0, packageProcessing: 0 },
  });

  it("change order, replacing, required modules, unknown instances, locks and versions", async () => {
    const { client, emulator } = parts;
    const { productId, variantId, packageId } = await client.completeOffer("switched");
    assert.equal(
      (await client.get(`/products/${productId}/packages/${packageId}`)).resourceType,
      "AzureApplicationPackage",
    );
    const path = `/products/${productId}/submissions`;
    const replaced = await client.submit(productId);
    const request = await client.submissionRequest(productId);
    const resources = (request.resources as { type: string }[]).filter((one) => one.type !== "ResellerConfiguration");
    const first = await client.expect(201, "POST", path, { ...request, resources });
    assert.equal((await client.call("GET", `${path}/${replaced.id}`)).status, 404);
    emulator.advance(60_000);
    await client.expect(200, "POST", `${path}/${first.id}/promote`);
    await client.configure(productId, variantId, packageId, "0.0.1");
    const second = await client.submit(productId);
    emulator.advance(60_000);
    const listed = (await client.get(path)).value.map((one) => [one.id, one.substate]);
    assert.deepEqual(listed, [
      [second.id, "ReadyToPublish"],
      [first.id, "InStore"],
    ]);
    const nowhere = `/products/${productId}/listings/getByInstanceID(instanceID=00000000-0000-0000-0000-000000000000)`;
    assert.equal((await client.call("GET", nowhere)).status, 404);
    const sales = await client.draft(productId, "featureAvailabilities", "Availability", variantId);
    const locked = await client.call(
      "PUT",
      `/products/${productId}/featureavailabilities/${sales.id}`,
      { ...sales, visibility: "Private" },
      { "if-match": "*" },
    );
    assert.deepEqual([locked.status, Object.keys(faultOf(locked).data)], [400, ["visibility"]]);
  });
});
