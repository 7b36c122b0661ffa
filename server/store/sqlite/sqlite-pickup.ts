import type { Day } from "../day.ts";
import type {
  CourierId,
  EnvelopeId,
  ExpiredDay,
  Pickup,
  StoredEnvelope,
  WaitingDay,
  WaitingPage,
} from "../pickup.ts";
import { guarded } from "./connection.ts";
import { KEY_LENGTH } from "./day-schema.ts";
import type { Days } from "./days.ts";
import { ReceiptsFile } from "./receipts.ts";
import { differenceOf, hexOf, intersectionOf, type SortedIds, sortedIds } from "./sorted-ids.ts";
import { tryAll } from "./try-all.ts";
import { Waiting } from "./waiting.ts";

/** What couriers do with the spool: their receipts on disk, what waits for each of them in memory once it is asked for. */
export class SqlitePickup implements Pickup {
  readonly #days: Days;
  readonly #receipts: ReceiptsFile;
  readonly #wake: () => void;
  #waiting: ReadonlyMap<CourierId, Waiting> = new Map();
  /** What all couriers in force have acknowledged, and is to go. */
  #due = new Map<Day, Set<EnvelopeId>>();

  /** @param wake asks for `removeDue` soon */
  constructor(path: string, days: Days, wake: () => void) {
    this.#days = days;
    this.#wake = wake;
    this.#receipts = new ReceiptsFile(path);
    const kept = new Set(days.contents.days());
    for (const day of this.#receipts.days()) if (!kept.has(day)) this.#receipts.forgetDay(day);
  }

  serve(couriers: readonly CourierId[]): void {
    const same = couriers.length === this.#waiting.size && couriers.every((id) => this.#waiting.has(id));
    if (same) return;
    const due = guarded(() => this.#acknowledgedByAll(couriers));
    // All or none: somebody missing here would let go what still waits for them.
    this.#waiting = new Map(couriers.map((id) => [id, this.#waiting.get(id) ?? this.#waitingFor(id)]));
    this.#due = due;
    if (this.#due.size > 0) this.#wake();
  }

  days(courier: CourierId): WaitingDay[] {
    return guarded(() => this.#waiting.get(courier)?.days() ?? []);
  }

  page(courier: CourierId, day: Day, after: EnvelopeId | undefined, most: number): WaitingPage {
    return guarded(() => {
      for (let from = after; ; ) {
        const { ids, more } = this.#waiting.get(courier)?.page(day, from, most) ?? { ids: [], more: false };
        const envelopes = this.#days.contents.rows(day, ids);
        // What is just being removed may leave a page empty that isn't the last.
        if (envelopes.length > 0 || !more) return { envelopes, more };
        from = ids.at(-1);
      }
    });
  }

  expired(): ExpiredDay[] {
    return guarded(() => this.#receipts.expired());
  }

  /** To be called before a day goes because it is past retention: how many of it nobody has fetched, which is noted. */
  expiring(day: Day): number {
    return guarded(() => {
      const { ids } = this.#days.contents.contents(day);
      const unfetched = differenceOf(ids, this.#receipts.ofAnybody(day)).length / KEY_LENGTH;
      if (unfetched > 0) this.#receipts.noteExpired(day, unfetched);
      return unfetched;
    });
  }

  find(id: EnvelopeId): StoredEnvelope | undefined {
    return guarded(() => this.#days.contents.find([id]).at(0));
  }

  part(envelope: StoredEnvelope, number: number): Uint8Array | undefined {
    return guarded(() => this.#days.contents.part(envelope, number));
  }

  acknowledge(courier: CourierId, ids: readonly EnvelopeId[]): void {
    const waiting = this.#waiting.get(courier);
    if (!waiting) return;
    guarded(() => {
      const taken = this.#days.contents.find(ids).filter((envelope) => waiting.has(envelope));
      if (taken.length === 0) return;
      const others = [...this.#waiting.values()].filter((list) => list !== waiting);
      // Asked before anything is written: it may have to be read from the disk, and may fail.
      const due = taken.filter((envelope) => !others.some((list) => list.has(envelope)));
      this.#receipts.add(courier, idsByDay(taken));
      for (const envelope of taken) waiting.remove(envelope);
      for (const { day, id } of due) this.#dueOf(day).add(id);
    });
    if (this.#due.size > 0) this.#wake();
  }

  /** To be called when an envelope has become real. */
  added(envelope: StoredEnvelope): void {
    for (const waiting of this.#waiting.values()) waiting.add(envelope);
  }

  /** To be called when days went because they were past retention. */
  forgetDays(days: readonly Day[]): void {
    for (const day of days) {
      this.#due.delete(day);
      for (const waiting of this.#waiting.values()) waiting.forget(day);
      guarded(() => this.#receipts.forgetDay(day));
    }
    if (days.length > 0) guarded(() => this.#receipts.beat());
  }

  /** Removes what is due from the day files, and then its receipts. Safe to be cut short anywhere. */
  async removeDue(): Promise<void> {
    await tryAll(new Set([...this.#due.keys(), ...this.#days.unswept]), (day) => this.#removeDueOf(day));
  }

  beat(): boolean {
    return this.#receipts.beat();
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

  /** With the log emptied, so that the ids are in neither file; a reader in the way only puts that off. */
  #forget(day: Day, gone: SortedIds): void {
    guarded(() => {
      this.#receipts.forget(day, gone);
      this.#receipts.beat();
    });
  }

  async #removeDueOf(day: Day): Promise<void> {
    const due = [...(this.#due.get(day) ?? [])];
    await this.#days.remove(day, due);
    this.#forget(day, sortedIds(due));
    const left = this.#dueOf(day);
    for (const id of due) left.delete(id);
    if (left.size === 0) this.#due.delete(day);
    const isOver = this.#days.contents.sums(day).count === 0;
    for (const waiting of this.#waiting.values()) {
      if (isOver) waiting.forget(day);
      else waiting.gone(day, due);
    }
  }

  #dueOf(day: Day): Set<EnvelopeId> {
    const due = this.#due.get(day) ?? new Set();
    this.#due.set(day, due);
    return due;
  }

  /** Among them may be what went just before a crash: its receipts go then. */
  #acknowledgedByAll([first, ...others]: readonly CourierId[]): Map<Day, Set<EnvelopeId>> {
    const due = new Map<Day, Set<EnvelopeId>>();
    if (first === undefined) return due;
    for (const day of this.#receipts.days()) {
      const common = others.reduce(
        (ids, other) => (ids.length === 0 ? ids : intersectionOf(ids, this.#receipts.of(other, day))),
        this.#receipts.of(first, day),
      );
      if (common.length > 0) due.set(day, new Set(hexOf(common) as EnvelopeId[]));
    }
    return due;
  }
}

function idsByDay(envelopes: Iterable<StoredEnvelope>) {
  const days = Map.groupBy(envelopes, ({ day }) => day);
  return new Map([...days].map(([day, some]) => [day, sortedIds(some.map(({ id }) => id))]));
}
