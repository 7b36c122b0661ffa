import { setImmediate as yieldToOthers } from "node:timers/promises";
import { equalBytes } from "../../../crypto/bytes.ts";
import { type EnvelopeDigest, LEAF_LENGTH } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { SpoolError, type UploadId } from "../spool.ts";
import { guarded } from "./connection.ts";
import { leafDigest } from "./leaf.ts";
import { StagingFile } from "./staging.ts";

/** Milliseconds without a new part after which an upload is dropped. */
const LIFE = 24 * 3_600_000;

/** Milliseconds without a new part after which an upload may be dropped to make room. */
const IDLE = 3_600_000;

/** Stored uploads that are remembered, so that a repeated part or commit has the same answer. */
const MOST_REMEMBERED = 1024;

export interface Part {
  /** SHA-256 of its bytes. */
  readonly leaf: Uint8Array;
  readonly size: number;
  /** Whether the staging file has its bytes. */
  staged: boolean;
}

/** What is known of an upload; the bytes are in the staging file. */
export interface Upload {
  readonly id: UploadId;
  readonly headerLength: number;
  readonly parts: Map<number, Part>;
  /** When its last part came: in memory only. */
  touched: number;
  /** `stored`: an envelope now, of which the staging file keeps nothing once it is `gone`. */
  state: "open" | "committing" | "stored" | "leaving";
  gone: boolean;
  committed?: { readonly count: number; readonly digest: EnvelopeDigest };
}

/** The unfinished uploads: each part durable on acknowledgement, a bound on the whole, times in memory only. */
export class Uploads {
  readonly #file: StagingFile;
  readonly #now: () => number;
  readonly #uploads = new Map<string, Upload>();
  /** Bytes of parts in the staging file. */
  #bytes = 0;

  /** Whatever was begun before counts as touched now. */
  constructor(path: string, now: () => number) {
    this.#file = new StagingFile(path);
    this.#now = now;
    for (const row of this.#file.uploads()) this.#begin(row.id as UploadId, row.headerLength);
    for (const row of this.#file.parts()) {
      this.#uploads
        .get(encodeHex(row.upload))
        ?.parts.set(row.number, { leaf: row.leaf, size: row.size, staged: true });
      this.#bytes += row.size;
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(id: UploadId): Upload | undefined {
    return this.#uploads.get(encodeHex(id));
  }

  /**
   * Keeps a part, durably. `room` tells how many bytes all parts together may have at that moment.
   * @throws SpoolError part-first, part-conflict, spool-busy, spool-full
   */
  async put(
    id: UploadId,
    number: number,
    bytes: Uint8Array,
    headerLength: number | undefined,
    room: () => number,
  ): Promise<void> {
    const part = { leaf: leafDigest(bytes), size: bytes.length, staged: true };
    if (this.#isKept(id, number, part)) return;
    await this.#makeRoom(part.size, room);
    if (this.#isKept(id, number, part)) return;
    const first = this.find(id) === undefined ? headerLength : undefined;
    guarded(() => this.#file.add({ upload: id, number, leaf: part.leaf, size: part.size }, bytes, first));
    const upload = this.find(id) ?? this.#begin(id, headerLength ?? 0);
    upload.parts.set(number, part);
    upload.touched = this.#now();
    this.#bytes += part.size;
  }

  bytesOf(upload: Upload, number: number): Uint8Array {
    return guarded(() => this.#file.bytes(upload.id, number));
  }

  /** Notes that an upload has become an envelope: its parts may go, its answers stay. */
  markStored(upload: Upload, count: number, digest: EnvelopeDigest): void {
    upload.state = "stored";
    upload.committed = { count, digest };
    const stored = [...this.#uploads].filter(([, other]) => other.state === "stored" && other.gone);
    for (const [key] of stored.slice(0, -MOST_REMEMBERED)) this.#uploads.delete(key);
  }

  /** Notes that an upload is not wanted any more. */
  markLeaving(upload: Upload): void {
    if (upload.state === "open") upload.state = "leaving";
  }

  /** Marks what has been idle for a day, and forgets stored uploads as old. */
  markOld(): void {
    for (const [key, upload] of this.#uploads) {
      if (this.#now() - upload.touched < LIFE) continue;
      if (upload.state === "stored" && upload.gone) this.#uploads.delete(key);
      this.markLeaving(upload);
    }
  }

  /** Removes the parts of all uploads that are stored or leaving, a part at a time. */
  async removeMarked(): Promise<void> {
    for (const [key, upload] of this.#uploads) {
      if (upload.gone || (upload.state !== "stored" && upload.state !== "leaving")) continue;
      await this.#remove(key, upload);
    }
  }

  beat(): boolean {
    return this.#file.beat();
  }

  close(): void {
    this.#file.close();
  }

  #begin(id: UploadId, headerLength: number): Upload {
    const upload: Upload = {
      id,
      headerLength,
      parts: new Map(),
      touched: this.#now(),
      state: "open",
      gone: false,
    };
    this.#uploads.set(encodeHex(id), upload);
    return upload;
  }

  /** Whether exactly this part is there already; throws if it can't be added either. */
  #isKept(id: UploadId, number: number, part: Part): boolean {
    const upload = this.find(id);
    if (!upload) {
      if (number !== 0) throw new SpoolError("part-first");
      return false;
    }
    if (upload.state === "leaving") throw new SpoolError("spool-busy");
    const before = upload.parts.get(number);
    if (before) {
      if (before.size !== part.size || !equalBytes(before.leaf, part.leaf))
        throw new SpoolError("part-conflict");
      upload.touched = this.#now();
      return true;
    }
    if (upload.state !== "open" || !fits(upload, number, part)) throw new SpoolError("part-conflict");
    return false;
  }

  /** Under pressure the longest idle go, as long as they have been idle for an hour. */
  async #makeRoom(size: number, room: () => number): Promise<void> {
    while (this.#bytes + size > room()) {
      const idle = [...this.#uploads]
        .filter(([, upload]) => upload.state === "open" && this.#now() - upload.touched >= IDLE)
        .sort(([, a], [, b]) => a.touched - b.touched);
      const [longest] = idle;
      if (!longest) throw new SpoolError("spool-full");
      this.markLeaving(longest[1]);
      await this.#remove(...longest);
    }
  }

  /** May run twice for the same upload at once: each step is taken once. */
  async #remove(key: string, upload: Upload): Promise<void> {
    for (const [number, part] of upload.parts) {
      if (!part.staged) continue;
      guarded(() => this.#file.removePart(upload.id, number));
      part.staged = false;
      this.#bytes -= part.size;
      await yieldToOthers();
    }
    if (upload.gone) return;
    guarded(() => this.#file.removeUpload(upload.id));
    upload.gone = true;
    if (upload.state === "leaving") this.#uploads.delete(key);
  }
}

function fits(upload: Upload, number: number, part: Part): boolean {
  for (const [other, { size }] of upload.parts) {
    if (size < LEAF_LENGTH && other < number) return false;
    if (part.size < LEAF_LENGTH && other > number) return false;
  }
  return true;
}
