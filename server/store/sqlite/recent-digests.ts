import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { type Day, dayBefore } from "../day.ts";

/**
 * The digests of what came on the running day and the one before it: whoever got no answer sends again within minutes,
 * and is told that it is stored.
 */
export class RecentDigests {
  readonly #days = new Map<Day, Set<string>>();
  readonly #load: (day: Day) => readonly string[];

  /** @param load what is there of a day, in lower-case hex */
  constructor(load: (day: Day) => readonly string[]) {
    this.#load = load;
  }

  has(today: Day, digest: EnvelopeDigest): boolean {
    const days = [today, dayBefore(today)];
    for (const day of this.#days.keys()) if (!days.includes(day)) this.#days.delete(day);
    const name = encodeHex(digest);
    return days.some((day) => this.#of(day).has(name));
  }

  add(day: Day, digest: Uint8Array): void {
    this.#days.get(day)?.add(encodeHex(digest));
  }

  remove(day: Day, digest: Uint8Array): void {
    this.#days.get(day)?.delete(encodeHex(digest));
  }

  #of(day: Day): Set<string> {
    const digests = this.#days.get(day) ?? new Set(this.#load(day));
    this.#days.set(day, digests);
    return digests;
  }
}
