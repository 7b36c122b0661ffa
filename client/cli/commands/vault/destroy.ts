import {
  encodeInstant,
  type Instant,
  instantOf,
  SECONDS_PER_DAY,
} from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { destroyable, withoutPeriods } from "../../../vault/destruction.ts";
import { VaultError } from "../../../vault/errors.ts";
import { type Vault, type VaultPeriod, wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { confirm } from "../../confirm.ts";
import { EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom, remembering } from "../../open/passphrases.ts";
import { say } from "../../say.ts";
import { stopAtSignals } from "../../stop.ts";
import { graceAsked } from "../../vault/periods.ts";
import { readVault } from "../../vault/read-vault.ts";
import { witnessIn } from "../../vault/witness.ts";
import { writeVault } from "../../vault/write-vault.ts";

export const vaultDestroy = defineCommand("vault destroy", {
  summary: "destroy the keys of periods that have long been over",
  about: `
    Destroys the keys of every period that had been over for longer than the grace when the stewards last
    called a roster current. That is told by a bundle or a roster file, and never by a clock. Asks first.
    Afterwards this vault opens no tip of those periods; older copies of it, and what a flash disk kept,
    still would, with their passphrase.`,
  options: {
    "--vault FILE": "the vault; it is replaced",
    "--roster FILE": `a bundle, which holds rosters, or a roster file (/v1/roster) of this instance; the
      newest one`,
    "[--grace DAYS]": "how long after the end of a period its keys are kept (45)",
    "[--yes]": "don't ask",
    ...PASSPHRASE_OPTION,
  },
  example: "npm run nightjar -- vault destroy --vault wren.vault --roster 2027-03-20.bundle",

  async run(values) {
    const { vault: path, roster: rosterPath } = values;
    const grace = graceAsked(values.grace);
    const passphrases = remembering(passphrasesFrom(values["passphrase-fd"]));
    const primitives = await loadSodium();
    const vault = await readVault(path, "reviewer", passphrases, primitives);
    const { anchor } = vault;
    if (!anchor) throw new VaultError("vault-of-steward");
    const witnessed = await witnessIn(rosterPath, anchor, stopAtSignals());
    const due = destroyable(vault, witnessed, grace);
    if (due.length === 0) return sayNothingDue(vault, witnessed);
    sayWhatGoes(due, witnessed);
    confirm("Tips sealed in these periods can then be opened by nobody with this vault.", values.yes);
    const kept = withoutPeriods(vault, due);
    await writeVault(path, kept, passphrases.last(), primitives);
    wipeVault(kept);
    say(
      `Destroyed in ${path}. Destroy older copies of it too, if there are any, and remove what "open" wrote of`,
    );
    say("these periods (tips/ by itself): that is readable without a key.");
    return EXIT.ok;
  },
});

function sayNothingDue(vault: Vault, witnessed: Instant): number {
  say(`Nothing is due: the roster was called current on ${encodeInstant(witnessed)}. See: vault status.`);
  wipeVault(vault);
  return EXIT.ok;
}

/** A steward could date a statement ahead; a clock that is right would show it. */
function sayWhatGoes(due: readonly VaultPeriod[], witnessed: Instant): void {
  const clock = instantOf(Date.now());
  say(`The roster was called current on ${encodeInstant(witnessed)}. To be destroyed are the keys of:`);
  for (const { notBefore, notAfter } of due)
    say(`  ${encodeInstant(notBefore)} until ${encodeInstant(notAfter)}`);
  if (witnessed <= clock + SECONDS_PER_DAY) return;
  say(
    `This machine's clock says ${encodeInstant(clock)}, which is BEFORE that. Find out which is right first.`,
  );
}
