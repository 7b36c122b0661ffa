import { existsSync } from "node:fs";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { type Day, dayOf, daysBetween } from "../day.ts";
import { DayFile, DayReader, type EnvelopeRow } from "./day-file.ts";
import { closeDay } from "./day-rewrite.ts";
import type { SpoolFolder } from "./folder.ts";

interface Contents {
  readonly digests: Set<string>;
  bytes: number;
}

/** All days in the spool: today's open file, those that are over, and what is in each. */
export class Days {
  readonly #folder: SpoolFolder;
  readonly #now: () => number;
  readonly #contents = new Map<Day, Contents>();
  #today: DayFile;
  /** Open files of days that are over, to be rewritten once nobody writes to them. */
  #over: DayFile[] = [];

  constructor(folder: SpoolFolder, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    folder.removeUnfinished();
    for (const day of folder.closedDays()) this.#load(day, folder.closed(day));
    for (const day of folder.openDays()) this.#load(day, folder.open(day));
    this.#today = this.#openToday();
  }

  /** Bytes of all envelopes. */
  get bytes(): number {
    return [...this.#contents.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Whether an envelope with this digest is on any day kept. */
  has(digest: EnvelopeDigest): boolean {
    const name = encodeHex(digest);
    return [...this.#contents.values()].some(({ digests }) => digests.has(name));
  }

  /** The file for what comes now. */
  today(): DayFile {
    if (this.#today.day !== dayOf(this.#now())) {
      this.#over.push(this.#today);
      this.#today = this.#openToday();
    }
    return this.#today;
  }

  /** To be called when a row has been committed. */
  record(day: Day, row: EnvelopeRow): void {
    const contents = this.#contentsOf(day);
    const digest = encodeHex(row.digest);
    if (contents.digests.has(digest)) return;
    contents.digests.add(digest);
    contents.bytes += row.size;
  }

  /** Rewrites every day that is over (and not written to any more). */
  async closeOver(): Promise<void> {
    const done = this.#over.filter((file) => file.writers === 0);
    this.#over = this.#over.filter((file) => file.writers > 0);
    for (const file of done) file.close();
    const today = dayOf(this.#now());
    const waiting = new Set([this.#today.day, ...this.#over.map((file) => file.day)]);
    for (const day of this.#folder.openDays()) {
      if (day < today && !waiting.has(day)) await closeDay(this.#folder, day);
    }
  }

  /** Removes the closed days that are more than so many days old. */
  expire(retentionDays: number): void {
    const today = dayOf(this.#now());
    for (const day of this.#folder.closedDays()) {
      if (daysBetween(day, today) <= retentionDays) continue;
      this.#folder.removeDatabase(this.#folder.closed(day));
      this.#contents.delete(day);
    }
  }

  beat(): boolean {
    return this.today().beat();
  }

  close(): void {
    for (const file of [this.#today, ...this.#over]) file.close();
  }

  #openToday(): DayFile {
    const day = dayOf(this.#now());
    const path = this.#folder.open(day);
    const leftover = existsSync(path);
    const file = new DayFile(path, day);
    if (leftover) file.sweep();
    this.#folder.sync();
    return file;
  }

  #load(day: Day, path: string): void {
    const reader = new DayReader(path);
    try {
      for (const row of reader.envelopes()) this.record(day, row);
    } finally {
      reader.close();
    }
  }

  #contentsOf(day: Day): Contents {
    const contents = this.#contents.get(day) ?? { digests: new Set(), bytes: 0 };
    this.#contents.set(day, contents);
    return contents;
  }
}
