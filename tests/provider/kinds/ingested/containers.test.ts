/** An offer of containers and its plans, from their first `up` on, and what colleagues do meanwhile. */
import assert from "node:assert/strict";
import { containerOffer } from "../../../../provider/kinds/container/offer.js";
import { containerPlan } from "../../../../provider/kinds/container/plan.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import {
  bundle,
  containerOfferProgram,
  containerPlanProgram,
  digest,
  imagePlanProgram,
  registry,
} from "../../container-programs.js";
import { type Declared, failure } from "../../declared.js";
import { IngestionRuns, postsIn, readsIn } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { workbench } from "../../workbench.js";

const technical = "container-plan-technical-configuration";

describe("an offer of containers with its plans", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  /** An offer that is there, with one plan of a Kubernetes application. */
  const made = async () => {
    const offerId = `boxes-${++count}`;
    const offer = runs.declared(containerOffer);
    const programs = { offer: containerOfferProgram(offerId), plan: containerPlanProgram(offerId) };
    await offer.up(programs.offer);
    const plan = runs.declared(containerPlan);
    await plan.up(programs.plan);
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const tags = async () =>
      ((await colleague.resource(technical)).cnabReferences as Properties[]).map(({ tag }) => String(tag));
    /** Somebody appends a bundle. */
    const append = async (tag: string, number: number) => {
      const { cnabReferences } = await colleague.resource(technical);
      const [first] = cnabReferences as Properties[];
      const another = { ...first, tag, digest: digest(number) };
      await colleague.edit(technical, { cnabReferences: [...(cnabReferences as Properties[]), another] });
    };
    return { offerId, offer, plan, programs, colleague, tags, append };
  };

  it("is made by one post, its plans by another one, and then nothing is to do", async () => {
    const offerId = `boxes-${++count}`;
    const offer = runs.declared(containerOffer);
    const program = containerOfferProgram(offerId);
    const ofOffer = await bench.calls(async () => assert.equal(await offer.up(program), "created"));
    assert.deepEqual([postsIn(ofOffer), readsIn(ofOffer)], [1, 4]);

    const run = runs.run();
    const programs = ["per-node", "large", "small"].map((planId) => containerPlanProgram(offerId, planId));
    const plans = programs.map(() => runs.declared(containerPlan, run));
    const ofPlans = await bench.calls(() => Promise.all(plans.map((plan, at) => plan.up(programs[at] as Properties))));
    assert.deepEqual([postsIn(ofPlans), readsIn(ofPlans)], [1, 4]);

    const again = runs.run();
    for (const declared of [offer, ...plans]) declared.process = () => again;
    const ofRefresh = await bench.calls(() => Promise.all([offer, ...plans].map((declared) => declared.refresh())));
    assert.deepEqual(ofRefresh, ["GET /resource-tree/product/{productId}"]);
    assert.deepEqual(runs.lines, []);
    await runs.unchanged(offer, program);
    for (const [at, plan] of plans.entries()) await runs.unchanged(plan, programs[at] as Properties);
    const taken = runs.declared(containerPlan);
    const ofAdoption = await bench.calls(() => taken.up({ ...programs[0], adopt: "unchanged" }));
    assert.equal(postsIn(ofAdoption), 0);
  });

  it("sends bundles by the parts of their registry", async () => {
    const { colleague } = await made();
    const { payloadType, clusterExtensionType, cnabReferences } = await colleague.resource(technical);
    assert.deepEqual([payloadType, clusterExtensionType], ["cnab", "Contoso.Queue"]);
    assert.deepEqual(cnabReferences, [
      {
        tenantId: guids.tenant,
        subscriptionId: guids.subscription,
        resourceGroupName: "registries",
        registryName: "contosoqueue",
        repositoryName: "contoso.queue",
        tag: "1.4.0",
        digest: digest(1),
      },
    ]);
    const { pricing } = await colleague.resource("price-and-availability-plan");
    assert.deepEqual(pricing, {
      licenseModel: "payAsYouGo",
      systemMeterPricing: { priceInputOption: "perNode", price: 0.12 },
    });
  });

  it("appends a bundle by two reads and one post, and leaves those of others", async () => {
    const { offerId, plan, tags, append } = await made();
    await append("1.3.0", 9);
    await plan.refresh();
    assert.match(runs.lines.join("\n"), /bundle 1\.3\.0, which this program does not set, is new/);
    const next = containerPlanProgram(offerId, "per-node", { "1.4.0": bundle(1), "1.5.0": bundle(2) });
    const calls = await bench.calls(async () => assert.equal(await plan.up(next), "updated"));
    assert.deepEqual([postsIn(calls), readsIn(calls)], [1, 2]);
    assert.deepEqual(await tags(), ["1.4.0", "1.3.0", "1.5.0"]);
    await runs.unchanged(plan, next);
    await plan.up(containerPlanProgram(offerId, "per-node", { "1.5.0": bundle(2) }));
    assert.deepEqual(await tags(), ["1.3.0", "1.5.0"]);
    assert.equal(await plan.refresh(), true);
    assert.deepEqual(Object.keys(getPath(plan.outputs, "technicalConfiguration.kubernetes.bundles") as Properties), [
      "1.5.0",
    ]);
  });

  it("does not overwrite a bundle that a colleague has changed before a refresh has shown it", async () => {
    const { offerId, plan, colleague, append } = await made();
    const [theirs] = (await colleague.resource(technical)).cnabReferences as Properties[];
    await colleague.edit(technical, { cnabReferences: [{ ...theirs, digest: digest(7) }] });
    const ours = containerPlanProgram(offerId, "per-node", { "1.4.0": bundle(2) });
    assert.match(
      (await failure(plan.up(ours))).message,
      /kubernetes\.bundles is .*07.* in Partner Center, wanted is .*02/,
    );
    await plan.refresh();
    await plan.up(ours);
    await append("2.0.0", 8);
    const taken = containerPlanProgram(offerId, "per-node", { "1.4.0": bundle(2), "2.0.0": bundle(3) });
    assert.match((await failure(plan.up(taken))).message, /kubernetes\.bundles is .* in Partner Center/);
    const same = containerPlanProgram(offerId, "per-node", { "1.4.0": bundle(2), "2.0.0": bundle(8) });
    assert.equal(postsIn(await bench.calls(() => plan.up(same))), 0);
  });

  it("leaves a bundle that is live, and says so, or takes it out", async () => {
    const { offerId, plan, programs, colleague, tags } = await made();
    await colleague.addLogo();
    await colleague.publish();
    const next = containerPlanProgram(offerId, "per-node", { "2.0.0": bundle(2) });
    await plan.up(next);
    assert.match(runs.lines.join("\n"), /bundle 1\.4\.0 is live and stays as it is; `onRemovedBundle: "remove"`/);
    assert.deepEqual(await tags(), ["1.4.0", "2.0.0"]);
    await runs.unchanged(plan, next);
    await plan.up(programs.plan);
    await plan.up({ ...next, onRemovedBundle: "remove" });
    assert.deepEqual(await tags(), ["2.0.0"]);
  });

  it("keeps its type of a cluster extension from preview on, and its price once it is live", async () => {
    const { offer, plan, programs, colleague } = await made();
    await colleague.addLogo();
    await colleague.publish("preview");
    const refused = async (declared: Declared, program: Properties, path: string, value: unknown, why: RegExp) => {
      const changed = structuredClone(program);
      setPath(changed, path, value);
      assert.match((await failure(declared.diff(changed))).message, why);
    };
    const type = "technicalConfiguration.kubernetes.extensionType";
    await refused(
      plan,
      programs.plan,
      type,
      "Contoso.Other",
      /extensionType cannot change once the plan was in preview/,
    );
    await colleague.publish("live");
    await refused(
      plan,
      programs.plan,
      "availability.hourly",
      { perPod: 1 },
      /availability\.hourly cannot change once the plan is published, not even in Partner Center/,
    );
    await refused(
      offer,
      programs.offer,
      "setup.sellThroughMicrosoft",
      false,
      /sellThroughMicrosoft cannot become false/,
    );
  });

  it("of images is refused at the preview, without a Submission too, where the draft of the offer is sold", async () => {
    const preview = async (sellThroughMicrosoft: boolean, program: (offerId: string) => Properties) => {
      const offerId = `boxes-${++count}`;
      await runs.declared(containerOffer).up({ offerId, alias: "Somebody's", setup: { sellThroughMicrosoft } });
      return runs.declared(containerPlan).preview({ ...program(offerId), __preview: true });
    };
    assert.match(
      (await failure(preview(true, imagePlanProgram))).message,
      /technicalConfiguration\.images is for what is/,
    );
    const { message } = await failure(preview(false, containerPlanProgram));
    assert.match(message, /technicalConfiguration\.kubernetes is for what is sold by Microsoft/);
    await preview(false, imagePlanProgram);
    await preview(true, containerPlanProgram);
  });

  it("of images keeps the password of its registry to itself", async () => {
    const offerId = `boxes-${++count}`;
    const offer = runs.declared(containerOffer);
    await offer.up({ offerId, alias: "Listed", setup: { sellThroughMicrosoft: false } });
    const plan = runs.declared(containerPlan);
    const program = imagePlanProgram(offerId);
    await plan.up(program);
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const found = await colleague.resource(technical);
    assert.equal(found.payloadType, "image");
    assert.equal((found.imageRepositoryDetails as Properties).registryName, "contosoqueue");
    await plan.refresh();
    await runs.unchanged(plan, program);
    assert.doesNotMatch(JSON.stringify([plan.outputs.observed, runs.lines]), /p4ss/);
    const renewed = imagePlanProgram(offerId);
    setPath(renewed, "technicalConfiguration.images.password", "n3w");
    assert.equal(await plan.up(renewed), "updated");
    await runs.unchanged(plan, renewed);
    const { offer: of, planId, name } = program;
    await plan.up({ offer: of, planId, name });
    const left = await colleague.resource(technical);
    assert.deepEqual([left.imageRepositoryDetails, left.imageTags], [undefined, undefined]);
  });

  it("is priced by the market, by meters, or not at all", async () => {
    const { offerId, plan, colleague } = await made();
    const price = async () => (await colleague.resource("price-and-availability-plan")).pricing;
    const priced = async (availability: Properties) => {
      const program = containerPlanProgram(offerId);
      setPath(program, "availability", { visibility: "Public", markets: ["US", "DE"], ...availability });
      await plan.up(program);
      await plan.refresh();
      await runs.unchanged(plan, program);
      return price();
    };
    const prices = { US: { amount: 1 }, de: { amount: 0.9, currency: "EUR" } };
    assert.deepEqual(await priced({ hourlyPrices: { perCluster: prices } }), {
      licenseModel: "payAsYouGo",
      systemMeterPricing: {
        priceInputOption: "perCluster",
        prices: [
          { currency: "usd", markets: ["us"], price: 1 },
          { currency: "eur", markets: ["de"], price: 0.9 },
        ],
      },
    });
    assert.deepEqual(await priced({ meters: { shards: { pricePerUnit: 3 } } }), {
      customMeters: { priceInputOption: "usd", meters: { shards: { pricePerPaymentInUsd: 3 } } },
    });
    assert.deepEqual(await priced({ bringYourOwnLicense: true }), { licenseModel: "byol" });
    assert.deepEqual(await priced({ hourly: { perCore: 2 } }), {
      licenseModel: "payAsYouGo",
      systemMeterPricing: { priceInputOption: "perCore", price: 2 },
    });
  });

  it("takes out what a killed run has handed in, and nothing else", async () => {
    const { offerId, plan, tags, append } = await made();
    await append("1.3.0", 9);
    await plan.refresh();
    const __urn = `urn:pulumi:dev::${offerId}::pulumi-nodejs:dynamic/partnercenter:ContainerPlan::plan`;
    const ours = (...numbers: number[]) => {
      const bundles = Object.fromEntries(numbers.map((number) => [`1.${number}.0`, bundle(number)]));
      return { ...containerPlanProgram(offerId, "per-node", { "1.4.0": bundle(1), ...bundles }), __urn };
    };
    const stored = plan.stored();
    const isDead = await runs.dying(3, async (run) => {
      const dead = runs.declared(containerPlan, run);
      Object.assign(dead, stored);
      await dead.up(ours(5));
    });
    await runs.clock.sleep(120_000);
    assert.ok(isDead);
    assert.deepEqual(await tags(), ["1.4.0", "1.3.0", "1.5.0"]);
    await plan.up(ours(6));
    assert.deepEqual(await tags(), ["1.4.0", "1.3.0", "1.6.0"]);
    assert.equal(await plan.up(ours(6)), "unchanged");
  });

  it("refuses a registry of another tenant at the preview", async () => {
    const { offerId, plan } = await made();
    runs = await IngestionRuns.of(bench, guids.tenant);
    const other = runs.declared(containerPlan);
    const foreign = bundle(2, { tenantId: guids.otherSubscription });
    const program = containerPlanProgram(offerId, "other", { "1.0.0": foreign });
    const offer = runs.declared(containerOffer);
    await offer.up(containerOfferProgram(offerId));
    const { message } = await failure(other.preview({ ...program, __preview: true }));
    assert.match(message, /bundles\["1\.0\.0"\]\.tenantId is another tenant than that of the credentials/);
    assert.ok(plan.id);
  });

  const at = "technicalConfiguration";
  const wrong: [what: string, path: string, value: unknown, finding: RegExp][] = [
    ["digits in the type", `${at}.kubernetes.extensionType`, "Contoso.Queue2", /takes no digits/],
    [
      "a registry by its name",
      `${at}.kubernetes.bundles`,
      { "1": bundle(1, { registry: "contosoqueue" }) },
      /not the id of an Azure/,
    ],
    [
      "a digest that is none",
      `${at}.kubernetes.bundles`,
      { "1": bundle(1, { digest: "latest" }) },
      /not the digest of a bundle/,
    ],
    [
      "bundles and images",
      `${at}.images`,
      { registry, userName: "u", password: "p", repository: "r", tags: ["latest"] },
      /Choose one of the two/,
    ],
    ["no tags", `${at}.images`, { registry, userName: "u", password: "p", repository: "r", tags: [] }, /tags is empty/],
    [
      "a cloud of government",
      "setup.clouds",
      ["azureGlobal", "azureGovernment"],
      /clouds\[1\] is none in which Kubernetes/,
    ],
    [
      "two things that are counted",
      "availability.hourly",
      { perNode: 1, perPod: 2 },
      /hourly has 2 \(perNode, perPod\)/,
    ],
    ["no thing that is counted", "availability.hourly", {}, /hourly says no price/],
    [
      "a price and meters",
      "availability.meters",
      { shards: { pricePerUnit: 1 } },
      /meters is another way to be priced than hourly/,
    ],
    [
      "a price with a license",
      "availability.bringYourOwnLicense",
      true,
      /hourly is a price, and with bringYourOwnLicense/,
    ],
    ["a market in words", "availability.markets", ["Germany"], /did you mean DE/],
    ["a trial", "availability.trialMonths", 1, /trialMonths/],
  ];
  for (const [what, path, value, finding] of wrong) {
    it(`refuses ${what} without a request`, async () => {
      const plan = runs.declared(containerPlan);
      const inputs = containerPlanProgram("nowhere");
      setPath(inputs, path, value);
      const calls = await bench.calls(async () => assert.match((await failure(plan.check(inputs))).message, finding));
      assert.deepEqual(calls, []);
    });
  }
});
