import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Day } from "../../protocol/day.ts";
import type { ExpiredDay } from "../store/pickup.ts";
import { type Connection, openForReading } from "../store/sqlite/connection.ts";
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

/** The days in the spool that are over and rewritten, ascending. */
export function storedDays(spool: string): StoredDay[] {
  const folder = new SpoolFolder(spool);
  if (!existsSync(join(spool, "days"))) return [];
  const [acknowledged, complete] = [receiptsIn(folder, "receipts"), receiptsIn(folder, "complete")];
  return folder.closedDays().flatMap((day) => {
    const path = folder.closed(day);
    const of = (receipts: typeof complete) => receipts.get(day) ?? new Set<string>();
    return existsSync(path) ? [{ day, ...sumsOf(path, of(acknowledged), of(complete)) }] : [];
  });
}

/** What went past retention before any courier had it, as the spool noted it, ascending. */
export function expiredDays(spool: string): ExpiredDay[] {
  const { receipts } = new SpoolFolder(spool);
  if (!existsSync(receipts)) return [];
  return reading(receipts, (db) =>
    db.prepare<[], ExpiredDay>("SELECT day, count FROM expired ORDER BY day").all(),
  );
}

/** The keys that at least one courier has acknowledged, or all in force have, in hexadecimal, by day. */
function receiptsIn({ receipts }: SpoolFolder, table: "receipts" | "complete"): Map<Day, Set<string>> {
  const found = new Map<Day, Set<string>>();
  if (!existsSync(receipts)) return found;
  const rows = reading(receipts, (db) =>
    db.prepare<[], { day: Day; envelopes: Buffer }>(`SELECT day, envelopes FROM ${table}`).all(),
  );
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

function sumsOf(
  path: string,
  acknowledged: ReadonlySet<string>,
  complete: ReadonlySet<string>,
): Omit<StoredDay, "day"> {
  const rows = reading(path, (db) =>
    db.prepare<[], { key: Buffer; size: number }>("SELECT key, size FROM envelopes").all(),
  );
  return {
    count: rows.length,
    bytes: rows.reduce((sum, { size }) => sum + size, 0),
    unfetched: rows.filter(({ key }) => !acknowledged.has(key.toString("hex"))).length,
    complete: rows.filter(({ key }) => complete.has(key.toString("hex"))).length,
  };
}

function reading<T>(path: string, read: (db: Connection) => T): T {
  const db = openForReading(path);
  try {
    return read(db);
  } finally {
    db.close();
  }
}
