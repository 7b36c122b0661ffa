import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { reviewerCard } from "../../../vault/enrol.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { refuseIfThere, writeCard } from "../../vault/write-vault.ts";

const NAME = "reviewer card";

export const reviewerCardCommand: Command = {
  summary: "write a reviewer's card once more",
  help: `nightjar reviewer card --vault FILE --card FILE

Writes the enrolment card of a vault again, with all periods that it still holds.

  --vault FILE       the vault; it stays as it is
  --card FILE        where the card goes
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

Example
  npm run nightjar -- reviewer card --vault wren.vault --card wren.card

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, OPTIONS);
    const files = { vault: required(NAME, "vault", values.vault), card: required(NAME, "card", values.card) };
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    await refuseIfThere(files.card);
    const primitives = await loadSodium();
    const vault = await readVault(files.vault, "reviewer", passphrases, primitives);
    const card = reviewerCard(vault, primitives);
    await writeCard(files.card, card);
    wipeVault(vault);
    say(`The card is ${files.card}: bring it to the stewards. Its fingerprint, to be compared in person:`);
    say(`  ${cardFingerprint(card.payload)}`);
    return EXIT.ok;
  },
};

const OPTIONS = {
  vault: { type: "string" },
  card: { type: "string" },
  "passphrase-fd": { type: "string" },
} as const;
