/**
 * What publishers really meet, found at the first preview: each case is a change of a program that is fine, and all that
 * is then told, by property and severity.
 */
import assert from "node:assert/strict";
import { setPath } from "../../provider/values/properties.js";
import { completePlan, completeProgram, type Declarations, declare } from "./offer-program.js";
import { offlinePreview } from "./offline-preview.js";

/** By path; undefined takes a property out. */
type Changes = Readonly<Record<string, unknown>>;
type Case = readonly [what: string, changes: Changes, ...told: RegExp[]];

const tech = "plans.standard.technicalConfiguration";
const sale = "plans.standard.availability";
const escaped = (path: string) => path.replaceAll(/[.[\]"]/g, "\\$&");
const lacks = (path: string, owner = "plan standard") =>
  new RegExp(
    `^error: preview: ${owner}, ${escaped(path)} is required to publish: .+ \\(page [\\w-]+, \\d{4}-\\d\\d\\)$`,
  );
const offerLacks = (path: string) => lacks(path, "offer contoso-status-page");
const empty = (path: string, name: string) =>
  new RegExp(`^error: ${name}: ${escaped(path)} is empty, and nothing can be published without it: give .+ \\(page `);
const meter = { displayName: "Reports", unitOfMeasure: "per report", pricePerUnit: 1 };
const meters = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, meter]));
const thumbnail = "examples/managed-application/screenshots/overview.png";
const price = (currency: string) => ({ amount: 5, currency });
const video = (id: number) => ({ title: `Tour ${id}`, address: `https://vimeo.com/${id}`, thumbnail });
const second = (changes: Changes = {}) => changed(completePlan("second", "Second"), changes);

const complete: Case[] = [
  ["all plans that are declared", {}],
  ["with a plan more", { "plans.second": second() }],
  ["nothing is submitted", { submission: undefined, "offer.listing": undefined, [sale]: undefined }],
  [
    "the publisher has no access",
    {
      [`${tech}.managementMode`]: "SelfManaged",
      [`${tech}.customerAccess`]: "Disabled",
      [`${tech}.tenantId`]: undefined,
      [`${tech}.authorizations`]: undefined,
    },
  ],
  [
    "terms of its own",
    { "offer.properties.standardContract": undefined, "offer.properties.termsOfUse": "Use it well." },
  ],
];

const texts = ["listing.summary", "listing.shortDescription", "listing.description"];
const contacts = ["listing.contacts.support", "listing.contacts.engineering"];

const incomplete: Case[] = [
  ["no market", { [`${sale}.markets`]: undefined }, lacks("availability.markets")],
  ["no price", { [`${sale}.monthlyPrice`]: undefined }, lacks("availability.monthlyPrice")],
  ["no page of prices", { [sale]: undefined }, lacks("availability.markets"), lacks("availability.monthlyPrice")],
  [
    "no support address",
    { "offer.listing.supportLink": undefined, "offer.listing.contacts.support.url": undefined },
    offerLacks("listing.supportLink"),
  ],
  [
    "Azure Government without authorizations",
    { "plans.standard.setup.clouds": ["public-azure", "azure-government"] },
    lacks("technicalConfiguration.governmentTenantId"),
    lacks("technicalConfiguration.governmentAuthorizations"),
  ],
  [
    "nobody who manages it",
    { [`${tech}.tenantId`]: undefined, [`${tech}.authorizations`]: undefined },
    lacks("technicalConfiguration.tenantId"),
    lacks("technicalConfiguration.authorizations"),
  ],
  [
    "no terms, privacy link, contacts, logo and category",
    {
      "offer.properties.standardContract": undefined,
      "offer.properties.categories": undefined,
      "offer.listing.privacyPolicyLink": undefined,
      "offer.listing.contacts": undefined,
      "offer.listing.logos": undefined,
    },
    ...["listing.privacyPolicyLink", ...contacts, "listing.logos.large"].map(offerLacks),
    ...["properties.categories", "properties.standardContract"].map(offerLacks),
  ],
  [
    "no listing, no audience",
    { "offer.listing": undefined, "offer.previewAudience": undefined },
    ...[...texts, "listing.privacyPolicyLink", ...contacts, "listing.supportLink"].map(offerLacks),
    ...["listing.logos.large", "previewAudience.subscriptions"].map(offerLacks),
  ],
  ["no plan", { plans: {} }, offerLacks("plans")],
  [
    "a solution template of which nothing is said",
    { plans: { free: { planId: "free", planType: "solution-template", name: "Free" } } },
    ...["listing.description", "technicalConfiguration.package", "technicalConfiguration.version"].map((path) =>
      lacks(path, "plan free"),
    ),
  ],
  [
    "another plan that lacks something",
    { "plans.second": second({ "listing.description": undefined, "technicalConfiguration.version": undefined }) },
    ...["listing.description", "technicalConfiguration.version"].map((path) => lacks(path, "plan second")),
  ],
  [
    "a language without texts",
    { "offer.translations": { "de-de": { title: "Statusseite" } } },
    ...[...texts, "listing.privacyPolicyLink", ...contacts, "listing.supportLink"].map((path) =>
      offerLacks(path.replace("listing", "translations.de-de")),
    ),
  ],
  [
    "actions that are not named",
    { [`${tech}.customizeAllowedActions`]: true },
    lacks("technicalConfiguration.allowedCustomerActions"),
  ],
  [
    "what is set to nothing, also where nothing is submitted",
    {
      submission: undefined,
      "offer.properties.categories": {},
      "offer.previewAudience.subscriptions": [],
      "offer.listing.description": "",
      "offer.listing.summary": " ",
      "plans.standard.listing.description": "<p>&nbsp;</p>\n<!-- later --><ul><li> </li></ul>",
      [`${sale}.markets`]: [],
      [`${tech}.authorizations`]: [],
    },
    ...["listing.summary", "listing.description", "properties.categories", "previewAudience.subscriptions"].map(
      (path) => empty(path, "app"),
    ),
    ...["listing.description", "availability.markets", "technicalConfiguration.authorizations"].map((path) =>
      empty(path, "standard"),
    ),
  ],
];

