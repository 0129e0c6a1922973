// Jobs as time goes by: one resource after the other, no transaction, status, detail, cancel (Product Ingestion API §6.3,
// §7), and what fault rules make of them.

import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Json, schema, submission, typeIn, withIngestion } from "./client.js";
import { makeOffer, vmConfiguration, wholeOffer } from "./offers.js";

const standsStill = { speed: 0, delays: { draftJob: 1000, validation: 1000, previewCreation: 1000 } } as const;
const rename = (product: unknown, alias: string, externalId = "jobs"): Json => ({
  $schema: schema("product", "2022-03-01-preview3"),
  id: product,
  identity: { externalId },
  type: "azureVirtualMachine",
  alias,
});

describe("emulator: jobs", () => {
  it("are accepted as not started, run, and end, with times in the service's form", () =>
    withIngestion(standsStill, async (client, emulator) => {
      const begun = await client.begin(...wholeOffer("jobs"));
      assert.deepEqual(
        [begun.jobStatus, begun.jobResult, begun.jobEnd],
        ["notStarted", "pending", "0001-01-01T00:00:00"],
      );
      assert.match(begun.jobStart, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
      const running = await client.status(begun.jobId);
      assert.deepEqual([running.jobStatus, running.jobResult], ["running", "pending"]);
      assert.equal((await client.call("GET", `configure/${begun.jobId}`)).status, 404);
      emulator.advance(1000);
      const done = await client.status(begun.jobId);
      assert.deepEqual([done.jobStatus, done.jobResult, done.errors], ["completed", "succeeded", []]);
      assert.equal(done.resourceUri, `https://product-ingestion.mp.microsoft.com/configure/${begun.jobId}`);
      const { resources } = await client.get(`configure/${begun.jobId}`);
      assert.deepEqual((resources as Json[]).map(typeIn), wholeOffer("jobs").map(typeIn));
      assert.equal((await client.call("GET", "configure/00000000-0000-4000-8000-000000000001/status")).status, 404);
    }));

  it("write one resource after the other, and what is written stays when one fails", () =>
    withIngestion(standsStill, async (client, emulator) => {
      const plan = { $schema: schema("plan", "2022-03-01-preview2"), product: { externalId: "jobs" }, alias: "x" };
      const [product] = wholeOffer("jobs");
      const unknown = {
        ...plan,
        product: { externalId: "unknown" },
        identity: { externalId: "third" },
        resourceName: "third",
      };
      const { jobId } = await client.begin(product as Json, { ...plan, identity: { externalId: "second" } }, unknown);
      emulator.advance(400);
      const productId = await client.productId("jobs");
      assert.deepEqual((await client.get(`plan?product=${productId}`)).value, []);
      emulator.advance(600);
      assert.equal(((await client.get(`plan?product=${productId}`)).value as Json[]).length, 1);
      const { jobResult, errors } = await client.status(jobId);
      assert.equal(jobResult, "failed");
      assert.deepEqual(errors[0]?.resourceId, { resourceName: "third" });
      assert.deepEqual([errors[0]?.code, errors[0]?.details[0]?.code], ["notFound", "resourceNotFound"]);
      assert.equal((await client.call("GET", `configure/${jobId}`)).status, 404);
    }));

  it("stop when they are cancelled, unless they have ended", () =>
    withIngestion(standsStill, async (client, emulator) => {
      const { jobId } = await client.begin(...wholeOffer("jobs"));
      emulator.advance(300);
      const { body } = await client.call("POST", `configure/${jobId}/cancel`);
      assert.deepEqual([body.jobStatus, body.jobResult], ["completed", "cancelled"]);
      emulator.advance(5000);
      const productId = await client.productId("jobs");
      assert.deepEqual((await client.get(`plan?product=${productId}`)).value, []);
      const late = await client.call("POST", `configure/${jobId}/cancel`);
      assert.equal(late.status, 400);
      assert.deepEqual(late.body, {
        error: { code: "badRequest", message: "Cannot cancel job, job has already completed.", details: [] },
      });
    }));

  it("that publish take their submission back when they are cancelled in time", () =>
    withIngestion(standsStill, async (client, emulator) => {
      const { productId } = await makeOffer(client, "jobs");
      const { jobId } = await client.begin(submission(productId, "preview"));
      emulator.advance(1500);
      assert.equal((await client.submissions(productId)).length, 2);
      await client.call("POST", `configure/${jobId}/cancel`);
      assert.equal((await client.submissions(productId)).length, 1);
      assert.equal((await client.status(jobId)).jobResult, "cancelled");
      const again = await client.begin(submission(productId, "preview"));
      emulator.advance(10_000);
      assert.equal((await client.call("POST", `configure/${again.jobId}/cancel`)).status, 400);
    }));

  it("for one offer wait for each other; for two they do not", () =>
    withIngestion(standsStill, async (client, emulator) => {
      const { productId } = await makeOffer(client, "jobs");
      const { productId: otherId } = await makeOffer(client, "others");
      const first = await client.begin(rename(productId, "First"));
      const second = await client.begin(rename(productId, "Second"));
      const other = await client.begin(rename(otherId, "Other", "others"));
      emulator.advance(1000);
      const results = [first, second, other].map(async ({ jobId }) => (await client.status(jobId)).jobResult);
      assert.deepEqual(await Promise.all(results), ["succeeded", "pending", "succeeded"]);
      emulator.advance(1000);
      assert.equal((await client.get(productId)).alias, "Second");
    }));

  it("for one offer exclude each other with the switch parallelJobs", () =>
    withIngestion({ ...standsStill, switches: { parallelJobs: "conflict" } }, async (client, emulator) => {
      const { productId } = await makeOffer(client, "jobs");
      const first = await client.begin(rename(productId, "First"));
      emulator.advance(100);
      const second = await client.begin(rename(productId, "Second"));
      emulator.advance(2000);
      assert.equal((await client.status(first.jobId)).jobResult, "succeeded");
      assert.match(JSON.stringify((await client.status(second.jobId)).errors), /"conflict".*"productLocked"/);
    }));

  it("survive a restart that comes before they have written", async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), "partnercenter-emulator-jobs-"));
    try {
      let jobId = "";
      const delays = { draftJob: 60_000 };
      await withIngestion({ dataDirectory, delays }, async (client) => {
        jobId = (await client.begin(...wholeOffer("jobs"))).jobId;
      });
      await withIngestion({ dataDirectory, delays }, async (client, emulator) => {
        assert.equal((await client.status(jobId)).jobResult, "pending");
        emulator.advance(61_000);
        assert.equal((await client.status(jobId)).jobResult, "succeeded");
        assert.ok(await client.productId("jobs"));
      });
    } finally {
      rmSync(dataDirectory, { recursive: true });
    }
  });
});

