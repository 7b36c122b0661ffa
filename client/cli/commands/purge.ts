import { runAsOwner } from "../as-owner.ts";
import { defineCommand } from "../command.ts";
import { isUnitOf, type Unit, USUAL_UNIT, unitAt } from "../doctor/unit.ts";
import { CliError, EXIT } from "../errors.ts";
import { requireFolder } from "../files.ts";
import { dayAsked, wholeNumber } from "../options.ts";
import { counted, say } from "../say.ts";

export const purge = defineCommand("purge", {
  summary: "remove the days past their retention from a spool that no server works on",
  about: `
    A server that runs removes days by itself. One that stands still keeps what it had: this removes every
    day that is more than so many days old, with its envelopes and receipts, and erases what all couriers in
    force acknowledged; mailbags with letters that are more than 42 days old go, too. It is refused while a
    server runs, and if the day that you say isn't the machine's: a wrong clock must not remove what is
    still waiting.`,
  options: {
    "--data DIR": "the server's data folder",
    "--today DAY": "the day it is now (UTC), as 2026-11-22",
    "[--unit FILE]": `the server's systemd unit, by whose settings days go (${USUAL_UNIT}, if that is of this
      data folder)`,
    "[--retention DAYS]": `whole days that an envelope is kept after the day it came, 1 to 365 (as the unit
      says, or 21)`,
    "[--erase-after N]": `whole days that it is kept after all couriers in force acknowledged it, 0 to 365 (as
      the unit says, or 3)`,
  },
  example: "npm run nightjar -- purge --data /var/lib/nightjar --today YYYY-MM-DD",

  async run(values) {
    const { data } = values;
    const today = dayAsked("today", values.today);
    await requireFolder(data);
    const settings = await settingsFor(values);
    const days = (option: "retention" | "erase-after", setting: string, usual: string, least: number) =>
      wholeNumber(option, values[option] ?? settings?.get(setting) ?? usual, least, 365);
    const retention = days("retention", "NIGHTJAR_RETENTION_DAYS", "21", 1);
    const eraseAfter = days("erase-after", "NIGHTJAR_ERASE_AFTER", "3", 0);
    const answer = await runAsOwner(
      data,
      "purge",
      [data, today, String(retention), String(eraseAfter)],
      `${data} could not be purged.`,
    );
    const { removed, left, letters } = answer as { removed: string[]; left: string[]; letters: number };
    say(
      `Kept for ${counted(retention, "day")}, and ${counted(eraseAfter, "day")} after all couriers had it.`,
    );
    say(removed.length === 0 ? "Nothing was past its time." : `Removed: ${removed.join(", ")}.`);
    if (letters > 0) say(`Removed: ${counted(letters, "mailbag")} with letters.`);
    say(left.length === 0 ? "No day is left." : `Left: ${left.join(", ")}.`);
    return EXIT.ok;
  },
});

/** What the server's unit says: the one that is named, or the usual one, if that is of this data. */
export async function settingsFor(
  values: { data: string } & { readonly [K in "unit" | "retention" | "erase-after"]?: string | undefined },
  usual = USUAL_UNIT,
): Promise<Unit["environment"] | undefined> {
  const { data, unit: named, retention, "erase-after": eraseAfter } = values;
  const unit = await unitAt(named, usual);
  if (!unit || named !== undefined || (await isUnitOf(unit, data))) return unit?.environment;
  if (retention !== undefined && eraseAfter !== undefined) return undefined;
  throw new CliError(
    "data-refused",
    `${usual} is not of ${data}, so how long its server keeps tips is unknown: say its unit (--unit), or both --retention and --erase-after.`,
  );
}
