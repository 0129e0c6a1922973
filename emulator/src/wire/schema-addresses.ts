// The `$schema` of a resource of the Product Ingestion API: which type it is, and in which version (Product Ingestion
// API §3.2, §3.3). Types are told by the path, never by the host: two hosts are around.

/** The host that writes must name. */
export const schemaHost = "schema.mp.microsoft.com";
/** The host until early 2025; it is gone, but reads may still name it. */
export const oldSchemaHost = "product-ingestion.azureedge.net";

/** A `$schema` taken apart. */
export interface SchemaAddress {
  readonly host: string;
  readonly type: string;
  readonly version: string;
}

/** Takes a `$schema` apart; undefined for anything else. Blanks around it are not forgiven. */
export function readSchemaAddress(text: unknown): SchemaAddress | undefined {
  if (typeof text !== "string") return undefined;
  const match = /^https:\/\/([^/]+)\/schema\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\/([^/\s]+)$/.exec(text);
  const [, host, type, version] = match ?? [];
  if (host === undefined || type === undefined || version === undefined || !isVersion(version)) return undefined;
  return host === schemaHost || host === oldSchemaHost ? { host, type, version } : undefined;
}

/** The type of a resource, "" if it cannot be told. */
export function typeOf(resource: { readonly $schema?: unknown }): string {
  return readSchemaAddress(resource.$schema)?.type ?? "";
}

/** The `$schema` of a type in a version. */
export function schemaAddress(type: string, version: string, host = schemaHost): string {
  return `https://${host}/schema/${type}/${version}`;
}

/** True for versions such as `2022-07-01` and `2022-03-01-preview5`. */
export function isVersion(text: string): boolean {
  return /^\d{4}(-\d\d){2}(-dev|-preview\d+)?$/.test(text);
}

/** Order of versions: by date, then by preview; a date alone is above its previews (§3.3, a guess). */
export function compareVersions(a: string, b: string): number {
  const [dateA, dateB] = [a.slice(0, 10), b.slice(0, 10)];
  if (dateA !== dateB) return dateA < dateB ? -1 : 1;
  return previewOf(a) - previewOf(b);
}

function previewOf(version: string): number {
  if (version.length === 10) return Number.MAX_SAFE_INTEGER;
  return Number(/preview(\d+)$/.exec(version)?.[1] ?? 0);
}
