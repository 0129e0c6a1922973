// How the service keeps the files of a listing in one language: logos, screenshots, videos with their pictures, documents
// (API reference §3.10, §4.4).

import { withDigits } from "../../../media/content.js";
import { foundIfThere } from "../../../media/listed.js";
import type { FoundFile, MediaCollection, MediaGroup, WantedFile } from "../../../media/media.js";
import type { ListingAsset } from "../../../partner-center/areas/assets.js";
import type { ListingVideo } from "../../../partner-center/areas/videos.js";
import type { ListingImage } from "../../../partner-center/schemas/resources.js";
import { type Properties, withoutEmpty } from "../../../values/properties.js";

function logo(kind: string): MediaGroup {
  return { name: `logos.${kind}`, noun: "picture", holds: "one", leaf: "", texts: [] };
}

const screenshots: MediaGroup = {
  name: "screenshots",
  noun: "picture",
  holds: "list",
  leaf: "file",
  texts: ["caption"],
  order: "number",
};

const videos: MediaGroup = {
  name: "videos",
  noun: "video",
  holds: "list",
  leaf: "thumbnail",
  texts: ["title", "address", "description"],
  identity: "address",
  order: "time",
};

const documents: MediaGroup = {
  name: "documents",
  noun: "document",
  holds: "map",
  leaf: "file",
  texts: ["description"],
};

/** The types of images that programs set, as the service names them. */
const imageGroups: Readonly<Record<string, MediaGroup>> = {
  AzureLogoSmall: logo("small"),
  AzureLogoMedium: logo("medium"),
  AzureLogoLarge: logo("large"),
  AzureLogoWide: logo("wide"),
  AzureLogoScreenshot: screenshots,
};

const documentType = "PdfDocument";

/** The stem of a file's name, made of a title. */
function stemOf(title: string, otherwise: string): string {
  return (
    title
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || otherwise
  );
}

function foundImage(image: ListingImage): FoundFile {
  return {
    group: imageGroups[image.type ?? ""],
    id: image.id,
    etag: image["@odata.etag"],
    fileName: image.fileName ?? "",
    state: image.state,
    order: image.order ?? 0,
    texts: imageGroups[image.type ?? ""] === screenshots ? withoutEmpty({ caption: image.description }) : {},
    stored: image,
    raw: image,
  };
}

const images: MediaCollection = {
  name: "images",
  groups: Object.values(imageGroups),
  list: async ({ client, productId, listingId }) => (await client.images.list(productId, listingId)).map(foundImage),
  justSeen: ({ client, productId, listingId }) => client.images.justSeen(productId, listingId)?.map(foundImage),
  get: async ({ client, productId, listingId }, id) =>
    foundIfThere(client.images.get(productId, listingId, id), foundImage),
  fileName: ({ group, path }, digits) => withDigits(`${group.holds === "one" ? path[1] : "screenshot"}.png`, digits),
  async upload({ client, productId, listingId }, { wanted, fileName, bytes, order, resume }) {
    const [type = ""] = Object.entries(imageGroups).find(([, group]) => group === wanted.group) ?? [];
    const { caption } = wanted.texts;
    const made = await client.images.upload(productId, listingId, {
      type,
      fileName,
      order,
      bytes,
      ...(caption === undefined ? {} : { description: String(caption) }),
      ...(resume === undefined ? {} : { resume: resume.raw as ListingImage }),
    });
    return foundImage(made);
  },
  async change({ client, productId, listingId }, { raw, id, order: before }, { texts }, order = before) {
    const { description: _, ...rest } = raw as ListingImage;
    const body = { ...rest, order, ...(texts.caption === undefined ? {} : { description: String(texts.caption) }) };
    return foundImage(await client.images.update(productId, listingId, id, body));
  },
  delete: ({ client, productId, listingId }, id) => client.images.delete(productId, listingId, id),
};

