/**
 * What a client has just read, written or made itself: for work that sends everything as it is and changes none of it,
 * so that what was written a moment ago need not be read again. Nobody decides by it what to overwrite.
 */
import type { Clock } from "../clock.js";

/** Milliseconds for which it serves. What somebody else writes meanwhile is not seen. */
const freshMs = 60_000;

interface Entry {
  readonly value: unknown;
  readonly at: number;
}

export class JustSeen {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly clock: Clock) {}

  /** @param key An address, or a name below one. */
  keep(key: string, value: unknown): void {
    this.entries.delete(key); // so that the oldest come first
    this.entries.set(key, { value, at: this.clock.now() });
    for (const [first, entry] of this.entries) {
      if (!this.isOld(entry)) break;
      this.entries.delete(first); // a program of a thousand plans would have all their drafts in memory
    }
  }

  /** Nothing is known of it any more, whatever it is a part of. */
  drop(key: string): void {
    this.keep(key, undefined);
  }

  /** Changes what is known of everything whose name begins so; its age stays. */
  change<Value>(start: string, change: (value: Value) => Value): void {
    for (const [key, { value, at }] of this.entries) {
      if (value !== undefined && key.startsWith(start)) this.entries.set(key, { value: change(value as Value), at });
    }
  }

  /** Nothing is known any more of what is below an address. */
  forget(start: string): void {
    for (const key of this.entries.keys()) if (key.startsWith(start)) this.entries.delete(key);
  }

  get<Value>(key: string): Value | undefined {
    const entry = this.entries.get(key);
    return entry === undefined || this.isOld(entry) ? undefined : (entry.value as Value);
  }

  /** The same of a list below an object: that of one which was just made has nothing, unless something was added. */
  list<Item>(key: string, owner: string): Item[] | undefined {
    const known = this.get<Item[]>(key);
    return known === undefined && !this.entries.has(key) && this.get(owner) !== undefined ? [] : known;
  }

  private isOld({ at }: Entry): boolean {
    return this.clock.now() - at > freshMs;
  }
}
