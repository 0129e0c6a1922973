/** Bundles of Kubernetes applications as resources of their own: appended, changed, submitted, taken out. */
import assert from "node:assert/strict";
import type { Run } from "../../../../provider/engine/run.js";
import { containerBundle } from "../../../../provider/kinds/container/container-bundle.js";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import type { Properties } from "../../../../provider/values/properties.js";
import {
  bundle,
  containerBundleProgram,
  containerOfferProgram,
  containerPlanProgram,
  digest,
} from "../../container-programs.js";
import { failure } from "../../declared.js";
import { IngestionRuns, postsIn, readsIn } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

const technical = "container-plan-technical-configuration";

describe("a bundle of a Kubernetes application", function () {
  this.timeout(120_000);
  const bench = workbench({ speed: 0, delays: { draftJob: 65_000 } });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  /** An offer with the bundle 1.4.0 in its plan. */
  const made = async () => {
    const offerId = `bundles-${++count}`;
    await runs.declared(containerOffer).up(containerOfferProgram(offerId));
    await runs.declared(containerPlan).up(containerPlanProgram(offerId));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const references = async () => (await colleague.resource(technical)).cnabReferences as Properties[];
    const tags = async () => (await references()).map(({ tag }) => String(tag));
    const __urn = `urn:pulumi:dev::${offerId}::pulumi-nodejs:dynamic/partnercenter:ContainerBundle::bundle`;
    const program = (tag: string, number: number, more: Properties = {}) => ({
      ...containerBundleProgram(offerId, tag, number, more),
      __urn,
    });
    const publish = async () => {
      await colleague.addLogo();
      await colleague.publish();
    };
    return { offerId, colleague, references, tags, program, publish };
  };
  const declared = (run?: Run) => runs.declared(containerBundle, run);

  it("is appended by one post, ten of them as well, and then nothing is to do", async () => {
    const { offerId, program, tags } = await made();
    const one = declared();
    const calls = await bench.calls(async () => assert.equal(await one.up(program("1.5.0", 2)), "created"));
    assert.deepEqual([postsIn(calls), readsIn(calls)], [1, 3]);
    assert.equal(one.id, `${offerId}/per-node/1.5.0`);
    await runs.unchanged(one, program("1.5.0", 2));
    await one.refresh();
    assert.deepEqual(runs.lines, []);
    await runs.unchanged(one, program("1.5.0", 2));
    const run = runs.run();
    const more = Array.from({ length: 10 }, (_, index) => containerBundleProgram(offerId, `2.${index}.0`, 10 + index));
    const ofTen = await bench.calls(() => Promise.all(more.map((inputs) => declared(run).up(inputs))));
    assert.equal(postsIn(ofTen), 1);
    assert.deepEqual((await tags()).slice(0, 2), ["1.4.0", "1.5.0"]);
    assert.equal((await tags()).length, 12);
  });

  it("gives way to another tag, in place, if it never was live", async () => {
    const { offerId, program, tags, publish } = await made();
    const one = declared();
    await one.up(program("1.5.0", 2));
    assert.equal(await one.up(program("1.6.0", 3)), "updated");
    assert.equal(one.id, `${offerId}/per-node/1.5.0`);
    assert.deepEqual(await tags(), ["1.4.0", "1.6.0"]);
    await publish();
    await one.up(program("1.7.0", 4));
    assert.match(runs.lines.join("\n"), /bundle 1\.6\.0 is live and stays as it is; `onRemoved: "remove"`/);
    assert.deepEqual(await tags(), ["1.4.0", "1.6.0", "1.7.0"]);
    await one.destroy();
    assert.deepEqual(await tags(), ["1.4.0", "1.6.0"]);
  });

  it("that somebody else has made is taken over as it is, or refused with another digest", async () => {
    const { program: ofOther, references } = await made();
    const program = (number: number) => {
      const { __urn, ...inputs } = ofOther("1.4.0", number);
      return { ...inputs, __urn: `${__urn}-${number}` };
    };
    const calls = await bench.calls(() => declared().up(program(1)));
    assert.equal(postsIn(calls), 0);
    const { message } = await failure(declared().up(program(9)));
    assert.match(message, /tag 1\.4\.0 is there already in plan per-node with another bundle/);
    assert.equal((await references())[0]?.digest, digest(1));
    const atPreview = await failure(declared().preview({ ...program(9), __preview: true }));
    assert.match(atPreview.message, /tag 1\.4\.0 is there already in plan per-node/);
  });

  it("is restored after a refresh when somebody has taken it away or changed it", async () => {
    const { program, colleague, references, tags } = await made();
    const one = declared();
    await one.up(program("1.5.0", 2));
    const [first, ours] = await references();
    await colleague.edit(technical, { cnabReferences: [first, { ...ours, digest: digest(7) }] });
    assert.match(
      (await failure(one.up(program("1.5.0", 3)))).message,
      /1\.5\.0 of plan per-node was changed by somebody/,
    );
    await one.refresh();
    assert.equal(one.outputs.digest, digest(7));
    assert.equal(await one.up(program("1.5.0", 3)), "updated");
    await colleague.edit(technical, { cnabReferences: [first] });
    assert.equal(await one.refresh(), false);
    assert.equal(await declared().up(program("1.5.0", 3)), "created");
    assert.deepEqual(await tags(), ["1.4.0", "1.5.0"]);
  });

  const corrections: [what: string, next: (string | number)[] | undefined, left: string[]][] = [
    ["is tried again", ["1.6.0", 3], ["1.4.0", "1.6.0"]],
    ["is taken back", ["1.5.0", 2], ["1.4.0", "1.5.0"]],
    ["then has another tag", ["1.7.0", 4], ["1.4.0", "1.7.0"]],
    ["then has another digest", ["1.6.0", 9], ["1.4.0", "1.6.0"]],
    ["is destroyed", undefined, ["1.4.0"]],
  ];
  for (const [what, next, left] of corrections) {
    it(`leaves nothing of an update that is killed and ${what}`, async () => {
      // Before the post and after it, and while its job goes on.
      for (const calls of [2, 3, 5]) {
        const { program, tags } = await made();
        const one = declared();
        await one.up(program("1.5.0", 2));
        const stored = one.stored();
        await runs.dying(calls, async (run) => {
          const dead = declared(run);
          Object.assign(dead, stored);
          await dead.up(program("1.6.0", 3));
        });
        await runs.clock.sleep(120_000);
        if (next === undefined) await one.destroy();
        else {
          const [tag, number] = next as [string, number];
          await one.up(program(tag, number));
          await runs.unchanged(one, program(tag, number));
        }
        assert.deepEqual(await tags(), left, `after ${calls}`);
      }
    });
  }

  it("is submitted, put back when somebody has taken it out, and not published along when it leaves", async () => {
    const { offerId, program, colleague, tags, publish } = await made();
    await publish();
    const one = declared();
    await one.up(program("1.5.0", 2));
    const offer = String(one.outputs.productId);
    const asset = { id: one.id, offer: offerId, plan: "per-node", version: "1.5.0", bundle: bundle(2) };
    const content = { "plan per-node, version 1.5.0": one.outputs.contentHash };
    const [first] = (await colleague.resource(technical)).cnabReferences as Properties[];
    await colleague.edit(technical, { cnabReferences: [first] });
    const submitted = runs.declared(submission);
    assert.equal(await submitted.up({ offer, content, assets: [asset] }), "created");
    assert.match(runs.lines.join("\n"), /version 1\.5\.0 of plan per-node was missing in the draft, .* put back/);
    assert.deepEqual(await tags(), ["1.4.0", "1.5.0"]);
    assert.equal((submitted.outputs.publishedAs as Properties).type, "AzureContainer");

    const { message } = await failure(submitted.up({ offer, content: {} }));
    assert.match(message, /assets no longer include version 1\.5\.0 of plan per-node, never live/);
  });

  it("is refused where its plan cannot take it, and in a registry of another tenant", async () => {
    const { offerId, program } = await made();
    runs = await IngestionRuns.of(bench, guids.tenant);
    await runs.declared(containerOffer).up(containerOfferProgram(offerId));
    const wrong = async (inputs: Properties, why: RegExp) => {
      const { message } = await failure(declared().preview({ ...inputs, __preview: true }));
      assert.match(message, why);
    };
    await wrong(program("1.5.0", 2), /plan per-node is not there/);
    await wrong({ ...program("1.5.0", 2), offer: "nowhere" }, /there is no offer "nowhere"/);
    await runs.declared(containerPlan).up({ offer: offerId, planId: "per-node", name: "Per node" });
    await wrong(program("1.5.0", 2), /plan per-node has no type of a cluster extension yet/);
    await wrong(program("1.5.0", 2, { tenantId: guids.otherSubscription }), /tenantId is another tenant/);
    const offline = await failure(declared().check(program("a/b", 2, { digest: "sha256:1" })));
    assert.match(offline.message, /tag "a\/b" is not a tag/);
    assert.match(offline.message, /digest "sha256:1" is not the digest/);
  });
});
