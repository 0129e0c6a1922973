// What is wrong with a plan that can be known offline and takes more than one property to see. Microsoft's pages are named
// where they say so; what is assumed is a warning.

import { changedPaths } from "../../fields/field.js";
import { valueIn } from "../../fields/spread.js";
import { type Findings, known } from "../../values/findings.js";
import { asObject, getPath, isEmpty, isObject, type Properties } from "../../values/properties.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import { audienceFields, availabilityPart } from "./availability.js";
import { selectedMarkets } from "./markets.js";
import { checkMeters, checkPrices } from "./price-checks.js";
import { technicalConfigurationPart } from "./technical-configuration.js";

/** Of the availability, what a solution template has too (page azure-app-solution). Markets it has none, which is a warning. */
const ofEveryPlan = /^availability\.(visibility|hidden|markets|stopSelling|privateAudience\..*)$/;

/** What only a managed application has (API reference §3.15, §4.7). */
const managedOnly = [...availabilityPart.fields, ...technicalConfigurationPart.fields]
  .map(({ path }) => path)
  .filter((path) => !ofEveryPlan.test(path) && !/^technicalConfiguration\.(version|package)$/.test(path));

/** Something is set there for certain: what is not known yet may turn out to be nothing. */
function isSet(inputs: Properties, path: string): boolean {
  return ![undefined, unknownMarker].includes(getPath(inputs, path) as string | undefined);
}

function checkPlanType(inputs: Properties, findings: Findings): void {
  const planType = known(inputs, "planType");
  if (planType === "solution-template") {
    for (const path of managedOnly.filter((candidate) => isSet(inputs, candidate))) {
      findings.add(path, "is only for a managed application; a solution template has no such setting");
    }
    for (const path of ["markets", "marketGroups", "stopSelling"].map((key) => `availability.${key}`)) {
      if (isSet(inputs, path)) {
        findings.warn(
          path,
          "is for managed applications; Partner Center has no markets for a solution template (page azure-app-plans)",
        );
      }
    }
  }
  if (planType === "managed-application" && known(inputs, "availability.hidden") === true) {
    findings.warn("availability.hidden", "is documented for solution templates only (page azure-app-solution)");
  }
}

/** Values that are not known yet count as an audience. */
function hasAudience(audience: Properties | undefined, inputs: Properties): boolean {
  if (audience === undefined) return getPath(inputs, "availability.privateAudience") !== undefined;
  return ["subscriptions", "tenants", "csv"].some((key) => !isEmpty(audience[key]));
}

/** How many members a private audience may have (API reference §6.4). */
export const audienceLimit = 10_000;

/** The members that the program lists and those of its file. `inputs`: with those of the file. */
function checkAudience(inputs: Properties, findings: Findings): void {
  const audience = known<Properties>(inputs, "availability.privateAudience");
  const visibility = known(inputs, "availability.visibility");
  if (visibility === "Private" && inputs.availability && !hasAudience(audience, inputs)) {
    findings.add(
      "availability.privateAudience",
      "is required for a Private plan: give subscriptions, tenants or a csv file",
    );
  }
  const count = audienceFields
    .map((field) => valueIn(field, inputs))
    .reduce((total: number, members) => total + (isObject(members) ? Object.keys(members).length : 0), 0);
  if (count > audienceLimit) {
    findings.add("availability.privateAudience", `has ${count} members; Partner Center takes at most ${audienceLimit}`);
  }
  if (audience !== undefined && visibility === "Public") {
    findings.add("availability.privateAudience", 'is only for visibility "Private"');
  }
}

function codes(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((code) => typeof code === "string").map((code) => code.toUpperCase()) : [];
}

/** The markets that a program selects; undefined when it selects none, or when that is not known yet. */
function knownMarkets(inputs: Properties): string[] | undefined {
  const { markets, marketGroups, excludedMarkets } = asObject(inputs.availability);
  if (hasUnknown([markets, marketGroups, excludedMarkets])) return undefined;
  if (!Array.isArray(markets) && !Array.isArray(marketGroups)) return undefined;
  const groups = Array.isArray(marketGroups) ? marketGroups.map(String) : [];
  const listed = codes(markets);
  const excluded = codes(excludedMarkets).filter((code) => !listed.includes(code)); // otherwise it has a finding
  return selectedMarkets(listed, groups, excluded);
}

/** The markets that can have a price: also where selling has stopped, since a published price cannot be taken away. */
function pricedMarkets(inputs: Properties): string[] | undefined {
  const stopped = getPath(inputs, "availability.stopSelling");
  const selected = knownMarkets(inputs);
  return selected === undefined || hasUnknown(stopped) ? undefined : [...selected, ...codes(stopped)];
}

