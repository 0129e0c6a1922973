// The store: SQLite with or without a folder, one code path. A write is in the file when the call returns, so what
// a client was told survives `kill -9`.

import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "./database.js";
import type { Records } from "./records.js";
import { packRecord, unpackRecord } from "./shared-values.js";

/** So many records are kept parsed; with more offers than fit, the least recently read ones are parsed again. */
const mostParsed = 5_000;
/** So many lists of records are kept, which hold on to their records. */
const mostLists = 100;

function keyOf(kind: string, productId: string, id: string): string {
  return `${kind} ${productId} ${id}`;
}

/** Records by kind, product and id, and the bytes of uploaded files. */
export class Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  /** Records as they were last read or written, so that a large offer is not parsed again for each call. */
  readonly #parsed = new Map<string, unknown>();
  /** Lists of `ofProduct`, until one of their records is written. */
  readonly #lists = new Map<string, unknown[]>();
  /** All products in order, once somebody has asked for them: they are looked through at each search by offer id. */
  #products: Map<string, Records["product"]> | undefined;
  #inTransaction = false;

  /** Opens the store of a folder, or one in memory. Throws DataFolderError if the folder cannot be used. */
  constructor(folder?: string) {
    this.#database = openDatabase(folder);
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS record (sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
        product TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, product, id));
      CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS record_of_instance ON record (product, json_extract(body, '$.instanceId'))
        WHERE kind = 'draft';`);
  }

  #prepared(sql: string) {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The record, or undefined. An id of another product is not found. Records are not to be changed in place. */
  get<Kind extends keyof Records>(kind: Kind, productId: string, id: string): Records[Kind] | undefined {
    const known = this.#parsed.get(keyOf(kind, productId, id));
    if (known !== undefined) return known as Records[Kind];
    const sql = "SELECT product, id, body FROM record WHERE kind = ? AND product = ? AND id = ?";
    const row = this.#prepared(sql).get(kind, productId, id);
    return row === undefined ? undefined : this.#read(kind, row);
  }

  #read<Kind extends keyof Records>(kind: Kind, row: { [column: string]: unknown }): Records[Kind] {
    const key = keyOf(kind, String(row.product), String(row.id));
    const known = this.#parsed.get(key) as Records[Kind] | undefined;
    if (known !== undefined) return known;
    const record = unpackRecord(row.body as string) as Records[Kind];
    this.#keep(key, record);
    return record;
  }

  #keep(key: string, record: unknown): void {
    this.#parsed.delete(key);
    this.#parsed.set(key, record);
    if (this.#parsed.size <= mostParsed) return;
    const [oldest = ""] = this.#parsed.keys();
    this.#parsed.delete(oldest);
  }

  /** All records of a kind that belong to a product, in the order they were made. */
  ofProduct<Kind extends keyof Records>(kind: Kind, productId: string): Records[Kind][] {
    const key = `${kind} ${productId}`;
    const known = this.#lists.get(key) as Records[Kind][] | undefined;
    if (known !== undefined) return [...known];
    const sql = "SELECT product, id, body FROM record WHERE kind = ? AND product = ? ORDER BY sequence";
    const rows = this.#prepared(sql).all(kind, productId);
    const list = rows.map((row) => this.#read(kind, row));
    if (this.#lists.size >= mostLists) this.#lists.clear();
    this.#lists.set(key, list);
    return [...list];
  }

  /** The drafts in one instance, in the order they were made. */
  draftsOfInstance(productId: string, instanceId: string): Records["draft"][] {
    const sql = `SELECT product, id, body FROM record
      WHERE kind = 'draft' AND product = ? AND json_extract(body, '$.instanceId') = ? ORDER BY sequence`;
    return this.#prepared(sql)
      .all(productId, instanceId)
      .map((row) => this.#read("draft", row));
  }

  /** All products, in the order they were made. */
  products(): Records["product"][] {
    this.#products ??= new Map(this.all("product").map((product) => [product.id, product]));
    return [...this.#products.values()];
  }

  /** All records of a kind, in the order they were made. */
  all<Kind extends keyof Records>(kind: Kind): Records[Kind][] {
    const rows = this.#prepared("SELECT product, id, body FROM record WHERE kind = ? ORDER BY sequence").all(kind);
    return rows.map((row) => this.#read(kind, row));
  }

  /** Where a record stands in the order of all records; higher than that of any made before it. 0 if there is none. */
  placeOf(kind: keyof Records, productId: string, id: string): number {
    const sql = "SELECT sequence FROM record WHERE kind = ? AND product = ? AND id = ?";
    return Number(this.#prepared(sql).get(kind, productId, id)?.sequence ?? 0);
  }

  /** Writes a record, new or changed; a changed one keeps its place in the order. */
  put<Kind extends keyof Records>(kind: Kind, record: Records[Kind]): void {
    this.#prepared(
      `INSERT INTO record (kind, product, id, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, product, id) DO UPDATE SET body = excluded.body`,
    ).run(kind, record.productId, record.id, packRecord(record));
    this.#keep(keyOf(kind, record.productId, record.id), record);
    this.#lists.delete(`${kind} ${record.productId}`);
    if (kind === "product") this.#products?.set(record.id, record as Records["product"]);
  }

  /** Removes a record; nothing happens if there is none. */
  remove(kind: keyof Records, productId: string, id: string): void {
    this.#parsed.delete(keyOf(kind, productId, id));
    this.#lists.delete(`${kind} ${productId}`);
    if (kind === "product") this.#products?.delete(id);
    this.#prepared("DELETE FROM record WHERE kind = ? AND product = ? AND id = ?").run(kind, productId, id);
  }

  /** Removes everything of a product. */
  removeProduct(productId: string): void {
    this.#prepared("DELETE FROM record WHERE product = ?").run(productId);
    this.#forget();
  }

  /** Runs several writes as one: all of them or none. */
  transaction<Result>(work: () => Result): Result {
    if (this.#inTransaction) return work();
    this.#database.exec("BEGIN");
    this.#inTransaction = true;
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      this.#forget();
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Keeps the bytes of an uploaded file under its blob name. */
  putFile(name: string, bytes: Uint8Array): void {
    this.#prepared("INSERT OR REPLACE INTO file (name, bytes) VALUES (?, ?)").run(name, bytes);
  }

  /** The bytes of an uploaded file, or undefined if it was never committed. */
  getFile(name: string): Uint8Array | undefined {
    return this.#prepared("SELECT bytes FROM file WHERE name = ?").get(name)?.bytes as Uint8Array | undefined;
  }

  /** Forgets an uploaded file. */
  removeFile(name: string): void {
    this.#prepared("DELETE FROM file WHERE name = ?").run(name);
  }

  /** A setting of the emulator itself, such as its time. */
  getSetting(name: string): string | undefined {
    return this.#prepared("SELECT value FROM setting WHERE name = ?").get(name)?.value as string | undefined;
  }

  /** Writes a setting. */
  putSetting(name: string, value: string): void {
    this.#prepared("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)").run(name, value);
  }

  /** Forgets all offers and files; settings stay. */
  clear(): void {
    this.transaction(() => this.#database.exec("DELETE FROM record; DELETE FROM file"));
    this.#forget();
  }

  #forget(): void {
    this.#parsed.clear();
    this.#lists.clear();
    this.#products = undefined;
  }

  /** Closes the database and gives the folder free. */
  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}
