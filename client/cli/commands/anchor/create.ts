import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { label } from "../../../../crypto/documents/fields.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { newAnchor, thresholdWarnings } from "../../../ceremony/anchors.ts";
import { warningInEnglish } from "../../../ceremony/english.ts";
import { readStewardCards } from "../../ceremony/cards.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { orUsage, wholeNumber } from "../../options.ts";
import { say, warn } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

export const anchorCreate = defineCommand("anchor create", {
  summary: "make the anchor of a new instance from its stewards' cards",
  about: `
    Makes what pages, reviewers and stewards of a new instance trust from the start: a random number for the
    instance, the stewards' keys, and how many of them must sign a roster. Before anything is signed, every
    steward compares the fingerprint of each card, and then the anchor's, with the others in person.`,
  options: {
    "--name NAME": "what sources see, 1 to 64 characters",
    "--threshold K": "how many different stewards must sign a roster",
    "[--currency-days N]": "longest life of a currency statement, in days (14)",
    "[--demo]": "an instance for trying only, which says so on every page",
    "--out FILE": "where the anchor goes; nothing is overwritten",
  },
  operands: ["CARD…", "Say which stewards' cards"],
  example:
    'npm run nightjar -- anchor create --name "Night post" --threshold 2 --out anchor.json heron.card crane.card ibis.card',

  async run(values, positionals) {
    const { out } = values;
    const name = orUsage("The option --name takes 1 to 64 characters", () => label.read(values.name, "name"));
    const currencyDays = wholeNumber("currency-days", values["currency-days"] ?? "14", 1, 90);
    await refuseIfThere(out);
    const cards = await readStewardCards(positionals, nobleSignatures);
    const threshold = wholeNumber("threshold", values.threshold, 1, cards.length);
    const anchor = newAnchor(
      cards.map(({ card }) => card),
      { name, threshold, currencyDays, demo: values.demo },
    );
    await replaceFile(out, encodeAnchor(anchor), 0o644);
    for (const warning of thresholdWarnings(cards.length, threshold)) warn(warningInEnglish(warning));
    say("Compare these with their owners, in person:");
    for (const { card, fingerprint } of cards) say(`  ${card.handle}: ${fingerprint}`);
    say(`The anchor is ${out}. Its fingerprint, to be read aloud:`);
    say(`  ${anchorFingerprint(anchor)}`);
    return EXIT.ok;
  },
});
