// The switch `instanceIdsChangeAtPublish` (§7 #12): nobody knows whether a publish gives an offer new draft
// instances. With the switch on it does, and everything a client may have kept in mind is gone. The details (old
// resource ids answer 404, old instances read empty) are assumed.

import type { Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { guidShaped } from "../wire/identifiers.js";
import { currentInstances } from "./branches.js";
import type { Service } from "./service.js";

/** Copies all current drafts of a product into new instances with new ids, and freezes the old ones. */
export function renewInstances(service: Service, productId: string): void {
  const { store, clock } = service;
  const drafts = store.ofProduct("draft", productId);
  const media = store.ofProduct("media", productId);
  const now = clock.now();
  for (const instance of currentInstances(service, productId)) {
    if (instance.module === "ResellerConfiguration") continue;
    const renewed = { ...instance, id: guidShaped(), createdAt: now, visibleAt: now, emptyReplies: 0 };
    store.put("instance", { ...instance, frozen: true });
    store.put("instance", renewed);
    for (const draft of drafts.filter((candidate) => candidate.instanceId === instance.id)) {
      const id = guidShaped();
      const copies = new Map<string, string>();
      for (const file of media.filter((candidate) => candidate.listingId === draft.id)) {
        const copy = { ...file, id: guidShaped(), listingId: id, etag: newEntityTag(now) };
        copies.set(file.id, copy.id);
        store.remove("media", productId, file.id);
        store.put("media", copy);
      }
      const body = referringTo(copies, draft.body);
      store.remove("draft", productId, draft.id);
      store.put("draft", { ...draft, body, id, instanceId: renewed.id, etag: newEntityTag(now) });
    }
  }
}

/** A co-sell listing refers to its files by id: a copy refers to the copies. */
function referringTo(copies: ReadonlyMap<string, string>, body: Wire): Wire {
  const references = body.assetReferences;
  if (!Array.isArray(references)) return body;
  const copied = references.map((reference: Wire) => ({
    ...reference,
    value: copies.get(String(reference.value)) ?? reference.value,
  }));
  return { ...body, assetReferences: copied };
}
