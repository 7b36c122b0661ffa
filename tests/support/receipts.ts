import { join } from "node:path";
import Database from "better-sqlite3";
import { hexOf } from "../../server/store/sqlite/sorted-ids.ts";

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
