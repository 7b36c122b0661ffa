import { randomBelow } from "../../crypto/random.ts";
import type { Day } from "../../protocol/day.ts";
import { type BundleList, inListOrder, type ListedEnvelope } from "../bundle/list.ts";
import { MOST_ENVELOPES } from "../bundle/manifest.ts";

/**
 * A day's envelopes in the order in which they would be fetched under a budget: the smallest size bucket first, in
 * uniformly random order within one. Holds no more than could ever be chosen, however many the server lists.
 */
export class Candidates {
  readonly day: Day;
  readonly #most: number;
  #held: { readonly envelope: ListedEnvelope; readonly bucket: number; readonly lot: number }[] = [];
  #count = 0;
  #bytes = 0;

  constructor(day: Day, most = MOST_ENVELOPES) {
    this.day = day;
    this.#most = most;
  }

  /** All that were added, held or not. */
  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(envelope: ListedEnvelope): void {
    this.#count++;
    this.#bytes += envelope.size;
    this.#held.push({ envelope, bucket: bucketOf(envelope.size), lot: randomBelow(2 ** 32) });
    if (this.#held.length >= 2 * this.#most) this.#held = this.#ordered();
  }

  inOrder(): ListedEnvelope[] {
    return this.#ordered().map(({ envelope }) => envelope);
  }

  #ordered() {
    return this.#held.sort((a, b) => a.bucket - b.bucket || a.lot - b.lot).slice(0, this.#most);
  }
}

/**
 * What is fetched within a budget, and what is left, by day. Each day gets an equal share; what a day doesn't need goes to
 * the days with more. Of a day, envelopes are taken in `Candidates`' order up to the first that doesn't fit: to go
 * on to smaller ones would make the sample depend on size within a bucket too. If no share has room for anything, the
 * first day whose first has room in the whole budget gets all of it, so that nothing that fits is left for good.
 * @param budget bytes of envelopes
 */
export function choose(days: readonly Candidates[], budget: number, most = MOST_ENVELOPES): BundleList {
  const chosen: ListedEnvelope[] = [];
  const left: { day: Day; count: number; bytes: number }[] = [];
  const smallestFirst = days.toSorted((a, b) => a.bytes - b.bytes);
  let [room, places] = [budget, most];
  const shares = smallestFirst.map((day, i) => {
    const share = { bytes: room / (days.length - i), count: Math.ceil(places / (days.length - i)) };
    const taken = within(day.inOrder(), share);
    room -= bytesOf(taken);
    places -= taken.length;
    return { day, taken };
  });
  if (shares.every(({ taken }) => taken.length === 0)) {
    const whole = { bytes: budget, count: most };
    const first = shares.find(({ day }) => within(day.inOrder(), whole).length > 0);
    if (first) first.taken = within(first.day.inOrder(), whole);
  }
  for (const { day, taken } of shares) {
    for (const envelope of taken) chosen.push(envelope);
    if (taken.length < day.count) {
      left.push({ day: day.day, count: day.count - taken.length, bytes: day.bytes - bytesOf(taken) });
    }
  }
  return { envelopes: chosen.sort(inListOrder), left: left.sort((a, b) => (a.day < b.day ? -1 : 1)) };
}

/** What they weigh together. */
export function bytesOf(those: readonly { readonly bytes: number }[] | readonly ListedEnvelope[]): number {
  return those.reduce((sum, one) => sum + ("size" in one ? one.size : one.bytes), 0);
}

function within(envelopes: readonly ListedEnvelope[], share: { bytes: number; count: number }) {
  let bytes = 0;
  const end = envelopes.findIndex(({ size }, i) => {
    bytes += size;
    return bytes > share.bytes || i >= share.count;
  });
  return end < 0 ? envelopes : envelopes.slice(0, end);
}

/** ⌊log₂ size⌋: a text-only tip, whatever its roster, is in one bucket with its like. */
function bucketOf(size: number): number {
  return Math.floor(Math.log2(size));
}
