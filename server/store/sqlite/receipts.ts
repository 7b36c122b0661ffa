import Database from "better-sqlite3";
import type { Day } from "../../../protocol/day.ts";
import { daysBetween } from "../day.ts";
import type { CourierId, ExpiredDay, StoredEnvelope } from "../pickup.ts";
import { atomically, type Connection, isReadFailure, openForWriting, prepared } from "./connection.ts";
import type { SpoolFolder } from "./folder.ts";
import { HEARTBEAT_SCHEMA, tick } from "./heartbeat.ts";
import { differenceOf, type SortedIds, sortedIds, unionOf } from "./sorted-ids.ts";
import { isUnreadable } from "./soundness.ts";

/** One row for a courier and a day, with a sorted set in it: a row for each receipt would show their order. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS receipts (
    courier BLOB NOT NULL CHECK (length(courier) = 32),
    day TEXT NOT NULL,
    envelopes BLOB NOT NULL CHECK (length(envelopes) > 0 AND length(envelopes) % 16 = 0),
    PRIMARY KEY (courier, day)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS complete (
    day TEXT NOT NULL,
    since TEXT NOT NULL,
    envelopes BLOB NOT NULL CHECK (length(envelopes) > 0 AND length(envelopes) % 16 = 0),
    PRIMARY KEY (day, since)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS expired (
    day TEXT NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL CHECK (count > 0)
  ) STRICT, WITHOUT ROWID;
`;

const KEYS = { receipts: "courier = ? AND day = ?", complete: "day = ? AND since = ?" };

const NONE: SortedIds = new Uint8Array(0);

/** How long it is told that something expired, in days before the newest such day. */
export const TOLD_DAYS = 90;

/** Pages of the file that one tick gives back to the disk, at most. */
const PAGES_A_BEAT = 8192;

interface Row {
  readonly courier: Buffer;
  readonly day: Day;
  readonly envelopes: Buffer;
}

/** Envelopes of a day that all couriers in force have, since the day on which that was first so. */
export interface Complete {
  readonly since: Day;
  readonly envelopes: SortedIds;
}

/**
 * A spool's receipts. Ones that can't be read begin anew, as if no courier had fetched anything yet: they say nothing
 * for which sources should wait, or couriers.
 * @param report takes a sentence for the operator
 */
export function openReceipts(folder: SpoolFolder, report: (sentence: string) => void): ReceiptsFile {
  try {
    return new ReceiptsFile(folder.receipts);
  } catch (error) {
    if (!isUnreadable(error) && !isReadFailure(error)) throw error;
    folder.removeDatabase(folder.receipts);
    report(
      "Damage: the receipts can't be read, and begin anew: couriers are given again what is still here. Look at the disk's health.",
    );
    return new ReceiptsFile(folder.receipts);
  }
}

/** Which envelopes that are still there each courier has acknowledged, and since which day all of them have. */
export class ReceiptsFile {
  readonly #db: Connection;

