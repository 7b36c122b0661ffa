import type { Day } from "../day.ts";
import type { CourierId, EnvelopeId, Pickup, StoredEnvelope, WaitingDay, WaitingPage } from "../pickup.ts";
import { guarded } from "./connection.ts";
import type { Days } from "./days.ts";
import { ReceiptsFile } from "./receipts.ts";
import { hexOf, type SortedIds, sortedIds } from "./sorted-ids.ts";
import { Waiting } from "./waiting.ts";

/** What couriers do with the spool: their receipts on disk, what waits for each of them in memory. */
export class SqlitePickup implements Pickup {
  readonly #days: Days;
  readonly #receipts: ReceiptsFile;
  readonly #wake: () => void;
  #waiting: ReadonlyMap<CourierId, Waiting> = new Map();
  /** What all couriers in force have acknowledged, and is to go. */
  #due = new Set<StoredEnvelope>();

  /** @param wake asks for `removeDue` soon */
  constructor(path: string, days: Days, wake: () => void) {
    this.#days = days;
    this.#wake = wake;
    this.#receipts = new ReceiptsFile(path);
    this.#forgetAbsent();
  }

  serve(couriers: readonly CourierId[]): void {
    const same = couriers.length === this.#waiting.size && couriers.every((id) => this.#waiting.has(id));
    if (same) return;
    // All or none: somebody missing here would let go what still waits for them.
    this.#waiting = new Map(couriers.map((id) => [id, this.#waiting.get(id) ?? this.#load(id)]));
    this.#due = new Set(this.#allEnvelopes().filter((envelope) => this.#isDue(envelope)));
    if (this.#due.size > 0) this.#wake();
  }

  days(courier: CourierId): WaitingDay[] {
    return this.#waiting.get(courier)?.days() ?? [];
  }

  page(courier: CourierId, day: Day, after: EnvelopeId | undefined, most: number): WaitingPage {
    return this.#waiting.get(courier)?.page(day, after, most) ?? { envelopes: [], more: false };
  }

  find(id: EnvelopeId): StoredEnvelope | undefined {
    return this.#days.catalogue.find(id);
  }

  part(envelope: StoredEnvelope, number: number): Uint8Array | undefined {
    return guarded(() => this.#days.part(envelope, number));
  }

  acknowledge(courier: CourierId, ids: readonly EnvelopeId[]): void {
    const waiting = this.#waiting.get(courier);
    const present = ids.map((id) => this.find(id)).filter((envelope) => envelope !== undefined);
    const taken = new Set(present.filter((envelope) => waiting?.has(envelope)));
    if (!waiting || taken.size === 0) return;
    guarded(() => this.#receipts.add(courier, idsByDay(taken)));
    for (const envelope of taken) {
      waiting.remove(envelope);
      if (this.#isDue(envelope)) this.#due.add(envelope);
    }
    if (this.#due.size > 0) this.#wake();
  }

  /** To be called when an envelope has become real. */
  added(envelope: StoredEnvelope): void {
    for (const waiting of this.#waiting.values()) waiting.add(envelope);
  }

  /** To be called when envelopes went because their day was past retention. */
  expired(envelopes: readonly StoredEnvelope[]): void {
    for (const envelope of envelopes) {
      this.#due.delete(envelope);
      for (const waiting of this.#waiting.values()) waiting.remove(envelope);
    }
    for (const [day, gone] of idsByDay(envelopes)) this.#forget(day, gone);
  }

  /** Removes what is due from the day files, and then its receipts. Safe to be cut short anywhere. */
  async removeDue(): Promise<void> {
    const days = new Set([...[...this.#due].map(({ day }) => day), ...this.#days.leaving]);
    for (const day of days) {
      const due = [...this.#due].filter((envelope) => envelope.day === day);
      await this.#days.remove(day, due, (envelope) => this.#due.delete(envelope));
      this.#forget(day, sortedIds(due.map(({ id }) => id)));
    }
  }

  beat(): boolean {
    return this.#receipts.beat();
  }

  close(): void {
    this.#receipts.close();
  }

  #load(courier: CourierId): Waiting {
    const receipts = guarded(() => this.#receipts.of(courier));
    const waiting = new Waiting();
    for (const day of this.#days.catalogue.days) {
      const acknowledged = new Set<string>(hexOf(receipts.get(day) ?? new Uint8Array(0)));
      for (const envelope of this.#days.catalogue.of(day))
        if (!acknowledged.has(envelope.id)) waiting.add(envelope);
    }
    return waiting;
  }

  /** With the log emptied, so that the ids are in neither file; a reader in the way only puts that off. */
  #forget(day: Day, gone: SortedIds): void {
    guarded(() => {
      this.#receipts.forget(day, gone);
      this.#receipts.beat();
    });
  }

  #isDue(envelope: StoredEnvelope): boolean {
    const waiting = [...this.#waiting.values()];
    return waiting.length > 0 && !waiting.some((list) => list.has(envelope));
  }

  #allEnvelopes(): StoredEnvelope[] {
    return this.#days.catalogue.days.flatMap((day) => [...this.#days.catalogue.of(day)]);
  }

  /** Receipts for what went just before a crash, or with its day. */
  #forgetAbsent(): void {
    for (const day of this.#receipts.days()) {
      const present = [...this.#days.catalogue.of(day)].map(({ id }) => id);
      this.#receipts.keep(day, sortedIds(present));
    }
  }
}

function idsByDay(envelopes: Iterable<StoredEnvelope>) {
  const days = Map.groupBy(envelopes, ({ day }) => day);
  return new Map([...days].map(([day, some]) => [day, sortedIds(some.map(({ id }) => id))]));
}
