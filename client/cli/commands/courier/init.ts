import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { wipe } from "../../../../crypto/bytes.ts";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { label } from "../../../../crypto/documents/fields.ts";
import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import type { SigningSeed } from "../../../../crypto/ed25519.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { randomBytes } from "../../../../crypto/random.ts";
import { courierKeyText } from "../../../courier/key-text.ts";
import { courierCard } from "../../../vault/enrol.ts";
import { defineCommand } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { orUsage } from "../../options.ts";
import { say } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

export const courierInit = defineCommand("courier init", {
  summary: "make a courier's key and public card",
  about: `
    Makes the key that a courier's online machine fetches envelopes with: DIR/courier.key, and
    DIR/courier.card for the stewards, who compare its fingerprint and name the key in the next annex. The
    key is a plain file (0600) without a passphrase, since a courier may run unattended. It opens no
    envelope; who steals it can fetch sealed envelopes and acknowledge them in your name, until the stewards
    leave it out of an annex.`,
  options: {
    "--anchor FILE": "the instance's anchor, from a source that you trust",
    "--handle NAME": "what reviewers and stewards call you; nobody else sees it",
    "--out DIR": "the folder for both files; it is made if it isn't there, and nothing is overwritten",
  },
  example: "npm run nightjar -- courier init --anchor anchor.json --handle Swift --out ./courier",

  async run(values) {
    const { anchor: anchorPath, out } = values;
    const handle = orUsage("The option --handle takes a name of 1 to 64 characters", () =>
      label.read(values.handle, "handle"),
    );
    const [keyPath, cardPath] = [join(out, "courier.key"), join(out, "courier.card")];
    const anchor = await readDocument(anchorPath, parseAnchor);
    await refuseIfThere(keyPath, cardPath);
    await mkdir(out, { recursive: true, mode: 0o700 });
    const seed = randomBytes(32) as Uint8Array as SigningSeed;
    const card = courierCard(anchor, handle, seed, nobleSignatures);
    await replaceFile(keyPath, courierKeyText(seed), 0o600);
    wipe(seed);
    try {
      await replaceFile(cardPath, encodeSignedDocument(card), 0o644);
    } catch (error) {
      await rm(keyPath, { force: true });
      throw error;
    }
    say(`The key is ${keyPath}: keep it on the machine that fetches.`);
    say(`The card is ${cardPath}: bring it to the stewards. Its fingerprint, to be compared in person:`);
    say(`  ${cardFingerprint(card.payload)}`);
    return EXIT.ok;
  },
});
