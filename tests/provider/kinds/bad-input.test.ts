/**
 * What is wrong in a program is found by check: all of it at once, by property path, with no network and no
 * credentials.
 */
import assert from "node:assert/strict";
import type { Kind } from "../../../provider/engine/kind.js";
import { handlersOf } from "../../../provider/engine/lifecycle.js";
import { Run } from "../../../provider/engine/run.js";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { release } from "../../../provider/kinds/publishing/release.js";
import { submission } from "../../../provider/kinds/publishing/submission.js";
import type { Finding } from "../../../provider/values/findings.js";
import { type Properties, setPath } from "../../../provider/values/properties.js";
import { byProperty } from "../declared.js";
import { guids, wholePlan } from "../programs.js";

async function findings(kind: Kind, inputs: Properties): Promise<Finding[]> {
  const nowhere = new Run({ get: () => undefined }, { PARTNERCENTER_ENDPOINT: "http://127.0.0.1:9/v1" });
  return (await handlersOf(kind, () => nowhere).check({}, inputs)).failures.map(byProperty);
}

const text = (length: number) => "x".repeat(length);
const anOffer = { offerId: "contoso", alias: "Contoso", type: "AzureApplication" };
const price = (amount: unknown, currency = "USD") => ({ amount, currency });

type Case = [path: string, value: unknown, property: string, reason: RegExp];

function cases(kind: Kind, base: () => Properties, list: Case[]): void {
  for (const [path, value, property, reason] of list) {
    const shown = JSON.stringify(value) ?? "nothing";
    it(`${path}: ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}`, async () => {
      const inputs = structuredClone(base());
      setPath(inputs, path, value);
      const found = await findings(kind, inputs);
      assert.deepEqual(
        found.map((finding) => finding.property),
        [property],
        JSON.stringify(found),
      );
      assert.match(found[0]?.reason as string, reason);
    });
  }
}

describe("an offer is refused with", () => {
  const contact = { name: "n", email: "a@b.c", phone: "1" };
  cases(offer, () => anOffer, [
    ["offerId", "Contoso", "offerId", /"Contoso" is not a valid offer id: only lower-case letters/],
    ["offerId", "-contoso", "offerId", /starting and ending with a letter or digit/],
    ["offerId", text(51), "offerId", /51 characters long; it may have at most 50/],
    ["offerId", "", "offerId", /empty/],
    ["offerId", undefined, "offerId", /is required/],
    ["offerId", 7, "offerId", /must be a text/],
    ["alias", "", "alias", /empty/],
    ["alias", "  ", "alias", /empty/],
    ["alias", undefined, "alias", /is required/],
    ["type", "SoftwareAsAService", "type", /must be "AzureApplication"/],
    ["type", undefined, "type", /is required/],
    ["adopt", "yes", "adopt", /true, false or "unchanged"/],
    ["ofer", "x", "ofer", /not a property of this resource; check its spelling/],
    ["listing.tilte", "x", "listing.tilte", /check its spelling/],
    ["listing.title", "", "listing.title", /empty; leave it out/],
    ["listing.title", text(201), "listing.title", /201 characters long; Partner Center allows at most 200/],
    ["listing.summary", text(101), "listing.summary", /at most 100/],
    ["listing.shortDescription", text(257), "listing.shortDescription", /at most 256/],
    ["listing.description", text(5001), "listing.description", /at most 5000/],
    ["listing.description", "<p>x</p>\n<script>x</script>", "listing.description", /<script> \(line 2\)/],
    ["listing.keywords", ["a", "b", "c", "d"], "listing.keywords", /4 keywords; Partner Center allows at most 3/],
    ["listing.keywords", "a", "listing.keywords", /must be a list/],
    ["listing.privacyPolicyLink", "contoso.com", "listing.privacyPolicyLink", /"contoso\.com" is not a link/],
    [
      "listing.contacts.support",
      { ...contact, email: "nobody" },
      "listing.contacts.support.email",
      /not an e-mail address/,
    ],
    [
      "listing.contacts.engineering",
      { name: "n", email: "a@b.c" },
      "listing.contacts.engineering.phone",
      /is required/,
    ],
    ["listing.contacts.sales", contact, "listing.contacts.sales", /check its spelling/],
    ["properties.termsOfUse", text(10_001), "properties.termsOfUse", /at most 10000/],
    [
      "properties.categories",
      { a: [], b: [], c: [] },
      "properties.categories",
      /3 categories; Partner Center allows at most 2/,
    ],
    [
      "properties.categories",
      { a: ["1", "2", "3"] },
      "properties.categories.a",
      /3 subcategories; Partner Center allows at most 2/,
    ],
    ["properties", { standardContract: true, termsOfUse: "x" }, "properties.termsOfUse", /Choose one of the two/],
    [
      "previewAudience.subscriptions",
      ["not-a-guid"],
      "previewAudience.subscriptions[0]",
      /"not-a-guid" is not a GUID; expected an Azure subscription id/,
    ],
    [
      "previewAudience.subscriptions",
      Array(101).fill(guids.tenant),
      "previewAudience.subscriptions",
      /101 subscriptions; Partner Center allows at most 100/,
    ],
    ["resale.channel", "Everybody", "resale.channel", /"Enabled", "PartialOptIn", "OptOut" or "Disabled"/],
    ["resale.tenantIds", ["x"], "resale.tenantIds[0]", /not a GUID/],
  ]);

  it("all of its problems at once, in less than a second", async () => {
    const started = Date.now();
    const found = await findings(offer, {
      offerId: "Contoso",
      alias: "Contoso",
      type: "AzureApplication",
      listing: {
        summary: text(101),
        keywords: ["a", "b", "c", "d"],
        logos: { large: "no-such.png", wide: "package.json" },
      },
      previewAudience: { subscriptions: ["x", guids.tenant, "y"] },
    });
    assert.deepEqual(found.map(({ property }) => property).sort(), [
      "listing.keywords",
      "listing.logos.large",
      "listing.logos.wide",
      "listing.summary",
      "offerId",
      "previewAudience.subscriptions[0]",
      "previewAudience.subscriptions[2]",
    ]);
    assert.ok(Date.now() - started < 1000);
    for (const { reason } of found) assert.doesNotMatch(reason, /\n/);
  });

  it("more than five screenshots", async () => {
    const screenshots = Array(6).fill({ file: "no-such.png" });
    const last = (await findings(offer, { ...anOffer, listing: { screenshots } })).at(-1);
    assert.equal(last?.property, "listing.screenshots");
    assert.match(last?.reason as string, /6 screenshots; Partner Center allows at most 5/);
  });

  it("nothing when it is at its limits", async () => {
    const found = await findings(offer, {
      ...anOffer,
      offerId: text(50),
      listing: {
        title: text(200),
        summary: text(100),
        shortDescription: text(256),
        description: text(5000),
        keywords: ["a", "b", "c"],
      },
    });
    assert.deepEqual(found, []);
  });
});

