import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { backUp, encodeShare } from "../../../vault/backup.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { wholeNumber } from "../../options.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

export const vaultBackup = defineCommand("vault backup", {
  summary: "split a vault's long-lived keys into shares for people to keep",
  about: `
    Writes N shares, of which any K restore the signing key and the long-lived identity, and fewer tell
    nothing. The identities that open tips are never in a backup: every tip is sealed to all reviewers, and
    a copy would outlive their destruction. Give each share to another person.`,
  options: {
    "--vault FILE": "the vault; it stays as it is",
    "--threshold K": "how many shares restore it, from 2",
    "--shares N": "how many there are, up to 16",
    "--out DIR": "the folder for share-1.json, share-2.json, …; it is made if it isn't there",
    ...PASSPHRASE_OPTION,
  },
  example: "npm run nightjar -- vault backup --vault wren.vault --threshold 2 --shares 3 --out shares",

  async run(values) {
    const { vault: path, out } = values;
    const of = wholeNumber("shares", values.shares, 2, 16);
    const threshold = wholeNumber("threshold", values.threshold, 2, of);
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    const paths = Array.from({ length: of }, (_, i) => join(out, `share-${i + 1}.json`));
    await refuseIfThere(...paths);
    const primitives = await loadSodium();
    const vault = await readVault(path, undefined, passphrases, primitives);
    const shares = await backUp(vault, threshold, of, primitives);
    wipeVault(vault);
    await mkdir(out, { recursive: true, mode: 0o700 });
    for (const [i, share] of shares.entries()) await replaceFile(paths[i] ?? "", encodeShare(share), 0o600);
    say(
      `${of} shares are in ${out}; any ${threshold} restore it: vault restore. Give each to another person.`,
    );
    return EXIT.ok;
  },
});
