import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import type { StoredEnvelope, WaitingDay } from "../pickup.ts";
import type { Sums } from "./day-reader.ts";
import { KEY_LENGTH } from "./day-schema.ts";
import { compareAt, differenceOf, hexOf, rankOf, type SortedIds, sortedIds, unionOf } from "./sorted-ids.ts";

/** Bytes of a list that are read at once. */
const LISTED = 256 * KEY_LENGTH;

/** What a day's list is made of, when it is asked for the first time. */
export interface DayStock {
  /** Ascending. */
  days(): Day[];
  sums(day: Day): Sums;
  /** Keys of a day's envelopes, and their sizes, each in key order; null if they can't be had just now. */
  contents(day: Day): { readonly ids: SortedIds; readonly sizes: Float64Array } | null;
  /** What the courier has acknowledged of a day. */
  acknowledged(day: Day): SortedIds;
}

export interface WaitingIds {
  readonly ids: readonly EnvelopeId[];
  /** Whether more follow behind the last of these. */
  readonly more: boolean;
}

/** What waits for one courier: a listing costs what it lists, once the day's list has been made. */
export class Waiting {
  readonly #stock: DayStock;
  readonly #days = new Map<Day, DayList>();

  constructor(stock: DayStock) {
    this.#stock = stock;
  }

  /** To be called after the envelope has been stored. */
  add({ id, day, size }: StoredEnvelope): void {
    this.#days.get(day)?.add(id, size);
  }

  /** To be called for what waits. */
  remove({ id, day, size }: StoredEnvelope): void {
    this.#list(day)?.remove(id, size);
  }

  /** To be called when a day has gone. */
  forget(day: Day): void {
    this.#days.delete(day);
  }

  /** To be called when these have gone, which may have waited for a courier who had just come into force. */
  gone(day: Day, ids: readonly EnvelopeId[]): void {
    const list = this.#days.get(day);
    if (list && ids.some((id) => list.has(id))) this.forget(day);
  }

  has({ id, day }: Pick<StoredEnvelope, "id" | "day">): boolean {
    return this.#list(day)?.has(id) ?? false;
  }

  /** Ascending; no list is made for a day of which nothing has been acknowledged. */
  days(): WaitingDay[] {
    return this.#stock
      .days()
      .map((day) => ({ day, ...this.#sums(day) }))
      .filter(({ count }) => count > 0);
  }

  page(day: Day, after: EnvelopeId | undefined, most: number): WaitingIds {
    return this.#list(day)?.page(after, most) ?? { ids: [], more: false };
  }

  #sums(day: Day): Sums {
    const made = this.#days.has(day) || this.#stock.acknowledged(day).length > 0;
    if (!made) return this.#stock.sums(day);
    const { count, bytes } = this.#list(day) ?? { count: 0, bytes: 0 };
    return { count, bytes };
  }

  /** Undefined, and asked for again the next time, while it can't be had. */
  #list(day: Day): DayList | undefined {
    const list = this.#days.get(day) ?? this.#makeList(day);
    if (list) this.#days.set(day, list);
    return list;
  }

  #makeList(day: Day): DayList | undefined {
    const contents = this.#stock.contents(day);
    if (!contents) return undefined;
    const { ids, sizes } = contents;
    const waiting = differenceOf(ids, this.#stock.acknowledged(day));
    let bytes = 0;
    for (let i = 0, at = 0; at < waiting.length; i++) {
      if (compareAt(ids, i * KEY_LENGTH, waiting, at) !== 0) continue;
      bytes += sizes[i] ?? 0;
      at += KEY_LENGTH;
    }
    return new DayList(waiting, bytes);
  }
}

/** One day's list: what was there when it was made, what came since, what left since; made one again when it is read. */
class DayList {
  #sorted: SortedIds;
  readonly #fresh = new Set<EnvelopeId>();
  readonly #gone = new Set<EnvelopeId>();
  bytes: number;

  constructor(sorted: SortedIds, bytes: number) {
    this.#sorted = sorted;
    this.bytes = bytes;
  }

  get count(): number {
    return this.#sorted.length / KEY_LENGTH + this.#fresh.size - this.#gone.size;
  }

  has(id: EnvelopeId): boolean {
    if (this.#fresh.has(id)) return true;
    return !this.#gone.has(id) && this.#isSorted(id);
  }

  add(id: EnvelopeId, size: number): void {
    if (this.has(id)) return;
    if (!this.#gone.delete(id)) this.#fresh.add(id);
    this.bytes += size;
  }

  remove(id: EnvelopeId, size: number): void {
    if (!this.has(id)) return;
    if (!this.#fresh.delete(id)) this.#gone.add(id);
    this.bytes -= size;
    if (this.#isSparse()) this.#merge();
  }

  page(after: EnvelopeId | undefined, most: number): WaitingIds {
    if (this.#fresh.size > 0) this.#merge();
    const ids: EnvelopeId[] = [];
    const start = after === undefined ? 0 : rankOf(this.#sorted, after, true);
    for (let at = start; at < this.#sorted.length; at += LISTED) {
      for (const id of hexOf(this.#sorted.subarray(at, at + LISTED)) as EnvelopeId[]) {
        if (this.#gone.has(id)) continue;
        if (ids.length === most) return { ids, more: true };
        ids.push(id);
      }
    }
    return { ids, more: false };
  }

  #isSparse(): boolean {
    return 2 * KEY_LENGTH * this.#gone.size > this.#sorted.length;
  }

  #isSorted(id: EnvelopeId): boolean {
    return rankOf(this.#sorted, id, true) > rankOf(this.#sorted, id, false);
  }

  #merge(): void {
    this.#sorted = unionOf(differenceOf(this.#sorted, sortedIds(this.#gone)), sortedIds(this.#fresh));
    this.#gone.clear();
    this.#fresh.clear();
  }
}
