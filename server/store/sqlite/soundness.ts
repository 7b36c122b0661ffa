import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { encodeHex } from "../../../crypto/encoding.ts";
import { isWhole } from "../leaf.ts";
import { HEADER, headerOf, isDamage, isDiskFailure, openForReading } from "./connection.ts";
import { DayReader } from "./day-reader.ts";
import { BLOCK, type EnvelopeRow } from "./day-schema.ts";

/** Of the file format's header: the bytes of a page, and how many there are, each big-endian. */
const PAGE_SIZE_AT = 16;
const PAGES_AT = 28;

/** Envelopes of which parts are missing, or have other lengths than the row says. */
const UNFIT = `
  SELECT count(*) FROM envelopes WHERE size IS NOT (
    SELECT sum(length(bytes)) FROM parts WHERE place BETWEEN block * ${BLOCK} AND block * ${BLOCK} + envelopes.parts - 1
  )`;

/** Whether what went wrong says that the file isn't one of ours: no database, a broken one, or one without its tables. */
export function isUnreadable(error: unknown): boolean {
  return isDamage(error) || (error instanceof Database.SqliteError && isWithoutTables(error));
}

/** SQLite has one code for all that is wrong with a statement; ours are right wherever the tables are. */
function isWithoutTables({ code, message }: InstanceType<typeof Database.SqliteError>): boolean {
  return code === "SQLITE_ERROR" && /^no such (?:table|column): /.test(message);
}

/** Whether something can't be had from a file that is read for what it still gives: it is broken, or the disk is. */
export function isLost(error: unknown): boolean {
  return isUnreadable(error) || isDiskFailure(error);
}

/** What is read; undefined if it can't be had, since the file is broken, or the disk is. */
export function ifHad<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}

/** Whether a day's file can be counted; whatever else is wrong with it shows when it is read. */
export function isCountable(path: string): boolean {
  return isReadableAnd(() => {
    if (isCut(path)) return false;
    using reader = new DayReader(path);
    reader.sums();
    return true;
  });
}

/** Whether a day's file can be counted, and SQLite finds nothing wrong in it. Reads the whole of it. */
export function isSound(path: string): boolean {
  if (!isCountable(path)) return false;
  return isReadableAnd(() => {
    using db = openForReading(path);
    return db.pragma("quick_check(1)", { simple: true }) === "ok";
  });
}

/** Bytes that are read at once where only the disk is asked. */
const PIECE = 2 ** 20;

/**
 * Whether a file that SQLite called damaged is: it says the same of what the disk itself doesn't give (an I/O error,
 * which may pass). Reads the whole of it. Nobody in this process may have it open, whose locks would go.
 */
export function isDamaged(path: string): boolean {
  try {
    for (const one of [path, `${path}-wal`]) if (existsSync(one)) readToEnd(one);
    return !isSound(path);
  } catch (error) {
    if (isDiskFailure(error)) return false;
    throw error;
  }
}

function readToEnd(path: string): void {
  const [file, piece] = [openSync(path, "r"), Buffer.alloc(PIECE)];
  try {
    while (readSync(file, piece) > 0);
  } finally {
    closeSync(file);
  }
}

/** Whether a file can be read, and what is looked for in it is so. */
function isReadableAnd(look: () => boolean): boolean {
  try {
    return look();
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

/** Whether a day's file has its tables, and for each envelope the parts that it says. Reads no envelope's bytes. */
export function fits(path: string): boolean {
  if (isCut(path)) return false;
  using db = openForReading(path);
  return db.prepare(UNFIT).pluck().get() === 0;
}

/** What a damaged file still says of its envelopes. */
export interface Remains {
  /** Those whose row can be read. */
  readonly listed: number;
  /** Those of them that are what their digests say, to the last byte. */
  readonly whole: readonly EnvelopeRow[];
}

/** Reads the whole of a damaged file, as far as it can be read. */
export function remainsOf(path: string): Remains {
  const remains = ifHad(() => {
    using reader = new DayReader(path, true);
    const { rows } = rowsAsFarAsTheyGo(reader);
    return { listed: rows.length, whole: rows.filter((row) => isWholeIn(reader, row)) };
  });
  return remains ?? { listed: 0, whole: [] };
}

/** One row after the other, so that what stands before a broken page is had; and whether those are all. */
export function rowsAsFarAsTheyGo(reader: DayReader): { rows: EnvelopeRow[]; all: boolean } {
  const rows: EnvelopeRow[] = [];
  const all = ifHad(() => {
    for (const row of reader.envelopes()) rows.push(row);
    return true;
  });
  return { rows, all: all ?? false };
}

function isWholeIn(reader: DayReader, { key, parts, digest }: EnvelopeRow): boolean {
  return ifHad(() => isWhole(encodeHex(digest), parts, (number) => reader.findPart(key, number))) ?? false;
}

/** Whether a file is shorter than its header says. A log beside it may have the rest. */
function isCut(path: string): boolean {
  const header = headerOf(path);
  if (header.length < HEADER) return false;
  const pageSize = header.readUInt16BE(PAGE_SIZE_AT);
  return statSync(path).size < header.readUInt32BE(PAGES_AT) * (pageSize === 1 ? 65_536 : pageSize);
}
