import { resolve } from "node:path";
import { runAsOwner } from "../as-owner.ts";
import { defineCommand } from "../command.ts";
import { amountInWords } from "../courier/amounts.ts";
import { EXIT } from "../errors.ts";
import { requireFolder } from "../files.ts";
import { counted, say } from "../say.ts";

export const examine = defineCommand("examine", {
  summary: "say what can still be read of the days that a server set aside as damaged",
  about: `
    A server that finds a day's database damaged moves it to spool/damaged and goes on without it. This
    reads what lies there as far as it can be read, and says of how many envelopes every byte is what it
    was; with --out it writes those as files, sealed as they are, which import-spool hands in again. It
    opens none, changes nothing, and may run beside the server. As root it runs as the data's owner, who
    must be able to write DIR.`,
  options: {
    "--data DIR": "the server's data folder",
    "[--out DIR]": "the folder for the envelopes that can be read; it is made if it isn't there",
  },
  example: `npm run nightjar -- examine --data /var/lib/nightjar --out rescued
npm run nightjar -- import-spool rescued --unix /var/lib/tor-onion-sockets/nightjar-sources.sock --circuits`,

  async run(values) {
    const { data } = values;
    await requireFolder(data);
    const out = values.out === undefined ? [] : [resolve(values.out)];
    const otherwise = `What was set aside in ${data} could not be examined.`;
    const found = (await runAsOwner(
      data,
      "examine-damaged",
      [resolve(data), ...out],
      otherwise,
    )) as Examined[];
    for (const line of linesAbout(found, values.out)) say(line);
    return EXIT.ok;
  },
});

/** See server/upkeep/examine-damaged.ts. */
interface Examined {
  readonly name: string;
  readonly listed: number;
  readonly readable: number;
  readonly bytes: number;
}

function linesAbout(found: readonly Examined[], out: string | undefined): string[] {
  if (found.length === 0) return ["No day was set aside as damaged."];
  const readable = found.reduce((sum, one) => sum + one.readable, 0);
  return [
    ...found.map(
      ({ name, listed, readable: whole, bytes }) =>
        `${name}: it still names ${counted(listed, "envelope")}; ${whole} can be read to the last byte (${amountInWords(bytes)}).`,
    ),
    ...(readable === 0
      ? ["Nothing can be saved by this: restore a backup, if there is one."]
      : out === undefined
        ? ["To save what can be read, say --out DIR."]
        : [`${counted(readable, "envelope")} lie in ${out}: hand them in again with import-spool.`]),
  ];
}
