import { closeSync, openSync, readSync } from "node:fs";
import Database, { type Statement } from "better-sqlite3";
import { SpoolError } from "../spool.ts";
import { FORM, PAGE_SIZE, SAYS_FORM } from "./day-schema.ts";

export type Connection = Database.Database;

/** Milliseconds that a reader waits while the log is being recovered or emptied. */
const READER_WAIT = 5_000;

/** Milliseconds that the only writer waits for a reader in its way: what it wanted is tried again anyhow. */
const WRITER_WAIT = 50;

/** Bytes of the file format's header; where in it the kind of log is said, twice, and what says that it is a write-ahead log. */
export const HEADER = 100;
export const LOG_KIND = 18;
export const WRITE_AHEAD = 2;

/** What every connection that writes is set to, each said explicitly, since pragmas hold for one connection. */
const PRAGMAS = [
  "journal_mode = WAL",
  "synchronous = FULL",
  // Pages: 32 MiB. Each time the log is moved into the database somebody waits for the disk three times.
  "wal_autocheckpoint = 4096",
  "secure_delete = ON",
  "temp_store = MEMORY",
  "mmap_size = 0",
  "trusted_schema = OFF",
  "cell_size_check = ON",
];

/**
 * Opens or creates a database that is written to, with `schema` (idempotent) applied: one that says its form may lack
 * tables, as the copy of an open day in a backup does. One that `shrinks` can give pages back to the disk.
 */
export function openForWriting(path: string, schema: string, shrinks = false): Connection {
  const db = new Database(path, { timeout: WRITER_WAIT });
  try {
    if (schema !== "" && isNew(db)) {
      db.pragma(`page_size = ${PAGE_SIZE}`);
      if (shrinks) db.pragma("auto_vacuum = INCREMENTAL");
    }
    db.exec(PRAGMAS.map((pragma) => `PRAGMA ${pragma};`).join(""));
    checkPragma(db, "journal_mode", "wal");
    checkPragma(db, "synchronous", 2);
    checkPragma(db, "secure_delete", 1);
    if (schema !== "") applySchema(db, schema);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Writes only where something is missing: the form, or one of the tables. */
function applySchema(db: Connection, schema: string): void {
  const there = new Set(tablesIn(db));
  if (formOf(db) >= FORM && emptyOf(schema).tables.every((table) => there.has(table))) return;
  atomically(db, () => {
    if (formOf(db) < FORM) db.exec(SAYS_FORM);
    db.exec(schema);
  });
}

/** The file that `openForWriting` would make, with nothing in it but the schema: written at once it is whole or cut. */
export function bytesOfEmpty(schema: string): Uint8Array {
  return emptyOf(schema).bytes;
}

interface Empty {
  readonly tables: readonly string[];
  readonly bytes: Uint8Array;
}

const empties = new Map<string, Empty>();

/** What SQLite itself makes of a schema. */
function emptyOf(schema: string): Empty {
  const known = empties.get(schema);
  if (known) return known;
  using db = closing(new Database(":memory:"));
  db.exec(`PRAGMA page_size = ${PAGE_SIZE}; ${SAYS_FORM} ${schema}`);
  const empty = { tables: tablesIn(db), bytes: db.serialize().fill(WRITE_AHEAD, LOG_KIND, LOG_KIND + 2) };
  empties.set(schema, empty);
  return empty;
}

function tablesIn(db: Connection): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
}

/**
 * Opens a database that exists, to read. Works beside a writer, and after one that was killed (but for a journal:
 * `openRollingBack`); a file that is shorter than it says only if that is `tolerated`.
 */
export function openForReading(path: string, tolerated = false): Connection & Disposable {
  const db = closing(new Database(path, { readonly: true, fileMustExist: true, timeout: READER_WAIT }));
  if (tolerated) db.unsafeMode(true).pragma("writable_schema = ON");
  db.pragma("temp_store = MEMORY");
  return db;
}

/**
 * Opens a database that exists, to read, when a writer may have been killed while it had a journal, as it has while the
 * kind of log changes: only who may write can roll that back.
 */
export function openRollingBack(path: string): Connection & Disposable {
  return closing(new Database(path, { fileMustExist: true, timeout: READER_WAIT }));
}

/** One that `using` closes. */
export function closing(db: Connection): Connection & Disposable {
  return Object.assign(db, { [Symbol.dispose]: () => void db.close() });
}

/** The header of a database, of which nothing else is read; less of it if the file is shorter. */
export function headerOf(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const header = Buffer.alloc(HEADER);
    return header.subarray(0, readSync(file, header, 0, HEADER, 0));
  } finally {
    closeSync(file);
  }
}

