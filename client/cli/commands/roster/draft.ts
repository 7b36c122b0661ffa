import { inForce } from "../../../../crypto/documents/anchor-line.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { parsePeriodLength } from "../../../../crypto/documents/period.ts";
import type { Letters } from "../../../../crypto/documents/roster.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { draftPayloads } from "../../../ceremony/draft.ts";
import { draftEntries, type RosterDraft } from "../../../ceremony/review.ts";
import { reviewLines } from "../../../ceremony/review-lines.ts";
import { reviewRosters, standingOf } from "../../../ceremony/review-text.ts";
import { warningsOf } from "../../../ceremony/warnings.ts";
import { ANCHOR_OPTIONS, readAnchorLine } from "../../ceremony/anchors.ts";
import { readCards } from "../../ceremony/cards.ts";
import { requireNewFolder, writeDraftFolder } from "../../ceremony/draft-folder.ts";
import { readKnown } from "../../ceremony/known.ts";
import { defineCommand } from "../../command.ts";
import { DATE_HELP, dateAsked } from "../../dates.ts";
import { EXIT } from "../../errors.ts";
import { orUsage, wholeNumber } from "../../options.ts";
import { say } from "../../say.ts";

export const rosterDraft = defineCommand("roster draft", {
  summary: "draft the next rosters and their annexes from cards, for the stewards to sign",
  about: `
    Drafts who reads from a time on: a roster and an annex for each period, with a summary. Everybody whose
    card is given is in, and nobody else; give the cards of all stewards too, since the names are sealed to
    them. Reviewers and couriers keep their numbers. A draft reaches a quarter ahead at most. A roster ends
    no later than a period of any card in it, so one that begins in the middle of them runs to their end
    first. The folder names people: it is not public.`,
  options: {
    ...ANCHOR_OPTIONS,
    "--cards PATH…": "a card, or a folder of cards (.card, .json); may be given many times",
    "--known DIR": "all rosters signed so far; an empty folder before the first ones",
    "[--from DATE]": `when the first roster begins (where the known rosters end; the very first today, or as
      soon as all cards have begun)`,
    "[--periods N]": "how many rosters (3)",
    "[--length LENGTH]": `of each: months, which end on the first of one, weeks, which end on a Monday, or
      days: 1mo, 2w, 31d (1mo)`,
    "[--letters N]": `whether sources can be answered: how many reviewers must sign a letter's free text, 1
      or 2, or 0 for no letters (as the roster before says; the very first has to say)`,
    "--out DRAFT": "a new folder for the draft",
  },
  operands: ["[CARD]…"],
  notes: DATE_HELP,
  example: `npm run nightjar -- roster draft --anchor anchor.json --cards ./cards --known ./known \\
  --from today --periods 3 --length 1mo --letters 2 --out ./draft`,

  async run(values, positionals) {
    const { anchor: anchorPath, known: knownPath, out } = values;
    // 1. What is asked for.
    const from = values.from === undefined ? undefined : dateAsked("from", values.from);
    const count = wholeNumber("periods", values.periods ?? "3", 1, 12);
    const length = orUsage("The option --length takes a length like 1mo, 2w or 31d", () =>
      parsePeriodLength(values.length ?? "1mo"),
    );
    const letters = values.letters === undefined ? undefined : lettersAsked(values.letters);
    await requireNewFolder(out);
    // 2. What it builds on.
    const primitives = await loadSodium();
    const line = await readAnchorLine(anchorPath, values.move, primitives);
    const known = await readKnown(knownPath, line, primitives);
    const cards = await readCards([...values.cards, ...positionals], primitives);
    // 3. The rosters, and an annex for each.
    const anchor = inForce(line);
    const now = instantOf(Date.now());
    const request = { anchor, known, cards, from, count, length, letters, now };
    const payloads = await draftPayloads(request, primitives);
    // 4. The folder, and what people read first.
    const entries = draftEntries(payloads);
    const draft: RosterDraft = { anchor, known, cards, entries, now };
    const rosters = reviewRosters(draft, standingOf(draft));
    const lines = reviewLines({ rosters, warnings: warningsOf(draft) });
    await writeDraftFolder(out, payloads, cards, lines);
    for (const text of lines) say(text);
    say(
      `The draft is ${out}: each steward looks at it with "steward review", and signs with "steward sign".`,
    );
    return EXIT.ok;
  },
});

function lettersAsked(value: string): Letters {
  return wholeNumber("letters", value, 0, 2) as Letters;
}
