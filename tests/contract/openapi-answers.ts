// Checks answers of the emulator against the published OpenAPI document with Ajv. The document is made strict first: it
// has no `required` and lets every object have further fields, which would let almost anything pass, so objects are
// closed, and choices among types go by `resourceType`.

import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Exchange } from "pulumi-partnercenter-emulator";
import { readReference } from "./reference-material.js";

/** A schema as far as this file looks into it. */
interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  title?: string;
  properties?: { [name: string]: Schema };
  items?: Schema;
  required?: string[];
  additionalProperties?: boolean;
  discriminator?: { propertyName: string };
}

interface Answer {
  $ref?: string;
  content?: { "application/json"?: { schema: Schema } };
}

interface Document {
  paths: { [path: string]: { [method: string]: { responses: { [status: string]: Answer } } } };
  components: { schemas: { [name: string]: Schema }; responses: { [name: string]: Answer } };
}

const documentId = "openapi.json";
const methods = ["get", "post", "put", "delete"];

function shortName(reference: string): string {
  const name = reference.replace(/_$/, "").split(".").at(-1) ?? reference;
  // Lists are declared with the base type, and their entries with the one type of Azure offers.
  return name.replace(/^Base(Product|Property|Listing|Package)$/, "Azure$1");
}

/** Method and path with all parameters alike and in lower case, as paths are matched. */
export function comparable(operation: string): string {
  return operation.replace(/\{[^}]*\}/g, "{}").toLowerCase();
}

/** Closes objects and joins `allOf` into one object, so that Ajv can tell fields that nobody declared. */
class Tightener {
  constructor(readonly schemas: { [name: string]: Schema }) {}

  #resolved(schema: Schema): Schema {
    const name = schema.$ref?.replace("#/components/schemas/", "");
    return name === undefined ? schema : (this.schemas[name] ?? {});
  }

  #properties(schema: Schema): { [name: string]: Schema } {
    const own = this.#resolved(schema);
    const inherited = (own.allOf ?? []).map((part) => this.#properties(part));
    return Object.assign({}, ...inherited, own.properties);
  }

  tight(schema: Schema): Schema {
    if (schema.$ref !== undefined) return { $ref: `${documentId}${schema.$ref}` };
    if (schema.oneOf !== undefined) {
      const [first] = schema.oneOf;
      if (first !== undefined && schema.oneOf.length === 1) return this.tight(first);
      const options = { oneOf: schema.oneOf.map((option) => this.tight(option)) };
      if (first === undefined || this.#properties(first).resourceType === undefined) return options;
      return {
        ...options,
        type: "object",
        required: ["resourceType"],
        discriminator: { propertyName: "resourceType" },
      };
    }
    if (schema.items !== undefined) return { ...schema, items: this.tight(schema.items) };
    const properties = Object.entries(this.#properties(schema));
    if (properties.length === 0) return schema;
    const closed = properties.map(([name, property]) => [name, this.tight(property)]);
    return { type: "object", properties: Object.fromEntries(closed), additionalProperties: false };
  }
}

/** The answers that the document declares. */
export class DeclaredAnswers {
  readonly #document = JSON.parse(readReference("openapi.json")) as Document;
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: true,
    discriminator: true,
    formats: { decimal: true, long: true },
  });
  readonly #tightener = new Tightener(this.#document.components.schemas);
  readonly #operations = new Map<string, { [status: string]: Answer }>();
  readonly #validators = new Map<string, { validate: ValidateFunction; name: string } | undefined>();

  constructor() {
    addFormats.default(this.#ajv);
    const schemas = Object.entries(this.#document.components.schemas);
    const tight = schemas.map(([name, schema]) => [name, this.#tightener.tight(schema)]);
    this.#ajv.addSchema({ components: { schemas: Object.fromEntries(tight) } }, documentId);
    for (const [path, operations] of Object.entries(this.#document.paths)) {
      for (const method of methods) {
        const operation = operations[method];
        if (operation === undefined) continue;
        this.#operations.set(comparable(`${method.toUpperCase()} ${path}`), operation.responses);
      }
    }
  }

  /** All operations of the document, in comparable form. */
  operations(): string[] {
    return [...this.#operations.keys()];
  }

  #validator(operation: string, status: string, answer: Answer) {
    const key = `${operation} ${status}`;
    if (this.#validators.has(key)) return this.#validators.get(key);
    const reference = answer.$ref?.replace("#/components/responses/", "");
    const declared = reference === undefined ? answer : this.#document.components.responses[reference];
    const schema = declared?.content?.["application/json"]?.schema;
    const found =
      schema === undefined
        ? undefined
        : { validate: this.#ajv.compile(this.#tightener.tight(schema)), name: shortName(schema.$ref ?? "") };
    this.#validators.set(key, found);
    return found;
  }

  /** What an answer has that the document does not declare; each difference under a name that stays the same. */
  differences(exchange: Exchange): string[] {
    const responses = this.#operations.get(comparable(exchange.operation ?? ""));
    if (responses === undefined) return [];
    const status = String(exchange.status);
    const isError = exchange.status >= 400;
    const answer = responses[status] ?? (isError ? responses.default : undefined);
    const where = comparable(exchange.operation ?? "");
    if (answer === undefined) return [`${where}: status ${status}`];
    const validator = this.#validator(where, responses[status] === undefined ? "default" : status, answer);
    if (exchange.status === 204) return exchange.body === undefined ? [] : [`${where}: 204 with a body`];
    if (exchange.body === undefined || exchange.body === "") return [`${where}: ${status} without a body`];
    const body: unknown = JSON.parse(exchange.body);
    if (validator === undefined || validator.validate(body)) return [];
    return (validator.validate.errors ?? []).map((error) => named(error, isError ? "Error" : validator.name, body));
  }
}

/** An error of Ajv under a name without indexes and ids. */
function named(error: ErrorObject, name: string, body: unknown): string {
  const path = error.instancePath.replace(/^\/value\/\d+(?=\/|$)/, "");
  const inList = path !== error.instancePath;
  const index = Number(/^\/value\/(\d+)/.exec(error.instancePath)?.[1] ?? 0);
  const entry = inList ? (body as { value: { resourceType?: string }[] }).value[index] : body;
  // What is a choice among types has no name of its own.
  const type = (entry as { resourceType?: string } | null)?.resourceType;
  const isEnvelope = !inList && typeof body === "object" && body !== null && "value" in body;
  const owner = isEnvelope ? "Paged" : name === "" || name === "BaseVariant" ? (type ?? "?") : name;
  const field = `${owner}${path.replace(/\/\d+(?=\/|$)/g, "[]").replaceAll("/", ".")}`;
  const detail: { [keyword: string]: () => string } = {
    additionalProperties: () => `${field}.${String(error.params.additionalProperty)}: not declared`,
    enum: () => `${field}: value ${JSON.stringify(valueAt(body, error.instancePath))}`,
    format: () => `${field}: not a ${String(error.params.format)}`,
    type: () => `${field}: not of type ${String(error.params.type)}`,
  };
  return detail[error.keyword]?.() ?? `${field}: ${error.keyword}: ${error.message}`;
}

function valueAt(body: unknown, path: string): unknown {
  const names = path.split("/").slice(1);
  return names.reduce<unknown>((value, name) => (value as { [name: string]: unknown })[name], body);
}
