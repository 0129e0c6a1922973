// A JSON file of a package: its value, and where in the text each part of it stands, so that a problem can name a line.
import {
  findNodeAtLocation,
  getNodePath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { formatPath } from "../values/findings.js";
import { asMeant, asWritten, nesting, type Strict } from "./lenient-json.js";

/** Keys and indices from the root of a JSON value. */
export type Path = readonly (string | number)[];

/**
 * How deep objects and arrays may lie inside each other. Assumed: nobody documents a limit; no template comes near it,
 * and what looks into values by recursion must not run out of stack.
 */
const deepestNesting = 200;

/** A file that cannot be used as JSON; the message says what is wrong and where. */
export class JsonFileError extends Error {
  readonly code = "ERR_PARTNER_CENTER_PACKAGE_JSON";
}

/** A JSON file that could be read. */
export interface JsonFile {
  /** Path in the package. */
  readonly name: string;
  readonly value: unknown;
  /** Line of the first byte that is not UTF-8; readers put a sign in its place. */
  readonly foreignByteLine: number | undefined;
  /** Line of the first comment, when there is one: comments are not JSON, but Azure Resource Manager takes them. */
  readonly commentLine: number | undefined;
  /** Line of the first comma with nothing after it; Azure Resource Manager takes it. */
  readonly trailingCommaLine: number | undefined;
  /** Line of the first text with a line break or a tab in it; Azure Resource Manager takes it. */
  readonly multiLineTextLine: number | undefined;
  /** Keys that an object has twice: of the two values, the last one counts. */
  readonly repeatedKeys: readonly { readonly path: Path; readonly line: number }[];
  /** The line (from 1) of a part of the value; of the nearest part around it when it is not there. */
  lineOf(path: Path): number;
}

const mistakes: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is not a value (texts and names stand in double quotes)",
  InvalidNumberFormat: "this is not a number",
  PropertyNameExpected: "a property name in double quotes is expected (there may be a comma too many)",
  ValueExpected: "a value is expected (there may be a comma too many)",
  ColonExpected: "a colon is missing",
  CommaExpected: "a comma is missing",
  CloseBraceExpected: "a closing brace is missing",
  CloseBracketExpected: "a closing bracket is missing",
  EndOfFileExpected: "something follows after the end of the value",
  UnexpectedEndOfComment: "a comment does not end",
  UnexpectedEndOfString: "a text does not end",
  UnexpectedEndOfNumber: "a number does not end",
  InvalidUnicode: "this is no Unicode escape",
  InvalidEscapeCharacter: "this escape is not known",
  InvalidCharacter: "a character is not allowed here",
};

/**
 * Reads a JSON file. Neither a byte order mark nor a comment is a mistake here, nor what {@link JsonFile} names besides.
 * @throws JsonFileError
 */
export function readJsonFile(name: string, bytes: Uint8Array): JsonFile {
  const { text, foreignByte } = decode(bytes);
  const lines = lineStarts(text);
  const lineAt = (offset: number) => lineIndex(lines, offset) + 1;
  const lineOrNone = (offset: number | undefined) => (offset === undefined ? undefined : lineAt(offset));
  const written = tree(asWritten(text));
  const { root, errors, strict } = written.errors.length === 0 ? written : tree(asMeant(text));
  if (errors.length > 0 || root === undefined) {
    const [first] = written.errors;
    const offset = first?.offset ?? 0;
    const column = offset - (lines[lineIndex(lines, offset)] as number) + 1;
    const what = (first && mistakes[printParseErrorCode(first.error)]) ?? "a value is expected";
    throw new JsonFileError(text.trim() === "" ? "it is empty" : `line ${lineAt(offset)}, column ${column}: ${what}`);
  }
  return {
    name,
    value: parse(strict.json),
    foreignByteLine: lineOrNone(foreignByte),
    commentLine: lineOrNone(strict.comment),
    trailingCommaLine: lineOrNone(strict.trailingComma),
    multiLineTextLine: lineOrNone(strict.multiLineText),
    repeatedKeys: repeatedKeys(root).map(({ path, offset }) => ({ path, line: lineAt(offset) })),
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = findNodeAtLocation(root, path.slice(0, length)) ?? inAnyCase(root, path.slice(0, length));
        if (node) return lineAt((node.parent?.type === "property" ? node.parent : node).offset);
      }
      return lineAt(root.offset);
    },
  };
}

/** The part of a value at a path whose names may be written in other letter case. */
function inAnyCase(root: Node, path: Path): Node | undefined {
  let at: Node | undefined = root;
  for (const step of path) {
    const name = String(step).toLowerCase();
    const isNamed = ({ children: [key] = [] }: Node) => String(key?.value).toLowerCase() === name;
    at = at?.type === "object" ? at.children?.find(isNamed)?.children?.[1] : at?.children?.[Number(step)];
  }
  return at;
}

function tree(strict: Strict): { root: Node | undefined; errors: ParseError[]; strict: Strict } {
  const depth = nesting(strict.shape);
  if (depth > deepestNesting) throw new JsonFileError(`objects and arrays lie ${depth} deep inside each other`);
  const errors: ParseError[] = [];
  const root = parseTree(strict.shape, errors, { disallowComments: false, allowTrailingComma: false });
  return { root, errors, strict };
}

/** A text without its byte order mark, and the offset of the first byte that is not UTF-8. */
function decode(bytes: Uint8Array): { text: string; foreignByte: number | undefined } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), foreignByte: undefined };
  } catch {
    // That of another encoding as a whole, such as UTF-16, has zeros everywhere.
    if (bytes.includes(0)) throw new JsonFileError("its text is not UTF-8");
    const text = new TextDecoder().decode(bytes);
    return { text, foreignByte: text.indexOf("\uFFFD") };
  }
}

/** What the tolerant parser took may still be none, such as a control character in a text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JsonFileError((error as Error).message.replaceAll(/\s+/g, " "));
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last line that starts at or before the offset. */
function lineIndex(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function repeatedKeys(root: Node): { path: Path; offset: number }[] {
  const found: { path: Path; offset: number }[] = [];
  const visit = (node: Node): void => {
    if (node.type === "array") node.children?.forEach(visit);
    if (node.type !== "object") return;
    const seen = new Set<string>();
    for (const { children: [key, value] = [], offset } of node.children ?? []) {
      if (key && seen.has(key.value)) found.push({ path: getNodePath(key), offset });
      if (key) seen.add(key.value);
      if (value) visit(value);
    }
  };
  visit(root);
  return found;
}

/** A path for people; the root has none. */
export function pathText(path: Path): string {
  return path.length === 0 ? "the file" : formatPath(path);
}
