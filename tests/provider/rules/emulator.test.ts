/**
 * The emulator's content rules are of its own making. Here they meet the tables: what a program says is written as the
 * service has it, and what one of them refuses, the other does as well.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { offerDraftPages } from "../../../provider/kinds/offer/pages.js";
import { planDraftPages } from "../../../provider/kinds/plan/pages.js";
import type { DraftPart } from "../../../provider/pages/draft-page.js";
import { lacking } from "../../../provider/rules/completeness.js";
import { countedLimits, limits, mostOf } from "../../../provider/rules/limits.js";
import { requirements } from "../../../provider/rules/requirements.js";
import { getPath, type Properties, setPath } from "../../../provider/values/properties.js";
import { emulatorFolder } from "../../emulator/command/command.js";
import { completePlan, completeProgram } from "../../sdk/offer-program.js";

interface Problem {
  readonly errorCode: string;
  readonly message: string;
}

const { contentProblems } = require(join(emulatorFolder, "dist", "content-checks", "content-checks.js")) as {
  contentProblems(product: object, submitted: object, live: undefined, switches: object): Problem[];
};

const kinds: Readonly<Record<string, string>> = {
  Property: "property",
  Listing: "listing",
  ProductAvailability: "productAvailability",
  FeatureAvailability: "featureAvailability",
  PackageConfiguration: "packageConfiguration",
};

/** What the service has before anything is written, as far as a rule looks at it. */
const firstDrafts: Readonly<Record<string, Properties>> = {
  Listing: { title: "A title" },
  PackageConfiguration: { publisherManagementMode: "Managed" },
};

/** The drafts of pages as the service has them once the program was written. */
function drafts(pages: readonly DraftPart[], inputs: Properties) {
  return pages.map(({ kind, fields }) => {
    const body: Properties = { ...firstDrafts[kind] };
    for (const field of fields) {
      const value = field.spread === undefined ? getPath(inputs, field.path) : field.spread.gather(inputs);
      if (value !== undefined) field.write(body, value, { name: "A title" });
    }
    return { kind: kinds[kind], body };
  });
}

const logo = { kind: "images", body: { type: "AzureLogoLarge" }, committed: true };

/** What the emulator finds in what the program says. */
function problems(offer: Properties, plan: Properties | undefined): Problem[] {
  const media = getPath(offer, "listing.logos.large") === undefined ? [] : [logo];
  const clouds = getPath(plan ?? {}, "setup.clouds") ?? ["public-azure"];
  const certificates = Object.keys((getPath(plan ?? {}, "setup.governmentCertifications") as object | undefined) ?? {});
  const body = {
    externalID: "standard",
    subType: plan?.planType,
    cloudAvailabilities: clouds,
    certificationsAzureGovernment: certificates,
  };
  const snapshot = [
    { variantId: undefined, drafts: drafts(offerDraftPages, offer), media },
    ...(plan === undefined ? [] : [{ variantId: "v", drafts: drafts(planDraftPages, plan), media: [] }]),
  ];
  const variants = plan === undefined ? [] : [{ id: "v", body }];
  const switches = { versionsMustGrow: true, portalRequirements: true };
  const product = { body: { resourceType: "AzureApplication" } };
  return contentProblems(product, { snapshot, variants }, undefined, switches);
}

function complete(): { offer: Properties; plan: Properties } {
  const plan = completePlan();
  plan.technicalConfiguration.package = "a-package";
  return { offer: completeProgram().offer, plan };
}

/** Makes a requirement hold that does not for most plans. */
const conditions: Readonly<Record<string, (plan: Properties) => void>> = {
  "technicalConfiguration.governmentTenantId": (plan) => {
    setPath(plan, "setup.clouds", ["public-azure", "azure-government"]);
    setPath(plan, "technicalConfiguration.governmentAuthorizations", [{ principalId: "p", role: "Owner" }]);
  },
  "technicalConfiguration.governmentAuthorizations": (plan) => {
    setPath(plan, "setup.clouds", ["public-azure", "azure-government"]);
    setPath(plan, "technicalConfiguration.governmentTenantId", "t");
  },
  "technicalConfiguration.allowedCustomerActions": (plan) =>
    setPath(plan, "technicalConfiguration.customizeAllowedActions", true),
};

