/** In a program that `pulumi` itself runs, one preview names every mistake of every resource. */
import assert from "node:assert/strict";
import { png, write } from "./offer-program.js";
import { linkPackages, writeProject } from "./project.js";
import { createPlace, type Place } from "./stack.js";

const source = `
const { ApplicationPackage, Offer, Plan, Release, Submission } = require("pulumi-partnercenter");
const app = new Offer("app", {
  offerId: "Contoso", alias: "Contoso", type: "AzureApplication",
  listing: { keywords: ["a", "b", "c", "d"], logos: { small: "small.png", large: "none.png" } },
});
const other = new Offer("other", { offerId: "twice", alias: "Other", type: "AzureApplication" });
new Offer("again", { offerId: "twice", alias: "Other", type: "AzureApplication" });
const files = new ApplicationPackage("files", { offer: app, path: "broken" });
const plan = new Plan("standard", {
  offer: app, planId: "standard", planType: "managed-application", name: "Standard",
  availability: { markets: ["XX"], monthlyPrice: -1 },
  technicalConfiguration: { version: "one", package: files },
});
new Plan("sound", {
  offer: other, planId: "sound", planType: "managed-application", name: "Sound", listing: { summary: "**One** page" },
  technicalConfiguration: { package: files },
});
const preview = new Submission("preview", { offer: app, plans: [plan], timeouts: { create: "soon" } });
new Release("live", { offer: app, submission: "twelve" });
`;

const expected: readonly RegExp[] = [
  /error: Offer "app": property offerId "Contoso" is not a valid offer id/,
  /error: Offer "app": property listing\.logos\.small "small\.png" is 90 × 48 pixels/,
  /error: Offer "app": property listing\.logos\.large "none\.png" does not exist/,
  /error: The offer twice is declared by two resources of this program, "other" and "again"/,
  /error: ApplicationPackage "files": property path has no createUiDefinition\.json at its root/,
  /error: ApplicationPackage "files": property path in mainTemplate\.json, line 1: the file has no \$schema/,
  /error: ApplicationPackage "files": property path in mainTemplate\.json, line 1: the file has no resources/,
  /warning: ApplicationPackage "files": property path in mainTemplate\.json, line 1: parameters have no location/,
  /error: Plan "standard": property availability\.markets\[0\] "XX" is not a market/,
  /error: Plan "standard": property availability\.monthlyPrice is -1/,
  /error: Plan "standard": property technicalConfiguration\.version "one" is not a version/,
  /warning: Plan "sound": property listing\.summary has "\*\*One\*\*"/,
  /error: Submission "preview": property timeouts\.create "soon" is not a duration/,
  /error: Release "live": property submission "twelve" is not the id of a submission/,
];

describe("a preview of a whole program with mistakes", function () {
  this.timeout(120_000);
  let place: Place;

  before(async () => {
    place = await createPlace();
  });
  after(() => place.dispose());

  it("names each of them once, with resource and property, and no stack trace", async () => {
    await linkPackages(place.folder);
    await writeProject(place.folder, "mistakes", source);
    await write(place.folder, "small.png", png(90, 48, 0));
    await write(place.folder, "broken/mainTemplate.json", "{}");
    assert.equal((await place.run(["stack", "init", "test"]).finished).code, 0);
    const { code, stdout, stderr } = await place.run(["preview"]).finished;
    const diagnostics = (stdout + stderr).split("Diagnostics:")[1] ?? "";
    assert.notEqual(code, 0);
    for (const pattern of expected) {
      assert.equal(diagnostics.match(new RegExp(pattern, "g"))?.length, 1, `${pattern} in ${diagnostics}`);
    }
    assert.doesNotMatch(diagnostics, / {4}at /);
  });
});
