/** What a program leaves to others is asked for in Partner Center: every requirement is found where it is met. */
import assert from "node:assert/strict";
import { applicationPackage } from "../../../../provider/kinds/application-package.js";
import { offer } from "../../../../provider/kinds/offer/offer.js";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { type Requirement, requirements } from "../../../../provider/rules/requirements.js";
import { failure, Refused } from "../../declared.js";
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
});
