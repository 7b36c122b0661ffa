import { defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { kindOf } from "../files.ts";
import { say } from "../say.ts";
import { runServer } from "../server-process.ts";
import { settingsHelp } from "../settings-help.ts";

export const serve = defineCommand("serve", {
  summary: "run the server for a data folder that is set up already",
  about: `
    Runs the server until a signal stops it. It takes sealed envelopes and can open none. The data folder
    must hold public/anchor.json, the rosters that "roster publish" writes, and the pages that npm run build
    makes.`,
  settings: settingsHelp("required"),
  example: "NIGHTJAR_DATA=/var/lib/nightjar npm run nightjar -- serve",

  async run() {
    const data = process.env.NIGHTJAR_DATA;
    if (!data) throw new CliError("usage", "NIGHTJAR_DATA is not set: set it to the server's data folder.");
    if ((await kindOf(data)) !== "folder") {
      throw new CliError(
        "file-kind",
        `NIGHTJAR_DATA is ${data}, which is no folder: set it to the data folder.`,
      );
    }
    return await runServer(data, ({ url, couriers }) => {
      say(`Nightjar listens at ${url}`);
      if (couriers !== undefined) say(`Couriers are served at ${couriers}`);
    });
  },
});