/** Not in the emulator: a plan without clouds is refused by its schema of the API. */
const notThere = ["setup.clouds"];

describe("the requirements and the emulator's content rules", () => {
  const codes = new Set<string>();

  it("have nothing to say of a complete program", () => {
    const { offer, plan } = complete();
    assert.deepEqual(problems(offer, plan), []);
    assert.deepEqual(lacking("Plan", plan), []);
  });

  for (const { of, paths } of requirements.filter(({ paths: [property] }) => !notThere.includes(property))) {
    const [property] = paths;
    it(`both ask an ${of} for ${property}, and for nothing else then`, () => {
      const { offer, plan } = complete();
      conditions[property]?.(plan);
      const inputs: Properties = of === "Offer" ? offer : plan;
      for (const path of paths) setPath(inputs, path, undefined);
      const found = problems(offer, property === "plans" ? undefined : plan);
      assert.equal(found.length, 1, JSON.stringify(found));
      codes.add(String(found[0]?.errorCode));
      const own = lacking(of, of === "Offer" ? { ...inputs, plans: property === "plans" ? [] : ["one"] } : inputs);
      assert.deepEqual(
        own.map((lack) => lack.property),
        [property],
      );
    });
  }

  it("are about the same things", () => {
    const { contentRules } = require(join(emulatorFolder, "dist", "content-checks", "content-rules.js")) as {
      contentRules: Problem[];
    };
    const asked = contentRules.map(({ errorCode }) => errorCode).filter((code) => /Missing$/.test(code));
    assert.deepEqual(asked.filter((code) => !codes.has(code)).sort(), []);
  });
});

/** What the emulator does not count, or counts by files that are there. */
const uncounted = [
  ...["listing.screenshots", "listing.videos", "listing.documents", "listing.links.(key)"],
  ...["properties.universalAmendment", "properties.customAmendments.*.terms", "previewAudience.emails", "name"],
  "technicalConfiguration.policies.(key)",
];

/** So many of what a limit counts. */
function many(property: string, unit: string, count: number): unknown {
  if (unit === "characters") return "x".repeat(count);
  const keys = Array.from({ length: count }, (_, index) => `n${index}`);
  const isList =
    /keywords|subcategories|subscriptions|authorizations/.test(unit) && !property.includes("privateAudience");
  if (isList && unit === "authorizations") return keys.map((principalId) => ({ principalId, role: "Owner" }));
  if (isList) return keys;
  const value = property.endsWith("categories") ? [] : { terms: "t", tenants: {} };
  return Object.fromEntries(keys.map((key) => [key, value]));
}

describe("the limits and the emulator's content rules", () => {
  const { privateSubscriptions, privateTenants } = countedLimits;
  const counted = limits.filter(({ property }) => !uncounted.includes(property));
  for (const limit of [...counted, privateSubscriptions, privateTenants]) {
    it(`take as much of ${limit.of}'s ${limit.property}, and no more`, () => {
      const most = mostOf(limit);
      const found = [most, most + 1].map((count) => {
        const { offer, plan } = complete();
        const value = many(limit.property, limit.unit, count);
        const inner = limit.property.replace(".*", ".web");
        const inputs: Properties = limit.of === "Offer" ? offer : plan;
        if (limit.property.endsWith("tenants")) setPath(inputs, "properties.customAmendments.web.terms", "t");
        if (limit.property.endsWith("termsOfUse")) setPath(inputs, "properties.standardContract", undefined);
        setPath(inputs, inner, value);
        return problems(offer, plan).length;
      });
      assert.deepEqual(found, [0, 1]);
    });
  }
});
