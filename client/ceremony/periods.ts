import { addSeconds, encodeInstant, type Instant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { type Period, type PeriodLength, periodsFrom } from "../../crypto/documents/period.ts";
import type { CardPeriod, ReviewerCard } from "../../crypto/documents/reviewer-card.ts";
import { CeremonyError } from "./errors.ts";

/** How far ahead rosters are signed, in days: a quarter, so that a revocation has little to outrun. */
export const MOST_DAYS_AHEAD = 93;

const MOST_PERIODS = 12;

/**
 * The periods of a draft. One that begins where the cards' periods begin has the length asked for; one that begins
 * in the middle of them (an emergency) first runs to their end, so that no identity serves two periods.
 * @throws CeremonyError period-…; CryptoError document-malformed for months from a day after the 28th
 */
export function plannedPeriods(
  cards: readonly ReviewerCard[],
  asked: { readonly from: Instant; readonly count: number; readonly length: PeriodLength },
  now: Instant,
): Period[] {
  const { from, count, length } = asked;
  if (!Number.isInteger(count) || count < 1 || count > MOST_PERIODS) throw new CeremonyError("period-many");
  if (from < addSeconds(now, -SECONDS_PER_DAY)) throw new CeremonyError("period-past", encodeInstant(from));
  const holding = cards.map((card) => periodAt(card, from));
  const inTheMiddle = holding.some((period) => period.notBefore !== from);
  const end = Math.min(...holding.map((period) => period.notAfter)) as Instant;
  const periods = inTheMiddle
    ? [{ notBefore: from, notAfter: end }, ...periodsFrom(end, length, count - 1)]
    : periodsFrom(from, length, count);
  checkReach(periods, now);
  for (const period of periods) for (const card of cards) periodFor(card, period);
  return periods;
}

/** That a draft neither begins nor lasts more than a quarter from now. @throws CeremonyError period-far */
export function checkReach(periods: readonly Period[], now: Instant): void {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return;
  const quarter = MOST_DAYS_AHEAD * SECONDS_PER_DAY;
  if (first.notBefore <= addSeconds(now, quarter) && last.notAfter - first.notBefore <= quarter) return;
  const [from, to] = [encodeInstant(first.notBefore), encodeInstant(last.notAfter)];
  throw new CeremonyError("period-far", `${from} to ${to}`);
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
  throw new CeremonyError("period-uncovered", `${card.handle}, ${encodeInstant(at)}`);
}
