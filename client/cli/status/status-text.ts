import { amountInWords } from "../courier/amounts.ts";
import { type Finding, fine, warning, wrong } from "../doctor/finding.ts";
import { LINES, linesOf } from "../doctor/screen.ts";
import { counted } from "../say.ts";
import type { Counts, Status } from "./read-status.ts";

/** Lines that days get whatever else there is to say: two above them, the newest, the sum of the others, the erasing. */
const LEAST_FOR_DAYS = 5;

/** A status in one screen, the worst first; with `all` whatever it takes. */
export function statusLines(status: Status, all = false): string[] {
  const findings = linesOf(findingsOf(status), all ? undefined : LINES - 1 - LEAST_FOR_DAYS);
  return [...findings, "", ...daysIn(status, all ? Number.POSITIVE_INFINITY : LINES - 1 - findings.length)];
}

/** What a status says, each with what to do. */
export function findingsOf(status: Status): Finding[] {
  const { health, floods, letters } = status;
  return [
    ...aboutRoster(status.roster),
    ...(health.damaged.length === 0
      ? []
      : [
          wrong(
            "damaged",
            `Damaged, and set aside in spool/damaged: ${health.damaged.join(", ")}.`,
            "Look at the disk's health, and ask the doctor; nightjar examine saves what can be read.",
          ),
        ]),
    ...aboutRoom(status.room),
    ...status.late.map(aboutLate),
    ...(health.doubt === null
      ? []
      : [
          warning(
            "clock",
            `${DOUBTS[health.doubt]} No day is closed and nothing old is removed.`,
            "Compare it with another clock; set it right, or say nightjar clock confirm; two even days end it, too.",
          ),
        ]),
    ...aboutFloods(floods),
    ...(letters.bags === 0
      ? []
      : [fine("letters", `The letters are of ${counted(letters.bags, "mailbag")}.`)]),
  ];
}

const DOUBTS: Readonly<Record<"leap" | "absence", string>> = {
  leap: "The server's clock has moved against the time that passes, and isn't followed.",
  absence: "By its clock, the server was away for days, or ran in the future.",
};

/** What the server says in one line ends with what to do. */
function aboutLate(line: string): Finding {
  const [, sentence = line, remedy = ""] = /^(.*[.:]) ([A-Z][^.]*\.)$/.exec(line) ?? [];
  return warning("late", sentence, remedy);
}

function aboutRoster({ sequence, begins, missing, days, currencyDays }: Status["roster"]): Finding[] {
  const lasting = `signed rosters last ${counted(days, "day")}, the word that it is current ${counted(currencyDays, "day")}`;
  if (missing !== null)
    return [wrong("roster", missing, "Ask the stewards for it; nightjar doctor says more.")];
  const standing =
    begins === null
      ? `Roster ${sequence} is in force`
      : `Roster ${sequence} begins on ${begins}, and until then nobody can hand in anything`;
  const sentence = `${standing}; ${lasting}.`;
  const publish = "Ask the stewards for the next rosters, and publish them.";
  if (days < 7) return [wrong("roster", sentence, publish)];
  if (days < 14) return [warning("roster", sentence, publish)];
  if (currencyDays < 4)
    return [warning("roster", sentence, "Ask any steward to call it current, and publish that.")];
  return begins === null
    ? [fine("roster", sentence)]
    : [
        warning(
          "roster",
          sentence,
          "Wait for that day, or ask the stewards for a roster that begins earlier.",
        ),
      ];
}

function aboutRoom({ bytes, tenths, diskTenths }: Status["room"]): Finding[] {
  const spool = `The spool takes up to ${counted(tenths, "tenth")} of its ${amountInWords(bytes)}`;
  const disk = `the disk is up to ${counted(diskTenths, "tenth")} full`;
  const sentence = `${spool}; ${disk}.`;
  const worst = Math.max(tenths, diskTenths);
  if (worst < 9) return [fine("room", sentence)];
  const remedy =
    tenths < diskTenths
      ? "Make room on the disk, or lower NIGHTJAR_ROOM (setup --room)."
      : "Have couriers fetch, or give the spool more room (setup --room).";
  return [worst < 10 ? warning("room", sentence, remedy) : wrong("room", sentence, remedy)];
}

