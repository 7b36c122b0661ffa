import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { parseShare, restore } from "../../../vault/backup.ts";
import { VaultError } from "../../../vault/errors.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { CliError, EXIT } from "../../errors.ts";
import { readSmallFile } from "../../files.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { parseOptions, required, usage } from "../../options.ts";
import { say } from "../../say.ts";
import { refuseIfThere, writeVault } from "../../vault/write-vault.ts";

const NAME = "vault restore";

export const vaultRestore: Command = {
  summary: "make a vault of the shares of a backup",
  help: `nightjar vault restore --vault FILE SHARE SHARE …

Joins shares of one backup into a new vault with the signing key and the long-lived identity. It opens no tips: a
reviewer makes new periods with "reviewer renew" and brings the new card to the stewards.

  --vault FILE       where the vault goes; nothing is overwritten
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

Example
  npm run nightjar -- vault restore --vault wren.vault share-1.json share-3.json

${EXIT_HELP}`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const path = required(NAME, "vault", values.vault);
    if (positionals.length === 0) throw usage(NAME, "Say which shares to join");
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    await refuseIfThere(path);
    const primitives = await loadSodium();
    const shares = await Promise.all(positionals.map(readShare));
    const vault = await restore(shares, primitives);
    await writeVault(path, vault, passphrases.choose(path), primitives);
    say(
      `The vault of ${vault.handle} is ${path}. These shares are of that key still: keep them, or make new ones`,
    );
    say("(vault backup) and destroy these only then. Until then nothing else is a backup of this vault.");
    if (vault.kind === "reviewer") {
      say("It has no periods yet: make them with reviewer renew, and bring the new card to the stewards.");
      say("If the anchor has moved since the backup was made, let it follow first: vault follow.");
    }
    wipeVault(vault);
    return EXIT.ok;
  },
};

const OPTIONS = { vault: { type: "string" }, "passphrase-fd": { type: "string" } } as const;

async function readShare(path: string) {
  const bytes = await readSmallFile(path);
  try {
    return parseShare(bytes);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new CliError("vault-refused", `${path}: ${error.message}`);
  }
}
