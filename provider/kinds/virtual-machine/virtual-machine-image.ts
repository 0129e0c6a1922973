// A technical asset: one version of the images of a virtual machine plan. It is appended to what the plan has; versions
// that others have published are never touched. A new version is an update in place: the id keeps the first one.
import type { Kind } from "../../engine/kind.js";
import { changedPaths } from "../../fields/field.js";
import type { Context } from "../../pages/context.js";
import { ifThere, ValidationError } from "../../partner-center/errors.js";
import { JobFailedError } from "../../product-ingestion/errors.js";
import type { Edit } from "../../product-ingestion/index.js";
import { contentHash } from "../../values/content-hash.js";
import { known } from "../../values/findings.js";
import { isObject, type Properties } from "../../values/properties.js";
import { type Change, type Inputs, type LastSeen, type Outputs, outputsFrom } from "../../values/versions.js";
import { ofAssets, titleOfAsset } from "../ingested/asset.js";
import { afterKilledRun, jobOptions, whileUnderWay } from "../ingested/work.js";
import { keepInputs } from "../shared/kept-inputs.js";
import { changeOf, type PlannedChange } from "./change.js";
import { describeImage, imageNamed } from "./described.js";
import { foreseeImage } from "./foresight.js";
import { imagesOfVersion, isDeprecated, withVersion } from "./image-versions.js";
import { virtualMachineImageInputs } from "./inputs.js";
import { noteVersion } from "./left-versions.js";
import { configurationIn, type MachineOffer, machineOffer, machineOfferIn, technicalTypes } from "./plan-of-offer.js";
import { byPlan, parting, removeImage } from "./removal.js";
import { canonicalImages, checkImages, firstEnd, imagesIn, secretsIn, unsigned, warningsOf } from "./sources.js";

/** What it is of, and what of it is compared: a new signature of the same blob is no change. */
const compared = [
  { path: "version" },
  { path: "images", canonical: canonicalImages, concealed: true },
  { path: "deprecated" },
];

function offerIn(state: Properties): MachineOffer | undefined {
  const { offer, productId, technicalType } = state;
  if (typeof productId !== "string" || typeof technicalType !== "string") return undefined;
  return { offerId: String(offer), productId, technicalType };
}

/** Whether a signed address that was handed in has ended, and there is another one now. */
function isEndedSince(before: LastSeen, inputs: Inputs): boolean {
  const [then, now] = [before.sasEnds, firstEnd(imagesIn(inputs))];
  return typeof then === "string" && Date.parse(then) <= Date.now() && now !== undefined && now > then;
}

/** Whether the images go to the service once more, although the program says the same of them. */
function isHandedInAgain(before: LastSeen, inputs: Inputs): boolean {
  return before.refused === true || isEndedSince(before, inputs);
}

/** The kind `VirtualMachineImage`; its id is offer id / plan id / the first version. */
export const virtualMachineImage: Kind<typeof virtualMachineImageInputs> = {
  name: "VirtualMachineImage",
  schema: virtualMachineImageInputs,
  compared,
  naturalKey: ["offer", "plan", "version"],
  ...ofAssets,

  title: (properties) => `image version ${titleOfAsset(properties, "version")}`,

  async derive(inputs, findings, before) {
    checkImages(inputs, before, findings);
    const { offer, plan, version, images, deprecated = false } = inputs;
    return { contentHash: contentHash([offer, plan, version, canonicalImages(images), deprecated]) };
  },

  unasked(inputs, before) {
    const lines = warningsOf(inputs, before).map(({ property, reason }) => `warning: ${property} ${reason}`);
    return lines.length === 0 ? undefined : lines.join("\n");
  },

  async foresee(context, inputs, before, findings) {
    for (const { property, reason } of warningsOf(inputs, before)) findings.warn(property, reason);
    if (Object.keys(before).length > 0 && changedPaths(compared, before, inputs).length === 0) return;
    await foreseeImage(context, inputs, before, findings);
  },

  changed(before, inputs) {
    return [...(isHandedInAgain(before, inputs) ? ["images"] : []), ...changedPaths(compared, before, inputs)];
  },

  async ensure(_context, { offer, plan, version }) {
    return { id: `${offer}/${plan}/${version}`, state: {} };
  },

  async sync(context, _id, { inputs, before, state }) {
    await afterKilledRun(context, { offerId: String(inputs.offer), productId: offerIn(state)?.productId });
    const isRenewed = before !== undefined && isHandedInAgain(before, inputs);
    const change = await changeOf(context, offerIn(state), { inputs, before, isRenewed });
    const { wanted } = change;
    await noteVersion(context, wanted);
    const images = Object.fromEntries(Object.entries(wanted.images).map(([type, image]) => [type, unsigned(image)]));
    state.attempted = { version: wanted.version, images };
    try {
      await handIn(context, { inputs, before, state }, change);
    } catch (error) {
      // Of an offer of another type, the service only says that it cannot read it.
      if (error instanceof ValidationError && offerIn(state) === undefined)
        await machineOffer(context, String(inputs.offer));
      if (error instanceof JobFailedError) {
        state.refused = true;
        delete state.jobId;
      }
      throw error;
    }
    for (const key of ["attempted", "jobId", "refused", "sasEnds"]) delete state[key];
    keepInputs(state, inputs, ["version", "deprecated", "contentHash"]);
    state.images = images;
    const ends = firstEnd(wanted.images);
    if (ends !== undefined) state.sasEnds = ends;
    for (const line of change.left) context.say(line);
  },

  observe: (context, _id, before) => context.ingestion().looking(() => seen(context, before)),

  named: imageNamed,
  describe: describeImage,

  async remove(context, id, before) {
    const offer = offerIn(before);
    if (offer !== undefined) await removeImage(context, offer, id, before);
  },
};

