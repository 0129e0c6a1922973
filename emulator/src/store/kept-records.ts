// Records and lists of them as they were last read or written, so that a large offer is not parsed again for each call.

import { RecentlyRead } from "./recently-read.js";
import type { Records } from "./records.js";

/**
 * Characters of JSON whose records are kept parsed, alone and in lists: lists of a thousand offers with ten plans fit.
 */
const mostParsed = 4_000_000;
const mostInLists = 24_000_000;
/** What a list itself counts, beside its records. */
const weightOfList = 100;

interface KnownList {
  readonly records: unknown[];
  weight: number;
}

function keyOf(kind: string, productId: string, id: string): string {
  return `${kind} ${productId} ${id}`;
}

/** The name of a list: all records of a kind that a product has, or those of one instance. */
function listKey(kind: string, productId: string, instanceId = ""): string {
  return `${kind}s ${productId} ${instanceId}`;
}

/** The lists that a record is in. */
function listsWith<Kind extends keyof Records>(kind: Kind, record: Records[Kind]): string[] {
  const all = listKey(kind, record.productId);
  return "instanceId" in record ? [all, listKey(kind, record.productId, record.instanceId)] : [all];
}

/** Which list is meant: of a product, or of one instance of it. */
export interface WhichList {
  readonly productId: string;
  readonly instanceId?: string;
}

/** Parsed records and lists; nothing here is the only copy of anything. */
export class KeptRecords {
  readonly #records = new RecentlyRead(mostParsed);
  readonly #lists = new RecentlyRead(mostInLists);

  /** The record, or undefined if it is not kept. */
  get<Kind extends keyof Records>(kind: Kind, productId: string, id: string): Records[Kind] | undefined {
    return this.#records.get(keyOf(kind, productId, id)) as Records[Kind] | undefined;
  }

  /** Keeps a record as it was read. `weight`: the length of its text. */
  noteRead<Kind extends keyof Records>(kind: Kind, record: Records[Kind], weight: number): void {
    this.#records.set(keyOf(kind, record.productId, record.id), record, weight);
  }

  /** Keeps a record as it was written, alone and in the lists that it is in; a new record comes last. */
  noteWritten<Kind extends keyof Records>(kind: Kind, record: Records[Kind], weight: number): void {
    this.noteRead(kind, record, weight);
    for (const key of listsWith(kind, record)) {
      const list = this.#lists.get(key) as KnownList | undefined;
      if (list === undefined) continue;
      const index = (list.records as Records[Kind][]).findIndex((other) => other.id === record.id);
      list.records[index < 0 ? list.records.length : index] = record;
      list.weight += weight;
      this.#lists.set(key, list, list.weight);
    }
  }

  /** A copy of a list, or undefined if it is not kept. */
  list<Kind extends keyof Records>(kind: Kind, which: WhichList): Records[Kind][] | undefined {
    const known = this.#lists.get(listKey(kind, which.productId, which.instanceId)) as KnownList | undefined;
    return known === undefined ? undefined : ([...known.records] as Records[Kind][]);
  }

  /** Keeps a list as it was read. `weight`: the length of the texts of its records. */
  noteList<Kind extends keyof Records>(kind: Kind, which: WhichList, records: Records[Kind][], weight: number): void {
    const whole = weight + weightOfList;
    this.#lists.set(listKey(kind, which.productId, which.instanceId), { records: [...records], weight: whole }, whole);
  }

  /** Forgets a record that is removed, and the lists that it was in. */
  forget<Kind extends keyof Records>(kind: Kind, record: Records[Kind]): void {
    this.#records.delete(keyOf(kind, record.productId, record.id));
    for (const key of listsWith(kind, record)) this.#lists.delete(key);
  }

  /** Forgets everything. */
  clear(): void {
    this.#records.clear();
    this.#lists.clear();
  }
}
