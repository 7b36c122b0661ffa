import { expect, test } from "vitest";
import { casebookFileName, casebookFileNumber } from "../../../../client/workbench/review/file-name.ts";
import { parseDay } from "../../../../protocol/day.ts";

const day = parseDay("2026-11-29");

test("a casebook's file says whose it is, of which day, and its number; nothing that a disk refuses", () => {
  expect(casebookFileName("Lark", day, 3)).toBe("casebook-Lark-2026-11-29-3.age");
  expect(casebookFileName("云雀 / B", day, 12)).toBe("casebook-云雀-B-2026-11-29-12.age");
  expect(casebookFileName("../\u202e", day, 1)).toBe("casebook-reviewer-2026-11-29-1.age");
  expect(casebookFileName("😀".repeat(64), day, 1)).toBe("casebook-reviewer-2026-11-29-1.age");
  expect(casebookFileName("a".repeat(64), day, 1)).toHaveLength("casebook--2026-11-29-1.age".length + 24);
});

test("the number is read back, whatever the handle, and whatever a browser put behind it", () => {
  for (const handle of ["Lark", "2026-01-01-9", "云雀", ""])
    expect(casebookFileNumber(casebookFileName(handle, day, 417))).toBe(417);
  expect(casebookFileNumber("casebook-Lark-2026-11-29-7(1).age")).toBe(7);
  expect(casebookFileNumber("casebook-Lark-2026-11-29-7 (12).age")).toBe(7);
  for (const other of ["day-1.bundle", "casebook-Lark.age", "casebook-Lark-2026-11-29-99999999.age"])
    expect(casebookFileNumber(other)).toBe(0);
});