/** Brings the version into the draft, with what others hand in for the offer at the same time. */
async function handIn(
  context: Context,
  { inputs, before, state }: Pick<Change, "inputs" | "before" | "state">,
  { wanted, dropped }: PlannedChange,
): Promise<void> {
  const offerId = String(inputs.offer);
  const unwanted = byPlan(dropped);
  const partings = [...unwanted].flatMap(([plan, ofPlan]) =>
    plan === wanted.plan ? [] : [{ plan, ...parting(plan, ofPlan) }],
  );
  const own = {
    plan: wanted.plan,
    merge: (current: Properties | undefined) => withVersion(current, wanted, unwanted.get(wanted.plan)),
  };
  const edits = [own, ...partings].flatMap(({ plan, merge }) =>
    technicalTypes.map((type) => ({
      type,
      plan,
      isPostedAnyway: plan === wanted.plan && before?.refused === true,
      merge: (current: Parameters<Edit["merge"]>[0]) => (type === state.technicalType ? merge(current) : undefined),
    })),
  );
  await context.ingestion().changes.commit({ offerId, productId: offerIn(state)?.productId }, edits, {
    secrets: secretsIn(wanted.images),
    ...jobOptions(context, before, state),
    onDraft: (draft) => {
      const { productId, technicalType } = machineOfferIn(draft, offerId);
      Object.assign(state, { productId, technicalType });
    },
  });
  for (const line of partings.flatMap(({ told }) => told())) context.say(line);
}

/** What the draft has of the version; undefined when it is not there. */
async function seen(context: Context, before: LastSeen): Promise<Outputs | undefined> {
  const { resources, products } = context.ingestion();
  const productId = before.productId ?? (await products.find(String(before.offer)))?.id;
  const draft = productId === undefined ? undefined : await ifThere(resources.draft(String(productId)));
  const attempted = isObject(before.attempted) ? before.attempted : undefined;
  const version = known<string>(before, "version") ?? String(attempted?.version);
  const configuration = draft && configurationIn(draft, String(before.plan));
  const images = configuration && imagesOfVersion(configuration, version);
  const state = outputsFrom(before);
  if (configuration === undefined || images === undefined) {
    return whileUnderWay(context, before);
  }
  if (before.version === undefined) return state; // a creation that has failed goes on
  const managed = imagesIn(before);
  const found = Object.keys(managed).flatMap((type) => {
    const image = images[type];
    if (image === undefined) return [];
    const { tenantId: _, ...plain } = image;
    const isNamed = managed[type]?.tenantId !== undefined;
    const shown = isNamed ? image : plain;
    const asBefore = { [type]: managed[type] };
    const isSame = contentHash(canonicalImages(asBefore)) === contentHash(canonicalImages({ [type]: shown }));
    return [[type, isSame ? managed[type] : shown]];
  });
  state.images = Object.fromEntries(found);
  if (before.deprecated !== undefined) state.deprecated = isDeprecated(configuration, version);
  const { offer, plan, deprecated = false } = state;
  state.contentHash = contentHash([offer, plan, version, canonicalImages(state.images), deprecated]);
  return state;
}
