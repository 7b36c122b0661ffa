import { encodeAnchor, parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { followAnchor } from "../../../../crypto/documents/anchor-move.ts";
import { parseSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

const NAME = "anchor follow";

export const anchorFollow: Command = {
  summary: "get the new anchor out of a signed move",
  help: `nightjar anchor follow --anchor OLD --move FILE --out NEW

Writes the new anchor, if the old one's stewards signed the move, at least as many as a roster needs. Compare its
fingerprint before you use it. Reviewers' vaults follow by "vault follow".

  --anchor OLD       the anchor that is moved away from
  --move FILE        the signed move
  --out NEW          where the new anchor goes; nothing is overwritten

Example
  npm run nightjar -- anchor follow --anchor anchor.json --move move.json --out anchor-2.json

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, OPTIONS);
    const out = required(NAME, "out", values.out);
    const movePath = required(NAME, "move", values.move);
    const from = await readDocument(required(NAME, "anchor", values.anchor), parseAnchor);
    await refuseIfThere(out);
    const to = await readDocument(movePath, (bytes) =>
      followAnchor(from, parseSignedDocument(bytes), nobleSignatures),
    );
    await replaceFile(out, encodeAnchor(to), 0o644);
    say(`The new anchor is ${out}. Its fingerprint, to be compared with the stewards in person:`);
    say(`  ${anchorFingerprint(to)}`);
    return EXIT.ok;
  },
};

const OPTIONS = { anchor: { type: "string" }, move: { type: "string" }, out: { type: "string" } } as const;
