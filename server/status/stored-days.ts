import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Day } from "../../protocol/day.ts";
import type { ExpiredDay } from "../store/pickup.ts";
import { type Connection, openForReading } from "../store/sqlite/connection.ts";
import { DayReader } from "../store/sqlite/day-reader.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { hexOf } from "../store/sqlite/sorted-ids.ts";

/** What lies in the spool of one day that is over. */
export interface StoredDay {
  readonly day: Day;
  readonly count: number;
  /** Of the envelopes. */
  readonly bytes: number;
  /** How many of them no courier has acknowledged. */
  readonly unfetched: number;
  /** How many of them all couriers in force have acknowledged, so that they wait to be erased. */
  readonly complete: number;
}

/** What lies in the spool of the days that are over, as far as it can be read. */
export interface Stock {
  /** Ascending; a day that isn't rewritten yet, as far as it has come. */
  readonly stored: readonly StoredDay[];
  /** What went past retention before any courier had it, as the spool noted it, ascending. */
  readonly expired: readonly ExpiredDay[];
  /** What can't be read: days, or the receipts. */
  readonly unreadable: readonly string[];
}

/** Reads no envelope. One bad file takes nothing of the others with it. */
export function stockOf(spool: string, today: Day): Stock {
  const folder = new SpoolFolder(spool);
  const unreadable: string[] = [];
  const orElse = <T>(name: string, otherwise: T, read: () => T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
      unreadable.push(name);
      return otherwise;
    }
  };
  const receipts = orElse<Receipts>("the receipts", NO_RECEIPTS, () => receiptsIn(folder));
  const days = existsSync(join(spool, "days")) ? folder.allDays() : [];
  const over = days.filter((day) => day < today);
  const stored = over.flatMap((day) =>
    orElse<StoredDay[]>(day, [], () => {
      const [acknowledged, complete] = [receipts.acknowledged.get(day), receipts.complete.get(day)];
      const sums = twice(() => sumsOf(folder.of(day), acknowledged ?? new Set(), complete ?? new Set()));
      return sums.count > 0 ? [{ day, ...sums }] : [];
    }),
  );
  return { stored, expired: receipts.expired, unreadable };
}

/** A day's open file may go while it is being closed, between seeing it and reading it. */
function twice<T>(read: () => T): T {
  try {
    return read();
  } catch {
    return read();
  }
}

interface Receipts {
  /** The keys that at least one courier has acknowledged, in hexadecimal, by day. */
  readonly acknowledged: ReadonlyMap<Day, ReadonlySet<string>>;
  /** The same of what all in force have. */
  readonly complete: ReadonlyMap<Day, ReadonlySet<string>>;
  readonly expired: readonly ExpiredDay[];
}

const NO_RECEIPTS: Receipts = { acknowledged: new Map(), complete: new Map(), expired: [] };

function receiptsIn({ receipts }: SpoolFolder): Receipts {
  if (!existsSync(receipts)) return NO_RECEIPTS;
  using db = openForReading(receipts);
  return {
    acknowledged: keysIn(db, "receipts"),
    complete: keysIn(db, "complete"),
    expired: db.prepare<[], ExpiredDay>("SELECT day, count FROM expired ORDER BY day").all(),
  };
}

function keysIn(db: Connection, table: "receipts" | "complete"): Map<Day, Set<string>> {
  const found = new Map<Day, Set<string>>();
  const rows = db.prepare<[], { day: Day; envelopes: Buffer }>(`SELECT day, envelopes FROM ${table}`).all();
  for (const { day, envelopes } of rows)
    found.set(day, new Set([...(found.get(day) ?? []), ...hexOf(envelopes)]));
  return found;
}

/** Bytes of all files of the spool, as they are now. */
export function spoolBytes(spool: string): number {
  const folders = [spool, join(spool, "days")].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const stats = files.map((path) => statSync(path, { throwIfNoEntry: false }));
  return stats.reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0);
}

/** Of one file, or of two with some in both. */
function sumsOf(
  paths: readonly string[],
  acknowledged: ReadonlySet<string>,
  complete: ReadonlySet<string>,
): Omit<StoredDay, "day"> {
  const sizes = new Map<string, number>();
  for (const path of paths) {
    using reader = new DayReader(path);
    for (const { key, size } of reader.envelopes()) sizes.set(Buffer.from(key).toString("hex"), size);
  }
  const keys = [...sizes.keys()];
  return {
    count: keys.length,
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    unfetched: keys.filter((key) => !acknowledged.has(key)).length,
    complete: keys.filter((key) => complete.has(key)).length,
  };
}
