// What was read lately, so that it need not be parsed again: bounded by how much text it came from, because a plan with
// all its markets weighs as much as fifty without.

interface Kept {
  value: unknown;
  weight: number;
}

/** Values by key; the ones not asked for longest go first when together they weigh too much. */
export class RecentlyRead {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  #weight = 0;

  /** Holds values of `most` characters of text together. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value, which counts as asked for now; undefined if it is not kept. */
  get(key: string): unknown {
    const entry = this.#kept.get(key);
    if (entry === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    return entry.value;
  }

  /** Keeps a value. `weight` is the length of the text that it was parsed from. */
  set(key: string, value: unknown, weight: number): void {
    this.delete(key);
    this.#kept.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= this.#most) return;
      this.delete(oldest);
    }
  }

  /** Forgets a value; nothing happens if there is none. */
  delete(key: string): void {
    const entry = this.#kept.get(key);
    if (entry === undefined) return;
    this.#weight -= entry.weight;
    this.#kept.delete(key);
  }

  /** Forgets everything. */
  clear(): void {
    this.#kept.clear();
    this.#weight = 0;
  }
}
