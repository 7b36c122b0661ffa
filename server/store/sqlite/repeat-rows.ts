import { atomically, type Connection, prepared } from "./connection.ts";
import { type EnvelopeRow, placeOf } from "./day-schema.ts";
import { removing } from "./removed-rows.ts";

/** What a day's open file says of envelopes that came again. Each method is a part of a transaction, or one by itself. */
export class RepeatRows {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  all(): EnvelopeRow[] {
    return this.#db.prepare<[], EnvelopeRow>("SELECT key, size, digest, parts, block FROM repeats").all();
  }

  /** Whether none of its parts has gone. */
  isWhole({ block, parts }: EnvelopeRow): boolean {
    const there = prepared(this.#db, "SELECT 1 FROM parts WHERE place BETWEEN ? AND ?");
    return there.all(placeOf(block, 0), placeOf(block, parts - 1)).length === parts;
  }

  /** Its parts stay where they are, and are an envelope's from now on. */
  promote({ key }: EnvelopeRow): void {
    atomically(this.#db, () => {
      prepared(this.#db, "INSERT INTO envelopes SELECT * FROM repeats WHERE key = ?").run(key);
      this.#delete(key);
    });
  }

  /** To be called when their parts have gone. */
  remove(rows: readonly EnvelopeRow[]): void {
    atomically(this.#db, () => {
      for (const { key } of rows) this.#delete(key);
    });
  }

  #delete(key: Uint8Array): void {
    removing(this.#db, "repeats", "key = ?").run(key);
  }
}