describe("a plan is refused with", () => {
  const whole = () => wholePlan("product", "gold", "product/package");
  const markets = { availability: { visibility: "Public", markets: ["US", "DE"] } };
  const meter = { displayName: "Calls", unitOfMeasure: "per call", pricePerUnit: 1 };
  cases(plan, whole, [
    ["planId", "Gold Plan", "planId", /not a valid plan id/],
    ["planId", text(51), "planId", /it may have at most 50/],
    ["offer", "", "offer", /give the offer, or its product id/],
    ["name", text(2001), "name", /at most 2000/],
    ["name", "", "name", /empty/],
    ["name", "\n", "name", /empty/],
    ["planType", "vm", "planType", /"managed-application" or "solution-template"/],
    ["listing.title", " ", "listing.title", /empty; leave it out/],
    ["listing.title", text(2001), "listing.title", /at most 2000/],
    ["listing.summary", text(101), "listing.summary", /at most 100/],
    ["listing.description", text(3001), "listing.description", /at most 3000/],
    ["listing.description", "<p>x</p>\n<script>x</script>", "listing.description", /<script> \(line 2\)/],
    ["availability.markets", ["US", "DE", "XX"], "availability.markets[2]", /"XX" is not a market of the marketplace/],
    ["availability.markets", ["US", "de", "Dee"], "availability.markets[2]", /"Dee" is not a market/],
    ["availability.marketGroups", ["europe"], "availability.marketGroups[0]", /must be "all" or "taxRemitted"/],
    [
      "availability.excludedMarkets",
      ["de"],
      "availability.excludedMarkets[0]",
      /excludes DE, which is among `markets`/,
    ],
    ["availability.stopSelling", ["GB", "XX"], "availability.stopSelling[1]", /"XX" is not a market/],
    ["availability.stopSelling", ["GB", "us"], "availability.stopSelling[1]", /stops selling in US, which is among/],
    ["availability.annualPrice", -1, "availability.annualPrice", /below zero/],
    ["availability.annualPrices", { JP: price(1, "JPY") }, "availability.annualPrices.JP", /is not sold/],
    ["availability.meters", { "": meter }, 'availability.meters[""]', /empty; give the id of the meter/],
    ["availability.meters.reports.pricePerUnit", -1, "availability.meters.reports.pricePerUnit", /below zero/],
    ["availability.meters.reports.displayName", "", "availability.meters.reports.displayName", /empty/],
    ["availability.meters.reports.unitOfMeasure", undefined, "availability.meters.reports.unitOfMeasure", /required/],
    [
      "availability.meters.reports.included",
      { monthly: { quantity: 1.5 } },
      "availability.meters.reports.included.monthly.quantity",
      /must be a whole number/,
    ],
    [
      "availability.meters.reports.included",
      { monthly: { quantity: 1, infinite: true } },
      "availability.meters.reports.included.monthly",
      /has a quantity, and is infinite/,
    ],
    [
      "availability.meters",
      Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`m${index}`, meter])),
      "availability.meters",
      /at most 30/,
    ],
    ["availability.trial", { type: "Forever" }, "availability.trial.type", /must be "NoTrial"/],
    [
      "availability.trial",
      { type: "TimedUsage", durationType: "Days" },
      "availability.trial.duration",
      /is required for a trial of type TimedUsage/,
    ],
    [
      "availability.trial",
      { type: "NoTrial", duration: 1 },
      "availability.trial.duration",
      /has no meaning for a trial of type NoTrial/,
    ],
    ["setup.clouds", [], "setup.clouds", /at least one cloud/],
    ["setup.governmentCertifications", { CJIS: "no" }, "setup.governmentCertifications.CJIS", /"no" is not a link/],
    [
      "setup.governmentCertifications",
      Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`c${index}`, "https://contoso.com"])),
      "setup.governmentCertifications",
      /101 certifications; Partner Center allows at most 100/,
    ],
    ["setup.state", "Off", "setup.state", /"Active" or "Inactive"/],
    ["setup.technicalConfigurationOf", `product/${guids.tenant}`, "technicalConfiguration", /is that of another plan/],
    ...["app.zip", "./app", "dist/app/", "C:\\app"].map((path): [string, unknown, string, RegExp] => [
      "technicalConfiguration.package",
      path,
      "technicalConfiguration.package",
      /is not the id of a package; declare an ApplicationPackage with this path, and give it here/,
    ]),
    [
      "availability.privateAudience.csv",
      "no/such.csv",
      "availability.privateAudience.csv",
      /"no\/such\.csv" does not exist/,
    ],
    ["availability.monthlyPrice", -1, "availability.monthlyPrice", /-1; a price cannot be below zero/],
    ["availability.monthlyPrice", "10", "availability.monthlyPrice", /must be a number/],
    ["availability.monthlyPrices", { DE: price(-0.5) }, "availability.monthlyPrices.DE.amount", /below zero/],
    [
      "availability.monthlyPrices",
      { DE: price(1, "EURO") },
      "availability.monthlyPrices.DE.currency",
      /"EURO" is not a currency/,
    ],
    [
      "availability.monthlyPrices",
      { DE: price(1, "eur") },
      "availability.monthlyPrices.DE.currency",
      /"eur" is not a currency/,
    ],
    ["availability.monthlyPrices", { XX: price(1) }, "availability.monthlyPrices.XX", /"XX" is not a market/],
    ["availability.monthlyPrices", { JP: price(1, "JPY") }, "availability.monthlyPrices.JP", /is not sold/],
    ["availability.privateAudience", undefined, "availability.privateAudience", /required for a Private plan/],
    ["availability.privateAudience", {}, "availability.privateAudience", /required for a Private plan/],
    ["availability.visibility", "Public", "availability.privateAudience", /only for visibility "Private"/],
    [
      "availability.privateAudience.tenants",
      { x: "we" },
      "availability.privateAudience.tenants.x",
      /"x" is not a GUID/,
    ],
    [
      "technicalConfiguration.version",
      "1.0",
      "technicalConfiguration.version",
      /"1\.0" is not a version of the form 1\.0\.0/,
    ],
    ["technicalConfiguration.tenantId", "contoso", "technicalConfiguration.tenantId", /"contoso" is not a GUID/],
    [
      "technicalConfiguration.authorizations",
      [{ principalId: "x", role: "Owner" }],
      "technicalConfiguration.authorizations[0].principalId",
      /not a GUID/,
    ],
    [
      "technicalConfiguration.authorizations",
      [{ principalId: guids.principal, role: "Boss" }],
      "technicalConfiguration.authorizations[0].role",
      /"Boss" is neither Owner, Contributor nor/,
    ],
    [
      "technicalConfiguration.deploymentMode",
      "Partial",
      "technicalConfiguration.deploymentMode",
      /"Incremental" or "Complete"/,
    ],
    [
      "technicalConfiguration.policies",
      { [text(51)]: { definitionId: "x" } },
      `technicalConfiguration.policies.${text(51)}`,
      /at most 50/,
    ],
    [
      "technicalConfiguration.policies",
      Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`p${n}`, { definitionId: `x${n}` }])),
      "technicalConfiguration.policies",
      /6 policies; Partner Center allows at most 5/,
    ],
  ]);

  it("settings of a managed application in a solution template, each by its path", async () => {
    const found = await findings(plan, {
      ...whole(),
      ...markets,
      planType: "solution-template",
      availability: {
        ...markets.availability,
        hidden: true,
        monthlyPrice: 1,
        monthlyPrices: { DE: price(1, "EUR") },
        annualPrice: 1,
        annualPrices: { DE: price(1, "EUR") },
        meters: { calls: meter },
        trial: { type: "NoTrial" },
      },
      technicalConfiguration: { version: "1.0.0", package: "p", tenantId: guids.tenant, justInTimeAccess: false },
    });
    assert.deepEqual(
      found.map(({ property }) => property),
      [
        "availability.monthlyPrice",
        "availability.monthlyPrices",
        "availability.annualPrice",
        "availability.annualPrices",
        "availability.meters",
        "availability.trial.type",
        "technicalConfiguration.tenantId",
        "technicalConfiguration.justInTimeAccess",
      ],
    );
  });

  it("exceptions from no markets", async () => {
    const found = await findings(plan, { ...whole(), availability: { excludedMarkets: ["RU"] } });
    assert.deepEqual(
      found.map(({ property, reason }) => `${property} ${reason}`),
      ["availability.excludedMarkets excludes markets from nothing; set markets or marketGroups"],
    );
  });

  it("one market under two spellings", async () => {
    const monthlyPrices = { DE: price(1, "EUR"), de: price(2, "EUR") };
    const found = await findings(plan, { ...whole(), availability: { markets: ["DE"], monthlyPrices } });
    assert.deepEqual(
      found.map(({ property }) => property),
      ["availability.monthlyPrices.de"],
    );
  });

  it("the technical configuration of a plan of another offer", async () => {
    const { technicalConfiguration: _, ...rest } = whole();
    const found = await findings(plan, { ...rest, setup: { technicalConfigurationOf: `other/${guids.tenant}` } });
    assert.deepEqual(
      found.map(({ property }) => property),
      ["setup.technicalConfigurationOf"],
    );
    const ours = { technicalConfigurationOf: `product/${guids.tenant}` };
    assert.deepEqual(await findings(plan, { ...rest, setup: ours }), []);
  });

  it("a plan's human id where the one of Partner Center is meant", async () => {
    const { technicalConfiguration: _, ...rest } = whole();
    const found = await findings(plan, { ...rest, setup: { technicalConfigurationOf: "silver" } });
    assert.deepEqual(
      found.map(({ property, reason }) => `${property} ${reason}`),
      [
        'setup.technicalConfigurationOf "silver" is not the id of a plan in Partner Center; give the Plan itself, or that ' +
          "id (a GUID, its output variantId)",
      ],
    );
  });

  it("nothing when all is right", async () => assert.deepEqual(await findings(plan, whole()), []));
});

