import { expect, test } from "vitest";
import { Tally } from "../../../server/status/tally.ts";
import { DAY, TestClock } from "../../support/spool.ts";

test("a day is told when it is over, and not before", () => {
  const clock = new TestClock();
  const tally = new Tally(clock.now);
  for (let i = 0; i < 3; i++) tally.taken();
  for (const code of ["too-large", "not-age", "not-age"]) tally.refused(code);
  expect([tally.over(), tally.floods()]).toEqual([[], {}]);
  clock.advance(DAY);
  tally.taken();
  expect(tally.over()).toEqual([{ day: "2026-11-21", taken: 3, refused: { "not-age": 2, "too-large": 1 } }]);
  expect(tally.since).toBe("2026-11-21");
});

test("of the running day floods only, by powers of ten", () => {
  const tally = new Tally(new TestClock().now);
  const told: string[] = [];
  for (let i = 1; i <= 12_000; i++) {
    tally.refused("not-age");
    const now = JSON.stringify(tally.floods());
    if (told.at(-1) !== now) told.push(now);
  }
  expect(told).toEqual(["{}", '{"not-age":1000}', '{"not-age":10000}']);
});

test("it remembers about a month, whatever the clock does", () => {
  const clock = new TestClock();
  const tally = new Tally(clock.now);
  for (let i = 0; i < 400; i++) {
    tally.taken();
    clock.advance(DAY);
  }
  expect(tally.over()).toHaveLength(32);
  clock.advance(-500 * DAY);
  tally.taken();
  expect(tally.over()).toEqual([]);
});
