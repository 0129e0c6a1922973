// The types of the package's schema: from zod what may be written, from `sdk/` how it is called and what it means.
import ts from "typescript";
import type { z } from "zod";
import { type Declarations, docOf, type Member } from "./declarations.js";

/** A type in the schema. */
export interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  oneOf?: TypeSpec[];
}

/** A property in the schema. */
export interface PropertySpec extends TypeSpec {
  description?: string;
  secret?: true;
  replaceOnChanges?: true;
}

/** An object in the schema. */
export interface ObjectSpec {
  description?: string;
  type?: "object";
  properties: Record<string, PropertySpec>;
  required?: string[];
}

/** The name of a type in the schema. */
export function token(name: string): string {
  return `partnercenter:index:${name}`;
}

type Schema = z.core.$ZodType;

/** The definition behind a zod schema, of any of its kinds. */
interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly format?: string;
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as unknown as Definition;
}

/** Where a property stands: in which type, at which path of the resource, and how `sdk/` declares it. */
interface At {
  readonly path: string;
  readonly member: Member | undefined;
}

/** Collects the types that the resources and functions refer to. */
export class Types {
  readonly all: Record<string, ObjectSpec> = {};

  /**
   * @param secrets Paths of credentials, of the resource whose turn it is.
   * @param wireOnly What to say of inputs that the classes of `sdk/` fill in themselves.
   */
  constructor(
    private readonly declarations: Declarations,
    private readonly wireOnly: Readonly<Record<string, string>>,
  ) {}

  /** The inputs of a resource. */
  inputs(shape: Readonly<Record<string, Schema>>, argsName: string, secrets: readonly string[]): Required<ObjectSpec> {
    const members = this.declarations.members(this.declarations.get(argsName));
    const { properties, required = [] } = this.object(shape, members, "", secrets);
    return { description: "", type: "object", properties, required };
  }

  private object(
    shape: Readonly<Record<string, Schema>>,
    members: ReadonlyMap<string, Member>,
    above: string,
    secrets: readonly string[],
  ): ObjectSpec {
    const properties: Record<string, PropertySpec> = {};
    for (const [key, schema] of Object.entries(shape)) {
      const path = above === "" ? key : `${above}.${key}`;
      const member = members.get(key);
      const description = docOf(member) ?? this.wireOnly[path];
      if (description === undefined) throw new Error(`nothing says what ${path} is: add a doc comment in sdk/`);
      const meta = (schema as { meta?: () => Record<string, unknown> | undefined }).meta?.();
      properties[key] = {
        ...this.of(schema, { path, member }, secrets),
        description,
        ...(secrets.includes(path) ? { secret: true as const } : {}),
        ...(meta?.replaces === true ? { replaceOnChanges: true as const } : {}),
      };
    }
    const required = Object.keys(shape).filter((key) => !isOptional(shape[key] as Schema));
    return required.length === 0 ? { properties } : { properties, required };
  }

  private of(schema: Schema, at: At, secrets: readonly string[]): TypeSpec {
    const definition = definitionOf(schema);
    const inner = (next: Schema | undefined) => this.of(next as Schema, at, secrets);
    switch (definition.type) {
      case "optional":
      case "nullable":
      case "default":
      case "readonly":
        return inner(definition.innerType);
      case "pipe":
        return inner(definition.in);
      case "string":
      case "enum": // the docs list the values, and others are refused by name
      case "literal":
        return { type: "string" };
      case "boolean":
        return { type: "boolean" };
      case "number":
        return { type: definition.format === undefined ? "number" : "integer" };
      case "array":
        return { type: "array", items: inner(definition.element) };
      case "record":
        return { type: "object", additionalProperties: inner(definition.valueType) };
      case "union":
        return { oneOf: (definition.options ?? []).map(inner) };
      case "object":
        return this.reference(definition.shape ?? {}, at, secrets);
      default:
        throw new Error(`${at.path} is a zod ${definition.type}, for which the schema has no type yet`);
    }
  }

  private reference(
    shape: Readonly<Record<string, Schema>>,
    { path, member }: At,
    secrets: readonly string[],
  ): TypeSpec {
    const name = this.declarations.interfaceIn(member?.type);
    if (name === undefined) throw new Error(`the object at ${path} has no interface in sdk/`);
    if (this.all[token(name)] === undefined) {
      const declaration = this.declarations.get(name);
      const spec: ObjectSpec = { type: "object", properties: {} };
      this.all[token(name)] = spec; // before it is filled: types may refer to each other
      const members = this.declarations.members(declaration);
      Object.assign(spec, { description: docOf(declaration) }, this.object(shape, members, path, secrets));
    }
    return { $ref: `#/types/${token(name)}` };
  }

  /** What only `sdk/` declares: outputs, queries, settings. */
  declared(owner: string, only?: readonly string[]): ObjectSpec {
    const members = this.declarations.members(this.declarations.get(owner));
    const wanted = [...members].filter(([key]) => only === undefined || only.includes(key));
    const lacking = only?.find((key) => !members.has(key));
    if (lacking !== undefined) throw new Error(`${owner} of sdk/ declares no ${lacking}`);
    const required = wanted.filter(([, member]) => !isOptionalMember(member)).map(([key]) => key);
    const properties = Object.fromEntries(
      wanted.map(([key, member]) => {
        const description = docOf(member);
        return [key, { ...this.ofType(member.type, { owner, key }), ...(description ? { description } : {}) }];
      }),
    );
    return { properties, ...(required.length === 0 ? {} : { required }) };
  }

  private ofType(type: ts.TypeNode | undefined, at: { readonly owner: string; readonly key: string }): TypeSpec {
    const place = `${at.owner}.${at.key}`;
    if (type === undefined) throw new Error(`${place} has no type`);
    switch (type.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: "string" };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: "boolean" };
      case ts.SyntaxKind.NumberKeyword:
        return { type: at.key === "releaseNumber" ? "integer" : "number" };
    }
    if (ts.isArrayTypeNode(type)) return { type: "array", items: this.ofType(type.elementType, at) };
    if (ts.isUnionTypeNode(type)) {
      const rest = type.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
      return rest.every(ts.isLiteralTypeNode) ? { type: "string" } : this.ofType(rest[0], at);
    }
    if (!ts.isTypeReferenceNode(type)) throw new Error(`${place} is of a type that the schema has none for`);
    const name = type.typeName.getText();
    if (/^pulumi\.(Input|Output)$/.test(name)) return this.ofType(type.typeArguments?.[0], at);
    if (name === "Record") return { type: "object", additionalProperties: this.ofType(type.typeArguments?.[1], at) };
    const declaration = this.declarations.interfaceIn(type);
    if (declaration === undefined) return { type: "string" }; // a name for some texts
    return this.interfaceOf(declaration);
  }

  /** An interface as a type. */
  interfaceOf(name: string): TypeSpec {
    const description = docOf(this.declarations.get(name));
    return this.named(name, { ...(description ? { description } : {}), ...this.declared(name) });
  }

  private named(name: string, spec: ObjectSpec): TypeSpec {
    this.all[token(name)] ??= { type: "object", ...spec };
    return { $ref: `#/types/${token(name)}` };
  }
}

function isOptional(schema: Schema): boolean {
  return schema._zod.optin === "optional";
}

function isOptionalMember(member: Member): boolean {
  return member.questionToken !== undefined || /\| undefined>?$/.test(member.type?.getText() ?? "");
}
