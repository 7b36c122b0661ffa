import { encodeAnchor, parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { followAnchor } from "../../../../crypto/documents/anchor-move.ts";
import { parseSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { defineCommand } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { say } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

export const anchorFollow = defineCommand("anchor follow", {
  summary: "get the new anchor out of a signed move",
  about: `
    Writes the new anchor, if the old one's stewards signed the move, at least as many as a roster needs.
    Compare its fingerprint before you use it. Reviewers' vaults follow by "vault follow".`,
  options: {
    "--anchor OLD": "the anchor that is moved away from",
    "--move FILE": "the signed move",
    "--out NEW": "where the new anchor goes; nothing is overwritten",
  },
  example: "npm run nightjar -- anchor follow --anchor anchor.json --move move.json --out anchor-2.json",

  async run(values) {
    const { out, move: movePath } = values;
    const from = await readDocument(values.anchor, parseAnchor);
    await refuseIfThere(out);
    const to = await readDocument(movePath, (bytes) =>
      followAnchor(from, parseSignedDocument(bytes), nobleSignatures),
    );
    await replaceFile(out, encodeAnchor(to), 0o644);
    say(`The new anchor is ${out}. Its fingerprint, to be compared with the stewards in person:`);
    say(`  ${anchorFingerprint(to)}`);
    return EXIT.ok;
  },
});
