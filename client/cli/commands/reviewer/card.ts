import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { reviewerCard } from "../../../vault/enrol.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { refuseIfThere, writeCard } from "../../vault/write-vault.ts";

export const reviewerCardCommand = defineCommand("reviewer card", {
  summary: "write a reviewer's card once more",
  about: `
    Writes the enrolment card of a vault again, with all periods that it still holds.`,
  options: {
    "--vault FILE": "the vault; it stays as it is",
    "--card FILE": "where the card goes",
    ...PASSPHRASE_OPTION,
  },
  example: "npm run nightjar -- reviewer card --vault wren.vault --card wren.card",

  async run(values) {
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    await refuseIfThere(values.card);
    const primitives = await loadSodium();
    const vault = await readVault(values.vault, "reviewer", passphrases, primitives);
    const card = reviewerCard(vault, primitives);
    await writeCard(values.card, card);
    wipeVault(vault);
    say(`The card is ${values.card}: bring it to the stewards. Its fingerprint, to be compared in person:`);
    say(`  ${cardFingerprint(card.payload)}`);
    return EXIT.ok;
  },
});
