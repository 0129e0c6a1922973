/** Takes secrets out of text: the last gate before anything is shown, thrown or traced. */

const names = "client_secret|client_assertion|access_token|refresh_token|password|accountkey|applicationkey";

// What comes before a mark is of limited length: a long text of beginnings would otherwise take minutes.
const rules: readonly [RegExp, string][] = [
  // The query of a URL with a shared access signature; whole, as its parts together are the key.
  [/(https?:\/\/[^\s"'<>?]{1,2000})\?[^\s"'<>]{0,2000}\bsig=[^\s"'<>]*/gi, "$1?…"],
  // Also where the `&` before it, or all of it, is written as in JSON (`\u0026sig=`) or in a URL (`%26sig%3D`).
  [/(\b|u0026|%26)(sig|signature)(=|%3d|\\u003d)[^&\s"'<>\\]+/gi, "$1$2$3…"],
  [/\bBearer\s+[A-Za-z0-9._~+/=-]+/gi, "Bearer …"],
  [/\beyJ[A-Za-z0-9_-]{5,2000}\.[A-Za-z0-9_.-]+/g, "…"],
  [new RegExp(`(${names})(["']?\\s*[=:]\\s*["']?)[^\\s"'&;,}]+`, "gi"), "$1$2…"],
];

/** The same text without SAS signatures, tokens, client secrets and account keys. */
export function redact(text: string): string {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** The beginning of a text, with a mark where it was cut off. */
export function clipped(text: string, mostCharacters: number): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;
}

/**
 * The same text in one line: without control characters, which are commands in a terminal, and those that show text in
 * another order than it has. What the service says may hold any.
 */
export function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

/**
 * The same text without these secrets, in the spellings in which a service may repeat them. A secret of a few letters
 * cannot be told from other text: then nothing is left.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  if (secrets.some((secret) => secret.length < 6) && text !== "") return "…";
  return without(text, spelled(secrets), "…");
}

/** How secrets may be written. */
export interface Spelled {
  /** The longest first. */
  readonly texts: readonly string[];
  /** What the Base64 of whatever holds one has. */
  readonly encoded: readonly string[];
}

/** The spellings of some secrets, in which a service may repeat them. */
export function spelled(secrets: readonly string[]): Spelled {
  const texts = [...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length);
  return { texts, encoded: [...new Set(secrets.flatMap(encodings))] };
}

/** The same text with a mark in the place of each secret; in that of a whole Base64 text that holds one. */
export function without(text: string, { texts, encoded }: Spelled, mark: string): string {
  if (texts.length === 0) return text;
  // Services write some characters as \u002B or \u00e9, also twice over.
  const readable = text.replace(/\\+u([0-9a-f]{4})/gi, (all, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16));
    return character < " " || character === '"' || character === "\\" ? all : character;
  });
  const plain = texts.reduce((result, spelling) => result.replaceAll(spelling, mark), readable);
  return encoded.reduce((result, part) => withoutAround(result, part, mark), plain);
}

function spellings(secret: string): string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(quoted).slice(1, -1);
  const slashes = secret.replaceAll("/", "\\/");
  const form = String(new URLSearchParams({ "": secret })).slice(1);
  const encoded = encodeURIComponent(secret.toWellFormed());
  const encodedQuoted = encodeURIComponent(quoted.toWellFormed());
  return [secret, quoted, twice, slashes, encoded, encodedQuoted, encodeURI(secret.toWellFormed()), form];
}

/** Shorter parts may be in any text. */
const leastEncoded = 8;

/** What the Base64 of a text has of a secret, by where in that text it stands: without what depends on its neighbours. */
function encodings(secret: string): string[] {
  return [0, 1, 2]
    .map((before) => {
      const whole = Buffer.from(`${" ".repeat(before)}${secret}`).toString("base64");
      return whole.slice(before === 0 ? 0 : 4, -4);
    })
    .flatMap((part) => [part, part.replaceAll("+", "-").replaceAll("/", "_")])
    .filter((part) => part.length >= leastEncoded);
}

/** The same text with a mark in the place of each Base64 text that has this part. */
function withoutAround(text: string, part: string, mark: string): string {
  const isEncoded = (at: number) => /[A-Za-z0-9+/=_-]/.test(text.charAt(at));
  let result = "";
  let done = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, done)) {
    let start = at;
    while (start > done && isEncoded(start - 1)) start--;
    let end = at + part.length;
    while (isEncoded(end)) end++;
    result += text.slice(done, start) + mark;
    done = end;
  }
  return result + text.slice(done);
}
