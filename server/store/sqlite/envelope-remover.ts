import { setImmediate as yieldToOthers } from "node:timers/promises";
import { atomically, type Connection, prepared } from "./connection.ts";
import { type EnvelopeRow, placeOf } from "./day-schema.ts";
import { removing } from "./removed-rows.ts";

/** Parts that are removed in one transaction, at most: some megabytes, so that nobody waits long. */
const PARTS_AT_ONCE = 8;

/** What is left of an envelope whose row has gone. */
type Remains = Pick<EnvelopeRow, "block" | "parts">;

/**
 * Takes envelopes out of a day's file, whose freed bytes SQLite overwrites (`secure_delete`). The rows go first: from
 * then on the envelopes aren't there, and what a crash leaves of their parts is swept. What isn't there is passed over.
 */
export class EnvelopeRemover {
  readonly #db: Connection;
  readonly #sweep: string;

  /** @param sweep removes the parts without an owner, from a file of this kind */
  constructor(db: Connection, sweep: string) {
    this.#db = db;
    this.#sweep = sweep;
  }

  removeRows(keys: readonly Uint8Array[]): Remains[] {
    const row = removing<[Uint8Array], Remains>(this.#db, "envelopes", "key = ? RETURNING block, parts");
    return atomically(this.#db, () =>
      keys.map((key) => row.get(key)).filter((remains) => remains !== undefined),
    );
  }

  /** Removes all their parts, a few in one transaction, with time for others in between. */
  async removeParts(all: readonly Remains[]): Promise<void> {
    const part = prepared(this.#db, "DELETE FROM parts WHERE place = ?");
    const places = all.flatMap(({ block, parts }) =>
      Array.from({ length: parts }, (_, number) => placeOf(block, number)),
    );
    for (let at = 0; at < places.length; at += PARTS_AT_ONCE) {
      atomically(this.#db, () => {
        for (const place of places.slice(at, at + PARTS_AT_ONCE)) part.run(place);
      });
      await yieldToOthers();
    }
  }

  /** Removes every part without an owner. Reads the whole file. */
  sweep(): void {
    this.#db.exec(this.#sweep);
  }
}
