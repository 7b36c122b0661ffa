import type { Day } from "../day.ts";
import { type Connection, openForReading, openForWriting } from "./connection.ts";
import { EnvelopeRemover } from "./envelope-remover.ts";
import { beat, HEARTBEAT_SCHEMA } from "./heartbeat.ts";

/** Bytes of an envelope's key: random, so that it tells of nothing. */
export const KEY_LENGTH = 16;

/** An envelope without its bytes. */
export interface EnvelopeRow {
  readonly key: Uint8Array;
  /** Bytes. */
  readonly size: number;
  readonly digest: Uint8Array;
  /** How many parts it is kept in. */
  readonly parts: number;
}

/**
 * An envelope is there once its row is; parts without one are what a crash left. No rowids: they would count
 * arrivals.
 */
export const ENVELOPES_SCHEMA = `
  CREATE TABLE IF NOT EXISTS envelopes (
    key BLOB PRIMARY KEY CHECK (length(key) = ${KEY_LENGTH}),
    size INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    parts INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts (
    envelope BLOB NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (envelope, number)
  ) STRICT, WITHOUT ROWID;
`;

/** Removes parts without their envelope's row. */
export const SWEEP = "DELETE FROM parts WHERE envelope NOT IN (SELECT key FROM envelopes)";

/** The open file of one day: what comes today goes here. */
export class DayFile {
  readonly day: Day;
  /** Commits that are under way into this file: it isn't rewritten before they are done. */
  writers = 0;
  readonly remover: EnvelopeRemover;
  readonly #db: Connection;
  readonly #insertPart;
  readonly #insertEnvelope;
  readonly #deleteParts;

  constructor(path: string, day: Day) {
    this.day = day;
    this.#db = openForWriting(path, ENVELOPES_SCHEMA + HEARTBEAT_SCHEMA);
    this.remover = new EnvelopeRemover(this.#db);
    this.#insertPart = this.#db.prepare("INSERT INTO parts VALUES (?, ?, ?)");
    this.#insertEnvelope = this.#db.prepare("INSERT INTO envelopes VALUES (?, ?, ?, ?)");
    this.#deleteParts = this.#db.prepare("DELETE FROM parts WHERE envelope = ?");
  }

  /** Removes what a crash left half-way. */
  sweep(): void {
    this.#db.exec(SWEEP);
  }

  /** One transaction around several writes. */
  atomically(write: () => void): void {
    this.#db.transaction(write).immediate();
  }

  addPart(key: Uint8Array, number: number, bytes: Uint8Array): void {
    this.#insertPart.run(key, number, bytes);
  }

  /** Makes the envelope real. */
  addEnvelope({ key, size, digest, parts }: EnvelopeRow): void {
    this.#insertEnvelope.run(key, size, digest, parts);
  }

  removeParts(key: Uint8Array): void {
    this.#deleteParts.run(key);
  }

  beat(): boolean {
    return beat(this.#db);
  }

  close(): void {
    this.#db.close();
  }
}

/** Reads a day's file, open or closed, beside whoever writes to it. */
export class DayReader {
  readonly #db: Connection;
  readonly #part;

  constructor(path: string) {
    this.#db = openForReading(path);
    this.#part = this.#db
      .prepare<[Uint8Array, number], Buffer>("SELECT bytes FROM parts WHERE envelope = ? AND number = ?")
      .pluck();
  }

  /** In key order. */
  envelopes(): EnvelopeRow[] {
    return this.#db
      .prepare<[], EnvelopeRow>("SELECT key, size, digest, parts FROM envelopes ORDER BY key")
      .all();
  }

  part(key: Uint8Array, number: number): Uint8Array {
    const bytes = this.findPart(key, number);
    if (bytes === undefined) throw new RangeError("an envelope lacks a part");
    return bytes;
  }

  findPart(key: Uint8Array, number: number): Uint8Array | undefined {
    return this.#part.get(key, number);
  }

  close(): void {
    this.#db.close();
  }
}
