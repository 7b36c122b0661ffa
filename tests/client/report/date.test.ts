import fc from "fast-check";
import { expect, test } from "vitest";
import { type DateFields, dateOf, isAhead } from "../../../client/report/date.ts";
import { dateFields } from "./arbitrary.ts";
import { date } from "./rich-report.ts";

const fields = (
  precision: DateFields["precision"],
  year: number | null = null,
  month: number | null = null,
  day: number | null = null,
): DateFields => ({ precision, year, month, day });

test("only days that exist", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1890, max: 2110 }),
      fc.integer({ min: -1, max: 14 }),
      fc.integer({ min: -1, max: 33 }),
      (year, month, day) => {
        const calendar = new Date(Date.UTC(year, month - 1, day));
        const exists = calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === day;
        const made = dateOf(fields("day", year, month, day));
        expect(made !== undefined).toBe(
          exists && calendar.getUTCFullYear() === year && year >= 1900 && year <= 2099,
        );
      },
    ),
    { numRuns: 2000 },
  );
  for (const [year, month, day] of [
    [2024, 2, 29],
    [2000, 2, 29],
    [2023, 12, 31],
  ] as const)
    expect(dateOf(fields("day", year, month, day))).toEqual({ precision: "day", year, month, day });
  for (const [year, month, day] of [
    [2023, 2, 29],
    [1900, 2, 29],
    [2024, 2, 31],
    [2024, 4, 31],
  ] as const)
    expect(dateOf(fields("day", year, month, day))).toBeUndefined();
});

test("what is more exact than the precision is dropped, even if it makes no sense", () => {
  expect(dateOf(fields("month", 2024, 2, 31))).toEqual(fields("month", 2024, 2));
  expect(dateOf(fields("year", 2024, 2, 31))).toEqual(fields("year", 2024));
  expect(dateOf(fields("about", 2024, 2, 3))).toEqual(fields("about", 2024, 2));
  expect(dateOf(fields("ongoing", 2024, 2, 3))).toEqual(fields("ongoing", 2024, 2));
  expect(dateOf(fields("unknown", 2024, 2, 3))).toEqual(fields("unknown"));
});

test("what the precision needs has to be there", () => {
  const lacking = [
    fields("day", 2024, 3),
    fields("day", null, 3, 5),
    fields("month", 2024),
    fields("year"),
    fields("about"),
    fields("about", null, 3),
    fields("ongoing", null, 3),
  ];
  for (const one of lacking) expect(dateOf(one)).toBeUndefined();
  expect(dateOf(fields("ongoing"))).toEqual(fields("ongoing"));
  expect(dateOf(fields("about", 2019))).toEqual(fields("about", 2019));
});

test("numbers that are no parts of a date", () => {
  for (const odd of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e9]) {
    expect(dateOf(fields("year", odd))).toBeUndefined();
    expect(dateOf(fields("month", 2024, odd))).toBeUndefined();
    expect(dateOf(fields("day", 2024, 3, odd))).toBeUndefined();
  }
});

test("a date made once stays as it is", () => {
  fc.assert(
    fc.property(dateFields, (any) => {
      const made = dateOf(any);
      if (made) expect(dateOf(made)).toEqual(made);
    }),
  );
});

test("ahead is what lies wholly after today", () => {
  const today = { year: 2024, month: 3, day: 5 };
  const ahead = [
    date("day", 2024, 3, 6),
    date("day", 2025, 1, 1),
    date("month", 2024, 4),
    date("year", 2025),
    date("about", 2024, 4),
  ];
  const not = [
    date("day", 2024, 3, 5),
    date("day", 2023, 12, 31),
    date("month", 2024, 3),
    date("year", 2024),
    date("ongoing"),
    date("unknown"),
  ];
  for (const one of ahead) expect(isAhead(one, today)).toBe(true);
  for (const one of not) expect(isAhead(one, today)).toBe(false);
});
