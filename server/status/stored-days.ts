import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Day } from "../store/day.ts";
import { openForReading } from "../store/sqlite/connection.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";

/** What lies in the spool of one day that is over. */
export interface StoredDay {
  readonly day: Day;
  readonly count: number;
  /** Of the envelopes. */
  readonly bytes: number;
}

/** The days in the spool that are over and rewritten, ascending. */
export function storedDays(spool: string): StoredDay[] {
  const folder = new SpoolFolder(spool);
  if (!existsSync(join(spool, "days"))) return [];
  return folder.closedDays().flatMap((day) => {
    const path = folder.closed(day);
    return existsSync(path) ? [{ day, ...sumsOf(path) }] : [];
  });
}

/** Bytes of all files of the spool, as they are now. */
export function spoolBytes(spool: string): number {
  const folders = [spool, join(spool, "days")].filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const stats = files.map((path) => statSync(path, { throwIfNoEntry: false }));
  return stats.reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0);
}

function sumsOf(path: string): { count: number; bytes: number } {
  const db = openForReading(path);
  try {
    const sums = db.prepare<[], { count: number; bytes: number }>(
      "SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM envelopes",
    );
    return sums.get() ?? { count: 0, bytes: 0 };
  } finally {
    db.close();
  }
}
