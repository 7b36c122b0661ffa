import { randomBytes } from "node:crypto";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { CIRCUIT_SHARE, SMALL_SHARE, SMALL_TIP, STAGING_SHARE } from "../../config.ts";
import { SpoolError } from "../spool.ts";
import { Batch } from "./batch.ts";
import { guarded } from "./connection.ts";
import type { DayFile } from "./day-file.ts";
import { type EnvelopeRow, KEY_LENGTH } from "./day-schema.ts";
import type { Days } from "./days.ts";
import type { Repeats } from "./repeats.ts";
import type { Commit, Upload } from "./upload.ts";
import type { UploadRoom } from "./upload-bounds.ts";
import type { Uploads } from "./uploads.ts";

/** What has come whole. */
interface Envelope {
  readonly bytes: Uint8Array;
  readonly digest: EnvelopeDigest;
}

interface Arrival extends Envelope {
  /** Whether it came before: then it is written all the same, as one that came again. */
  readonly again: boolean;
}

/** Where it is kept, and within which bounds. */
interface Places {
  /** Bytes, as the spool's; and the largest that may come. */
  readonly room: number;
  readonly maxEnvelope: number;
  readonly days: Days;
  readonly uploads: Uploads;
  readonly repeats: Repeats;
  /** Takes what has become an envelope. */
  record(file: DayFile, row: EnvelopeRow): void;
}

/** What has come whole is written here, within the room: the same work whether or not it came before. */
export class Arrivals {
  readonly #places: Places;
  readonly #batch = new Batch((envelopes: readonly Envelope[]) => this.#putAll(envelopes));

  constructor(places: Places) {
    this.#places = places;
  }

  /** A whole envelope. @throws SpoolError spool-full, spool-busy */
  put(bytes: Uint8Array, digest: EnvelopeDigest): Promise<EnvelopeDigest> {
    return this.#batch.add({ bytes, digest });
  }

  /** An upload of which all parts are there. @throws SpoolError spool-full, spool-busy */
  finish(upload: Upload, commit: Commit, size: number): void {
    // Its bytes are counted already, as an upload's.
    if (!this.#hasRoom(0, size)) throw new SpoolError("spool-full");
    const row = { ...newRow(commit.digest, size, commit.count), block: upload.block };
    const again = this.#places.days.isKnown(commit.digest);
    this.#places.uploads.store(upload, commit, () => upload.file.addEnvelope(row, again));
    this.#note(upload.file, row, again);
  }

  /** Writes now what waits for others to be written with. */
  flush(): void {
    this.#batch.flush();
  }

  /** Stores whole envelopes in one transaction, whether or not they came before. */
  #putAll(envelopes: readonly Envelope[]): (EnvelopeDigest | SpoolError)[] {
    const arrivals: Arrival[] = [];
    const seen = new Set<string>();
    let size = 0;
    const results = envelopes.map(({ bytes, digest }) => {
      if (!this.#hasRoom(size + bytes.length, bytes.length)) return new SpoolError("spool-full");
      size += bytes.length;
      const name = encodeHex(digest);
      arrivals.push({ bytes, digest, again: this.#places.days.isKnown(digest) || seen.has(name) });
      seen.add(name);
      return digest;
    });
    if (arrivals.length > 0) guarded(() => this.#store(arrivals));
    return results;
  }

  #store(arrivals: readonly Arrival[]): void {
    const file = guarded(() => this.#places.days.today());
    const rows: EnvelopeRow[] = [];
    file.atomically(() => {
      const first = file.newBlocks(arrivals.length);
      for (const [i, { bytes, digest, again }] of arrivals.entries()) {
        const row = { ...newRow(digest, bytes.length, 1), block: first + i };
        file.addPart(row.block, 0, bytes);
        file.addEnvelope(row, again);
        rows.push(row);
      }
    });
    for (const [i, row] of rows.entries()) this.#note(file, row, arrivals[i]?.again ?? false);
  }

  /** Whether `more` bytes may come, in or for an envelope of `size`: the end of the room is for small ones only. */
  #hasRoom(more: number, size: number): boolean {
    const { room } = this.#places;
    const kept = size <= SMALL_TIP ? 0 : room * SMALL_SHARE;
    return this.bytes + more <= room - kept;
  }

  /** What all unfinished uploads together may hold now. */
  roomForUploads(): UploadRoom {
    const { room, maxEnvelope, days, repeats } = this.#places;
    const [share, left] = [
      room * STAGING_SHARE,
      room * (1 - SMALL_SHARE) - days.contents.bytes - repeats.bytes,
    ];
    const ofCircuit = Math.max(maxEnvelope, share * CIRCUIT_SHARE);
    return { bytes: Math.min(share, left), ofCircuit, refusal: share <= left ? "spool-busy" : "spool-full" };
  }

  /** Of all that lies in the files. */
  get bytes(): number {
    const { days, uploads, repeats } = this.#places;
    return days.contents.bytes + uploads.bytes + repeats.bytes;
  }

  /** To be called when an envelope has been written, for the first time or again. */
  #note(file: DayFile, row: EnvelopeRow, again: boolean): void {
    if (!again) this.#places.record(file, row);
    else this.#places.repeats.note(file, row);
  }
}

/** With a digest of its own: whoever is answered with the other may hand that on to another thread. */
function newRow(digest: EnvelopeDigest, size: number, parts: number): Omit<EnvelopeRow, "block"> {
  return { key: randomBytes(KEY_LENGTH), size, digest: digest.slice(), parts };
}
