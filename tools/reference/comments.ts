// What doc comments of `sdk/` say, as Markdown with links between the pages of `docs/reference`.
import ts from "typescript";

/** The file of a page, by the name that a program imports. */
export function pageFile(name: string): string {
  return `${name.replaceAll(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase()}.md`;
}

/** Where a name is explained: a page, or a section of one. */
export type Places = ReadonlyMap<string, string>;

/** Parts of a comment beside its text. */
export const partNames = ["example", "adoption", "waits", "errors", "throws", "returns"] as const;

/** A doc comment in its parts. */
export type Comment = { readonly text: string } & Partial<Record<(typeof partNames)[number], string>>;

/** The doc comment of a declaration. */
export function commentOf(node: ts.Node, places: Places): Comment {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  const parts = Object.fromEntries(
    ts
      .getJSDocTags(node)
      .filter(({ tagName }) => (partNames as readonly string[]).includes(tagName.text))
      .map((tag) => [tag.tagName.text, textOf(tag, places)]),
  );
  return { ...parts, text: comment === undefined ? "" : textOf(comment, places) };
}

function textOf(node: ts.JSDoc | ts.JSDocTag, places: Places): string {
  const { comment } = node;
  if (comment === undefined) return "";
  const text = typeof comment === "string" ? comment : comment.map((part) => partOf(part, places)).join("");
  // Paths of pages, as they are from the package's folder.
  return text
    .replaceAll(/`?(?<![\w/[])docs\/([\w-]+\.md)`?/g, "[$1](../$1)")
    .replaceAll("\\@", "@")
    .trim();
}

function partOf(part: ts.JSDocComment, places: Places): string {
  if (part.kind === ts.SyntaxKind.JSDocText) return part.text;
  const { name, text } = part as ts.JSDocLink;
  const target = `${name?.getText() ?? ""}${text}`;
  const [owner = "", property] = target.split(".");
  const place = places.get(owner.replace(/Args$/, "")) ?? places.get(owner);
  const shown = `\`${property ?? owner}\`${property === undefined ? "" : ` of \`${owner.replace(/Args$/, "")}\``}`;
  return place === undefined ? shown : `[${shown}](${place})`;
}
