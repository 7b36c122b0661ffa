import { randomInt } from "node:crypto";
import type { Day } from "../day.ts";
import { type Connection, openForWriting } from "./connection.ts";
import {
  BLOCK,
  ENVELOPES_SCHEMA,
  type EnvelopeRow,
  MOST_BLOCKS,
  placeOf,
  SWEEP_OPEN,
  UPLOADS_SCHEMA,
} from "./day-schema.ts";
import { EnvelopeRemover } from "./envelope-remover.ts";
import { beat, HEARTBEAT_SCHEMA } from "./heartbeat.ts";
import { StagedUploads } from "./staged-uploads.ts";

/** The open file of one day: what comes today goes here, once, and stays where it is until the day is closed. */
export class DayFile {
  readonly day: Day;
  readonly remover: EnvelopeRemover;
  readonly uploads: StagedUploads;
  readonly #db: Connection;
  readonly #inBlock;
  readonly #insertPart;
  readonly #insertEnvelope;

  constructor(path: string, day: Day) {
    this.day = day;
    this.#db = openForWriting(path, ENVELOPES_SCHEMA + UPLOADS_SCHEMA + HEARTBEAT_SCHEMA);
    this.remover = new EnvelopeRemover(this.#db, SWEEP_OPEN);
    this.uploads = new StagedUploads(this.#db);
    this.#inBlock = this.#db.prepare("SELECT 1 FROM parts WHERE place BETWEEN ? AND ?");
    this.#insertPart = this.#db.prepare("INSERT INTO parts VALUES (?, ?)");
    this.#insertEnvelope = this.#db.prepare("INSERT INTO envelopes VALUES (?, ?, ?, ?, ?)");
  }

  /** Removes what a crash left half-way. */
  sweep(): void {
    this.remover.sweep();
  }

  /** One transaction around several writes: durable on return, all or none. */
  atomically(write: () => void): void {
    this.#db.transaction(write).immediate();
  }

  /** A random block in which nothing lies; to be used in the same transaction. */
  newBlock(): number {
    for (;;) {
      const block = randomInt(MOST_BLOCKS);
      if (this.#inBlock.get(placeOf(block, 0), placeOf(block, BLOCK - 1)) === undefined) return block;
    }
  }

  addPart(block: number, number: number, bytes: Uint8Array): void {
    this.#insertPart.run(placeOf(block, number), bytes);
  }

  /** Makes the envelope real. */
  addEnvelope({ key, size, digest, parts, block }: EnvelopeRow): void {
    this.#insertEnvelope.run(key, size, digest, parts, block);
  }

  beat(): boolean {
    return beat(this.#db);
  }

  close(): void {
    this.#db.close();
  }
}
