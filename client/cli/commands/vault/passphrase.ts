import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { writeVault } from "../../vault/write-vault.ts";

const NAME = "vault passphrase";

export const vaultPassphrase: Command = {
  summary: "change the passphrase of a vault",
  help: `nightjar vault passphrase --vault FILE

Asks for the passphrase, and twice for a new one of 12 characters or more: six words drawn by dice are good. Copies
of the vault keep the passphrase that they had.

  --vault FILE       the vault; it is replaced
  --passphrase-fd N  read from this file descriptor instead of the terminal: the old one and the new, a line each

Example
  npm run nightjar -- vault passphrase --vault wren.vault

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, {
      vault: { type: "string" },
      "passphrase-fd": { type: "string" },
    });
    const path = required(NAME, "vault", values.vault);
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    const primitives = await loadSodium();
    const vault = await readVault(path, undefined, passphrases, primitives);
    await writeVault(path, vault, passphrases.choose(path), primitives);
    wipeVault(vault);
    say(`${path} has the new passphrase.`);
    return EXIT.ok;
  },
};
