import type { StoredEnvelope } from "../pickup.ts";
import type { Connection } from "./connection.ts";

/** One part of an envelope that is to go. */
export interface PartName {
  readonly envelope: StoredEnvelope;
  readonly number: number;
}

/**
 * Takes envelopes out of a day's file, whose freed bytes SQLite overwrites (`secure_delete`). The rows go first: from
 * then on the envelopes aren't there, and what a crash leaves of their parts is swept. What isn't there is passed over.
 */
export class EnvelopeRemover {
  readonly #db: Connection;
  readonly #deleteRow;
  readonly #deletePart;

  constructor(db: Connection) {
    this.#db = db;
    this.#deleteRow = db.prepare("DELETE FROM envelopes WHERE key = ?");
    this.#deletePart = db.prepare("DELETE FROM parts WHERE envelope = ? AND number = ?");
  }

  removeRows(envelopes: readonly StoredEnvelope[]): void {
    this.#db
      .transaction(() => {
        for (const { id } of envelopes) this.#deleteRow.run(Buffer.from(id, "hex"));
      })
      .immediate();
  }

  removeParts(parts: readonly PartName[]): void {
    this.#db
      .transaction(() => {
        for (const { envelope, number } of parts)
          this.#deletePart.run(Buffer.from(envelope.id, "hex"), number);
      })
      .immediate();
  }
}

/** Every part of these envelopes, in groups of so many: one transaction each, with time for others in between. */
export function* partsInGroups(envelopes: readonly StoredEnvelope[], most: number): Generator<PartName[]> {
  let group: PartName[] = [];
  for (const envelope of envelopes) {
    for (let number = 0; number < envelope.parts; number++) {
      group.push({ envelope, number });
      if (group.length === most) yield group;
      if (group.length === most) group = [];
    }
  }
  if (group.length > 0) yield group;
}
