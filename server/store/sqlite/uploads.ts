import { setImmediate as yieldToOthers } from "node:timers/promises";
import { equalBytes } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { StoreProblemCode } from "../../../protocol/http.ts";
import type { CircuitId } from "../../circuits/circuit-line.ts";
import { endOf } from "../day.ts";
import { leafDigest } from "../leaf.ts";
import { type Beginning, SpoolError, type UploadId } from "../spool.ts";
import { Batch } from "./batch.ts";
import { guarded } from "./connection.ts";
import type { DayFile } from "./day-file.ts";
import { tryAll } from "./try-all.ts";
import { type Commit, fits, follow, type Part, type Upload } from "./upload.ts";
import { bytesOfCircuit, hasPlace, hasShare, type UploadRoom } from "./upload-bounds.ts";

/** Milliseconds without a new part after which an upload is dropped. */
export const LIFE = 3_600_000;

/** Milliseconds after the end of its day by which an upload must be finished: the day's file waits for it. */
export const GRACE = 2 * 3_600_000;

/** Milliseconds without a new part after which an upload may be dropped to make room. */
export const IDLE = 600_000;

/** Stored uploads that are remembered, so that a repeated part or commit has the same answer. */
export const MOST_REMEMBERED = 1_024;

/** A part that is to be kept. */
interface Addition {
  readonly id: UploadId;
  readonly number: number;
  readonly part: Part;
  readonly bytes: Uint8Array;
  readonly beginning: Beginning;
}

/** What uploads have around them. */
interface Around {
  /** The file in which they begin. */
  today(): DayFile;
  now(): number;
  room(): UploadRoom;
  /** Lets go what takes room for nothing, and says whether there was any: before anybody's upload goes. */
  clear(): Promise<boolean>;
}

/** The unfinished uploads: each part durable on acknowledgement, a bound on the whole, times in memory only. */
export class Uploads {
  readonly #around: Around;
  readonly #uploads = new Map<string, Upload>();
  readonly #additions = new Batch((additions: readonly Addition[]) => this.#addAll(additions));
  /** Bytes of parts that are uploads'. */
  #bytes = 0;

