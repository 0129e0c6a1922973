// A plan of an Azure application: the plan itself (a variant), and its pages in Partner Center.
import type { Kind } from "../../engine/kind.js";
import { content } from "../../fields/field.js";
import { merge } from "../../fields/merge.js";
import { saidIn } from "../../fields/said.js";
import { refuseDifferences, waysForExisting } from "../../pages/adoption.js";
import type { Context } from "../../pages/context.js";
import { Description } from "../../pages/description.js";
import { foundOrMade } from "../../pages/found-or-made.js";
import type { Target } from "../../pages/page.js";
import { previewOf, publicationOf } from "../../pages/publication.js";
import { ConflictError, ifThere, untilGone } from "../../partner-center/errors.js";
import type { NewVariant } from "../../partner-center/schemas/requests.js";
import type { Submission, Variant } from "../../partner-center/schemas/resources.js";
import { checkEmptied } from "../../rules/completeness.js";
import { checkLimits } from "../../rules/limit-checks.js";
import { contentHash } from "../../values/content-hash.js";
import { isGuid } from "../../values/guid.js";
import { isEmpty, type Properties } from "../../values/properties.js";
import { ExistsError, NotPossibleError } from "../../values/refusals.js";
import { show } from "../../values/show.js";
import { type Inputs, type Outputs, outputsFrom } from "../../values/versions.js";
import { offerOfKind } from "../shared/offer-named.js";
import { besideOthers } from "./beside-others.js";
import { planInputs } from "./inputs.js";
import { planPages } from "./pages.js";
import { checkPlanType } from "./plan-type.js";
import { globalCloud, planSetupPage } from "./setup.js";
import { staleVersion } from "./technical-configuration.js";

/** Product and variant out of a plan's id. */
export function planIds(id: string): { productId: string; variantId: string } {
  const [productId = "", variantId = ""] = id.split("/");
  return { productId, variantId };
}

function target(context: Context, id: string, name: unknown): Target {
  return { context, ...planIds(id), owner: { name: String(name) } };
}

/** The kind `Plan`; its id is product id / variant id. */
export const plan: Kind<typeof planInputs> = {
  name: "Plan",
  schema: planInputs,
  compared: planPages.compared,
  naturalKey: ["offer", "planId"],
  derived: ["csvAudience", "contentHash"],
  hidden: ["contentHash"],
  outputs: { stable: ["productId", "variantId"], fresh: ["observed"] },

  title: ({ planId }) => `plan ${typeof planId === "string" ? planId : "(id not known yet)"}`,

  async derive(inputs, findings) {
    const { csvAudience } = await planPages.check(inputs, findings);
    checkPlanType(inputs, findings);
    checkLimits("Plan", inputs, findings);
    checkEmptied("Plan", inputs, findings);
    const { offer: _, ...described }: Properties = { ...inputs, csvAudience };
    const all = [...planPages.compared, { path: "planId" }, { path: "planType" }];
    return { csvAudience, contentHash: contentHash(content(all, described)) };
  },

  beside: besideOthers,

  async foresee(context, inputs, before, findings) {
    const why = staleVersion(before, inputs);
    if (why === undefined || before.offer !== inputs.offer) return;
    // A draft may change under one version as often as it likes; only what is published counts.
    const productId = String(inputs.offer);
    const variant = await context.client().variants.find(productId, String(inputs.planId));
    const publication = variant && (await publicationOfPlan(context, productId, variant.id));
    if (publication === undefined || publication.isPreview) return;
    findings.warn(
      "technicalConfiguration.version",
      `${why}; it must grow with each publication of a change (page azure-app-managed)`,
    );
  },

  async publication(context, id) {
    const { productId, variantId } = planIds(id);
    return publicationOfPlan(context, productId, variantId);
  },

  seen: planPages.seen,

  held: (context, id, before, fields) => ifThere(planPages.shown(target(context, id, before.name), before, fields)),

  async survey(context, inputs) {
    const variant = await context.client().variants.find(String(inputs.offer), String(inputs.planId));
    if (variant === undefined) return undefined;
    refuseOtherType(variant, inputs);
    return planPages.survey(existing(context, String(inputs.offer), variant), inputs);
  },

  async refuseExisting(context, inputs) {
    const productId = String(inputs.offer);
    const variants = await context.client().variants.list(productId);
    const variant = variants.find(({ externalID }) => externalID === inputs.planId);
    if (variant === undefined) return;
    context.unfinished.knownAs(`${productId}/${variant.id}`);
    refuseOtherType(variant, inputs);
    await refuseForeignWork(existing(context, productId, variant), variant, inputs, {});
  },

  async ensure(context, inputs) {
    const { variants } = context.client();
    const { offer: productId, planId } = inputs;
    // Nobody else makes plans of an offer that this run has just made.
    const isAlone = variants.isOfferNew(productId);
    const { object: variant, isMade } = await foundOrMade({
      clock: context.clock,
      find: async (isRefused) => (isAlone && !isRefused ? undefined : variants.find(productId, planId)),
      async make(onFound) {
        const owner = { name: inputs.name };
        await context.unfinished.note(saidIn(planSetupPage.compared, { inputs, before: undefined }, owner));
        return variants.create(productId, newVariant(inputs), onFound);
      },
      all: async () => (isAlone ? [] : variants.named(productId, planId)),
      remove: ({ id }) => ifThere(variants.delete(productId, id)),
    });
    const id = `${productId}/${variant.id}`;
    context.unfinished.knownAs(id);
    const state: Outputs = { productId, variantId: variant.id, observed: { variant } };
    if (!isMade) {
      refuseOtherType(variant, inputs);
      const at = existing(context, productId, variant);
      if (inputs.adopt === "unchanged") refuseDifferences(await planPages.survey(at, inputs));
      else if (inputs.adopt !== true) await refuseForeignWork(at, variant, inputs, state);
    }
    return { id, state };
  },

  async sync(context, id, change) {
    await planPages.sync(target(context, id, change.inputs.name), change);
    Object.assign(change.state, { contentHash: change.inputs.contentHash, ...planIds(id) });
  },

  async observe(context, id, before) {
    const { productId, variantId } = planIds(id);
    const client = context.client();
    client.drafts.lookAhead(productId, ["Listing", "Availability", "Package"]);
    const variant: Properties | undefined = await ifThere(client.variants.look(productId, variantId));
    if (variant === undefined) return undefined;
    const state = outputsFrom(before);
    await planPages.observe({ ...target(context, id, before.name), object: variant }, before, state);
    if (!isEmpty(variant.subType)) state.planType = variant.subType;
    return state;
  },

  async named(context, name) {
    const [offerName = "", planName = "", ...rest] = name.split("/");
    if (planName === "" || rest.length > 0)
      throw new NotPossibleError(
        "name it by its offer and its plan id, as contoso-app/standard, or by the ids of both",
      );
    const { variants } = context.client();
    const product = await offerOfKind(context, offerName, "Offer");
    if (product === undefined) return undefined;
    const variant = isGuid(planName)
      ? await ifThere(variants.get(product.id, planName))
      : await ifThere(variants.find(product.id, planName));
    return variant === undefined ? undefined : `${product.id}/${variant.id}`;
  },

  async describe(context, id, object) {
    const { Variant } = await import("../../partner-center/schemas/resources.js");
    const { productId, variantId } = planIds(id);
    const { variants } = context.client();
    const variant = object === undefined ? await variants.get(productId, variantId) : Variant.parse(object);
    const description = new Description();
    description.set("offer", productId);
    description.set("planId", variant.externalID);
    // The service's own choice where a client has named none (API reference §3.11).
    description.set("planType", variant.subType ?? "solution-template");
    await context.client().looking(() => planPages.describe(existing(context, productId, variant), description));
    return description;
  },

  async remove(context, id) {
    const { productId, variantId } = planIds(id);
    const { variants } = context.client();
    try {
      await untilGone(variants.delete(productId, variantId), () => variants.get(productId, variantId));
    } catch (error) {
      if (!(error instanceof ConflictError) || !(await wasSubmitted(context, productId, variantId))) throw error;
      throw new NotPossibleError(
        "it was submitted or published, and this API deletes only drafts. To take it down, a person stops its " +
          "distribution in Partner Center (Plan overview → Stop distribution; the offer needs another plan) and " +
          "publishes again. To only take it out of this stack, run the same command with " +
          `PARTNERCENTER_LEAVE_PUBLISHED=true in the environment. (Variant id ${variantId}; the service ` +
          `answered ${error.status}, request id ${error.requestId})`,
      );
    }
  },
};

