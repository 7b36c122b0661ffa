import { isPossiblePayloadLength } from "../../../crypto/age/payload-length.ts";
import { equalBytes } from "../../../crypto/bytes.ts";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import { digestOfOnlyLeaf } from "../leaf.ts";
import { type Beginning, type Spool, SpoolError, type SpoolHealth, type UploadId } from "../spool.ts";
import type { Doubt, SteadyClock } from "../steady-clock.ts";
import { Alerts } from "./alerts.ts";
import { Arrivals } from "./arrivals.ts";
import { isBusy, spoolError } from "./connection.ts";
import type { DayFile } from "./day-file.ts";
import type { EnvelopeRow } from "./day-schema.ts";
import { Days } from "./days.ts";
import { SpoolFolder } from "./folder.ts";
import { lockAt } from "./lock.ts";
import { openReceipts } from "./receipts.ts";
import { Repeats } from "./repeats.ts";
import { Serial } from "./serial.ts";
import { SqlitePickup } from "./sqlite-pickup.ts";
import { tryAll } from "./try-all.ts";
import { checkComplete } from "./upload.ts";
import { Uploads } from "./uploads.ts";

export interface SqliteSpoolOptions {
  /** A folder of the spool's own; made if it isn't there. */
  readonly folder: string;
  /** Bytes of envelopes and unfinished uploads together. */
  readonly room: number;
  /** Bytes of the largest that may come. */
  readonly maxEnvelope: number;
  readonly retentionDays: number;
  /** Whole days that what all couriers in force have acknowledged waits before it is erased; 0: at once. */
  readonly eraseAfterDays: number;
  readonly clock: SteadyClock;
  /** Milliseconds between heartbeats; 0 for none but those asked for. */
  readonly heartbeat: number;
  /** Takes a sentence for the operator, about the spool as a whole. */
  readonly report: (sentence: string) => void;
  /** Takes the spool's health, and the day by its clock, with each heartbeat. */
  readonly noteHealth?: (health: SpoolHealth, today: Day) => void;
}

/** Of a part before which the first one must have come. */
const NO_BEGINNING: Beginning = { headerLength: 0, circuit: undefined };

/** The part of the room from which on the operator is warned. */
const SCARCE = 0.8;

const UNTIL_THEN =
  "no day is closed and nothing old is removed, until it is right, you confirm it (nightjar clock confirm), or two days have passed.";

const DOUBTS: Readonly<Record<Doubt, string>> = {
  leap: `it has moved by more than an hour against the time that passes, and isn't followed: ${UNTIL_THEN}`,
  absence: `by it, this server was away for days, or ran in the future: ${UNTIL_THEN}`,
};

/** A spool in SQLite files below one folder (SPEC.md, "Spool"). */
export class SqliteSpool implements Spool {
  readonly pickup: SqlitePickup;
  readonly #options: SqliteSpoolOptions;
  readonly #folder: SpoolFolder;
  readonly #unlock: () => void;
  readonly #days: Days;
  readonly #uploads: Uploads;
  readonly #repeats: Repeats;
  readonly #arrivals: Arrivals;
  readonly #upkeep = new Serial();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #alerts: Alerts;
  #upkeepWaits = false;
  #removalWaits = false;
  /** The last day on which the room was scarce. */
  #scarceOn: Day | undefined;

