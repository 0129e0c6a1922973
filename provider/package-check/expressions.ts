// Template expressions, as in `[concat(parameters('name'), '-disk')]`: read into a tree, so that what they refer to can
// be checked. Expressions of createUiDefinition.json are written in the same way, with arrow functions in addition.

/** A part of an expression. A bare word, such as `true` or the parameter of an arrow function, is a `word`. */
export type Expression =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "word"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly values: readonly Expression[] }
  | { readonly kind: "member"; readonly of: Expression; readonly key: Expression };

/**
 * What a text is: no expression at all, one that could be read, one whose quotes, parentheses or brackets do not match
 * (Azure Resource Manager refuses it), or one that this reader does not understand (nothing is said about it).
 */
export type ReadExpression =
  | { readonly kind: "none" }
  | { readonly kind: "read"; readonly expression: Expression }
  | { readonly kind: "unbalanced"; readonly what: string }
  | { readonly kind: "not-understood" };

/**
 * Characters in an expression, at most ("ARM template best practices", Template limits). Longer ones are not read.
 */
export const longestExpression = 24_576;

const deepest = 200;

/**
 * Whether a text is taken for an expression: it starts with `[`, but not with `[[`, and ends with `]` (documentation
 * page "Syntax and expressions in ARM templates").
 */
export function isExpression(text: string): boolean {
  return text.startsWith("[") && !text.startsWith("[[") && text.endsWith("]");
}

/** Reads a text of a template. */
export function readExpression(text: string): ReadExpression {
  if (!isExpression(text)) return { kind: "none" };
  if (text.length > longestExpression) return { kind: "not-understood" };
  const tokens = tokenize(text.slice(1, -1));
  if (tokens === undefined) return { kind: "unbalanced", what: "a quotation mark has no partner" };
  const unbalanced = imbalance(tokens);
  if (unbalanced !== undefined) return { kind: "unbalanced", what: unbalanced };
  try {
    return { kind: "read", expression: new Reader(tokens).all() };
  } catch (error) {
    if (error instanceof NotUnderstood) return { kind: "not-understood" };
    throw error;
  }
}

class NotUnderstood extends Error {}

interface Token {
  readonly kind: "text" | "number" | "word" | "sign";
  readonly value: string;
}

const tokenForm = /\s+|(?<word>[A-Za-z_$][\w$]*)|(?<number>-?\d+(?:\.\d+)?)|(?<sign>=>|.)/sy;

/** The tokens, or undefined when a text does not end. */
function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === "'") {
      let value = "";
      for (at += 1; ; at += 1) {
        const end = text.indexOf("'", at);
        if (end < 0) return undefined;
        value += text.slice(at, end);
        at = end + 1;
        if (text[at] !== "'") break;
        value += "'"; // two of them are one
      }
      tokens.push({ kind: "text", value });
      continue;
    }
    tokenForm.lastIndex = at;
    const { word, number, sign } = tokenForm.exec(text)?.groups ?? {};
    at = tokenForm.lastIndex;
    if (word !== undefined) tokens.push({ kind: "word", value: word });
    else if (number !== undefined) tokens.push({ kind: "number", value: number });
    else if (sign !== undefined) tokens.push({ kind: "sign", value: sign });
  }
  return tokens;
}

const partners: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

function imbalance(tokens: readonly Token[]): string | undefined {
  const open: string[] = [];
  for (const { kind, value } of tokens) {
    if (kind !== "sign") continue;
    if (partners[value] !== undefined) open.push(value);
    else if (Object.values(partners).includes(value) && partners[open.pop() ?? ""] !== value) {
      return `a "${value}" has no partner`;
    }
  }
  const last = open.pop();
  return last === undefined ? undefined : `a "${last}" has no partner`;
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  all(): Expression {
    const expression = this.expression();
    if (this.at < this.tokens.length) throw new NotUnderstood();
    return expression;
  }

  private takes(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== "sign" || token.value !== sign) return false;
    this.at += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) throw new NotUnderstood();
  }

  private expression(): Expression {
    this.depth += 1;
    if (this.depth > deepest) throw new NotUnderstood();
    let found = this.start();
    for (;;) {
      if (this.takes("?")) continue; // `.?name` and `[?index]` give null where nothing is there
      if (this.takes(".")) {
        this.takes("?");
        const word = this.tokens[this.at++];
        if (word?.kind !== "word") throw new NotUnderstood();
        if (this.isSign("(")) {
          // A function of the template's own: `namespace.name(…)`.
          if (found.kind !== "word") throw new NotUnderstood();
          found = { kind: "call", name: `${found.name}.${word.value}`, values: this.values() };
        } else {
          found = { kind: "member", of: found, key: { kind: "text", value: word.value } };
        }
      } else if (this.takes("[")) {
        this.takes("?");
        found = { kind: "member", of: found, key: this.expression() };
        this.expect("]");
      } else {
        this.depth -= 1;
        return found;
      }
    }
  }

  private start(): Expression {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new NotUnderstood();
    if (token.kind === "text") return { kind: "text", value: token.value };
    if (token.kind === "number") return { kind: "number", value: Number(token.value) };
    if (token.kind === "word") {
      if (this.isSign("(")) return { kind: "call", name: token.value, values: this.values() };
      if (!this.takes("=>")) return { kind: "word", name: token.value };
      return { kind: "call", name: "=>", values: [this.expression()] };
    }
    if (token.value !== "(") throw new NotUnderstood();
    this.at -= 1;
    const values = this.values();
    if (this.takes("=>")) return { kind: "call", name: "=>", values: [this.expression()] };
    if (values.length !== 1) throw new NotUnderstood();
    return values[0] as Expression;
  }

  private isSign(sign: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === "sign" && token.value === sign;
  }

  private values(): Expression[] {
    this.expect("(");
    const values: Expression[] = [];
    if (this.takes(")")) return values;
    do values.push(this.expression());
    while (this.takes(","));
    this.expect(")");
    return values;
  }
}

/** An expression and all that it is made of, outside first; without recursion, as members may follow without end. */
export function partsOf(expression: Expression): Expression[] {
  const found: Expression[] = [];
  const open = [expression];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    found.push(part);
    if (part.kind === "call") open.push(...part.values.toReversed());
    if (part.kind === "member") open.push(part.key, part.of);
  }
  return found;
}

/** Whether an expression is a call of the function; letter case has no meaning in names of functions. */
export function isCall(
  expression: Expression,
  name: string,
): expression is Extract<Expression, { readonly kind: "call" }> {
  return expression.kind === "call" && expression.name.toLowerCase() === name.toLowerCase();
}

/** The one text that a function is called with, as in `parameters('name')`; undefined for anything else. */
export function calledWithText(expression: Expression, name: string): string | undefined {
  if (!isCall(expression, name) || expression.values.length !== 1) return undefined;
  const [value] = expression.values;
  return value?.kind === "text" ? value.value : undefined;
}
