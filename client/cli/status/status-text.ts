import { amountInWords } from "../courier/amounts.ts";
import { counted } from "../say.ts";
import type { Counts, Status } from "./read-status.ts";

/** A status, for reading. */
export function statusLines(status: Status): string[] {
  const { room, roster, letters, health, floods } = status;
  return [
    ...status.late,
    ...(roster.missing === null ? [] : [roster.missing]),
    `${standingOf(roster)}; signed rosters last ${counted(roster.days, "day")}, the word that it is current ${counted(roster.currencyDays, "day")}.`,
    ...(health.damaged.length === 0
      ? []
      : [`Damaged, and set aside in spool/damaged: ${health.damaged.join(", ")}. Ask the doctor.`]),
    ...(health.doubt === null ? [] : [DOUBTS[health.doubt]]),
    `The spool takes up to ${counted(room.tenths, "tenth")} of its ${amountInWords(room.bytes)}; the disk is up to ${counted(room.diskTenths, "tenth")} full.`,
    ...(letters.bags === 0 ? [] : [`The letters are of ${counted(letters.bags, "mailbag")}.`]),
    ...Object.entries(floods).map(
      ([code, count]) => `Today ${code} was answered ${counted(count, "time")} or more.`,
    ),
    "",
    `Days that are over, counted since ${status.since}:`,
    ...tableOf(status),
    ...linesAboutErasing(status),
  ];
}

const UNTIL_THEN =
  "Until it is right, confirmed (nightjar clock confirm), or two days have passed, no day is closed and nothing old is removed.";

const DOUBTS: Readonly<Record<"leap" | "absence", string>> = {
  leap: `The server's clock has moved against the time that passes, and isn't followed. ${UNTIL_THEN}`,
  absence: `By its clock, the server was away for days, or ran in the future. ${UNTIL_THEN}`,
};

function standingOf({ sequence, begins, missing }: Status["roster"]): string {
  if (missing !== null) return sequence === 0 ? "There is no roster" : `Roster ${sequence} was the last`;
  if (begins === null) return `Roster ${sequence} is in force`;
  return `Roster ${sequence} begins on ${begins}, and until then nobody can hand in anything`;
}

function tableOf({ days: counted, stored, expired }: Status): string[] {
  const all = [...new Set([...counted, ...stored, ...expired].map(({ day }) => day))].sort();
  if (all.length === 0) return ["  nothing yet"];
  return all.map((day) => {
    const { taken, refused } = counted.find((one) => one.day === day) ?? { taken: 0, refused: {} };
    const lies = stored.find((one) => one.day === day);
    const waiting = lies?.count
      ? `${lies.count} in the spool (${amountInWords(lies.bytes)}), ${lies.unfetched} of them fetched by nobody`
      : lostOn(day, expired);
    return `  ${day}  ${taken} taken, ${waiting}${refusals(refused)}`;
  });
}

function linesAboutErasing({ stored, eraseAfterDays }: Status): string[] {
  const complete = stored.reduce((sum, one) => sum + one.complete, 0);
  if (complete === 0) return [];
  return [
    `Of these all couriers have ${complete}: they are erased ${counted(eraseAfterDays, "day")} later; until then "courier pickup --again" fetches them anew.`,
  ];
}

function lostOn(day: string, expired: Status["expired"]): string {
  const lost = expired.find((one) => one.day === day);
  return lost ? `none in the spool: ${lost.count} EXPIRED UNFETCHED` : "none in the spool";
}

function refusals(refused: Counts): string {
  const words = Object.entries(refused).map(([code, count]) => `${code} ${count}`);
  return words.length === 0 ? "" : `; refused: ${words.join(", ")}`;
}