  /**
   * Whatever was begun before counts as touched now.
   * @param files those in which uploads may lie
   */
  constructor(files: readonly DayFile[], around: Around) {
    this.#around = around;
    for (const file of files) this.#load(file);
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(id: UploadId): Upload | undefined {
    return this.#uploads.get(encodeHex(id));
  }

  /**
   * Keeps a part, durably.
   * @throws SpoolError part-first, part-conflict, too-many-requests, spool-busy, spool-full
   */
  async put(id: UploadId, number: number, bytes: Uint8Array, beginning: Beginning): Promise<void> {
    const part = { leaf: leafDigest(bytes), size: bytes.length, staged: true };
    // Others' parts may take the room, or the place, while this one waits for its turn: then once more.
    for (let kept = false; !kept; ) {
      const before = this.#isKept(id, number, part);
      if (before instanceof SpoolError) throw before;
      if (before) return;
      if (this.find(id) === undefined) await this.#makePlace(beginning.circuit);
      await this.#makeRoom(id, beginning, part.size);
      kept = await this.#additions.add({ id, number, part, bytes, beginning });
    }
  }

  /**
   * Makes an upload what `add` writes, durably: its parts stay where they are, and are that one's from now on; the
   * upload's answers stay.
   */
  store(upload: Upload, committed: Commit, add: () => void): void {
    const { file } = upload;
    guarded(() =>
      file.atomically(() => {
        add();
        file.uploads.forget(upload.id);
      }),
    );
    for (const part of upload.parts.values()) this.#unstage(part);
    upload.state = "stored";
    upload.committed = committed;
    upload.circuit = undefined;
    // Behind all others: the map has those that are stored in the order in which that came.
    const key = encodeHex(upload.id);
    this.#uploads.delete(key);
    this.#uploads.set(key, upload);
    const stored = [...this.#uploads].filter(([, other]) => other.state === "stored");
    for (const [old] of stored.slice(0, -MOST_REMEMBERED)) this.#uploads.delete(old);
  }

  /** Notes that an upload is not wanted any more. */
  markLeaving(upload: Upload): void {
    if (upload.state === "open") upload.state = "leaving";
  }

  /** Marks what has been idle for an hour, or is of a day long over, and forgets stored uploads as old. */
  markOld(): void {
    for (const [key, upload] of this.#uploads) {
      const over = this.#around.now() - endOf(upload.file.day) >= GRACE;
      if (!over && !this.#isIdle(upload, LIFE)) continue;
      if (upload.state === "stored") this.#uploads.delete(key);
      this.markLeaving(upload);
    }
  }

  /** Removes the parts of all uploads that are leaving, a part at a time. One that fails holds up no other. */
  async removeMarked(): Promise<void> {
    const leaving = [...this.#uploads].filter(([, { state }]) => state === "leaving");
    await tryAll(leaving, ([key, upload]) => this.#remove(key, upload));
  }

  /** Whether parts of unfinished uploads lie in a file. */
  isIn(file: DayFile): boolean {
    return [...this.#uploads.values()].some((upload) => upload.file === file && upload.state !== "stored");
  }

  /** Keeps what still fits, in one transaction; false for what is to be asked for again. */
  #addAll(additions: readonly Addition[]): (boolean | SpoolError)[] {
    const fresh = new Map<string, Addition>();
    let size = 0;
    const results = additions.map((addition) => {
      const { id, number, part } = addition;
      const name = `${encodeHex(id)}/${number}`;
      const together = [...fresh.values()].filter((other) => equalBytes(other.id, id));
      if (fresh.has(name) || !together.every((other) => follow(other, addition))) return false;
      if (this.#bytes + size + part.size > this.#around.room().bytes) return false;
      const circuit = this.#circuitOf(addition);
      const own = [...fresh.values()].filter((other) => this.#circuitOf(other) === circuit);
      const more = own.reduce((sum, other) => sum + other.part.size, part.size);
      if (!this.#fitsCircuit(circuit, more)) return false;
      if (this.find(id) === undefined && !hasPlace(this.#openAnd([...fresh.values()]), circuit)) return false;
      const before = this.#isKept(id, number, part);
      if (before !== false) return before;
      size += part.size;
      fresh.set(name, addition);
      return true;
    });
    if (fresh.size > 0) this.#store([...fresh.values()]);
    return results;
  }

  #store(additions: readonly Addition[]): void {
    const today = guarded(() => this.#around.today());
    for (const [file, some] of Map.groupBy(additions, ({ id }) => this.find(id)?.file ?? today)) {
      const blocks = guarded(() => this.#write(file, some));
      for (const [i, { id, number, part, beginning }] of some.entries()) {
        const upload = this.find(id) ?? this.#begin({ id, ...beginning, block: blocks[i] ?? 0, file });
        upload.parts.set(number, part);
        upload.touched = this.#around.now();
        this.#bytes += part.size;
      }
    }
  }

  /** Writes parts into a file, each with the upload itself if it is the first; returns in which block each is. */
  #write(file: DayFile, additions: readonly Addition[]): number[] {
    const blocks: number[] = [];
    file.atomically(() => {
      for (const { id, number, part, bytes, beginning } of additions) {
        const block = this.find(id)?.block ?? file.newBlocks(1);
        if (!this.find(id)) file.uploads.begin({ id, headerLength: beginning.headerLength, block });
        file.uploads.add({ upload: id, number, leaf: part.leaf, size: part.size });
        file.addPart(block, number, bytes);
        blocks.push(block);
      }
    });
    return blocks;
  }

  #load(file: DayFile): void {
    for (const row of file.uploads.uploads())
      this.#begin({ ...row, id: row.id as UploadId, circuit: undefined, file });
    for (const { upload, number, leaf, size } of file.uploads.staged()) {
      this.find(upload as UploadId)?.parts.set(number, { leaf, size, staged: true });
      this.#bytes += size;
    }
  }

  #begin(beginning: Pick<Upload, "id" | "headerLength" | "circuit" | "file" | "block">): Upload {
    const upload: Upload = { ...beginning, parts: new Map(), touched: this.#around.now(), state: "open" };
    this.#uploads.set(encodeHex(upload.id), upload);
    return upload;
  }

  /** Whether exactly this part is there already; why, if it can't be added either. */
  #isKept(id: UploadId, number: number, part: Part): boolean | SpoolError {
    const upload = this.find(id);
    if (!upload) return number !== 0 && new SpoolError("part-first");
    if (upload.state === "leaving") return new SpoolError("spool-busy");
    const before = upload.parts.get(number);
    if (before?.size === part.size && equalBytes(before.leaf, part.leaf)) return true;
    const isFitting = !before && upload.state === "open" && fits(upload, number, part);
    return !isFitting && new SpoolError("part-conflict");
  }

  /**
   * Under pressure the longest idle go, as long as they have been idle for ten minutes: for what one circuit may hold only
   * its own, and not the one for which room is made; else what came again first.
   */
  async #makeRoom(id: UploadId, beginning: Beginning, size: number): Promise<void> {
    const own = this.find(id);
    const circuit = this.#circuitOf({ id, beginning });
    while (!this.#fitsCircuit(circuit, size))
      await this.#removeLongestIdle(
        (upload) => upload !== own && upload.circuit === circuit,
        "too-many-requests",
      );
    const { room, clear } = this.#around;
    while (this.#bytes + size > room().bytes) {
      if (room().refusal === "spool-full" && (await clear())) continue;
      await this.#removeLongestIdle(() => true, room().refusal);
    }
  }

  /** The same for one more upload: of a circuit's own share its own must go. */
  async #makePlace(circuit: CircuitId | undefined): Promise<void> {
    while (!hasShare(this.#openAnd([]), circuit))
      await this.#removeLongestIdle((upload) => upload.circuit === circuit, "too-many-requests");
    while (!hasPlace(this.#openAnd([]), circuit)) await this.#removeLongestIdle(() => true, "spool-busy");
  }

  /** By which circuit an upload began that is there, or else begins. */
  #circuitOf({ id, beginning }: Pick<Addition, "id" | "beginning">): CircuitId | undefined {
    return (this.find(id) ?? beginning).circuit;
  }

  #fitsCircuit(circuit: CircuitId | undefined, more: number): boolean {
    if (circuit === undefined) return true;
    return bytesOfCircuit(this.#uploads.values(), circuit) + more <= this.#around.room().ofCircuit;
  }

  /** Uploads that are open, and those that are about to be. */
  #openAnd(others: readonly Addition[]): Pick<Upload, "circuit">[] {
    const open = [...this.#uploads.values()].filter(({ state }) => state === "open");
    const begun = others.filter(({ id }) => this.find(id) === undefined).map(({ beginning }) => beginning);
    return [...open, ...begun];
  }

  #isIdle(upload: Upload, milliseconds: number): boolean {
    return this.#around.now() - upload.touched >= milliseconds;
  }

  /** @throws SpoolError with this code, if none that may go is idle */
  async #removeLongestIdle(may: (upload: Upload) => boolean, otherwise: StoreProblemCode): Promise<void> {
    const idle = [...this.#uploads].filter(
      ([, upload]) => upload.state === "open" && this.#isIdle(upload, IDLE) && may(upload),
    );
    const [longest] = idle.sort(([, a], [, b]) => a.touched - b.touched);
    if (!longest) throw new SpoolError(otherwise);
    const [key, upload] = longest;
    this.markLeaving(upload);
    await this.#remove(key, upload);
  }

  /** May run twice for the same upload at once: each step is taken once. */
  async #remove(key: string, upload: Upload): Promise<void> {
    const { uploads } = upload.file;
    for (const [number, part] of upload.parts) {
      if (!part.staged) continue;
      guarded(() => uploads.remove(upload, number));
      this.#unstage(part);
      await yieldToOthers();
    }
    if (this.#uploads.get(key) !== upload) return;
    guarded(() => uploads.forget(upload.id));
    this.#uploads.delete(key);
  }

  #unstage(part: Part): void {
    part.staged = false;
    this.#bytes -= part.size;
  }
}
