// Values of unknown shape, read without trust: what is not as expected is as if it were not there.

export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = {};

export const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : none;

export const items = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);

export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A text that says something. */
export const said = (value: unknown): string | undefined => (text(value).trim() === "" ? undefined : text(value));

export const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

export const amount = (value: unknown): number | undefined =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
    ? Number(value)
    : undefined;

export const isTrue = (value: unknown): boolean => value === true || value === "true";

/** Names with lists of texts, such as categories. */
export const textLists = (value: unknown): Record<string, string[]> =>
  Object.fromEntries(Object.entries(fields(value)).map(([name, list]) => [name, texts(list)]));
