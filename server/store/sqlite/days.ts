import { existsSync } from "node:fs";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import { daysBetween, endOf } from "../day.ts";
import type { StoredEnvelope } from "../pickup.ts";
import type { SteadyClock } from "../steady-clock.ts";
import { type ClosedDay, needsCheckpoint } from "./closed-day.ts";
import { ClosedDays } from "./closed-days.ts";
import { guarded } from "./connection.ts";
import { DayContents } from "./day-contents.ts";
import { DayFile } from "./day-file.ts";
import type { EnvelopeRow } from "./day-schema.ts";
import type { SpoolFolder } from "./folder.ts";
import { RecentDigests } from "./recent-digests.ts";
import { ifHad, isDamaged, isLost } from "./soundness.ts";
import { tryAll } from "./try-all.ts";
import { GRACE } from "./uploads.ts";

/** Days that a server may have been away until its clock is doubted. */
export const LONGEST_ABSENCE = 2;

/** All days in the spool: today's open file, those that are over, and what becomes of each. */
export class Days {
  readonly contents: DayContents;
  readonly #closed: ClosedDays;
  readonly #folder: SpoolFolder;
  readonly #clock: SteadyClock;
  readonly #recent: RecentDigests;
  /** Days with parts that nobody owns, since a removal failed half-way. */
  readonly #unswept = new Set<Day>();
  #today: DayFile;
  /** Open files of days that are over, to be rewritten once no upload lies in them. */
  #over: DayFile[] = [];
  /** Those of them that were in use when the first look came: the time of their closing mustn't tell until when. */
  readonly #late = new WeakSet<DayFile>();

  /** @param onDamage asks for `setBrokenAside` soon */
  constructor(folder: SpoolFolder, clock: SteadyClock, onDamage: () => void) {
    this.#folder = folder;
    this.#clock = clock;
    this.contents = new DayContents(folder, onDamage);
    this.#closed = new ClosedDays(folder, this.contents);
    this.#recent = new RecentDigests((day) => this.contents.digests(day));
    folder.removeUnfinished();
    const [today, open] = [dayOf(clock.now()), folder.openDays()];
    if (open.some((day) => isDoubtful(day, today))) clock.doubtStart();
    for (const day of folder.closedDays())
      this.#orSetAside(day, folder.closed(day), () => this.#closed.begin(day));
    for (const day of open) {
      const file = this.#orSetAside(day, folder.open(day), () => openSwept(folder, day));
      if (file) this.#over.push(file);
    }
    this.#today = this.#over.find(({ day }) => day === today) ?? this.#openToday();
    this.#over = this.#over.filter((file) => file !== this.#today);
    for (const day of folder.allDays()) this.contents.recount(day);
  }

