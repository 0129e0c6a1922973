// Ids, entity tags and hashes, which nothing makes smaller: each is taken out of a text as bytes, once, and a mark stays,
// so that the texts of like objects are alike. JSON without spaces has none of the characters that are marks.

/** A form in which such a value is written. */
interface Form {
  readonly mark: string;
  /** The groups are the digits that tell one value from another. */
  readonly pattern: RegExp;
  readonly bytes: number;
  /** The digits as they are written. */
  readonly written: (digits: string) => string;
}

const forms: readonly Form[] = [
  {
    // An entity tag, as Azure Cosmos DB makes them.
    mark: "\u0001",
    pattern: /([0-9a-f]{8})-0000-([0-9a-f]{2})00-0000-([0-9a-f]{8})0000/,
    bytes: 9,
    written: (digits) => digits.replace(/(.{8})(..)(.{8})/, "$1-0000-$200-0000-$30000"),
  },
  {
    // A GUID.
    mark: "\u0002",
    pattern: /([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})/,
    bytes: 16,
    written: (digits) => digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
  },
  {
    // A SHA-256.
    mark: "\u0003",
    pattern: /([0-9a-f]{64})/,
    bytes: 32,
    written: (digits) => digits,
  },
];

const anyForm = new RegExp(forms.map(({ pattern }) => pattern.source).join("|"), "g");

/** The marks of a value that came before, by how many others came since. */
const againMarks = Array.from({ length: 20 }, (_, ago) => String.fromCharCode(12 + ago));

const anyMark = new RegExp(`[${[...forms.map(({ mark }) => mark), ...againMarks].join("")}]`, "g");

/** The values that came last, the last one first. */
class Recent {
  private readonly values: string[] = [];

  /** @param known A text whose values are known already. */
  constructor(known: string) {
    for (const [value] of known.matchAll(anyForm)) this.add(value);
  }

  markOf(value: string): string | undefined {
    return againMarks[this.values.indexOf(value)];
  }

  marked(mark: string): string | undefined {
    return this.values[againMarks.indexOf(mark)];
  }

  add(value: string): void {
    const ago = this.values.indexOf(value);
    if (ago >= 0) this.values.splice(ago, 1);
    this.values.unshift(value);
    if (this.values.length > againMarks.length) this.values.pop();
  }
}

/**
 * A text with marks in the place of ids, and the bytes of those that are new.
 * @param known Another text, whose ids are not new; none by default.
 */
export function withoutIds(text: string, known = ""): { text: string; ids: Buffer } {
  const recent = new Recent(known);
  const ids: Buffer[] = [];
  const marked = text.replace(anyForm, (value) => {
    const again = recent.markOf(value);
    recent.add(value);
    if (again !== undefined) return again;
    const form = forms.find(({ pattern }) => pattern.test(value)) as Form;
    const [, ...digits] = form.pattern.exec(value) ?? [];
    ids.push(Buffer.from(digits.join(""), "hex"));
    return form.mark;
  });
  return { text: marked, ids: Buffer.concat(ids) };
}

/** The text again. */
export function withIds(text: string, ids: Buffer, known = ""): string {
  const recent = new Recent(known);
  let taken = 0;
  const next = ({ bytes, written }: Form) => {
    taken += bytes;
    return written(ids.toString("hex", taken - bytes, taken));
  };
  return text.replace(anyMark, (mark) => {
    const form = forms.find((candidate) => candidate.mark === mark);
    const value = form === undefined ? (recent.marked(mark) ?? "") : next(form);
    recent.add(value);
    return value;
  });
}
