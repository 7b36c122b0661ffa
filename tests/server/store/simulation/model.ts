import { type Day, dayOf, daysBetween } from "../../../../server/store/day.ts";
import type { CourierId, EnvelopeId } from "../../../../server/store/pickup.ts";
import type { Kept } from "./kept.ts";

/** What is known of an envelope, from outside: what was asked for, and what was answered. */
export class Handed {
  readonly digest: string;
  acknowledged = false;
  /** Whether an answer is outstanding, or the process ended before it: it may be there or not. */
  unknown = false;
  /** The days on which it was handed in, and the last one that there has been since, by the spool's clock. */
  first: Day;
  last: Day;
  /** The days on which it was handed in, by whatever way, or an answer to that came. */
  readonly handedInOn = new Set<Day>();
  readonly receipts = new Map<EnvelopeId, Map<CourierId, "sent" | "answered">>();

  constructor(digest: string, now: number) {
    this.digest = digest;
    this.first = this.last = dayOf(now);
    this.handsIn(now);
  }

  /** To be called with each try, and with its answer: the clock may move between. */
  handsIn(now: number): void {
    this.handedInOn.add(dayOf(now));
  }

  /** Whether the store had to take every hand-in for the same: no two of them are further apart than a day. */
  get isOne(): boolean {
    const days = [...this.handedInOn].sort();
    return daysBetween(days[0] ?? this.first, days.at(-1) ?? this.first) <= 1;
  }

  /** To be called whenever the clock has moved. */
  sees(now: number): void {
    const day = dayOf(now);
    if (day < this.first && !this.acknowledged) this.first = day;
    if (day > this.last) this.last = day;
  }

  isReceivedBy(couriers: readonly CourierId[], id: EnvelopeId, certainly: boolean): boolean {
    const receipts = this.receipts.get(id);
    return couriers.every((courier) => {
      const receipt = receipts?.get(courier);
      return receipt === "answered" || (!certainly && receipt === "sent");
    });
  }
}

/** What must hold of a store, whatever happened; each breach is a sentence. */
export function breaches(
  handed: ReadonlyMap<string, Handed>,
  kept: readonly Kept[],
  couriers: readonly CourierId[],
  retentionDays: number,
): string[] {
  const found: string[] = [];
  const byDigest = Map.groupBy(kept, ({ digest }) => digest);
  for (const { digest, day, whole } of kept) {
    const name = digest.slice(0, 8);
    const envelope = handed.get(digest);
    if (!whole) found.push(`${name} of ${day} is not whole`);
    if (!envelope) found.push(`${name} was never handed in`);
    else if (!envelope.acknowledged && !envelope.unknown) found.push(`${name} was refused and kept`);
  }
  for (const [digest, envelope] of handed) {
    const name = digest.slice(0, 8);
    const copies = byDigest.get(digest)?.length ?? 0;
    const ids = [...envelope.receipts.keys()];
    const received = ids.some((id) => envelope.isReceivedBy(couriers, id, false));
    const expired = daysBetween(envelope.first, envelope.last) > retentionDays;
    if (envelope.acknowledged && copies === 0 && !received && !expired)
      found.push(`${name}, acknowledged on ${envelope.first}, is lost (now ${envelope.last})`);
    if (copies > 1 && envelope.isOne) found.push(`${name} is there ${copies} times`);
  }
  return found;
}
