// A submission: the drafts of an offer and its plans, sent to preview. Submitted again when the content has changed, and only then.
import { z } from "zod";
import { contentHash, shortHash } from "../content-hash.js";
import { NotPossibleError } from "../errors.js";
import type { Context, Kind } from "../kind.js";
import type { DraftKind } from "../partner-center/drafts.js";
import { ConflictError, NotFoundError } from "../partner-center/errors.js";
import { submissionPhase } from "../partner-center/publishing.js";
import type { Submission, TypeValuePair, Variant } from "../partner-center/schemas.js";
import type { Properties } from "../properties.js";
import { hasUnknown, unknownMarker } from "../unknown.js";
import { duration } from "./formats.js";
import {
  hasEnded,
  latest,
  links,
  nameSubmission,
  offerTitle,
  submissionOutputs,
  timeoutOf,
  waitUntil,
  workflowTimes,
} from "./publishing.js";

/** How long a wait for the preview takes at most, unless the program says otherwise. */
export const defaultPreviewTimeout = "2h";

/** The inputs of a submission, as they cross the border to the engine. */
export const submissionInputs = z.strictObject({
  offer: z.string().min(1, { error: "is empty; give the offer, or its product id" }).meta({ replaces: true }),
  content: z.array(z.string()),
  waitFor: z.enum(["accepted", "preview"], { error: 'must be "accepted" or "preview"' }).optional(),
  certificationNotes: z.string().optional(),
  publisherId: z.string().optional().meta({ directive: true }),
  /** The offer's human id, for messages and links; the program's class fills it in. */
  offerId: z.string().optional().meta({ directive: true }),
  timeouts: z
    .strictObject({ create: duration().optional(), update: duration().optional() })
    .optional()
    .meta({ directive: true }),
});

/** Text in the certification notes by which a later run knows that a submission is of this content. */
function mark(hash: unknown): string {
  return `(pulumi-partnercenter content ${shortHash(String(hash))})`;
}

const productModules = ["Availability", "Property", "Package", "Listing"] as const;
const variantModules = ["Availability", "Package", "Listing"] as const;
const productDrafts: readonly DraftKind[] = ["Property", "Listing", "ProductAvailability"];
const variantDrafts: readonly DraftKind[] = ["Listing", "FeatureAvailability", "PackageConfiguration"];

async function plansOf(context: Context, productId: string): Promise<Variant[]> {
  const variants = await context.client().variants.list(productId);
  return variants.filter(({ id, resourceType }) => id !== "testdrive" && resourceType !== "AzureTestDriveVariant");
}

/** A hash of everything that the drafts say; it changes when somebody edits one, in a program or in the portal. */
async function hashDrafts(context: Context, productId: string, plans: readonly Variant[]): Promise<string> {
  const { drafts, images, reseller } = context.client();
  const wanted = [
    ...productDrafts.map((kind) => ({ kind, productId })),
    ...plans.flatMap(({ id }) => variantDrafts.map((kind) => ({ kind, productId, variantId: id }))),
  ];
  const found = await Promise.all(wanted.map((reference) => drafts.read<Properties>(reference)));
  const bodies = found.map(({ body: { id: _, "@odata.etag": __, ...body } }, index) => [
    wanted[index]?.kind,
    plans.find(({ id }) => id === (wanted[index] as { variantId?: string }).variantId)?.externalID ?? "",
    body,
  ]);
  const listing = found[1];
  const pictures = listing === undefined ? [] : await images.list(productId, listing.id);
  const names = pictures.map(({ type, fileName, order }) => `${type} ${order} ${fileName}`).sort();
  return contentHash([bodies, names, await reseller.get(productId)]);
}

async function draftInstances(context: Context, productId: string, plans: readonly Variant[]) {
  const { drafts } = context.client();
  const resources: TypeValuePair[] = [];
  for (const module of [...productModules, "ResellerConfiguration"]) {
    const value = await drafts.moduleInstanceId(productId, module);
    if (value !== undefined) resources.push({ type: module, value });
  }
  const variantResources = await Promise.all(
    plans.map(async ({ id }) => ({
      variantID: id,
      resources: await Promise.all(
        variantModules.map(async (module) => ({
          type: module,
          value: await variantInstance(context, productId, module, id),
        })),
      ),
    })),
  );
  return { resources, variantResources };
}

function variantInstance(context: Context, productId: string, module: string, variantId: string): Promise<string> {
  const kinds: Record<string, DraftKind> = {
    Availability: "FeatureAvailability",
    Package: "PackageConfiguration",
    Listing: "Listing",
  };
  return context.client().drafts.instanceId({ productId, variantId, kind: kinds[module] as DraftKind });
}

/** Whether the newest submission is of the wanted content, so that it only has to be waited for. */
function isOfThisContent(newest: Submission, inputs: Properties, before: Properties | undefined): boolean {
  if (hasEnded(newest)) return false;
  if (newest.id === before?.submissionId) return before.contentHash === inputs.contentHash;
  return (newest.publishOption?.certificationNotes ?? "").includes(mark(inputs.contentHash)); // of a run that was killed
}

