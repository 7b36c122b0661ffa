import type { Connection } from "./connection.ts";
import { placeOf } from "./day-schema.ts";

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
  readonly #begin;
  readonly #add;
  readonly #removeRow;
  readonly #removeBytes;
  readonly #forgetUpload;
  readonly #forgetRows;

  constructor(db: Connection) {
    this.#db = db;
    this.#begin = db.prepare("INSERT INTO uploads VALUES (?, ?, ?)");
    this.#add = db.prepare("INSERT INTO staged VALUES (?, ?, ?, ?)");
    this.#removeRow = db.prepare("DELETE FROM staged WHERE upload = ? AND number = ?");
    this.#removeBytes = db.prepare("DELETE FROM parts WHERE place = ?");
    this.#forgetUpload = db.prepare("DELETE FROM uploads WHERE id = ?");
    this.#forgetRows = db.prepare("DELETE FROM staged WHERE upload = ?");
  }

  uploads(): UploadRow[] {
    return this.#db
      .prepare<[], UploadRow>("SELECT id, header_length AS headerLength, block FROM uploads")
      .all();
  }

  staged(): StagedRow[] {
    return this.#db.prepare<[], StagedRow>("SELECT upload, number, leaf, size FROM staged").all();
  }

  begin({ id, headerLength, block }: UploadRow): void {
    this.#begin.run(id, headerLength, block);
  }

  add({ upload, number, leaf, size }: StagedRow): void {
    this.#add.run(upload, number, leaf, size);
  }

  /** One part goes, with its bytes. */
  remove({ id, block }: Pick<UploadRow, "id" | "block">, number: number): void {
    this.#db
      .transaction(() => {
        this.#removeRow.run(id, number);
        this.#removeBytes.run(placeOf(block, number));
      })
      .immediate();
  }

  /** All that is said of an upload goes, whose parts are an envelope's from now on, or gone. */
  forget(id: Uint8Array): void {
    this.#forgetRows.run(id);
    this.#forgetUpload.run(id);
  }
}
