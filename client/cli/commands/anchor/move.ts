import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { encodeAnchorMove } from "../../../../crypto/documents/anchor-move.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { draftMove, stewardsAfter, thresholdWarnings } from "../../../ceremony/anchors.ts";
import { MOVE_PAYLOAD_NAME } from "../../../ceremony/draft-names.ts";
import { reviewMove } from "../../../ceremony/move-review.ts";
import { reviewLines } from "../../../ceremony/review-lines.ts";
import { readStewardCards } from "../../ceremony/cards.ts";
import { writeDraftFolder } from "../../ceremony/draft-folder.ts";
import { defineCommand } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { wholeNumber } from "../../options.ts";
import { say } from "../../say.ts";

export const anchorMove = defineCommand("anchor move", {
  summary: "draft the move to other stewards, for the old ones to sign",
  about: `
    Drafts the word of an anchor's stewards that another anchor takes its place: the same instance with
    other stewards. Needed when a steward's key is lost or stolen, or when stewards change. The old
    stewards, as many as a roster needs, sign it with "steward sign"; "anchor assemble" joins their
    signatures.`,
  options: {
    "--anchor OLD": "the anchor in force",
    "--threshold K": "how many of the new stewards must sign a roster",
    "--out DRAFT": "a new folder for the draft",
    "[--leaving CARD]…": `the card of a steward who leaves, so that those who sign read a name beside the
      key; repeatable`,
  },
  operands: ["CARD…", "Say which stewards' cards"],
  example: `npm run nightjar -- anchor move --anchor anchor.json --threshold 2 --out move --leaving ibis.card \\
  heron.card crane.card egret.card`,

  async run(values, positionals) {
    const { out } = values;
    const from = await readDocument(values.anchor, parseAnchor);
    const leaving = await readStewardCards(values.leaving ?? [], nobleSignatures);
    const all = await readStewardCards([...positionals, ...(values.leaving ?? [])], nobleSignatures);
    const stewards = stewardsAfter(from, all, leaving);
    const threshold = wholeNumber("threshold", values.threshold, 1, stewards.length);
    const move = draftMove(from, stewards, threshold);
    const cards = { stewards: all, reviewers: [], couriers: [] };
    const warnings = thresholdWarnings(move.to.stewards.length, threshold);
    const lines = reviewLines({ rosters: [], move: reviewMove(from, move.to, cards), warnings });
    const payload = { name: MOVE_PAYLOAD_NAME, bytes: encodeAnchorMove(move) };
    await writeDraftFolder(out, [payload], cards, lines);
    for (const line of lines) say(line);
    say(`The draft is ${out}: at least ${from.threshold} of the old stewards sign it with "steward sign".`);
    return EXIT.ok;
  },
});
