import { existsSync, rmSync } from "node:fs";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Day } from "../../../protocol/day.ts";
import { setClosedTimes } from "./closed-day.ts";
import { closing } from "./connection.ts";
import { DayReader } from "./day-reader.ts";
import {
  ADD_PART,
  ENVELOPES_SCHEMA,
  type EnvelopeRow,
  PAGE_SIZE,
  paddingOf,
  placeOf,
  SAYS_FORM,
} from "./day-schema.ts";
import { type SpoolFolder, syncPath } from "./folder.ts";

/** Without `secure_delete` SQLite leaves copies between rows, which would outlast the rows when they are removed. */
const PRAGMAS = [
  `page_size = ${PAGE_SIZE}`,
  "journal_mode = MEMORY",
  "synchronous = OFF",
  "secure_delete = ON",
  "temp_store = MEMORY",
];

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
  try {
    await writeInKeyOrder(fresh, sources);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  setClosedTimes(fresh, day);
  syncPath(fresh);
  folder.moveInto(fresh, target);
  folder.removeDatabase(folder.open(day));
}

/** Makes a new file of a closed day's kind, not synced, out of what day files hold at one moment, beside who writes to them. */
export async function writeInKeyOrder(path: string, sources: readonly string[]): Promise<void> {
  rmSync(path, { force: true });
  using open = new DisposableStack();
  const readers = sources.map((source) => open.use(new DayReader(source)));
  const db = open.use(closing(new Database(path)));
  for (const reader of readers) reader.begin();
  db.exec(PRAGMAS.map((pragma) => `PRAGMA ${pragma};`).join(""));
  db.exec(SAYS_FORM + ENVELOPES_SCHEMA);
  db.exec("BEGIN");
  const addEnvelope = db.prepare("INSERT INTO envelopes VALUES (?, ?, ?, ?, ?)");
  for (const { row, block } of rowsInKeyOrder(readers))
    addEnvelope.run(row.key, row.size, row.digest, row.parts, block);
  const addPart = db.prepare(ADD_PART);
  for (const { row, reader, block } of rowsInKeyOrder(readers)) {
    for (let number = 0; number < row.parts; number++) {
      const bytes = reader.part(row.key, number);
      addPart.run(placeOf(block, number), paddingOf(bytes.length), bytes);
      await yieldToOthers();
    }
  }
  db.exec("COMMIT");
}

interface Placed {
  readonly row: EnvelopeRow;
  readonly reader: DayReader;
  /** The block in the new file: the first envelope's is 0, the next one's 1. */
  readonly block: number;
}

/** Each envelope once, whichever files it is in. */
function* rowsInKeyOrder(readers: readonly DayReader[]): Generator<Placed> {
  const heads = readers.map((reader) => {
    const rows = reader.envelopes();
    return { reader, rows, row: rows.next() };
  });
  try {
    let last: Uint8Array | undefined;
    for (let block = 0; ; ) {
      const [least, second] = heads.filter(({ row }) => !row.done);
      if (!least) return;
      const head = second && Buffer.compare(second.row.value.key, least.row.value.key) < 0 ? second : least;
      const { value: row } = head.row;
      head.row = head.rows.next();
      if (last && Buffer.compare(last, row.key) === 0) continue;
      last = row.key;
      yield { row, reader: head.reader, block: block++ };
    }
  } finally {
    // A reader can't be closed while one of its statements is under way.
    for (const { rows } of heads) rows.return?.();
  }
}
