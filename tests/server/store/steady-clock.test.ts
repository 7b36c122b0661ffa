import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { dayOf } from "../../../protocol/day.ts";
import { SteadyClock } from "../../../server/store/steady-clock.ts";
import { DAY, HOUR } from "../../support/spool.ts";

const START = Date.parse("2026-11-21T12:00:00Z");
const YEAR = 365 * DAY;
let wall: number;
let passed: number;
let clock: SteadyClock;
beforeEach(() => {
  [wall, passed] = [START, 5];
  clock = new SteadyClock(
    () => wall,
    () => passed,
  );
});

const wait = (milliseconds: number) => {
  wall += milliseconds;
  passed += milliseconds;
  return clock.now();
};

test("time that passes is followed, for years, with small corrections on the way", () => {
  for (let i = 0; i < 3 * 365; i++) {
    wall += i % 2 === 0 ? 1_000 : -HOUR / 2;
    expect(wait(DAY)).toBe(wall);
  }
  expect(clock.doubt).toBeUndefined();
});

/** Whether for two days up to the last look the clocks were never an hour further apart than at the first of them. */
function haveAgreed(looks: readonly { at: number; apart: number }[]): boolean {
  const last = looks.at(-1)?.at ?? 0;
  return looks.some(({ at, apart }, i) => {
    const since = looks.slice(i);
    return last - at >= 2 * DAY && since.every((look) => Math.abs(look.apart - apart) <= HOUR);
  });
}

test("by whatever steps the clock moves, the time is off what has passed by an hour a day at most, until two days agree", () => {
  const step = fc.record({
    by: fc.oneof(fc.integer({ min: -12 * HOUR, max: 12 * HOUR }), fc.integer({ min: -YEAR, max: YEAR })),
    after: fc.integer({ min: 1, max: 47 * HOUR }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const begun = { wall: START, passed: 0 };
      [wall, passed] = [begun.wall, begun.passed];
      const steady = new SteadyClock(
        () => wall,
        () => passed,
      );
      const looks: { at: number; apart: number }[] = [];
      for (const { by, after } of steps) {
        wall += by + after;
        passed += after;
        const off = Math.abs(steady.now() - START - passed);
        looks.push({ at: passed, apart: wall - passed });
        if (haveAgreed(looks)) return;
        expect(off).toBeLessThanOrEqual(HOUR + passed / 24 + 1);
      }
    }),
  );
});

test.each([
  [11.9, 0],
  [0.9, 0.9],
])("steps of %d hours, one each 64 seconds, carry it %d hours away, and it is in doubt", (step, away) => {
  for (let i = 0; i < 44; i++) {
    wall += step * HOUR;
    wait(64_000);
  }
  expect(clock.now()).toBe(START + 44 * 64_000 + away * HOUR);
  expect(clock.doubt).toBe("leap");
});

describe.each([YEAR, -YEAR, 2 * HOUR])("a leap by %i ms", (leap) => {
  test("isn't followed, and when it is mended nothing has happened", () => {
    wait(HOUR);
    wall += leap;
    for (let i = 1; i <= 23; i++) expect(wait(HOUR)).toBe(START + (1 + i) * HOUR);
    expect(clock.doubt).toBe("leap");
    wall -= leap;
    expect(wait(HOUR)).toBe(START + 25 * HOUR);
    expect(clock.doubt).toBeUndefined();
  });

  test("is believed after two days on which both clocks agree; another leap begins them anew", () => {
    wall += leap;
    clock.now();
    wait(47 * HOUR);
    wall += 3 * HOUR;
    expect(wait(HOUR)).toBe(START + 48 * HOUR);
    expect(wait(47 * HOUR)).toBe(START + 95 * HOUR);
    expect(wait(HOUR)).toBe(wall);
    expect(clock.doubt).toBeUndefined();
  });

  test("is believed at once when somebody confirms the day that it says, and no other", () => {
    wall += leap;
    expect(clock.now()).toBe(START);
    expect(clock.confirm(dayOf(wall + DAY))).toBe(false);
    expect(clock.doubt).toBe("leap");
    expect(clock.confirm(dayOf(wall))).toBe(true);
    expect([clock.now(), clock.doubt]).toEqual([wall, undefined]);
  });
});

test("a start that is in doubt is over after two days, or when it is confirmed", () => {
  clock.doubtStart();
  wait(48 * HOUR - 1);
  expect(clock.doubt).toBe("absence");
  wait(1);
  expect(clock.doubt).toBeUndefined();
  clock.doubtStart();
  expect(clock.confirm(dayOf(wall))).toBe(true);
  expect(clock.doubt).toBeUndefined();
});
