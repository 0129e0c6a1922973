/** The reasons of a failure of an offer of the second API name the resource and the property of the program. */
import assert from "node:assert/strict";
import { ingestedBlocks } from "../../../../provider/kinds/publishing/product-ingestion/ingested-places.js";
import { placeOf } from "../../../../provider/kinds/publishing/reason-places.js";
import { setPath } from "../../../../provider/values/properties.js";
import { failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { guids } from "../../programs.js";
import { WholeMachines } from "../../whole-machines.js";
import { workbench } from "../../workbench.js";

const offer = guids.tenant;
const gold = { id: "0a0b0c0d-1111-4222-8333-444455556666", externalID: "gold" };

describe("the place of a finding of the second API", () => {
  const table: [place: string | undefined, resource: string, message: string][] = [
    ["offer app, listing.description", `listing/${offer}/public/main/default/en-us`, "The description is empty."],
    ["offer app, listing.screenshots", "", "The offer needs a screenshot."],
    ["offer app, listing.logos", "", "The offer needs a large logo."],
    ["offer app, listing.title", "", "The offer needs a title."],
    ["offer app, listing.videos", `listing-trailer/${offer}/public/main/1`, "The URL is not valid."],
    ["offer app, properties.categories", `property/${offer}/public/main`, "Select at least one category."],
    ["offer app, previewAudience", `price-and-availability-offer/${offer}`, "It is empty."],
    ["offer app, leads", `customer-leads/${offer}`, "The endpoint is not reached."],
    ["offer app, resale", `reseller/${offer}`, "Not allowed."],
    ["offer app, setup", `commercial-marketplace-setup/${offer}`, "It is locked."],
    ["offer app, meters", `price-and-availability-custom-meter/${offer}`, "The meter is used."],
    [
      "offer app, technicalConfiguration.landingPageUrl",
      `software-as-a-service-technical-configuration/${offer}`,
      "The landing page URL cannot have a #.",
    ],
    ["offer app, technicalConfiguration", "", "The offer needs a technical configuration."],
    ["plan gold, listing.description", `plan-listing/${offer}/public/main/${gold.id}/en-us`, "No description."],
    ["plan gold, listing.title", "", "The plan gold needs a listing title."],
    ["plan gold, availability.markets", `price-and-availability-plan/${offer}/${gold.id}`, "Select a market."],
    ["plan gold, availability", "", "The plan gold needs a price, which may be free."],
    [
      "plan gold, technicalConfiguration.images",
      `virtual-machine-plan-technical-configuration/${offer}/${gold.id}`,
      "The SKU gold requires at least one active image version.",
    ],
    [
      "plan gold, technicalConfiguration.kubernetes.extensionType",
      `container-plan-technical-configuration/${offer}/${gold.id}`,
      "The property 'ClusterExtensionType' is locked by a previous submission",
    ],
    ["plan gold, setup.clouds", `plan/${offer}/${gold.id}`, "The region azureGermany is not supported."],
    ["plan gold", `plan/${offer}/${gold.id}`, "It broke."],
    [undefined, "", "Automated validation failed."],
  ];
  for (const [place, resource, message] of table) {
    it(`is ${place ?? "not known"} for "${message}" of ${resource || "nothing"}`, () => {
      assert.equal(placeOf({ resource, message }, "offer app", [gold], ingestedBlocks), place);
    });
  }
});

describe("the reasons of a failure of an offer of virtual machines", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });

  it("name what is missing where the program has it", async () => {
    const runs = await IngestionRuns.of(bench);
    const machines = WholeMachines.of(runs, "reasons-machines", ["standard"]);
    setPath(machines.offerProgram, "listing.privacyPolicyLink", undefined);
    for (const program of machines.planPrograms) setPath(program, "listing.description", undefined);
    await machines.up();
    const { lacking: _, ...submitted } = machines.submitted({ waitFor: "preview" });
    const { message } = await failure(machines.submission.up(submitted));
    assert.match(message, /needs a link to a privacy policy \(offer reasons-machines, listing\.privacyPolicyLink\);/);
    assert.match(message, /plan standard needs a description \(plan standard, listing\.description\)\./);
  });
});
