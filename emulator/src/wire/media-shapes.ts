// What images, documents, videos and co-sell files have in their bodies, and in which order replies show it
// (API reference §3.10, §3.17). All are files that are announced, uploaded and committed.

import type { Wire } from "./entities.js";
import { objectOf, oneOf, type Shape, text, whole } from "./shape.js";

const fileState = oneOf("PendingUpload", "Uploaded", "InProcessing", "Processed", "ProcessFailed");

/** The file collections of a listing, of a co-sell listing and of supplemental content. */
export type MediaKind = "images" | "assets" | "videos" | "cosellAssets" | "supplementalAssets";

/** What replies show of a file. */
export interface ShownFile {
  readonly id: string;
  readonly kind: MediaKind;
  readonly etag: string;
  readonly body: Wire;
  readonly state: string;
}

/** One kind of file. */
export interface MediaRules {
  readonly resourceType: string;
  readonly shape: Shape;
  /** Fields of which one at least must be there. */
  readonly oneNeeded: readonly string[];
  /** True if a PUT has to carry If-Match (§2.1: of these, only images). */
  readonly needsIfMatch: boolean;
  /** True if lists and single reads have the address unasked. */
  readonly showsAddress?: true;
  /** The status of a successful POST (§2.1). */
  readonly createdStatus: 200 | 201;
  /** True if a body says that the upload is done. */
  commits(body: Wire): boolean;
  /** The body as replies show it, in order; entity tag and id follow. */
  wire(file: ShownFile, fileSasUri: string | undefined): Wire;
}

const saysUploaded = (body: Wire) => body.state === "Uploaded";

/** The rules of each kind. The order of fields is recorded for images, for the others assumed to be alike. */
export const mediaRules: { readonly [Kind in MediaKind]: MediaRules } = {
  images: {
    resourceType: "ListingImage",
    shape: { fileName: text, type: text, state: fileState, description: text, order: whole },
    oneNeeded: ["fileName"],
    needsIfMatch: true,
    createdStatus: 201,
    commits: saysUploaded,
    wire: ({ body: { fileName, type, description, order }, state }, fileSasUri) => ({
      fileName,
      type,
      fileSasUri,
      state,
      description,
      order,
    }),
  },
  assets: {
    resourceType: "ListingAsset",
    shape: { fileName: text, friendlyName: text, type: text, state: fileState, description: text },
    oneNeeded: ["fileName"],
    needsIfMatch: false,
    createdStatus: 201,
    commits: saysUploaded,
    wire: ({ body: { fileName, friendlyName, type, description }, state }, fileSasUri) => ({
      fileName,
      friendlyName,
      type,
      fileSasUri,
      state,
      description,
    }),
  },
  // A video itself is a link to YouTube or Vimeo; what is uploaded is its thumbnail (§4.4, from a client's code), which
  // is Processed from the commit on. The Azure CLI's extension reads the thumbnail's address of every video in a list,
  // although its `$expand` is one that the service passes over (listing_media_client.py, `_map_video`; §6.5 #12).
  videos: {
    resourceType: "ListingVideo",
    shape: {
      fileName: text,
      streamingUri: text,
      state: fileState,
      thumbnail: objectOf({ fileName: text, title: text, description: text, state: fileState }),
    },
    oneNeeded: ["streamingUri", "fileName"],
    needsIfMatch: false,
    showsAddress: true,
    createdStatus: 201,
    commits: (body) => saysUploaded(body) || saysUploaded((body.thumbnail ?? {}) as Wire),
    wire: ({ body: { fileName, streamingUri, thumbnail }, state }, fileSasUri) => {
      const { state: _sent, ...about } = (thumbnail ?? {}) as Wire;
      const thumbnailState = state === "Uploaded" ? "Processed" : state;
      const all = { ...about, fileSasUri, state: thumbnailState };
      const shown = Object.fromEntries(Object.entries(all).filter(hasValue));
      return { fileName, streamingUri, state, ...(thumbnail === undefined ? { fileSasUri } : { thumbnail: shown }) };
    },
  },
  cosellAssets: {
    resourceType: "CosellAsset",
    shape: { fileName: text, type: text, state: fileState },
    oneNeeded: ["fileName"],
    needsIfMatch: false,
    createdStatus: 200,
    commits: saysUploaded,
    wire: ({ body: { fileName, type }, state }, fileSasUri) => ({ fileName, type, fileSasUri, state }),
  },
  supplementalAssets: {
    resourceType: "SupplementalContentAsset",
    shape: { fileName: text, type: text },
    oneNeeded: ["fileName"],
    needsIfMatch: false,
    createdStatus: 200,
    commits: () => false,
    wire: ({ id, body: { fileName, type } }, fileSasUri) => ({ assetID: id, fileName, type, fileSasUri }),
  },
};

function hasValue([, value]: [string, unknown]): boolean {
  return value !== undefined;
}

/** The whole body of a file in a reply, its address in it where the caller gives one. */
export function mediaBody(file: ShownFile, fileSasUri?: string): Wire {
  const { resourceType, wire } = mediaRules[file.kind];
  const all = { resourceType, ...wire(file, fileSasUri), "@odata.etag": file.etag, id: file.id };
  return Object.fromEntries(Object.entries(all).filter(hasValue));
}
