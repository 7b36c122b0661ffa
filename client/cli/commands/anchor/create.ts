import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { parseLabel } from "../../../../crypto/documents/canonical.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { newAnchor, thresholdWarnings } from "../../../ceremony/anchors.ts";
import { warningInEnglish } from "../../../ceremony/english.ts";
import { readStewardCards } from "../../ceremony/cards.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { orUsage, parseOptions, required, usage, wholeNumber } from "../../options.ts";
import { say, warn } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

const NAME = "anchor create";

export const anchorCreate: Command = {
  summary: "make the anchor of a new instance from its stewards' cards",
  help: `nightjar anchor create --name NAME --threshold K --out FILE CARD…

Makes what pages, reviewers and stewards of a new instance trust from the start: a random number for the instance,
the stewards' keys, and how many of them must sign a roster. Before anything is signed, every steward compares the
fingerprint of each card, and then the anchor's, with the others in person.

  --name NAME          what sources see, 1 to 64 characters
  --threshold K        how many different stewards must sign a roster
  --currency-days N    longest life of a currency statement, in days (14)
  --demo               an instance for trying only, which says so on every page
  --out FILE           where the anchor goes; nothing is overwritten

Example
  npm run nightjar -- anchor create --name "Night post" --threshold 2 --out anchor.json heron.card crane.card ibis.card

${EXIT_HELP}`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const name = orUsage(NAME, "The option --name takes 1 to 64 characters", () =>
      parseLabel(required(NAME, "name", values.name), "name"),
    );
    const out = required(NAME, "out", values.out);
    const wanted = required(NAME, "threshold", values.threshold);
    if (positionals.length === 0) throw usage(NAME, "Say which stewards' cards");
    const currencyDays = wholeNumber(NAME, "currency-days", values["currency-days"] ?? "14", 1, 90);
    await refuseIfThere(out);
    const cards = await readStewardCards(positionals, nobleSignatures);
    const threshold = wholeNumber(NAME, "threshold", wanted, 1, cards.length);
    const anchor = newAnchor(
      cards.map(({ card }) => card),
      { name, threshold, currencyDays, demo: values.demo ?? false },
    );
    await replaceFile(out, encodeAnchor(anchor), 0o644);
    for (const warning of thresholdWarnings(cards.length, threshold)) warn(warningInEnglish(warning));
    say("Compare these with their owners, in person:");
    for (const { card, fingerprint } of cards) say(`  ${card.handle}: ${fingerprint}`);
    say(`The anchor is ${out}. Its fingerprint, to be read aloud:`);
    say(`  ${anchorFingerprint(anchor)}`);
    return EXIT.ok;
  },
};

const OPTIONS = {
  name: { type: "string" },
  threshold: { type: "string" },
  "currency-days": { type: "string" },
  demo: { type: "boolean" },
  out: { type: "string" },
} as const;
