import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import { daysBetween } from "../day.ts";
import type { CourierId, ExpiredDay, Pickup, StoredEnvelope, WaitingDay, WaitingPage } from "../pickup.ts";
import type { SteadyClock } from "../steady-clock.ts";
import { guarded } from "./connection.ts";
import { KEY_LENGTH } from "./day-schema.ts";
import type { Days } from "./days.ts";
import type { ReceiptsFile } from "./receipts.ts";
import { differenceOf, hexOf, intersectionOf, type SortedIds, sortedIds } from "./sorted-ids.ts";
import { tryAll } from "./try-all.ts";
import { Waiting } from "./waiting.ts";

/** For how many whole days what is complete waits, by which clock. */
interface Wait {
  readonly clock: SteadyClock;
  /** 0: not at all. */
  readonly eraseAfterDays: number;
}

/** What couriers do with the spool: their receipts on disk, what waits for each of them in memory once it is asked for. */
export class SqlitePickup implements Pickup {
  readonly #days: Days;
  readonly #receipts: ReceiptsFile;
  readonly #wait: Wait;
  readonly #wake: () => void;
  /** Undefined until it has been said who is in force: until then nothing goes. */
  #waiting: ReadonlyMap<CourierId, Waiting> | undefined;
  /** Days of which other envelopes may be complete than is noted. */
  readonly #changed = new Set<Day>();
  /** How many of a day expire, and days whose receipts are to go, as long as that couldn't be written. */
  readonly #expiring = new Map<Day, number>();
  readonly #gone = new Set<Day>();

