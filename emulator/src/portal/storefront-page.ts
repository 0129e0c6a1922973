// What a buyer sees: the offer as it is in its drafts, in preview and live, in the likeness of the marketplace's page.

import { offerOfResources } from "#storefront/from-resources.js";
import { offerOfService, type StoredFile, type StoredOffer } from "#storefront/from-service.js";
import type { Stage, Version } from "#storefront/model.js";
import { storefrontPage } from "#storefront/page.js";
import type { HttpReply } from "../http/message.js";
import { draftResources } from "../resources/draft-tree.js";
import { currentInstances } from "../state/branches.js";
import type { Service } from "../state/service.js";
import { substateOf, visibleSubmissions } from "../state/submission-progress.js";
import {
  type MediaRecord,
  offerIdOf,
  type ProductRecord,
  type SnapshotEntry,
  type VariantRecord,
} from "../store/records.js";
import type { Wire } from "../wire/entities.js";
import { marketCodes } from "../wire/markets.js";
import { overviewPath } from "./offers-page.js";
import { hasResources } from "./resources-view.js";

/** Path of the page of an offer; that of its preview ends with `-preview`. */
export function storefrontPath(product: ProductRecord): string {
  return `/marketplace/apps/${product.tenant}.${offerIdOf(product)}`;
}

/** What the drafts say now, in the form in which a submission keeps it. */
function drafts(service: Service, product: ProductRecord): SnapshotEntry[] {
  const { store } = service;
  const [all, media] = [store.ofProduct("draft", product.id), store.ofProduct("media", product.id)];
  return currentInstances(service, product.id).map(({ id, module, variantId }) => {
    const own = all.filter((draft) => draft.instanceId === id);
    const files = media.filter((file) => own.some((draft) => draft.id === file.listingId));
    return { module, instanceId: id, ...(variantId === undefined ? {} : { variantId }), drafts: own, media: files };
  });
}

function stored(
  service: Service,
  product: ProductRecord,
  entries: readonly SnapshotEntry[],
  variants: readonly VariantRecord[],
): StoredOffer {
  const of = (kind: string, variantId?: string) =>
    entries
      .filter((entry) => entry.variantId === variantId)
      .flatMap((entry) => entry.drafts)
      .filter((draft) => draft.kind === kind);
  const media = entries.flatMap((entry) => entry.media).filter((file) => file.committed);
  const fileOf = ({ body, blob }: MediaRecord): StoredFile => ({ body, bytes: service.store.getFile(blob) });
  const files = (listingId: string, kind: string) =>
    media.filter((file) => file.listingId === listingId && file.kind === kind).map(fileOf);
  return {
    offerId: offerIdOf(product),
    setup: product.setup,
    property: of("property")[0]?.body,
    availability: of("productAvailability")[0]?.body,
    listings: of("listing").map(({ id, body }) => ({
      body,
      images: files(id, "images"),
      videos: files(id, "videos"),
      documents: files(id, "assets"),
    })),
    plans: variants.map(({ id, body }) => ({
      variant: { ...body, id },
      listings: of("listing", id).map((draft) => draft.body),
      availability: of("featureAvailability", id)[0]?.body,
    })),
  };
}

/** In which states a submission is what the preview audience sees. */
const inPreview = ["ReadyToPublish", "Publishing", "FailedInCertification"];

/** The versions of an offer that there are. */
function versions(service: Service, product: ProductRecord): Version[] {
  const now = service.clock.now();
  const submissions = visibleSubmissions(service, product.id);
  const at = (...substates: string[]) => submissions.findLast((one) => substates.includes(substateOf(one, now)));
  if (hasResources(service, product)) {
    const ofResources = (stage: Stage, resources: readonly Wire[]): Version => {
      return { stage, offer: offerOfResources(resources, { marketsOf: () => marketCodes }) };
    };
    const published = [
      ["preview", at(...inPreview)],
      ["live", at("InStore")],
    ] as const;
    return [
      ofResources("draft", draftResources(service, product)),
      ...published.flatMap(([stage, one]) => (one === undefined ? [] : [ofResources(stage, one.resources ?? [])])),
    ];
  }
  const version = (stage: Stage, entries: readonly SnapshotEntry[], variants: readonly VariantRecord[]): Version => {
    return { stage, offer: offerOfService(stored(service, product, entries, variants)) };
  };
  const [preview, live] = [at(...inPreview), at("InStore")];
  return [
    version("draft", drafts(service, product), service.store.ofProduct("variant", product.id)),
    ...(preview === undefined ? [] : [version("preview", preview.snapshot, preview.variants)]),
    ...(live === undefined ? [] : [version("live", live.snapshot, live.variants)]),
  ];
}

/**
 * The page `/marketplace/apps/{tenant}.{offerId}`, which begins with the version that is furthest, or the one in preview
 * below `…-preview`.
 */
export function storefront(
  service: Service,
  product: ProductRecord,
  query: URLSearchParams,
  isPreview: boolean,
): HttpReply {
  const all = versions(service, product);
  const wanted = query.get("stage") ?? (isPreview ? "preview" : undefined);
  const stage = (all.find((version) => version.stage === wanted) ?? all.at(-1))?.stage;
  const { text, policy } = storefrontPage(all, {
    stage,
    market: query.get("market") ?? undefined,
    language: query.get("language") ?? undefined,
    back: { address: overviewPath(product.id), words: "← Partner Center" },
  });
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return { status: 200, headers, body: text };
}
