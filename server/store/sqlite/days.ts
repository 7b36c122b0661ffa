import { existsSync } from "node:fs";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { DAY, type Day, dayOf, daysBetween, endOf } from "../day.ts";
import type { StoredEnvelope } from "../pickup.ts";
import { Catalogue } from "./catalogue.ts";
import { ClosedDay, isUnsettled, setClosedTimes } from "./closed-day.ts";
import { DayFile, DayReader } from "./day-file.ts";
import { DayReaders } from "./day-readers.ts";
import { closeDay } from "./day-rewrite.ts";
import { type EnvelopeRemover, partsInGroups } from "./envelope-remover.ts";
import type { SpoolFolder } from "./folder.ts";

/** Parts that are removed in one transaction, at most: some megabytes, so that nobody waits long. */
const PARTS_AT_ONCE = 8;

/** Days that a server may have been away until its clock is doubted for as long as a day. */
const LONGEST_ABSENCE = 2;

/** All days in the spool: today's open file, those that are over, and what is in each. */
export class Days {
  readonly catalogue = new Catalogue();
  readonly #folder: SpoolFolder;
  readonly #now: () => number;
  readonly #readers = new DayReaders();
  /** Envelopes that aren't there any more, with parts that still have to go. */
  readonly #leaving = new Map<Day, StoredEnvelope[]>();
  /** Until when nothing expires, since the clock may be wrong. */
  readonly #doubtedUntil: number;
  #today: DayFile;
  /** Open files of days that are over, to be rewritten once nobody writes to them. */
  #over: DayFile[] = [];

  constructor(folder: SpoolFolder, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    folder.removeUnfinished();
    for (const day of folder.closedDays()) {
      if (isUnsettled(folder.closed(day))) this.#settle(day, true);
      else setClosedTimes(folder.closed(day), day);
    }
    for (const day of folder.closedDays()) this.#load(day, folder.closed(day));
    const doubtful = folder.openDays().some((day) => isDoubtful(day, dayOf(now())));
    this.#doubtedUntil = doubtful ? endOf(dayOf(now())) + DAY : 0;
    for (const day of folder.openDays()) {
      if (day !== dayOf(now())) this.#sweepOver(day);
      this.#load(day, folder.open(day));
    }
    this.#today = this.#openToday();
  }

  /** Bytes of all envelopes. */
  get bytes(): number {
    return this.catalogue.bytes;
  }

  /** Whether an envelope with this digest is on any day kept. */
  has(digest: EnvelopeDigest): boolean {
    return this.catalogue.hasDigest(digest);
  }

  /** The file for what comes now. */
  today(): DayFile {
    if (this.#today.day !== dayOf(this.#now())) {
      this.#over.push(this.#today);
      this.#today = this.#openToday();
    }
    return this.#today;
  }

  /** One part's bytes; undefined if the envelope has gone. */
  part({ id, day }: StoredEnvelope, number: number): Uint8Array | undefined {
    const key = Buffer.from(id, "hex");
    return (
      this.#readers.part(this.#folder.open(day), key, number) ??
      this.#readers.part(this.#folder.closed(day), key, number)
    );
  }

