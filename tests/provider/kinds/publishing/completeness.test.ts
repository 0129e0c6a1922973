/** What a program leaves to others is asked for in Partner Center: every requirement is found where it is met. */
import assert from "node:assert/strict";
import { applicationPackage } from "../../../../provider/kinds/application-package.js";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { type Requirement, requirements } from "../../../../provider/rules/requirements.js";
import { containerOfferProgram } from "../../container-programs.js";
import { failure, Refused } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { packageFolder, wholeOffer, wholePlan } from "../../programs.js";
import { workbench } from "../../workbench.js";

const all = (of: Requirement["of"]) => requirements.filter((one) => one.of === of).map(({ paths: [first] }) => first);

describe("what a program does not say of an offer that exists", () => {
  const bench = workbench();
  const program = (productId: unknown) => ({
    offer: productId,
    content: {},
    planIds: ["gold"],
    lacking: { offer: all("Offer"), "plan gold": all("Plan") },
  });

  it("is no error where Partner Center has it, for any requirement", async () => {
    const owner = bench.declared(offer);
    await owner.up(await wholeOffer(bench, "complete"));
    const files = bench.declared(applicationPackage);
    await files.up({ offer: owner.id, path: await packageFolder(bench, "complete") });
    await bench.declared(plan).up(wholePlan(String(owner.id), "gold", String(files.outputs.packageId)));
    await bench.declared(submission).check(program(owner.id));
  });

  it("is an error by property where Partner Center has none, for each that a new offer lacks", async () => {
    const { id } = await bench.colleague.createProduct("incomplete", "Incomplete");
    const error = await failure(bench.declared(submission).check(program(id)));
    assert.ok(error instanceof Refused);
    const missing = (path: string) => error.findings.some(({ reason }) => reason.includes(`, ${path} is required`));
    for (const path of ["listing.summary", "listing.logos.large", "properties.categories", "plans"]) {
      assert.ok(missing(path), `${path}: ${error.message}`);
    }
    for (const path of all("Plan")) assert.ok(missing(path), `${path}: ${error.message}`);
  });

  it("is, of a plan of images, whether Microsoft sells the offer of containers", async () => {
    const runs = await IngestionRuns.of(bench);
    const submitted = async (offerId: string, sellThroughMicrosoft: boolean) => {
      const owner = runs.declared(containerOffer);
      await owner.up({ ...containerOfferProgram(offerId), setup: { sellThroughMicrosoft } });
      const lacking = { offer: ["setup.sellThroughMicrosoft"] };
      const { productId: product } = owner.outputs;
      return runs
        .declared(submission)
        .preview({ offer: product, offerId, offerType: "azureContainer", content: {}, lacking, __preview: true });
    };
    await submitted("images-listed", false);
    const { message } = await failure(submitted("images-sold", true));
    assert.match(message, /setup\.sellThroughMicrosoft is required to publish: false, since a plan has images/);
  });
});
