import { expect, test } from "vitest";
import { checkDocuments } from "../../../../client/cli/doctor/examination.ts";

const roster = { sequence: 1, days: 32, couriers: 2, demo: false, missing: null };
const findings = (more: { begins: string | null; currencyDays: number; currencyPassed: number | null }) =>
  checkDocuments({
    told: [],
    databases: [],
    damaged: [],
    letters: { bags: 0, broken: [] },
    copies: "none",
    roster: { ...roster, ...more },
  }).map((finding) => JSON.stringify(finding));

test("before the first period the doctor says on which day it begins, and whether it is called current", () => {
  const awaited = findings({ begins: "2026-12-01", currencyDays: 0, currencyPassed: null });
  expect(awaited.join()).toContain("Roster 1 begins on 2026-12-01");
  expect(awaited.join()).toContain("Nobody has called roster 1 current yet");
  const called = findings({ begins: "2026-12-01", currencyDays: 13, currencyPassed: 0.1 });
  expect(called.join()).not.toContain("Nobody");
  const begun = findings({ begins: null, currencyDays: 13, currencyPassed: 0.1 });
  expect(begun.join()).not.toMatch(/begins|Nobody/);
});

test.each([
  [0.74, "lasts 4 days"],
  [0.75, "has passed three quarters of its life"],
])("when %s of a statement's life is over the doctor says that it %s", (currencyPassed, says) => {
  expect(findings({ begins: null, currencyDays: 4, currencyPassed }).join()).toContain(says);
});