function checkMarkets(inputs: Properties, findings: Findings): void {
  const at = (key: string) => `availability.${key}`;
  if (
    isSet(inputs, at("excludedMarkets")) &&
    ["markets", "marketGroups"].every((key) => getPath(inputs, at(key)) === undefined)
  ) {
    findings.add(at("excludedMarkets"), "excludes markets from nothing; set markets or marketGroups");
  }
  const listed = codes(known(inputs, at("markets")));
  codes(known(inputs, at("excludedMarkets"))).forEach((code, index) => {
    if (listed.includes(code)) {
      findings.add(
        `${at("excludedMarkets")}[${index}]`,
        `excludes ${code}, which is among \`markets\`. Choose one of the two`,
      );
    }
  });
  const selected = knownMarkets(inputs) ?? [];
  codes(known(inputs, at("stopSelling"))).forEach((code, index) => {
    if (selected.includes(code)) {
      findings.add(
        `${at("stopSelling")}[${index}]`,
        `stops selling in ${code}, which is among the markets. Choose one of the two`,
      );
    }
  });
}

function checkTrial(inputs: Properties, findings: Findings): void {
  const trial = known<Properties>(inputs, "availability.trial");
  if (trial === undefined) return;
  const hasTrial = trial.type !== undefined && trial.type !== "NoTrial";
  const isTimed = trial.type === "TimedAccess" || trial.type === "TimedUsage";
  for (const key of ["durationType", "duration"]) {
    const path = `availability.trial.${key}`;
    if (isTimed && trial[key] === undefined) findings.add(path, `is required for a trial of type ${trial.type}`);
    if (trial.type !== undefined && !isTimed && trial[key] !== undefined) {
      findings.add(path, `has no meaning for a trial of type ${String(trial.type)}`);
    }
  }
  if (!hasTrial) return;
  findings.warn(
    "availability.trial",
    "is a value of the API; Partner Center's pages offer free trials for virtual machines and SaaS only, and for no plan with meters (page plans-pricing)",
  );
}

function checkSetup(inputs: Properties, findings: Findings): void {
  const base = known<string>(inputs, "setup.technicalConfigurationOf");
  if (typeof base === "string" && base !== "") {
    if (isSet(inputs, "technicalConfiguration")) {
      findings.add(
        "technicalConfiguration",
        "is that of another plan (setup.technicalConfigurationOf), so it cannot be set here. Choose one of the two",
      );
    }
    const offer = known(inputs, "offer");
    const [product, variant] = base.split("/");
    if (variant !== undefined && typeof offer === "string" && product?.toLowerCase() !== offer.toLowerCase()) {
      findings.add("setup.technicalConfigurationOf", "is a plan of another offer; only plans of one offer share it");
    }
  }
  if (known(inputs, "setup.state") === "Inactive") {
    findings.warn("setup.state", "is a value of the API of which no page says what it does to a plan");
  }
}

/** Everything that `derive` looks at in a plan's inputs beside single properties. `inputs`: with the members of its audience file. */
export function checkPlan(inputs: Properties, findings: Findings): void {
  checkPlanType(inputs, findings);
  checkSetup(inputs, findings);
  checkAudience(inputs, findings);
  checkMarkets(inputs, findings);
  checkPrices(inputs, pricedMarkets(inputs), findings);
  checkMeters(inputs, findings);
  checkTrial(inputs, findings);
}

function parts(version: string): number[] {
  return version.split(".").map(Number);
}

/** Below zero when the first version is lower; versions have three parts. */
function compareVersions(one: string, other: string): number {
  const difference = parts(one).map((part, index) => part - (parts(other)[index] ?? 0));
  return difference.find((value) => value !== 0) ?? 0;
}

/**
 * Why the version of a technical configuration does not grow although it has to: with each publication of a change of that
 * page (pages azure-app-managed and azure-app-solution). Undefined when it does, or when nothing has changed.
 */
export function staleVersion(before: Properties, inputs: Properties): string | undefined {
  const path = "technicalConfiguration.version";
  const [was, is] = [known<string>(before, path), known<string>(inputs, path)];
  if (was === undefined || is === undefined) return undefined;
  const order = compareVersions(is, was);
  if (order < 0) return `goes back from ${was} to ${is}`;
  const changed = changedPaths(technicalConfigurationPart.fields, before, inputs).filter((it) => it !== path);
  return order > 0 || changed.length === 0 ? undefined : `stays at ${is}, although ${changed.join(", ")} changed`;
}
