import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { parseShare, restore } from "../../../vault/backup.ts";
import { VaultError } from "../../../vault/errors.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { CliError, EXIT } from "../../errors.ts";
import { readSmallFile } from "../../files.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { say } from "../../say.ts";
import { refuseIfThere, writeVault } from "../../vault/write-vault.ts";

export const vaultRestore = defineCommand("vault restore", {
  summary: "make a vault of the shares of a backup",
  about: `
    Joins shares of one backup into a new vault with the signing key and the long-lived identity. It opens
    no tips: a reviewer makes new periods with "reviewer renew" and brings the new card to the stewards.`,
  options: {
    "--vault FILE": "where the vault goes; nothing is overwritten",
    ...PASSPHRASE_OPTION,
  },
  operands: ["SHARE SHARE…", "Say which shares to join"],
  example: "npm run nightjar -- vault restore --vault wren.vault share-1.json share-3.json",

  async run(values, positionals) {
    const { vault: path } = values;
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
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
});

async function readShare(path: string) {
  const bytes = await readSmallFile(path);
  try {
    return parseShare(bytes);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    throw new CliError("vault-refused", `${path}: ${error.message}`);
  }
}
