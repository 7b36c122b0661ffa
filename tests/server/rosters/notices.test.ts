import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { endOfCoverage, rosterNotices } from "../../../server/rosters/notices.ts";
import type { RosterStoreView } from "../../../server/rosters/roster-store.ts";
import { testInstance } from "../../support/instance.ts";
import { sodium } from "../../support/primitives.ts";
import { rosterFileAt } from "../../support/roster-files.ts";

const start = 1_800_000_000 as Instant;
const at = (days: number) => addSeconds(start, days * SECONDS_PER_DAY);
const instance = testInstance({ now: start });

/** A rosters with the instance's one roster (31 days), called current at some time, and further periods. */
function viewOf(
  issuedDay: number,
  periods: readonly [number, number][] = [],
  day = issuedDay,
): RosterStoreView {
  const file = rosterFileAt(instance, start, at(issuedDay));
  const document = VerifiedRoster.verify(instance.anchor, file, at(issuedDay), sodium);
  const more = periods.map(([from, to]) => ({ notBefore: at(from), notAfter: at(to) }));
  return {
    shown: holds(document, at(day))
      ? { kind: "served", roster: { bytes: new Uint8Array(0), document }, uncalled: undefined }
      : { kind: "none", last: { ...document, document: file.roster } },
    couriers: [],
    rosters: [],
    annexes: [],
    periods: [document.roster, ...more],
  };
}

function holds({ roster, currency }: VerifiedRoster, now: Instant): boolean {
  return Math.min(roster.notAfter, currency.notAfter) > now;
}

/** What is told, with the day, when the notices are asked every hour of some days. */
function toldBetween(from: number, to: number, viewAt: (day: number) => RosterStoreView): [number, string][] {
  const told: [number, string][] = [];
  let day = from;
  const notice = rosterNotices((sentence) => told.push([day, sentence]));
  for (let hour = 0; hour <= (to - from) * 24; hour++) {
    day = from + hour / 24;
    notice(viewAt(day), at(day));
  }
  return told;
}

const always = (issuedDay: number) => {
  const [held, over] = [viewOf(issuedDay), viewOf(issuedDay, [], issuedDay + 14)];
  return (day: number) => (day < issuedDay + 14 ? held : over);
};

describe("before a day without a roster", () => {
  /** A statement that is renewed weekly, so that only periods are spoken of. */
  const fresh = [0, 6, 12, 18, 24, 30].map((day) => viewOf(day));
  const over = viewOf(30, [], 31);
  const freshView = (day: number) => (day < 31 ? (fresh[Math.floor(day / 6)] as RosterStoreView) : over);

  test("the operator is told 14, 7 and 1 days before, once each, and on each day without one", () => {
    const told = toldBetween(0, 33, freshView).filter(([, sentence]) => !/current/.test(sentence));
    expect(told.map(([day]) => day)).toEqual([17, 24, 30, 31, told[4]?.[0], told[5]?.[0]]);
    for (const [, sentence] of told) expect(sentence).toMatch(/^[^\n]*publish[^\n]*\.$/);
    expect(told[0]?.[1]).toContain("in less than 14 days");
    expect(told[3]?.[1]).toMatch(/No signed roster covers this day .* Couriers can fetch/);
  });

  test("a server that starts late says only what is nearest", () => {
    expect(toldBetween(25, 26, freshView).map(([day]) => day)).toEqual([25]);
  });

  test("what is signed already counts, called current or not; a gap counts too", () => {
    const covered = viewOf(12, [[31, 62]]);
    expect(toldBetween(17, 18, () => covered)).toEqual([]);
    const gap = viewOf(12, [[32, 62]]);
    expect(toldBetween(17, 18, () => gap).length).toBe(1);
  });

  test("the end of coverage is the first moment in no period", () => {
    const period = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
      .map(([from, length]) => ({ notBefore: from as Instant, notAfter: (from + length) as Instant }));
    fc.assert(
      fc.property(fc.array(period, { maxLength: 8 }), fc.integer({ min: 0, max: 80 }), (periods, now) => {
        const covers = (t: number) => periods.some((p) => p.notBefore <= t && t < p.notAfter);
        let expected = now;
        while (covers(expected)) expected++;
        expect(endOfCoverage(periods, now as Instant)).toBe(expected);
      }),
    );
  });
});

describe("the statement that a roster is current", () => {
  const about = (told: [number, string][]) => told.filter(([, sentence]) => /current/.test(sentence));

  test("is spoken of from three quarters of its life on, daily, and daily when it is over", () => {
    const told = about(toldBetween(0, 15.9, always(0)));
    expect(told.map(([day]) => Math.floor(day))).toEqual([10, 11, 12, 13, 14, 14, 15]);
    expect(told.map(([, sentence]) => /ends in|ended on/.exec(sentence)?.[0])).toEqual([
      ...Array.from({ length: 4 }, () => "ends in"),
      ...Array.from({ length: 3 }, () => "ended on"),
    ]);
    for (const [, sentence] of told) expect(sentence).toMatch(/^[^\n]*\.$/);
  });

  test("and not at all while a fresh one comes every week", () => {
    const [first, second] = [viewOf(0), viewOf(8)];
    const told = about(toldBetween(0, 17, (day) => (day < 8 ? first : second)));
    expect(told).toEqual([]);
  });
});
