// A technical asset: one bundle of a Kubernetes application. It is appended to what the plan has; bundles of others are
// never touched. Another tag is an update in place: the id keeps the first one.
import { z } from "zod";
import type { Kind } from "../../engine/kind.js";
import { changedPaths } from "../../fields/field.js";
import type { Context } from "../../pages/context.js";
import { Description } from "../../pages/description.js";
import { JobFailedError } from "../../product-ingestion/errors.js";
import { planIn } from "../../tree-pages/tree.js";
import { contentHash } from "../../values/content-hash.js";
import type { Findings } from "../../values/findings.js";
import { isObject, type Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";
import { type Inputs, type LastSeen, type Outputs, outputsFrom } from "../../values/versions.js";
import { foreseenOffer, ofAssets, partsOfAsset, titleOfAsset } from "../ingested/asset.js";
import { lookUp } from "../ingested/offer-tree.js";
import { afterKilledRun, jobOptions, productOf, whileUnderWay } from "../ingested/work.js";
import { keepInputs } from "../shared/kept-inputs.js";
import { offerKey, planKey } from "../shared/natural-keys.js";
import { bundleIn, bundleInputs, canonicalBundle, foreignRegistries, tagInput } from "./bundle.js";
import { bundlesOfState, changeOf, leftIn, noteBundle, removeBundle, shownBundle } from "./bundle-changes.js";
import { bundleAt, whyNotTaken } from "./bundles.js";
import { containerOffer, containerOfferIn, containerOfferOf } from "./plan-of-offer.js";
import { configurationIn, onRemovedInput } from "./published.js";

/** The inputs of a bundle, as they cross the border to the engine. */
export const containerBundleInputs = z.strictObject({
  offer: offerKey().meta({ replaces: true }),
  plan: planKey().meta({ replaces: true }),
  tag: tagInput,
  ...bundleInputs,
  onRemoved: onRemovedInput,
});

const parts = ["registry", "tenantId", "repository", "digest"] as const;
const lowerCase = (value: unknown) => String(value).toLowerCase();

/** What of it is compared. */
const compared = [
  { path: "tag" },
  { path: "registry", canonical: lowerCase },
  { path: "tenantId", canonical: lowerCase },
  { path: "repository" },
  { path: "digest", canonical: lowerCase },
];

function hashOf({ offer, plan, tag, ...inputs }: Properties): string {
  return contentHash([offer, plan, tag, canonicalBundle(inputs)]);
}

/** Offer id, plan id and tag out of an id. @throws NotPossibleError */
const partsOf = (id: string) => partsOfAsset(id, "tag", "contoso-queue/per-node/1.4.0");

/** The kind `ContainerBundle`; its id is offer id / plan id / the first tag. */
export const containerBundle: Kind<typeof containerBundleInputs> = {
  name: "ContainerBundle",
  schema: containerBundleInputs,
  compared,
  naturalKey: ["offer", "plan", "tag"],
  ...ofAssets,

  title: (properties) => `bundle ${titleOfAsset(properties, "tag")}`,

  derive: async (inputs) => ({ contentHash: hashOf(inputs) }),

  async foresee(context, inputs, before, findings) {
    const foreign = await foreignRegistries(context, [[[], inputs]]);
    for (const { property, reason } of foreign) findings.add(property, reason);
    if (Object.keys(before).length > 0 && changedPaths(compared, before, inputs).length === 0) return;
    await context.ingestion().looking(() => foreseeBundle(context, inputs, before, findings));
  },

  changed: (before, inputs) => [
    ...(before.refused === true ? ["digest"] : []),
    ...changedPaths(compared, before, inputs),
  ],

  async ensure(_context, { offer, plan, tag }) {
    return { id: `${offer}/${plan}/${tag}`, state: {} };
  },

  async sync(context, _id, { inputs, before, state }) {
    const offerId = String(inputs.offer);
    await afterKilledRun(context, { offerId, productId: productOf(state) });
    const isBegun = await context.unfinished.isBegun();
    const productId = productOf(state) ?? (isBegun ? await containerOffer(context, offerId) : undefined);
    const { wanted, edits, left } = await changeOf(context, productId, { inputs, before });
    await noteBundle(context, wanted);
    state.attempted = { tag: wanted.tag, ...wanted.bundle };
    try {
      await context.ingestion().changes.commit({ offerId, productId }, edits, {
        ...jobOptions(context, before, state),
        onDraft: (draft) => {
          state.productId = containerOfferIn(draft, offerId);
        },
      });
    } catch (error) {
      if (error instanceof JobFailedError) {
        state.refused = true;
        delete state.jobId;
      }
      throw error;
    }
    for (const key of ["attempted", "jobId", "refused"]) delete state[key];
    keepInputs(state, inputs, ["tag", ...parts, "contentHash"]);
    for (const line of left) context.say(line);
  },

  observe: (context, _id, before) => context.ingestion().looking(() => seen(context, before)),

  async named(context, name) {
    const [offer, plan, tag] = partsOf(name);
    const product = await context.ingestion().products.find(offer);
    const draft = product && (await lookUp(context, offer, containerOfferOf(offer, product)));
    const configuration = draft && configurationIn(draft, plan);
    return configuration !== undefined && bundleAt(configuration, tag) !== undefined ? name : undefined;
  },

  async describe(context, id) {
    const [offer, plan, tag] = partsOf(id);
    const draft = await lookUp(context, offer);
    const bundle = draft && bundleAt(configurationIn(draft, plan) ?? {}, tag);
    if (draft === undefined || bundle === undefined) {
      throw new NotPossibleError("it is no longer in the draft of its offer");
    }
    const description = new Description();
    for (const [key, value] of Object.entries({ offer, plan, tag, ...bundle })) description.set(key, value);
    description.outputs.productId = containerOfferIn(draft, offer);
    return description;
  },

  async remove(context, id, before) {
    const productId = productOf(before);
    if (productId !== undefined) await removeBundle(context, productId, id, before);
  },
};

/** What only the service can tell at a preview: whether the plan can take the bundle. Two requests. */
async function foreseeBundle(context: Context, inputs: Inputs, before: Properties, findings: Findings): Promise<void> {
  const [offerId, plan, tag] = [String(inputs.offer), String(inputs.plan), String(inputs.tag)];
  const productId = await foreseenOffer(context, "ContainerOffer", offerId, containerOffer, findings);
  if (productId === undefined) return;
  if (context.isDeclared("ContainerPlan", offerId, plan)) return; // it comes first, and may say something else then
  const draft = await lookUp(context, offerId, productId);
  const bundle = bundleIn(inputs);
  if (draft === undefined || planIn(draft, plan) === undefined) {
    findings.add("plan", `${plan} is not there: offer ${offerId} has no such plan`);
  } else if (bundle !== undefined) {
    const known = [...bundlesOfState({ ...before, plan }), ...(await leftIn(context, draft))];
    const own = known.filter((one) => one.plan === plan && one.tag === tag).map((one) => one.bundle);
    const why = whyNotTaken(configurationIn(draft, plan), { plan, tag, bundle, own, tenantId: "" });
    if (why !== undefined) findings.add(why.property, why.reason);
  }
}

/** What the draft has of the bundle; undefined when it is not there. */
async function seen(context: Context, before: LastSeen): Promise<Outputs | undefined> {
  const draft = await lookUp(context, String(before.offer), before.productId);
  const attempted = isObject(before.attempted) ? before.attempted : {};
  const configuration = draft && configurationIn(draft, String(before.plan));
  const found = configuration && bundleAt(configuration, String(before.tag ?? attempted.tag));
  if (found === undefined) return whileUnderWay(context, before);
  const state = outputsFrom(before);
  if (before.tag === undefined) return state; // a creation that has failed goes on
  const shown: Properties = { ...shownBundle(before, found) };
  for (const key of parts) {
    if (shown[key] === undefined) delete state[key];
    else state[key] = shown[key];
  }
  state.contentHash = hashOf({ offer: state.offer, plan: state.plan, tag: state.tag, ...shown });
  return state;
}
