import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDate } from "../../../client/cli/dates.ts";
import { encodeInstant, parseInstant } from "../../../crypto/documents/instant.ts";
import { codeOf } from "../../support/code-of.ts";

const at = (text: string) => parseInstant(text);
const parsed = (text: string, now: string) => encodeInstant(parseDate(text, at(now)));

describe("a date in words is a day in UTC", () => {
  test.each([
    ["today", "2026-11-29T23:59:59Z", "2026-11-29"],
    ["today", "2026-11-30T00:00:00Z", "2026-11-30"],
    ["tomorrow", "2026-12-31T12:00:00Z", "2027-01-01"],
    ["+3d", "2028-02-27T12:00:00Z", "2028-03-01"],
    ["+2w", "2026-11-29T12:00:00Z", "2026-12-13"],
    ["+1m", "2026-11-29T12:00:00Z", "2026-12-29"],
    ["+1m", "2027-01-31T12:00:00Z", "2027-02-28"],
    ["+1m", "2028-01-30T12:00:00Z", "2028-02-29"],
    ["+13m", "2026-12-31T12:00:00Z", "2028-01-31"],
    ["2026-12-01", "2026-11-29T12:00:00Z", "2026-12-01"],
  ])("%s at %s", (text, now, day) => {
    expect(parsed(text, now)).toBe(`${day}T00:00:00Z`);
  });

  test("or an exact time", () => {
    expect(parsed("2026-12-15T10:00:00Z", "2026-11-29T12:00:00Z")).toBe("2026-12-15T10:00:00Z");
  });

  test.each([
    "",
    "Today",
    "today ",
    "yesterday",
    "+0d",
    "+01d",
    "-1d",
    "1d",
    "+1y",
    "+1mo",
    "+1000d",
    "+1.5w",
  ])("%j is none", (text) => {
    expect(codeOf(() => parseDate(text, at("2026-11-29T12:00:00Z")))).toBe("document-malformed");
  });

  test.each(["2027-02-29", "2026-13-01", "2026-12-00", "2026-12-1", "20261201", "2026-12-01T10:00", "T"])(
    "%s is no day, or no time",
    (text) => {
      expect(codeOf(() => parseDate(text, at("2026-11-29T12:00:00Z")))).toBe("document-malformed");
    },
  );

  test("on any day: so many months later is that day of that month, or its last", () => {
    const moment = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 999 }), (now, months) => {
        const [from, to] = [now, parseDate(`+${months}m`, now as ReturnType<typeof at>)].map(
          (seconds) => new Date(seconds * 1000),
        ) as [Date, Date];
        const count = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(count(to) - count(from)).toBe(months);
        const isLast = new Date(to.getTime() + 86_400_000).getUTCDate() === 1;
        if (to.getUTCDate() !== from.getUTCDate()) expect(isLast).toBe(true);
        expect(to.getUTCDate()).toBeLessThanOrEqual(from.getUTCDate());
      }),
    );
  });
});
