import "../http/quiet.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { asDay, type Day } from "../../protocol/day.ts";
import { couriersInForce } from "../couriers/auth.ts";
import { StartError } from "../errors.ts";
import { lettersBelow } from "../letters/bag-folder.ts";
import { LetterPool } from "../letters/letter-pool.ts";
import { loadPublicDocuments } from "../pages/public-documents.ts";
import { SpoolError } from "../store/spool.ts";
import { DayReader } from "../store/sqlite/day-reader.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { ifHad } from "../store/sqlite/soundness.ts";
import { SqliteSpool } from "../store/sqlite/sqlite-spool.ts";
import { SteadyClock } from "../store/steady-clock.ts";
import { requireToday, run } from "./program.ts";
import { spoolBelow } from "./spool-below.ts";

await run("The purge", (args) => purge(parseArguments(args)));

interface Purge {
  readonly data: string;
  readonly today: Day;
  readonly retentionDays: number;
  readonly eraseAfterDays: number;
}

function parseArguments([data, today, retention, eraseAfter, ...others]: readonly string[]): Purge {
  const day = asDay(today);
  if (
    data === undefined ||
    day === undefined ||
    !/^[1-9]\d{0,2}$/.test(retention ?? "") ||
    !/^(0|[1-9]\d{0,2})$/.test(eraseAfter ?? "") ||
    others.length > 0
  ) {
    throw new StartError(
      "Give the data folder, today and days: node server/upkeep/purge.ts DATA 2026-11-22 21 3",
    );
  }
  return { data, today: day, retentionDays: Number(retention), eraseAfterDays: Number(eraseAfter) };
}

/**
 * What a running server does by itself, on a spool that no server works on: days that are over are closed, and those
 * that are more than so many days old are removed, and what all couriers in force have had for long enough; and mailbags
 * whose time is over, or whose courier is in force no more. Only if the day that somebody has said is the clock's.
 */
async function purge(asked: Purge): Promise<{ removed: Day[]; left: Day[]; letters: number }> {
  const { data, today } = asked;
  const spoolPath = spoolBelow(data);
  requireToday(today);
  const folder = new SpoolFolder(spoolPath);
  const before = daysWithEnvelopes(folder);
  const alerts: string[] = [];
  const tell = (sentence: string) => void alerts.push(sentence);
  const spool = open(spoolPath, asked, tell);
  folder.confirmClock(today);
  await spool.tick();
  const letters = await LetterPool.open(lettersBelow(data), () => ({ today, doubt: null }), tell);
  const bags = letters.bags;
  let inForce: readonly number[] = [];
  // Without documents nobody knows who is in force, and what was acknowledged stays for its retention.
  if (existsSync(join(data, "public", "anchor.json"))) {
    const { rosters } = loadPublicDocuments(data, Date.now, () => {});
    await couriersInForce(rosters, spool.pickup);
    await spool.tick();
    inForce = rosters.look().couriers.map(({ number }) => number);
  }
  await letters.keepUp(inForce);
  await spool.close();
  if (alerts.length > 0) throw new StartError(alerts.join(" "));
  const left = daysWithEnvelopes(folder);
  return { removed: before.filter((day) => !left.includes(day)), left, letters: bags - letters.bags };
}

/** Ascending. */
function daysWithEnvelopes(folder: SpoolFolder): Day[] {
  return folder.allDays().filter((day) => folder.of(day).some(holdsAny));
}

function holdsAny(path: string): boolean {
  using reader = new DayReader(path);
  return ifHad(() => reader.sums().count > 0) ?? true;
}

function open(
  folder: string,
  { retentionDays, eraseAfterDays }: Purge,
  report: (sentence: string) => void,
): SqliteSpool {
  try {
    return new SqliteSpool({
      folder,
      room: Number.MAX_SAFE_INTEGER,
      maxEnvelope: Number.MAX_SAFE_INTEGER,
      retentionDays,
      eraseAfterDays,
      clock: new SteadyClock(Date.now, () => performance.now()),
      heartbeat: 0,
      report,
    });
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error;
    const inUse = error.code === "spool-in-use";
    throw new StartError(inUse ? "A server works on this spool, and purges it by itself." : error.message);
  }
}
