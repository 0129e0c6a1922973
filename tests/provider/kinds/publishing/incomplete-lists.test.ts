/** A list that is empty or short once neither leaves a plan out of a submission nor looks like an edit. */
import assert from "node:assert/strict";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { objectsIn, type Properties } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { front } from "../../front.js";
import { png } from "../../pictures.js";
import { pdf, smallPlan } from "../../programs.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

describe("a list that is short once", () => {
  const bench = workbench();
  const service = front(bench);
  let count = 0;

  async function make() {
    const whole = await WholeProgram.make(bench, `short-${++count}`);
    const declared = bench.declared(submission);
    declared.process = () => service.run();
    return { whole, declared, program: whole.submission({ planIds: ["gold"] }) };
  }

  /** A plan that the program does not give to its submission. */
  async function makeSilver({ productId, asset }: WholeProgram) {
    const silver = bench.declared(plan);
    await silver.up(smallPlan(productId, "silver", String(asset.id)));
    return silver;
  }

  /** The next answer of a list leaves out what is told. */
  function leaveOutOnce(list: RegExp, isLeftOut: (item: Properties) => boolean): void {
    let isDone = false;
    service.answer = (call, body) => {
      if (isDone || !call.startsWith("GET ") || !list.test(call)) return body;
      isDone = true;
      return { ...body, value: objectsIn(body.value).filter((item) => !isLeftOut(item)) };
    };
  }

  const plans = /\/variants(\?|$)/;

  it("submits all plans, also one that the program does not give", async () => {
    const { whole, declared, program } = await make();
    const silver = await makeSilver(whole);
    leaveOutOnce(plans, ({ externalID }) => externalID === "silver");
    const told = await bench.printed(() => declared.up({ ...program, onRemovedPlan: "submit" }));
    assert.match(told.join("\n"), /submitted along: silver, which this program does not give to it/);
    const [made] = await bench.colleague.list(`/products/${whole.productId}/submissions`);
    const submitted = objectsIn(made?.variantResources).map(({ variantID }) => variantID);
    assert.deepEqual(submitted.sort(), [whole.plan.outputs.variantId, silver.outputs.variantId].sort());
  });

  it("lets no plan be published that was taken out of the program", async () => {
    const { whole, declared, program } = await make();
    await declared.up(program);
    await makeSilver(whole);
    declared.inputs = { ...declared.inputs, planIds: ["gold", "silver"] };
    leaveOutOnce(plans, ({ externalID }) => externalID === "silver");
    const { message } = await failure(declared.check({ ...program, certificationNotes: "another content" }));
    assert.match(message, /plans no longer include silver/);
  });

  const media = {
    images: { resourceType: "ListingImage", type: "AzureLogoSmall", fileName: "small.png", order: 0 },
    videos: {
      resourceType: "ListingVideo",
      streamingUri: "https://youtu.be/tour",
      thumbnail: { fileName: "tour.png", title: "Tour" },
    },
    assets: { resourceType: "ListingAsset", type: "PdfDocument", fileName: "guide.pdf", friendlyName: "Guide" },
  } as const;
  for (const list of ["images", "videos", "assets"] as const) {
    const makeWith = async () => {
      const made = await make();
      const bytes = list === "assets" ? pdf("Guide") : png(48, 48, 3);
      await bench.colleague.addMedia(made.whole.productId, list, media[list], bytes);
      return made;
    };

    it(`is no edit of the drafts (${list})`, async () => {
      const { declared, program } = await makeWith();
      await declared.up(program);
      leaveOutOnce(new RegExp(`/${list}(\\?|$)`), () => true);
      await declared.refresh();
      assert.equal(declared.outputs.outdated, undefined);
    });

    it(`is no edit of the drafts where it was short when they were submitted (${list})`, async () => {
      const { declared, program } = await makeWith();
      leaveOutOnce(new RegExp(`/${list}(\\?|$)`), () => true);
      await declared.up(program);
      await declared.refresh();
      assert.equal(declared.outputs.outdated, undefined);
    });
  }
});
