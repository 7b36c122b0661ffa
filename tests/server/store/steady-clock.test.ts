import { beforeEach, describe, expect, test } from "vitest";
import { SteadyClock } from "../../../server/store/steady-clock.ts";
import { DAY, HOUR } from "../../support/spool.ts";

const START = Date.parse("2026-11-21T12:00:00Z");
const YEAR = 365 * DAY;
let wall: number;
let passed: number;
let reports: string[];
let clock: SteadyClock;
beforeEach(() => {
  [wall, passed, reports] = [START, 5, []];
  clock = new SteadyClock(
    () => wall,
    () => passed,
    (sentence) => reports.push(sentence),
  );
});

const wait = (milliseconds: number) => {
  wall += milliseconds;
  passed += milliseconds;
  return clock.now();
};

test("time that passes is followed, for years, with small corrections on the way", () => {
  for (let i = 0; i < 3 * 365; i++) {
    wall += i % 2 === 0 ? 1_000 : -HOUR;
    wait(DAY);
    expect(clock.now()).toBe(wall);
  }
  expect(reports).toEqual([]);
});

describe.each([YEAR, -YEAR])("a leap by %i ms", (leap) => {
  test("isn't followed, and when it is mended nothing has happened; the operator is told both, once", () => {
    wait(HOUR);
    wall += leap;
    for (let i = 1; i <= 23; i++) expect(wait(HOUR)).toBe(START + (1 + i) * HOUR);
    wall -= leap;
    expect(wait(HOUR)).toBe(START + 25 * HOUR);
    expect(reports).toEqual([expect.stringMatching(/^Clock: it has leapt/), "Clock: it is followed again."]);
  });

  test("is believed after a day", () => {
    wall += leap;
    clock.now();
    for (let i = 0; i < 24; i++) wait(HOUR);
    expect(clock.now()).toBe(wall);
    expect(wait(HOUR)).toBe(START + leap + 25 * HOUR);
    expect(reports.length).toBe(2);
  });
});
