import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { dayOf, encodeInstant, type Instant, instantOf } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { earliestDestruction } from "../../../vault/destruction.ts";
import { type Vault, type VaultPeriod, wipeVault } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { say } from "../../say.ts";
import { graceAsked } from "../../vault/periods.ts";
import { readVault } from "../../vault/read-vault.ts";

export const vaultStatus = defineCommand("vault status", {
  summary: "say what a vault can open, and until when",
  about: `
    Lists the periods of a vault: which tips it can open, and from which day on their keys may be destroyed.
    Changes nothing. This machine's clock is used for the words only; nothing is ever destroyed by a clock.`,
  options: {
    "--vault FILE": "the vault",
    "[--grace DAYS]": "how long after the end of a period its keys are kept (45)",
    ...PASSPHRASE_OPTION,
  },
  example: "npm run nightjar -- vault status --vault wren.vault",

  async run(values) {
    const { vault: path } = values;
    const grace = graceAsked(values.grace);
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    const vault = await readVault(path, undefined, passphrases, await loadSodium());
    for (const line of statusOf(vault, grace, instantOf(Date.now()))) say(line);
    wipeVault(vault);
    return EXIT.ok;
  },
});

function statusOf(vault: Vault, grace: number, now: Instant): string[] {
  const anchor = vault.anchor;
  return [
    `${vault.handle}, ${vault.kind}${anchor ? ` of "${anchor.name}"` : ""}`,
    ...(anchor ? [`  fingerprint of the instance: ${anchorFingerprint(anchor)}`] : []),
    ...vault.periods.map((period) => `  ${spanOf(period)}  ${stateOf(period, grace, now)}`),
    ...(vault.kind === "reviewer" && vault.periods.length === 0
      ? ["  No period: it opens no tip. Make new ones with: reviewer renew."]
      : []),
  ];
}

function spanOf({ notBefore, notAfter }: VaultPeriod): string {
  return `${encodeInstant(notBefore)} until ${encodeInstant(notAfter)}`;
}

function stateOf({ notBefore, notAfter, identities }: VaultPeriod, grace: number, now: Instant): string {
  if (!identities) return "destroyed: its tips stay closed";
  if (now < notBefore) return "to come";
  if (now < notAfter) return "running: its tips can be opened";
  const due = dayOf(earliestDestruction({ notAfter }, grace));
  return `over: its tips can be opened until its keys are destroyed (not before ${due})`;
}
