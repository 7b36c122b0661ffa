import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { followAnchor } from "../../../../crypto/documents/anchor-move.ts";
import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { moveOf } from "../../../ceremony/assemble.ts";
import { joinSignatures } from "../../../ceremony/signatures.ts";
import { readDraftFolder, readSignatures } from "../../ceremony/draft-folder.ts";
import { defineCommand } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { counted, say } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

export const anchorAssemble = defineCommand("anchor assemble", {
  summary: "join the stewards' signatures of a move",
  about: `
    Joins the signatures that lie in the draft of a move, and checks that enough of the old stewards signed
    it. The result is public: whoever knows the old anchor follows it with "anchor follow", reviewers with
    "vault follow".`,
  options: {
    "--anchor OLD": "the anchor that is moved away from",
    "--out FILE": "where the signed move goes; nothing is overwritten",
  },
  operands: ["DRAFT", "Say which draft"],
  example: "npm run nightjar -- anchor assemble --anchor anchor.json --out move.json ./move",

  async run({ anchor: anchorPath, out }, [folder]) {
    const from = await readDocument(anchorPath, parseAnchor);
    await refuseIfThere(out);
    const { payloads } = await readDraftFolder(folder, nobleSignatures);
    const payload = moveOf(payloads);
    const joined = joinSignatures(from, payload, await readSignatures(folder, payload), nobleSignatures);
    const to = followAnchor(from, joined, nobleSignatures);
    await replaceFile(out, encodeSignedDocument(joined), 0o644);
    say(
      `The move is ${out}, signed by ${counted(joined.signatures.length, "steward")}. The new anchor's fingerprint:`,
    );
    say(`  ${anchorFingerprint(to)}`);
    return EXIT.ok;
  },
});
