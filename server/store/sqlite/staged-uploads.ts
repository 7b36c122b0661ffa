import { atomically, type Connection, prepared } from "./connection.ts";
import { placeOf } from "./day-schema.ts";
import { removing } from "./removed-rows.ts";

export interface UploadRow {
  readonly id: Uint8Array;
  /** Bytes. */
  readonly headerLength: number;
  /** Where its parts lie in the file. */
  readonly block: number;
}

export interface StagedRow {
  readonly upload: Uint8Array;
  readonly number: number;
  /** SHA-256 of its bytes. */
  readonly leaf: Uint8Array;
  readonly size: number;
}

/** What a day's open file says of unfinished uploads. Each method is a part of a transaction, or one by itself. */
export class StagedUploads {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  uploads(): UploadRow[] {
    const sql = "SELECT id, header_length AS headerLength, block FROM uploads";
    return this.#db.prepare<[], UploadRow>(sql).all();
  }

  staged(): StagedRow[] {
    return this.#db.prepare<[], StagedRow>("SELECT upload, number, leaf, size FROM staged").all();
  }

  begin({ id, headerLength, block }: UploadRow): void {
    prepared(this.#db, "INSERT INTO uploads VALUES (?, ?, ?)").run(id, headerLength, block);
  }

  add({ upload, number, leaf, size }: StagedRow): void {
    prepared(this.#db, "INSERT INTO staged VALUES (?, ?, ?, ?)").run(upload, number, leaf, size);
  }

  /** One part goes, with its bytes. */
  remove({ id, block }: Pick<UploadRow, "id" | "block">, number: number): void {
    atomically(this.#db, () => {
      removing(this.#db, "staged", "upload = ? AND number = ?").run(id, number);
      prepared(this.#db, "DELETE FROM parts WHERE place = ?").run(placeOf(block, number));
    });
  }

  /** All that is said of an upload goes, whose parts are an envelope's from now on, or gone. */
  forget(id: Uint8Array): void {
    removing(this.#db, "staged", "upload = ?").run(id);
    removing(this.#db, "uploads", "id = ?").run(id);
  }
}