  /** @param wake asks for `removeDue` soon */
  constructor(receipts: ReceiptsFile, days: Days, wait: Wait, wake: () => void) {
    this.#days = days;
    this.#wait = wait;
    this.#wake = wake;
    this.#receipts = receipts;
    const kept = new Set([...days.contents.days(), ...days.contents.failing]);
    for (const day of this.#receipts.days()) if (!kept.has(day)) this.#receipts.forgetDay(day);
  }

  serve(couriers: readonly CourierId[]): void {
    const before = this.#waiting;
    if (before?.size === couriers.length && couriers.every((id) => before.has(id))) return;
    const days = guarded(() => this.#receipts.days());
    // All or none: somebody missing here would let go what still waits for them.
    this.#waiting = new Map(couriers.map((id) => [id, before?.get(id) ?? this.#waitingFor(id)]));
    for (const day of days) this.#changed.add(day);
    if (this.#changed.size > 0) this.#wake();
  }

  days(courier: CourierId): WaitingDay[] {
    return guarded(() => this.#waiting?.get(courier)?.days() ?? []);
  }

  page(courier: CourierId, day: Day, after: EnvelopeId | undefined, most: number): WaitingPage {
    return guarded(() => {
      for (let from = after; ; ) {
        const { ids, more } = this.#waiting?.get(courier)?.page(day, from, most) ?? { ids: [], more: false };
        const envelopes = this.#days.contents.rows(day, ids);
        // What is just being removed may leave a page empty that isn't the last.
        if (envelopes.length > 0 || !more) return { envelopes, more };
        from = ids.at(-1);
      }
    });
  }

  again(day: Day, after: EnvelopeId | undefined, most: number): WaitingPage {
    return guarded(() => {
      const envelopes = this.#days.contents.behind(day, after, most + 1);
      return { envelopes: envelopes.slice(0, most), more: envelopes.length > most };
    });
  }

  expired(): ExpiredDay[] {
    return guarded(() => this.#receipts.expired());
  }

  /**
   * To be called before days go because they are past retention: how many of each nobody has fetched is noted. With a
   * later call, if that fails: also without days, then.
   */
  expiring(days: readonly Day[]): void {
    guarded(() => {
      for (const day of days) {
        const ids = this.#days.contents.contents(day)?.ids ?? new Uint8Array(0);
        const unfetched = differenceOf(ids, this.#receipts.ofAnybody(day)).length / KEY_LENGTH;
        if (unfetched > 0) this.#expiring.set(day, unfetched);
      }
      for (const [day, unfetched] of this.#expiring) {
        this.#receipts.noteExpired(day, unfetched);
        this.#expiring.delete(day);
      }
    });
  }

  find(id: EnvelopeId): StoredEnvelope | undefined {
    return guarded(() => this.#days.contents.find([id]).at(0));
  }

  part(envelope: StoredEnvelope, number: number): Uint8Array | undefined {
    return guarded(() => this.#days.contents.part(envelope, number));
  }

  acknowledge(courier: CourierId, ids: readonly EnvelopeId[]): void {
    const waiting = this.#waiting?.get(courier);
    if (!waiting) return;
    guarded(() => {
      const taken = this.#days.contents.find(ids).filter((envelope) => waiting.has(envelope));
      if (taken.length === 0) return;
      this.#receipts.add(courier, taken);
      for (const envelope of taken) waiting.remove(envelope);
      for (const { day } of taken) this.#changed.add(day);
    });
    if (this.#changed.size > 0) this.#wake();
  }

  /** To be called when an envelope has become real. */
  added(envelope: StoredEnvelope): void {
    for (const waiting of this.#lists()) waiting.add(envelope);
  }

  /** To be called when days are gone. What fails is done with a later call: also without days, then. */
  forgetDays(days: readonly Day[]): void {
    for (const day of days) {
      this.#changed.delete(day);
      for (const waiting of this.#lists()) waiting.forget(day);
      this.#gone.add(day);
    }
    if (this.#gone.size === 0) return;
    guarded(() => {
      for (const day of this.#gone) this.#receipts.forgetDay(day);
      this.#receipts.tick();
    });
    this.#gone.clear();
  }

  /**
   * Notes what has become complete, and removes what has been for long enough from the day files, then its receipts.
   * Safe to be cut short anywhere.
   */
  async removeDue(): Promise<void> {
    if (!this.#waiting) return;
    const complete = guarded(() => this.#receipts.completeDays());
    const days = new Set([...this.#changed, ...complete, ...this.#days.unswept]);
    await tryAll(days, (day) => this.#removeDueOf(day));
  }

  tick(): boolean {
    return this.#receipts.tick();
  }

  close(): void {
    this.#receipts.close();
  }

  #waitingFor(courier: CourierId): Waiting {
    const { contents } = this.#days;
    return new Waiting({
      days: () => contents.days(),
      sums: (day) => contents.sums(day),
      contents: (day) => contents.contents(day),
      acknowledged: (day) => this.#receipts.of(courier, day),
    });
  }

  #noteComplete(day: Day): void {
    guarded(() => {
      const couriers = [...(this.#waiting?.keys() ?? [])];
      const [first, ...others] = couriers.map((courier) => this.#receipts.of(courier, day));
      const all = others.reduce<SortedIds>(intersectionOf, first ?? new Uint8Array(0));
      this.#receipts.noteComplete(day, all, this.#today());
    });
    this.#changed.delete(day);
  }

  async #removeDueOf(day: Day): Promise<void> {
    if (this.#changed.has(day)) this.#noteComplete(day);
    const complete = guarded(() => this.#receipts.completeOf(day)).filter(({ since }) => this.#isOver(since));
    const due = complete.flatMap(({ envelopes }) => hexOf(envelopes) as EnvelopeId[]);
    if (due.length === 0 && !this.#days.unswept.includes(day)) return;
    await this.#days.remove(day, due);
    guarded(() => {
      this.#receipts.forget(day, sortedIds(due));
      // Its log is emptied, so that the ids are in neither file; a reader in the way only puts that off.
      this.#receipts.tick();
    });
    const isEmpty = this.#days.contents.sums(day).count === 0;
    for (const waiting of this.#lists()) {
      if (isEmpty) waiting.forget(day);
      else waiting.gone(day, due);
    }
  }

  /** Whether what has been complete since that day has waited long enough: not by a clock that is in doubt. */
  #isOver(since: Day): boolean {
    const { eraseAfterDays: days, clock } = this.#wait;
    return days === 0 || (!clock.doubt && daysBetween(since, this.#today()) > days);
  }

  #today(): Day {
    return dayOf(this.#wait.clock.now());
  }

  #lists(): Waiting[] {
    return [...(this.#waiting?.values() ?? [])];
  }
}
