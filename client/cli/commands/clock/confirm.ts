import { runAsOwner } from "../../as-owner.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { requireFolder } from "../../files.ts";
import { dayAsked } from "../../options.ts";
import { say } from "../../say.ts";

export const clockConfirm = defineCommand("clock confirm", {
  summary: "end the server's doubt of its clock",
  about: `
    A server whose clock has moved by more than an hour against the time that passes, or that was away for
    more than two days, doubts its clock: it takes tips and serves couriers, but closes no day and removes
    nothing old. Look at the clock, set it right if it is wrong, and confirm it here. Without that the doubt
    ends when the clock has gone on evenly for two days. It is refused if the day that you say isn't the
    machine's.`,
  options: {
    "--data DIR": "the server's data folder",
    "--today DAY": "the day it is now (UTC), as 2026-11-22",
  },
  example: "npm run nightjar -- clock confirm --data /var/lib/nightjar --today YYYY-MM-DD",

  async run(values) {
    const { data } = values;
    const today = dayAsked("today", values.today);
    await requireFolder(data);
    await runAsOwner(data, "confirm-clock", [data, today], `The clock of ${data} could not be confirmed.`);
    say(
      "Confirmed: a running server believes its clock within ten seconds, and says so; else the next start does.",
    );
    return EXIT.ok;
  },
});