/** A plan that has just been read. */
function existing(context: Context, productId: string, variant: Variant): Target {
  const owner = { name: variant.friendlyName ?? "" };
  return { context, productId, variantId: variant.id, owner, object: variant as Properties };
}

/** What makes the plan, with all that the program sets of it. */
function newVariant(inputs: Inputs & { readonly name: string; readonly planId: string; readonly planType: string }) {
  const fresh: NewVariant = {
    resourceType: "AzureSkuVariant",
    state: "Active",
    friendlyName: inputs.name,
    externalID: inputs.planId,
    cloudAvailabilities: [globalCloud],
    subType: inputs.planType,
  };
  const wanted = { inputs, before: undefined };
  const all = merge(planSetupPage.fields, fresh as Properties, wanted, { name: inputs.name }, { kind: "overwrite" });
  return all as NewVariant;
}

function refuseOtherType(variant: Variant, inputs: Inputs): void {
  if (variant.subType === undefined || variant.subType === inputs.planType) return;
  throw new ExistsError(
    `a plan with this id exists already, as a ${variant.subType}. The API cannot change a plan's type: set ` +
      "`planType` to it and `adopt: true`, or choose another planId.",
  );
}

/** Our own unfinished work may be continued: never submitted, each page untouched or as wanted. */
async function refuseForeignWork(at: Target, variant: Variant, inputs: Inputs, state: Outputs): Promise<void> {
  const because = (why: string): never => {
    throw new ExistsError(`a plan with this id exists already and ${why}. ${waysForExisting("planId", at.context)}`);
  };
  const isOurs = await at.context.unfinished.recall();
  if (variant.friendlyName !== inputs.name && !isOurs(["name", variant.friendlyName])) {
    because(`its name is ${show(variant.friendlyName)}`);
  }
  if (await wasSubmitted(at.context, at.productId, variant.id)) because("was submitted before");
  await planPages.refuseTouched(at, inputs, { what: "The plan", because }, state);
}

async function wasSubmitted(context: Context, productId: string, variantId: string): Promise<boolean> {
  const submissions = await context.client().submissions.list(productId);
  return submissions.some((submission) => isPartOf(submission, variantId));
}

function isPartOf({ variantResources }: Submission, variantId: string): boolean {
  return (variantResources ?? []).some(({ variantID }) => variantID === variantId);
}

/** Live, or in preview: as of an offer, what others already look at is not replaced. */
async function publicationOfPlan(context: Context, productId: string, variantId: string) {
  const all = await context.client().submissions.list(productId);
  const submissions = all.filter((submission) => isPartOf(submission, variantId));
  return publicationOf(submissions) ?? previewOf(submissions);
}
