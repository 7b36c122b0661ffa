import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateOfDay, dayNumber, daysOf } from "../../../../client/report/calendar.ts";
import { type DateFields, dateOf } from "../../../../client/report/date.ts";
import { EMPTY_PRESSURE, EMPTY_REPORT, EMPTY_STATION } from "../../../../client/report/report.ts";
import {
  binsOf,
  MOST_BINS,
  tipsWithin,
  UNITS,
  unitsFor,
  yearsOf,
} from "../../../../client/workbench/times/bins.ts";
import { arrivalSpans, type Span, toldSpans } from "../../../../client/workbench/times/spans.ts";
import { dayOf } from "../../../../protocol/day.ts";
import { tipNamed } from "../../../support/casebooks.ts";
import { testInstance } from "../../../support/instance.ts";
import { tipFor } from "../../cli/support/tips.ts";

const instance = testInstance();
const said = (number: number) => {
  const { year, month, day } = dateOfDay(number);
  return `${year}-${month}-${day}`;
};
const between = (fields: DateFields) => {
  const days = daysOf(fields);
  return days && `${said(days.from)} to ${said(days.to)}`;
};

test.each<[DateFields["precision"], number | null, number | null, number | null, string | undefined]>([
  ["day", 2024, 2, 29, "2024-2-29 to 2024-2-29"],
  ["month", 2024, 2, null, "2024-2-1 to 2024-2-29"],
  ["month", 2023, 2, null, "2023-2-1 to 2023-2-28"],
  ["month", 2000, 2, null, "2000-2-1 to 2000-2-29"],
  ["month", 1900, 2, null, "1900-2-1 to 1900-2-28"],
  ["month", 2025, 12, null, "2025-12-1 to 2025-12-31"],
  ["year", 2024, null, null, "2024-1-1 to 2024-12-31"],
  ["about", 2019, null, null, "2018-1-1 to 2020-12-31"],
  ["about", 2024, 1, null, "2023-12-1 to 2024-2-29"],
  ["about", 2024, 12, null, "2024-11-1 to 2025-1-31"],
  ["ongoing", 2022, 3, null, "2022-3-1 to 2022-3-31"],
  ["ongoing", 2022, null, null, "2022-1-1 to 2022-12-31"],
  ["ongoing", null, null, null, undefined],
  ["unknown", null, null, null, undefined],
])("%s %s-%s-%s lies between %s", (precision, year, month, day, days) => {
  expect(between({ precision, year, month, day })).toBe(days);
});

test("the less is said, the longer the span, and what is finer lies within what is coarser", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      (year, month, day) => {
        const exact = dateOf({ precision: "day", year, month, day });
        if (!exact) return;
        const wider = [
          exact,
          { precision: "month", year, month, day: null },
          { precision: "about", year, month, day: null },
          { precision: "about", year, month: null, day: null },
        ] as const;
        for (const [i, fields] of wider.entries()) {
          const [inner, outer] = [daysOf(fields), daysOf(wider[i + 1] ?? fields)];
          expect(inner && outer && outer.from <= inner.from && inner.to <= outer.to).toBe(true);
        }
        const [only] = [daysOf(exact)];
        expect(only?.from).toBe(only?.to);
        expect(only && dateOfDay(only.from)).toEqual({ year, month, day });
      },
    ),
  );
});

test("a station goes on from when it began; pressure only if the source said so; a tip came on one day", () => {
  const month = dateOf({ precision: "month", year: 2023, month: 3, day: null }) ?? null;
  const ongoing = dateOf({ precision: "ongoing", year: 2024, month: null, day: null }) ?? null;
  const spansOf = (change: Partial<typeof EMPTY_REPORT>) => {
    const report = { ...EMPTY_REPORT, ...change };
    const tip = tipFor(instance, { report });
    return toldSpans({ id: tipNamed(1), contents: { kind: "report", tip, files: [] } });
  };
  expect(spansOf({})).toEqual([]);
  expect(spansOf({ station: { ...EMPTY_STATION, since: month } })).toMatchObject([{ open: true }]);
  expect(spansOf({ pressure: { ...EMPTY_PRESSURE, when: month } })).toMatchObject([{ open: false }]);
  expect(spansOf({ pressure: { ...EMPTY_PRESSURE, when: ongoing } })).toMatchObject([{ open: true }]);
  const day = dayOf(Date.UTC(2024, 1, 29));
  const [came] = arrivalSpans({ id: tipNamed(1), day });
  expect(came && [said(came.from), came.to - came.from, came.open]).toEqual(["2024-2-29", 0, false]);
  expect(arrivalSpans({ id: tipNamed(1), day: null })).toEqual([]);
});

describe("bins", () => {
  const spans = fc.array(
    fc
      .record({
        tip: fc.nat(8).map(tipNamed),
        from: fc.integer({ min: dayNumber(2019, 1, 1), max: dayNumber(2026, 12, 31) }),
        days: fc.oneof(fc.constant(0), fc.nat(40), fc.nat(1000)),
        open: fc.boolean(),
      })
      .map(({ tip, from, days, open }): Span => ({ tip, from, to: from + days, open })),
    { maxLength: 30 },
  );

  test("count each tip once, as counting one by one does", () => {
    fc.assert(
      fc.property(
        spans,
        fc.constantFrom(...UNITS),
        fc.integer({ min: 2020, max: 2024 }),
        (all, unit, first) => {
          for (const bin of binsOf(all, unit, { first, last: first + (unit === "day" ? 0 : 1) })) {
            const { from, to } = bin;
            const sure = all.filter((span) => from <= span.from && span.to <= to).map(({ tip }) => tip);
            const any = tipsWithin(all, from, to);
            const going = all.filter((span) => span.open && span.to < from).map(({ tip }) => tip);
            expect(bin.surely).toBe(new Set(sure).size);
            expect(bin.surely + bin.perhaps).toBe(any.size);
            expect(bin.going).toBe(new Set(going).size);
          }
        },
      ),
    );
  });

  test("follow each other without a gap, from the first day of the first year to the last of the last", () => {
    for (const unit of UNITS) {
      const bins = binsOf([], unit, { first: 2023, last: 2024 });
      expect(bins).toHaveLength({ year: 2, month: 24, day: 365 + 366 }[unit]);
      expect(said(bins[0]?.from ?? 0)).toBe("2023-1-1");
      expect(said(bins.at(-1)?.to ?? 0)).toBe("2024-12-31");
      for (const [i, bin] of bins.entries()) expect(bins[i + 1]?.from ?? bin.to + 1).toBe(bin.to + 1);
    }
  });

  test("are never more than can be told apart", () => {
    for (let length = 1; length <= 200; length++) {
      const years = { first: 1900, last: 1899 + length };
      for (const unit of unitsFor(years))
        expect(binsOf([], unit, years).length).toBeLessThanOrEqual(MOST_BINS);
    }
    expect(unitsFor({ first: 1900, last: 2099 })).toEqual(["year"]);
    expect(unitsFor({ first: 2024, last: 2024 })).toEqual(["year", "month", "day"]);
  });
});

test("the years reach from the first beginning to the last end", () => {
  expect(yearsOf([])).toBeUndefined();
  const span = (from: number, to: number): Span => ({ tip: tipNamed(1), from, to, open: false });
  const spans = [
    span(dayNumber(2020, 12, 31), dayNumber(2021, 1, 1)),
    span(dayNumber(2018, 1, 1), dayNumber(2018, 1, 1)),
  ];
  expect(yearsOf(spans)).toEqual({ first: 2018, last: 2021 });
});
