import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CONSENTS_TO_CONFIRM,
  INTERNAL_ONLY,
  settleConsent,
  withConsent,
} from "../../../client/report/consent.ts";
import { NEEDS_ELSEWHERE_FIRST, needsOffered } from "../../../client/report/need.ts";
import {
  EMPTY_PRESSURE,
  EMPTY_REPORT,
  EMPTY_STATION,
  kindsOf,
  type Report,
  saysSomething,
  settleReport,
} from "../../../client/report/report.ts";
import { codesOf } from "../../../client/report/vocabulary/codes.ts";
import { code, report } from "./arbitrary.ts";
import { RICH_REPORT } from "./rich-report.ts";

describe("settling", () => {
  test("once is enough, and what is settled stays", () => {
    fc.assert(
      fc.property(report, (any) => {
        const settled = settleReport(any);
        expect(settleReport(settled)).toEqual(settled);
      }),
    );
    expect(settleReport(RICH_REPORT)).toEqual(RICH_REPORT);
  });

  test("drops no choice, adds none, and keeps the narrative to the letter", () => {
    fc.assert(
      fc.property(report, (any) => {
        const settled = settleReport(any);
        expect(new Set(settled.basis)).toEqual(new Set(any.basis));
        expect(new Set(settled.station?.premises)).toEqual(new Set(any.station?.premises));
        expect(new Set(settled.pressure?.direct)).toEqual(new Set(any.pressure?.direct));
        expect(kindsOf(settled)).toEqual(kindsOf(any));
        if (any.narrative.trim() !== "") expect(settled.narrative).toBe(any.narrative);
        expect(saysSomething(settled)).toBe(saysSomething(any));
      }),
    );
  });

  test("a text whose choice was taken back doesn't travel", () => {
    const station = {
      ...EMPTY_STATION,
      premisesOther: "my uncle’s shop",
      nameUsedOther: "x",
      linkedBureauOther: "y",
    };
    const pressure = { ...EMPTY_PRESSURE, directOther: "z" };
    expect(settleReport({ ...EMPTY_REPORT, station, pressure })).toEqual({
      ...EMPTY_REPORT,
      station: EMPTY_STATION,
      pressure: EMPTY_PRESSURE,
    });
  });
});

describe("whether it says something", () => {
  test("nothing, white space, and consent alone don't", () => {
    const nothing: readonly Partial<Report>[] = [
      {},
      { narrative: " \n\t\u3000" },
      { consent: ["statistics", "publish_anon"] },
    ];
    for (const said of nothing) expect(saysSomething({ ...EMPTY_REPORT, ...said })).toBe(false);
  });

  test("a word, or any one choice, does", () => {
    const something: readonly Partial<Report>[] = [
      { narrative: "在" },
      { station: EMPTY_STATION },
      { pressure: EMPTY_PRESSURE },
      ...codesOf("relationship").map((relationship) => ({ relationship })),
      ...codesOf("basis").map((basis) => ({ basis: [basis] })),
      ...codesOf("certainty").map((certainty) => ({ certainty })),
      ...codesOf("need").map((need) => ({ need })),
    ];
    for (const said of something) expect(saysSomething({ ...EMPTY_REPORT, ...said })).toBe(true);
  });

  test("the kinds are those that are there", () => {
    expect(kindsOf(EMPTY_REPORT)).toEqual([]);
    expect(kindsOf({ ...EMPTY_REPORT, pressure: EMPTY_PRESSURE })).toEqual(["pressure"]);
    expect(kindsOf(RICH_REPORT)).toEqual(["station", "pressure"]);
  });
});

describe("consent", () => {
  test("after any ticking and unticking: internal alone, or others in their order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(code("consent"), fc.boolean())), (ticks) => {
        const consents = ticks.reduce<Report["consent"]>(
          (so, [consent, given]) => withConsent(so, consent, given),
          INTERNAL_ONLY,
        );
        expect(consents).toEqual(settleConsent(consents));
        expect(consents.includes("internal")).toBe(consents.length === 1 && consents[0] === "internal");
        const last = ticks.at(-1);
        if (last && last[0] !== "internal") expect(consents.includes(last[0])).toBe(last[1]);
      }),
    );
  });

  test("ticking another lifts internal; taking the last one back, or ticking internal, restores it", () => {
    expect(withConsent(INTERNAL_ONLY, "partners", true)).toEqual(["partners"]);
    expect(withConsent(["partners"], "statistics", true)).toEqual(["statistics", "partners"]);
    expect(withConsent(["partners"], "partners", false)).toEqual(["internal"]);
    expect(withConsent(["statistics", "authorities"], "internal", true)).toEqual(["internal"]);
    expect(withConsent(INTERNAL_ONLY, "internal", false)).toEqual(["internal"]);
  });

  test("where internal only stands beside more, the narrower holds", () => {
    expect(settleConsent(["authorities", "internal"])).toEqual(["internal"]);
    expect(settleConsent([])).toEqual(["internal"]);
  });

  test("giving it to authorities, and that alone, is asked twice", () => {
    expect(CONSENTS_TO_CONFIRM).toEqual(["authorities"]);
  });
});

test("needs that promise contact are offered only where replies exist; danger shows first where to turn", () => {
  expect(needsOffered(false)).toEqual(["none", "danger_soon", "danger_now"]);
  expect(needsOffered(true)).toEqual(codesOf("need"));
  expect(NEEDS_ELSEWHERE_FIRST).toEqual(["danger_now"]);
});