function foundVideo(video: ListingVideo): FoundFile {
  const { thumbnail } = video;
  return {
    group: videos,
    id: video.id,
    etag: video["@odata.etag"],
    fileName: thumbnail?.fileName ?? "",
    state: thumbnail?.state ?? video.state,
    order: 0,
    texts: withoutEmpty({ title: thumbnail?.title, address: video.streamingUri, description: thumbnail?.description }),
    stored: { id: video.id, fileName: thumbnail?.fileName, fileSasUri: thumbnail?.fileSasUri },
    raw: video,
  };
}

function thumbnailTexts({ title, description }: Properties) {
  return { title: String(title), ...(description === undefined ? {} : { description: String(description) }) };
}

const videoCollection: MediaCollection = {
  name: "videos",
  groups: [videos],
  list: async ({ client, productId, listingId }) => (await client.videos.list(productId, listingId)).map(foundVideo),
  justSeen: ({ client, productId, listingId }) => client.videos.justSeen(productId, listingId)?.map(foundVideo),
  get: async ({ client, productId, listingId }, id) =>
    foundIfThere(client.videos.get(productId, listingId, id), foundVideo),
  fileName: (_, digits) => withDigits("thumbnail.png", digits),
  async upload({ client, productId, listingId }, { wanted: { texts }, fileName, bytes, resume }) {
    const body = { streamingUri: String(texts.address), thumbnail: { fileName, ...thumbnailTexts(texts) } };
    const left = resume?.raw as ListingVideo | undefined;
    return foundVideo(await client.videos.upload(productId, listingId, { ...body, picture: bytes }, left));
  },
  async change({ client, productId, listingId }, { raw, id }, { texts }) {
    const video = raw as ListingVideo;
    const { description: _, ...rest } = video.thumbnail ?? {};
    const thumbnail = { ...rest, ...thumbnailTexts(texts) };
    const body = { ...video, streamingUri: String(texts.address), thumbnail };
    return foundVideo(await client.videos.update(productId, listingId, id, body));
  },
  delete: ({ client, productId, listingId }, id) => client.videos.delete(productId, listingId, id),
};

function foundDocument(asset: ListingAsset): FoundFile {
  return {
    group: asset.type === undefined || asset.type === documentType ? documents : undefined,
    id: asset.id,
    etag: asset["@odata.etag"],
    fileName: asset.fileName ?? "",
    state: asset.state,
    order: 0,
    texts: withoutEmpty({ description: asset.description }),
    key: asset.friendlyName || asset.fileName || asset.id,
    stored: asset,
    raw: asset,
  };
}

function documentTexts({ key, texts }: WantedFile) {
  const { description } = texts;
  return { friendlyName: String(key), ...(description === undefined ? {} : { description: String(description) }) };
}

const documentCollection: MediaCollection = {
  name: "documents",
  groups: [documents],
  list: async ({ client, productId, listingId }) => (await client.assets.list(productId, listingId)).map(foundDocument),
  justSeen: ({ client, productId, listingId }) => client.assets.justSeen(productId, listingId)?.map(foundDocument),
  get: async ({ client, productId, listingId }, id) =>
    foundIfThere(client.assets.get(productId, listingId, id), foundDocument),
  fileName: ({ key = "" }, digits) => withDigits(`${stemOf(key, "document")}.pdf`, digits),
  async upload({ client, productId, listingId }, { wanted, fileName, bytes, resume }) {
    const made = await client.assets.upload(productId, listingId, {
      type: documentType,
      fileName,
      ...documentTexts(wanted),
      bytes,
      ...(resume === undefined ? {} : { resume: resume.raw as ListingAsset }),
    });
    return foundDocument(made);
  },
  async change({ client, productId, listingId }, { raw, id }, wanted) {
    const { description: _, ...rest } = raw as ListingAsset;
    return foundDocument(await client.assets.update(productId, listingId, id, { ...rest, ...documentTexts(wanted) }));
  },
  delete: ({ client, productId, listingId }, id) => client.assets.delete(productId, listingId, id),
};

/** The collections of a listing's files. */
export const listingCollections: readonly MediaCollection[] = [images, videoCollection, documentCollection];