const statements = new WeakMap<Connection, Map<string, Statement>>();

/** A statement of a connection, prepared when it is first needed: a file is opened more often than all are. */
export function prepared<Values extends unknown[] = unknown[], Row = unknown>(
  db: Connection,
  sql: string,
): Statement<Values, Row> {
  const known = statements.get(db) ?? new Map<string, Statement>();
  statements.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement as Statement<Values, Row>;
}

/** One transaction around several writes: durable on return, all or none. */
export function atomically<T>(db: Connection, write: () => T): T {
  prepared(db, "BEGIN IMMEDIATE").run();
  try {
    const result = write();
    prepared(db, "COMMIT").run();
    return result;
  } catch (error) {
    if (db.inTransaction) prepared(db, "ROLLBACK").run();
    throw error;
  }
}

/**
 * Moves the write-ahead log into the database and empties it, so that deleted bytes are in neither. Returns false
 * if a reader was in the way: to be tried again.
 */
export function checkpoint(db: Connection): boolean {
  return prepared(db, "PRAGMA wal_checkpoint(TRUNCATE)").pluck().get() === 0;
}

/** Runs what touches the disk; whatever SQLite or the system throws comes out as a SpoolError. */
export function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw spoolError(error);
  }
}

/** What SQLite or the system threw, as a SpoolError; anything else as it is. */
export function spoolError(error: unknown): unknown {
  const noRoom = isOf(error, "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN") || isOfSystem(error);
  if (noRoom) return new SpoolError("spool-full", { cause: error });
  if (!(error instanceof Database.SqliteError)) return error;
  return new SpoolError(isBusy(error) ? "spool-busy" : "spool-damaged", { cause: error });
}

/** Whether SQLite failed with one of these codes, or a more special one. */
function isOf(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Database.SqliteError && codes.some((code) => error.code.startsWith(code));
}

/** Whether a call of the system failed: our own, beside SQLite's. */
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** Whether somebody else's reading or writing was in the way. */
export function isBusy(error: unknown): boolean {
  return isOf(error, "SQLITE_BUSY", "SQLITE_LOCKED");
}

/** Whether the disk failed. */
export function isDiskFailure(error: unknown): boolean {
  return isOf(error, "SQLITE_IOERR") || (isOfSystem(error) && ["EIO", "ENXIO"].includes(error.code ?? ""));
}

/** Whether the disk failed to give what was read; not whether it had no room for what is written. */
export function isReadFailure(error: unknown): boolean {
  return isOf(error, "SQLITE_IOERR_CORRUPTFS", "SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ");
}

/** Whether a file isn't what SQLite wrote. */
export function isDamage(error: unknown): boolean {
  return isOf(error, "SQLITE_CORRUPT", "SQLITE_NOTADB");
}

/** What the header says: 0 before forms were said. */
export function formOf(db: Connection): number {
  return Number(db.pragma("user_version", { simple: true }));
}

function isNew(db: Connection): boolean {
  return db.pragma("page_count", { simple: true }) === 0;
}

function checkPragma(db: Connection, name: string, expected: string | number): void {
  const actual = db.pragma(name, { simple: true });
  if (actual !== expected) throw new Error(`SQLite does not take ${name} = ${expected}`);
}
