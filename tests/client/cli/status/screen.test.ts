import { describe, expect, test } from "vitest";
import { type Finding, fine, warning, wrong } from "../../../../client/cli/doctor/finding.ts";
import { linesOf, screenOf } from "../../../../client/cli/doctor/screen.ts";
import type { Status } from "../../../../client/cli/status/read-status.ts";
import { findingsOf, statusLines } from "../../../../client/cli/status/status-text.ts";
import type { Day } from "../../../../protocol/day.ts";
import { commandLine } from "../../../support/command-line.ts";

/** A terminal's 24 by 80, less the line in which the next command is typed. */
function expectScreen(lines: readonly string[]): void {
  expect(lines.length).toBeLessThanOrEqual(23);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  const levels = lines
    .map((line) => ["WRONG", "warni", "fine "].indexOf(line.slice(0, 5)))
    .filter((i) => i >= 0);
  expect(levels).toEqual([...levels].sort());
}

const DAYS = Array.from({ length: 21 }, (_, i) => `2026-11-${String(i + 9).padStart(2, "0")}` as Day);
const healthy: Status = {
  today: "2026-11-30" as Day,
  since: "2026-11-09" as Day,
  days: [{ day: "2026-11-29" as Day, taken: 3, refused: { "not-age": 2 } }],
  floods: {},
  stored: [{ day: "2026-11-29" as Day, count: 2, bytes: 132_000, unfetched: 1, complete: 0 }],
  retentionDays: 21,
  eraseAfterDays: 3,
  expired: [],
  late: [],
  room: { bytes: 2e10, tenths: 1, diskTenths: 4 },
  letters: { bags: 6 },
  health: { doubt: null, damaged: [] },
  roster: { sequence: 3, begins: null, days: 24, currencyDays: 9, missing: null },
};
const refused = { "not-age": 5, "too-many-requests": 123_456, "payload-length": 3 };
const full: Status = {
  ...healthy,
  days: DAYS.map((day) => ({ day, taken: 100_000, refused })),
  stored: DAYS.map((day) => ({ day, count: 90_000, bytes: 90e9, unfetched: 90_000, complete: 30_000 })),
  room: { bytes: 2e10, tenths: 10, diskTenths: 9 },
  floods: { "spool-full": 1_000, "too-many-requests": 100_000 },
  expired: DAYS.slice(0, 2).map((day) => ({ day, count: 3 })),
  late: [
    "No courier has fetched what goes within a week, since it is kept for 21 days: 3 of 2026-11-10 (on 2026-12-02), 4 of 2026-11-11 (on 2026-12-03). Have a courier come.",
    "Gone before any courier came, for good: 2 of 2026-11-08. Tell the reviewers.",
  ],
};
const unpublished: Status["roster"] = {
  sequence: 0,
  begins: null,
  days: 0,
  currencyDays: 0,
  missing:
    "There is no roster: publish one, and the word of a steward with it; until then sources can hand in nothing.",
};

