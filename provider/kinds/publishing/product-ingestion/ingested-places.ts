// Where in a program a finding of the Product Ingestion API belongs: it names the resource, by an id that begins with its
// type, or nothing but the submission. What is said of it is not documented, so that this reads words.
import type { FindingPlace } from "../../../partner-center/publishing/failure-reasons.js";
import type { Variant } from "../../../partner-center/schemas/resources.js";
import { flatReasons, type Job, type Reason } from "../../../product-ingestion/index.js";
import { type Blocks, listingWords, placeOf, propertyWords, type Words } from "../reason-places.js";
import type { Clients } from "./reads.js";

const planListing: Words = [
  [/description/i, ".description"],
  [/summary/i, ".summary"],
  [/title|\bname\b/i, ".title"],
];

const availability: Words = [
  [/market/i, ".markets"],
  [/trial/i, ".trialMonths"],
  [/reservation/i, ".reservations"],
  [/meter/i, ".meters"],
  [/audience|tenant|subscription/i, ".privateAudience"],
  [/visib/i, ".visibility"],
];

const ofPlan: Words = [
  [/cluster\s*extension|extension type/i, ".kubernetes.extensionType"],
  [/bundle|cnab|digest/i, ".kubernetes.bundles"],
  [/image|vhd|\bsas\b|version/i, ".images"],
  [/sku/i, ".skus"],
  [/\bsize/i, ".recommendedSizes"],
  [/\bport/i, ".openPorts"],
  [/operating system/i, ".operatingSystem"],
];

const ofOffer: Words = [
  [/landing/i, ".landingPageUrl"],
  [/webhook/i, ".connectionWebhook"],
  [/tenant/i, ".tenantId"],
  [/\bapp(lication)?\b/i, ".applicationId"],
];

/** Those of offers of virtual machines, containers and SaaS. */
export const ingestedBlocks: Blocks = {
  isByMessage: true,
  offer: [
    { module: /custom-meter|\bmeter/i, property: "meters", words: [] },
    { module: /listing-trailer|video/i, property: "listing.videos", words: [] },
    { module: /customer-leads|\bleads?\b/i, property: "leads", words: [] },
    { module: /resell/i, property: "resale", words: [] },
    { module: /availability-offer|preview.*(audience|subscription)/i, property: "previewAudience", words: [] },
    { module: /marketplace-setup/i, property: "setup", words: [] },
    { module: /technical.configuration|landing page|webhook/i, property: "technicalConfiguration", words: ofOffer },
    {
      module: /listing|logo|screenshot|\btitle|description|summary|privacy|support|contact/i,
      property: "listing",
      words: listingWords,
    },
    { module: /^property|categor|contract|terms/i, property: "properties", words: propertyWords },
  ],
  plan: [
    {
      module: /technical.configuration|image|\bsku|bundle|extension type|vhd|operating system/i,
      property: "technicalConfiguration",
      words: ofPlan,
    },
    { module: /listing|description|summary/i, property: "listing", words: planListing },
    {
      module: /availability|pric|market|audience|trial|reservation|meter/i,
      property: "availability",
      words: availability,
    },
    { module: /region|cloud/i, property: "setup", words: [[/region|cloud/i, ".clouds"]] },
  ],
};

/** Tells the places of findings of an offer; its plans are asked for once. */
export function placesIn(
  context: Clients,
  offer: { readonly productId: string; readonly offerId: string },
): FindingPlace {
  let plans: Promise<Variant[]> | undefined;
  return async (finding) => {
    plans ??= context.client().variants.list(offer.productId);
    return placeOf(finding, `offer ${offer.offerId}`, await plans, ingestedBlocks);
  };
}

/** Why a job has failed, each reason with its place where that can be told. */
export function placedReasons(job: Job, place: FindingPlace): Promise<Reason[]> {
  return Promise.all(
    flatReasons(job.errors).map(async (reason) => {
      const { resourceId, code, text } = reason;
      const resource = typeof resourceId === "string" ? resourceId : "";
      const found = await place({ resource, errorCode: code, message: text }).catch(() => undefined);
      return found === undefined ? reason : { ...reason, text: `${text} (${found})` };
    }),
  );
}
