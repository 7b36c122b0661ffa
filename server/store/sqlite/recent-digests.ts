import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import { daysAround, daysBetween } from "../day.ts";

/**
 * Days before and after the one that is asked for in which it is looked. What comes on one day or the next may lie a day
 * further off: if another day was being closed when the clock stepped back, or as an upload that began the day before.
 */
const NEAR = 2;

/** How far a day may be from the one that is asked for, for its digests to be kept in memory. */
const KEPT = 3;

/**
 * The digests of what came on the running day and those near it: whoever got no answer sends again within minutes,
 * and is told that it is stored. The day to come is among them because a clock may step back over midnight.
 */
export class RecentDigests {
  readonly #days = new Map<Day, Map<string, EnvelopeId>>();
  readonly #load: (day: Day) => Iterable<readonly [string, EnvelopeId]>;
  /** What was asked for last: the same again for each that comes on one day. */
  #asked: { readonly around: Day; readonly days: readonly Day[] } | undefined;

  /** @param load what is there of a day: digests in lower-case hex, and ids */
  constructor(load: (day: Day) => Iterable<readonly [string, EnvelopeId]>) {
    this.#load = load;
  }

  /** Those that had this digest when they came, on the days near one; they may have gone since. */
  find(around: Day, digest: EnvelopeDigest): { day: Day; id: EnvelopeId }[] {
    const name = encodeHex(digest);
    return this.#daysNear(around).flatMap((day) => {
      const id = this.#of(day).get(name);
      return id === undefined ? [] : [{ day, id }];
    });
  }

  add(day: Day, digest: Uint8Array, id: EnvelopeId): void {
    this.#days.get(day)?.set(encodeHex(digest), id);
  }

  /** What is too far from these is forgotten. */
  #daysNear(around: Day): readonly Day[] {
    if (this.#asked?.around !== around) {
      for (const day of this.#days.keys())
        if (Math.abs(daysBetween(around, day)) > KEPT) this.#days.delete(day);
      this.#asked = { around, days: daysAround(around, NEAR) };
    }
    return this.#asked.days;
  }

  #of(day: Day): Map<string, EnvelopeId> {
    const digests = this.#days.get(day) ?? new Map(this.#load(day));
    this.#days.set(day, digests);
    return digests;
  }
}