  /** @throws SpoolError spool-in-use, spool-full, spool-damaged */
  constructor(options: SqliteSpoolOptions) {
    this.#options = options;
    this.#alerts = new Alerts(options.report);
    const folder = new SpoolFolder(options.folder);
    folder.create();
    this.#folder = folder;
    this.#unlock = lockAt(folder.lock);
    try {
      const days = new Days(folder, options.clock, () => this.#setAsideSoon());
      const record = (file: DayFile, row: EnvelopeRow) => this.pickup.added(days.added(file.day, row));
      const uploads = new Uploads(days.openFiles, {
        today: () => days.today(),
        now: options.clock.now,
        room: () => this.#arrivals.roomForUploads(),
        clear: () => this.#clearRepeats(),
      });
      const repeats = new Repeats(days.openFiles, {
        isReadable: (day, digest) => days.isReadableBeside(day, digest),
        became: record,
      });
      this.#arrivals = new Arrivals({ ...options, days, uploads, repeats, record });
      const receipts = openReceipts(folder, options.report);
      this.pickup = new SqlitePickup(receipts, days, options, () => this.#removeSoon());
      [this.#days, this.#uploads, this.#repeats] = [days, uploads, repeats];
    } catch (error) {
      this.#unlock();
      throw spoolError(error);
    }
    this.#noteDamage();
    if (options.heartbeat > 0) this.#timer = setInterval(() => void this.tick(), options.heartbeat);
  }

  /** @param digest the envelope's, if whoever asks has it already */
  put(envelope: Uint8Array, digest = digestOfOnlyLeaf(envelope)): Promise<EnvelopeDigest> {
    return this.#makingRoom(() => this.#arrivals.put(envelope, digest));
  }

  putPart(upload: UploadId, number: number, bytes: Uint8Array, beginning = NO_BEGINNING): Promise<void> {
    return this.#uploads.put(upload, number, bytes, beginning);
  }

  expectPart(upload: UploadId, number: number): void {
    if (number > 0 && !this.#uploads.find(upload)) throw new SpoolError("part-first");
  }

  commit(id: UploadId, count: number, digest: EnvelopeDigest): Promise<void> {
    return this.#makingRoom(async () => {
      const upload = this.#uploads.find(id);
      if (!upload || upload.state === "leaving") throw new SpoolError("upload-unknown");
      if (upload.committed) {
        const same = upload.committed.count === count && equalBytes(upload.committed.digest, digest);
        if (!same) throw new SpoolError("part-conflict");
        return;
      }
      const size = checkComplete(upload, count, digest);
      if (!isPossiblePayloadLength(size - upload.headerLength)) {
        await this.abandon(id);
        throw new CryptoError("payload-length");
      }
      this.#arrivals.finish(upload, { count, digest }, size);
    });
  }

  async abandon(id: UploadId): Promise<void> {
    const upload = this.#uploads.find(id);
    if (!upload) return;
    this.#uploads.markLeaving(upload);
    await this.#removeMarked();
    await this.#beatDays();
  }

  /** The heartbeat, and what is due: rewriting days, dropping old uploads and old days. */
  async tick(): Promise<void> {
    await this.#beatDays();
    await this.#alerts.watch("The heartbeat of the receipts", () => this.pickup.tick());
    this.#noteRoom();
    await this.#alerts.watch("Looking whether the clock is confirmed", () => this.#takeConfirmation());
    this.#alerts.note("Clock", this.health.doubt ? DOUBTS[this.health.doubt] : undefined);
    this.#noteDamage();
    this.#options.noteHealth?.(this.health, this.today);
    if (this.#upkeepWaits) return;
    this.#upkeepWaits = true;
    await this.#upkeep.run(() => this.#keepUp());
    this.#upkeepWaits = false;
  }

  get health(): SpoolHealth {
    return { doubt: this.#options.clock.doubt ?? null, damaged: this.#days.damaged };
  }

  get today(): Day {
    return dayOf(this.#options.clock.now());
  }

  /** Bytes of unfinished uploads. */
  stagedBytes(): number {
    return this.#uploads.bytes;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#arrivals.flush();
    await this.#upkeep.idle();
    this.#days.close();
    this.pickup.close();
    this.#unlock();
  }

  /** What came again takes no room from what comes: then it goes first. */
  async #makingRoom<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isFull = error instanceof SpoolError && error.code === "spool-full" && error.cause === undefined;
      if (!isFull || !(await this.#clearRepeats())) throw error;
      return await work();
    }
  }

  /** Whether fewer of them take room afterwards. */
  async #clearRepeats(): Promise<boolean> {
    const before = this.#repeats.bytes;
    if (before > 0) await this.#upkeep.run(() => this.#settleRepeats());
    return this.#repeats.bytes < before;
  }

  async #keepUp(): Promise<void> {
    this.#uploads.markOld();
    await this.#removeMarked();
    await this.#settleRepeats();
    await this.#alerts.watch("Closing the days that are over", () =>
      this.#days.closeOver((file) => this.#uploads.isIn(file) || this.#repeats.isIn(file)),
    );
    const { retentionDays } = this.#options;
    let old: Day[] = [];
    await this.#alerts.watch("Counting what nobody fetched of old days", () => {
      old = this.#days.due(retentionDays);
      this.pickup.expiring(old);
    });
    await this.#alerts.watch("Removing old days", async () => {
      const isGone = (day: Day) => this.#folder.of(day).length === 0;
      await tryAll(old, (day) => this.#days.expire(day)).finally(() =>
        this.pickup.forgetDays(old.filter(isGone)),
      );
    });
    await this.#alerts.watch("Removing old damaged days", () => this.#days.expireDamaged(retentionDays));
    await this.#removeAcknowledged();
    await this.#alerts.watch("Tidying days", () => this.#days.checkpointAll());
  }

  #removeSoon(): void {
    if (this.#removalWaits) return;
    this.#removalWaits = true;
    void this.#upkeep.run(() => {
      this.#removalWaits = false;
      return this.#removeAcknowledged();
    });
  }

  #setAsideSoon(): void {
    void this.#upkeep.run(() => this.#alerts.watch("Setting damage aside", () => this.#setAside()));
  }

  #setAside(): void {
    this.pickup.forgetDays(this.#days.setBrokenAside());
    this.#noteDamage();
    this.#options.noteHealth?.(this.health, this.today);
  }

  #settleRepeats(): Promise<void> {
    return this.#alerts.watch("Settling what came again", () => this.#repeats.settle());
  }

  /**
   * What came again while the first was there goes before it. An export that reads just now is no trouble: with the next
   * tick.
   */
  async #removeAcknowledged(): Promise<void> {
    await this.#settleRepeats();
    return this.#alerts.watch("Removing what couriers have", async () => {
      try {
        await this.pickup.removeDue();
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
    });
  }

  #beatDays(): Promise<void> {
    return this.#alerts.watch("The heartbeat of the days", () => this.#days.tick());
  }

  #removeMarked(): Promise<void> {
    return this.#alerts.watch("Removing uploads", () => this.#uploads.removeMarked());
  }

  #takeConfirmation(): void {
    const confirmed = this.#folder.takeConfirmation();
    if (confirmed !== undefined && !this.#options.clock.confirm(confirmed))
      this.#options.report(
        `Clock: it was confirmed for ${confirmed}, which it doesn't say: nothing came of it.`,
      );
  }

  #noteDamage(): void {
    const note = (what: string, days: readonly Day[], where: string, next: string) => {
      const lies = `what lies of ${days.join(", ")}${where} can't be read: look at the disk's health, and ${next}.`;
      this.#alerts.note(what, days.length > 0 ? lies : undefined);
    };
    note("Disk", this.#days.contents.failing, "", "start again on a good one");
    note("Damage", this.health.damaged, " in spool/damaged", "ask the doctor");
  }

  /** Once a day at most, as the status says it: else a single upload, or a courier's visit, would show on stderr. */
  #noteRoom(): void {
    if (this.#arrivals.bytes > this.#options.room * SCARCE) this.#scarceOn = this.today;
    const scarce = "the spool is nearly full: pick up envelopes, or raise NIGHTJAR_ROOM.";
    this.#alerts.note("Room", this.#scarceOn === this.today ? scarce : undefined);
  }
}
