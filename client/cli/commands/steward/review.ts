import { inForce } from "../../../../crypto/documents/anchor-line.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { reviewDraft } from "../../../ceremony/review-draft.ts";
import { ANCHOR_OPTIONS, readAnchorLine } from "../../ceremony/anchors.ts";
import { readDraftFolder } from "../../ceremony/draft-folder.ts";
import { KNOWN_OPTIONS, readKnownFor } from "../../ceremony/known.ts";
import { sayReview } from "../../ceremony/say-review.ts";
import { VAULT_OPTIONS, withStewardVault } from "../../ceremony/steward.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";

export const stewardReview = defineCommand("steward review", {
  summary: "see what a draft would change, before signing it",
  about: `
    Says what a draft would change against the roster in force: who joins, who leaves, whose keys change,
    each with the card's fingerprint to be compared in person; the periods; the couriers. Opens the names in
    the annex with your vault and compares them with the cards. Whatever isn't as the cards and the known
    rosters make it is an alarm, and comes first. What is in order may still be wrong: that is for you to
    judge.`,
  options: { ...ANCHOR_OPTIONS, ...KNOWN_OPTIONS, ...VAULT_OPTIONS },
  operands: ["DRAFT", "Say which draft"],
  example:
    "npm run nightjar -- steward review --anchor anchor.json --known ./known --vault heron.vault ./draft",
  exits: { 0: "no alarm", 1: "an alarm; or failed, and stderr says in a sentence why, and what to do" },

  async run(values, [folder]) {
    const { anchor: anchorPath, vault: path } = values;
    const primitives = await loadSodium();
    const line = await readAnchorLine(anchorPath, values.move, primitives);
    const draft = await readDraftFolder(folder, primitives);
    const known = await readKnownFor(draft, values.known, line, primitives);
    const from = { path, descriptor: values["passphrase-fd"] };
    return await withStewardVault(from, primitives, async (vault) => {
      const reviewing = { anchor: inForce(line), known, vault, now: instantOf(Date.now()) };
      const review = await reviewDraft(draft, reviewing, primitives);
      sayReview(review);
      return review.alarms.length === 0 ? EXIT.ok : EXIT.failed;
    });
  },
});
