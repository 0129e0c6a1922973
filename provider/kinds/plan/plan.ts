// A plan of an Azure application: the plan itself, its listing, pricing and availability, technical configuration.

import type { Kind } from "../../engine/kind.js";
import { type Compared, changedPaths, content, show, takeManaged, unmanagedChanges } from "../../fields/field.js";
import { differences, guardOfSync, merge } from "../../fields/merge.js";
import { forget, keepAsWritten } from "../../fields/spread.js";
import { readAudienceFile } from "../../files/audience-csv.js";
import { checkDescription } from "../../files/html-check.js";
import {
  refuseDifferences,
  refuseTouchedFields,
  refuseTouchedParts,
  surveyFields,
  surveyParts,
} from "../../pages/adoption.js";
import type { Context } from "../../pages/context.js";
import { type DraftTarget, observeDraft, seenInDrafts, syncDraft } from "../../pages/draft-page.js";
import {
  checkLanguageCodes,
  comparedTranslations,
  languageParts,
  observeListings,
  refuseTouchedLanguages,
  surveyLanguages,
  syncLanguages,
} from "../../pages/listing-pages.js";
import { publicationOf } from "../../pages/publication.js";
import { ConflictError, ifThere, NotFoundError } from "../../partner-center/errors.js";
import type { NewVariant } from "../../partner-center/schemas/requests.js";
import type { Variant } from "../../partner-center/schemas/resources.js";
import { contentHash } from "../../values/content-hash.js";
import type { Findings } from "../../values/findings.js";
import { getPath, isEmpty, isObject, type Properties, setPath } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import { hasUnknown, unknownMarker } from "../../values/unknown.js";
import { audienceFilePath } from "./availability.js";
import { audienceLimit, checkPlan, staleVersion } from "./checks.js";
import { describePlan } from "./description.js";
import { planInputs } from "./inputs.js";
import { planListingFields, planListingPart, planParts } from "./listing.js";
import { globalCloud, variantFields } from "./setup.js";

const compared: readonly Compared[] = [
  ...variantFields,
  ...planParts.flatMap((part) => part.fields),
  comparedTranslations(planListingFields),
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
  const others = variantFields.filter(({ path }) => path !== "name");
  refuseTouchedFields(others, variant as Properties, inputs, at.owner, "The plan", refuse);
  await refuseTouchedParts(at, planParts, inputs, "The plan", refuse);
  await refuseTouchedLanguages(at, planListingFields, inputs, "The plan", refuse);
}

async function publicationOfPlan(context: Context, productId: string, variantId: string) {
  const submissions = await context.client().submissions.list(productId);
  return publicationOf(
    submissions.filter(({ variantResources }) => variantResources?.some(({ variantID }) => variantID === variantId)),
  );
}

/** The members that the program keeps in a file; not known yet as long as the file is not. */
async function audienceOfFile(inputs: Properties, findings: Findings): Promise<Properties | string | undefined> {
  const file = getPath(inputs, audienceFilePath);
  if (hasUnknown(file)) return unknownMarker;
  if (typeof file !== "string" || file === "") return undefined;
  const audience = await readAudienceFile(
    file,
    audienceFilePath,
    ["subscriptions", "tenants"],
    audienceLimit,
    findings,
  );
  return audience === undefined ? undefined : { ...audience };
}

async function syncVariant(
  context: Context,
  id: string,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
): Promise<void> {
  if (before !== undefined && changedPaths(variantFields, before, inputs).length === 0) {
    for (const field of variantFields) keepAsWritten(field, inputs, state);
    return;
  }
  const { productId, variantId } = planIds(id);
  const { variants } = context.client();
  let current = getPath(state, "observed.variant") as Properties | undefined;
  if (before !== undefined || current === undefined) current = await variants.get(productId, variantId);
  const seen = getPath(before ?? {}, "observed.variant") as Properties | undefined;
  const guard = { kind: guardOfSync(inputs, before), what: "The plan", body: seen };
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
  for (const field of variantFields) forget(field, state);
  takeManaged(variantFields, current, inputs, state, owner);
  setPath(state, "observed.variant", current);
}

