/** An offer of SaaS and its plans, from their first `up` on, and what colleagues do meanwhile. */
import assert from "node:assert/strict";
import { saasOffer } from "../../../../provider/kinds/saas/offer.js";
import { saasPlan } from "../../../../provider/kinds/saas/plan.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import { type Declared, failure } from "../../declared.js";
import { IngestionRuns, postsIn, readsIn } from "../../ingestion-runs.js";
import { OtherTool } from "../../machine-offer.js";
import { guids } from "../../programs.js";
import { perUserProgram, saasOfferProgram, saasPlanProgram } from "../../saas-programs.js";
import { workbench } from "../../workbench.js";

describe("an offer of SaaS with its plans", function () {
  this.timeout(60_000);
  const bench = workbench({ speed: 0 });
  let runs: IngestionRuns;
  let count = 0;
  beforeEach(async () => {
    runs = await IngestionRuns.of(bench);
  });

  /** An offer that is there, with one plan. */
  const made = async (ofPlan = saasPlanProgram) => {
    const offerId = `saas-${++count}`;
    const offer = runs.declared(saasOffer);
    const programs = { offer: saasOfferProgram(offerId), plan: ofPlan(offerId) };
    await offer.up(programs.offer);
    const plan = runs.declared(saasPlan);
    await plan.up(programs.plan);
    return { offerId, offer, plan, programs, colleague: await OtherTool.of(bench.emulator, offerId) };
  };

  it("is made by one post, its plans by another one, and then nothing is to do", async () => {
    const offerId = `saas-${++count}`;
    const offer = runs.declared(saasOffer);
    const program = saasOfferProgram(offerId);
    const ofOffer = await bench.calls(async () => assert.equal(await offer.up(program), "created"));
    assert.deepEqual([postsIn(ofOffer), readsIn(ofOffer)], [1, 4]);

    const run = runs.run();
    const programs = ["team", "firm", "group"].map((planId) => saasPlanProgram(offerId, planId));
    const plans = programs.map(() => runs.declared(saasPlan, run));
    const ofPlans = await bench.calls(() => Promise.all(plans.map((plan, at) => plan.up(programs[at] as Properties))));
    assert.deepEqual([postsIn(ofPlans), readsIn(ofPlans)], [1, 4]);

    const again = runs.run();
    for (const declared of [offer, ...plans]) declared.process = () => again;
    const ofRefresh = await bench.calls(() => Promise.all([offer, ...plans].map((declared) => declared.refresh())));
    assert.deepEqual(ofRefresh, ["GET /resource-tree/product/{productId}"]);
    assert.deepEqual(runs.lines, []);
    await runs.unchanged(offer, program);
    for (const [at, plan] of plans.entries()) await runs.unchanged(plan, programs[at] as Properties);
    const taken = runs.declared(saasOffer);
    assert.deepEqual(
      (await bench.calls(() => taken.up({ ...program, adopt: "unchanged" }))).filter((call) => /^POST/.test(call)),
      [],
    );
  });

  it("sends what the service knows of addresses, prices and meters", async () => {
    const { colleague } = await made();
    const technical = await colleague.resource("software-as-a-service-technical-configuration");
    assert.equal(technical.landingPageUrl, "https://ledger.contoso.com/signup");
    assert.equal(technical.azureAdAppId, guids.subscription);
    const { pricing } = await colleague.resource("price-and-availability-plan");
    const month = { type: "month", value: 1 };
    const year = { type: "year", value: 1 };
    assert.deepEqual(pricing, {
      recurrentPrice: {
        recurrentPriceMode: "flatRate",
        priceInputOption: "usd",
        prices: [
          { billingTerm: month, pricePerPaymentInUsd: 49 },
          { billingTerm: year, paymentOption: month, pricePerPaymentInUsd: 45 },
        ],
      },
      customMeters: {
        priceInputOption: "usd",
        meters: {
          invoices: {
            pricePerPaymentInUsd: 0.02,
            includedQuantities: [
              { billingTerm: month, quantity: 500, isInfinite: false },
              { billingTerm: year, quantity: 0, isInfinite: true },
            ],
          },
        },
      },
    });
  });

  it("is priced by the user and by the market, and by a flat rate afterwards", async () => {
    const { plan, offerId, programs, colleague } = await made(perUserProgram);
    await plan.refresh();
    await runs.unchanged(plan, programs.plan);
    const price = async () => (await colleague.resource("price-and-availability-plan")).pricing as Properties;
    const { recurrentPrice } = await price();
    assert.deepEqual(getPath(recurrentPrice as Properties, "userLimits"), { min: 5, max: 100 });
    assert.deepEqual((getPath(recurrentPrice as Properties, "prices") as Properties[])[0]?.prices, [
      { currency: "usd", markets: ["us"], price: 60 },
      { currency: "eur", markets: ["de"], price: 55 },
    ]);
    const flat = { offer: offerId, planId: "user", name: "User" };
    await plan.up({ ...flat, availability: { markets: ["US"], flatRate: { threeYears: { price: 900 } } } });
    assert.deepEqual((await price()).recurrentPrice, {
      recurrentPriceMode: "flatRate",
      priceInputOption: "usd",
      prices: [{ billingTerm: { type: "year", value: 3 }, pricePerPaymentInUsd: 900 }],
    });
    await plan.up({ ...flat, availability: { markets: ["US"] } });
    assert.deepEqual(await price(), {});
  });

  it("leaves alone what others have added to a price, and does not overwrite what they changed", async () => {
    const { plan, offerId, colleague } = await made();
    const { pricing } = await colleague.resource("price-and-availability-plan");
    const theirs = structuredClone(pricing) as Properties;
    setPath(theirs, "customMeters.meters.invoices.note", "theirs");
    await colleague.edit("price-and-availability-plan", { pricing: theirs, billingTag: "tag" });
    await plan.refresh();
    const dearer = saasPlanProgram(offerId);
    setPath(dearer, "availability.flatRate.oneMonth.price", 59);
    setPath(dearer, "availability.meters.invoices.pricePerUnit", 0.03);
    await plan.up(dearer);
    const after = await colleague.resource("price-and-availability-plan");
    assert.equal(after.billingTag, "tag");
    assert.equal(getPath(after.pricing as Properties, "customMeters.meters.invoices.note"), "theirs");
    assert.equal(getPath(after.pricing as Properties, "customMeters.meters.invoices.pricePerPaymentInUsd"), 0.03);

    const changed = structuredClone(after.pricing) as Properties;
    setPath(changed, "customMeters.meters.invoices.pricePerPaymentInUsd", 9);
    await colleague.edit("price-and-availability-plan", { pricing: changed });
    setPath(dearer, "availability.meters.invoices.pricePerUnit", 0.04);
    const { message } = await failure(plan.up(dearer));
    assert.match(message, /availability\.meters is .*9.* in Partner Center, wanted is .*0\.04/);
  });

  it("gives a value back to the service when the program no longer sets it", async () => {
    const { offer, plan, offerId, programs, colleague } = await made();
    await plan.up({ offer: offerId, planId: "team", name: "Team" });
    await offer.up({ offerId, alias: programs.offer.alias });
    const types = ["price-and-availability-custom-meter", "listing", "property", "price-and-availability-offer"];
    const [meters, listing, property, audience] = await Promise.all(types.map((type) => colleague.resource(type)));
    assert.deepEqual(meters?.customMeters, {});
    assert.deepEqual([listing?.searchKeywords, listing?.gettingStartedInstructions], [undefined, undefined]);
    assert.equal(property?.appVersion, undefined);
    assert.deepEqual(audience?.previewAudiences, []);
    await runs.unchanged(offer, { offerId, alias: programs.offer.alias });
  });

  it("is only listed where Microsoft does not sell it", async () => {
    const offerId = `saas-${++count}`;
    const offer = runs.declared(saasOffer);
    const setup = { sellThroughMicrosoft: false, callToAction: "free-trial", accessLink: "https://contoso.com/trial" };
    const program = { offerId, alias: "Contoso Ledger", setup };
    await offer.up(program);
    const colleague = await OtherTool.of(bench.emulator, offerId);
    const found = await colleague.resource("commercial-marketplace-setup");
    assert.deepEqual(
      [found.sellThroughMicrosoft, found.callToAction, found.accessUrl],
      [false, "freeTrial", "https://contoso.com/trial"],
    );
    await offer.refresh();
    await runs.unchanged(offer, program);
  });

  it("is asked of customers what the program says, where the draft is not sold already", async () => {
    const asked = async (offerId: string, sellThroughMicrosoft: boolean, adopt?: true) => {
      const sold = { offerId, alias: "Contoso Ledger", setup: { sellThroughMicrosoft } };
      const offer = runs.declared(saasOffer);
      await offer.up(sold);
      const declared = adopt ? runs.declared(saasOffer) : offer;
      const program = { ...sold, setup: { callToAction: "contact-me" }, ...(adopt && { adopt }) };
      await declared.preview({ ...program, __preview: true });
      await declared.up(program);
      await runs.unchanged(declared, program);
      const colleague = await OtherTool.of(bench.emulator, offerId);
      return (await colleague.resource("commercial-marketplace-setup")).callToAction;
    };
    assert.equal(await asked("saas-listed-before", false), "contactMe");
    assert.equal(await asked("saas-listed-taken", false, true), "contactMe");
    for (const adopt of [undefined, true] as const) {
      const { message } = await failure(asked(`saas-sold-${adopt}`, true, adopt));
      assert.match(message, /callToAction goes with sellThroughMicrosoft: false only/);
    }
    const program = { offerId: "saas-new", alias: "New", setup: { callToAction: "contact-me" } };
    const { message } = await failure(runs.declared(saasOffer).up(program));
    assert.match(message, /sellThroughMicrosoft has to be false with callToAction/);
  });

  it("keeps prices, meters and the way to be sold once it is published", async () => {
    const { offer, plan, programs, offerId, colleague } = await made();
    await colleague.addLogo();
    await colleague.publish();
    for (const declared of [offer, plan]) await declared.refresh();
    const refused = async (declared: Declared, program: Properties, path: string, value: unknown, why: RegExp) => {
      const changed = structuredClone(program);
      setPath(changed, path, value);
      assert.match((await failure(declared.diff(changed))).message, why);
    };
    await refused(
      plan,
      programs.plan,
      "availability.flatRate.oneMonth.price",
      59,
      /availability\.flatRate cannot change by the API/,
    );
    await refused(plan, programs.plan, "availability.meters", {}, /the meter invoices cannot be removed/);
    await refused(
      offer,
      programs.offer,
      "meters.invoices.unitOfMeasure",
      "per 10",
      /meters \(invoices\) cannot change or go once/,
    );
    await refused(
      offer,
      programs.offer,
      "setup.sellThroughMicrosoft",
      false,
      /setup\.sellThroughMicrosoft cannot become false/,
    );
    const { message } = await failure(offer.destroy());
    assert.match(message, /this API deletes only drafts/);
    assert.equal(await offer.refresh(), true, offerId);
  });

  it("is warned of a plan that is priced in another way than those that are there", async () => {
    const { offerId } = await made();
    const other = runs.declared(saasPlan);
    await other.preview({ ...perUserProgram(offerId), __preview: true });
    assert.match(
      runs.lines.join("\n"),
      /warning: availability\.perUser is another way to be priced than flatRate of plan team; the service refuses it/,
    );
    const { message } = await failure(other.up(perUserProgram(offerId)));
    assert.match(message, /All plans of an offer must have the same pricing model/);
  });

  const wrong: [
    what: string,
    kind: typeof saasOffer | typeof saasPlan,
    path: string,
    value: unknown,
    finding: RegExp,
  ][] = [
    [
      "a # in the landing page",
      saasOffer,
      "technicalConfiguration.landingPageUrl",
      "https://a.example/#/b",
      /landingPageUrl has a #/,
    ],
    [
      "an application that is no GUID",
      saasOffer,
      "technicalConfiguration.applicationId",
      "ledger",
      /applicationId "ledger" is not a GUID/,
    ],
    [
      "an audience of no address",
      saasOffer,
      "previewAudience.emails",
      ["nobody"],
      /emails\[0\] "nobody" is not an e-mail/,
    ],
    [
      "an action of what is sold",
      saasOffer,
      "setup.callToAction",
      "free",
      /callToAction goes with sellThroughMicrosoft: false/,
    ],
    [
      "a free listing without address",
      saasOffer,
      "setup",
      { sellThroughMicrosoft: false, callToAction: "free" },
      /accessLink is needed/,
    ],
    [
      "both ways to be priced",
      saasPlan,
      "availability.perUser",
      { oneYear: { price: 1 } },
      /perUser is another way to be priced/,
    ],
    [
      "limits of a flat rate",
      saasPlan,
      "availability.userLimits",
      { least: 1 },
      /userLimits limits the users of a plan that is paid by the user/,
    ],
    ["a flat rate without term", saasPlan, "availability.flatRate", {}, /flatRate has no term/],
    ["a term without price", saasPlan, "availability.flatRate", { oneYear: {} }, /flatRate\.oneYear has no price/],
    [
      "a term with two prices",
      saasPlan,
      "availability.flatRate.oneMonth.prices",
      { US: { amount: 1 } },
      /Choose one of the two/,
    ],
    [
      "a payment longer than its term",
      saasPlan,
      "availability.flatRate.oneMonth.paidEvery",
      "oneYear",
      /is oneYear, which is longer/,
    ],
    [
      "a trial of what has meters",
      saasPlan,
      "availability.trialMonths",
      1,
      /trialMonths cannot be had for a plan with meters/,
    ],
    ["a trial of two months", saasPlan, "availability.trialMonths", 2, /trialMonths must be 1/],
    [
      "included units of no term",
      saasPlan,
      "availability.meters.invoices.included.twoYears",
      { quantity: 1 },
      /included\.twoYears is of a term/,
    ],
    ["a market in small words", saasPlan, "availability.markets", ["usa"], /did you mean US/],
    ["a summary of a plan", saasPlan, "listing.summary", "In short", /listing\.summary/],
    [
      "subscriptions of a private plan",
      saasPlan,
      "availability.privateAudience.subscriptions",
      {},
      /privateAudience\.subscriptions/,
    ],
  ];
  for (const [what, kind, path, value, finding] of wrong) {
    it(`refuses ${what} without a request`, async () => {
      const declared = runs.declared(kind);
      const inputs = kind === saasOffer ? saasOfferProgram("nowhere") : saasPlanProgram("nowhere");
      setPath(inputs, path, value);
      const calls = await bench.calls(async () =>
        assert.match((await failure(declared.check(inputs))).message, finding),
      );
      assert.deepEqual(calls, []);
    });
  }
});