describe("status", () => {
  test.each<[string, Status, RegExp]>([
    ["healthy", healthy, /^fine {5}Roster 3 is in force;/],
    ["full", full, /^WRONG {4}The spool takes up to 10 tenths[\s\S]*give the spool more room/],
    ["doubted", { ...healthy, health: { doubt: "leap", damaged: [] } }, /^warning {2}[\s\S]*clock\s+confirm/],
    [
      "damaged",
      { ...healthy, health: { doubt: null, damaged: DAYS } },
      /^WRONG {4}Damaged[\s\S]*nightjar examine/,
    ],
    [
      "unpublished",
      { ...healthy, roster: unpublished },
      /^WRONG {4}There is no roster[\s\S]*Ask the stewards/,
    ],
    [
      "awaited",
      { ...healthy, roster: { ...healthy.roster, begins: DAYS[20] as Day } },
      /^warning {2}Roster 3 begins on/,
    ],
    [
      "soon without rosters",
      { ...healthy, roster: { ...healthy.roster, days: 6 } },
      /^WRONG {4}Roster 3[\s\S]*next rosters/,
    ],
    [
      "soon without a statement",
      { ...healthy, roster: { ...healthy.roster, currencyDays: 3 } },
      /^warning {2}[\s\S]*Ask any steward to call it current/,
    ],
    [
      "all at once",
      { ...full, roster: unpublished, health: { doubt: "absence", damaged: DAYS } },
      /more findings, none worse/,
    ],
  ])("%s: one screen, the worst first, with what to do", (_, status, says) => {
    const lines = statusLines(status);
    expectScreen(lines);
    expect(lines.join("\n")).toMatch(says);
    for (const { level, remedy } of findingsOf(status)) expect(remedy === undefined).toBe(level === "fine");
  });

  test("where no server is, it says what to do, not that a path is wrong", async () => {
    const ended = await commandLine(["status", "--socket", "/nowhere/status.sock"]);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(
      /^Nobody answers at \/nowhere\/status\.sock: start the server.* -- doctor\n$/,
    );
  });

  test("more days than fit are summed up, the newest are shown; --all shows each", () => {
    const lines = statusLines(full);
    expect(lines.at(-2)).toMatch(/^2026-11-29 +100000 +90000 +90000 +90\.00 GB {2}refused: too-many/);
    const shown = lines.filter((line) => line.startsWith("2026-")).length;
    expect(shown).toBeGreaterThan(1);
    const sum = (status: Status) => statusLines(status).find((line) => line.includes("days …"));
    expect(sum({ ...full, expired: [] })).toMatch(
      new RegExp(`^${21 - shown} days … +${(21 - shown) * 100_000} .*before \\(--all names them\\)$`),
    );
    // What is lost is on the first screen, however long ago.
    expect(sum(full)).toMatch(/ 6 EXPIRED UNFETCHED \(--all\)$/);
    expect(lines.at(-1)).toMatch(/^All couriers have 630000; these go 3 days later/);
    expect(statusLines(full, true).filter((line) => line.startsWith("2026-"))).toHaveLength(21);
    expect(statusLines(full, true).join("\n")).toMatch(/^2026-11-09 .* 3 EXPIRED UNFETCHED; refused/m);
  });
});

describe("the doctor", () => {
  const many = (make: (check: string) => Finding, count: number) =>
    Array.from({ length: count }, (_, i) => make(`check-${i}`));
  const text =
    "What was found is told in a sentence that takes more than one line of a terminal, as some do.";

  test("whatever is found takes one screen, the worst first; what doesn't fit is counted, and --all has it", () => {
    const found = [
      ...many((check) => fine(check, "All is well."), 30),
      ...many((check) => warning(check, text, "Mend it soon."), 8),
      ...many((check) => wrong(check, text, "Mend it now."), 6),
    ];
    const lines = screenOf(found);
    expectScreen(lines);
    expect(lines.filter((line) => line.startsWith("WRONG"))).toHaveLength(6);
    const shown = lines.filter((line) => line.startsWith("warning")).length;
    expect(lines.at(-2)).toBe(`         And ${8 - shown} more findings, none worse: --all names them.`);
    expect(lines.at(-1)).toBe("fine     30 checks (--all names them)");
    expect(linesOf(found).filter((line) => /^(WRONG|warning|fine)/.test(line))).toHaveLength(44);
    expect(screenOf(found.slice(0, 30))).toEqual(["fine     30 checks (--all names them)"]);
  });

  test("a command in a remedy stays in one line, to be copied", () => {
    const command =
      "chown -R nightjar:nightjar /var/lib/nightjar && chown -R root:root /var/lib/nightjar/public";
    const lines = linesOf([wrong("data-owner", "It belongs to others.", `Give it back: ${command}`)]);
    expect(lines).toEqual([
      "WRONG    It belongs to others.",
      "         Give it back:",
      `         ${command}`,
    ]);
  });
});