  /** Reads the whole of the file. @throws SqliteError also if something in it is wrong */
  constructor(path: string) {
    this.#db = openForWriting(path, SCHEMA + HEARTBEAT_SCHEMA, true);
    try {
      if (this.#db.pragma("quick_check(1)", { simple: true }) !== "ok")
        throw new Database.SqliteError("the receipts aren't whole", "SQLITE_CORRUPT");
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** What a courier has acknowledged of a day. */
  of(courier: CourierId, day: Day): SortedIds {
    const sql = "SELECT envelopes FROM receipts WHERE courier = ? AND day = ?";
    return prepared<[Uint8Array, Day], Row>(this.#db, sql).get(keyOf(courier), day)?.envelopes ?? NONE;
  }

  /** What at least one courier has acknowledged of a day. */
  ofAnybody(day: Day): SortedIds {
    return allOf(this.#ofDay(day));
  }

  /** Notes how many of a day's envelopes go unfetched, and forgets what was told long ago. */
  noteExpired(day: Day, count: number): void {
    prepared<[Day, number]>(this.#db, "INSERT OR REPLACE INTO expired VALUES (?, ?)").run(day, count);
    const old = this.expired().filter((one) => daysBetween(one.day, day) > TOLD_DAYS);
    for (const one of old) prepared<[Day]>(this.#db, "DELETE FROM expired WHERE day = ?").run(one.day);
  }

  /** Ascending. */
  expired(): ExpiredDay[] {
    return prepared<[], ExpiredDay>(this.#db, "SELECT day, count FROM expired ORDER BY day").all();
  }

  days(): Day[] {
    return prepared<[], Day>(this.#db, "SELECT DISTINCT day FROM receipts ORDER BY day").pluck().all();
  }

  /** Durable on return, all or none. */
  add(courier: CourierId, acknowledged: readonly StoredEnvelope[]): void {
    atomically(this.#db, () => {
      for (const [day, some] of Map.groupBy(acknowledged, ({ day }) => day)) {
        const ids = sortedIds(some.map(({ id }) => id));
        this.#put("receipts", keyOf(courier), day, unionOf(this.of(courier, day), ids));
      }
    });
  }

  /** Ascending by the day since which they are complete. */
  completeOf(day: Day): Complete[] {
    const sql = "SELECT since, envelopes FROM complete WHERE day = ? ORDER BY since";
    return prepared<[Day], Complete>(this.#db, sql).all(day);
  }

  /** The days of which something is complete. */
  completeDays(): Day[] {
    return prepared<[], Day>(this.#db, "SELECT DISTINCT day FROM complete ORDER BY day").pluck().all();
  }

  /** Notes that of a day these are complete, and no others; those that weren't before are so from `today` on. */
  noteComplete(day: Day, all: SortedIds, today: Day): void {
    const before = this.completeOf(day);
    const known = allOf(before);
    const [fresh, over] = [differenceOf(all, known), differenceOf(known, all)];
    if (fresh.length === 0 && over.length === 0) return;
    const ofToday = before.find(({ since }) => since === today);
    const rows = ofToday ? before : [...before, { since: today, envelopes: NONE }];
    atomically(this.#db, () => {
      for (const { since, envelopes } of rows) {
        const left = differenceOf(envelopes, over);
        this.#put("complete", day, since, since === today ? unionOf(left, fresh) : left);
      }
    });
  }

  /** Drops every courier's receipts for envelopes of a day that have gone. */
  forget(day: Day, gone: SortedIds): void {
    atomically(this.#db, () => {
      for (const { courier, envelopes } of this.#ofDay(day)) {
        const left = differenceOf(envelopes, gone);
        if (left.length < envelopes.length) this.#put("receipts", courier, day, left);
      }
      for (const { since, envelopes } of this.completeOf(day))
        this.#put("complete", day, since, differenceOf(envelopes, gone));
    });
  }

  /** Drops every courier's receipts of a day that has gone. */
  forgetDay(day: Day): void {
    atomically(this.#db, () => {
      for (const table of ["receipts", "complete"])
        prepared(this.#db, `DELETE FROM ${table} WHERE day = ?`).run(day);
    });
  }

  /** Gives free pages back to the disk, ticks, and empties the log (false: a reader was in the way). */
  tick(): boolean {
    this.#db.exec(`PRAGMA incremental_vacuum(${PAGES_A_BEAT})`);
    return tick(this.#db);
  }

  close(): void {
    this.#db.close();
  }

  #ofDay(day: Day): Row[] {
    return prepared<[Day], Row>(this.#db, "SELECT * FROM receipts WHERE day = ?").all(day);
  }

  /** @param one and the other, of the row's key in its order; a row with nothing in it goes */
  #put(table: keyof typeof KEYS, one: Uint8Array | Day, other: Day, envelopes: SortedIds): void {
    if (envelopes.length > 0)
      prepared(this.#db, `INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`).run(one, other, envelopes);
    else prepared(this.#db, `DELETE FROM ${table} WHERE ${KEYS[table]}`).run(one, other);
  }
}

function allOf(rows: readonly { readonly envelopes: SortedIds }[]): SortedIds {
  return rows.reduce((ids, { envelopes }) => unionOf(ids, envelopes), NONE);
}

function keyOf(courier: CourierId): Uint8Array {
  return Buffer.from(courier, "hex");
}
