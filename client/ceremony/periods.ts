import {
  addSeconds,
  dayOf,
  encodeInstant,
  type Instant,
  SECONDS_PER_DAY,
  startOfDay,
} from "../../crypto/documents/instant.ts";
import { type Period, type PeriodLength, periodEnd } from "../../crypto/documents/period.ts";
import type { CardPeriod, ReviewerCard } from "../../crypto/documents/reviewer-card.ts";
import { greatest, least } from "../../crypto/lists.ts";
import { CeremonyError } from "./errors.ts";
import { endOfForce } from "./in-force.ts";
import type { Known } from "./known.ts";

/** How far ahead rosters are signed, in days: a quarter, so that a revocation has little to outrun. */
export const MOST_DAYS_AHEAD = 93;

const MOST_PERIODS = 12;

/** What is asked of a draft; no `from` means where the known rosters end. */
export interface PeriodsAsked {
  readonly from: Instant | undefined;
  readonly count: number;
  readonly length: PeriodLength;
}

/**
 * The periods of a draft, one following on the other: each has the length asked for, but ends where a period of any
 * card ends before, so that no identity serves two. Without a beginning asked for, the draft goes on where the known
 * rosters end; the very first begins today, or as soon as all cards have begun. @throws CeremonyError period-…
 */
export function plannedPeriods(
  cards: readonly ReviewerCard[],
  asked: PeriodsAsked,
  known: Known,
  now: Instant,
): Period[] {
  const { count, length } = asked;
  const from = asked.from ?? nextBeginning(cards, known, now);
  if (!Number.isInteger(count) || count < 1 || count > MOST_PERIODS) throw new CeremonyError("period-many");
  if (from < addSeconds(now, -SECONDS_PER_DAY)) throw new CeremonyError("period-past", encodeInstant(from));
  const periods: Period[] = [];
  for (let notBefore = from; periods.length < count; ) {
    const ends = cards.map((card) => periodAt(card, notBefore).notAfter);
    const notAfter = least(ends, periodEnd(notBefore, length));
    periods.push({ notBefore, notAfter });
    checkReach(periods, now, known);
    notBefore = notAfter;
  }
  return periods;
}

/** Where time without a roster begins, from now on; before the first of all, when the last card has begun. */
function nextBeginning(cards: readonly ReviewerCard[], { rosters }: Known, now: Instant): Instant {
  if (rosters.length > 0) return endOfForce(rosters, startOfDay(now));
  const begun = cards.map(({ periods }) => periods[0]?.notBefore ?? now);
  return greatest(begun, startOfDay(now));
}

/**
 * That a draft neither begins nor lasts more than a quarter from now; but it may always reach as far as was signed
 * before, so that an emergency leaves no time without a roster. @throws CeremonyError period-far
 */
export function checkReach(
  periods: readonly Period[],
  now: Instant,
  { rosters }: Pick<Known, "rosters">,
): void {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return;
  const quarter = MOST_DAYS_AHEAD * SECONDS_PER_DAY;
  const signedUntil = greatest<number>(
    rosters.map(({ roster }) => roster.notAfter),
    0,
  );
  const isShort = last.notAfter - first.notBefore <= quarter || last.notAfter <= signedUntil;
  if (first.notBefore <= addSeconds(now, quarter) && isShort) return;
  const [from, to] = [encodeInstant(first.notBefore), encodeInstant(last.notAfter)];
  throw new CeremonyError("period-far", `${from} – ${to}`);
}

/** Whether a roster's period ends where some length of a draft, or a period of a card, would end it. */
export function endsAsPlanned(cards: readonly ReviewerCard[], { notBefore, notAfter }: Period): boolean {
  const isDays = (notAfter - notBefore) % SECONDS_PER_DAY === 0;
  const midnight = startOfDay(notAfter) === notAfter;
  const date = new Date(notAfter * 1000);
  const isBound = midnight && (date.getUTCDate() === 1 || date.getUTCDay() === 1);
  return isDays || isBound || endsWithCard(cards, notAfter);
}

/** Whether a period of some card ends then: an end elsewhere leaves identities that a later roster must share. */
export function endsWithCard(cards: readonly ReviewerCard[], at: Instant): boolean {
  return cards.some(({ periods }) => periods.some(({ notAfter }) => notAfter === at));
}

/** The one period of a card that holds a roster's whole period. @throws CeremonyError period-uncovered, period-split */
export function periodFor(card: ReviewerCard, period: Period): CardPeriod {
  const found = periodAt(card, period.notBefore);
  if (period.notAfter > found.notAfter) {
    throw new CeremonyError("period-split", `${card.handle}, ${encodeInstant(found.notAfter)}`);
  }
  return found;
}

function periodAt(card: ReviewerCard, at: Instant): CardPeriod {
  const found = card.periods.find(({ notBefore, notAfter }) => notBefore <= at && at < notAfter);
  if (found) return found;
  throw new CeremonyError("period-uncovered", `${card.handle}, ${dayOf(at)}`);
}
