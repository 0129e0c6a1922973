// The store: SQLite with or without a folder, one code path. A write is in the file when the call returns, so what
// a client was told survives `kill -9`.

import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { openDatabase } from "./database.js";
import { KeptRecords, type WhichList } from "./kept-records.js";
import { offerIdsOf, type Records } from "./records.js";
import { packRecord, unpackRecord } from "./shared-values.js";

type Row = { readonly [column: string]: unknown };

/** All offers and files at one moment. */
export interface SavedState {
  readonly records: readonly Row[];
  readonly files: readonly Row[];
}

const savedColumns = {
  records: ["sequence", "kind", "product", "id", "body", "instance"],
  files: ["name", "bytes"],
} as const;

function parsed<Kind extends keyof Records>(_kind: Kind, row: Row): Records[Kind] {
  return unpackRecord(row.body as string) as Records[Kind];
}

/** Records by kind, product and id, and the bytes of uploaded files. */
export class Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  readonly #kept = new KeptRecords();
  /** All products in order, once somebody has asked for them, and the ids of those with an offer id. */
  #products: Map<string, Records["product"]> | undefined;
  #offers = new Map<string, Set<string>>();
  #inTransaction = false;

  /** Opens the store of a folder, or one in memory. Throws DataFolderError if the folder cannot be used. */
  constructor(folder?: string) {
    this.#database = openDatabase(folder);
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
    const known = this.#kept.get(kind, productId, id);
    if (known !== undefined) return known;
    const sql = "SELECT product, id, body FROM record WHERE kind = ? AND product = ? AND id = ?";
    const row = this.#prepared(sql).get(kind, productId, id);
    if (row === undefined) return undefined;
    const record = parsed(kind, row);
    this.#kept.noteRead(kind, record, (row.body as string).length);
    return record;
  }

  #recordOf<Kind extends keyof Records>(kind: Kind, row: Row): Records[Kind] {
    return this.#kept.get(kind, row.product as string, row.id as string) ?? parsed(kind, row);
  }

  #list<Kind extends keyof Records>(kind: Kind, which: WhichList, sql: string, values: string[]): Records[Kind][] {
    const known = this.#kept.list(kind, which);
    if (known !== undefined) return known;
    const rows = this.#prepared(sql).all(...values);
    const records = rows.map((row) => this.#recordOf(kind, row));
    const weight = rows.reduce((sum, row) => sum + (row.body as string).length, 0);
    this.#kept.noteList(kind, which, records, weight);
    return records;
  }

  /** All records of a kind that belong to a product, in the order they were made. */
  ofProduct<Kind extends keyof Records>(kind: Kind, productId: string): Records[Kind][] {
    const sql = "SELECT product, id, body FROM record WHERE kind = ? AND product = ? ORDER BY sequence";
    return this.#list(kind, { productId }, sql, [kind, productId]);
  }

  /** The drafts in one instance, in the order they were made. */
  draftsOfInstance(productId: string, instanceId: string): Records["draft"][] {
    const sql = `SELECT product, id, body FROM record
      WHERE kind = 'draft' AND product = ? AND instance = ? ORDER BY sequence`;
    return this.#list("draft", { productId, instanceId }, sql, [productId, instanceId]);
  }

  #allProducts(): Map<string, Records["product"]> {
    if (this.#products !== undefined) return this.#products;
    this.#products = new Map();
    for (const product of this.all("product")) this.#noteProduct(this.#products, product);
    return this.#products;
  }

  #noteProduct(products: Map<string, Records["product"]>, product: Records["product"]): void {
    products.set(product.id, product);
    for (const offerId of offerIdsOf(product)) {
      const ids = this.#offers.get(offerId) ?? new Set();
      this.#offers.set(offerId, ids.add(product.id));
    }
  }

  /** All products, in the order they were made. */
  products(): Records["product"][] {
    return [...this.#allProducts().values()];
  }

  /** The products with an offer id, of any account, in the order they were made. */
  productsOfOffer(offerId: string): Records["product"][] {
    const products = this.#allProducts();
    const ids = this.#offers.get(offerId) ?? [];
    return [...ids].map((id) => products.get(id)).filter((product) => product !== undefined);
  }

  /** All records of a kind, in the order they were made. */
  all<Kind extends keyof Records>(kind: Kind): Records[Kind][] {
    const rows = this.#prepared("SELECT product, id, body FROM record WHERE kind = ? ORDER BY sequence").all(kind);
    return rows.map((row) => this.#recordOf(kind, row));
  }

  /** Where a record stands in the order of all records; higher than that of any made before it. 0 if there is none. */
  placeOf(kind: keyof Records, productId: string, id: string): number {
    const sql = "SELECT sequence FROM record WHERE kind = ? AND product = ? AND id = ?";
    return Number(this.#prepared(sql).get(kind, productId, id)?.sequence ?? 0);
  }

  /** Writes a record, new or changed; a changed one keeps its place in the order. */
  put<Kind extends keyof Records>(kind: Kind, record: Records[Kind]): void {
    const text = packRecord(record);
    this.#prepared(
      `INSERT INTO record (kind, product, id, body, instance) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (kind, product, id) DO UPDATE SET body = excluded.body`,
    ).run(kind, record.productId, record.id, text, "instanceId" in record ? record.instanceId : null);
    this.#kept.noteWritten(kind, record, text.length);
    if (kind === "product") this.#putProduct(record as Records["product"]);
  }

  /** What is asked for with nearly every call is kept from the start: of a new product it is known without reading. */
  #putProduct(product: Records["product"]): void {
    const products = this.#allProducts();
    if (!products.has(product.id)) {
      for (const kind of ["instance", "variant", "submission"] as const) {
        this.#kept.noteList(kind, { productId: product.id }, [], 0);
      }
    }
    this.#noteProduct(products, product);
  }

  /** Removes a record; nothing happens if there is none. */
  remove(kind: keyof Records, productId: string, id: string): void {
    const record = this.get(kind, productId, id);
    if (record === undefined) return;
    this.#kept.forget(kind, record);
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

  /** A copy of all offers and files. */
  save(): SavedState {
    const { records, files } = savedColumns;
    return {
      records: this.#prepared(`SELECT ${records.join()} FROM record ORDER BY sequence`).all(),
      files: this.#prepared(`SELECT ${files.join()} FROM file`).all(),
    };
  }

  /** Puts all offers and files back as they were when saved. */
  restore(saved: SavedState): void {
    this.transaction(() => {
      this.clear();
      for (const [table, columns, rows] of [
        ["record", savedColumns.records, saved.records],
        ["file", savedColumns.files, saved.files],
      ] as const) {
        const places = columns.map(() => "?").join();
        const insert = this.#prepared(`INSERT INTO ${table} (${columns.join()}) VALUES (${places})`);
        for (const row of rows) insert.run(...columns.map((column) => row[column] as SQLInputValue));
      }
    });
  }

  #forget(): void {
    this.#kept.clear();
    this.#products = undefined;
    this.#offers.clear();
  }

  /** Closes the database and releases the folder. */
  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}
