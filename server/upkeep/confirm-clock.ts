import "../http/quiet.ts";
import { asDay, dayOf } from "../../protocol/day.ts";
import { describeError, StartError } from "../errors.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { spoolBelow } from "./spool-below.ts";

process.umask(0o077);
try {
  confirmClock(process.argv.slice(2));
  console.log(JSON.stringify({ confirmed: true }));
} catch (error) {
  console.error(
    error instanceof StartError ? error.message : `The confirming failed: ${describeError(error)}`,
  );
  process.exit(1);
}

/** Leaves word for the server that works on the spool, or that starts next. @throws StartError */
function confirmClock([data, text, ...others]: readonly string[]): void {
  const today = asDay(text);
  if (data === undefined || today === undefined || others.length > 0)
    throw new StartError(
      "Give the data folder, and today: node server/upkeep/confirm-clock.ts DATA 2026-11-22",
    );
  const folder = new SpoolFolder(spoolBelow(data));
  const now = dayOf(Date.now());
  if (now !== today)
    throw new StartError(
      `By this machine's clock it is ${now} (UTC), not ${today}: set right what is wrong.`,
    );
  folder.confirmClock(today);
}
