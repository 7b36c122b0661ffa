import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { encodeInstant } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { reviewerCard, withMorePeriods } from "../../../vault/enrol.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { DATE_HELP, dateAsked } from "../../dates.ts";
import { EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom, remembering } from "../../open/passphrases.ts";
import { usage } from "../../options.ts";
import { say } from "../../say.ts";
import { periodsAsked } from "../../vault/periods.ts";
import { readVault } from "../../vault/read-vault.ts";
import { refuseIfThere, writeCard, writeVault } from "../../vault/write-vault.ts";

export const reviewerRenew = defineCommand("reviewer renew", {
  summary: "add periods to a reviewer's vault, and make a new card",
  about: `
    Makes identities for further periods, in a vault whose last ones are near, or in one restored from a
    backup. The signing key stays, so that the stewards know whose card it is. The new card holds the new
    periods only: bring it to the stewards like the first.`,
  options: {
    "--vault FILE": "the vault; it is replaced",
    "--card FILE": "where the new card goes",
    "[--from DATE]": "when the first new period begins (where the vault's last one ends)",
    "[--periods N]": "how many (12)",
    "[--length LENGTH]": `of each: months, which end on the first of one, weeks, which end on a Monday, or
      days: 1mo, 2w, 31d (1mo)`,
    ...PASSPHRASE_OPTION,
  },
  notes: DATE_HELP,
  example: "npm run nightjar -- reviewer renew --vault wren.vault --card wren-2027.card",

  async run(values) {
    const passphrases = remembering(passphrasesFrom(values["passphrase-fd"]));
    await refuseIfThere(values.card);
    const primitives = await loadSodium();
    const vault = await readVault(values.vault, "reviewer", passphrases, primitives);
    const from = values.from === undefined ? vault.periods.at(-1)?.notAfter : dateAsked("from", values.from);
    if (from === undefined) throw usage("The vault has no period yet, so the option --from is needed");
    const renewed = withMorePeriods(vault, periodsAsked(from, values));
    const fresh = renewed.periods.filter((period) => period.notBefore >= from);
    const card = reviewerCard(renewed, primitives, fresh);
    await writeVault(values.vault, renewed, passphrases.last(), primitives);
    await writeCard(values.card, card);
    wipeVault(renewed);
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (first && last) {
      say(
        `The vault now also reads from ${encodeInstant(first.notBefore)} until ${encodeInstant(last.notAfter)}.`,
      );
    }
    say(
      `The new card is ${values.card}: bring it to the stewards. Its fingerprint, to be compared in person:`,
    );
    say(`  ${cardFingerprint(card.payload)}`);
    return EXIT.ok;
  },
});
