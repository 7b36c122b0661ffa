import "../http/quiet.ts";
import { asDay } from "../../protocol/day.ts";
import { StartError } from "../errors.ts";
import { SpoolFolder } from "../store/sqlite/folder.ts";
import { requireToday, run } from "./program.ts";
import { spoolBelow } from "./spool-below.ts";

await run("The confirming", confirmClock);

/** Leaves word for the server that works on the spool, or that starts next. @throws StartError */
function confirmClock([data, text, ...others]: readonly string[]): { confirmed: true } {
  const today = asDay(text);
  if (data === undefined || today === undefined || others.length > 0)
    throw new StartError(
      "Give the data folder, and today: node server/upkeep/confirm-clock.ts DATA 2026-11-22",
    );
  const folder = new SpoolFolder(spoolBelow(data));
  requireToday(today);
  folder.confirmClock(today);
  return { confirmed: true };
}
