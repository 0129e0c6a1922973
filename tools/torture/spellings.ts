/** How a secret can be told in a text: as it is, encoded, or by its form. */

/** Tokens, signatures of addresses to which one may write, and headers that carry a token. */
const forms = [
  /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]+/,
  /[?&]sig=[\w%]{10}/,
  /\bBearer [\w.-]{10}/,
  /\bQmVhcmVyI[\w+/]{10}/, // the same in Base64
];

/** A text as others may write it. Base64 has three forms, by where it begins. */
export function spellings(text: string): string[] {
  const encoded = [0, 1, 2].map((before) => {
    const whole = Buffer.from(`${"x".repeat(before)}${text}`).toString("base64");
    return whole.slice(before === 0 ? 0 : 4, -4);
  });
  const quoted = JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([text, quoted, encodeURIComponent(text), encodeURI(text), text.replaceAll("/", "\\/"), ...encoded]),
  ];
}

/** The first secret in a text: one of these spellings, or whatever looks like a token. */
export function secretsIn(text: string, needles: Iterable<string>): string | undefined {
  for (const needle of needles) if (text.includes(needle)) return needle;
  return forms.map((form) => form.exec(text)?.[0]).find((found) => found !== undefined);
}
