import { followAnchor } from "../../../../crypto/documents/anchor-move.ts";
import { parseSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { VaultError } from "../../../vault/errors.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { confirm } from "../../confirm.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom, remembering } from "../../open/passphrases.ts";
import { parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { writeVault } from "../../vault/write-vault.ts";

const NAME = "vault follow";

export const vaultFollow: Command = {
  summary: "let a reviewer's vault follow its instance to a new anchor",
  help: `nightjar vault follow --vault FILE --move FILE

Takes the new anchor of an instance into a reviewer's vault, if the stewards of the old one signed the move. Shows
the new fingerprint, to be compared in person, and asks first.

  --vault FILE       the vault; it is replaced
  --move FILE        the signed move
  --yes              don't ask
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

Example
  npm run nightjar -- vault follow --vault wren.vault --move move.json

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, OPTIONS);
    const path = required(NAME, "vault", values.vault);
    const movePath = required(NAME, "move", values.move);
    const passphrases = remembering(passphrasesFrom(NAME, values["passphrase-fd"]));
    const primitives = await loadSodium();
    const vault = await readVault(path, "reviewer", passphrases, primitives);
    const { anchor } = vault;
    if (!anchor) throw new VaultError("vault-of-steward");
    const moved = await readDocument(movePath, (bytes) =>
      followAnchor(anchor, parseSignedDocument(bytes), primitives),
    );
    say("The new anchor's fingerprint:");
    say(`  ${anchorFingerprint(moved)}`);
    confirm("Compare it with the stewards', in person.", values.yes);
    await writeVault(path, { ...vault, anchor: moved }, passphrases.last(), primitives);
    wipeVault(vault);
    say(`${path} follows the new anchor.`);
    return EXIT.ok;
  },
};

const OPTIONS = {
  vault: { type: "string" },
  move: { type: "string" },
  yes: { type: "boolean" },
  "passphrase-fd": { type: "string" },
} as const;
