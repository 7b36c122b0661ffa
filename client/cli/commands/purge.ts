import { fileURLToPath } from "node:url";
import { runAsOwner } from "../as-owner.ts";
import { type Command, EXIT_HELP } from "../command.ts";
import { EXIT } from "../errors.ts";
import { requireFolder } from "../files.ts";
import { parseOptions, required, requiredDay, wholeNumber } from "../options.ts";
import { counted, say } from "../say.ts";

const NAME = "purge";
const SCRIPT = fileURLToPath(new URL("../../../server/upkeep/purge.ts", import.meta.url));

export const purge: Command = {
  summary: "remove the days past their retention from a spool that no server works on",
  help: `nightjar purge --data DIR --today DAY [--retention DAYS] [--erase-after DAYS]

A server that runs removes days by itself. One that stands still keeps what it had: this removes every day that is
more than so many days old, with its envelopes and receipts, and erases what all couriers in force acknowledged;
mailbags with letters that are more than 42 days old go, too. It is refused while a server runs, and if the day that
you say isn't the machine's: a wrong clock must not remove what is still waiting.

  --data DIR        the server's data folder
  --today DAY       the day it is now (UTC), as 2026-11-22
  --retention DAYS  whole days that an envelope is kept after the day it came, 1 to 365 (21)
  --erase-after N   whole days that it is kept after all couriers in force acknowledged it, 0 to 365 (3)

Example
  npm run nightjar -- purge --data /var/lib/nightjar --today YYYY-MM-DD

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, {
      data: { type: "string" },
      today: { type: "string" },
      retention: { type: "string", default: "21" },
      "erase-after": { type: "string", default: "3" },
    });
    const data = required(NAME, "data", values.data);
    const today = requiredDay(NAME, "today", values.today);
    const retention = wholeNumber(NAME, "retention", values.retention, 1, 365);
    const eraseAfter = wholeNumber(NAME, "erase-after", values["erase-after"], 0, 365);
    await requireFolder(data);
    const answer = await runAsOwner(
      data,
      SCRIPT,
      [data, today, String(retention), String(eraseAfter)],
      {},
      `${data} could not be purged.`,
    );
    const { removed, left, letters } = answer as { removed: string[]; left: string[]; letters: number };
    say(removed.length === 0 ? "Nothing was past its time." : `Removed: ${removed.join(", ")}.`);
    if (letters > 0) say(`Removed: ${counted(letters, "mailbag")} with letters.`);
    say(left.length === 0 ? "No day is left." : `Left: ${left.join(", ")}.`);
    return EXIT.ok;
  },
};
