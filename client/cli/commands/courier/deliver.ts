import { MAILBAG_LENGTH } from "../../../../protocol/letters.ts";
import { type BagFile, deliverAll, type NamedBag, NotAMailbag, readBags } from "../../../courier/deliver.ts";
import type { BagRefusal } from "../../../courier/letter-answers.ts";
import { defineCommand } from "../../command.ts";
import { destinationFrom, withServers } from "../../courier/destination.ts";
import { CliError, EXIT } from "../../errors.ts";
import { openPlainFile, readSmallFile } from "../../files.ts";
import { SOCKS_OPTION } from "../../http/target.ts";
import { say, warn } from "../../say.ts";

export const courierDeliver = defineCommand("courier deliver", {
  summary: "bring mailbags with letters to the server",
  about: `
    Delivers mailbags, which reviewers made in the workbench and you carry on a stick. They may have any
    name; each is looked at before anything is sent. You can't open them, and neither can anybody else but
    those to whom the letters are. The server shows the letters to everybody for 42 days, from the end of
    the UTC day on, or a few days later if you come less than a week after the last time. A mailbag may be
    delivered as often as you like, by whomever: it is there once. So if a run ends before its end, even by
    kill -9, run the same command again. A server takes one new mailbag of a courier a week: one that comes
    too early is refused, and stays good. If you have brought none in the last days, somebody else has your
    key: tell the operator and the stewards today. Keep a mailbag until reviewers see its letters on the
    server: it goes from there with the courier by whom it came first, if that one is shut out.`,
  options: {
    "[--pack FILE]": "the courier's pack: each mailbag is brought to every server in it",
    "[--url URL]…": `instead: the couriers' address of a server, an onion address, or this machine's own;
      may be given many times, if several servers serve the instance`,
    "[--unix PATH]": "or the Unix socket that the server listens on for couriers",
    "[--key FILE]": `the courier's key, from keys.html, with --url or --unix`,
    "[--anchor FILE]":
      "the instance's anchor, or line.json, from a source that you trust, with --url or --unix",
    ...SOCKS_OPTION,
    "[--passphrase-fd N]": "read the pack's passphrase from this file descriptor instead of the terminal",
  },
  oneOf: ["--pack|--url|--unix"],
  operands: ["MAILBAG…", "Say which mailbags to deliver"],
  example:
    "npm run nightjar -- courier deliver /media/stick/mailbag-* --pack swift.pack --socks 127.0.0.1:9050",
  exits: {
    0: "all of them are on every server",
    3: `some were refused, or one of several servers failed: stderr says of each why; all else is on
      every server`,
  },

  async run(values, positionals) {
    // 1. What is no mailbag is refused before anything is sent.
    const bags = await bagsAt(positionals);
    // 2. Each goes to each server; one that fails keeps none from the others.
    return await withServers(await destinationFrom(values), async (servers) => {
      let refused = 0;
      await deliverAll(servers, bags, ({ address }, { name }, delivered) => {
        if (delivered === "taken") say(`${name}: ${address} has taken it.`);
        else if (delivered === "there") say(`${name}: ${address} had taken it before.`);
        else {
          refused++;
          warn(`${name}: ${address} does not take it: ${WHY[delivered]}`);
        }
      });
      return refused + servers.failed.length === 0 ? EXIT.ok : EXIT.partly;
    });
  },
});

async function bagsAt(paths: readonly string[]): Promise<NamedBag[]> {
  try {
    return await readBags(await Promise.all(paths.map(bagFile)));
  } catch (error) {
    if (!(error instanceof NotAMailbag)) throw error;
    throw new CliError(
      "mailbag-refused",
      `${error.file} is no mailbag, or not a whole one, and nothing was sent: copy it again from the reviewer's ` +
        "machine, or leave it out.",
    );
  }
}

async function bagFile(name: string): Promise<BagFile> {
  const file = await openPlainFile(name);
  const { size } = await file.stat().finally(() => file.close());
  return { name, size, read: () => readSmallFile(name, MAILBAG_LENGTH) };
}

const WHY: Readonly<Record<BagRefusal, string>> = {
  "mailbag-too-soon":
    "it has taken a mailbag by your key in the last days. If it wasn't yours, tell the operator and the stewards " +
    "today: somebody else has your key. Otherwise keep this one, and deliver it on your next walk, or give it to " +
    "another courier now.",
  "courier-not-delivering":
    "it takes mailbags of the six couriers with the lowest numbers only. Give it to one of them.",
  "letters-malformed": "what is in it are no letters. Have the reviewer make a new one.",
  "clock-doubted":
    "its clock is in doubt. Tell the operator, keep the mailbag, and deliver it when the clock is right.",
};
