import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DateFields, dateOf } from "../../../client/report/date.ts";
import { saysSomething } from "../../../client/report/report.ts";
import { dateError, noAnswers, reportOf } from "../../../client/source/answers.ts";
import { EscapeCounter } from "../../../client/source/leave.ts";
import { Pace } from "../../../client/source/meter.ts";
import { ownName } from "../../../client/source/own-name.ts";
import { ASIDES, stepAfter, stepBefore, stepsOf } from "../../../client/source/steps.ts";
import { en } from "../../../client/source/strings/en.ts";
import { remainingWords } from "../../../client/source/view/progress.ts";

describe("the steps", () => {
  test.each([false, true])("back is the inverse of forward (from a file: %s)", (fromFile) => {
    const steps = stepsOf(fromFile);
    expect(steps.includes("roster")).toBe(fromFile);
    for (const [i, step] of steps.entries()) {
      expect(stepAfter(step, fromFile)).toBe(steps[i + 1]);
      expect(stepBefore(step, fromFile)).toBe(steps[i - 1]);
    }
    for (const aside of ASIDES) expect(stepAfter(aside, fromFile)).toBeUndefined();
    expect(ASIDES.map((aside) => stepBefore(aside, fromFile))).toEqual([
      "review",
      "codename",
      fromFile ? "roster" : "begin",
    ]);
  });
});

describe("answers", () => {
  test("none say nothing; a kind says something, and what is unticked again is kept but not sent", () => {
    const answers = noAnswers();
    expect(saysSomething(reportOf(answers))).toBe(false);
    answers.kinds = ["station"];
    answers.station = { ...answers.station, premises: ["restaurant"] };
    expect(reportOf(answers).station?.premises).toEqual(["restaurant"]);
    answers.kinds = [];
    expect(saysSomething(reportOf(answers))).toBe(false);
    answers.kinds = ["station"];
    expect(reportOf(answers).station?.premises).toEqual(["restaurant"]);
  });

  test("a date that isn't one is told, and never sent", () => {
    const now = new Date(2026, 2, 15);
    const date = (precision: DateFields["precision"], ...parts: (number | null)[]): DateFields => {
      const [year = null, month = null, day = null] = parts;
      return { precision, year, month, day };
    };
    expect(dateError(date("month"), now)).toBeUndefined();
    expect(dateError(date("month", 2026), now)).toBe("incomplete");
    expect(dateError(date("month", null, 3), now)).toBe("incomplete");
    expect(dateError(date("day", 2025, 2, 29), now)).toBe("no-such-date");
    expect(dateError(date("day", 2026, 3, 16), now)).toBe("ahead");
    expect(dateError(date("day", 2026, 3, 15), now)).toBeUndefined();
    expect(dateError(date("ongoing"), now)).toBeUndefined();
    const answers = { ...noAnswers(), kinds: ["pressure" as const], when: date("day", 2025, 2, 29) };
    expect(reportOf(answers).pressure?.when).toBeNull();
    expect(dateOf(answers.when)).toBeUndefined();
  });
});

describe("Escape", () => {
  const leaves = (...presses: (number | [number, "other"])[]) => {
    const counter = new EscapeCounter();
    return presses.map((press) =>
      typeof press === "number" ? counter.press(true, press) : counter.press(false, press[0]),
    );
  };

  test("three times within three seconds leaves; slower, or with another key between, doesn't", () => {
    expect(leaves(0, 900, 1800)).toEqual([false, false, true]);
    expect(leaves(0, 2000, 3001)).toEqual([false, false, false]);
    expect(leaves(0, 2000, 3001, 3500)).toEqual([false, false, false, true]);
    expect(leaves(0, 100, [150, "other"], 200)).toEqual([false, false, false, false]);
  });
});

describe("how long it still takes", () => {
  test("is said once it is known, from the last parts only, and forgotten after an interruption", () => {
    const pace = new Pace();
    pace.note(0, 0);
    pace.note(10, 100);
    expect(pace.remaining(1000)).toBeUndefined();
    pace.note(20, 200);
    expect(pace.remaining(1000)).toBe(80);
    for (let i = 1; i <= 20; i++) pace.note(20 + i, 200 + i);
    expect(pace.remaining(1000)).toBe(780);
    pace.forget();
    expect(pace.remaining(1000)).toBeUndefined();
    for (const seconds of [50, 50, 50]) pace.note(seconds, 300);
    expect(pace.remaining(1000)).toBeUndefined();
  });

  test("is said no more exactly than it can be known", () => {
    const words = (seconds: number) => remainingWords(en.sending, seconds);
    expect([5, 59, 61, 200, 5000, 5401, 11_000].map(words)).toEqual([
      "less than a minute left",
      "less than a minute left",
      "about 2 minutes left",
      "about 4 minutes left",
      "about 84 minutes left",
      "about 2 hours left",
      "about 3 hours left",
    ]);
  });
});

test("a kept name is one plain component that fits the tar", () => {
  expect(ownName("IMG_2026.jpg")).toBe("IMG_2026.jpg");
  expect(ownName("../../etc/passwd")).toBe(".._.._etc_passwd");
  expect(ownName("می\u200cخواهم.jpg")).toBe("می\u200cخواهم.jpg");
  expect(ownName("\u200ca\u200d b\u200c")).toBe("_a_ b_");
  const letters = "བོ".repeat(20);
  expect(letters.startsWith(ownName(letters))).toBe(true);
  expect(ownName(letters)).toBe("བོ".repeat(10));
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
      const own = ownName(name);
      expect(Buffer.byteLength(own)).toBeLessThanOrEqual(60);
      expect(own.replaceAll(/[\u200c\u200d]/g, "x")).toMatch(/^[^\p{C}/\\]+$/u);
    }),
  );
});
