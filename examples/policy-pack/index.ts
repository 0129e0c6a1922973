// What a publisher may want to be sure of before an offer changes: prices that somebody has approved, no going live on
// a Friday, and a description in each language in which the offer is sold.
import { PolicyPack, type PolicyResource, type ReportViolation, type StackValidationArgs } from "@pulumi/policy";

type Properties = Record<string, unknown>;

/** The resources of a kind, whether they are dynamic ones or the plugin's. */
function ofKind(kind: string, { resources }: Pick<StackValidationArgs, "resources">): PolicyResource[] {
  return resources.filter(({ type }) => /\bpartnercenter:/.test(type) && type.endsWith(`:${kind}`));
}

function asObject(value: unknown): Properties {
  return typeof value === "object" && value !== null ? (value as Properties) : {};
}

const priceKeys = ["monthlyPrice", "monthlyPrices", "annualPrice", "annualPrices"];

/** What a plan costs, as one text: keys in order, what is not set left out. */
function pricesOf(availability: unknown): string {
  const given = Object.entries(asObject(availability)).filter(([key]) => priceKeys.includes(key));
  return ordered(Object.fromEntries(given));
}

function ordered(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${ordered(inner)}`).join(",")}}`;
}

/** Approved prices stand in the configuration of the pack, which another person reviews. */
function approvedPricesOnly(args: StackValidationArgs, report: ReportViolation): void {
  const approved = asObject(args.getConfig<Properties>().approved);
  for (const plan of ofKind("Plan", args)) {
    const planId = String(plan.props.planId);
    const wanted = pricesOf(plan.props.availability);
    if (wanted === "{}" || wanted === pricesOf(approved[planId])) continue;
    report(
      `plan ${planId}: the prices ${wanted} are not approved; approved are ${pricesOf(approved[planId])}`,
      plan.urn,
    );
  }
}

/** A release that is about to happen: what is live already has the id of the submission that the program names. */
function isAboutToGoLive({ props }: PolicyResource): boolean {
  try {
    return props.submissionId !== props.submission;
  } catch {
    return true; // not known before it is submitted
  }
}

function noReleaseOn(args: StackValidationArgs, report: ReportViolation): void {
  const { days, timeZone } = args.getConfig<{ days: string[]; timeZone: string }>();
  const today = new Date().toLocaleDateString("en-US", { weekday: "long", timeZone });
  if (!days.includes(today)) return;
  for (const release of ofKind("Release", args).filter(isAboutToGoLive)) {
    report(`nothing goes live on a ${today}: run this again on another day`, release.urn);
  }
}

/** Languages are those of the offer's translations; English is the listing itself. */
function describedInEachLanguage(args: StackValidationArgs, report: ReportViolation): void {
  for (const offer of ofKind("Offer", args)) {
    const languages = Object.keys(asObject(offer.props.translations));
    const plans = ofKind("Plan", args).filter(({ propertyDependencies }) =>
      propertyDependencies.offer?.some(({ urn }) => urn === offer.urn),
    );
    for (const resource of [offer, ...plans]) {
      const { listing, translations } = resource.props;
      for (const [language, texts] of [
        ["en-us", listing],
        ...languages.map((code): [string, unknown] => [code, asObject(translations)[code]]),
      ]) {
        const { description } = asObject(texts);
        if (typeof description !== "string" || description.trim() === "") {
          report(`${resource.name} has no description in ${language}, in which the offer is sold`, resource.urn);
        }
      }
    }
  }
}

new PolicyPack("marketplace", {
  policies: [
    {
      name: "approved-prices",
      description:
        "Prices are those that the configuration of this pack approves: published ones cannot be taken back.",
      enforcementLevel: "mandatory",
      configSchema: { properties: { approved: { type: "object", default: {} } } },
      validateStack: approvedPricesOnly,
    },
    {
      name: "no-release-on-fridays",
      description: "Nothing goes live right before a weekend, when nobody looks.",
      enforcementLevel: "mandatory",
      configSchema: {
        properties: {
          days: { type: "array", items: { type: "string" }, default: ["Friday"] },
          timeZone: { type: "string", default: "UTC" },
        },
      },
      validateStack: noReleaseOn,
    },
    {
      name: "described-in-each-language",
      description: "The offer and its plans have a description in each language in which the offer is sold.",
      enforcementLevel: "mandatory",
      validateStack: describedInEachLanguage,
    },
  ],
});
