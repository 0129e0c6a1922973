/**
 * In which version of its schema each type is written, and up to which version is read. Three incidents (2024, 2025,
 * 2026) say that a fixed table would not do: what was right is refused one day, so each entry can be set from outside.
 */
import { ConfigurationError, ValidationError } from "../../partner-center/errors.js";
import { knownType, knownTypes } from "./known-types.js";
import { compareVersions, isVersion, newestVersion, parseSchemaAddress, schemaAddress } from "./schema-addresses.js";

/** Type of a resource → version, such as `{ plan: "2022-03-01-preview3" }`. */
export type SchemaVersions = Readonly<Record<string, string>>;

/**
 * The newest schema that is read. Reading in an older one loses what that cannot say, such as images from a gallery,
 * and writing it back removes them (in use in 2026).
 */
// Product Ingestion API §4.1
const readCeiling = "2026-04-01-preview1";

/** What travels around resources. */
// Product Ingestion API §3.2
const envelopes: SchemaVersions = { "resource-tree": readCeiling, configure: "2022-03-01-preview2" };

export class Versions {
  /** @param set Wins over the table. @throws ConfigurationError for a version that is none. */
  constructor(private readonly set: SchemaVersions = {}) {
    for (const [type, version] of Object.entries(set)) {
      if (typeof version !== "string" || !isVersion(version) || !/^[a-z][a-z0-9-]*$/.test(type)) {
        throw new ConfigurationError(
          `schemaVersions: "${type}" has the version ${JSON.stringify(version)}. Types are written as in the address ` +
            `of their schema, versions like 2022-03-01-preview5; "resource-tree" is the newest version that is read.`,
        );
      }
    }
  }

  /** What reads may answer in at most: `$version`. */
  // Product Ingestion API §3.3
  get ceiling(): string {
    return this.of("resource-tree");
  }

  /** The version of a type. @throws ValidationError for a type that is not known. */
  of(type: string): string {
    const tables = [this.set, envelopes].map((table) => (Object.hasOwn(table, type) ? table[type] : undefined));
    const version = tables.find((one) => one !== undefined) ?? knownType(type)?.version;
    if (version !== undefined) return version;
    throw new ValidationError(
      `"${type}" is no type of resource that can be written: it is not one of ${Object.keys(knownTypes).join(", ")}, ` +
        "and schemaVersions names no version for it.",
    );
  }

  /**
   * The `$schema` to write a resource in: what is set from outside; else the newer one of the table's version and that
   * in which it was read.
   */
  addressFor(type: string, read?: string): string {
    const version = this.of(type);
    const other = read === undefined ? undefined : parseSchemaAddress(read)?.version;
    const isFixed = Object.hasOwn(this.set, type) || other === undefined;
    return schemaAddress(type, isFixed || compareVersions(other, version) < 0 ? version : other);
  }

  /** `$version` for a request with these resources: none of them may be newer. */
  // Product Ingestion API §3.3
  atLeast(addresses: readonly string[]): string {
    return newestVersion(this.ceiling, ...addresses.flatMap((address) => parseSchemaAddress(address)?.version ?? []));
  }
}

/** The setting `schemaVersions`: a JSON object. @throws ConfigurationError */
export function parseSchemaVersions(text: string): SchemaVersions {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {}
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ConfigurationError(
      'The setting schemaVersions must be a JSON object of types and versions, such as {"plan": "2022-03-01-preview3"}.',
    );
  }
  new Versions(value as SchemaVersions);
  return value as SchemaVersions;
}
