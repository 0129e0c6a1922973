// From nothing to live, the way every client goes (§4 of the API reference).

import { strict as assert } from "node:assert";
import { withEmulator } from "../client.js";

describe("emulator: an offer from nothing to live", () => {
  const parts = withEmulator({
    delays: { validation: 60_000, previewCreation: 60_000, certification: 60_000, publish: 60_000 },
  });

  it("goes through preview and certification as the clock advances", async () => {
    const { client, emulator } = parts;
    const { productId } = await client.completeOffer("main-path");
    emulator.advance(10_000);
    const submitted = await client.submit(productId);
    assert.equal(submitted.state, "InProgress");
    assert.equal(submitted.substate, "Submitted");
    assert.match(submitted.id, /^1152921504\d{9}$/);
    assert.deepEqual(submitted.targets, [{ type: "Scope", value: "Preview" }]);
    const path = `/products/${productId}/submissions/${submitted.id}`;
    const substate = async () => (await client.get(path)).substate as string;
    const steps = async () =>
      (await client.get(`${path}/workflowdetails`)).value.map((flow) => flow.workflowSteps.map((step) => step.state));
    assert.deepEqual(await steps(), [
      ["InProgress", "NotStarted"],
      ["NotStarted", "NotStarted", "NotStarted"],
    ]);
    emulator.advance(60_000);
    assert.equal(await substate(), "Submitted");
    assert.deepEqual((await steps())[0], ["Success", "InProgress"]);
    const early = await client.call("POST", `${path}/promote`);
    assert.equal(early.status, 409);
    emulator.advance(60_000);
    assert.equal(await substate(), "ReadyToPublish");
    assert.equal((await client.get(path)).state, "Published");
    const promoted = await client.expect(200, "POST", `${path}/promote`);
    assert.equal(promoted.targetEnvironment, "Live");
    assert.equal(promoted.state, "InProgress");
    assert.equal(await substate(), "Publishing");
    assert.equal((await client.call("POST", `${path}/promote`)).status, 409);
    emulator.advance(60_000);
    assert.deepEqual((await steps())[1], ["Success", "Success", "InProgress"]);
    assert.deepEqual(
      (await client.get(`${path}/reports`)).value.map((report) => report.status),
      ["Passed"],
    );
    emulator.advance(60_000);
    const live = await client.get(path);
    assert.equal(live.substate, "InStore");
    assert.match(live.publishedTimeInUtc, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    assert.equal(live.releaseNumber, 1);
    assert.equal(live.friendlyName, "Submission 1");
    assert.equal((await client.call("DELETE", `/products/${productId}`)).status, 409);
    assert.equal((await client.call("DELETE", path)).status, 409);
  });
});

describe("emulator: releases of one offer", () => {
  const parts = withEmulator();

  it("lists the live submission and the one in preview, and drops a superseded preview", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("releases");
    const path = `/products/${productId}/submissions`;
    const first = await client.submit(productId);
    await client.expect(200, "POST", `${path}/${first.id}/promote`);
    const second = await client.submit(productId);
    const third = await client.submit(productId);
    const { value } = await client.get(path);
    assert.deepEqual(
      value.map((entry) => [entry.id, entry.substate]),
      [
        [first.id, "InStore"],
        [third.id, "ReadyToPublish"],
      ],
    );
    assert.equal((await client.call("GET", `${path}/${second.id}`)).status, 404);
    await client.expect(200, "POST", `${path}/${third.id}/promote`);
    assert.deepEqual(
      (await client.get(path)).value.map((entry) => entry.id),
      [third.id],
    );
    assert.equal(third.releaseNumber, 3);
  });

  it("carries modules over that a later submission does not name", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("carry-over");
    await client.submit(productId);
    const value = await client.instance(productId, "Listing");
    const partial = { resourceType: "SubmissionCreationRequest", resources: [{ type: "Listing", value }] };
    const second = await client.expect(201, "POST", `/products/${productId}/submissions`, partial);
    assert.equal(second.resources.length, 5);
    assert.equal(second.variantResources[0]?.resources.length, 3);
  });

  it("promotes by itself when asked to", async () => {
    const { client } = parts;
    const { productId } = await client.completeOffer("auto-promote");
    const publishOption = { isAutoPromote: true, certificationNotes: "please" };
    const { id } = await client.submit(productId, { publishOption });
    const live = await client.get(`/products/${productId}/submissions/${id}?$expand=PublishOption`);
    assert.equal(live.substate, "InStore");
    assert.equal(live.publishOption.isAutoPromote, true);
    assert.equal(live.publishOption.certificationNotes, "please");
  });

  it("cancels a submission in work, after which the offer can be deleted", async () => {
    const { client, emulator } = parts;
    emulator.setFaults([
      { operation: "POST /products/{id}/submissions", effect: { submissionFailed: "stillInDraft" } },
    ]);
    const { productId } = await client.completeOffer("cancelled");
    const { id, substate } = await client.submit(productId);
    emulator.setFaults([]);
    assert.equal(substate, "InDraft");
    const again = await client.call(
      "POST",
      `/products/${productId}/submissions`,
      await client.submissionRequest(productId),
    );
    assert.equal(again.status, 409);
    await client.expect(204, "DELETE", `/products/${productId}/submissions/${id}`);
    assert.deepEqual((await client.get(`/products/${productId}/submissions`)).value, []);
    await client.expect(204, "DELETE", `/products/${productId}`);
    assert.equal((await client.call("GET", `/products/${productId}`)).status, 404);
  });
});