const limits: Case[] = [
  [
    "19 meters",
    { [`${sale}.meters`]: meters(19) },
    /^warning: standard: availability\.meters has 19 meters; page azure-app-managed, 2022-08, allows 18, but other sources up to 30 \(docs\/limits\.md\)\. It may/,
  ],
  [
    "31 meters",
    { [`${sale}.meters`]: meters(31) },
    /^error: standard: availability\.meters has 31 meters; Partner Center allows at most 30 \(page azure-app-metered/,
  ],
  [
    "five videos",
    { "offer.listing.videos": [1, 2, 3, 4, 5].map(video) },
    /^warning: app: listing\.videos has 5 videos; page azure-app-offer-listing, 2022-03, allows 4, but other sources up to 5 \(/,
  ],
  [
    "six videos",
    { "offer.listing.videos": [1, 2, 3, 4, 5, 6].map(video) },
    /^error: app: listing\.videos has 6 videos; Partner Center allows at most 5 \(page plan-azure-application-offer/,
  ],
  [
    "a plan name of 60",
    { "plans.standard.name": "x".repeat(60) },
    /^warning: standard: name is 60 characters long; page azure-app-plans, 2021-06, allows 50, but other sources up to 2,000 \(docs/,
  ],
  [
    "a plan description of 2,500",
    { "plans.standard.listing.description": "x".repeat(2_500) },
    /^warning: standard: listing\.description is 2500 characters long; .* allows 2,000, but other sources up to 3,000 \(/,
  ],
  [
    "a plan description of 3,001",
    { "plans.standard.listing.description": "x".repeat(3_001) },
    /^error: standard: listing\.description is 3001 characters long; Partner Center allows at most 3000 \(a public/,
  ],
  [
    "an amendment without end",
    { "offer.properties.universalAmendment": "x".repeat(10_001) },
    /^warning: app: properties\.universalAmendment is 10001 characters long; .*, but other sources any number \(/,
  ],
];

const http = "http://contoso.example/page";
const audit = "/providers/Microsoft.Authorization/policyDefinitions/a6fb4358-5bf4-4ad7-ba82-2cd2f41ce5e9";
const government = {
  "plans.standard.setup.clouds": ["public-azure", "azure-government"],
  [`${tech}.governmentTenantId`]: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
  [`${tech}.governmentAuthorizations`]: [{ principalId: "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", role: "Owner" }],
};
const manyPlans = (count: number, more: (index: number) => Changes) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`p${i}`, changed(completePlan(`p${i}`, `Plan ${i}`), more(i))]),
  );
const privately: Changes = {
  "availability.visibility": "Private",
  "availability.privateAudience": { subscriptions: { "8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11": "Fabrikam" } },
};

const combinations: Case[] = [
  [
    "meters in Azure Government",
    { ...government, [`${sale}.meters`]: meters(1) },
    /^warning: standard: availability\.meters are not supported in Azure Government \(page azure-app-metered-billing, 2021/,
  ],
  [
    "the technical configuration of a plan of another type",
    {
      "plans.second": {
        planId: "second",
        planType: "solution-template",
        name: "Second",
        shares: "standard",
        listing: { description: "<p>Free.</p>" },
      },
    },
    /^error: Plan "second": property setup\.technicalConfigurationOf is a plan of the type managed-application/,
    /^warning: second: setup\.technicalConfigurationOf is being deprecated by Microsoft/,
  ],
  [
    "two plans of one name",
    { "plans.second": second({ name: "standard " }) },
    /^error: Plan "second": property name is the name of plan standard too; .* \(page azure-app-plans, 2021-06\)/,
  ],
  [
    "links without https",
    { "offer.listing.privacyPolicyLink": http, "offer.listing.links": { Guide: { url: http } } },
    /^error: app: listing\.privacyPolicyLink "http:.*" has to start with https:\/\/ \(page azure-app-offer-listing, 2022-03\)/,
    /^error: app: listing\.links\.Guide\.url "http:.*" has to start with https/,
  ],
  [
    "links for which no page asks for https",
    { "offer.listing.supportLink": http, "offer.listing.contacts.support.url": http },
  ],
  [
    "an emoji in the title",
    { "offer.listing.title": "Contoso 🚀 Status Page" },
    /^error: app: listing\.title has 🚀; a name cannot have emojis \(page plan-azure-application-offer, 2022-08\)/,
  ],
  ["signs that are no emojis", { "offer.listing.title": "Contoso® Status™ Page ©" }],
  [
    "actions without the switch",
    { [`${tech}.allowedCustomerActions`]: ["Microsoft.Compute/virtualMachines/restart/action"] },
    /^warning: standard: technicalConfiguration\.allowedCustomerActions has no effect without customizeAllowedActions/,
  ],
  [
    "Azure Government for a plan that is not sold there",
    {
      "plans.standard.setup": { clouds: ["azure-global"] },
      [`${tech}.governmentTenantId`]: "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
    },
    /^warning: standard: technicalConfiguration\.governmentTenantId has no effect without azure-government among setup\.clouds/,
  ],
  [
    "parameters of policies that are no JSON, and some that are",
    {
      [`${tech}.policies`]: {
        one: { definitionId: "/a/one", parameters: "{effect: 'Audit'}" },
        two: { definitionId: "/a/two", parameters: '{"effect":{"value":"Audit"}}' },
      },
    },
    /^warning: standard: technicalConfiguration\.policies\.one\.parameters is not the text of a JSON object/,
  ],
  [
    "one policy twice, and an audit for free",
    {
      [`${tech}.policies`]: {
        one: { definitionId: audit, sku: "free" },
        two: { definitionId: audit, sku: "Standard" },
      },
    },
    /^error: standard: technicalConfiguration\.policies\.one\.sku is "free"; a policy that audits .* needs Standard/,
    /^error: standard: technicalConfiguration\.policies\.two\.definitionId is the definition of policy "one" too/,
  ],
  [
    "HTML in plain texts",
    {
      "offer.listing.shortDescription": "<b>Fast</b> status page",
      "offer.listing.summary": "<i>Summary</i>",
      "plans.standard.listing.summary": "<b>One</b>",
    },
    /^warning: app: listing\.shortDescription has "<b>": this is plain text/,
    /^warning: app: listing\.summary has "<i>"/,
    /^warning: standard: listing\.summary has "<b>"/,
  ],
  ["an arrow and a sign in a plain text", { "offer.listing.summary": "From a < b to c > d, R&D" }],
  [
    "Markdown in descriptions",
    { "offer.listing.description": "# Status\n\n**Fast**", "plans.standard.listing.description": "- one\n- two" },
    /^warning: app: listing\.description has "\*\*Fast\*\*", which is Markdown: Partner Center takes HTML here/,
    /^warning: standard: listing\.description has "- one\\n- two", which is Markdown/,
  ],
  [
    "one meter that is two things",
    {
      [`${sale}.meters`]: meters(1),
      "plans.second": second({ "availability.meters": { m0: { ...meter, unitOfMeasure: "per 100 reports" } } }),
    },
    /^warning: second: availability\.meters\.m0 has another unitOfMeasure than in plan standard: the plans of an offer share/,
  ],
  [
    "an offer that is resold, with private plans only",
    { "offer.resale": { channel: "Enabled" }, "plans.standard": changed(completePlan(), privately) },
    /^warning: app: resale\.channel is "Enabled", but all plans are private, and .* \(CSP\) do not get private plans/,
  ],
  [
    "an offer that is resold, with a private plan beside a public one",
    { "offer.resale": { channel: "Enabled" }, "plans.second": second(privately) },
  ],
  [
    "private plans of an offer that is not resold",
    { "offer.resale": { channel: "Disabled" }, "plans.standard": changed(completePlan(), privately) },
  ],
  [
    "101 plans, of which 46 are private",
    { plans: manyPlans(101, (index) => (index < 46 ? privately : {})) },
    /^error: Plan "p100": property planId has 101 plans; Partner Center allows at most 100 \(page plan-azure-app-managed/,
    /^error: Plan "p45": property availability\.visibility has 46 private plans; Partner Center allows at most 45/,
  ],
  [
    "31 meters in two plans",
    {
      [`${sale}.meters`]: meters(18),
      "plans.second": second({
        "availability.meters": Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`n${i}`, meter])),
      }),
    },
    /^error: Plan "second": property availability\.meters has 31 meters in all its plans; Partner Center allows at most 30/,
  ],
];

const slips: Case[] = [
  [
    "a property in the wrong place",
    { "plans.standard.monthlyPrice": 49 },
    /^error: standard: monthlyPrice is not a property of this resource; .* it belongs to availability\.monthlyPrice$/,
  ],
  [
    "properties at the other resource, and in a block that they stand beside",
    { "offer.markets": ["US"], "plans.standard.categories": {}, "offer.listing.translations": {} },
    /^error: app: markets is not a property of this resource; .* it belongs to availability\.markets of a Plan$/,
    /^error: app: listing\.translations is not .* it belongs to translations$/,
    /^error: standard: categories is not .* it belongs to properties\.categories of an Offer$/,
  ],
  [
    "misspelt properties, at any depth",
    { "offer.listing.contacts.suport": {}, [`${tech}.authorisations`]: [] },
    /^error: app: listing\.contacts\.suport is not a property of this resource; check its spelling: did you mean support\?$/,
    /^error: standard: technicalConfiguration\.authorisations is not .*: did you mean authorizations\?$/,
  ],
  [
    "one plan instead of a list",
    { "submission.plan": "standard" },
    /^error: preview: plan is not a property of this resource; check its spelling: did you mean plans\?$/,
  ],
  [
    "the name of a category, and one that nobody knows",
    { "offer.properties.categories": { "Developer Tools": [], "developer-tool": [] } },
    /^error: app: properties\.categories\["Developer Tools"\] "Developer Tools" is not the id of .*did you mean developer-tools-azure-apps\?$/,
    /^warning: app: properties\.categories\.developer-tool "developer-tool" is not among .*did you mean developer-tools-azure-apps\?$/,
  ],
  [
    "a subcategory of another category",
    { "offer.properties.categories": { web: ["scripts"] } },
    /^warning: app: properties\.categories\.web\[0\] "scripts" is not among the subcategories of web that are known/,
  ],
  [
    "markets and a currency by other names",
    { [`${sale}.markets`]: ["UK", "germany", "USA", "EU", "DE"], [`${sale}.monthlyPrices`]: { DE: price("Euro") } },
    /^error: standard: availability\.markets\[0\] "UK" is not a market of the marketplace; did you mean GB\?/,
    /^error: standard: availability\.markets\[1\] "germany" .*; did you mean DE\?/,
    /^error: standard: availability\.markets\[2\] "USA" .*; did you mean US\?/,
    /^error: standard: availability\.markets\[3\] "EU" .*; use one of its 141 two-letter codes, such as US, DE or JP$/,
    /^error: standard: availability\.monthlyPrices\.DE\.currency "Euro" is not a currency; did you mean EUR\?/,
  ],
  [
    "languages by other names",
    { submission: undefined, "offer.translations": { "en-uk": {}, German: {} } },
    /^error: app: translations\.German "German" is not a language code; .* such as de-de/,
    /^warning: app: translations\.en-uk is commonly written en-gb/,
  ],
  [
    "a folder as Windows writes it",
    { "offer.listing.logos.large": "logos\\large.png" },
    /^error: app: listing\.logos\.large .* does not exist .* Write \/ between folders/,
  ],
];

const groups: Readonly<Record<string, readonly Case[]>> = { complete, incomplete, limits, combinations, slips };

function changed<T extends object>(program: T, changes: Changes): T {
  for (const [path, value] of Object.entries(changes)) setPath(program as Record<string, unknown>, path, value);
  return program;
}

for (const [group, cases] of Object.entries(groups)) {
  describe(`a first preview tells all there is to tell, ${group}`, () => {
    for (const [what, changes, ...told] of cases) {
      it(what, async () => {
        const program: Declarations = changed(completeProgram(), changes);
        const lines = await offlinePreview(() => declare(program));
        const left = [...lines];
        for (const expected of told) {
          const index = left.findIndex((line) => expected.test(line));
          assert.ok(index >= 0, `${expected} is not among\n${lines.join("\n")}`);
          left.splice(index, 1);
        }
        assert.deepEqual(left, []);
      });
    }
  });
}
