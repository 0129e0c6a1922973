/**
 * The reasons of a failure name the resource and the property of the program: the emulator's findings, and others'
 * words.
 */
import assert from "node:assert/strict";
import type { FaultEffect } from "pulumi-partnercenter-emulator";
import { placeOf } from "../../../../provider/kinds/publishing/reason-places.js";
import { release } from "../../../../provider/kinds/publishing/release.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { setPath } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const gold = { id: "0a0b0c0d-1111-4222-8333-444455556666", externalID: "gold" };
const silver = { id: "1a1b1c1d-1111-4222-8333-444455556666", externalID: "silver-plan" };

describe("the place of a finding", () => {
  const table: [place: string | undefined, resource: string, message: string, errorCode?: string][] = [
    ["offer app, listing.description", "Listing", "The offer has no listing description."],
    ["offer app, listing.shortDescription", "Listing", "The short description is too long."],
    ["offer app, listing.keywords", "listing", "More than 3 keywords."],
    ["offer app, listing.privacyPolicyLink", "Listing", "Privacy policy URL is missing"],
    ["offer app, listing.contacts", "Listing", "Support contact phone is required"],
    ["offer app, listing.logos", "ListingImage", "The offer has no large logo."],
    ["offer app, listing", "Listing", "Something is wrong."],
    ["offer app, previewAudience", "ProductAvailability", "The offer has no preview audience."],
    ["offer app, properties.categories", "Property", "Select at least one category."],
    ["offer app, resale", "ResellerConfiguration", "Not allowed"],
    [`plan gold, technicalConfiguration.package`, `Package of variant ${gold.id}`, "The plan gold has no package."],
    [`plan gold, technicalConfiguration.version`, `Package of variant ${gold.id.toUpperCase()}`, "No version 1.2.3."],
    ["plan silver-plan, listing.title", "Listing", "Plan silver-plan has no listing title."],
    ["plan silver-plan, availability.markets", `Availability of variant ${silver.id}`, "It has no market."],
    ["plan silver-plan, availability.monthlyPrice", `Availability ${silver.id}`, "No price."],
    ["plan gold", "Variant", `The plan "gold" is inactive.`],
    ["offer app, listing.summary", "", "The summary is missing.", "ListingFieldMissing"],
    [undefined, "Submission", "Automated validation failed."],
    [undefined, "Teleporter", "It broke."],
    [undefined, "", ""],
  ];
  for (const [place, resource, message, errorCode] of table) {
    it(`is ${place ?? "not known"} for "${message}" of ${resource || "nothing"}`, () => {
      const finding = { resource, message, ...(errorCode === undefined ? {} : { errorCode }) };
      assert.equal(placeOf(finding, "offer app", [gold, silver]), place);
    });
  }
});

describe("the reasons of a failure", () => {
  const bench = workbench();
  let count = 0;
  const make = () => WholeProgram.make(bench, `reasons-${++count}`);

  it("name what is missing in the offer and in its plan, where the program has it", async () => {
    const whole = await make();
    const offerId = String(whole.offerProgram.offerId);
    setPath(whole.offerProgram, "listing.description", undefined);
    setPath(whole.offerProgram, "previewAudience", undefined);
    setPath(whole.planProgram, "listing.description", undefined);
    setPath(whole.planProgram, "availability.markets", undefined);
    await whole.offer.up(whole.offerProgram);
    await whole.plan.up(whole.planProgram);
    const error = await failure(bench.declared(submission).up(whole.submission({ offerId })));
    const reasons = (error.reasons as string[]).join("\n");
    for (const place of [
      `offer ${offerId}, listing.description`,
      `offer ${offerId}, previewAudience`,
      "plan gold, listing.description",
      "plan gold, availability.markets",
    ]) {
      assert.match(reasons, new RegExp(`^Error \\w+: .*: ${place}\\)$`, "m"));
    }
    // The update's own reason repeats all of them here, and is left out.
    assert.equal(reasons.match(/The plan gold has no listing description/g)?.length, 1);
  });

  const shapes: [effect: FaultEffect, state: RegExp, ...reasons: RegExp[]][] = [
    [{ submissionFailed: true }, /InProgress\/Failed/, /^Error ValidationFailed: Automated validation failed/],
    [{ submissionFailed: "withoutReason" }, /InProgress\/Failed/, /^Preview step "Automated validation": Failed$/],
    [
      { submissionFailed: "failedUpdate" },
      /InProgress\/InDraft/,
      /^Error ValidationFailed: /,
      /^Active validation errors$/,
    ],
  ];
  for (const [effect, state, ...reasons] of shapes) {
    it(`of the shape ${JSON.stringify(effect)} are in the error`, async () => {
      const whole = await make();
      bench.emulator.setFaults([{ operation: "POST /products/{id}/submissions", times: 1, effect }]);
      const error = await failure(bench.declared(submission).up(whole.submission()));
      assert.match(error.message, state);
      for (const reason of reasons) {
        assert.ok(
          (error.reasons as string[]).some((line) => reason.test(line)),
          String(error.reasons),
        );
      }
    });
  }

  it("of a failed certification are the step and the report", async () => {
    const whole = await make();
    const submitted = await whole.submit();
    bench.emulator.setFaults([
      { operation: "POST /products/{id}/submissions/{id}/promote", effect: { certificationFailed: true } },
    ]);
    const error = await failure(bench.declared(release).up(whole.release(submitted)));
    const reasons = error.reasons as string[];
    assert.ok(reasons.includes('Live step "Certification": Failed'), reasons.join("\n"));
    assert.ok(reasons.some((line) => /^Certification Failed at \d{4}-/.test(line)));
  });
});
