import { encodeInstant } from "../../../../crypto/documents/instant.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { auditChain, isWrong } from "../../../ceremony/audit.ts";
import { gatherKnown, type KnownRoster } from "../../../ceremony/known.ts";
import { shortDigest } from "../../../ceremony/review.ts";
import { ANCHOR_HELP, readAnchorLine } from "../../ceremony/anchors.ts";
import { readPublicPaths } from "../../ceremony/known.ts";
import type { Command } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { parseOptions, required, usage } from "../../options.ts";
import { counted, say } from "../../say.ts";

const NAME = "roster log";

export const rosterLog: Command = {
  summary: "audit the chain of rosters: forks, skips, rollbacks, gaps",
  help: `nightjar roster log --anchor FILE [--move FILE …] DIR|FILE …

Lists the rosters in any set of files and folders (such as a server's public folder, a steward's own, and what a
courier brought), and says where the chain forks, skips, breaks, is rolled back, leaves a gap in time, or was
signed under an anchor that had been moved away from. A roster that takes the place of another is said, and is in
order. Beside each stands how many reviewers must sign a letter's free text.

${ANCHOR_HELP}

Example
  npm run nightjar -- roster log --anchor anchor.json ./known /var/lib/nightjar/public

Exit codes
  0  one whole chain
  1  something is wrong, and said; or failed, and stderr says in a sentence why
  2  wrong use: an option, or a file that is not there
`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const anchorPath = required(NAME, "anchor", values.anchor);
    if (positionals.length === 0) throw usage(NAME, "Say which files or folders");
    const line = await readAnchorLine(anchorPath, values.move, nobleSignatures);
    const documents = await readPublicPaths(positionals);
    const { known, refused } = gatherKnown(line, documents, nobleSignatures);
    const findings = auditChain(known);
    const wrong = findings.filter(isWrong);
    for (const { name, error } of refused) say(`WRONG  ${name}: ${error.message}`);
    for (const { sentence } of wrong) say(`WRONG  ${sentence}`);
    for (const roster of known.rosters) say(rosterLine(roster));
    for (const finding of findings) if (!isWrong(finding)) say(`note   ${finding.sentence}`);
    const count = refused.length + wrong.length;
    say(verdict(known.rosters.length, count));
    return count === 0 ? EXIT.ok : EXIT.failed;
  },
};

const OPTIONS = { anchor: { type: "string" }, move: { type: "string", multiple: true } } as const;

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
  return rosters === 0 ? "There is no roster here." : `${counted(rosters, "roster")}, one whole chain.`;
}
