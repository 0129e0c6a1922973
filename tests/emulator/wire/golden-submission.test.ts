// The request of §4.9 of the API reference, and what a submission and its work flows look like from then until it is
// live (§3.16, §4.10), field by field and in order.

import { strict as assert } from "node:assert";
import { type Sent, withEmulator } from "../client.js";
import { golden } from "./golden.js";

const minute = 60_000;

describe("emulator: a golden submission", () => {
  const delays = { validation: minute, previewCreation: minute, certification: minute, publish: minute };
  const parts = withEmulator({ delays: { ...delays, packageProcessing: 0 }, speed: 0 });
  const submissionId = /^11529215\d{11}$/;
  const time = /"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}"/g;
  let path: string;
  let request: Sent;
  let variantId: string;

  const named = () => {
    // By the names of the modules, as in the pasted output of navcontainerhelper 9d1fbfd, Get-AppSourceSubmission.ps1.
    const byType = (all: unknown) => [...(all as { type: string }[])].sort((a, b) => (a.type < b.type ? -1 : 1));
    const resources = byType(request.resources);
    const variantResources = (request.variantResources as Sent[]).map((entry) => ({
      ...entry,
      resources: byType(entry.resources),
    }));
    return `"targets":[{"type":"Scope","value":"Preview"}],"resources":${JSON.stringify(resources)},"variantResources":${JSON.stringify(variantResources)}`;
  };
  const ending =
    '"extendedProperties":[],"releaseNumber":1,"friendlyName":"Submission 1","areResourcesReady":true,"id":"ID"}';
  const steps = (names: string[], states: string[]) =>
    names.map((name, index) => {
      const state = states[index] ?? "NotStarted";
      const start = state === "NotStarted" ? "" : ',"startDateTimeInUtc":TIME';
      return `{"name":"${name}","state":"${state}"${start}${state === "Success" ? ',"completeDateTimeInUtc":TIME' : ""}}`;
    });
  /** A work flow as it shows; it has a start once its first step has, and an end once all are done. */
  const flow = (state: string, target: string, names: string[], states: string[]) => {
    const start = state === "NotStarted" ? "" : ',"startDateTimeInUtc":TIME';
    const end = state === "Success" ? ',"completeDateTimeInUtc":TIME' : "";
    return `{"type":"Push","state":"${state}","targetEnvironment":"${target}","workflowSteps":[${steps(names, states).join(",")}]${start}${end}}`;
  };
  const preview = (state: string, ...states: string[]) =>
    flow(state, "Preview", ["Automated validation", "Preview Creation"], states);
  const live = (state: string, ...states: string[]) =>
    flow(state, "Live", ["Publisher Signoff", "Certification", "Publish"], states);
  /** The time of the emulator's clock has seven digits and, in work flows, no zone. */
  const timeless = (text: string) => text.replace(time, "TIME");

  before(async () => {
    const { productId, variantId: plan } = await parts.client.completeOffer("golden-submission");
    path = `/products/${productId}/submissions`;
    variantId = plan;
    request = await parts.client.submissionRequest(productId, { extendedProperties: [] });
  });

  it("is answered with all that it names, without a tag", async () => {
    const { client } = parts;
    const product = path.split("/")[2];
    assert.deepEqual((request.resources as Sent[]).at(-1), {
      type: "ResellerConfiguration",
      value: `${product}-ResellerInstance`,
    });
    assert.equal((request.variantResources as Sent[])[0]?.variantID, variantId);
    const answer = await client.call("POST", path, request);
    assert.equal(answer.status, 201, answer.text);
    assert.equal(answer.headers.get("etag"), null);
    assert.equal(answer.headers.get("location"), `${client.endpoint}${path}/${answer.body.id}`);
    const running = `{"resourceType":"Submission","state":"InProgress","substate":"Submitted",${named()},"pendingUpdateInfo":{"updateType":"Create","status":"Running"},${ending}`;
    assert.equal(golden(answer.body, submissionId), running);
    path = `${path}/${answer.body.id}`;
    assert.equal(golden(await client.get(path), submissionId), running);
    const { publishOption } = await client.get(`${path}?$expand=PublishOption`);
    assert.equal(JSON.stringify(publishOption), '{"isManualPublish":false,"isAutoPromote":false}');
  });

  it("has two work flows from the start, Live not begun", async () => {
    const { client, emulator } = parts;
    const { text } = await client.call("GET", `${path}/workflowdetails`);
    assert.equal(timeless(text), `{"value":[${preview("InProgress", "InProgress")},${live("NotStarted")}]}`);
    emulator.advance(minute);
    const later = (await client.call("GET", `${path}/workflowdetails`)).text;
    assert.equal(
      timeless(later),
      `{"value":[${preview("InProgress", "Success", "InProgress")},${live("NotStarted")}]}`,
    );
  });

  it("is Published already when it waits for the go-live", async () => {
    const { client, emulator } = parts;
    emulator.advance(minute);
    const ready = `{"resourceType":"Submission","state":"Published","substate":"ReadyToPublish",${named()},"pendingUpdateInfo":{"updateType":"Create","status":"Completed"},${ending}`;
    assert.equal(golden(await client.get(path), submissionId), ready);
    const { text } = await client.call("GET", `${path}/workflowdetails`);
    assert.equal(timeless(text), `{"value":[${preview("Success", "Success", "Success")},${live("NotStarted")}]}`);
  });

  it("is promoted with the Live work flow as the answer", async () => {
    const { client, emulator } = parts;
    const { status, text } = await client.call("POST", `${path}/promote`);
    assert.equal(status, 200);
    assert.equal(timeless(text), live("InProgress", "Success", "InProgress"));
    emulator.advance(2 * minute);
    const done = `{"resourceType":"Submission","state":"Published","substate":"InStore",${named()},"publishedTimeInUtc":"TIME","pendingUpdateInfo":{"updateType":"Create","status":"Completed"},${ending}`;
    const shown = await client.get(path);
    assert.match(shown.publishedTimeInUtc, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    assert.equal(golden({ ...shown, publishedTimeInUtc: "TIME" }, submissionId), done);
    const flows = (await client.call("GET", `${path}/workflowdetails`)).text;
    const all = `${preview("Success", "Success", "Success")},${live("Success", "Success", "Success", "Success")}`;
    assert.equal(timeless(flows), `{"value":[${all}]}`);
    const reports = (await client.call("GET", `${path}/reports`)).text;
    assert.match(reports, /^\{"value":\[\{"reportTimeInUtc":"[^"]+","status":"Passed"\}\]\}$/);
    assert.deepEqual(await client.get(`${path}/validations`), { value: [] });
  });
});
