// Opens the SQLite that comes with Node, without Node's warning about it, and says in one line when
// a folder is in use by another emulator.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/** The data folder cannot be used. `message` is fit to be shown to a person. */
export class DataFolderError extends Error {
  readonly code = "DATA_FOLDER";
}

function loadSqlite(): typeof import("node:sqlite") {
  const emitWarning = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes("SQLite")) return;
    (emitWarning as (...all: unknown[]) => void).call(process, warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    return require("node:sqlite") as typeof import("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Makes the tables where they are missing. A draft's instance never changes, so it is not looked for in its body. */
function makeTables(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS record (sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
      product TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, instance TEXT, UNIQUE (kind, product, id));
    CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);`);
  const columns = database.prepare("SELECT name FROM pragma_table_info('record')").all();
  if (!columns.some(({ name }) => name === "instance")) {
    // A folder of version 0.1.0.
    database.exec(`BEGIN; DROP INDEX IF EXISTS record_of_instance; ALTER TABLE record ADD COLUMN instance TEXT;
      UPDATE record SET instance = json_extract(body, '$.instanceId') WHERE kind = 'draft'; COMMIT;`);
  }
  database.exec("CREATE INDEX IF NOT EXISTS draft_of_instance ON record (product, instance) WHERE kind = 'draft'");
}

/** Opens the database of a data folder, made if absent and locked until it is closed; in memory without a folder. */
export function openDatabase(folder: string | undefined): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  if (folder === undefined) {
    const inMemory = new DatabaseSync(":memory:");
    makeTables(inMemory);
    return inMemory;
  }
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new DataFolderError(`The data folder ${folder} cannot be made: ${(error as Error).message}`);
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, "emulator.sqlite"));
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    database.exec("BEGIN EXCLUSIVE; COMMIT");
    makeTables(database);
    return database;
  } catch (error) {
    database?.close();
    const message = (error as Error).message;
    throw new DataFolderError(
      message.includes("locked")
        ? `The data folder ${folder} is in use by another emulator`
        : `The data folder ${folder} cannot be used: ${message}`,
    );
  }
}