describe("other kinds are refused with", () => {
  const aSubmission = { offer: "product", content: {} };
  cases(submission, () => aSubmission, [
    ["waitFor", "live", "waitFor", /"accepted" or "preview"/],
    ["timeouts.create", "2 hours", "timeouts.create", /"2 hours" is not a duration; write 90s, 45m, 6h or 1h30m/],
    ["timeouts.delete", "1h", "timeouts.delete", /check its spelling/],
  ]);
  cases(release, () => ({ offer: "product", submission: "1152921504606846976" }), [
    ["submission", "latest", "submission", /"latest" is not the id of a submission/],
    ["submission", undefined, "submission", /is required/],
    ["waitFor", "preview", "waitFor", /"accepted" or "live"/],
  ]);
  cases(applicationPackage, () => ({ offer: "product", path: "x" }), [
    ["path", "", "path", /empty/],
    ["path", undefined, "path", /is required/],
    [
      "path",
      "no/such/folder",
      "path",
      /"no\/such\/folder" does not exist \(looked at \/.*; paths are relative to the program's folder\)/,
    ],
  ]);

  it("a submission id that is a number, since it would lose digits", async () => {
    const found = await findings(release, { offer: "product", submission: 2 ** 60 });
    assert.deepEqual(
      found.map(({ property }) => property),
      ["submission"],
    );
  });
});
