/** What it costs in requests to take an offer from nothing to live, counted in the emulator's log. */
import assert from "node:assert/strict";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { release } from "../../../provider/kinds/publishing/release.js";
import { submission } from "../../../provider/kinds/publishing/submission.js";
import type { Properties } from "../../../provider/values/properties.js";
import { png } from "../pictures.js";
import { packageFolder, smallOffer, smallPlan } from "../programs.js";
import { workbench } from "../workbench.js";

const isPoll = (call: string) =>
  /^GET \/products\/\{productId\}\/(submissions\/\{submissionId\}(\/workflowdetails)?|packages\/\{packageId\})$/.test(
    call,
  );

describe("an offer from nothing to live", () => {
  const bench = workbench();

  /** As `pulumi up` does in one provider process: each resource is checked and made once those before it are there. */
  async function create(offerId: string) {
    const run = bench.run();
    const up = async (kind: Parameters<typeof bench.declared>[0], program: Properties) => {
      const declared = bench.declared(kind, run);
      await declared.up(program);
      return declared;
    };
    const program = await smallOffer(bench, offerId);
    const listing = program.listing as Properties;
    const logos = Object.entries({ small: [48, 48], medium: [90, 90], large: [216, 216], wide: [255, 115] });
    const files = await Promise.all(
      logos.map(async ([kind, [width = 0, height = 0]]) => [kind, await bench.file(`${kind}.png`, png(width, height))]),
    );
    listing.logos = Object.fromEntries(files);
    listing.screenshots = [{ file: await bench.file("screen.png", png(1280, 720)), caption: "How it looks" }];
    const offered = await up(offer, { ...program, resale: { channel: "Enabled" } });
    const productId = String(offered.id);
    const asset = await up(applicationPackage, {
      offer: productId,
      path: await packageFolder(bench, `app-${offerId}`),
    });
    const gold = await up(plan, smallPlan(productId, "gold", String(asset.id)));
    const content = { offer: offered.outputs.contentHash, "plan gold": gold.outputs.contentHash };
    // The classes tell the offer id of an offer that is given as a resource.
    const told = { offer: productId, offerId };
    const sent = await up(submission, { ...told, content, planIds: ["gold"] });
    await up(release, { ...told, submission: sent.outputs.submissionId });
    return { offered, gold, sent, program: { ...told, content, planIds: ["gold"] } };
  }

  // Resale, which this program sets too, is not guarded by the service: it costs an early look.
  it("takes at most 47 requests and its polls: nothing is read twice, nor what this run has written", async () => {
    const calls = await bench.calls(() => create("budget"));
    const counted = calls.filter((call) => !isPoll(call));
    assert.ok(counted.length <= 47, `${counted.length} requests:\n${counted.join("\n")}`);
    const count = (call: string) => counted.filter((candidate) => candidate === call).length;
    assert.equal(count("GET /products/{productId}/variants"), 1);
    assert.equal(count("GET /products/{productId}/packages"), 1);
    assert.equal(count("GET /products/{productId}/listings/{id}/images"), 1);
    assert.equal(count("GET /products/{productId}/listings/{id}/videos"), 0);
    assert.equal(count("GET /products/{productId}/submissions"), 2);
    assert.equal(counted.filter((call) => /getByInstanceID/.test(call)).length, 7);
  });

  it("is known as it was sent: a refresh finds no edit", async () => {
    const { sent, offered, gold, program } = await create("known");
    for (const resource of [sent, offered, gold]) await resource.refresh();
    assert.equal(sent.outputs.outdated, undefined);
    assert.equal(await sent.up(program), "unchanged");
  });
});
