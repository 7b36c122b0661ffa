import type { Day } from "../day.ts";
import type { EnvelopeId, StoredEnvelope, WaitingDay, WaitingPage } from "../pickup.ts";

/** What waits for one courier: so a listing costs what it lists, however much lies in the spool. */
export class Waiting {
  readonly #days = new Map<Day, DayList>();

  add(envelope: StoredEnvelope): void {
    const list = this.#days.get(envelope.day) ?? new DayList();
    this.#days.set(envelope.day, list);
    list.add(envelope);
  }

  remove(envelope: StoredEnvelope): void {
    const list = this.#days.get(envelope.day);
    list?.remove(envelope);
    if (list?.count === 0) this.#days.delete(envelope.day);
  }

  has(envelope: StoredEnvelope): boolean {
    return this.#days.get(envelope.day)?.has(envelope) ?? false;
  }

  /** Ascending. */
  days(): WaitingDay[] {
    const days = [...this.#days].map(([day, { count, bytes }]) => ({ day, count, bytes }));
    return days.sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  page(day: Day, after: EnvelopeId | undefined, most: number): WaitingPage {
    return this.#days.get(day)?.page(after, most) ?? { envelopes: [], more: false };
  }
}

/** One day's list, kept in order lazily: sorted when it is read, and rid of what has left when that is half of it. */
class DayList {
  readonly #waiting = new Set<StoredEnvelope>();
  #sorted: StoredEnvelope[] = [];
  #fresh: StoredEnvelope[] = [];
  bytes = 0;

  get count(): number {
    return this.#waiting.size;
  }

  has(envelope: StoredEnvelope): boolean {
    return this.#waiting.has(envelope);
  }

  add(envelope: StoredEnvelope): void {
    if (this.#waiting.has(envelope)) return;
    this.#waiting.add(envelope);
    this.#fresh.push(envelope);
    this.bytes += envelope.size;
  }

  remove(envelope: StoredEnvelope): void {
    if (this.#waiting.delete(envelope)) this.bytes -= envelope.size;
  }

  page(after: EnvelopeId | undefined, most: number): WaitingPage {
    this.#settle();
    const envelopes: StoredEnvelope[] = [];
    for (let i = after === undefined ? 0 : this.#firstBehind(after); i < this.#sorted.length; i++) {
      const envelope = this.#sorted[i] as StoredEnvelope;
      if (!this.#waiting.has(envelope)) continue;
      if (envelopes.length === most) return { envelopes, more: true };
      envelopes.push(envelope);
    }
    return { envelopes, more: false };
  }

  #settle(): void {
    if (this.#fresh.length === 0 && this.#sorted.length <= 2 * this.#waiting.size) return;
    const still = (envelope: StoredEnvelope) => this.#waiting.has(envelope);
    // Two runs that are sorted already are merged in one pass by the engine's sort.
    const runs = [...this.#sorted.filter(still), ...this.#fresh.filter(still).sort(byId)];
    this.#sorted = runs.sort(byId);
    this.#fresh = [];
  }

  #firstBehind(after: EnvelopeId): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.id ?? "") > after) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function byId(a: StoredEnvelope, b: StoredEnvelope): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
