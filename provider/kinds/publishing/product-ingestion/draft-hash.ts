// What an offer says in draft, preview or live, as a hash: two that are equal would publish the same.
import { type ResourceTree, typeOf } from "../../../product-ingestion/index.js";
import { contentHash } from "../../../values/content-hash.js";
import { isObject, mapValues } from "../../../values/properties.js";

/** What is hashed, and how; a hash of another version says nothing. */
const hashVersion = "tree1";

/**
 * Left out is what says nothing of the content: submissions, the versions of schemas, the addresses of files as they
 * were read, which differ each time, and signatures.
 */
export function hashOfTree({ resources }: ResourceTree): string {
  const parts = resources
    .filter((resource) => typeOf(resource) !== "submission")
    .map((resource) => said(typeOf(resource), resource))
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return `${hashVersion}-${contentHash(parts)}`;
}

function said(type: string, { $schema: _, ...resource }: ResourceTree["resources"][number]): unknown {
  const isFile = type === "listing-asset" || type === "listing-trailer";
  return [type, isFile ? withoutAddresses(resource) : withoutSignatures(resource)];
}

/** Of a video, the address of the page where it is shown stays. */
function withoutAddresses(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAddresses);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "url")
      .map(([key, inner]) => [key, withoutAddresses(inner)]),
  );
}

function withoutSignatures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSignatures);
  if (!isObject(value)) return value;
  return mapValues(value, (inner, key) =>
    key === "uri" && typeof inner === "string" ? inner.split("?")[0] : withoutSignatures(inner),
  );
}
