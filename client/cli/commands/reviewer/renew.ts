import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { encodeInstant } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { reviewerCard, withMorePeriods } from "../../../vault/enrol.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { DATE_HELP, dateAsked } from "../../dates.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom, remembering } from "../../open/passphrases.ts";
import { parseOptions, required, usage } from "../../options.ts";
import { say } from "../../say.ts";
import { periodsAsked } from "../../vault/periods.ts";
import { readVault } from "../../vault/read-vault.ts";
import { refuseIfThere, writeCard, writeVault } from "../../vault/write-vault.ts";

const NAME = "reviewer renew";

export const reviewerRenew: Command = {
  summary: "add periods to a reviewer's vault, and make a new card",
  help: `nightjar reviewer renew --vault FILE --card FILE [--from DATE]

Makes identities for further periods, in a vault whose last ones are near, or in one restored from a backup. The
signing key stays, so that the stewards know whose card it is. The new card holds the new periods only: bring it to
the stewards like the first.

  --vault FILE       the vault; it is replaced
  --card FILE        where the new card goes
  --from DATE        when the first new period begins (where the vault's last one ends)
  --periods N        how many (12)
  --length LENGTH    of each: months, which end on the first of one, weeks, which end on a Monday, or days: 1mo,
                     2w, 31d (1mo)
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

${DATE_HELP}

Example
  npm run nightjar -- reviewer renew --vault wren.vault --card wren-2027.card

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, OPTIONS);
    const files = { vault: required(NAME, "vault", values.vault), card: required(NAME, "card", values.card) };
    const passphrases = remembering(passphrasesFrom(NAME, values["passphrase-fd"]));
    await refuseIfThere(files.card);
    const primitives = await loadSodium();
    const vault = await readVault(files.vault, "reviewer", passphrases, primitives);
    const from =
      values.from === undefined ? vault.periods.at(-1)?.notAfter : dateAsked(NAME, "from", values.from);
    if (from === undefined) throw usage(NAME, "The vault has no period yet, so the option --from is needed");
    const renewed = withMorePeriods(vault, periodsAsked(NAME, from, values));
    const fresh = renewed.periods.filter((period) => period.notBefore >= from);
    const card = reviewerCard(renewed, primitives, fresh);
    await writeVault(files.vault, renewed, passphrases.last(), primitives);
    await writeCard(files.card, card);
    wipeVault(renewed);
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (first && last) {
      say(
        `The vault now also reads from ${encodeInstant(first.notBefore)} until ${encodeInstant(last.notAfter)}.`,
      );
    }
    say(
      `The new card is ${files.card}: bring it to the stewards. Its fingerprint, to be compared in person:`,
    );
    say(`  ${cardFingerprint(card.payload)}`);
    return EXIT.ok;
  },
};

const OPTIONS = {
  vault: { type: "string" },
  card: { type: "string" },
  from: { type: "string" },
  periods: { type: "string" },
  length: { type: "string" },
  "passphrase-fd": { type: "string" },
} as const;
