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
  // Services write some characters as \u002B or \u00e9, also twice over.
  const readable =
    secrets.length === 0
      ? text
      : text.replace(/\\+u([0-9a-f]{4})/gi, (all, code: string) => {
          const character = String.fromCharCode(Number.parseInt(code, 16));
          return character < " " || character === '"' || character === "\\" ? all : character;
        });
  return secrets
    .flatMap(spellings)
    .sort((a, b) => b.length - a.length)
    .reduce((result, spelling) => result.replaceAll(spelling, "…"), readable);
}

function spellings(secret: string): string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(quoted).slice(1, -1);
  const slashes = secret.replaceAll("/", "\\/");
  const form = String(new URLSearchParams({ "": secret })).slice(1);
  return [
    ...new Set([
      secret,
      quoted,
      twice,
      slashes,
      encodeURIComponent(secret),
      encodeURIComponent(quoted),
      encodeURI(secret),
      form,
    ]),
  ];
}