/** Finds the submission of this content, or makes it. */
async function submit(
  context: Context,
  productId: string,
  inputs: Properties,
  before: Properties | undefined,
  state: Properties,
): Promise<void> {
  const { submissions } = context.client();
  const newest = latest(await submissions.list(productId));
  if (newest !== undefined && isOfThisContent(newest, inputs, before)) {
    Object.assign(state, submissionOutputs(newest), { contentHash: inputs.contentHash });
    if (state.draftHash === undefined) {
      state.draftHash = await hashDrafts(context, productId, await plansOf(context, productId));
    }
    return;
  }
  if (newest !== undefined) await makeWay(context, productId, newest, before);
  const plans = await plansOf(context, productId);
  const draftHash = await hashDrafts(context, productId, plans);
  const notes = [inputs.certificationNotes, mark(inputs.contentHash)].filter((text) => text !== undefined).join("\n");
  const made = await submissions.create(
    productId,
    { ...(await draftInstances(context, productId, plans)), publishOption: { certificationNotes: notes } },
    { knownReleaseNumber: newest?.releaseNumber ?? 0 },
  );
  Object.assign(state, submissionOutputs(made), { draftHash, contentHash: inputs.contentHash });
  context.say(`submitted as ${nameSubmission(made)}`);
}

/** A submission that is still under way stands in the way of a new one: our own is taken back, any other is not touched. */
async function makeWay(
  context: Context,
  productId: string,
  newest: Submission,
  before: Properties | undefined,
): Promise<void> {
  const phase = submissionPhase(newest);
  const isOurs = newest.id === before?.submissionId;
  if (phase === "publishing") {
    throw new NotPossibleError(
      `${nameSubmission(newest)} is going live, and until it is, nothing can be submitted. Run \`pulumi up\` again when it is live.`,
    );
  }
  if (phase !== "inProgress" && phase !== "unknown") return;
  if (!isOurs) {
    throw new NotPossibleError(
      `${nameSubmission(newest)} is in progress, and this stack did not make it. Wait until it has ended, or cancel it ` +
        "in Partner Center (Offer overview → Cancel publish), then run `pulumi up` again.",
    );
  }
  context.say(`taking back ${nameSubmission(newest)}, since the content has changed`);
  await context.client().submissions.cancel(productId, newest.id);
}

/** The kind `Submission`; its id is the product id, since an update cannot change a resource's id. */
export const submission: Kind = {
  name: "Submission",
  schema: submissionInputs,
  compared: [
    { path: "contentHash" },
    { path: "waitFor", canonical: (value) => (value === "preview" ? undefined : value) },
  ],
  naturalKey: ["offer"],
  derived: ["contentHash"],

  title: (properties) => `submission of ${offerTitle(properties)}`,

  async derive(inputs) {
    if (hasUnknown(inputs.content)) return { contentHash: unknownMarker };
    return { contentHash: contentHash([inputs.content, inputs.certificationNotes ?? ""]) };
  },

  async ensure(context, inputs) {
    const productId = String(inputs.offer);
    const state: Properties = {};
    await submit(context, productId, inputs, undefined, state);
    return { id: productId, state };
  },

  async sync(context, id, inputs, before, state) {
    if (before !== undefined) await submit(context, id, inputs, before, state);
    const submissionId = String(state.submissionId);
    for (const key of ["content", "waitFor", "certificationNotes"]) {
      if (inputs[key] === undefined) delete state[key];
      else state[key] = inputs[key];
    }
    state.links = await links(context, id, inputs);
    if (inputs.waitFor !== "accepted") {
      const timeout = timeoutOf(inputs, before !== undefined, defaultPreviewTimeout);
      await waitUntil(context, id, submissionId, "preview", timeout, state);
    }
    state.times = await workflowTimes(context, id, submissionId);
  },

  async observe(context, id, before) {
    let newest: Submission | undefined;
    try {
      newest = latest(await context.client().submissions.list(id));
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
    if (newest === undefined) return undefined;
    const state = structuredClone(before);
    if (newest.id !== before.submissionId) {
      context.say(`${nameSubmission(newest)} was submitted elsewhere; the next \`pulumi up\` submits again`);
      state.contentHash = `(${nameSubmission(newest)})`;
      return state;
    }
    Object.assign(state, submissionOutputs(newest));
    state.times = await workflowTimes(context, id, newest.id);
    if (hasEnded(newest)) {
      context.say(`${nameSubmission(newest)} did not succeed; the next \`pulumi up\` submits again`);
      state.contentHash = `(${nameSubmission(newest)})`;
      return state;
    }
    const draftHash = await hashDrafts(context, id, await plansOf(context, id));
    if (before.draftHash !== undefined && draftHash !== before.draftHash) {
      state.contentHash = `(edited since release ${newest.releaseNumber} was submitted)`;
    }
    return state;
  },

  async remove(context, id, before) {
    if (typeof before.submissionId !== "string") return;
    const { submissions } = context.client();
    try {
      const current = await submissions.get(id, before.submissionId);
      const phase = submissionPhase(current);
      if (phase === "inProgress" || phase === "failed") {
        await submissions.cancel(id, current.id);
        context.say(`${nameSubmission(current)} was taken back`);
      } else if (phase === "preview") {
        context.say(`${nameSubmission(current)} stays in preview: the API cannot withdraw a preview`);
      } else if (phase === "publishing" || phase === "live") {
        context.say(`${nameSubmission(current)} was promoted and is left; it can no longer be canceled`);
      }
    } catch (error) {
      if (error instanceof NotFoundError) return;
      if (!(error instanceof ConflictError)) throw error;
      context.say(`could not be taken back any more: ${error.message}`);
    }
  },
};
