import { label } from "../../../../crypto/documents/fields.ts";
import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { newStewardVault, stewardCard } from "../../../vault/enrol.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { orUsage } from "../../options.ts";
import { say } from "../../say.ts";
import { refuseIfThere, writeVaultAndCard } from "../../vault/write-vault.ts";

export const stewardInit = defineCommand("steward init", {
  summary: "make a steward's vault and public card",
  about: `
    Makes a steward's signing key, on a machine that has no network and will get none. The vault holds it
    behind a passphrase (an age file). The card is public: every steward's card goes into the anchor, after
    its fingerprint has been compared in person.`,
  options: {
    "--handle NAME": "what reviewers and stewards call you; nobody else sees it",
    "--vault FILE": "where the vault goes; nothing is overwritten",
    "--card FILE": "where the card goes",
    ...PASSPHRASE_OPTION,
  },
  example: "npm run nightjar -- steward init --handle Heron --vault heron.vault --card heron.card",

  async run(values) {
    const handle = orUsage("The option --handle takes a name of 1 to 64 characters", () =>
      label.read(values.handle, "handle"),
    );
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    await refuseIfThere(values.vault, values.card);
    const primitives = await loadSodium();
    const vault = newStewardVault(handle);
    const card = stewardCard(vault, primitives);
    await writeVaultAndCard(values, vault, card, passphrases.choose(values.vault), primitives);
    wipeVault(vault);
    say(`The vault is ${values.vault}: keep it offline, and a copy elsewhere.`);
    say(`The card is ${values.card}: bring it to the others. Its fingerprint, to be compared in person:`);
    say(`  ${cardFingerprint(card.payload)}`);
    return EXIT.ok;
  },
});
