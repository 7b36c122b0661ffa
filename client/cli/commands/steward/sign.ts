import { join } from "node:path";
import { inForce } from "../../../../crypto/documents/anchor-line.ts";
import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { signatureName } from "../../../ceremony/draft-names.ts";
import { CeremonyError } from "../../../ceremony/errors.ts";
import { reviewDraft } from "../../../ceremony/review-draft.ts";
import { signPayload, stewardKey } from "../../../ceremony/signatures.ts";
import { ANCHOR_OPTIONS, readAnchorLine } from "../../ceremony/anchors.ts";
import { readDraftFolder } from "../../ceremony/draft-folder.ts";
import { KNOWN_OPTIONS, readKnownFor } from "../../ceremony/known.ts";
import { memoryOfMoves, refuseIfSignedOtherwise, rememberSignature } from "../../ceremony/own-signatures.ts";
import { sayReview } from "../../ceremony/say-review.ts";
import { VAULT_OPTIONS, withStewardVault } from "../../ceremony/steward.ts";
import { defineCommand } from "../../command.ts";
import { confirm } from "../../confirm.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { required } from "../../options.ts";
import { counted, say } from "../../say.ts";

export const stewardSign = defineCommand("steward sign", {
  summary: "sign a draft of rosters, or of a move, as one of the stewards",
  about: `
    Shows what "steward review" shows, asks, and writes a signature beside each document of the draft. Signs
    nothing if there is an alarm: a document of another anchor, a second roster with a sequence that is
    known, anything that isn't as the cards make it. What was signed is kept in the folder of known rosters
    (signed/), a move beside the vault (VAULT.memory/), so that no other document is ever signed in its
    place.`,
  options: {
    ...ANCHOR_OPTIONS,
    ...KNOWN_OPTIONS,
    ...VAULT_OPTIONS,
    "[--yes]": "don't ask",
  },
  operands: ["DRAFT", "Say which draft"],
  example:
    "npm run nightjar -- steward sign --anchor anchor.json --known ./known --vault heron.vault ./draft",

  async run(values, [folder]) {
    const { anchor: anchorPath, vault: path } = values;
    const primitives = await loadSodium();
    const line = await readAnchorLine(anchorPath, values.move, primitives);
    const draft = await readDraftFolder(folder, primitives);
    const known = await readKnownFor(draft, values.known, line, primitives);
    const from = { path, descriptor: values["passphrase-fd"] };
    return await withStewardVault(from, primitives, async (vault) => {
      const anchor = inForce(line);
      const key = stewardKey(anchor, vault.signing, primitives);
      const reviewing = { anchor, known, vault, now: instantOf(Date.now()) };
      const review = await reviewDraft(draft, reviewing, primitives);
      sayReview(review);
      if (review.alarms.length > 0) throw new CeremonyError("draft-alarm");
      const isMove = draft.payloads.some(({ kind }) => kind === "move");
      const memory = isMove ? memoryOfMoves(path) : required("known", values.known);
      await refuseIfSignedOtherwise(memory, draft.payloads, key);
      confirm(`Sign ${counted(draft.payloads.length, "document")} as ${vault.handle}?`, values.yes);
      for (const payload of draft.payloads) {
        const signed = signPayload(payload.payloadType, payload.bytes, vault.signing, primitives);
        const file = join(folder, signatureName(payload.name, key));
        await rememberSignature(memory, payload, key, signed);
        await replaceFile(file, encodeSignedDocument(signed), 0o644);
        say(`${file} is signed.`);
      }
      return EXIT.ok;
    });
  },
});
