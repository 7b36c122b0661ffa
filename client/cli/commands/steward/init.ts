import { parseLabel } from "../../../../crypto/documents/canonical.ts";
import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { newStewardVault, stewardCard } from "../../../vault/enrol.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { orUsage, parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";
import { refuseIfThere, writeVaultAndCard } from "../../vault/write-vault.ts";

const NAME = "steward init";

export const stewardInit: Command = {
  summary: "make a steward's vault and public card",
  help: `nightjar steward init --handle NAME --vault FILE --card FILE

Makes a steward's signing key, on a machine that has no network and will get none. The vault holds it behind a
passphrase (an age file). The card is public: every steward's card goes into the anchor, after its fingerprint has
been compared in person.

  --handle NAME      what reviewers and stewards call you; nobody else sees it
  --vault FILE       where the vault goes; nothing is overwritten
  --card FILE        where the card goes
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

Example
  npm run nightjar -- steward init --handle Heron --vault heron.vault --card heron.card

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, OPTIONS);
    const handle = orUsage(NAME, "The option --handle takes a name of 1 to 64 characters", () =>
      parseLabel(required(NAME, "handle", values.handle), "handle"),
    );
    const files = { vault: required(NAME, "vault", values.vault), card: required(NAME, "card", values.card) };
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    await refuseIfThere(files.vault, files.card);
    const primitives = await loadSodium();
    const vault = newStewardVault(handle);
    const card = stewardCard(vault, primitives);
    await writeVaultAndCard(files, vault, card, passphrases.choose(files.vault), primitives);
    wipeVault(vault);
    say(`The vault is ${files.vault}: keep it offline, and a copy elsewhere.`);
    say(`The card is ${files.card}: bring it to the others. Its fingerprint, to be compared in person:`);
    say(`  ${cardFingerprint(card.payload)}`);
    return EXIT.ok;
  },
};

const OPTIONS = {
  handle: { type: "string" },
  vault: { type: "string" },
  card: { type: "string" },
  "passphrase-fd": { type: "string" },
} as const;
