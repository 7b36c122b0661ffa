import { existsSync, rmSync } from "node:fs";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Day } from "../day.ts";
import { setClosedTimes } from "./closed-day.ts";
import { DayReader, ENVELOPES_SCHEMA, type EnvelopeRow } from "./day-file.ts";
import { type SpoolFolder, syncPath } from "./folder.ts";

/** Without `secure_delete` SQLite leaves copies between rows, which would outlast the rows when they are removed. */
const PRAGMAS = ["journal_mode = OFF", "synchronous = OFF", "secure_delete = ON", "temp_store = MEMORY"];

/**
 * Closes a day that is over: its envelopes are written in key order into a new file, which then takes the place of
 * the open one. Rowids, page numbers, free pages and file times of the new file follow from the keys, the sizes and
 * the day alone. Safe to be cut short anywhere, and to be done again. If a clock was set back and the day has a
 * closed file already, both are joined.
 */
export async function closeDay(folder: SpoolFolder, day: Day): Promise<void> {
  const target = folder.closed(day);
  const fresh = `${target}.new`;
  const sources = [folder.open(day), target].filter((path) => existsSync(path));
  const readers = sources.map((path) => new DayReader(path));
  try {
    await writeInKeyOrder(fresh, readers);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  } finally {
    for (const reader of readers) reader.close();
  }
  setClosedTimes(fresh, day);
  syncPath(fresh);
  folder.moveInto(fresh, target);
  folder.removeDatabase(folder.open(day));
}

async function writeInKeyOrder(path: string, readers: readonly DayReader[]): Promise<void> {
  rmSync(path, { force: true });
  const db = new Database(path);
  try {
    for (const pragma of PRAGMAS) db.pragma(pragma);
    db.exec(ENVELOPES_SCHEMA);
    db.exec("BEGIN");
    const rows = rowsInKeyOrder(readers);
    const addEnvelope = db.prepare("INSERT INTO envelopes VALUES (?, ?, ?, ?)");
    for (const { row } of rows) addEnvelope.run(row.key, row.size, row.digest, row.parts);
    const addPart = db.prepare("INSERT INTO parts VALUES (?, ?, ?)");
    for (const { row, reader } of rows) {
      for (let number = 0; number < row.parts; number++) {
        addPart.run(row.key, number, reader.part(row.key, number));
        await yieldToOthers();
      }
    }
    db.exec("COMMIT");
  } finally {
    db.close();
  }
}

function rowsInKeyOrder(readers: readonly DayReader[]): { row: EnvelopeRow; reader: DayReader }[] {
  const all = readers.flatMap((reader) => reader.envelopes().map((row) => ({ row, reader })));
  all.sort((a, b) => Buffer.compare(a.row.key, b.row.key));
  return all.filter(({ row }, i) => i === 0 || Buffer.compare(row.key, all[i - 1]?.row.key ?? row.key) !== 0);
}
