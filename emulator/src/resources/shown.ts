// How resources are given out: in the newest version that the caller asks for at most, with secrets masked and files at
// addresses that soon expire (Product Ingestion API §3.2, §3.3; additions §1). Switches choose oddities that were seen.

import { createHash } from "node:crypto";
import type { Service } from "../state/service.js";
import { productRef } from "../wire/durable-ids.js";
import type { Wire } from "../wire/entities.js";
import { guid } from "../wire/identifiers.js";
import { compareVersions, oldSchemaHost, readSchemaAddress, schemaAddress } from "../wire/schema-addresses.js";
import { isObject } from "./forms.js";
import type { Resource } from "./initial-resources.js";
import { resourceType } from "./resource-types.js";

/** What stands for a secret; sent back, it keeps the secret (§6.3). */
export const mask = "*********";

/** Without `$version`; which one the service takes then is not known (§3.3). */
export const usualCeiling = "2022-07-01";

/** Types that were still read from the old host in 2025 (additions §1). */
const onOldHost = new Set([
  "plan-listing",
  "listing",
  "listing-asset",
  "listing-trailer",
  "property",
  "price-and-availability-custom-meter",
]);

/** Where the service keeps the files that it has fetched. */
export const fileHost = "ingestionpackagesprod1.blob.core.windows.net";

/** Copies a value with those at a path replaced; `*` is any key, and each entry of a list. */
export function replacedAt(value: unknown, path: readonly string[], replace: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replace(value);
  if (Array.isArray(value)) return key === "*" ? value.map((item) => replacedAt(item, rest, replace)) : value;
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    key === "*" || key === name ? replacedAt(item, rest, replace) : item,
  ]);
  return Object.fromEntries(entries);
}

/** The version in which a type is read: the newest not above the ceiling, or the oldest there is. */
function versionBelow(type: string, ceiling: string): string | undefined {
  const versions = resourceType(type)?.versions ?? [];
  return versions.findLast((version) => compareVersions(version, ceiling) <= 0) ?? versions[0];
}

/** Versions before preview5 cannot say that an image is in a gallery: those image versions are not seen (§4.1). */
function withoutGalleries(resource: Wire, version: string): Wire {
  if (!Array.isArray(resource.vmImageVersions) || compareVersions(version, "2022-03-01-preview5") >= 0) return resource;
  const isSeen = (entry: unknown) => !JSON.stringify(entry).includes('"sharedImageGallery"');
  return { ...resource, vmImageVersions: resource.vmImageVersions.filter(isSeen) };
}

/** A new address at each read, good for two hours. */
function fileAddress(url: unknown, now: number): unknown {
  if (typeof url !== "string") return url;
  const name = createHash("sha256").update(url).digest("hex").slice(0, 32);
  const end = new Date(now + 2 * 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");
  const query = new URLSearchParams({ sv: "2018-03-28", sr: "b", sig: guid(), se: end, sp: "r" });
  return `https://${fileHost}/file/${name}?${query}`;
}

const fetched: { readonly [type: string]: readonly string[] } = {
  "listing-asset": ["url"],
  "listing-trailer": ["assets", "*", "imageList", "*", "url"],
};

const capital = (value: unknown) =>
  typeof value === "string" ? `${value.slice(0, 1).toUpperCase()}${value.slice(1)}` : value;

/** A resource as a read with this ceiling shows it. */
export function shown(service: Service, resource: Resource, ceiling: string): Resource {
  const address = readSchemaAddress(resource.$schema);
  const version = address === undefined ? undefined : versionBelow(address.type, ceiling);
  if (address === undefined || version === undefined) return resource;
  const { type } = address;
  const { readHosts, readEnums, planReferences } = service.switches;
  let result: unknown = withoutGalleries(resource, version);
  for (const secret of resourceType(type)?.secrets ?? []) result = replacedAt(result, secret.split("."), () => mask);
  const file = fetched[type];
  if (file !== undefined) result = replacedAt(result, file, (url) => fileAddress(url, service.clock.now()));
  if (type === "listing-asset" && readEnums === "pascal") result = replacedAt(result, ["type"], capital);
  if (type === "plan" && planReferences === "stale") result = replacedAt(result, ["product"], () => productRef(guid()));
  const host = readHosts === "mixed" && onOldHost.has(type) ? oldSchemaHost : undefined;
  return { ...(result as Resource), $schema: schemaAddress(type, version, host) };
}

/** Whether a value stands for a secret that is stored. */
export function isMasked(value: unknown): boolean {
  return typeof value === "string" && /^\*+$/.test(value);
}
