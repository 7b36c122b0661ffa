import { join } from "node:path";
import { identityOf } from "../../../crypto/age/identities.ts";
import { open } from "../../../crypto/age/open.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { restoreInto } from "../backup/restore-files.ts";
import { defineCommand } from "../command.ts";
import { examine } from "../doctor/examination.ts";
import { CliError, EXIT } from "../errors.ts";
import { readSecrets } from "../open/identities.ts";
import { passphrasesFrom } from "../open/passphrases.ts";
import { piecesOf } from "../pieces.ts";
import { counted, say, warn } from "../say.ts";
import { stopAtSignals } from "../stop.ts";

export const restore = defineCommand("restore", {
  summary: "open a backup of an instance, verified, into an empty folder",
  about: `
    Opens what "nightjar backup" wrote. Every file is compared with the backup's list, the databases are
    checked by SQLite, and the documents as the server would, before anything stands in DIR: all of it, or
    nothing. DIR/data is a data folder; DIR/tor holds the folders of onions, if they were backed up. Where
    they go, and who must own them, docs/operating.md says.`,
  options: {
    "--identity FILE…": "an age identity file; may be given many times",
    "--into DIR": "the folder; it must be empty, or not there yet",
    "[--passphrase-fd N]": "read passphrases of protected identity files from this file descriptor",
  },
  operands: ["FILE", "Say which backup to open"],
  example: "npm run nightjar -- restore night-post.backup --identity operator.txt --into restored",

  async run(values, [path]) {
    const into = values.into.replace(/(.)\/+$/, "$1");
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    const primitives = await loadSodium();
    const identities = (await readSecrets(values.identity, passphrases, primitives)).map(identityOf);
    const pieces = piecesOf(path, stopAtSignals());
    try {
      const { plaintext } = await opened(path, () => open(pieces, identities, primitives));
      const manifest = await restoreInto(into, orRefused(path, plaintext), (folder) =>
        check(join(folder, "data")),
      );
      say(
        `${counted(manifest.files.length, "file")} of the backup of ${manifest.made} ${manifest.files.length === 1 ? "is" : "are"} in ${into}, ${manifest.envelopes ? "with" : "without"} envelopes.`,
      );
      say('Next: docs/operating.md, "Restoring".');
      return EXIT.ok;
    } finally {
      // Whoever refuses before the first piece has not let go of the file.
      await pieces.return(undefined);
      for (const identity of identities) identity.wipe();
    }
  },
});

/** Damage is a reason to refuse; that rosters are over by now isn't, but is said. */
async function check(data: string): Promise<void> {
  const { databases, refusal, told } = await examine(data, new Map(), true);
  const damaged = databases.filter(({ verdict }) => verdict !== "ok").map(({ name }) => name);
  if (damaged.length > 0) {
    throw new CliError(
      "backup-refused",
      `The backup holds damaged databases (${damaged.join(", ")}): take another one.`,
    );
  }
  for (const sentence of [...told, ...(refusal === undefined ? [] : [refusal])]) {
    warn(`Warning: ${sentence.replaceAll(`${data}/`, "data/")}`);
  }
}

async function opened<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    const why = error.code === "no-match" ? NOT_FOR_THESE : error.message;
    throw new CliError("backup-refused", `${path}: ${why}`);
  }
}

const NOT_FOR_THESE =
  "It was sealed to another key than those given: give the identity file whose public key the backup was made for.";

async function* orRefused(path: string, plaintext: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* plaintext;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError("backup-refused", `${path}: ${error.message}`);
  }
}
