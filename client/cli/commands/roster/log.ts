import { anchorLine } from "../../../../crypto/documents/anchor-line.ts";
import { encodeInstant } from "../../../../crypto/documents/instant.ts";
import { nodeSignatures } from "../../../../crypto/node/signatures.ts";
import { auditChain, isWrong } from "../../../ceremony/audit.ts";
import { gatherKnown, type KnownRoster } from "../../../ceremony/known.ts";
import { shortDigest } from "../../../ceremony/review.ts";
import { readPublicPaths } from "../../ceremony/known.ts";
import { defineCommand } from "../../command.ts";
import { readLine } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { counted, say } from "../../say.ts";

export const rosterLog = defineCommand("roster log", {
  summary: "audit the chain of rosters: forks, skips, rollbacks, gaps",
  about: `
    Lists the rosters in any set of files and folders (such as a server's public folder and a steward's
    ceremony file), and says where the chain forks, skips, breaks, is rolled back, leaves a gap
    in time, or was signed under an anchor that had been moved away from. A roster that takes the place of
    another is said, and is in order. Beside each stands how many reviewers must sign a letter's free text.`,
  options: {
    "--anchor FILE": "the instance's anchor; if it has moved, line.json, from the stewards or the server",
  },
  operands: ["DIR|FILE…", "Say which files or folders"],
  example: "npm run nightjar -- roster log --anchor anchor.json rosters.tar /var/lib/nightjar/public",
  exits: {
    0: "one whole chain",
    1: "something is wrong, or there is no roster, and said; or failed, and stderr says in a sentence why",
  },

  async run(values, positionals) {
    const { first, moves } = await readLine(values.anchor);
    const line = anchorLine(first, moves, nodeSignatures);
    const documents = await readPublicPaths(positionals);
    const { known, refused } = gatherKnown(line, documents, nodeSignatures);
    const findings = auditChain(known);
    const wrong = findings.filter(isWrong);
    for (const { name, error } of refused) say(`WRONG  ${name}: ${error.message}`);
    for (const { sentence } of wrong) say(`WRONG  ${sentence}`);
    for (const roster of known.rosters) say(rosterLine(roster));
    for (const finding of findings) if (!isWrong(finding)) say(`note   ${finding.sentence}`);
    const count = refused.length + wrong.length;
    say(verdict(known.rosters.length, count));
    return count === 0 && known.rosters.length > 0 ? EXIT.ok : EXIT.failed;
  },
});

function rosterLine({ roster, digest, currencies, document }: KnownRoster): string {
  const newest = currencies.at(-1);
  const current = newest
    ? `called current ${encodeInstant(newest.currency.issued)}`
    : "never called current here";
  const numbers = roster.reviewers.map(({ number }) => number).join(" ");
  const letters = roster.letters ? `letters ${roster.letters}` : "no letters";
  const span = `${encodeInstant(roster.notBefore)} to ${encodeInstant(roster.notAfter)}`;
  const signed = counted(document.signatures.length, "signature");
  return `${String(roster.sequence).padStart(5)}  ${span}  ${shortDigest(digest)}  reviewers ${numbers}, ${letters}  ${signed}, ${current}`;
}

function verdict(rosters: number, wrong: number): string {
  if (wrong > 0)
    return `${counted(rosters, "roster")}; ${counted(wrong, "thing is", "things are")} wrong, said above.`;
  return rosters === 0
    ? "There is no roster here: name a server's public folder, or what a steward saved."
    : `${counted(rosters, "roster")}, one whole chain.`;
}
