import { dirname, join } from "node:path";
import { parseHybridRecipient, parseX25519Recipient } from "../../../crypto/age/recipient-keys.ts";
import { hybridRecipient, type Recipient, x25519Recipient } from "../../../crypto/age/recipients.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { pushAll } from "../../../crypto/lists.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { dayOf } from "../../../protocol/day.ts";
import { type Gathered, gatherOnion, gatherPublic, gatherSnapshot } from "../backup/gather.ts";
import { type Copies, removeLeftCopies, withSnapshot } from "../backup/snapshot.ts";
import { listFiles, writeBackup } from "../backup/write-backup.ts";
import { defineCommand } from "../command.ts";
import { amountInWords } from "../courier/amounts.ts";
import { readDocument } from "../documents.ts";
import { EXIT } from "../errors.ts";
import { refuseIfThere, requireFolder } from "../files.ts";
import { orUsage, usage } from "../options.ts";
import { say } from "../say.ts";
import { stopAtSignals } from "../stop.ts";

export const backup = defineCommand("backup", {
  summary: "seal a copy of an instance to the operator's own age key",
  about: `
    Copies what an instance needs to come back, while the server runs, and seals it: the anchor, the pages,
    the rosters, and with --tor the keys of onions, without which their addresses are lost. It is an age
    file with a tar in it; "nightjar restore" checks and unpacks it. Envelopes and letters are left out
    unless you ask: a backup keeps what couriers and retention have made go. Uploads that aren't finished
    are never in it. With envelopes it needs the room of their copies, which lie below the data folder for
    as long as it runs; one backup does so at a time, and removes what one that was killed left there. What
    is written is FILE.partial until it is whole.`,
  options: {
    "--data DIR": "the server's data folder",
    "--recipient AGE…": `an age recipient (age1pq1… or age1…) whose identity is kept elsewhere; may be
      given many times`,
    "[--tor DIR]…": "the HiddenServiceDir of an onion, with its secret key; may be given many times",
    "[--with-envelopes]": `sealed envelopes, couriers' receipts and mailbags with letters too, each day's as
      it is at one moment`,
  },
  operands: ["FILE", "Say which file to write"],
  example: `npm run nightjar -- backup night-post.backup --data /var/lib/nightjar --recipient $RECIPIENT \\
  --tor /var/lib/tor/nightjar-sources`,

  async run(values, [path]) {
    const { data } = values;
    const recipients = recipientsFrom(values.recipient);
    const envelopes = values["with-envelopes"];
    await requireFolder(data);
    await refuseIfThere(path);
    await requireFolder(dirname(path));
    const { instance } = await readDocument(join(data, "public", "anchor.json"), parseAnchor);
    const shown = await gatherPublic(data);
    const onions: Gathered[] = [];
    for (const folder of values.tor ?? []) pushAll(onions, await gatherOnion(folder));
    const primitives = await loadSodium();
    const stop = stopAtSignals();
    const write = async (copies: readonly Gathered[]) => {
      const files = [...shown, ...onions, ...copies];
      const made = dayOf(Date.now());
      const manifest = { instance, made, envelopes, files: await listFiles(files, stop) };
      return await writeBackup(path, manifest, files, recipients, primitives, stop);
    };
    let removed = false;
    const writeWith = async ({ folder, files, foundLeft }: Copies) => {
      removed = foundLeft;
      return await write(gatherSnapshot(folder, files));
    };
    const bytes = envelopes ? await withSnapshot(data, stop, writeWith) : await write([]);
    say(
      `The backup is ${path} (${amountInWords(bytes)}), sealed; ${envelopes ? "with" : "without"} envelopes.`,
    );
    if (removed || (await removeLeftCopies(data)))
      say("Copies of envelopes that a killed backup had left were removed.");
    if (onions.length === 0)
      say("No onion's keys are in it: without them the addresses can't come back (--tor).");
    return EXIT.ok;
  },
});

/** age recipients as people copy them: `age1pq1…` or `age1…`, all of one kind. @throws CliError usage */
function recipientsFrom(texts: readonly string[]): Recipient[] {
  const recipients = texts.map((text) =>
    orUsage(`"${text}" is no age recipient (age1pq1… or age1…)`, () =>
      text.startsWith("age1pq1")
        ? hybridRecipient(parseHybridRecipient(text))
        : x25519Recipient(parseX25519Recipient(text)),
    ),
  );
  if (new Set(recipients.map(({ kind }) => kind)).size > 1) {
    throw usage("All recipients are of one kind: age1pq1… and age1… don't go together");
  }
  return recipients;
}