describe("emulator: faults of jobs", () => {
  const configure = "POST /configure";

  it("lose the answer of a job that was accepted, or refuse it before", () =>
    withIngestion({ scenario: "instant" }, async (client, emulator) => {
      emulator.setFaults([{ operation: configure, nth: 1, effect: { reset: "after" } }]);
      await assert.rejects(client.begin(...wholeOffer("lost")));
      assert.ok(await client.productId("lost"));
      emulator.setFaults([{ operation: configure, nth: 1, effect: { statusAfter: 502 } }]);
      await assert.rejects(client.begin(...wholeOffer("gateway")), /502/);
      assert.ok(await client.productId("gateway"));
      emulator.setFaults([{ operation: configure, nth: 1, effect: { status: 429, retryAfter: 1 } }]);
      await assert.rejects(client.begin(...wholeOffer("throttled")), /429/);
      assert.deepEqual((await client.get("product?externalId=throttled")).value, []);
      emulator.setFaults([{ operation: configure, nth: 1, effect: { statusAfter: 202, body: {} } }]);
      const { jobId } = await client.begin(...wholeOffer("without-id"));
      assert.equal(jobId, undefined);
      assert.ok(await client.productId("without-id"));
      const log = emulator.requests().filter(({ operation }) => operation === configure);
      assert.deepEqual(
        log.map(({ status, resources }) => [status, resources]),
        [
          [0, 9],
          [502, 9],
          [429, undefined],
          [202, 9],
        ],
      );
    }));

  it("let the look at a job fail, in the form of this API's errors", () =>
    withIngestion({ scenario: "instant" }, async (client, emulator) => {
      const { jobId } = await client.begin(...wholeOffer("looks"));
      emulator.setFaults([{ operation: "GET /configure/{id}/status", times: 1, effect: { status: 503 } }]);
      const { status, body } = await client.call("GET", `configure/${jobId}/status`);
      assert.deepEqual(
        [status, body],
        [503, { error: { code: "serviceUnavailable", message: "Injected fault.", details: [] } }],
      );
      assert.equal((await client.status(jobId)).jobResult, "succeeded");
    }));

  it("let a job fail before or after it has written, and run for ever", () =>
    withIngestion({ scenario: "instant" }, async (client, emulator) => {
      emulator.setFaults([{ operation: configure, nth: 1, effect: { jobFailed: true } }]);
      assert.match(await client.failure(...wholeOffer("before")), /conflict Failure for resource; invalidResource/);
      assert.deepEqual((await client.get("product?externalId=before")).value, []);
      emulator.setFaults([{ operation: configure, nth: 1, effect: { jobFailed: "afterWriting" } }]);
      assert.match(await client.failure(...wholeOffer("after")), /conflict/);
      const productId = await client.productId("after");
      assert.ok((await client.tree(productId)).some(({ vmImageVersions }) => Array.isArray(vmImageVersions)));
      emulator.setFaults([{ operation: configure, nth: 1, effect: { jobNeverEnds: true } }]);
      const { jobStatus } = await client.job(...wholeOffer("endless"));
      assert.equal(jobStatus, "running");
      assert.ok(await client.productId("endless"));
    }));

  it("give errors in the forms that clients have met", () =>
    withIngestion({ scenario: "instant" }, async (client, emulator) => {
      const broken = vmConfiguration({
        resourceName: "configuration",
        product: "product/00000000-0000-4000-8000-000000000001",
      });
      const { jobId } = await client.begin(broken);
      const inForm = async (jobErrors: "withoutDetails" | "emptyDetails" | "capitals" | "unnamed") => {
        emulator.setFaults([{ operation: "GET /configure/{id}/status", effect: { jobErrors } }]);
        return JSON.stringify(await client.status(jobId));
      };
      assert.match(await inForm("withoutDetails"), /"code":"resourceNotFound","message":"[^"]+"}/);
      assert.match(await inForm("emptyDetails"), /"details":{}/);
      assert.doesNotMatch(await inForm("unnamed"), /resourceId/);
      assert.match(await inForm("capitals"), /"jobStatus":"Completed","jobResult":"Failed".*"code":"NotFound"/);
    }));

  it("are refused where they do nothing", () =>
    withIngestion({ scenario: "instant" }, async (_, emulator) => {
      const rule = (operation: string, effect: object) => () => emulator.setFaults([{ operation, effect }]);
      assert.throws(rule("POST /products", { jobFailed: true }), /jobFailed does nothing/);
      assert.throws(rule("POST /configure/{id}/cancel", { jobNeverEnds: true }), /jobNeverEnds does nothing/);
      assert.throws(rule("GET /listings/{id}", { status: 500 }), /there is no operation/);
      rule("GET /virtual-machine-plan-technical-configuration/{id}/{id}", { status: 500 })();
    }));
});
