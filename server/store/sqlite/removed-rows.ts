import type { Statement } from "better-sqlite3";
import { atomically, type Connection, prepared } from "./connection.ts";

/** Of each connection, the tables of which rows have been removed; none is known of before something was erased. */
const touched = new WeakMap<Connection, Set<string>>();

/** A statement that removes rows, after which `eraseRemoved` is due. */
export function removing<Values extends unknown[] = unknown[], Row = unknown>(
  db: Connection,
  table: string,
  where: string,
): Statement<Values, Row> {
  touched.get(db)?.add(table);
  return prepared<Values, Row>(db, `DELETE FROM ${table} WHERE ${where}`);
}

/**
 * Writes those of these tables anew, in key order, of which rows may have been removed: of removed ones SQLite may have
 * left copies between others, for all its `secure_delete`. At first that is all of them: a crash may have come between.
 */
export function eraseRemoved(db: Connection, tables: readonly string[]): void {
  const due = tables.filter((table) => touched.get(db)?.has(table) ?? true);
  if (due.length > 0) atomically(db, () => db.exec(due.map(writeAnew).join("")));
  touched.set(db, new Set());
}

/** A table that is emptied as a whole gives all its pages back, overwritten. */
function writeAnew(table: string): string {
  return `
    CREATE TEMP TABLE kept AS SELECT * FROM main.${table};
    DELETE FROM main.${table};
    INSERT INTO main.${table} SELECT * FROM kept;
    DROP TABLE temp.kept;`;
}