/** The kind `Plan`; its id is product id / variant id. */
export const plan: Kind = {
  name: "Plan",
  schema: planInputs,
  compared,
  naturalKey: ["offer", "planId"],
  derived: ["csvAudience", "contentHash"],

  title: (properties) => `plan ${typeof properties.planId === "string" ? properties.planId : "(id not known yet)"}`,

  async derive(inputs, findings) {
    for (const path of ["listing", ...languageParts(planListingFields, inputs).map((part) => part.path)]) {
      checkDescription(inputs, `${path}.description`, findings);
    }
    checkLanguageCodes(inputs, findings);
    const csvAudience = await audienceOfFile(inputs, findings);
    const whole: Properties = { ...inputs, csvAudience };
    checkPlan(whole, findings);
    const { offer: _, ...described } = whole;
    const all = [...compared, { path: "planId" }, { path: "planType" }];
    return { csvAudience, contentHash: contentHash(content(all, described)) };
  },

  async foresee(context, inputs, before, findings) {
    const why = staleVersion(before, inputs);
    if (why === undefined || before.offer !== inputs.offer) return;
    // A draft may change under one version as often as it likes; only what is published counts.
    const variant = await context.client().variants.find(String(inputs.offer), String(inputs.planId));
    if (variant === undefined || (await publicationOfPlan(context, String(inputs.offer), variant.id)) === undefined)
      return;
    findings.warn(
      "technicalConfiguration.version",
      `${why}; it must grow with each publication of a change (page azure-app-managed)`,
    );
  },

  async publication(context, id) {
    const { productId, variantId } = planIds(id);
    return publicationOfPlan(context, productId, variantId);
  },

  seen: (field, olds) => {
    const variant = getPath(olds, "observed.variant");
    if (!variantFields.includes(field)) return seenInDrafts(planParts, field, olds);
    return isObject(variant) ? field.read(variant) : undefined;
  },

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
      const fresh: NewVariant = {
        resourceType: "AzureSkuVariant",
        state: "Active",
        friendlyName: String(inputs.name),
        externalID: String(inputs.planId),
        cloudAvailabilities: [globalCloud],
        subType: String(inputs.planType),
      };
      const owner = { name: String(inputs.name) };
      const wanted = merge(variantFields, fresh as Properties, inputs, undefined, owner, { kind: "overwrite" });
      variant = await variants.create(productId, wanted as NewVariant);
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
    const guard = guardOfSync(inputs, before);
    await syncVariant(context, id, inputs, before, state);
    for (const part of planParts) await syncDraft(at, part, inputs, before, state, guard);
    await syncLanguages(at, planListingFields, inputs, before, state, guard);
    state.contentHash = inputs.contentHash;
    Object.assign(state, planIds(id));
  },

  async observe(context, id, before) {
    const { productId, variantId } = planIds(id);
    const client = context.client();
    client.drafts.lookAhead(productId, ["Listing", "Availability", "Package"]);
    const variant: Properties | undefined = await ifThere(client.variants.look(productId, variantId));
    if (variant === undefined) return undefined;
    const state = structuredClone(before);
    const at = target(context, id, before);
    const earlier = getPath(before, "observed.variant") as Properties | undefined;
    for (const line of unmanagedChanges(variantFields, earlier, variant, before)) context.say(line);
    takeManaged(variantFields, variant, before, state, at.owner);
    setPath(state, "observed.variant", variant);
    if (!isEmpty(variant.subType)) state.planType = variant.subType;
    const drafts = planParts.filter(({ kind }) => kind !== "Listing");
    await Promise.all([
      observeListings(at, planListingPart, planListingFields, before, state),
      ...drafts.map((part) => observeDraft(at, part, before, state)),
    ]);
    return state;
  },

  describe: (context, id) => describePlan(context, planIds(id)),

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
