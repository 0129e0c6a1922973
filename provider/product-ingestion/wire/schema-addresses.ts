/**
 * `$schema`: the address that says of which type a resource is, and in which version.
 */
// Product Ingestion API §3.2, §3.3

/** What a `$schema` says. */
export interface SchemaAddress {
  /** Such as `plan-listing`. */
  readonly type: string;
  /** Such as `2022-03-01-preview5`. */
  readonly version: string;
}

/** Only the last segments count: the host has changed once (2025), and both are in use in what is read. */
const form = /\/schema\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\/(\d{4}-\d\d-\d\d(?:-dev|-preview\d+)?)\/?$/;

/** What an address says; undefined when it is none of a resource. */
export function parseSchemaAddress(address: string): SchemaAddress | undefined {
  const [, type, version] = form.exec(address.trim()) ?? [];
  return type === undefined || version === undefined ? undefined : { type, version };
}

/** The address to send. The old host `product-ingestion.azureedge.net` is refused since 2025. */
export function schemaAddress(type: string, version: string): string {
  return `https://schema.mp.microsoft.com/schema/${type}/${version}`;
}

/** Whether a text is a version. */
export const isVersion = (text: string): boolean => form.test(`/schema/x/${text}`);

/**
 * Below zero when the first is older. By date, then by the number of the preview; a date alone is newer than its
 * previews (assumed).
 */
// Product Ingestion API §3.3
export function compareVersions(one: string, other: string): number {
  const [a, b] = [rankOf(one), rankOf(other)];
  return a.date === b.date ? a.preview - b.preview : a.date < b.date ? -1 : 1;
}

function rankOf(version: string): { date: string; preview: number } {
  const [, date = version, , rest, number] = /^(\d{4}-\d\d-\d\d)(-(dev|preview)(\d*))?$/.exec(version) ?? [];
  return { date, preview: rest === undefined ? Number.POSITIVE_INFINITY : Number(number || 0) };
}

/** The newest of some versions; at least one. */
export function newestVersion(first: string, ...others: readonly string[]): string {
  return others.reduce((newest, version) => (compareVersions(version, newest) > 0 ? version : newest), first);
}
