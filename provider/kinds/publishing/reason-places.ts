// Where in a program the finding of a validation belongs. The service names its own modules, in texts that are not
// documented (API reference §7 #51); so this reads words, and says nothing when it cannot tell.
import type { ValidationItem, Variant } from "../../partner-center/schemas/resources.js";

export type Words = readonly (readonly [word: RegExp, property: string])[];

/** What a finding is about, in a listing; the first word that fits decides. */
export const listingWords: Words = [
  [/screenshot/i, ".screenshots"],
  [/logo|image|picture/i, ".logos"],
  [/short\s*description/i, ".shortDescription"],
  [/description/i, ".description"],
  [/summary/i, ".summary"],
  [/keyword/i, ".keywords"],
  [/privacy/i, ".privacyPolicyLink"],
  [/contact|phone|e-?mail/i, ".contacts"],
  [/support/i, ".supportLink"],
  [/title|\bname\b/i, ".title"],
];

export const propertyWords: Words = [
  [/categor/i, ".categories"],
  [/contract/i, ".standardContract"],
  [/terms/i, ".termsOfUse"],
  [/version/i, ".version"],
];

const availabilityWords: Words = [
  [/pric/i, ".monthlyPrice"],
  [/market/i, ".markets"],
  [/audience|tenant|subscription/i, ".privateAudience"],
  [/visib/i, ".visibility"],
];

const configurationWords: Words = [
  [/version/i, ".version"],
  [/authori[sz]ation|principal/i, ".authorizations"],
  [/tenant/i, ".tenantId"],
  [/polic/i, ".policies"],
  [/package|template|\.zip/i, ".package"],
];

export interface Block {
  /** Of the module that the finding names. */
  readonly module: RegExp;
  readonly property: string;
  readonly words: Words;
}

const offerBlocks: readonly Block[] = [
  { module: /listing|image|asset|video/i, property: "listing", words: listingWords },
  { module: /availability|audience/i, property: "previewAudience", words: [] },
  { module: /propert/i, property: "properties", words: propertyWords },
  { module: /resell/i, property: "resale", words: [] },
];

const planBlocks: readonly Block[] = [
  { module: /listing/i, property: "listing", words: listingWords },
  { module: /availability|pric|market/i, property: "availability", words: availabilityWords },
  { module: /package|configuration/i, property: "technicalConfiguration", words: configurationWords },
];

/** The blocks of an offer and of a plan; the first that fits decides. */
export interface Blocks {
  readonly offer: readonly Block[];
  readonly plan: readonly Block[];
  /** Findings name no module at times, and are known by their words then. */
  readonly isByMessage?: true;
}

const applicationBlocks: Blocks = { offer: offerBlocks, plan: planBlocks };

/**
 * The resource and the property of the program, such as `plan gold, technicalConfiguration.package`; undefined when the
 * finding does not tell.
 *
 * @param offer In words, such as `offer contoso-app`. @param all Those of an Azure application by default.
 */
export function placeOf(
  finding: ValidationItem,
  offer: string,
  plans: readonly Variant[],
  all: Blocks = applicationBlocks,
): string | undefined {
  const { resource = "", errorCode = "", message = "" } = finding;
  const plan = planOf(`${resource} ${message}`, plans);
  const owner = plan === undefined ? offer : `plan ${plan.externalID ?? plan.id}`;
  const blocks = plan === undefined ? all.offer : all.plan;
  const told = [resource, errorCode, ...(all.isByMessage ? [message] : [])];
  const block = told.map((text) => blocks.find(({ module }) => module.test(text))).find((found) => found !== undefined);
  if (block === undefined) return plan === undefined ? undefined : owner;
  const field = block.words.find(([word]) => word.test(message))?.[1] ?? "";
  return `${owner}, ${block.property}${field}`;
}

/** By the variant's id anywhere in the text, or by the plan id after the word plan. */
function planOf(text: string, plans: readonly Variant[]): Variant | undefined {
  const lower = text.toLowerCase();
  const named = /\b(?:plan|variant|sku)\s+["'`]?([a-z0-9][a-z0-9_-]*)/gi;
  const names = [...text.matchAll(named)].map(([, name = ""]) => name.toLowerCase());
  return (
    plans.find(({ id }) => lower.includes(id.toLowerCase())) ??
    plans.find(({ externalID }) => externalID !== undefined && names.includes(externalID.toLowerCase()))
  );
}