function aboutFloods(floods: Counts): Finding[] {
  const told = Object.entries(floods).map(([code, count]) => `${code} ${counted(count, "time")} or more`);
  if (told.length === 0) return [];
  return [
    warning(
      "flood",
      `A flood: today was answered ${told.join(", ")}.`,
      "Leave tor's proof of work as it is, which is the gate; restarting helps nobody.",
    ),
  ];
}

interface DayRow {
  readonly day: string;
  readonly taken: number;
  readonly waiting: number;
  readonly unfetched: number;
  readonly bytes: number;
  /** What went before any courier had it. */
  readonly lost: number;
  readonly notes: string;
}

/** Within so many lines: the newest days, and the sum of those before. */
function daysIn(status: Status, most: number): string[] {
  const rows = rowsOf(status);
  const above = `Days that are over, counted since ${status.since}:`;
  if (rows.length === 0) return [`${above} nothing.`];
  const below = linesAboutErasing(status);
  const room = most - 2 - below.length;
  const shown = rows.length <= room ? rows : rows.slice(-(room - 1));
  const earlier = rows.slice(0, rows.length - shown.length);
  return [
    above,
    rowText("day", "taken", "waiting", "unfetched", "size", ""),
    ...(earlier.length === 0 ? [] : [sumText(earlier)]),
    ...shown.map(({ day, taken, waiting, unfetched, bytes, notes }) =>
      rowText(day, taken, waiting, unfetched, waiting === 0 ? "" : amountInWords(bytes), notes),
    ),
    ...below,
  ];
}

/** A day on which nothing happened, and of which nothing is left, has none. */
function rowsOf({ days, stored, expired }: Status): DayRow[] {
  const all = [...new Set([...days, ...stored, ...expired].map(({ day }) => day))].sort();
  const rows = all.map((day) => {
    const { taken, refused } = days.find((one) => one.day === day) ?? { taken: 0, refused: {} };
    const { count, unfetched, bytes } = stored.find((one) => one.day === day) ?? NOTHING;
    const lost = expired.find((one) => one.day === day)?.count ?? 0;
    const notes = [...(lost === 0 ? [] : [`${lost} EXPIRED UNFETCHED`]), ...refusals(refused)].join("; ");
    return { day, taken, waiting: count, unfetched, bytes, lost, notes };
  });
  return rows.filter(({ taken, waiting, notes }) => taken > 0 || waiting > 0 || notes !== "");
}

const NOTHING = { count: 0, unfetched: 0, bytes: 0 };

/** In 80 columns, whatever was refused. */
function rowText(
  day: string,
  taken: number | string,
  waiting: number | string,
  unfetched: number | string,
  size: string,
  notes: string,
): string {
  const cells = [String(taken).padStart(7), String(waiting).padStart(9), String(unfetched).padStart(11)];
  const line = `${day.padEnd(10)}${cells.join("")}${size.padStart(10)}  ${notes}`.trimEnd();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function sumText(rows: readonly DayRow[]): string {
  const sum = (of: (row: DayRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const lost = sum((row) => row.lost);
  return rowText(
    `${counted(rows.length, "day")} …`,
    sum(({ taken }) => taken),
    sum(({ waiting }) => waiting),
    sum(({ unfetched }) => unfetched),
    amountInWords(sum(({ bytes }) => bytes)),
    lost === 0 ? "before (--all names them)" : `${lost} EXPIRED UNFETCHED (--all)`,
  );
}

function linesAboutErasing({ stored, eraseAfterDays }: Status): string[] {
  const complete = stored.reduce((sum, one) => sum + one.complete, 0);
  if (complete === 0) return [];
  const gone = eraseAfterDays === 0 ? "at once" : `${counted(eraseAfterDays, "day")} later`;
  return [`All couriers have ${complete}; these go ${gone} ("courier pickup --again").`];
}

/** The most frequent first: the line may be cut. */
function refusals(refused: Counts): string[] {
  const words = Object.entries(refused)
    .sort(([, one], [, other]) => other - one)
    .map(([code, count]) => `${code} ${count}`);
  return words.length === 0 ? [] : [`refused: ${words.join(", ")}`];
}