  /** Rewrites every day that is over (and not written to any more). */
  async closeOver(): Promise<void> {
    const done = this.#over.filter((file) => file.writers === 0);
    this.#over = this.#over.filter((file) => file.writers > 0);
    for (const file of done) file.close();
    const today = dayOf(this.#now());
    const waiting = new Set([this.#today.day, ...this.#over.map((file) => file.day)]);
    for (const day of this.#folder.openDays()) if (day < today && !waiting.has(day)) await this.#rewrite(day);
  }

  /** Whether it isn't sure that the clock is right: a server was away for long, or comes from the future. */
  get doubtful(): boolean {
    return this.#now() < this.#doubtedUntil;
  }

  /**
   * Removes the closed days that are more than so many days old, unless the clock is in doubt; returns what went with
   * them.
   */
  expire(retentionDays: number): StoredEnvelope[] {
    if (this.doubtful) return [];
    const today = dayOf(this.#now());
    const old = this.#folder.closedDays().filter((day) => daysBetween(day, today) > retentionDays);
    return old.flatMap((day) => {
      this.#removeClosed(day);
      const gone = [...this.catalogue.of(day)];
      for (const envelope of gone) this.catalogue.remove(envelope);
      return gone;
    });
  }

  /** Days of which parts still have to go, since a removal failed half-way. */
  get leaving(): Day[] {
    return [...this.#leaving.keys()];
  }

  /**
   * Takes envelopes out of a day's files, with all their bytes; `removed` is told which aren't there any more. Not
   * to be called while a day is being closed.
   */
  async remove(
    day: Day,
    envelopes: readonly StoredEnvelope[],
    removed: (envelope: StoredEnvelope) => void,
  ): Promise<void> {
    const open = this.#openFile(day);
    const closed = existsSync(this.#folder.closed(day)) ? this.#openClosed(day) : undefined;
    const removers = [open?.file, closed].flatMap((file) => file?.remover ?? []);
    try {
      for (const remover of removers) remover.removeRows(envelopes);
      this.#leaving.set(day, [...(this.#leaving.get(day) ?? []), ...envelopes]);
      for (const envelope of envelopes) {
        this.catalogue.remove(envelope);
        removed(envelope);
      }
      await this.#removeParts(day, removers);
      open?.file.beat();
    } finally {
      if (open?.temporary) open.file.close();
      closed?.close();
    }
    if (closed) await this.#tidy(day);
  }

  /** Ends what removals from closed days had to leave, because a reader was in the way. */
  async settleAll(): Promise<void> {
    for (const day of this.#folder.closedDays())
      if (isUnsettled(this.#folder.closed(day))) await this.#tidy(day);
  }

  beat(): boolean {
    return this.today().beat();
  }

  close(): void {
    this.#readers.close();
    for (const file of [this.#today, ...this.#over]) file.close();
  }

  async #removeParts(day: Day, removers: readonly EnvelopeRemover[]): Promise<void> {
    for (const parts of partsInGroups(this.#leaving.get(day) ?? [], PARTS_AT_ONCE)) {
      for (const remover of removers) remover.removeParts(parts);
      await yieldToOthers();
    }
    this.#leaving.delete(day);
  }

  /** Makes a closed day's file one that stands alone; then gives its room back, if much of it is free. */
  async #tidy(day: Day): Promise<void> {
    const state = this.#settle(day, false);
    if (state === "empty") this.#removeClosed(day);
    if (state === "hollow" && !existsSync(this.#folder.open(day))) await this.#rewrite(day);
  }

  #settle(day: Day, sweep: boolean): "empty" | "hollow" | "full" | "unsettled" {
    const file = this.#openClosed(day);
    try {
      if (sweep) file.sweep();
      const state = file.isEmpty() ? "empty" : file.isHollow() ? "hollow" : "full";
      return file.settle() ? state : "unsettled";
    } finally {
      file.close();
    }
  }

  async #rewrite(day: Day): Promise<void> {
    await closeDay(this.#folder, day);
    for (const path of [this.#folder.open(day), this.#folder.closed(day)]) this.#readers.drop(path);
  }

  #removeClosed(day: Day): void {
    this.#readers.drop(this.#folder.closed(day));
    this.#folder.removeDatabase(this.#folder.closed(day));
  }

  #openClosed(day: Day): ClosedDay {
    this.#readers.drop(this.#folder.closed(day));
    return new ClosedDay(this.#folder.closed(day), day);
  }

  /** The open file of a day, if there is one; after a clock was set back it may be nobody's. */
  #openFile(day: Day): { file: DayFile; temporary: boolean } | undefined {
    const file = [this.#today, ...this.#over].find((candidate) => candidate.day === day);
    if (file) return { file, temporary: false };
    const path = this.#folder.open(day);
    return existsSync(path) ? { file: new DayFile(path, day), temporary: true } : undefined;
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

  /** What a crash left half-way in a day that is over goes now, not only when the day is rewritten. */
  #sweepOver(day: Day): void {
    const file = new DayFile(this.#folder.open(day), day);
    file.sweep();
    file.beat();
    file.close();
  }

  #load(day: Day, path: string): void {
    const reader = new DayReader(path);
    try {
      for (const row of reader.envelopes()) this.catalogue.add(day, row);
    } finally {
      reader.close();
    }
  }
}

/** The last day on which a server ran left its file open: by that the clock can be judged at the next start. */
function isDoubtful(last: Day, today: Day): boolean {
  const absence = daysBetween(last, today);
  return absence < 0 || absence > LONGEST_ABSENCE;
}
