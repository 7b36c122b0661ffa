import type { Connection } from "./connection.ts";
import { type EnvelopeRow, placeOf } from "./day-schema.ts";

/** What a day's open file says of envelopes that came again. Each method is a part of a transaction, or one by itself. */
export class RepeatRows {
  readonly #db: Connection;
  readonly #insert;
  readonly #delete;
  readonly #promote;
  readonly #count;

  constructor(db: Connection) {
    this.#db = db;
    this.#insert = db.prepare("INSERT INTO repeats VALUES (?, ?, ?, ?, ?)");
    this.#delete = db.prepare("DELETE FROM repeats WHERE key = ?");
    this.#promote = db.prepare("INSERT INTO envelopes SELECT * FROM repeats WHERE key = ?");
    this.#count = db
      .prepare<[number, number], number>("SELECT count(*) FROM parts WHERE place BETWEEN ? AND ?")
      .pluck();
  }

  all(): EnvelopeRow[] {
    return this.#db.prepare<[], EnvelopeRow>("SELECT key, size, digest, parts, block FROM repeats").all();
  }

  add({ key, size, digest, parts, block }: EnvelopeRow): void {
    this.#insert.run(key, size, digest, parts, block);
  }

  /** Whether none of its parts has gone. */
  isWhole({ block, parts }: EnvelopeRow): boolean {
    return this.#count.get(placeOf(block, 0), placeOf(block, parts - 1)) === parts;
  }

  /** Its parts stay where they are, and are an envelope's from now on. */
  promote({ key }: EnvelopeRow): void {
    this.#db
      .transaction(() => {
        this.#promote.run(key);
        this.#delete.run(key);
      })
      .immediate();
  }

  /** To be called when their parts have gone. */
  remove(rows: readonly EnvelopeRow[]): void {
    this.#db
      .transaction(() => {
        for (const { key } of rows) this.#delete.run(key);
      })
      .immediate();
  }
}
