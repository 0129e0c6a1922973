// The files of a listing as if they were one resource: a list of entries for each sort of files, which fields read and
// write as those of any other page.
import type { Field } from "../../fields/field.js";
import type { Resource, ResourceTree } from "../../product-ingestion/index.js";
import { asObject, isObject, objectsIn, type Properties, withoutEmpty } from "../../values/properties.js";
import { partsIn } from "../tree.js";
import { withHashes } from "./file-hashes.js";
import { fileHash, fileNamed, fileNameOf, plainAddress } from "./file-names.js";

/** A sort of files, which a program sets together: one logo, all screenshots, all documents, all videos. */
export interface FileGroup {
  /** Where a program has it. */
  readonly path: string;
  /** Where the body has its entries. */
  readonly key: string;
  readonly type: "listing-asset" | "listing-trailer";
  readonly field: Field;
  isOne(resource: Resource): boolean;
  /** What is compared of a resource. */
  entryOf(resource: Properties): Properties;
  /** By what an entry is found again among others. */
  identity(entry: Properties): unknown;
  /** The content of a resource, out of an entry that a program has written. */
  resource(entry: Properties): Properties;
}

/** A file of a program, or one that was read, in the form that is compared. */
export function comparedFile(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { url, path: _, file, ...texts } = value;
  return withoutEmpty({ ...texts, file: typeof url === "string" ? fileHash(url) : file });
}

const ofAsset = (resource: Properties) => ({ file: fileNamed(resource.fileName) });

/** What a program writes, with the address from which the service can fetch it, or with its path. */
function written(value: unknown): Properties {
  const { url, ...texts } = asObject(value);
  return { ...texts, ...(typeof url === "string" ? { file: fileHash(url), url } : {}) };
}

function asset(type: string, entry: Properties, more: Properties = {}): Properties {
  const url = String(entry.url);
  return { kind: "azure", languageId: "en-us", type, url, fileName: fileNameOf(url), ...more };
}

function assetGroup(
  path: string,
  type: string,
  more: Pick<FileGroup, "entryOf" | "resource"> & Pick<Field, "canonical" | "read" | "write">,
): FileGroup {
  const { entryOf, resource, ...field } = more;
  return {
    path,
    key: type,
    type: "listing-asset",
    field: { path, wire: [type], spread: withHashes(path), ...field },
    isOne: (one) => one.type === type,
    entryOf,
    identity: ({ file }) => file,
    resource,
  };
}

/** A logo, of which an offer has one. */
export function logoGroup(path: string, type: string): FileGroup {
  return assetGroup(path, type, {
    canonical: comparedFile,
    read: (body) => objectsIn(body[type])[0],
    write: (body, value) => {
      body[type] = value === undefined ? [] : [written(value)];
    },
    entryOf: ofAsset,
    resource: (entry) => asset(type, entry),
  });
}

/** Pictures in an order, with captions. */
export function screenshotGroup(path: string): FileGroup {
  const type = "azureLogoScreenshot";
  return assetGroup(path, type, {
    canonical: (value) => (Array.isArray(value) ? value.map(comparedFile) : value),
    read: (body) => objectsIn(body[type]),
    write: (body, value) => {
      body[type] = objectsIn(value).map(written);
    },
    entryOf: (resource) => withoutEmpty({ ...ofAsset(resource), caption: resource.description }),
    resource: (entry) => asset(type, entry, { description: entry.caption ?? "" }),
  });
}

/** Documents by their names. */
export function documentGroup(path: string): FileGroup {
  const type = "pdfDocument";
  return assetGroup(path, type, {
    canonical: (value) =>
      Object.fromEntries(Object.entries(asObject(value)).map(([name, file]) => [name, comparedFile(file)])),
    read: (body) => Object.fromEntries(objectsIn(body[type]).map(({ name, ...file }) => [String(name), file])),
    write: (body, value) => {
      body[type] = Object.entries(asObject(value)).map(([name, file]) => ({ name, ...written(file) }));
    },
    entryOf: (resource) => ({ ...ofAsset(resource), name: resource.friendlyName || resource.fileName }),
    resource: (entry) => asset(type, entry, { friendlyName: entry.name }),
  });
}

/** What customers see of a video, of those that a program sets: nobody can tell which picture the service has of one. */
function comparedVideo(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { thumbnail: _, ...texts } = value;
  return withoutEmpty(texts);
}

/** Videos elsewhere, each with a picture in its place. */
export function videoGroup(path: string): FileGroup {
  const key = "trailers";
  return {
    path,
    key,
    type: "listing-trailer",
    field: {
      path,
      wire: [key],
      canonical: (value) => (Array.isArray(value) ? value.map(comparedVideo) : value),
      read: (body) => objectsIn(body[key]),
      write: (body, value) => {
        body[key] = objectsIn(value);
      },
    },
    isOne: () => true,
    entryOf: ({ streamingUrl, assets }) =>
      withoutEmpty({ title: asObject(asObject(assets)["en-us"]).title, address: streamingUrl }),
    identity: ({ address }) => address,
    resource: ({ title, address, thumbnail }) => ({
      kind: "azure",
      streamingUrl: address,
      assets: { "en-us": { title, imageList: [{ url: asObject(thumbnail).url }] } },
    }),
  };
}

/** By what a video's picture is known; undefined where a program gives none. */
export function thumbnailOf(video: Properties): string | undefined {
  const { url } = asObject(video.thumbnail);
  return typeof url === "string" ? fileHash(url) : undefined;
}

/** The resources of a group, in the order in which customers see them. */
export function foundIn(tree: ResourceTree, { type, isOne }: FileGroup): Resource[] {
  const ordinal = ({ id = "" }: Resource) => Number(/\d+$/.exec(String(id))?.[0] ?? 0);
  const place = (one: Resource) => Number(one.displayOrder ?? 0);
  return partsIn(tree, { type })
    .filter((one) => isOne(one) && one.lifecycleState !== "deleted")
    .sort((one, other) => place(one) - place(other) || ordinal(one) - ordinal(other));
}

/** All files of a tree, as if they were one resource. */
export function filesIn(tree: ResourceTree, groups: readonly FileGroup[]): Properties {
  return Object.fromEntries(groups.map((group) => [group.key, foundIn(tree, group).map(group.entryOf)]));
}

/** A value of the state without signatures: addresses are kept, what lets somebody read is not. */
export function withoutSignatures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSignatures);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "url" && typeof inner === "string" ? plainAddress(inner) : withoutSignatures(inner),
    ]),
  );
}
