import { existsSync } from "node:fs";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import { isWhole } from "../leaf.ts";
import type { StoredEnvelope } from "../pickup.ts";
import { isDiskFailure } from "./connection.ts";
import type { DayReader, Sums } from "./day-reader.ts";
import { DayReaders } from "./day-readers.ts";
import { type EnvelopeRow, KEY_LENGTH } from "./day-schema.ts";
import type { SpoolFolder } from "./folder.ts";
import type { SortedIds } from "./sorted-ids.ts";
import { isDamaged, isLost, isUnreadable } from "./soundness.ts";

/**
 * What is in the day files, read when it is asked for; in memory are only how many envelopes a day has, and their
 * bytes: so a start costs what the files' own tables cost to count, however much lies in them.
 */
export class DayContents {
  readonly #folder: SpoolFolder;
  readonly #readers = new DayReaders();
  readonly #sums = new Map<Day, Sums>();
  readonly #broken = new Set<Day>();
  readonly #failing = new Set<Day>();
  readonly #onDamage: () => void;
  #bytes = 0;

  /** @param onDamage is told when a day turns out to be one that can't be read, by the disk's fault or the file's */
  constructor(folder: SpoolFolder, onDamage: () => void) {
    this.#folder = folder;
    this.#onDamage = onDamage;
  }

  /** The days that couldn't be read, since this was last asked. */
  takeBroken(): Day[] {
    const broken = [...this.#broken];
    this.#broken.clear();
    return broken;
  }

  /** Notes that SQLite calls a day damaged. */
  isBroken(day: Day): void {
    if (this.#broken.has(day) || this.#failing.has(day)) return;
    this.#broken.add(day);
    this.#onDamage();
  }

  /** What can't be read of a day while it is worked on is noted, beside being thrown. */
  async noting(day: Day, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#noteLost(day, error);
      throw error;
    }
  }

  #noteLost(day: Day, error: unknown): void {
    if (isUnreadable(error)) this.isBroken(day);
    else if (isDiskFailure(error)) this.fails(day);
  }

