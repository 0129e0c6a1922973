/** The main job: from nothing to live, then edits, with as few requests as can be. */
import assert from "node:assert/strict";
import { changed, createOfferStack, noRequests, nothing, type OfferStack, writes } from "./emulated-service.js";
import { program, type Variation, writeApplication } from "./offer-program.js";

function walk(instanceIdsChangeAtPublish: boolean) {
  return function (this: Mocha.Suite) {
    this.timeout(120_000);
    let at: OfferStack;
    let variation: Variation = { goal: "live" };
    const run = (operation: "preview" | "up", target?: string[]) =>
      at.service.counting(() =>
        at.stack[operation]({ program: program(variation), ...(target === undefined ? {} : { target }) }),
      );
    let offer = "";

    before(async () => {
      at = await createOfferStack({ emulator: { switches: { instanceIdsChangeAtPublish } } });
    });
    after(() => at.dispose());

    // One of the two is enough for what the switch has nothing to do with.
    const [first, second] = instanceIdsChangeAtPublish ? [undefined, it] : [it, undefined];

    first?.("previews without credentials and without a request", async () => {
      at.useVariables({ PARTNERCENTER_TENANT_ID: "", PARTNERCENTER_CLIENT_ID: "", PARTNERCENTER_CLIENT_SECRET: "" });
      const { result, counts } = await run("preview");
      assert.deepEqual(result.counts, { ...nothing, create: 5 });
      assert.deepEqual(counts, noRequests);
      assert.match(result.stdout, /this takes the offer live, which cannot be taken back/);
      at.useVariables({});
    });

    it("takes an offer from nothing to live with at most 46 requests", async () => {
      const { result, counts } = await run("up");
      assert.deepEqual(result.counts, { ...nothing, create: 5 });
      assert.match(
        result.stdout,
        /Submission \(preview\):\n {4}preview ready.*, not live\n {4}submission \d{19}: http\S+\n/,
      );
      assert.match(result.stdout, /Release \(live\):\n(.*\n)*? {4}live.*\n {4}submission \d{19}: http/);
      offer = result.steps.find(({ name }) => name === "app")?.urn ?? "";
      assert.ok(counts.api <= 46, `${counts.api} requests: ${counts.operations.join(", ")}`);
      assert.equal(counts.token, 1);
      const product = await at.service.product();
      assert.deepEqual([product.variants.length, product.packages.length], [1, 1]);
      assert.deepEqual(
        product.submissions.map(({ substate }) => substate),
        ["InStore"],
      );
      assert.deepEqual(
        at.service.requests().filter(({ status }) => status >= 400 || status === 0),
        [],
      );
    });

    second?.("asks for nothing when nothing has changed, and a refresh finds nothing", async () => {
      const up = await run("up");
      assert.deepEqual(up.result.counts, { ...nothing, same: 5 });
      assert.deepEqual(up.counts, noRequests);
      assert.deepEqual((await at.stack.refresh()).counts, { ...nothing, same: 5 });
      const preview = await run("preview");
      assert.deepEqual(preview.result.counts, { ...nothing, same: 5 });
      assert.deepEqual(preview.counts, noRequests);
    });

    it("writes an edited text alone: at most four requests after a submission, then two", async () => {
      for (const [summary, most] of [
        ["Edited once", 4],
        ["Edited twice", 2],
      ] as const) {
        variation = { ...variation, listing: { summary } };
        const { result, counts } = await run("up", [offer]);
        assert.deepEqual(changed(result), ["update app"]);
        assert.ok(counts.api <= most, counts.operations.join(", "));
        assert.deepEqual(writes(counts.operations), ["PUT /products/{productId}/listings/{id}"]);
      }
    });

    it("shows at preview what new content of the package leads to, and brings it live", async () => {
      const before = await at.service.product();
      await writeApplication(at.folder, "second");
      variation = { ...variation, technicalConfiguration: { version: "1.0.1" } };
      const steps = ["update standard", "update preview", "update live"];
      const preview = await run("preview");
      assert.deepEqual(
        changed(preview.result).filter((step) => !step.endsWith(" files")),
        steps,
      );
      assert.equal(preview.result.counts.replace, 1);
      const shown = (kind: string) => new RegExp(`:${kind} .*\\[diff: (.*?)\\]`).exec(preview.result.stdout)?.[1];
      const diffs = ["ApplicationPackage", "Plan", "Submission"].map(shown);
      assert.deepEqual(diffs, ["~contentHash", "~technicalConfiguration", "~content"]);
      assert.deepEqual(preview.counts, noRequests);
      const { result, counts } = await run("up");
      assert.deepEqual(
        changed(result).filter((step) => !step.endsWith(" files")),
        steps,
      );
      assert.deepEqual(
        writes(counts.operations).filter((operation) => operation.startsWith("PUT ")),
        ["PUT /products/{productId}/packages/{packageId}", "PUT /products/{productId}/packageconfigurations/{id}"],
      );
      const product = await at.service.product();
      const known = new Set(before.packages.map(({ id }) => id));
      const added = product.packages.filter(({ id }) => !known.has(id));
      assert.equal(added.length, 1);
      const configuration = product.instances.find(({ module, variantID }) => module === "Package" && variantID);
      const reference = { type: "AzureApplicationPackage", value: added[0]?.id };
      assert.deepEqual(configuration?.resources[0]?.packageReferences, [reference]);
      assert.deepEqual(
        product.submissions.map(({ releaseNumber, substate }) => [releaseNumber, substate]),
        [[2, "InStore"]],
      );
      assert.deepEqual((await run("preview")).result.counts, { ...nothing, same: 5 });
    });
  };
}

describe("the engine, from nothing to live", walk(false));
describe("the engine, from nothing to live, with instance ids that change at publish", walk(true));
