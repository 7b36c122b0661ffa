import { instantOf } from "../crypto/documents/instant.ts";
import { type Day, dayOf } from "../protocol/day.ts";
import { couriersInForce } from "./couriers/auth.ts";
import { errorCode } from "./errors.ts";
import type { LetterPool } from "./letters/letter-pool.ts";
import { HEARTBEAT } from "./open-spool.ts";
import type { PublicDocuments } from "./pages/public-documents.ts";
import { rosterNotices } from "./rosters/notices.ts";
import type { StatusReport } from "./status/status.ts";
import { type Spool, SpoolError } from "./store/spool.ts";
import { Alerts } from "./store/sqlite/alerts.ts";

export interface Watch {
  /** Looks now, as with each heartbeat. */
  look(): Promise<void>;
  end(): void;
}

/**
 * Looks at the rosters whether or not anybody asks: for whom envelopes wait, whose letters are kept, and what the
 * operator must know.
 */
export async function watchRosters(
  documents: PublicDocuments,
  spool: Spool,
  letters: LetterPool,
  report: StatusReport,
): Promise<Watch> {
  const notice = rosterNotices(console.error);
  const alerts = new Alerts(console.error);
  let wrong: string | undefined;
  let lateTold: Day | undefined;
  /** Once a day. */
  const tellLate = (today: Day) => {
    if (lateTold === today) return;
    const sentences = report.late();
    lateTold = today;
    for (const sentence of sentences) console.error(`${today}: ${sentence}`);
  };
  const tellSpool = async () => {
    try {
      await couriersInForce(documents.rosters, spool.pickup);
      wrong = undefined;
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error;
      if (wrong === error.code) return;
      wrong = error.code;
      console.error(`The receipts can't be read (${errorCode(error)}): look at the disk's room and health.`);
    }
  };
  const watch = async () => {
    notice(documents.rosters.look(), instantOf(Date.now()));
    // With its answer the spool says whether it doubts the clock by which these are in force.
    await tellSpool();
    const inForce = documents.rosters.look().couriers.map(({ number }) => number);
    await alerts.watch("Keeping the letters", () => letters.keepUp(inForce));
    await alerts.watch("Counting what waits", () => tellLate(dayOf(Date.now())));
  };
  await watch();
  const timer = setInterval(() => void watch(), HEARTBEAT).unref();
  return { look: watch, end: () => clearInterval(timer) };
}
