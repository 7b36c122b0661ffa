import { join } from "node:path";
import { concat } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { openForReading } from "../../server/store/sqlite/connection.ts";
import { DayReader } from "../../server/store/sqlite/day-reader.ts";
import { SpoolFolder } from "../../server/store/sqlite/folder.ts";

export interface StoredEnvelope {
  readonly key: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** Every envelope in the database files of a data folder, read beside whoever writes to them. */
export function storedEnvelopes(data: string): StoredEnvelope[] {
  const folder = new SpoolFolder(join(data, "spool"));
  const paths = [
    ...folder.closedDays().map((day) => folder.closed(day)),
    ...folder.openDays().map((day) => folder.open(day)),
  ];
  return paths.flatMap(readDay);
}

/** How many uploads have begun and aren't finished, in the database files of a data folder. */
export function begunUploads(data: string): number {
  const folder = new SpoolFolder(join(data, "spool"));
  const paths = folder.openDays().map((day) => folder.open(day));
  return paths.reduce((sum, path) => {
    const db = openForReading(path);
    const row = db.prepare("SELECT count(*) AS count FROM uploads").get() as { count: number };
    db.close();
    return sum + row.count;
  }, 0);
}

function readDay(path: string): StoredEnvelope[] {
  const reader = new DayReader(path);
  const envelopes = [...reader.envelopes()].map((row) => {
    const parts = Array.from({ length: row.parts }, (_, number) => reader.part(row.key, number));
    return { key: encodeHex(row.key), digest: encodeHex(row.digest), bytes: concat(...parts) };
  });
  reader.close();
  return envelopes;
}
