import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { followAnchor } from "../../../../crypto/documents/anchor-move.ts";
import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { moveOf } from "../../../ceremony/assemble.ts";
import { joinSignatures } from "../../../ceremony/signatures.ts";
import { readDraftFolder, readSignatures } from "../../ceremony/draft-folder.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { onePositional, parseOptions, required } from "../../options.ts";
import { counted, say } from "../../say.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

const NAME = "anchor assemble";

export const anchorAssemble: Command = {
  summary: "join the stewards' signatures of a move",
  help: `nightjar anchor assemble --anchor OLD DRAFT --out FILE

Joins the signatures that lie in the draft of a move, and checks that enough of the old stewards signed it. The
result is public: whoever knows the old anchor follows it with "anchor follow", reviewers with "vault follow".

  --anchor OLD       the anchor that is moved away from
  --out FILE         where the signed move goes; nothing is overwritten

Example
  npm run nightjar -- anchor assemble --anchor anchor.json --out move.json ./move

${EXIT_HELP}`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const anchorPath = required(NAME, "anchor", values.anchor);
    const out = required(NAME, "out", values.out);
    const folder = onePositional(NAME, positionals, "Say which draft");
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
};

const OPTIONS = { anchor: { type: "string" }, out: { type: "string" } } as const;
