import { type Connection, openForReading, prepared } from "./connection.ts";
import { BLOCK, type EnvelopeRow } from "./day-schema.ts";

/** What a day holds. */
export interface Sums {
  readonly count: number;
  /** Of the envelopes. */
  readonly bytes: number;
}

const ROW = "SELECT key, size, digest, parts, block FROM envelopes";
const OF_KEYS = `${ROW} WHERE key IN (SELECT unhex(value) FROM json_each(?))`;
const BEHIND = `${ROW} WHERE key > ? ORDER BY key LIMIT ?`;
const SUMS = "SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM envelopes";
const PART = `SELECT bytes FROM parts WHERE place = (SELECT block FROM envelopes WHERE key = ?) * ${BLOCK} + ?`;

/** Reads a day's file, open or closed, beside whoever writes to it. */
export class DayReader {
  readonly [Symbol.dispose] = () => this.close();
  readonly #db: Connection;

  /** @param tolerated whether to read of a damaged file what can be read */
  constructor(path: string, tolerated = false) {
    this.#db = openForReading(path, tolerated);
  }

  /** From here on until it is closed it reads what is there now; meanwhile a log can't be emptied. */
  begin(): void {
    this.#db.exec("BEGIN; SELECT 1 FROM envelopes LIMIT 1");
  }

  /** In key order. */
  envelopes(): IterableIterator<EnvelopeRow> {
    return this.#db.prepare<[], EnvelopeRow>(`${ROW} ORDER BY key`).iterate();
  }

  /** Those that are there of these keys (32 lower-case hex digits each), in any order. */
  rows(keys: readonly string[]): EnvelopeRow[] {
    return prepared<[string], EnvelopeRow>(this.#db, OF_KEYS).all(JSON.stringify(keys));
  }

  /** Up to so many of the keys behind this one (of all without one), in key order. */
  behind(key: Uint8Array | undefined, most: number): EnvelopeRow[] {
    return prepared<[Uint8Array, number], EnvelopeRow>(this.#db, BEHIND).all(key ?? new Uint8Array(0), most);
  }

  sums(): Sums {
    return prepared<[], Sums>(this.#db, SUMS).get() ?? { count: 0, bytes: 0 };
  }

  part(key: Uint8Array, number: number): Uint8Array {
    const bytes = this.findPart(key, number);
    if (bytes === undefined) throw new RangeError("an envelope lacks a part");
    return bytes;
  }

  has(key: Uint8Array): boolean {
    return prepared(this.#db, "SELECT 1 FROM envelopes WHERE key = ?").get(key) !== undefined;
  }

  findPart(key: Uint8Array, number: number): Uint8Array | undefined {
    return prepared<[Uint8Array, number], Buffer>(this.#db, PART).pluck().get(key, number);
  }

  close(): void {
    this.#db.close();
  }
}
