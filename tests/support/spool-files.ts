import { join } from "node:path";
import Database from "better-sqlite3";
import { concat } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { openForReading } from "../../server/store/sqlite/connection.ts";
import { DayReader } from "../../server/store/sqlite/day-reader.ts";
import { SpoolFolder } from "../../server/store/sqlite/folder.ts";
import { hexOf } from "../../server/store/sqlite/sorted-ids.ts";

export interface StoredEnvelope {
  readonly key: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** Every envelope in the database files of a data folder, read beside whoever writes to them. */
export function storedEnvelopes(data: string): StoredEnvelope[] {
  return days(data).flatMap(readDay);
}

/** How many these are, of which nothing else is read. */
export function storedCount(data: string): number {
  return days(data).reduce((sum, path) => {
    const db = openForReading(path);
    const count = db.prepare<[], number>("SELECT count(*) FROM envelopes").pluck().get() ?? 0;
    db.close();
    return sum + count;
  }, 0);
}

function days(data: string): string[] {
  const folder = new SpoolFolder(join(data, "spool"));
  return [
    ...folder.closedDays().map((day) => folder.closed(day)),
    ...folder.openDays().map((day) => folder.open(day)),
  ];
}

/** The bytes of each upload that has begun and isn't finished, in the database files of a data folder. */
export function begunUploads(data: string): number[] {
  const folder = new SpoolFolder(join(data, "spool"));
  return folder.openDays().flatMap((day) => {
    const db = openForReading(folder.open(day));
    const sizes = db.prepare<[], number>("SELECT sum(size) FROM staged GROUP BY upload").pluck().all();
    db.close();
    return sizes;
  });
}

function readDay(path: string): StoredEnvelope[] {
  const reader = new DayReader(path);
  // One look: what is erased meanwhile would be there with its name and without its bytes.
  reader.begin();
  const envelopes = [...reader.envelopes()].map((row) => {
    const parts = Array.from({ length: row.parts }, (_, number) => reader.part(row.key, number));
    return { key: encodeHex(row.key), digest: encodeHex(row.digest), bytes: concat(...parts) };
  });
  reader.close();
  return envelopes;
}

export interface StoredReceipts {
  readonly courier: string;
  readonly day: string;
  readonly envelopes: readonly string[];
}

/** What the receipts file of a data folder holds, read beside a server or after one. */
export function storedReceipts(data: string): StoredReceipts[] {
  const db = new Database(join(data, "spool/receipts.db"), { readonly: true });
  const rows = db
    .prepare<[], { courier: Buffer; day: string; envelopes: Buffer }>("SELECT * FROM receipts")
    .all();
  db.close();
  return rows.map(({ courier, day, envelopes }) => ({
    courier: courier.toString("hex"),
    day,
    envelopes: hexOf(envelopes),
  }));
}
