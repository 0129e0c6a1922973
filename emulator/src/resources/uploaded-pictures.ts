// Pictures that were uploaded through the first API, as resources of the second one: that both show the same listing is
// assumed, since they show the same offers (Product Ingestion API §16.2; additions §1, which tells of recorded uploads).

import type { Service } from "../state/service.js";
import type { MediaRecord, ProductRecord } from "../store/records.js";
import { productRef } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { newEntityTag } from "../wire/entity-tags.js";
import { schemaAddress } from "../wire/schema-addresses.js";
import type { Resource } from "./initial-resources.js";
import { type OfferType, resourceTypes } from "./resource-types.js";
import { fileHost } from "./shown.js";

const type = "listing-asset";
const lowered = (text: string) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** The number at the end of a durable id: always the same, since files of one type can come and go. */
const ordinalOf = ({ id }: MediaRecord) => Number.parseInt(id.slice(0, 8), 16);

function idOf(product: ProductRecord, picture: MediaRecord): string {
  const asset = String(picture.body.type).toLowerCase();
  return `${type}/${product.id}/public/main/default/en-us/${asset}/${ordinalOf(picture)}`;
}

/** The whole pictures of the listing in English, as it is now. */
function picturesOf({ store }: Service, product: ProductRecord): MediaRecord[] {
  const listings = store
    .ofProduct("draft", product.id)
    .filter(({ kind, body }) => kind === "listing" && body.languageCode === "en-us")
    .filter(({ instanceId }) => store.get("instance", product.id, instanceId)?.frozen !== true)
    .map(({ id }) => id);
  const all = store.ofProduct("media", product.id);
  return all.filter(({ kind, committed, listingId }) => kind === "images" && committed && listings.includes(listingId));
}

function asResource(product: ProductRecord, picture: MediaRecord): Resource {
  const { fileName = "", type: pictureType, description = "", order = 0 } = picture.body;
  return {
    $schema: schemaAddress(type, "2022-03-01-preview5"),
    id: idOf(product, picture),
    kind: "azure",
    product: productRef(product.id),
    listing: `listing/${product.id}/public/main/default/en-us`,
    languageId: "en-us",
    type: lowered(String(pictureType)),
    url: `https://${fileHost}/file/${picture.blob}`,
    fileName,
    friendlyName: "",
    description,
    displayOrder: order,
  };
}

/** All of them; none where the second API does not know the type of the offer. */
export function uploadedPictures(service: Service, product: ProductRecord, offerType: string): Resource[] {
  if (resourceTypes[type]?.offers.includes(offerType as OfferType) !== true) return [];
  return picturesOf(service, product).map((picture) => asResource(product, picture));
}

/** The picture that a durable id means, if it means one, and as a resource. */
export function uploadedPicture(service: Service, product: ProductRecord, id: string) {
  const picture = picturesOf(service, product).find((one) => idOf(product, one) === id);
  return picture && { picture, resource: asResource(product, picture) };
}

/** What the second API says of a picture beside its bytes. */
export function changePicture({ store, clock }: Service, picture: MediaRecord, resource: Wire): void {
  const { fileName, description, displayOrder } = resource;
  const body = { ...picture.body, fileName, description, order: displayOrder };
  store.put("media", { ...picture, body, etag: newEntityTag(clock.now()) });
}
