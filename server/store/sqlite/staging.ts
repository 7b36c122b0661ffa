import { type Connection, openForWriting } from "./connection.ts";
import { beat, HEARTBEAT_SCHEMA } from "./heartbeat.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS uploads (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    header_length INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts (
    upload BLOB NOT NULL,
    number INTEGER NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (upload, number)
  ) STRICT, WITHOUT ROWID;
`;

/** Pages of the file that one beat gives back to the disk, at most. */
const PAGES_A_BEAT = 8192;

export interface PartRow {
  readonly upload: Uint8Array;
  readonly number: number;
  /** SHA-256 of its bytes. */
  readonly leaf: Uint8Array;
  readonly size: number;
}

/** A part to be kept; `begins` is the header's length if it is the first of its upload. */
export interface StagedPart extends PartRow {
  readonly bytes: Uint8Array;
  readonly begins: number | undefined;
}

/** The database of unfinished uploads. */
export class StagingFile {
  readonly #db: Connection;
  readonly #insertUpload;
  readonly #insertPart;
  readonly #part;
  readonly #deletePart;
  readonly #deleteUpload;

  constructor(path: string) {
    const db = openForWriting(path, SCHEMA + HEARTBEAT_SCHEMA, true);
    this.#db = db;
    this.#insertUpload = db.prepare("INSERT INTO uploads VALUES (?, ?)");
    this.#insertPart = db.prepare("INSERT INTO parts VALUES (?, ?, ?, ?, ?)");
    this.#part = db
      .prepare<[Uint8Array, number], Buffer>("SELECT bytes FROM parts WHERE upload = ? AND number = ?")
      .pluck();
    this.#deletePart = db.prepare("DELETE FROM parts WHERE upload = ? AND number = ?");
    this.#deleteUpload = db.prepare("DELETE FROM uploads WHERE id = ?");
  }

  uploads(): { id: Uint8Array; headerLength: number }[] {
    return this.#db
      .prepare<[], { id: Uint8Array; headerLength: number }>(
        "SELECT id, header_length AS headerLength FROM uploads",
      )
      .all();
  }

  parts(): PartRow[] {
    return this.#db.prepare<[], PartRow>("SELECT upload, number, leaf, size FROM parts").all();
  }

  /** Parts, each with the upload itself if it is the first: durable on return, all or none. */
  add(parts: readonly StagedPart[]): void {
    this.#db
      .transaction(() => {
        for (const { upload, number, leaf, size, bytes, begins } of parts) {
          if (begins !== undefined) this.#insertUpload.run(upload, begins);
          this.#insertPart.run(upload, number, leaf, size, bytes);
        }
      })
      .immediate();
  }

  bytes(upload: Uint8Array, number: number): Uint8Array {
    const bytes = this.#part.get(upload, number);
    if (bytes === undefined) throw new RangeError("an upload lacks a part");
    return bytes;
  }

  removePart(upload: Uint8Array, number: number): void {
    this.#deletePart.run(upload, number);
  }

  removeUpload(upload: Uint8Array): void {
    this.#deleteUpload.run(upload);
  }

  /** Gives free pages back to the disk, beats, and empties the log (false: a reader was in the way). */
  beat(): boolean {
    this.#db.exec(`PRAGMA incremental_vacuum(${PAGES_A_BEAT})`);
    return beat(this.#db);
  }

  close(): void {
    this.#db.close();
  }
}
