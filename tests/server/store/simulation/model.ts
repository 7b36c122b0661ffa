import type { EnvelopeId } from "../../../../protocol/addresses.ts";
import { type Day, dayOf } from "../../../../protocol/day.ts";
import { daysBetween } from "../../../../server/store/day.ts";
import type { CourierId } from "../../../../server/store/pickup.ts";
import type { Kept } from "./kept.ts";

/** A courier's word that it has an envelope, and the first day on which that may have been noted. */
interface Receipt {
  readonly state: "sent" | "answered";
  day: Day;
}

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
  readonly receipts = new Map<EnvelopeId, Map<CourierId, Receipt>>();

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
    for (const receipts of this.receipts.values())
      for (const receipt of receipts.values()) if (day < receipt.day) receipt.day = day;
  }

  isReceived(id: EnvelopeId, courier: CourierId, state: Receipt["state"], now: number): void {
    const receipts = this.receipts.get(id) ?? new Map<CourierId, Receipt>();
    const day = receipts.get(courier)?.day ?? dayOf(now);
    this.receipts.set(id, receipts.set(courier, { state, day }));
  }

  /** Whether all couriers certainly have it. */
  isReceivedBy(couriers: readonly CourierId[], id: EnvelopeId): boolean {
    return couriers.every((courier) => this.receipts.get(id)?.get(courier)?.state === "answered");
  }

  /** Whether it may be gone, since all couriers may have it, and it may have waited for so many days since. */
  mayBeErased(couriers: readonly CourierId[], id: EnvelopeId, eraseAfterDays: number): boolean {
    const receipts = couriers.map((courier) => this.receipts.get(id)?.get(courier));
    const days = receipts.filter((receipt) => receipt !== undefined).map(({ day }) => day);
    const since = days.sort().at(-1);
    if (days.length < couriers.length || since === undefined) return false;
    return eraseAfterDays === 0 || daysBetween(since, this.last) > eraseAfterDays;
  }
}

/** What must hold of a store, whatever happened; each breach is a sentence. */
export function breaches(
  handed: ReadonlyMap<string, Handed>,
  kept: readonly Kept[],
  couriers: readonly CourierId[],
  { retentionDays, eraseAfterDays }: { readonly retentionDays: number; readonly eraseAfterDays: number },
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
    const erased = ids.some((id) => envelope.mayBeErased(couriers, id, eraseAfterDays));
    const expired = daysBetween(envelope.first, envelope.last) > retentionDays;
    if (envelope.acknowledged && copies === 0 && !erased && !expired)
      found.push(`${name}, acknowledged on ${envelope.first}, is lost (now ${envelope.last})`);
    if (copies > 1 && envelope.isOne) found.push(`${name} is there ${copies} times`);
  }
  return found;
}
