import { type Day, dayOf } from "../../protocol/day.ts";

/** Days that are remembered, the running one included. */
export const MOST_DAYS = 32;

/** From here on a day that is still running says how often something was refused, by powers of ten: a flood. */
export const FLOOD = 1_000;

/** What happened on one UTC day. */
export interface DayTally {
  readonly day: Day;
  /** Hand-ins that were stored, repeated ones included, whether or not anybody waited for the answer. */
  readonly taken: number;
  /** How often each problem code was answered. */
  readonly refused: Readonly<Record<string, number>>;
}

/**
 * Counts by day and by nothing else, in memory only. Who looks again and again would learn when something came, so a
 * day is told when it is over; of the running one no more than that there is a flood.
 */
export class Tally {
  readonly #now: () => number;
  readonly #days = new Map<Day, { taken: number; refused: Map<string, number> }>();
  /** The day from which on this process has counted. */
  readonly since: Day;

  constructor(now: () => number) {
    this.#now = now;
    this.since = dayOf(now());
  }

  taken(): void {
    this.#today().taken++;
  }

  refused(code: string): void {
    const { refused } = this.#today();
    refused.set(code, (refused.get(code) ?? 0) + 1);
  }

  /** The days that are over, ascending; those on which nothing happened are left out. */
  over(): DayTally[] {
    const today = dayOf(this.#now());
    const over = [...this.#days].filter(([day]) => day < today);
    const days = over.map(([day, { taken, refused }]) => ({ day, taken, refused: sorted(refused) }));
    return days.sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  /** What was refused 1,000 times or more today, each rounded down to a power of ten. */
  floods(): Readonly<Record<string, number>> {
    const refused = this.#days.get(dayOf(this.#now()))?.refused ?? new Map<string, number>();
    const many = [...refused].filter(([, count]) => count >= FLOOD);
    return sorted(new Map(many.map(([code, count]) => [code, 10 ** Math.floor(Math.log10(count))])));
  }

  #today() {
    const day = dayOf(this.#now());
    const found = this.#days.get(day);
    if (found) return found;
    const fresh = { taken: 0, refused: new Map<string, number>() };
    this.#days.set(day, fresh);
    const old = [...this.#days.keys()].sort().slice(0, -MOST_DAYS);
    for (const gone of old) this.#days.delete(gone);
    return fresh;
  }
}

/** The one of this process. */
export const tally = new Tally(() => Date.now());

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
