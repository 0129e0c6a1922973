// What Partner Center's drafts say of an offer that a buyer will see, with its pictures.

import type { DraftKind } from "../../provider/partner-center/areas/drafts.js";
import { isTestDrive } from "../../provider/partner-center/areas/traits.js";
import type { PartnerCenterClient } from "../../provider/partner-center/client.js";
import { DownloadError, DraftNotFoundError, ifThere } from "../../provider/partner-center/errors.js";
import type { StoredFile, StoredListing, StoredOffer, StoredPlan } from "../../storefront/from-service.js";
import type { Fields } from "../../storefront/values.js";

/** The pictures that a page shows. */
const shownImages = ["azurelogosmall", "azurelogolarge", "azurelogoscreenshot"];

interface Downloaded {
  readonly fileName?: string | undefined;
  readonly fileSasUri?: string | undefined;
}

/** Undefined for what the service should have made by itself, and has not yet. */
async function ifMade<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await ifThere(reading);
  } catch (error) {
    if (error instanceof DraftNotFoundError) return undefined;
    throw error;
  }
}

/** Reads the drafts of an offer. Nothing is changed. @param say Takes a line about a picture that cannot be had. */
export async function readStoredOffer(
  client: PartnerCenterClient,
  productId: string,
  offerId: string,
  say: (line: string) => void,
): Promise<StoredOffer> {
  const bytesOf = async (file: Downloaded | undefined): Promise<Uint8Array | undefined> => {
    if (file?.fileSasUri === undefined) return undefined;
    try {
      return await client.downloads.get(file);
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      say(`warning: ${error.message}`);
      return undefined;
    }
  };
  const listing = async (body: { readonly id: string }): Promise<StoredListing> => {
    const [images, videos, documents] = await Promise.all([
      client.images.list(productId, body.id),
      client.videos.list(productId, body.id),
      client.assets.list(productId, body.id),
    ]);
    const shown = images.filter(({ type }) => shownImages.includes((type ?? "").toLowerCase()));
    const file = async (one: object, stored: Downloaded | undefined): Promise<StoredFile> => {
      return { body: one as Fields, bytes: await bytesOf(stored) };
    };
    return {
      body: body as Fields,
      images: await Promise.all(shown.map((image) => file(image, image))),
      videos: await Promise.all(videos.map((video) => file(video, video.thumbnail))),
      documents: documents.map((document) => ({ body: document as Fields, bytes: undefined })),
    };
  };
  const draft = async (kind: DraftKind, variantId?: string): Promise<Fields | undefined> =>
    (await ifMade(client.drafts.read<Fields>({ productId, kind, variantId })))?.body;
  const languages = async (variantId?: string) =>
    ((await ifMade(client.drafts.readLanguages({ productId, variantId }))) ?? []).map(({ body }) => body);
  const plan = async (variant: { readonly id: string }): Promise<StoredPlan> => {
    const [listings, availability] = await Promise.all([
      languages(variant.id),
      draft("FeatureAvailability", variant.id),
    ]);
    return { variant: variant as Fields, listings: listings as Fields[], availability };
  };
  const variants = (await client.variants.list(productId)).filter((variant) => !isTestDrive(variant));
  const [setup, property, availability, listings, plans] = await Promise.all([
    ifThere(client.setup.get(productId)),
    draft("Property"),
    draft("ProductAvailability"),
    languages().then((bodies) => Promise.all(bodies.map(listing))),
    Promise.all(variants.map(plan)),
  ]);
  return { offerId, setup: setup as Fields | undefined, property, availability, listings, plans };
}
