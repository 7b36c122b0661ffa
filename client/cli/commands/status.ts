import { defineCommand } from "../command.ts";
import { CliError, EXIT } from "../errors.ts";
import { say } from "../say.ts";
import { prometheusText } from "../status/prometheus.ts";
import { readStatus } from "../status/read-status.ts";
import { statusLines } from "../status/status-text.ts";

export const status = defineCommand("status", {
  summary: "say how a running server fares, without watching anyone",
  about: `
    Asks a running server at its status socket: what was taken and refused on each day that is over, what
    lies in the spool, how much room is left, how long the rosters last. Nothing in it is finer than a day,
    or a tenth of the room, so that who records it learns of no single tip; of the day that is running only
    a flood is told. The counts are in the server's memory, and begin anew when it starts.`,
  options: {
    "[--socket PATH]": "the socket; by default what NIGHTJAR_STATUS says",
    "[--prometheus]": "in Prometheus' text format",
  },
  example: `npm run nightjar -- status --socket /run/nightjar/status.sock
npm run --silent nightjar -- status --socket /run/nightjar/status.sock --prometheus > nightjar.prom`,

  async run(values) {
    const path = values.socket ?? process.env.NIGHTJAR_STATUS;
    if (!path)
      throw new CliError(
        "usage",
        "Say where the server tells its status: with --socket, or NIGHTJAR_STATUS.",
      );
    const told = await readStatus(path);
    if (values.prometheus) process.stdout.write(prometheusText(told));
    else for (const line of statusLines(told)) say(line);
    return EXIT.ok;
  },
});
