// A plan of an Azure application: the plan itself, its listing, pricing and availability, technical configuration.
import { z } from "zod";
import { refuseDifferences, refuseTouchedParts, surveyFields, surveyParts } from "../adoption.js";
import { contentHash } from "../content-hash.js";
import { type DraftTarget, observeDraft, seenInDrafts, syncDraft } from "../drafts.js";
import { ExistsError, NotPossibleError } from "../errors.js";
import { type Compared, changedPaths, content, differences, type Guard, merge, show, takeManaged } from "../fields.js";
import { known } from "../findings.js";
import { checkDescription } from "../html-check.js";
import type { Context, Kind } from "../kind.js";
import {
  comparedTranslations,
  languageParts,
  observeListings,
  refuseSameLanguage,
  refuseTouchedLanguages,
  surveyLanguages,
  syncLanguages,
} from "../languages.js";
import { ConflictError, NotFoundError } from "../partner-center/errors.js";
import type { Variant } from "../partner-center/schemas.js";
import { getPath, isEmpty, isObject, type Properties, setPath } from "../properties.js";
import { publicationOf } from "../publication-locks.js";
import { unknownMarker } from "../unknown.js";
import {
  adoption,
  chosenId,
  guid,
  isGuid,
  languageMap,
  limitedText,
  offerReference,
  threePartVersion,
} from "./formats.js";
import { isCurrency, isMarket } from "./markets.js";
import { planListingFields, planListingPart, planParts, variantFields } from "./plan-fields.js";

const market = z.string().refine(isMarket, {
  error: (issue) =>
    `"${String(issue.input)}" is not a market of the marketplace; use one of its 141 two-letter codes, such as US, DE or JP`,
});

const amount = z
  .number({ error: "must be a number" })
  .min(0, { error: (issue) => `is ${String(issue.input)}; a price cannot be below zero` });

const authorization = z.strictObject({
  principalId: guid("the object id of a user, group or application"),
  role: z.string().refine((role) => ["owner", "contributor"].includes(role.toLowerCase()) || isGuid(role), {
    error: (issue) => `"${String(issue.input)}" is neither Owner, Contributor nor the GUID of a built-in role`,
  }),
});

/** What a program says of the Plan listing page in one language. */
const planListing = z.strictObject({
  title: limitedText(100).optional(),
  summary: limitedText(100).optional(),
  description: limitedText(2_000).optional(),
});

