import type { Anchor } from "../../../../crypto/documents/anchor.ts";
import { anchorLine, inForce } from "../../../../crypto/documents/anchor-line.ts";
import { parseLabel } from "../../../../crypto/documents/canonical.ts";
import { anchorFingerprint, cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { parseLanguages } from "../../../../crypto/documents/reviewer-card.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { newReviewerVault, reviewerCard } from "../../../vault/enrol.ts";
import { wipeVault, withLine } from "../../../vault/vault.ts";
import { readLine } from "../../ceremony/anchors.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { DATE_HELP, dateAsked } from "../../dates.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { orUsage, parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";
import { periodsAsked } from "../../vault/periods.ts";
import { refuseIfThere, writeVaultAndCard } from "../../vault/write-vault.ts";

const NAME = "reviewer enroll";

export const reviewerEnroll: Command = {
  summary: "make a reviewer's vault and enrolment card",
  help: `nightjar reviewer enroll --anchor FILE --handle NAME --from DATE --vault FILE --card FILE

Makes a reviewer's keys, on a machine that has no network and will get none: for each period one identity that the
page seals to and one for sources who seal by hand, a signing key, and an identity for casebooks and annexes. The
vault holds them behind a passphrase (an age file; stock age opens it). The card holds the public halves: bring it
to the stewards, who compare its fingerprint with you in person.

  --anchor FILE      the instance's anchor; if it has moved, the first one. Compare its fingerprint with the
                     stewards' first
  --move FILE        a signed move of the anchor; may be given many times, in their order
  --handle NAME      what reviewers and stewards call you; nobody else sees it
  --languages LIST   the languages that you read, for example zh-Hans,zh-Hant,en (none)
  --from DATE        when the first period begins
  --periods N        how many, the first of which may be short (12)
  --length LENGTH    of each: months, which end on the first of one, weeks, which end on a Monday, or days: 1mo,
                     2w, 31d (1mo)
  --vault FILE       where the vault goes; nothing is overwritten
  --card FILE        where the card goes
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

${DATE_HELP}

Example
  npm run nightjar -- reviewer enroll --anchor anchor.json --handle Wren --from today \\
    --vault wren.vault --card wren.card

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, OPTIONS);
    const person = personOf(values);
    const from = dateAsked(NAME, "from", required(NAME, "from", values.from));
    const periods = periodsAsked(NAME, from, values);
    const files = { vault: required(NAME, "vault", values.vault), card: required(NAME, "card", values.card) };
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    const anchorPath = required(NAME, "anchor", values.anchor);
    await refuseIfThere(files.vault, files.card);
    const primitives = await loadSodium();
    const { first, moves } = await readLine(anchorPath, values.move, primitives);
    const line = anchorLine(first, moves, primitives);
    const anchor = inForce(line);
    const vault = withLine(newReviewerVault(person, anchor, periods), { line, moves });
    const card = reviewerCard(vault, primitives);
    await writeVaultAndCard(files, vault, card, passphrases.choose(files.vault), primitives);
    wipeVault(vault);
    sayWhatNext(anchor, files, card.payload);
    return EXIT.ok;
  },
};

const OPTIONS = {
  anchor: { type: "string" },
  move: { type: "string", multiple: true },
  handle: { type: "string" },
  languages: { type: "string" },
  from: { type: "string" },
  periods: { type: "string" },
  length: { type: "string" },
  vault: { type: "string" },
  card: { type: "string" },
  "passphrase-fd": { type: "string" },
} as const;

function personOf(values: { handle?: string | undefined; languages?: string | undefined }) {
  const handle = orUsage(NAME, "The option --handle takes a name of 1 to 64 characters", () =>
    parseLabel(required(NAME, "handle", values.handle), "handle"),
  );
  const languages = orUsage(NAME, "The option --languages takes tags like zh-Hans,zh-Hant,en", () =>
    parseLanguages(values.languages?.split(",") ?? []),
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
