import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { Day } from "../../../protocol/day.ts";
import { atomically, bytesOfEmpty, type Connection, openForWriting, prepared } from "./connection.ts";
import {
  ADD_PART,
  ENVELOPES_SCHEMA,
  type EnvelopeRow,
  MOST_BLOCKS,
  paddingOf,
  placeOf,
  REPEATS_SCHEMA,
  SWEEP_OPEN,
  UPLOADS_SCHEMA,
} from "./day-schema.ts";
import { EnvelopeRemover } from "./envelope-remover.ts";
import { type SpoolFolder, syncPath } from "./folder.ts";
import { HEARTBEAT_SCHEMA, tick } from "./heartbeat.ts";
import { eraseRemoved } from "./removed-rows.ts";
import { RepeatRows } from "./repeat-rows.ts";
import { StagedUploads } from "./staged-uploads.ts";

const SCHEMA = ENVELOPES_SCHEMA + UPLOADS_SCHEMA + REPEATS_SCHEMA + HEARTBEAT_SCHEMA;
const TABLES = ["envelopes", "uploads", "staged", "repeats"];

/** A file of form 1 is open for a day at most: there the column is one behind the bytes, so that it keeps none out. */
const HAS_PADDING = "SELECT 1 FROM pragma_table_info('parts') WHERE name = 'padding'";
const ADD_PADDING = "ALTER TABLE parts ADD COLUMN padding BLOB";

/** The open file of one day: what comes today goes here, once, and stays where it is until the day is closed. */
export class DayFile {
  readonly day: Day;
  readonly remover: EnvelopeRemover;
  readonly uploads: StagedUploads;
  readonly repeats: RepeatRows;
  readonly #db: Connection;

  constructor(path: string, day: Day) {
    this.day = day;
    this.#db = openForWriting(path, SCHEMA);
    if (this.#db.prepare(HAS_PADDING).get() === undefined) this.#db.exec(ADD_PADDING);
    this.remover = new EnvelopeRemover(this.#db, SWEEP_OPEN);
    this.uploads = new StagedUploads(this.#db);
    this.repeats = new RepeatRows(this.#db);
  }

  /** Makes the file of a new day, which is there with all its tables or not at all. */
  static make(folder: SpoolFolder, day: Day): DayFile {
    const path = folder.open(day);
    writeFileSync(`${path}.new`, bytesOfEmpty(SCHEMA));
    syncPath(`${path}.new`);
    folder.moveInto(`${path}.new`, path);
    return new DayFile(path, day);
  }

  /** One transaction around several writes: durable on return, all or none. */
  atomically(write: () => void): void {
    atomically(this.#db, write);
  }

  /**
   * The first of so many blocks in which nothing lies: a random one, the others behind it, so that what is written
   * together lies together. To be used in the same transaction.
   */
  newBlocks(count: number): number {
    const between = prepared(this.#db, "SELECT 1 FROM parts WHERE place BETWEEN ? AND ?");
    for (;;) {
      const first = randomInt(MOST_BLOCKS - count);
      const [from, to] = [placeOf(first, 0), placeOf(first + count, 0) - 1];
      if (between.get(from, to) === undefined) return first;
    }
  }

  addPart(block: number, number: number, bytes: Uint8Array): void {
    prepared(this.#db, ADD_PART).run(placeOf(block, number), paddingOf(bytes.length), bytes);
  }

  /** Makes the envelope real; or one that came again, by the same work. */
  addEnvelope({ key, size, digest, parts, block }: EnvelopeRow, again = false): void {
    const add = prepared(this.#db, `INSERT INTO ${again ? "repeats" : "envelopes"} VALUES (?, ?, ?, ?, ?)`);
    add.run(key, size, digest, parts, block);
  }

  /** What was removed is in the file no more once this says true; false: a reader was in the way. */
  tick(): boolean {
    eraseRemoved(this.#db, TABLES);
    return tick(this.#db);
  }

  close(): void {
    this.#db.close();
  }
}
