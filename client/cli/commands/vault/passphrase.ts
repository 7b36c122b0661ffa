import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { writeVault } from "../../vault/write-vault.ts";

export const vaultPassphrase = defineCommand("vault passphrase", {
  summary: "change the passphrase of a vault",
  about: `
    Asks for the passphrase, and twice for a new one of 12 characters or more: six words drawn by dice are
    good. Copies of the vault keep the passphrase that they had.`,
  options: {
    "--vault FILE": "the vault; it is replaced",
    "[--passphrase-fd N]": `read from this file descriptor instead of the terminal: the old one and the new,
      a line each`,
  },
  example: "npm run nightjar -- vault passphrase --vault wren.vault",

  async run(values) {
    const { vault: path } = values;
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    const primitives = await loadSodium();
    const vault = await readVault(path, undefined, passphrases, primitives);
    await writeVault(path, vault, passphrases.choose(path), primitives);
    wipeVault(vault);
    say(`${path} has the new passphrase.`);
    return EXIT.ok;
  },
});