  /** The days of which a database was set aside, since it can't be read. */
  get damaged(): Day[] {
    return [...new Set(this.#folder.damaged().map(({ day }) => day))];
  }

  /**
   * Sets aside what turned out to be damaged, and gives the days of which nothing is left then. A file that is written to
   * stays until it no longer is, and one that is as it was written, since only the disk didn't give it. Not to be called
   * while a day is being closed.
   */
  setBrokenAside(): Day[] {
    const inUse = new Set(this.openFiles.map(({ day }) => this.#folder.open(day)));
    return this.contents.takeBroken().filter((day) => {
      const there = this.#folder.of(day);
      this.contents.letGo(day);
      const free = there.filter((path) => !inUse.has(path));
      const damaged = free.filter(isDamaged);
      for (const path of damaged) this.#folder.setAside(path);
      if (damaged.length > 0) this.#unswept.delete(day);
      else if (free.length === there.length) this.contents.fails(day);
      this.contents.recount(day);
      return damaged.length > 0 && this.contents.sums(day).count === 0;
    });
  }

  /** Whether an envelope with this digest came today or on a day near it; it may have gone. @throws SpoolError */
  isKnown(digest: EnvelopeDigest): boolean {
    return guarded(() => this.#recent.find(dayOf(this.#clock.now()), digest).length > 0);
  }

  /** Whether what is in that day's open file, and came again, is there once more, to the last byte. */
  isReadableBeside(day: Day, digest: EnvelopeDigest): boolean {
    return this.#recent.find(day, digest).some((found) => this.contents.isReadable(found.day, found.id));
  }

  /** The file for what comes now. */
  today(): DayFile {
    const day = dayOf(this.#clock.now());
    // If a clock steps back into a day that is just being closed, what comes stays with the day that had begun.
    if (this.#today.day === day || this.#closed.isClosing(day)) return this.#today;
    const before = this.#today;
    const again = this.#over.find((file) => file.day === day);
    this.#today = again ?? this.#openToday();
    this.#over = [...this.#over.filter((file) => file !== again), before];
    return this.#today;
  }

  /** Every file that uploads may lie in. Today's may be missing from them, as long as the disk is too full for it. */
  get openFiles(): DayFile[] {
    return [this.#today, ...this.#over];
  }

  /** Notes that an envelope is in an open file now. */
  added(day: Day, { key, size, digest, parts }: Omit<EnvelopeRow, "block">): StoredEnvelope {
    const id = encodeHex(key) as EnvelopeId;
    this.contents.added(day, size);
    this.#recent.add(day, digest, id);
    return { id, day, size, digest: encodeHex(digest), parts };
  }

  /**
   * Rewrites every day that is over; one whose open file was in use then when the grace is over, if it isn't any more;
   * none while the clock is in doubt. One that fails holds up no other.
   */
  async closeOver(inUse: (file: DayFile) => boolean): Promise<void> {
    if (this.#clock.doubt) return;
    const used = this.#over.filter(inUse);
    for (const file of used) this.#late.add(file);
    const waits = (file: DayFile) => this.#late.has(file) && this.#clock.now() - endOf(file.day) < GRACE;
    const done = this.#over.filter((file) => !used.includes(file) && !waits(file));
    this.#over = this.#over.filter((file) => !done.includes(file));
    for (const file of done) {
      // Its log goes into it with the last connection that is closed.
      this.contents.letGo(file.day);
      file.close();
    }
    const inUseStill = new Set(this.openFiles.map((file) => file.day));
    const today = dayOf(this.#clock.now());
    const over = this.#folder.openDays().filter((day) => day < today && !inUseStill.has(day));
    this.#folder.removeUnfinished();
    await this.#closed.write(over);
  }

  /** The days that are more than so many days old, unless the clock is in doubt. */
  due(retentionDays: number): Day[] {
    if (this.#clock.doubt) return [];
    const today = dayOf(this.#clock.now());
    const inUse = new Set(this.openFiles.map((file) => file.day));
    // An open file that nobody has open is one that could not be rewritten.
    const all = this.#folder.allDays();
    return all.filter((day) => !inUse.has(day) && daysBetween(day, today) > retentionDays);
  }

  /** Removes a day that is due. */
  expire(day: Day): void {
    this.contents.letGo(day);
    try {
      for (const path of this.#folder.of(day)) this.#folder.removeDatabase(path);
    } finally {
      this.contents.recount(day);
    }
  }

  /** Removes what was set aside of days that are more than so many days old, unless the clock is in doubt. */
  async expireDamaged(retentionDays: number): Promise<void> {
    if (this.#clock.doubt) return;
    const today = dayOf(this.#clock.now());
    const old = this.#folder.damaged().filter(({ day }) => daysBetween(day, today) > retentionDays);
    await tryAll(old, ({ path }) => this.#folder.removeDatabase(path));
  }

  /** Days of which parts still have to go, since a removal failed half-way. */
  get unswept(): Day[] {
    return [...this.#unswept];
  }

  /**
   * Takes envelopes out of a day's files, with all their bytes; what isn't there is passed over. If it fails, some may
   * be gone, and the bytes of some still there: to be called again. Not to be called while a day is being closed.
   */
  async remove(day: Day, ids: readonly EnvelopeId[]): Promise<void> {
    await this.contents.noting(day, () => this.#remove(day, ids));
  }

  async #remove(day: Day, ids: readonly EnvelopeId[]): Promise<void> {
    const open = this.#openFile(day);
    let closed: ClosedDay | undefined;
    try {
      closed = existsSync(this.#folder.closed(day)) ? this.#closed.open(day) : undefined;
      const files = [open?.file, closed].filter((file) => file !== undefined);
      if (this.#unswept.has(day)) for (const { remover } of files) remover.sweep();
      this.#unswept.add(day);
      const keys = ids.map((id) => Buffer.from(id, "hex"));
      for (const { remover } of files) await remover.removeParts(remover.removeRows(keys));
      this.#unswept.delete(day);
      open?.file.tick();
    } finally {
      if (open?.temporary) open.file.close();
      closed?.close();
      this.contents.recount(day);
    }
    if (closed) await this.#closed.tidy(day);
  }

  /** Ends what removals from closed days had to leave, because a reader was in the way. */
  async checkpointAll(): Promise<void> {
    const days = this.#folder.closedDays().filter((day) => !this.#unswept.has(day));
    await tryAll(days, (day) =>
      this.contents.noting(day, async () => {
        const isWaiting = ifHad(() => needsCheckpoint(this.#folder.closed(day)));
        if (isWaiting === undefined) this.contents.fails(day);
        if (isWaiting) await this.#closed.tidy(day);
      }),
    );
  }

  /** Each day's file is there with its first tick. */
  async tick(): Promise<void> {
    try {
      this.today();
    } finally {
      await tryAll(this.openFiles, (file) => file.tick());
    }
  }

  close(): void {
    this.contents.close();
    for (const file of this.openFiles) file.close();
  }

  /** One damaged day, or one that the disk doesn't give, keeps no server from starting. */
  #orSetAside<T>(day: Day, path: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!isLost(error)) throw error;
      // Today's makes room for another in any case, without which nothing could come.
      if (path === this.#folder.open(dayOf(this.#clock.now()))) this.#folder.setAside(path);
      else this.contents.setAsideIfDamaged(day, path);
      return undefined;
    }
  }

  /** The open file of a day, if there is one; after a clock was set back it may be nobody's. */
  #openFile(day: Day): { file: DayFile; temporary: boolean } | undefined {
    const file = this.openFiles.find((candidate) => candidate.day === day);
    if (file) return { file, temporary: false };
    const path = this.#folder.open(day);
    return existsSync(path) ? { file: new DayFile(path, day), temporary: true } : undefined;
  }

  #openToday(): DayFile {
    const day = dayOf(this.#clock.now());
    return existsSync(this.#folder.open(day))
      ? openSwept(this.#folder, day)
      : DayFile.make(this.#folder, day);
  }
}

/** What a crash left half-way in a day goes now, not only when the day is rewritten. */
function openSwept(folder: SpoolFolder, day: Day): DayFile {
  // Whoever gave the file its name may have failed, or ended, before the name was on the disk.
  folder.sync();
  const file = new DayFile(folder.open(day), day);
  try {
    file.remover.sweep();
    file.tick();
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The last day on which a server ran left its file open: by that the clock can be judged at the next start. */
function isDoubtful(last: Day, today: Day): boolean {
  const absence = daysBetween(last, today);
  return absence < 0 || absence > LONGEST_ABSENCE;
}
