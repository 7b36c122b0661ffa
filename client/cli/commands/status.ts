import { defineCommand } from "../command.ts";
import { EXIT } from "../errors.ts";
import { say } from "../say.ts";
import { USUAL } from "../setup/service-files.ts";
import { prometheusText } from "../status/prometheus.ts";
import { readStatus } from "../status/read-status.ts";
import { statusLines } from "../status/status-text.ts";

export const status = defineCommand("status", {
  summary: "say how a running server fares, without watching anyone",
  about: `
    Asks a running server at its status socket: what was taken and refused on each day that is over, what
    lies in the spool, how much room is left, how long the rosters last. Nothing in it is finer than a day,
    or a tenth of the room, so that who records it learns of no single tip; of the day that is running only
    a flood is told. The worst comes first, each with what to do, in one screen. The counts are in the server's memory, and begin anew when it starts.`,
  options: {
    "[--socket PATH]": `the socket; by default what NIGHTJAR_STATUS says, or else ${USUAL.status}`,
    "[--all]": "each day, also if it takes more than one screen",
    "[--prometheus]": "in Prometheus' text format",
  },
  oneOf: ["[--all|--prometheus]"],
  example: `npm run nightjar -- status --socket /run/nightjar/status.sock
npm run --silent nightjar -- status --socket /run/nightjar/status.sock --prometheus > nightjar.prom`,

  async run(values) {
    const told = await readStatus(values.socket ?? process.env.NIGHTJAR_STATUS ?? USUAL.status);
    if (values.prometheus) process.stdout.write(prometheusText(told));
    else for (const line of statusLines(told, values.all)) say(line);
    return EXIT.ok;
  },
});
