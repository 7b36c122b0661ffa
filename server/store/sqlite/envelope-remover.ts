import { atomically, type Connection, prepared } from "./connection.ts";
import { type EnvelopeRow, placeOf } from "./day-schema.ts";
import { removing } from "./removed-rows.ts";

/** Parts that are removed in one transaction, at most: some megabytes, so that nobody waits long. */
export const PARTS_AT_ONCE = 8;

/** What is left of an envelope whose row has gone. */
export type Remains = Pick<EnvelopeRow, "digest" | "block" | "parts">;

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
    const row = removing<[Uint8Array], Remains>(
      this.#db,
      "envelopes",
      "key = ? RETURNING digest, block, parts",
    );
    return atomically(this.#db, () =>
      keys.map((key) => row.get(key)).filter((remains) => remains !== undefined),
    );
  }

  /** By their places. */
  removeParts(places: readonly number[]): void {
    const part = prepared(this.#db, "DELETE FROM parts WHERE place = ?");
    atomically(this.#db, () => {
      for (const place of places) part.run(place);
    });
  }

  /** Removes every part without an owner. Reads the whole file. */
  sweep(): void {
    this.#db.exec(this.#sweep);
  }
}

/** The places of every part, in groups of so many: one transaction each, with time for others in between. */
export function* placesInGroups(
  all: readonly Pick<Remains, "block" | "parts">[],
  most: number,
): Generator<number[]> {
  let group: number[] = [];
  for (const { block, parts } of all) {
    for (let number = 0; number < parts; number++) {
      group.push(placeOf(block, number));
      if (group.length === most) yield group;
      if (group.length === most) group = [];
    }
  }
  if (group.length > 0) yield group;
}
