// What a submission sends: everything that the drafts of the offer and its plans say, and a hash of it.
import type { Context } from "../../../pages/context.js";
import type { DraftKind } from "../../../partner-center/areas/drafts.js";
import type { Variant } from "../../../partner-center/schemas/resources.js";
import { contentHash } from "../../../values/content-hash.js";
import { objectsIn, type Properties } from "../../../values/properties.js";
import { offeredPlans } from "../offered-plans.js";

/** What the drafts of an offer hold at a moment. */
export interface DraftContent {
  /** Without the pseudo-plan for test drives. */
  readonly plans: readonly Variant[];
  /** Of everything that the drafts say; it changes when somebody edits one, in a program or in the portal. */
  readonly hash: string;
  /** The plan ids of plans that the program gives and that are not listed: the content is not whole. */
  readonly notListed: readonly string[];
  /** The plan ids of plans that need a package and have none. */
  readonly withoutPackage: readonly string[];
}

/**
 * Reads all drafts of an offer and its plans.
 * @param given Plan ids that the program gives. A list can leave one out once: then it is asked for again.
 * @param isToKeep Whether the hash is kept: what this run has written or read a moment ago is not read again, and an
 *   empty list of media is asked for again before it is believed. Who edits a draft in between is sent along, and shows
 *   as an edit at the next look.
 */
export async function readDrafts(
  context: Context,
  productId: string,
  given?: unknown,
  isToKeep = false,
): Promise<DraftContent> {
  const { drafts, reseller } = context.client();
  const wanted = Array.isArray(given) ? given.map(String) : [];
  const missingIn = (plans: readonly Variant[]) =>
    wanted.filter((planId) => !plans.some(({ externalID }) => externalID === planId));
  const readPlans = async () => {
    const listed = await context.client().looking(() => offeredPlans(context, productId));
    const plans = missingIn(listed).length > 0 ? await offeredPlans(context, productId) : listed;
    const ofPlans = await Promise.all(plans.map((plan) => readPlan(context, productId, plan, isToKeep)));
    return { plans, ofPlans };
  };
  const read = reading(context, productId, isToKeep);
  const [{ plans, ofPlans }, property, audience, configuration, listing, resale] = await Promise.all([
    readPlans(),
    read("Property"),
    read("ProductAvailability"),
    drafts
      .moduleInstanceId(productId, "Package")
      .then((instance) => (instance === undefined ? undefined : read("PackageConfiguration"))),
    listings(context, productId, undefined, isToKeep),
    isToKeep ? reseller.getJustSeen(productId) : reseller.get(productId),
  ]);
  const ofOffer = [property, audience, configuration].map((draft) => (draft ? saidBy(draft.body) : null));
  const all = [...ofOffer, listing, saidBy(resale as Properties), byId(ofPlans).map(({ parts }) => parts)];
  return {
    plans,
    notListed: missingIn(plans),
    hash: `${hashVersion}-${contentHash(all)}`,
    withoutPackage: ofPlans.filter(({ lacks }) => lacks).map(({ plan }) => plan.externalID ?? plan.id),
  };
}

/** Reads drafts of the offer or of a plan; see {@link readDrafts}. */
function reading(context: Context, productId: string, isToKeep: boolean, variantId?: string) {
  const { drafts } = context.client();
  return (kind: DraftKind) => {
    const reference = { productId, kind, ...(variantId === undefined ? {} : { variantId }) };
    return isToKeep ? drafts.justSeen<Properties>(reference) : drafts.read<Properties>(reference);
  };
}

async function readPlan(context: Context, productId: string, plan: Variant, isToKeep: boolean) {
  const read = reading(context, productId, isToKeep, plan.id);
  const [listing, availability, technical] = await Promise.all([
    listings(context, productId, plan.id, isToKeep),
    read("FeatureAvailability"),
    read("PackageConfiguration"),
  ]);
  const parts = [saidBy(plan), saidBy(availability.body), saidBy(technical.body), listing];
  return { plan, parts, lacks: needsPackage(plan) && lacksPackage(technical.body) };
}

/** What is hashed, and how; a hash of another version says nothing. */
const hashVersion = "3";

/** The order in which the service lists plans has no meaning. */
function byId<T extends { plan: Variant }>(ofPlans: readonly T[]): T[] {
  return [...ofPlans].sort((a, b) => (a.plan.id < b.plan.id ? -1 : 1));
}

/** A draft without what the service adds by itself. */
function saidBy({ id: _, "@odata.etag": __, ...body }: Properties): Properties {
  return body;
}

/** Whether a technical configuration refers to no package. */
function lacksPackage(configuration: Properties): boolean {
  return objectsIn(configuration.packageReferences).every((reference) => !reference.value);
}

/** Whether a plan has a technical configuration of its own: one that reuses that of another plan has none. */
function needsPackage({ subType, referenceVariantID }: Variant): boolean {
  return subType !== undefined && !referenceVariantID;
}

/** The listing of the offer or of a plan in all its languages, the offer's with its media. */
async function listings(
  context: Context,
  productId: string,
  variantId: string | undefined,
  isToKeep: boolean,
): Promise<unknown> {
  const { drafts } = context.client();
  const all = await drafts.readLanguages({ productId, variantId }, { mayBeSeen: isToKeep });
  return Promise.all(
    all
      .sort((a, b) => (String(a.body.languageCode) < String(b.body.languageCode) ? -1 : 1))
      .map(async ({ id, body }) => [
        saidBy(body),
        variantId === undefined ? await media(context, productId, id, isToKeep) : [],
      ]),
  );
}

/** Files of listings, as the client lists them. */
interface MediaArea<T> {
  list(productId: string, listingId: string): Promise<T[]>;
  justSeen(productId: string, listingId: string): T[] | undefined;
}

/** Pictures, videos and documents of a listing, in no order but that of their content. */
async function media(context: Context, productId: string, listingId: string, isToKeep: boolean): Promise<string[]> {
  const { assets, images, videos } = context.client();
  const listed = async <T>(area: MediaArea<T>): Promise<T[]> => {
    const seen = isToKeep ? area.justSeen(productId, listingId) : undefined;
    if (seen !== undefined) return seen;
    const files = await area.list(productId, listingId);
    return files.length === 0 && isToKeep ? area.list(productId, listingId) : files;
  };
  const [pictures, films, documents] = await Promise.all([listed(images), listed(videos), listed(assets)]);
  return [
    ...pictures.map(({ type, order, fileName, description }) => [type, order, fileName, description]),
    ...films.map(({ streamingUri, thumbnail: { title, fileName, description } = {} }) => {
      return [streamingUri, title, fileName, description];
    }),
    ...documents.map(({ type, friendlyName, fileName, description }) => [type, friendlyName, fileName, description]),
  ]
    .map((parts) => JSON.stringify(parts))
    .sort();
}
