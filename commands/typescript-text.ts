// Values as TypeScript, laid out as people write it: short objects in one line, texts of several lines as such.
import { inOneLine } from "../provider/partner-center/redact.js";
import { isObject } from "../provider/values/properties.js";

/** A piece of code among values, such as the name of a variable. */
export class Code {
  constructor(readonly text: string) {}
}

/** The length of a line, as this repository's formatter has it. */
const lineWidth = 120;

/** Characters that make code look reordered. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/;

/** A text as a literal: within quotes, or within backquotes when it has several lines (line ends become `\n`). */
export function textLiteral(text: string): string {
  const unified = text.replace(/\r\n/g, "\n");
  const isPlain = !control.test(unified) && unified.search(reordering) < 0 && unified.isWellFormed();
  if (unified.includes("\n") && isPlain) return `\`${unified.replace(/\\|`|\$(?=\{)/g, "\\$&")}\``;
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** A text as lines of comment, each with its line end. */
export function comment(text: string, indent = 0): string {
  const start = `${" ".repeat(indent)}//`;
  const lines: string[] = [];
  for (const word of inOneLine(text).split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > lineWidth) lines.push(`${start} ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return `${lines.join("\n")}\n`;
}

function keyOf(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  if (/^[A-Za-z_$][\w$]*$/.test(key)) return key;
  const literal = textLiteral(key);
  return literal.startsWith("`") ? `[${literal}]` : literal;
}

function entry(key: string, value: unknown, text: string): string {
  return value instanceof Code && text === key ? key : `${keyOf(key)}: ${text}`;
}

/** Writes values; `comments` go above properties, by their path. */
export class TypeScriptText {
  constructor(private readonly comments: ReadonlyMap<string, string> = new Map()) {}

  /**
   * The value as an expression.
   *
   * @param indent How far the line is indented on which it begins.
   * @param before How many characters that line has before it.
   * @param path Of the value; empty for a whole resource, whose properties each begin a line.
   */
  expression(value: unknown, indent = 0, before = 0, path = ""): string {
    const line = path === "" && isObject(value) ? undefined : this.oneLine(value, path);
    const isScalar = typeof value !== "object" || value === null || value instanceof Code;
    if (line !== undefined && (isScalar || before + line.length + 1 <= lineWidth)) return line;
    const inside = " ".repeat(indent + 2);
    const end = " ".repeat(indent);
    if (Array.isArray(value)) return `[\n${this.items(value, indent + 2, path)}${end}]`;
    const lines = Object.entries(value as object).map(([key, inner]) => {
      const at = path === "" ? key : `${path}.${key}`;
      const remark = this.comments.get(at);
      const above = remark === undefined ? "" : comment(remark, indent + 2);
      const used = indent + 2 + keyOf(key).length + 2;
      return `${above}${inside}${entry(key, inner, this.expression(inner, indent + 2, used, at))},\n`;
    });
    return `{\n${lines.join("")}${end}}`;
  }

  private items(values: readonly unknown[], indent: number, path: string): string {
    const inside = " ".repeat(indent);
    if (values.some((value) => typeof value === "object" && value !== null)) {
      return values.map((value) => `${inside}${this.expression(value, indent, indent, `${path}[]`)},\n`).join("");
    }
    let text = "";
    let line = inside;
    for (const value of values) {
      const item = `${this.expression(value, indent, indent, `${path}[]`)},`;
      if (line !== inside && line.length + item.length + 1 > lineWidth) {
        text += `${line}\n`;
        line = inside;
      }
      line += line === inside ? item : ` ${item}`;
    }
    return `${text}${line}\n`;
  }

  /** Undefined for what takes several lines. */
  private oneLine(value: unknown, path: string): string | undefined {
    if (value instanceof Code) return value.text;
    if (typeof value === "string") return textLiteral(value);
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const all = Array.isArray(value)
      ? value.map((inner) => this.oneLine(inner, `${path}[]`))
      : Object.entries(value).map(([key, inner]) => {
          const at = `${path}.${key}`;
          const line = this.comments.has(at) ? undefined : this.oneLine(inner, at);
          return line === undefined ? undefined : entry(key, inner, line);
        });
    if (all.some((line) => line === undefined || line.includes("\n"))) return undefined;
    if (Array.isArray(value)) return `[${all.join(", ")}]`;
    return all.length === 0 ? "{}" : `{ ${all.join(", ")} }`;
  }
}
