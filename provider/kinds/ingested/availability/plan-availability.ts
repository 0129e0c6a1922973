// The Pricing and availability page of a plan, but for its prices: where and to whom it is sold (Product Ingestion API
// §11.9).
import { z } from "zod";
import type { Field } from "../../../fields/field.js";
import { type KeyedList, readKeyed, writeKeyed } from "../../../fields/keyed-list.js";
import { resourcePage } from "../../../tree-pages/resource-page.js";
import { type Findings, known } from "../../../values/findings.js";
import { asObject, getPath, isEmpty, isObject, objectsIn, type Properties } from "../../../values/properties.js";
import type { Inputs } from "../../../values/versions.js";
import { lowerCaseIds } from "../../shared/audience-members.js";
import { caselessRecord, guid } from "../../shared/formats.js";
import { canonicalCodes, checkMarkets, codesIn, marketSelection } from "../../shared/market-selection.js";
import { marketGroups } from "../../shared/markets.js";
import { lockOf } from "../../shared/publication-locks.js";
import { withLiveAudience } from "./private-audience.js";

const ids = (what: string) => caselessRecord(guid(what), z.string()).optional();

/** Who may buy a private plan, by the kinds of members that there are. */
export const audienceMembers = {
  subscriptions: ids("an Azure subscription id"),
  tenants: ids("a tenant id"),
};

/** The words of the API for all markets of a kind. */
const allMarkets: Readonly<Record<string, readonly string[]>> = {
  allMarkets: marketGroups.all,
  allTaxRemittedMarkets: marketGroups.taxRemitted,
};

/** The API has small letters, and words for all markets of a kind, which go without a list. */
const marketsField: Field = {
  path: "availability.markets",
  wire: ["markets", "customerMarkets"],
  spread: marketSelection,
  canonical: canonicalCodes,
  read: ({ markets, customerMarkets }) => allMarkets[String(customerMarkets)] ?? codesIn(markets),
  write: (body, value) => {
    delete body.customerMarkets;
    body.markets = codesIn(value).map((code) => code.toLowerCase());
  },
};

/** Members of one kind; a private plan may have both. */
function audienceField(kind: keyof typeof audienceMembers, type: string): Field {
  const isOne = (member: Properties) => member.type === type;
  const members: KeyedList = {
    key: "id",
    ignoresCase: true,
    fromEntry: ({ label }) => label ?? "",
    // Many have none.
    toEntry: (label, old) => ({ ...old, type, ...(label === "" && old.label === undefined ? {} : { label }) }),
  };
  return {
    path: `availability.privateAudience.${kind}`,
    wire: ["privateAudiences"],
    canonical: (value) => (isObject(value) ? lowerCaseIds(value) : value),
    read: (body) => lowerCaseIds(readKeyed(members, objectsIn(body.privateAudiences).filter(isOne))),
    write: (body, value) => {
      const all = objectsIn(body.privateAudiences);
      const wanted = writeKeyed(members, all.filter(isOne), lowerCaseIds(value));
      body.privateAudiences = [...all.filter((member) => !isOne(member)), ...wanted];
    },
  };
}

const baseFields: readonly Field[] = [
  {
    path: "availability.visibility",
    wire: ["audience"],
    initial: () => "Public",
    read: ({ audience }) => (audience === "private" ? "Private" : "Public"),
    write: (body, value) => {
      body.audience = value === "Private" ? "private" : "public";
    },
    ...lockOf("availability.visibility"),
  },
  {
    path: "availability.hidden",
    wire: ["visibility"],
    initial: () => false,
    read: ({ visibility }) => visibility === "hidden",
    write: (body, value) => {
      body.visibility = value === true ? "hidden" : "visible";
    },
  },
  marketsField,
];

/** Whether a private plan has an audience, and only such a one. Values that are not known yet count as one. */
function checkAudience(inputs: Inputs, findings: Findings): void {
  const visibility = known(inputs, "availability.visibility");
  const audience = getPath(inputs, "availability.privateAudience");
  const isNobody = isObject(audience) && Object.values(audience).every(isEmpty);
  if (visibility === "Private" && (audience === undefined || isNobody)) {
    findings.add("availability.privateAudience", "is required for a Private plan: say who may buy it");
  }
  if (audience !== undefined && !isNobody && visibility !== "Private" && isObject(inputs.availability)) {
    if (visibility === "Public" || asObject(inputs.availability).visibility === undefined) {
      findings.add("availability.privateAudience", 'is only for visibility "Private"');
    }
  }
}

/** What only plans of some types have on this page. */
interface OfAType {
  /** Prices, trials and the like. */
  readonly fields: readonly Field[];
  /** Which kinds of members a private audience may have. */
  readonly members: readonly (keyof typeof audienceMembers)[];
  check(inputs: Inputs, findings: Findings): void;
}

/** The Pricing and availability page. */
export function planAvailabilityPage({ fields, members, check }: OfAType) {
  const types = { subscriptions: "subscription", tenants: "tenant" };
  const page = resourcePage({
    key: "availability",
    what: "Its pricing and availability",
    type: "price-and-availability-plan",
    fields: [...baseFields, ...members.map((kind) => audienceField(kind, types[kind])), ...fields],
    fresh: () => ({ visibility: "visible", audience: "public" }),
    check(inputs, findings) {
      checkAudience(inputs, findings);
      checkMarkets(inputs, findings);
      check(inputs, findings);
    },
  });
  return withLiveAudience(page);
}
