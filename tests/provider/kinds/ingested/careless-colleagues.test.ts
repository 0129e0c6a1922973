/** Clients that post a resource with few of its fields: what they have lost is named, and set again after a refresh. */
import assert from "node:assert/strict";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { type Properties, setPath } from "../../../../provider/values/properties.js";
import { bundle, containerOfferProgram, containerPlanProgram, imagePlanProgram } from "../../container-programs.js";
import { type Declared, failure } from "../../declared.js";
import { IngestionRuns } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { workbench } from "../../workbench.js";

describe("after a careless colleague", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  /**
   * The colleague posts a resource with these values and nothing else; `up` stops with the names of what was lost, and after
   * a refresh the next one restores all of it.
   */
  const checkRestored = async (
    declared: Declared,
    { type, posted, next, lost }: { type: string; posted: Properties; next: Properties; lost: readonly RegExp[] },
  ) => {
    const colleague = await OtherTool.of(bench.emulator, String(declared.inputs.offer ?? declared.inputs.offerId));
    const { $schema, product, plan } = await colleague.resource(type);
    await colleague.write({ $schema, product, ...(plan === undefined ? {} : { plan }), ...posted });
    const { message } = await failure(declared.up(next));
    for (const name of lost) assert.match(message, name);
    await declared.refresh();
    assert.equal(await declared.up(next), "updated");
    await declared.refresh();
    await runs.unchanged(declared, next);
    return colleague.resource(type);
  };

  it("a plan of containers has its bundle and its type of a cluster extension again", async () => {
    const offerId = `careless-${++count}`;
    await runs.declared(containerOffer).up(containerOfferProgram(offerId));
    const plan = runs.declared(containerPlan);
    await plan.up(containerPlanProgram(offerId));
    const theirs = { ...bundle(9), tag: "0.9.0" };
    const { registry: _, repository: repositoryName, ...reference } = theirs as Properties;
    const parts = { subscriptionId: reference.tenantId, resourceGroupName: "theirs", registryName: "contosotheirs" };
    const after = await checkRestored(plan, {
      type: "container-plan-technical-configuration",
      posted: {
        payloadType: "cnab",
        clusterExtensionType: "Contoso.Other",
        cnabReferences: [{ ...reference, ...parts, repositoryName }],
      },
      next: containerPlanProgram(offerId, "per-node", { "1.4.0": bundle(1), "1.5.0": bundle(2) }),
      lost: [
        /kubernetes\.extensionType is "Contoso\.Other" in Partner Center, wanted is "Contoso\.Queue"/,
        /kubernetes\.bundles is .*in Partner Center, wanted is .*1\.4\.0/,
      ],
    });
    assert.equal(after.clusterExtensionType, "Contoso.Queue");
    const tags = (after.cnabReferences as Properties[]).map(({ tag }) => tag);
    assert.deepEqual(tags, ["0.9.0", "1.4.0", "1.5.0"]);
  });

  it("a plan of images has its tags and its admin user again", async () => {
    const offerId = `careless-${++count}`;
    await runs.declared(containerOffer).up({ offerId, alias: "Listed", setup: { sellThroughMicrosoft: false } });
    const plan = runs.declared(containerPlan);
    await plan.up(imagePlanProgram(offerId));
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const { imageRepositoryDetails } = await colleague.resource("container-plan-technical-configuration");
    const next = imagePlanProgram(offerId);
    setPath(next, "technicalConfiguration.images.tags", ["latest", "1.5.0"]);
    const after = await checkRestored(plan, {
      type: "container-plan-technical-configuration",
      posted: {
        payloadType: "image",
        imageRepositoryDetails: { ...(imageRepositoryDetails as Properties), userName: "theirs" },
        imageTags: ["latest", "0.9.0"],
      },
      next,
      lost: [/images\.userName is "theirs" in Partner Center/, /images\.tags is .*0\.9\.0.* in Partner Center/],
    });
    assert.deepEqual((after.imageTags as string[]).toSorted(), ["1.5.0", "latest"]);
    assert.equal((after.imageRepositoryDetails as Properties).userName, "contosoqueue");
  });

  it("an offer of SaaS has its webhook and its application again", async () => {
    const offerId = `careless-${++count}`;
    const offer = runs.declared(saasOffer);
    await offer.up(saasOfferProgram(offerId));
    const next = saasOfferProgram(offerId);
    setPath(next, "technicalConfiguration.landingPageUrl", "https://ledger.contoso.com/begin");
    const after = await checkRestored(offer, {
      type: "software-as-a-service-technical-configuration",
      posted: { landingPageUrl: "https://ledger.contoso.com/signup" },
      next,
      lost: [
        /technicalConfiguration\.connectionWebhook is \(not set\) in Partner Center/,
        /technicalConfiguration\.applicationId is \(not set\) in Partner Center/,
      ],
    });
    assert.equal(after.connectionWebhook, "https://ledger.contoso.com/webhook");
  });

  it("a plan of SaaS has its prices and audience again", async () => {
    const offerId = `careless-${++count}`;
    await runs.declared(saasOffer).up(saasOfferProgram(offerId));
    const plan = runs.declared(saasPlan);
    await plan.up(saasPlanProgram(offerId));
    const next = saasPlanProgram(offerId);
    setPath(next, "availability.flatRate.oneMonth.price", 59);
    const after = await checkRestored(plan, {
      type: "price-and-availability-plan",
      posted: { visibility: "visible", audience: "private", markets: ["us"] },
      next,
      lost: [
        /availability\.flatRate is \(not set\) in Partner Center/,
        /availability\.privateAudience\.tenants is .*in Partner Center/,
        /availability\.hidden is false in Partner Center/,
      ],
    });
    assert.deepEqual(after.markets, ["us", "de"]);
    assert.equal((after.privateAudiences as Properties[]).length, 1);
  });
});
