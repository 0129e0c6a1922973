// Microsoft's schemas, by whose address a file says what it is.

const schemas = /^https?:\/\/schema\.management\.azure\.com\/schemas\/(.*?)#?$/i;

/** A schema by its address, such as `2019-04-01/deploymentTemplate.json`; empty when it is not one of Microsoft. */
export function schemaName($schema: unknown): string {
  const [, name = ""] = typeof $schema === "string" ? (schemas.exec($schema) ?? []) : [];
  return name;
}