/** The inputs of a plan, as they cross the border to the engine. */
export const planInputs = z.strictObject({
  offer: offerReference(),
  planId: chosenId("plan id").meta({ replaces: true }),
  planType: z
    .enum(["managed-application", "solution-template"], {
      error: 'must be "managed-application" or "solution-template"',
    })
    .meta({ replaces: true }),
  name: limitedText(50).min(1, { error: "is empty" }),
  listing: planListing.optional(),
  translations: languageMap(planListing).optional(),
  availability: z
    .strictObject({
      visibility: z.enum(["Public", "Private"], { error: 'must be "Public" or "Private"' }).optional(),
      markets: z.array(market).optional(),
      monthlyPrice: amount.optional(),
      monthlyPrices: z
        .record(
          market,
          z.strictObject({
            amount,
            currency: z.string().refine(isCurrency, {
              error: (issue) =>
                `"${String(issue.input)}" is not a currency; use an ISO 4217 code such as USD, EUR or JPY`,
            }),
          }),
        )
        .optional(),
      privateAudience: z
        .strictObject({
          subscriptions: z.record(guid("an Azure subscription id"), z.string()).optional(),
          tenants: z.record(guid("a tenant id"), z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
  technicalConfiguration: z
    .strictObject({
      version: threePartVersion().optional(),
      package: z.string().min(1, { error: "is empty; give an ApplicationPackage, or its id" }).optional(),
      tenantId: guid("the tenant whose people manage the application").optional(),
      authorizations: z
        .array(authorization)
        .max(100, { error: "has more than 100 entries (Partner Center's limit)" })
        .optional(),
      governmentTenantId: guid("a tenant of Azure Government").optional(),
      governmentAuthorizations: z.array(authorization).max(100, { error: "has more than 100 entries" }).optional(),
      justInTimeAccess: z.boolean().optional(),
      deploymentMode: z.enum(["Incremental", "Complete"], { error: 'must be "Incremental" or "Complete"' }).optional(),
      customizeAllowedActions: z.boolean().optional(),
      allowedCustomerActions: z.array(z.string()).optional(),
      allowedDataActions: z.array(z.string()).optional(),
      policies: z
        .record(
          limitedText(50),
          z.strictObject({ definitionId: z.string(), parameters: z.string().optional(), sku: z.string().optional() }),
        )
        .refine((policies) => Object.keys(policies).length <= 5, {
          error: "has more than five policies (Partner Center's limit)",
        })
        .optional(),
      managementMode: z.string().optional(),
      customerAccess: z.enum(["Enabled", "Disabled"], { error: 'must be "Enabled" or "Disabled"' }).optional(),
    })
    .optional(),
  adopt: adoption().optional().meta({ directive: true }),
  force: z.boolean().optional().meta({ directive: true }),
  replacePublished: z.boolean().optional().meta({ directive: true }),
});

const compared: readonly Compared[] = [
  ...variantFields,
  ...planParts.flatMap((part) => part.fields),
  comparedTranslations(planListingFields),
];

/** What only a managed application has (API reference §3.15, §4.7). */
const managedOnly = [
  "availability.monthlyPrice",
  "availability.monthlyPrices",
  ...planParts
    .flatMap((part) => part.fields.map(({ path }) => path))
    .filter((path) => path.startsWith("technicalConfiguration.") && !/\.(version|package)$/.test(path)),
];

/** Product and variant out of a plan's id. */
export function planIds(id: string): { productId: string; variantId: string } {
  const [productId = "", variantId = ""] = id.split("/");
  return { productId, variantId };
}

function target(context: Context, id: string, properties: Properties): DraftTarget {
  return { context, ...planIds(id), owner: { name: String(properties.name) } };
}

async function surveyPlan(context: Context, id: string, variant: Variant, inputs: Properties): Promise<string[]> {
  const at = target(context, id, { name: variant.friendlyName ?? "" });
  return [
    ...surveyFields(variantFields, variant as Properties, inputs, at.owner),
    ...(await surveyParts(at, planParts, inputs)),
    ...(await surveyLanguages(at, planListingFields, inputs)),
  ];
}

function refuse(why: string): never {
  throw new ExistsError(
    `a plan with this id exists already and ${why}. Set \`adopt: true\` to take it over (\`pulumi preview\` then shows ` +
      "what would be overwritten), or choose another planId.",
  );
}

function refuseOtherType(variant: Variant, inputs: Properties): void {
  if (variant.subType === undefined || variant.subType === inputs.planType) return;
  throw new ExistsError(
    `a plan with this id exists already, as a ${variant.subType}. The API cannot change a plan's type: set ` +
      "`planType` to it and `adopt: true`, or choose another planId.",
  );
}

/** Our own unfinished work may be continued: never submitted, each module untouched or as wanted. */
async function refuseForeignWork(context: Context, id: string, variant: Variant, inputs: Properties): Promise<void> {
  const { productId, variantId } = planIds(id);
  if (variant.friendlyName !== inputs.name) refuse(`its name is ${show(variant.friendlyName)}`);
  const submissions = await context.client().submissions.list(productId);
  const submitted = submissions.some(({ variantResources }) =>
    (variantResources ?? []).some((resource) => resource.variantID === variantId),
  );
  if (submitted) refuse("was submitted before");
  const at = target(context, id, inputs);
  await refuseTouchedParts(at, planParts, inputs, "The plan", refuse);
  await refuseTouchedLanguages(at, planListingFields, inputs, "The plan", refuse);
}

async function syncVariant(
  context: Context,
  id: string,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
): Promise<void> {
  if (before !== undefined && changedPaths(variantFields, before, inputs).length === 0) return;
  const { productId, variantId } = planIds(id);
  const { variants } = context.client();
  let current = getPath(state, "observed.variant") as Properties | undefined;
  if (before !== undefined || current === undefined) current = await variants.get(productId, variantId);
  const guard = {
    kind: before === undefined || inputs.force === true ? "overwrite" : "lastSeen",
    what: "The plan",
    body: getPath(before ?? {}, "observed.variant"),
  } as Guard;
  const owner = { name: String(inputs.name) };
  const wanted = merge(variantFields, current, inputs, before, owner, guard);
  if (differences(variantFields, current, inputs, before, owner).length > 0) {
    current = await variants.update(
      productId,
      variantId,
      wanted as Variant,
      String(current["@odata.etag"] ?? "") || undefined,
    );
  }
  takeManaged(variantFields, current, inputs, state, owner);
  setPath(state, "observed.variant", current);
}

/** The kind `Plan`; its id is product id / variant id. */
export const plan: Kind = {
  name: "Plan",
  schema: planInputs,
  compared,
  naturalKey: ["offer", "planId"],
  derived: ["contentHash"],

  title: (properties) => `plan ${typeof properties.planId === "string" ? properties.planId : "(id not known yet)"}`,

  async derive(inputs, findings) {
    for (const path of ["listing", ...languageParts(planListingFields, inputs).map((part) => part.path)]) {
      checkDescription(inputs, `${path}.description`, findings);
    }
    refuseSameLanguage(inputs, findings);
    if (known(inputs, "planType") === "solution-template") {
      for (const path of managedOnly.filter((candidate) => isSet(inputs, candidate))) {
        findings.add(path, "is only for a managed application; a solution template has no such setting");
      }
    }
    const audience = known<Properties>(inputs, "availability.privateAudience");
    const visibility = known(inputs, "availability.visibility");
    if (visibility === "Private" && inputs.availability && !hasAudience(audience, inputs)) {
      findings.add("availability.privateAudience", "is required for a Private plan: give subscriptions or tenants");
    }
    if (audience !== undefined && visibility === "Public") {
      findings.add("availability.privateAudience", 'is only for visibility "Private"');
    }
    const markets = known<string[]>(inputs, "availability.markets");
    const prices = known<Properties>(inputs, "availability.monthlyPrices");
    if (Array.isArray(markets) && isObject(prices)) {
      for (const code of Object.keys(prices).filter((candidate) => !markets.includes(candidate))) {
        findings.add(`availability.monthlyPrices.${code}`, "is the price of a market that is not among `markets`");
      }
    }
    const { offer: _, ...described } = inputs;
    return { contentHash: contentHash(content([...compared, { path: "planId" }, { path: "planType" }], described)) };
  },

  async publication(context, id) {
    const { productId, variantId } = planIds(id);
    const submissions = await context.client().submissions.list(productId);
    return publicationOf(
      submissions.filter(({ variantResources }) => variantResources?.some(({ variantID }) => variantID === variantId)),
    );
  },

  seen: (field, olds) => seenInDrafts(planParts, field, olds),

  async survey(context, inputs) {
    const variant = await context.client().variants.find(String(inputs.offer), String(inputs.planId));
    if (variant === undefined) return undefined;
    refuseOtherType(variant, inputs);
    return surveyPlan(context, `${inputs.offer}/${variant.id}`, variant, inputs);
  },

  async ensure(context, inputs) {
    const { variants } = context.client();
    const productId = String(inputs.offer);
    let variant = await variants.find(productId, String(inputs.planId));
    if (variant === undefined) {
      variant = await variants.create(productId, {
        resourceType: "AzureSkuVariant",
        state: "Active",
        friendlyName: String(inputs.name),
        externalID: String(inputs.planId),
        cloudAvailabilities: ["public-azure"],
        subType: String(inputs.planType),
      });
    } else {
      const id = `${productId}/${variant.id}`;
      refuseOtherType(variant, inputs);
      if (inputs.adopt === "unchanged") {
        refuseDifferences(await surveyPlan(context, id, variant, inputs));
      } else if (inputs.adopt !== true) await refuseForeignWork(context, id, variant, inputs);
    }
    return {
      id: `${productId}/${variant.id}`,
      state: { productId, variantId: variant.id, observed: { variant } },
    };
  },

  async sync(context, id, inputs, before, state) {
    const at = target(context, id, inputs);
    const guard = before === undefined || inputs.force === true ? "overwrite" : "lastSeen";
    await syncVariant(context, id, inputs, before, state);
    for (const part of planParts) await syncDraft(at, part, inputs, before, state, guard);
    await syncLanguages(at, planListingFields, inputs, before, state, guard);
    state.contentHash = inputs.contentHash;
    Object.assign(state, planIds(id));
  },

  async observe(context, id, before) {
    const { productId, variantId } = planIds(id);
    let variant: Properties;
    try {
      variant = await context.client().variants.look(productId, variantId);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
    const state = structuredClone(before);
    const at = target(context, id, before);
    takeManaged(variantFields, variant, before, state, at.owner);
    setPath(state, "observed.variant", variant);
    if (!isEmpty(variant.subType)) state.planType = variant.subType;
    await observeListings(at, planListingPart, planListingFields, before, state);
    for (const part of planParts.filter(({ kind }) => kind !== "Listing")) await observeDraft(at, part, before, state);
    return state;
  },

  async remove(context, id) {
    const { productId, variantId } = planIds(id);
    try {
      await context.client().variants.delete(productId, variantId);
    } catch (error) {
      if (error instanceof NotFoundError) return;
      if (!(error instanceof ConflictError)) throw error;
      throw new NotPossibleError(
        "it was submitted or published, and this API deletes only drafts. To take it down, a person stops its " +
          "distribution in Partner Center (Plan overview → Stop distribution; the offer needs another plan) and publishes " +
          "again. To only take it out of this stack, set `retainOnDelete: true` among its resource options, then run " +
          `\`pulumi up\` and remove it from the program. (Variant id ${variantId}; the service answered ${error.status}, request id ${error.requestId})`,
      );
    }
  },
};

/** Something is set there for certain: what is not known yet may turn out to be nothing. */
function isSet(inputs: Properties, path: string): boolean {
  return ![undefined, unknownMarker].includes(getPath(inputs, path) as string | undefined);
}

/** Values that are not known yet count as an audience. */
function hasAudience(audience: Properties | undefined, inputs: Properties): boolean {
  if (audience === undefined) return getPath(inputs, "availability.privateAudience") !== undefined;
  return ["subscriptions", "tenants"].some((key) => !isEmpty(audience[key]));
}
