import type { Anchor } from "../../../../crypto/documents/anchor.ts";
import { anchorLine, inForce } from "../../../../crypto/documents/anchor-line.ts";
import { label } from "../../../../crypto/documents/fields.ts";
import { anchorFingerprint, cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { languageTags } from "../../../../crypto/documents/reviewer-card.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { newReviewerVault, reviewerCard } from "../../../vault/enrol.ts";
import { wipeVault, withLine } from "../../../vault/vault.ts";
import { readLine } from "../../ceremony/anchors.ts";
import { defineCommand } from "../../command.ts";
import { DATE_HELP, dateAsked } from "../../dates.ts";
import { EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { orUsage } from "../../options.ts";
import { say } from "../../say.ts";
import { periodsAsked } from "../../vault/periods.ts";
import { refuseIfThere, writeVaultAndCard } from "../../vault/write-vault.ts";

export const reviewerEnroll = defineCommand("reviewer enroll", {
  summary: "make a reviewer's vault and enrolment card",
  about: `
    Makes a reviewer's keys, on a machine that has no network and will get none: for each period one
    identity that the page seals to and one for sources who seal by hand, a signing key, and an identity for
    casebooks and annexes. The vault holds them behind a passphrase (an age file; stock age opens it). The
    card holds the public halves: bring it to the stewards, who compare its fingerprint with you in person.`,
  options: {
    "--anchor FILE": `the instance's anchor; if it has moved, the first one. Compare its fingerprint with
      the stewards' first`,
    "[--move FILE]…": "a signed move of the anchor; may be given many times, in their order",
    "--handle NAME": "what reviewers and stewards call you; nobody else sees it",
    "[--languages LIST]": "the languages that you read, for example zh-Hans,zh-Hant,en (none)",
    "--from DATE": "when the first period begins",
    "[--periods N]": "how many, the first of which may be short (12)",
    "[--length LENGTH]": `of each: months, which end on the first of one, weeks, which end on a Monday, or
      days: 1mo, 2w, 31d (1mo)`,
    "--vault FILE": "where the vault goes; nothing is overwritten",
    "--card FILE": "where the card goes",
    ...PASSPHRASE_OPTION,
  },
  notes: DATE_HELP,
  example: `npm run nightjar -- reviewer enroll --anchor anchor.json --handle Wren --from today \\
  --vault wren.vault --card wren.card`,

  async run(values) {
    const { anchor: anchorPath } = values;
    const person = personOf(values);
    const from = dateAsked("from", values.from);
    const periods = periodsAsked(from, values);
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    await refuseIfThere(values.vault, values.card);
    const primitives = await loadSodium();
    const { first, moves } = await readLine(anchorPath, values.move, primitives);
    const line = anchorLine(first, moves, primitives);
    const anchor = inForce(line);
    const vault = withLine(newReviewerVault(person, anchor, periods), { line, moves });
    const card = reviewerCard(vault, primitives);
    await writeVaultAndCard(values, vault, card, passphrases.choose(values.vault), primitives);
    wipeVault(vault);
    sayWhatNext(anchor, values, card.payload);
    return EXIT.ok;
  },
});

function personOf(values: { handle: string; languages: string | undefined }) {
  const handle = orUsage("The option --handle takes a name of 1 to 64 characters", () =>
    label.read(values.handle, "handle"),
  );
  const languages = orUsage("The option --languages takes tags like zh-Hans,zh-Hant,en", () =>
    languageTags.read(values.languages?.split(",") ?? [], "languages"),
  );
  return { handle, languages };
}

function sayWhatNext(anchor: Anchor, files: { vault: string; card: string }, payload: Uint8Array): void {
  say(
    `The vault is ${files.vault}: keep it offline. Keys that are destroyed in it later live on in every copy: keep count of copies.`,
  );
  say(`It is for the instance "${anchor.name}", whose fingerprint must be:`);
  say(`  ${anchorFingerprint(anchor)}`);
  say(`The card is ${files.card}: bring it to the stewards. Its fingerprint, to be compared in person:`);
  say(`  ${cardFingerprint(payload)}`);
}
