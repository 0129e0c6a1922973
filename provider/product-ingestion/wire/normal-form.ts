/**
 * The normal form of resources, made once at the border: whatever of the API's spellings a read has, there is one form
 * inside, and it can be sent.
 *
 * - `$schema` has the host that writes need, and no blanks;
 * - `Id` is spelled so; enumerations begin with a small letter;
 * - keys with null are left out, but for those in which null means something;
 * - `validations` and `resourceName` are left out;
 * - `product` is the offer that was asked for: trees were seen that name another one.
 *
 * Unknown keys stay at any depth. A resource of an unknown type stays as it is, but for its `$schema`.
 */
// Product Ingestion API §3.2, §3.4, §5.4, §6.2; additions §3.2, §3.3
import { type KnownType, knownType } from "./known-types.js";
import { isObject, type JsonObject, withPlaces, withValuesAt } from "./places.js";
import { parseSchemaAddress, schemaAddress } from "./schema-addresses.js";

/** Any resource, in the normal form. */
export interface Resource extends JsonObject {
  readonly $schema: string;
  /** The durable id. */
  readonly id?: string;
}

/** The type of a resource, such as `plan`; "" when its `$schema` is none that is known. */
export function typeOf(resource: { readonly $schema: string }): string {
  return parseSchemaAddress(resource.$schema)?.type ?? "";
}

/** Ids that any resource may have, its references included. */
// Product Ingestion API §5.3
const commonIds = ["id", "product.externalId", "plan.externalId"];

/** @param product Durable id of the offer that it belongs to; undefined: not known, `product` stays. */
export function normalForm(resource: { readonly $schema: string } & JsonObject, product?: string): Resource {
  const address = parseSchemaAddress(resource.$schema);
  if (address === undefined) return { ...resource, $schema: resource.$schema.trim() } as Resource;
  const $schema = schemaAddress(address.type, address.version);
  const known = knownType(address.type);
  if (known === undefined) return { ...resource, $schema } as Resource;
  const { validations, resourceName, ...content } = spelled(resource, known.ids ?? []);
  const body = withEnumerations(withoutNulls(content, known.nullable ?? []) as JsonObject, known);
  const belongs = product === undefined || address.type === "product" ? {} : { product };
  return { ...body, $schema, ...belongs } as Resource;
}

/** `externalID` as `externalId`, at the places where a resource has ids. */
function spelled(resource: JsonObject, ids: readonly string[]): JsonObject {
  return [...commonIds, ...ids].reduce<JsonObject>(
    (result, path) =>
      withPlaces(result, path, (holder, last) => {
        const other = last === "id" ? "ID" : last.replace(/Id$/, "ID");
        if (Array.isArray(holder) || Object.hasOwn(holder, last) || !Object.hasOwn(holder, other)) return holder;
        return Object.fromEntries(Object.entries(holder).map(([key, value]) => [key === other ? last : key, value]));
      }) as JsonObject,
    resource,
  );
}

function withEnumerations(resource: JsonObject, { enumerations = [] }: KnownType): JsonObject {
  const small = (value: unknown) =>
    typeof value === "string" && /^[A-Z]/.test(value) ? value.slice(0, 1).toLowerCase() + value.slice(1) : value;
  return enumerations.reduce((result, path) => withValuesAt(result, path, small) as JsonObject, resource);
}

/** @param nullable Keys at the top that may be null. */
function withoutNulls(value: unknown, nullable: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, inner]) => inner !== undefined && (inner !== null || nullable.includes(key)),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** What stands for a secret that was stored; sent back, it keeps the secret. */
// Product Ingestion API §6.3
export const isMasked = (value: unknown): boolean => typeof value === "string" && /^\*{3,}$/.test(value);
