import { expect, test } from "vitest";
import { type Day, dayOf } from "../../../protocol/day.ts";
import { MOST_BAGS_OF_A_COURIER, MOST_DELIVERING_COURIERS } from "../../../protocol/letters.ts";
import { dayOfNewBag, isOver, isPublic, type KeptBag } from "../../../server/letters/rhythm.ts";
import { dayAfter } from "../../../server/store/day.ts";
import { Seeded, seedOfRun, timesOfRun } from "../../support/seeded.ts";

const YEARS = timesOfRun("YEARS", 40, 1_000);
const WEEKS = 52;
const BEGINNING = dayOf(Date.parse("2026-01-01"));
const dayNumber = (number: number) => dayAfter(BEGINNING, number);

interface Courier {
  readonly number: number;
  /** The days of the year on which this courier comes, one in each week of its own, ascending. */
  readonly walks: readonly number[];
}

/** What went wrong in a year; all of it must be empty, but what the courier whose key is stolen meets until it is revoked. */
interface Year {
  readonly refused: string[];
  readonly late: string[];
  readonly crowded: string[];
  taken: number;
  /** Of the thief's attempts. */
  stolen: number;
  /** What became of the courier whose key it was, until the revocation. */
  readonly robbed: { taken: number; refused: number };
}

function courierNumber(number: number, chance: Seeded, from = 0): Courier {
  const begins = from + chance.below(7);
  const walks = Array.from({ length: WEEKS }, (_, week) => begins + 7 * week + chance.below(7));
  return { number, walks };
}

/** A year of couriers who come once a week; a thief delivers daily with one's key until it is revoked for a new one. */
function liveThrough(count: number, chance: Seeded): Year {
  const year: Year = {
    refused: [],
    late: [],
    crowded: [],
    taken: 0,
    stolen: 0,
    robbed: { taken: 0, refused: 0 },
  };
  let couriers = Array.from({ length: count }, (_, i) => courierNumber(i + 1, chance));
  const delivering = couriers.slice(0, MOST_DELIVERING_COURIERS);
  const robbed = chance.pick(delivering).number;
  const theft = 60 + chance.below(100);
  const revocation = theft + 1 + chance.below(28);
  let kept: KeptBag[] = [];
  const deliver = (courier: number, today: Day) => {
    const place = dayOfNewBag(
      courier,
      today,
      kept,
      couriers.map(({ number }) => number),
    );
    if ("day" in place) kept.push({ courier, day: place.day });
    return place;
  };
  for (let number = 0; number < 7 * WEEKS; number++) {
    const today = dayNumber(number);
    if (number === revocation) {
      couriers = couriers.filter((courier) => courier.number !== robbed);
      couriers.push(courierNumber(count + 1, chance, number));
      kept = kept.filter(({ courier }) => courier !== robbed);
    }
    kept = kept.filter((bag) => !isOver(bag, today));
    noteCrowds(kept, today, year);
    const isStolen = number >= theft && number < revocation;
    if (isStolen && "day" in deliver(robbed, today)) year.stolen++;
    for (const { number: courier, walks } of couriers.slice(0, MOST_DELIVERING_COURIERS)) {
      if (!walks.includes(number)) continue;
      const place = deliver(courier, today);
      if (courier === robbed && isStolen) year.robbed["day" in place ? "taken" : "refused"]++;
      else if ("refused" in place) year.refused.push(`${today}: ${courier} ${place.refused}`);
      else {
        year.taken++;
        const next = walks[walks.indexOf(number) + 1];
        if (next !== undefined && !isPublicOf(place.day, dayNumber(next)))
          year.late.push(`${today}: ${courier}`);
      }
    }
  }
  return year;
}

function noteCrowds(kept: readonly KeptBag[], today: Day, { crowded }: Year): void {
  const inPool = kept.filter((bag) => isPublic(bag, today));
  const counts = Map.groupBy(inPool, ({ courier }) => courier);
  if ([...counts.values()].some((bags) => bags.length > MOST_BAGS_OF_A_COURIER))
    crowded.push(`${today}: of one`);
  if (inPool.length > MOST_BAGS_OF_A_COURIER * MOST_DELIVERING_COURIERS) crowded.push(`${today}: of all`);
}

const isPublicOf = (day: Day, today: Day) => isPublic({ day, courier: 1 }, today);

test.each([1, 3, 6, 16])(
  `%s couriers who come once a week, a stolen key and a revocation, for ${YEARS} years`,
  (count) => {
    const seed = seedOfRun();
    const all = { stolen: 0, refused: 0 };
    for (let i = 0; i < YEARS; i++) {
      const year = liveThrough(count, new Seeded(seed + i));
      const { refused, late, crowded, taken, stolen, robbed } = year;
      expect({ seed: seed + i, refused, late, crowded }).toEqual({
        seed: seed + i,
        refused: [],
        late: [],
        crowded: [],
      });
      // All walks but the first week's and those of the robbed courier are here.
      expect(taken).toBeGreaterThan(Math.min(count, MOST_DELIVERING_COURIERS) * (WEEKS - 3) - 6);
      expect(stolen).toBeLessThanOrEqual(7);
      all.stolen += stolen;
      all.refused += robbed.refused;
    }
    // The thief had some of the places, and cost them who they belonged to.
    expect(all.stolen).toBeGreaterThan(YEARS);
    expect(all.refused).toBeGreaterThan(YEARS / 4);
  },
);

test("a courier on the same weekday for ever has every bag published as its day closes", () => {
  let kept: KeptBag[] = [];
  for (let week = 0; week < 3 * WEEKS; week++) {
    const today = dayNumber(7 * week);
    kept = kept.filter((bag) => !isOver(bag, today));
    expect(dayOfNewBag(1, today, kept, [1])).toEqual({ day: today });
    kept.push({ courier: 1, day: today });
  }
});

test("a day is public from its end on, and over after 42 days", () => {
  const day = dayNumber(0);
  expect([0, 1].map((days) => isPublicOf(day, dayNumber(days)))).toEqual([false, true]);
  expect([42, 43].map((days) => isOver({ day, courier: 1 }, dayNumber(days)))).toEqual([false, true]);
});

test("who delivers is said by numbers, not by the order of a list", () => {
  const inForce = [16, 12, 3, 1, 9, 7, 5];
  const taken = inForce.filter((number) => "day" in dayOfNewBag(number, BEGINNING, [], inForce));
  expect(taken.sort((a, b) => a - b)).toEqual([1, 3, 5, 7, 9, 12]);
});
