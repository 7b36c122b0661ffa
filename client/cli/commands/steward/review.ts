import { inForce } from "../../../../crypto/documents/anchor-line.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { reviewDraft } from "../../../ceremony/review-draft.ts";
import { ANCHOR_HELP, readAnchorLine } from "../../ceremony/anchors.ts";
import { readDraftFolder } from "../../ceremony/draft-folder.ts";
import { KNOWN_HELP, readKnownFor } from "../../ceremony/known.ts";
import { sayReview } from "../../ceremony/say-review.ts";
import { VAULT_HELP, withStewardVault } from "../../ceremony/steward.ts";
import type { Command } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { onePositional, parseOptions, required } from "../../options.ts";

const NAME = "steward review";

export const stewardReview: Command = {
  summary: "see what a draft would change, before signing it",
  help: `nightjar steward review --anchor FILE --known DIR --vault FILE DRAFT

Says what a draft would change against the roster in force: who joins, who leaves, whose keys change, each with the
card's fingerprint to be compared in person; the periods; the couriers. Opens the names in the annex with your
vault and compares them with the cards. Whatever isn't as the cards and the known rosters make it is an alarm, and
comes first. What is in order may still be wrong: that is for you to judge.

${ANCHOR_HELP}
${KNOWN_HELP}
${VAULT_HELP}

Example
  npm run nightjar -- steward review --anchor anchor.json --known ./known --vault heron.vault ./draft

Exit codes
  0  no alarm
  1  an alarm; or failed, and stderr says in a sentence why, and what to do
  2  wrong use: an option, or a file that is not there
`,

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
      const reviewing = { anchor: inForce(line), known, vault, now: instantOf(Date.now()) };
      const review = await reviewDraft(draft, reviewing, primitives);
      sayReview(review);
      return review.alarms.length === 0 ? EXIT.ok : EXIT.failed;
    });
  },
};

const OPTIONS = {
  anchor: { type: "string" },
  move: { type: "string", multiple: true },
  known: { type: "string" },
  vault: { type: "string" },
  "passphrase-fd": { type: "string" },
} as const;
