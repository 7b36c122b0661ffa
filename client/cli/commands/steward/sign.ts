import { join } from "node:path";
import { inForce } from "../../../../crypto/documents/anchor-line.ts";
import { encodeSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { signatureName } from "../../../ceremony/draft-names.ts";
import { CeremonyError } from "../../../ceremony/errors.ts";
import { reviewDraft } from "../../../ceremony/review-draft.ts";
import { signPayload, stewardKey } from "../../../ceremony/signatures.ts";
import { ANCHOR_HELP, readAnchorLine } from "../../ceremony/anchors.ts";
import { readDraftFolder } from "../../ceremony/draft-folder.ts";
import { KNOWN_HELP, readKnownFor } from "../../ceremony/known.ts";
import { memoryOfMoves, refuseIfSignedOtherwise, rememberSignature } from "../../ceremony/own-signatures.ts";
import { sayReview } from "../../ceremony/say-review.ts";
import { VAULT_HELP, withStewardVault } from "../../ceremony/steward.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { confirm } from "../../confirm.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { onePositional, parseOptions, required } from "../../options.ts";
import { counted, say } from "../../say.ts";

const NAME = "steward sign";

export const stewardSign: Command = {
  summary: "sign a draft of rosters, or of a move, as one of the stewards",
  help: `nightjar steward sign --anchor FILE --known DIR --vault FILE DRAFT

Shows what "steward review" shows, asks, and writes a signature beside each document of the draft. Signs nothing if
there is an alarm: a document of another anchor, a second roster with a sequence that is known, anything that isn't
as the cards make it. What was signed is kept in the folder of known rosters (signed/), a move beside the vault
(VAULT.memory/), so that no other document is ever signed in its place.

${ANCHOR_HELP}
${KNOWN_HELP}
${VAULT_HELP}
  --yes              don't ask

Example
  npm run nightjar -- steward sign --anchor anchor.json --known ./known --vault heron.vault ./draft

${EXIT_HELP}`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const anchorPath = required(NAME, "anchor", values.anchor);
    const path = required(NAME, "vault", values.vault);
    const folder = onePositional(NAME, positionals, "Say which draft");
    const primitives = await loadSodium();
    const line = await readAnchorLine(anchorPath, values.move, primitives);
    const draft = await readDraftFolder(folder, primitives);
    const known = await readKnownFor(NAME, draft, values.known, line, primitives);
    const from = { path, descriptor: values["passphrase-fd"] };
    return await withStewardVault(NAME, from, primitives, async (vault) => {
      const anchor = inForce(line);
      const key = stewardKey(anchor, vault.signing, primitives);
      const reviewing = { anchor, known, vault, now: instantOf(Date.now()) };
      const review = await reviewDraft(draft, reviewing, primitives);
      sayReview(review);
      if (review.alarms.length > 0) throw new CeremonyError("draft-alarm");
      const isMove = draft.payloads.some(({ kind }) => kind === "move");
      const memory = isMove ? memoryOfMoves(path) : required(NAME, "known", values.known);
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
};

const OPTIONS = {
  anchor: { type: "string" },
  move: { type: "string", multiple: true },
  known: { type: "string" },
  vault: { type: "string" },
  yes: { type: "boolean" },
  "passphrase-fd": { type: "string" },
} as const;
