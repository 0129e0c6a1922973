// Types of `sdk/` in words for people: what a program may write, without Pulumi's wrappings.
import ts from "typescript";
import type { Places } from "./comments.js";

/** What open types of `sdk/known-texts.ts` are, in words. */
const openTexts: Readonly<Record<string, string>> = {
  AzureCloud: "cloud",
  Currency: "currency",
  ManagementRole: "role",
  Market: "market",
  Subcategory: "subcategory",
  KnownCategory: "category",
  KnownLanguage: "language",
  KnownMarket: "market",
};

const simple: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.StringKeyword]: "text",
  [ts.SyntaxKind.NumberKeyword]: "number",
  [ts.SyntaxKind.BooleanKeyword]: "true or false",
};

/** A type in words, such as "list of markets"; names that have a place are links to it. */
export function typeInWords(type: ts.TypeNode | undefined, places: Places): string {
  if (type === undefined) throw new Error("a property without a type");
  const inner = (one: ts.TypeNode | undefined) => typeInWords(one, places);
  const word = simple[type.kind];
  if (word !== undefined) return word;
  if (ts.isParenthesizedTypeNode(type)) return inner(type.type);
  if (ts.isArrayTypeNode(type)) return `list of ${inner(type.elementType)}`;
  if (ts.isLiteralTypeNode(type)) return `\`${type.getText()}\``;
  if (ts.isUnionTypeNode(type)) {
    const parts = type.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword).map(inner);
    return [...new Set(parts)].join(" or ");
  }
  if (!ts.isTypeReferenceNode(type)) throw new Error(`no words for the type ${type.getText()}`);
  const name = type.typeName.getText();
  const [first, second] = type.typeArguments ?? [];
  if (/^pulumi\.(Input|Output)$/.test(name)) return inner(first);
  if (name === "Readonly") return inner(first);
  if (name === "Omit") return `arguments of ${inner(first)}`;
  if (name === "Record" || name === "ByKnown") {
    const key = first === undefined ? "text" : inner(first);
    return `map${key === "text" ? "" : ` by ${key}`} of ${inner(second)}`;
  }
  const shown = name.replace(/Args$/, "");
  const place = places.get(shown);
  return openTexts[name] ?? (place === undefined ? `\`${shown}\`` : `[\`${shown}\`](${place})`);
}