  /** The days of which the disk didn't give something: it may another time, so they stay where they are. */
  get failing(): Day[] {
    return [...this.#failing].filter((day) => this.#paths(day).some((path) => existsSync(path))).sort();
  }

  /** Notes that the disk doesn't give something of a day. */
  fails(day: Day): void {
    this.letGo(day);
    this.#failing.add(day);
  }

  /** Sets a file of a day aside, if it is damaged, and not the disk that fails. Nobody may have it open. */
  setAsideIfDamaged(day: Day, path: string): void {
    if (isDamaged(path)) this.#folder.setAside(path);
    else this.fails(day);
  }

  /** Of all envelopes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Those with envelopes, ascending. */
  days(): Day[] {
    return [...this.#sums.keys()].sort();
  }

  sums(day: Day): Sums {
    return this.#sums.get(day) ?? { count: 0, bytes: 0 };
  }

  /** Notes that an envelope has come. */
  added(day: Day, size: number): void {
    const { count, bytes } = this.sums(day);
    this.#note(day, { count: count + 1, bytes: bytes + size });
  }

  /** To be called when a day's files have changed otherwise. */
  recount(day: Day): void {
    const ofFiles = ([one, other]: readonly DayReader[]) =>
      one && !other ? one.sums() : sumsOf(rowsOf([one, other].filter((file) => file !== undefined)));
    this.#note(day, this.#read(day, this.sums(day), ofFiles));
  }

  /** Keys of a day's envelopes, and their sizes, each in key order; null if the disk doesn't give them just now. */
  contents(day: Day): { readonly ids: SortedIds; readonly sizes: Float64Array } | null {
    const rows = this.#read<EnvelopeRow[] | null>(day, null, rowsOf);
    if (!rows) return null;
    const ids = Buffer.alloc(rows.length * KEY_LENGTH);
    const sizes = new Float64Array(rows.length);
    for (const [i, { key, size }] of rows.entries()) {
      ids.set(key, i * KEY_LENGTH);
      sizes[i] = size;
    }
    return { ids, sizes };
  }

  /** Each envelope's digest and id. */
  digests(day: Day): [string, EnvelopeId][] {
    return this.#read(day, [], rowsOf).map(({ digest, key }) => [hex(digest), hex(key) as EnvelopeId]);
  }

  /** Whether every byte of an envelope can be read from the disk, and is what its digest says. */
  isReadable(day: Day, id: EnvelopeId): boolean {
    const [envelope] = this.rows(day, [id]);
    if (!envelope) return false;
    return isWhole(envelope.digest, envelope.parts, (number) => this.part(envelope, number));
  }

  /** Those of these that are there, on whatever day, in any order. */
  find(ids: readonly EnvelopeId[]): StoredEnvelope[] {
    const found: StoredEnvelope[] = [];
    const sought = new Set(ids);
    for (const day of this.days().reverse()) {
      if (sought.size === 0) break;
      for (const envelope of this.rows(day, [...sought])) {
        found.push(envelope);
        sought.delete(envelope.id);
      }
    }
    return found;
  }

  /** Those of these that are there on that day, in their order. */
  rows(day: Day, ids: readonly EnvelopeId[]): StoredEnvelope[] {
    const rows = this.#read(day, [], (files) => files.flatMap((file) => file.rows(ids)));
    const found = new Map(rows.map((row) => [hex(row.key), row]));
    return ids.flatMap((id) => storedOf(day, id, found.get(id)));
  }

  /** Up to so many of a day's envelopes, ascending by id, behind `after`. */
  behind(day: Day, after: EnvelopeId | undefined, most: number): StoredEnvelope[] {
    const key = after === undefined ? undefined : Buffer.from(after, "hex");
    const rows = this.#read(day, [], (files) => inKeyOrder(files.map((file) => file.behind(key, most))));
    return rows.slice(0, most).flatMap((row) => storedOf(day, hex(row.key) as EnvelopeId, row));
  }

  /** One part's bytes; undefined if the envelope has gone, or they can't be read. */
  part({ id, day }: StoredEnvelope, number: number): Uint8Array | undefined {
    const key = Buffer.from(id, "hex");
    const found = this.#read(day, [], (files) => files.map((file) => file.findPart(key, number)));
    return found.find((bytes) => bytes !== undefined);
  }

  /** To be called before or after a day's files are replaced, removed, or need to be had alone. */
  letGo(day: Day): void {
    for (const path of this.#paths(day)) this.#readers.drop(path);
  }

  close(): void {
    this.#readers.close();
  }

  #note(day: Day, sums: Sums): void {
    this.#bytes += sums.bytes - this.sums(day).bytes;
    if (sums.count > 0) this.#sums.set(day, sums);
    else this.#sums.delete(day);
  }

  /** One; or two, if a clock was set back, or a crash came between a rewrite and its end: with some in both, then. */
  #files(day: Day): DayReader[] {
    return this.#paths(day).flatMap((path) => this.#readers.of(path) ?? []);
  }

  /** What a day's files say; `otherwise` if they can't be read, which is noted. */
  #read<T>(day: Day, otherwise: T, read: (files: readonly DayReader[]) => T): T {
    try {
      return read(this.#files(day));
    } catch (error) {
      if (!isLost(error)) throw error;
      this.letGo(day);
      this.#noteLost(day, error);
      return otherwise;
    }
  }

  #paths(day: Day): string[] {
    return [this.#folder.open(day), this.#folder.closed(day)];
  }
}

function rowsOf(files: readonly DayReader[]): EnvelopeRow[] {
  return inKeyOrder(files.map((file) => [...file.envelopes()]));
}

/** Each envelope once, in key order. */
function inKeyOrder([rows = [], others]: readonly EnvelopeRow[][]): EnvelopeRow[] {
  if (!others) return rows;
  const all = new Map([...rows, ...others].map((row) => [hex(row.key), row]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function sumsOf(rows: readonly EnvelopeRow[]): Sums {
  return { count: rows.length, bytes: rows.reduce((sum, { size }) => sum + size, 0) };
}

function storedOf(day: Day, id: EnvelopeId, row: EnvelopeRow | undefined): StoredEnvelope[] {
  return row ? [{ id, day, size: row.size, digest: hex(row.digest), parts: row.parts }] : [];
}

/** Node's own, for lists of thousands. */
function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
}
