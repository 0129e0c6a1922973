// What the classes and interfaces of `sdk/` say for people: names of types, doc comments, and the types that no zod
// schema has, such as outputs and queries.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A class or interface. */
export type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration;

/** A property of one. */
export type Member = ts.PropertySignature | ts.PropertyDeclaration;

/** All declarations of a folder, by name. */
export class Declarations {
  private readonly byName = new Map<string, Declaration>();

  constructor(folder: string) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
      const text = readFileSync(join(folder, file), "utf8");
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
      for (const node of source.statements) {
        if ((ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) && node.name !== undefined) {
          this.byName.set(node.name.text, node);
        }
      }
    }
  }

  get(name: string): Declaration {
    const found = this.byName.get(name);
    if (found === undefined) throw new Error(`sdk/ declares no ${name}`);
    return found;
  }

  /** The properties, those of what it extends first. */
  members(declaration: Declaration): Map<string, Member> {
    const found = new Map<string, Member>();
    for (const { types } of declaration.heritageClauses ?? []) {
      for (const { expression, typeArguments = [] } of types) {
        const name = expression.getText();
        const [base, left] = name === "Omit" ? typeArguments.map((type) => type.getText()) : [name];
        const inherited = this.byName.get(base ?? "");
        for (const [key, member] of inherited === undefined ? [] : this.members(inherited)) {
          if (left?.includes(`"${key}"`) !== true) found.set(key, member);
        }
      }
    }
    for (const member of declaration.members) {
      if (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) found.set(member.name.getText(), member);
    }
    return found;
  }

  /** The interface in a type such as `pulumi.Input<Record<string, pulumi.Input<OfferListing>>> | undefined`. */
  interfaceIn(type: ts.TypeNode | undefined): string | undefined {
    if (type === undefined) return undefined;
    if (ts.isArrayTypeNode(type)) return this.interfaceIn(type.elementType);
    if (ts.isParenthesizedTypeNode(type)) return this.interfaceIn(type.type);
    if (ts.isUnionTypeNode(type))
      return type.types.map((one) => this.interfaceIn(one)).find((name) => name !== undefined);
    if (!ts.isTypeReferenceNode(type)) return undefined;
    const found = this.byName.get(type.typeName.getText());
    if (found !== undefined && ts.isInterfaceDeclaration(found)) return type.typeName.getText();
    return this.interfaceIn(type.typeArguments?.at(-1));
  }
}

/** What people are told: the tag `@native` where the comment speaks of TypeScript, else the comment. */
export function docOf(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const own = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "native");
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  const text = textOf(own?.comment ?? comment?.comment)
    .replaceAll(/```[^`]*```\n*/g, "")
    .trim(); // code is TypeScript
  return text === "" ? undefined : text;
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  if (comment === undefined || typeof comment === "string") return comment?.trim() ?? "";
  return comment
    .map((part) => (part.kind === ts.SyntaxKind.JSDocText ? part.text : linked(part)))
    .join("")
    .trim();
}

/** `{@link OfferArgs.adopt}` as text for any language. */
function linked(link: ts.JSDocLink | ts.JSDocLinkCode | ts.JSDocLinkPlain): string {
  const [owner = "", property] = `${link.name?.getText() ?? ""}${link.text}`.split(".");
  const type = `\`${owner.replace(/Args$/, "")}\``;
  return property === undefined ? type : `\`${property}\` of ${type}`;
}
